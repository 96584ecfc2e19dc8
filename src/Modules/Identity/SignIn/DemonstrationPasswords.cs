using System.Security.Cryptography;
using System.Text;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// The passwords of the demonstration's accounts: four groups a person can read out, different for every account and every
/// installation, because they follow from its secret. So no password stands in the code or in the database.
/// </summary>
internal sealed class DemonstrationPasswords(InstallationSecret secret)
{
    // No sign that looks or sounds like another. 24 of 16 characters are 73 bits.
    private const string Signs = "abcdefhkmnprstuvwxyz3478";
    private readonly byte[] key = secret.Derive("demonstration-passwords");

    /// <summary>"kxtm-3hpa-vwnr-8dfe"</summary>
    public string Of(string user)
    {
        Span<byte> mac = stackalloc byte[Sm3.Size];
        Sm3.Mac(key, Encoding.UTF8.GetBytes(user), mac);
        var password = new StringBuilder(19);
        for (var i = 0; i < 16; i++)
        {
            if (i is 4 or 8 or 12) password.Append('-');
            password.Append(Signs[mac[i] % Signs.Length]);
        }

        return password.ToString();
    }

    public bool Is(string user, string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(user)), Encoding.UTF8.GetBytes(password.Trim()));
}
