using System.Diagnostics.CodeAnalysis;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>核验码: by it anybody finds out whether a message is ours. Ten signs without look-alikes; the last one catches a mistyped sign.</summary>
internal static class MessageCode
{
    public const int Length = 10;
    private static readonly ReadableCode Code = new(Length, longest: 40);

    public static string New() => Code.New();

    public static bool TryParse(string? text, [NotNullWhen(true)] out string? code) => Code.TryParse(text, out code);

    /// <summary>In two groups of five, for reading.</summary>
    public static string Grouped(string code) => $"{code[..5]} {code[5..]}";
}
