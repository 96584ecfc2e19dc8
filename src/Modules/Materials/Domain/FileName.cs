using System.Globalization;
using System.Text;

namespace OneWindow.Materials;

/// <summary>
/// 文件名: what the applicant called the file, made harmless for screens, headers and the next reader's disk. It never becomes a
/// path of ours: the store names files by their hash.
/// </summary>
internal static class FileName
{
    /// <summary>Characters, ending included: enough for any name that a person gives, and below every file system's 255 bytes in UTF-8.</summary>
    public const int MaxLength = 80;

    private const string Reserved = "<>:\"/\\|?*";

    /// <summary>The ending with its dot, lower case; empty if there is none.</summary>
    public static string EndingOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    /// <summary>The last part of whatever was sent (some browsers send a whole path), without what could mislead an eye or a computer.</summary>
    public static string Clean(string sent)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // Format includes the marks that turn the reading direction: "fdp.exe" can look like "exe.pdf".
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    kept.Append(' ');
                    break;
                default:
                    if (rune.IsBmp && Reserved.Contains((char)rune.Value, StringComparison.Ordinal)) kept.Append('_');
                    else kept.Append(rune);
                    break;
            }
        }

        var name = kept.ToString().TrimEnd('.', ' ');
        var ending = EndingOf(name);
        if (ending.Length > 10) ending = "";
        var stem = name[..^ending.Length].Trim('.', ' ');
        if (stem.Length == 0 || IsDevice(stem)) stem = "材料" + stem;
        return Shorten(stem, MaxLength - ending.Length).TrimEnd('.', ' ') + ending;
    }

    /// <summary>Names that Windows keeps for its devices, with any ending.</summary>
    private static bool IsDevice(string stem)
    {
        var name = stem.Split('.')[0].ToUpperInvariant();
        return name is "CON" or "PRN" or "AUX" or "NUL"
            || (name.Length == 4 && name[..3] is "COM" or "LPT" && char.IsAsciiDigit(name[3]));
    }

    private static string Shorten(string stem, int most)
    {
        if (stem.Length <= most) return stem;
        var end = char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most;
        return stem[..end];
    }
}
