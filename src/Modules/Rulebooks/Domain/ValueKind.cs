using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>What a parameter's value may be. Each kind says in words what is wrong with a value.</summary>
internal abstract record ValueKind
{
    private ValueKind()
    {
    }

    /// <summary>Null if the entries are a value of this kind. A scalar comes as one entry.</summary>
    public abstract string? Fault(IReadOnlyList<string> entries, bool isList);

    /// <summary>时限: "on-the-spot", "5 working-day"; with <paramref name="Promptly"/> also "promptly", a duty without a number.</summary>
    public sealed record Limit(bool Promptly = false) : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && (TimeLimit.TryParse(entries[0], out _) || (Promptly && entries[0] == "promptly"))
                ? null
                : "应为时限，如 on-the-spot、5 working-day、30 calendar-day、1 month" + (Promptly ? "，或 promptly" : "");
    }

    /// <summary>One of a few words that the engines know.</summary>
    public sealed record OneOf(params string[] Words) : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && Words.Contains(entries[0]) ? null : $"应为其中之一：{string.Join('、', Words)}";
    }

    /// <summary>A list out of a few words that the engines know.</summary>
    public sealed record ListOf(params string[] Words) : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList)
        {
            if (!isList || entries.Count == 0) return $"应为列表，取自：{string.Join('、', Words)}";
            return entries.FirstOrDefault(e => !Words.Contains(e)) is { } stranger ? $"不认识 {stranger}，只能取自：{string.Join('、', Words)}" : null;
        }
    }

    /// <summary>A list of names in the law's own words.</summary>
    public sealed record Names : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            isList && entries.Count > 0 && entries.Distinct().Count() == entries.Count ? null : "应为名称的列表，不空、不重复";
    }

    /// <summary>预警: rungs "when:whom", when one of half, due, overdue, "2 working-day-before", whom one of handler, chief, supervisor.</summary>
    public sealed record Rungs : ValueKind
    {
        private static readonly string[] Owners = ["handler", "chief", "supervisor"];

        public override string? Fault(IReadOnlyList<string> entries, bool isList)
        {
            if (!isList || entries.Count == 0) return "应为列表，如 [half:handler, overdue:supervisor]";
            var wrong = entries.FirstOrDefault(e => e.Split(':') is not [var when, var whom] || !Owners.Contains(whom) || !IsWhen(when));
            return wrong is not null ? $"不认识 {wrong}，应为 half、due、overdue 或“2 working-day-before”，冒号，再写 handler、chief 或 supervisor"
                : entries.Select(e => e.Split(':')[0]).Distinct().Count() < entries.Count ? "同一级只能写一次" : null;
        }

        private static bool IsWhen(string when) => when is "half" or "due" or "overdue"
            || (when.Split(' ') is [var days, "working-day-before"] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0);
    }

    /// <summary>One name or short phrase.</summary>
    public sealed record Name : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && entries[0].Length is > 0 and <= 60 ? null : "应为一个不超过 60 字的名称";
    }

    public sealed record Count : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && int.TryParse(entries[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? null : "应为正整数";
    }

    public sealed record Percent : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && entries[0].EndsWith('%') && int.TryParse(entries[0][..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 100
                ? null
                : "应为百分数，如 60%";
    }

    /// <summary>有效期: "2023-07-01..2028-06-30", open as "2021-06-08..".</summary>
    public sealed record Validity : ValueKind
    {
        public override string? Fault(IReadOnlyList<string> entries, bool isList) =>
            !isList && entries[0].Split("..") is [var from, var to] && IsDate(from) && (to.Length == 0 || IsDate(to))
                ? null
                : "应为有效期，如 2023-07-01..2028-06-30，没有终止日的写 2021-06-08..";

        private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _);

        public static string Print(Rulebook rulebook) => $"{rulebook.From:yyyy-MM-dd}..{rulebook.To:yyyy-MM-dd}";
    }
}
