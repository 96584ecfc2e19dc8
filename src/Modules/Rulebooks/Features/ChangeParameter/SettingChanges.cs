using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>What a place asks to change.</summary>
/// <param name="SeenVersion">The profile's version on the page that was filled in.</param>
internal sealed record AskedChange(string Rulebook, string Key, Scope Scope, IReadOnlyList<string> Entries, bool IsList, DateOnly From, string Reason, int SeenVersion);

/// <summary>May this setting be changed, by this person, to this value, from this day? Pure: nothing is saved here.</summary>
internal static class SettingChanges
{
    public static int VersionOf(Shelf shelf, string rulebook) => shelf.Changes.Where(c => c.Rulebook == rulebook).Select(c => c.Version).Append(1).Max();

    /// <summary>The value in force or to come: what the next change replaces.</summary>
    public static string Latest(Shelf shelf, Rulebook rulebook, Setting setting) =>
        shelf.Changes.Where(c => c.Rulebook == rulebook.Key && c.Replaces(setting.Key, setting.Scope)).MaxBy(c => c.Version)?.Value ?? setting.Value;

    /// <summary>The bureau of the very place, and only where the text lets it adjust.</summary>
    public static Refusal? MayChange(Rulebook rulebook, Actor actor)
    {
        if (rulebook.AmendedUnder is not { } article)
        {
            return new Refusal(
                "rulebooks.not-adjustable",
                $"《{rulebook.Title}》没有授权管理机构自行调整。需要调整的，请由制定机关修改文本，再载入新文本。",
                PlatformRules.Permission);
        }

        return actor.Role == Role.ManagementOfficer && actor.Place == rulebook.Place
            ? null
            : new Refusal("rulebooks.forbidden", $"只有当地的政务服务管理机构可以调整《{rulebook.Title}》的设置。", new Citation(rulebook.Key, article));
    }

    public static Outcome<SettingChange> Decide(Shelf shelf, AskedChange asked, Actor actor, Instant now)
    {
        if (shelf.Find(asked.Rulebook) is not { } rulebook) return new Refusal("rulebooks.not-found", "没有这部法规。", PlatformRules.Input);
        if (MayChange(rulebook, actor) is { } no) return no;
        var found = (from a in rulebook.Articles from s in a.Settings where s.Key == asked.Key && s.Scope == asked.Scope select (a, s)).FirstOrDefault();
        if (found is not ({ } article, { } setting) || asked.Key == "profile.validity") return Wrong("setting", "请选择这部法规里可以调整的一项设置。");
        var basis = rulebook.Cite(article);
        var version = VersionOf(shelf, rulebook.Key);
        if (asked.SeenVersion != version)
        {
            return new Refusal("rulebooks.changed-meanwhile", "别人刚刚调整过这部法规的设置，请看过最新的版本再改。", PlatformRules.NoSilentOverwrite);
        }

        if (Parameters.All[asked.Key].Kind.Fault(asked.Entries, asked.IsList) is { } fault) return Wrong("value", $"{Parameters.LabelOf(asked.Key)}的值不对：{fault}。");
        if (asked.Entries.Any(e => e.Contains('|', StringComparison.Ordinal) || e.Any(char.IsControl))) return Wrong("value", "值里不能有竖线或控制字符。");
        var value = string.Join('|', asked.Entries);
        if (value == Latest(shelf, rulebook, setting)) return Wrong("value", "新的值与现在的一样，没有要调整的。");
        if (asked.From <= now.Date) return Wrong("from", "只能从明天或以后的某一天起调整：已经过去的日子和已经受理的办件不受影响。");
        if (!rulebook.InForce(asked.From)) return Wrong("from", $"这一天不在《{rulebook.Title}》的有效期内。");
        foreach (var law in shelf.Rulebooks.Where(r => r.IsBaseLaw && r.InForce(asked.From)))
        {
            if (Floor.Fault(law, basis, setting with { Value = value }) is { } below)
            {
                return new Refusal("rulebooks.below-the-law", below, law.Cite(Floor.Find(law, asked.Key)!.Value.Article));
            }
        }

        return new SettingChange(rulebook.Key, version + 1, asked.Key, asked.Scope, value, asked.From, asked.Reason, actor.Id, now);
    }

    private static Refusal Wrong(string field, string words) => new($"rulebooks.wrong-{field}", words, PlatformRules.Input);
}
