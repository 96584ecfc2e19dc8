using System.Security.Cryptography;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>防重复提交: a page carries a key of its own, so that the same button pressed twice, or a page sent again, is one act.</summary>
internal static class ActKey
{
    public const string Field = "act";
    private const int Length = 24;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>The key that the page carried; one of its own for a page that lost it.</summary>
    public static string Of(FormReader form) =>
        form.Raw(Field) is { Length: Length } key && key.All(char.IsAsciiHexDigitLower) ? key : New();
}
