using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// At start: is libcrypto there, has it the national algorithms, and do they give what the standards print? A build without them would
/// otherwise fail at the first case.
/// </summary>
public static class CryptoSelfTest
{
    private static readonly (string Algorithm, Func<bool> Holds)[] Vectors =
    [
        ("SM3", Sm3HashesAsPublished),
        ("SM4-ECB", Sm4EncryptsAsPublished),
        ("SM4-CTR", SealedBoxOpens),
        ("SM2", Sm2VerifiesAsPublished),
    ];

    /// <summary>Null if all is well, else a Chinese sentence: what is missing and what to do.</summary>
    public static string? Run() => Run(LibCrypto.Name, Vectors);

    internal static string? Run(string library, IReadOnlyList<(string Algorithm, Func<bool> Holds)> vectors)
    {
        // Looked for before any call, for a failing first call would come wrapped in a type's initialiser.
        if (!NativeLibrary.TryLoad(library, out _)) return LibCrypto.Missing(library);
        foreach (var (algorithm, holds) in vectors)
        {
            try
            {
                if (!holds()) return $"密码库 {library} 的 {algorithm} 与标准公布的示例不符，不能使用。{LibCrypto.Mend}。";
            }
            catch (Exception e) when (e is CryptographicException or EntryPointNotFoundException)
            {
                return $"密码库 {library} 没有可用的国密算法 {algorithm}（{e.Message}）。{LibCrypto.Mend}。";
            }
        }

        return null;
    }

    // GB/T 32905-2016 appendix A.
    private static bool Sm3HashesAsPublished() =>
        Convert.ToHexStringLower(Sm3.Of("abc"u8)) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        && Convert.ToHexStringLower(Sm3.Of("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"u8))
        == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";

    // GB/T 32907-2016 appendix A.1: key and block are the same.
    private static bool Sm4EncryptsAsPublished()
    {
        var key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
        Span<byte> block = stackalloc byte[Sm4.BlockSize];
        Sm4.Ecb(key, key, block);
        return Convert.ToHexStringLower(block) == "681edf34d206965e86b3e94f536e4246";
    }

    private static bool SealedBoxOpens()
    {
        var key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
        return SealedBox.TryOpen(key, default, SealedBox.Seal(key, default, "abc"u8), out var plain) && plain.AsSpan().SequenceEqual("abc"u8);
    }

    // GB/T 32918.5-2017 appendix A.2; and a signature of our own, for those are random and cannot be compared.
    private static bool Sm2VerifiesAsPublished()
    {
        using var published = Sm2PublicKey.FromSpki(Convert.FromHexString(
            "3059301306072A8648CE3D020106082A811CCF5501822D03420004"
            + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
            + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"));
        var signature = Sm2Signature.ToDer(Convert.FromHexString(
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
            + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"));
        using var ours = Sm2PrivateKey.Generate();
        using var shown = ours.Public();
        return published.Verify("message digest"u8, signature)
            && !published.Verify("message digesT"u8, signature)
            && shown.Verify("abc"u8, ours.Sign("abc"u8));
    }
}
