using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Documents;

/// <summary>docs/generated/lifecycle-PLACE.md: the way of a case as each place's law leaves it, with what differs from the base law marked.</summary>
public sealed class LifecycleOfPlacesPrinted
{
    /// <summary>Steps that are there only where a rule says so. The others are everywhere.</summary>
    private static readonly Dictionary<string, Func<RuleSet, bool>> OnlyWhere = new()
    {
        ["T5"] = rules => rules.Find("tolerant.mode") is not null,
        ["T7"] = rules => rules.Says("acceptance.lapseEffect", "deemed-accepted"),
        ["T9"] = rules => rules.Says("correction.overdueEffect", "deemed-withdrawn"),
        ["T9b"] = rules => !rules.Says("correction.overdueEffect", "deemed-withdrawn"),
        ["T13"] = rules => rules.Find("tolerant.mode") is not null,
        ["T14"] = rules => rules.Says("tolerant.overdueEffect", "refusal-task"),
        ["T18b"] = rules => rules.Find("decision.extension") is not null,
        ["T19"] = rules => rules.Says("renewal.lapseEffect", "deemed-renewed"),
    };

    public static TheoryData<string> Keys() => [.. FivePlaces.All.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_lifecycle_of_a_place_is_printed_with_what_differs_marked(string key)
    {
        var (_, name, place) = FivePlaces.All.Single(p => p.Key == key);
        var (licence, other) = (TheLaw.Rules(place), TheLaw.Rules(place, ItemType.Confirmation));
        var (lawLicence, lawOther) = (TheLaw.Rules(FivePlaces.BaseLaw), TheLaw.Rules(FivePlaces.BaseLaw, ItemType.Confirmation));
        var (ofLicences, ofOthers) = (Reached(licence), Reached(other));
        var text = new StringBuilder($"# {name}：办件的生命周期\n\n由测试从办件引擎打印，不手写。★ 与没有本地规定的地方（只有行政许可法和平台规则）不同。“仅行政许可”的步骤，其他事项没有。\n\n");
        text.Append("| T | 从 | 动作 | 到 | 范围 | 行政许可：规定与依据 | 其他事项：规定与依据 |\n|---|---|---|---|---|---|---|\n");
        foreach (var step in CaseLifecycle.Steps.Where(s => s.T != "–" && (ofLicences.Contains(s) || ofOthers.Contains(s))))
        {
            text.Append($"| {step.T} | {step.From.Words()} | {ActWords.Of(step.Act)} | {string.Join("、", step.To.Select(s => s.Words()))} | {Scope(step, ofLicences, ofOthers)} | ")
                .Append(ofLicences.Contains(step) ? Told(step, licence, lawLicence) : "没有").Append(" | ")
                .Append(ofOthers.Contains(step) ? Told(step, other, lawOther) : "没有").Append(" |\n");
        }

        var missing = CaseLifecycle.Steps.Where(s => !ofLicences.Contains(s) && !ofOthers.Contains(s)).Select(s => $"{s.T} {s.From.Words()}：{ActWords.Of(s.Act)}").Distinct().ToList();
        if (missing.Count > 0) text.Append($"\n这里没有的步骤：{string.Join("；", missing)}。\n");
        text.Append("\n```mermaid\nstateDiagram-v2\n  [*] --> Submitted : 提交申请\n");
        var reached = ofLicences.Union(ofOthers).ToList();
        foreach (var status in reached.SelectMany(s => s.To.Append(s.From)).Distinct().Order()) text.Append($"  {status} : {status.Words()}\n");
        foreach (var line in CaseLifecycle.Steps.Where(reached.Contains).SelectMany(s => s.To.Where(to => to != s.From).Select(to => Edge(s, to, ofLicences, ofOthers, licence, lawLicence, other, lawOther))).Distinct()) text.Append(line);
        foreach (var end in Enum.GetValues<CaseStatus>().Where(s => s.IsEnd() && reached.Any(r => r.To.Contains(s)))) text.Append($"  {end} --> [*]\n");
        text.Append("```\n");
        Printed.Check($"docs/generated/lifecycle-{key}.md", text.ToString());
    }

    [Fact]
    public void The_places_ways_are_not_the_same()
    {
        var ways = FivePlaces.All.Select(p => string.Join(';', Reached(TheLaw.Rules(p.Place)).Concat(Reached(TheLaw.Rules(p.Place, ItemType.Confirmation))).Select(s => $"{s.T}{s.From}{s.Act}")));
        Assert.True(ways.Distinct().Count() >= 3);
        Assert.All(OnlyWhere.Keys, t => Assert.Contains(CaseLifecycle.Steps, s => s.T == t));
    }

    /// <summary>What a case can come to: from its filing on, by the steps that the rules leave open.</summary>
    private static HashSet<Step> Reached(RuleSet rules)
    {
        var (reached, states) = (new HashSet<Step>(), new HashSet<CaseStatus> { CaseStatus.Submitted });
        while (CaseLifecycle.Steps.Where(s => states.Contains(s.From) && (!OnlyWhere.TryGetValue(s.T, out var open) || open(rules)) && (!s.Switch.StartsWith("hearing.", StringComparison.Ordinal) || rules.Find("hearing.requestLimit") is not null) && reached.Add(s)).ToList() is { Count: > 0 } more)
            states.UnionWith(more.Where(s => s.From != CaseStatus.OnHold).SelectMany(s => s.To));
        // From on hold a case goes back to where it stood, and nowhere new.
        reached.RemoveWhere(s => s.From == CaseStatus.OnHold && !s.To.Any(states.Contains));
        return reached;
    }

    private static string Scope(Step step, HashSet<Step> ofLicences, HashSet<Step> ofOthers) =>
        (ofLicences.Contains(step), ofOthers.Contains(step)) switch { (true, true) => "全部", (true, _) => "仅行政许可", _ => "仅其他事项" };

    private static Rule? RuleOf(Step step, RuleSet rules) => rules.Find(step.Switch) ?? rules.Find(step.Switch + ".counter") ?? rules.Find(step.Switch + ".online");

    private static bool Differs(Step step, RuleSet here, RuleSet law) => RuleOf(step, here)?.Value != RuleOf(step, law)?.Value;

    private static string Told(Step step, RuleSet here, RuleSet law) =>
        $"{(Differs(step, here, law) ? "★ " : "")}`{step.Switch}`：{(RuleOf(step, here) is { } rule ? OneWindow.Rulebooks.ValueWords.Of(rule.Value) : "没有规定")} {FivePlaces.Cited(step.Basis(here))}";

    private static string Edge(Step step, CaseStatus to, HashSet<Step> ofLicences, HashSet<Step> ofOthers, RuleSet licence, RuleSet lawLicence, RuleSet other, RuleSet lawOther)
    {
        var star = Differs(step, licence, lawLicence) || Differs(step, other, lawOther) ? "★" : "";
        return $"  {step.From} --> {to} : {star}{ActWords.Of(step.Act)}{(Scope(step, ofLicences, ofOthers) is "全部" ? "" : $"（{Scope(step, ofLicences, ofOthers)}）")}\n";
    }
}
