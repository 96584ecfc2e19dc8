using OneWindow.Kernel;
using YamlDotNet.RepresentationModel;

namespace OneWindow.Rulebooks;

/// <summary>Reads one rulebook file. What concerns several files (overlaps, the base law, references) is checked by <see cref="RulebookChecks"/>.</summary>
internal static class RulebookReader
{
    /// <summary>Null if anything is wrong; then <paramref name="errors"/> says what and where.</summary>
    public static Rulebook? Read(string file, string text, List<RulebookError> errors)
    {
        var before = errors.Count;
        if (YamlMap.Read(file, text, errors) is not { } map) return null;
        var key = map.Text("key", required: true);
        var title = map.Text("title", required: true);
        var shortTitle = map.Text("short", required: true);
        var issuer = map.Text("issuer", required: true);
        var place = ReadPlace(map);
        var reach = ReadReach(map);
        var from = map.Date("from", required: true);
        var to = map.Date("to");
        var undated = map.Yes("undated");
        var excerpt = map.Yes("excerpt");
        var amendedUnder = map.Text("amended-under");
        var note = map.Text("note");
        var articles = ReadArticles(map);
        map.RefuseOthers();

        if (key?.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') == false) map.Fault(map.LineOf("key"), "key 只用小写字母、数字和连字符。");
        if (to < from) map.Fault(map.LineOf("to"), "to 早于 from。");
        if (undated && note is null) map.Fault(map.LineOf("undated"), "undated 的文本要在 note 里说明 from 是怎么读出来的。");
        if (from is { } begins && !file.EndsWith($"/{begins:yyyy-MM-dd}.yaml", StringComparison.Ordinal)) map.Fault(map.LineOf("from"), "文件名应是施行日期，与 from 一致。");
        if (amendedUnder is not null && articles.All(a => a.Number != amendedUnder)) map.Fault(map.LineOf("amended-under"), $"没有 {amendedUnder} 这一条。");
        if (!excerpt) CheckSequence(map, articles);
        return errors.Count == before
            ? new Rulebook(key!, title!, shortTitle!, issuer!, place!.Value, reach!, from!.Value, to, undated, excerpt, amendedUnder, note, articles, file)
            : null;
    }

    private static RegionCode? ReadPlace(YamlMap map)
    {
        if (map.Text("place", required: true) is not { } text) return null;
        if (RegionCode.TryParse(text, out var place)) return place;
        map.Fault(map.LineOf("place"), $"place 应是加引号的区划代码（6 或 12 位；全国为 \"0\"），现在是 {text}。");
        return null;
    }

    private static Reach? ReadReach(YamlMap map)
    {
        if (!map.Has("applies-to")) map.Fault(map.Line, "缺少 applies-to。");
        var words = map.List("applies-to");
        if (words is ["all"]) return new Reach(false, []);
        if (words is ["licences"]) return new Reach(true, []);
        var levels = words.Select(w => Enum.TryParse<RegionLevel>(w, ignoreCase: true, out var level) ? level : (RegionLevel?)null).ToList();
        if (levels.Count > 0 && !levels.Contains(null)) return new Reach(false, [.. levels.Select(l => l!.Value)]);
        if (map.Has("applies-to")) map.Fault(map.LineOf("applies-to"), "applies-to 应是 all、licences，或层级的列表，如 [town, village]。");
        return null;
    }

    private static List<RulebookArticle> ReadArticles(YamlMap map)
    {
        List<RulebookArticle> articles = [];
        foreach (var (number, value, line) in map.Map("articles", required: true)?.Entries ?? [])
        {
            if (value is YamlScalarNode { Value.Length: > 0 } summary)
            {
                articles.Add(new RulebookArticle(number, summary.Value!.Trim(), null, [], [], line));
            }
            else if (map.AsMap(value) is { } article)
            {
                articles.Add(ReadArticle(number, article, line));
            }
            else
            {
                map.Fault(line, $"{number} 没有摘要。");
            }
        }

        foreach (var twice in articles.SelectMany(a => a.Settings).Where((s, i) =>
            articles.SelectMany(a => a.Settings).Take(i).Any(o => o.Key == s.Key && o.Value != s.Value && o.Scope.Overlaps(s.Scope))))
        {
            map.Fault(twice.Line, $"{twice.Key} 在同一文本里定了两次，值不同。");
        }

        return articles;
    }

    private static RulebookArticle ReadArticle(string number, YamlMap map, int line)
    {
        var summary = map.Text("summary", required: true);
        var note = map.Text("note");
        List<Citation> see = [];
        foreach (var text in map.List("see"))
        {
            if (text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < text.Length - 1) see.Add(Citation.Parse(text));
            else map.Fault(map.LineOf("see"), $"see 应是 rulebook/条号，现在是 {text}。");
        }

        List<Setting> settings =
        [
            .. ReadSettings(map, "sets", Scope.All),
            .. ReadSettings(map, "sets-for-licences", Scope.Licences),
            .. ReadSettings(map, "sets-for-other-types", Scope.OtherTypes),
        ];
        map.RefuseOthers();
        return new RulebookArticle(number, summary ?? "", note, see, settings, line);
    }

    private static IEnumerable<Setting> ReadSettings(YamlMap article, string name, Scope scope)
    {
        if (article.Map(name) is not { } map) yield break;
        foreach (var (key, value, line) in map.Entries)
        {
            if (!Parameters.All.TryGetValue(key, out var parameter))
            {
                map.Fault(line, $"不认识的参数 {key}：先把它写进参数表（Domain/Parameters*.cs）。");
            }
            else if (map.EntriesOf(value, line) is var (entries, isList))
            {
                if (parameter.Kind.Fault(entries, isList) is { } fault) map.Fault(line, $"{key} 的值 {string.Join('|', entries)} 不对：{fault}。");
                else yield return new Setting(key, string.Join('|', entries), scope, line);
            }
        }
    }

    /// <summary>A whole text has every article: a gap in 第N条 is a missing one, and a citation to it would lead nowhere.</summary>
    private static void CheckSequence(YamlMap map, List<RulebookArticle> articles)
    {
        var last = 0;
        foreach (var article in articles)
        {
            if (ChineseNumber.OfArticle(article.Number) is not { } n) continue;
            if (n != last + 1) map.Fault(article.Line, $"{article.Number} 前面应是第 {n - 1} 条：条文要齐全、按序（只收部分条文的，写 excerpt: yes）。");
            last = n;
        }
    }
}
