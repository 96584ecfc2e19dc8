using System.Security.Cryptography;

namespace OneWindow.Identity;

/// <summary>Identifiers that mean nothing and cannot be guessed or counted: 96 random bits, which fit into addresses and logs.</summary>
internal static class Ids
{
    public static string New() => RandomNumberGenerator.GetHexString(24, lowercase: true);
}
