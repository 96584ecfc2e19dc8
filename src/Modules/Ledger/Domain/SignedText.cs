using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>A text with our signature under it.</summary>
/// <param name="Signature">SM2, DER, base64.</param>
internal sealed record SignedText(string Text, string KeyId, string Signature)
{
    /// <summary>Did this key sign this text?</summary>
    public bool Holds(Sm2PublicKey key)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length)
            && key.Verify(Encoding.UTF8.GetBytes(Text), signature.AsSpan(0, length));
    }
}
