using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>What can only be seen with all rulebooks on the table: keys, overlaps, references, and the floor of the base law.</summary>
internal static class RulebookChecks
{
    public static IEnumerable<RulebookError> Run(IReadOnlyList<Rulebook> all) =>
    [
        .. SameKey(all),
        .. Overlapping(all),
        .. Ambiguous(all),
        .. LostReferences(all),
        .. WrongValidity(all),
        .. BelowTheLaw(all),
    ];

    private static IEnumerable<RulebookError> SameKey(IReadOnlyList<Rulebook> all) =>
        all.GroupBy(r => r.Key).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1).Select(r =>
            new RulebookError(r.File, 1, $"key {r.Key} 已被 {g.First().File} 用了；新文本用新的 key，旧的引用才不会变意思。")));

    private static IEnumerable<RulebookError> Overlapping(IReadOnlyList<Rulebook> all) =>
        Pairs(all).Where(p => p.One.Regulation == p.Other.Regulation && p.One.Overlaps(p.Other)).Select(p =>
            new RulebookError(p.Other.File, 1, $"有效期与同一法规的 {p.One.File} 重叠：给先施行的写上 to。"));

    /// <summary>Two texts of one place and one day that set the same parameter: nobody could say which binds.</summary>
    private static IEnumerable<RulebookError> Ambiguous(IReadOnlyList<Rulebook> all) =>
        from pair in Pairs(all)
        where pair.One.Place == pair.Other.Place && pair.One.Overlaps(pair.Other) && !pair.One.IsHouse && !pair.Other.IsHouse
        where pair.One.From == pair.Other.From || pair.One.Place == RegionCode.Nation
        from here in pair.Other.Articles.SelectMany(a => a.Settings)
        where pair.One.Articles.SelectMany(a => a.Settings).Any(s => s.Key == here.Key && s.Scope.Overlaps(here.Scope))
        select new RulebookError(pair.Other.File, here.Line, $"{here.Key} 与同一地方的 {pair.One.Key} 都作了规定，分不出先后。");

    private static IEnumerable<RulebookError> LostReferences(IReadOnlyList<Rulebook> all)
    {
        var known = all.SelectMany(r => r.Articles.Select(r.Cite)).ToHashSet();
        return from rulebook in all
               from article in rulebook.Articles
               from citation in article.See
               where !known.Contains(citation)
               select new RulebookError(rulebook.File, article.Line, $"引用的 {citation} 不存在。");
    }

    private static IEnumerable<RulebookError> WrongValidity(IReadOnlyList<Rulebook> all) =>
        from rulebook in all
        from setting in rulebook.Articles.SelectMany(a => a.Settings)
        where setting.Key == "profile.validity" && setting.Value != ValueKind.Validity.Print(rulebook)
        select new RulebookError(rulebook.File, setting.Line, $"profile.validity 与 from、to 不一致，应是 {ValueKind.Validity.Print(rulebook)}。");

    /// <summary>QD-1-2: a local value that is worse for an applicant for a licence than the base law is not loaded; both articles are named.</summary>
    private static IEnumerable<RulebookError> BelowTheLaw(IReadOnlyList<Rulebook> all) =>
        from law in all.Where(r => r.IsBaseLaw)
        from local in all.Where(r => !r.IsBaseLaw && !r.IsHouse && r.Overlaps(law))
        from article in local.Articles
        from setting in article.Settings
        let why = Floor.Fault(law, local.Cite(article), setting)
        where why is not null
        select new RulebookError(local.File, setting.Line, why);

    private static IEnumerable<(Rulebook One, Rulebook Other)> Pairs(IReadOnlyList<Rulebook> all) =>
        all.SelectMany((one, i) => all.Skip(i + 1).Select(other => (one, other)));
}
