using System.Security.Cryptography;

namespace OneWindow.Ui;

/// <summary>防重复提交: a page carries a key of its own, so that the same button pressed twice, or a page sent again, is one act.</summary>
public static class ActKey
{
    public const string Field = "act";
    private const int Length = 24;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>The key that the page carried; one of its own for a page that lost it.</summary>
    public static string Of(FormReader form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Of(form.Raw(Field));
    }

    /// <param name="sent">What stands in the page's field.</param>
    public static string Of(string? sent) => sent is { Length: Length } key && key.All(char.IsAsciiHexDigitLower) ? key : New();
}
