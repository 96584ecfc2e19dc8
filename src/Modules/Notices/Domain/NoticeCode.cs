using System.Diagnostics.CodeAnalysis;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 验证码: 16 signs on every document, 15 by chance (70 bits: nobody finds one by trying) and one that catches every single wrong sign before
/// anything is looked up. No sign looks like another; Z, S, B and V are read as the 2, 5, 8 and U that are meant.
/// </summary>
internal static class NoticeCode
{
    public const int Length = 16;
    private static readonly ReadableCode Code = new(Length, longest: 60, mendsLookAlikes: true);

    public static string New() => Code.New();

    public static bool TryParse(string? text, [NotNullWhen(true)] out string? code) => Code.TryParse(text, out code);

    /// <summary>In fours, for reading: "A2C3 …".</summary>
    public static string Grouped(string code) => string.Join(' ', code.Chunk(4).Select(c => new string(c)));
}
