using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>A bar that stands against a new filing.</summary>
/// <param name="Case">The case in which it was laid down.</param>
internal sealed record Bar(DateOnly Until, bool Fraud, string Case);

/// <summary>
/// 隐瞒情况、虚假材料 (行政许可法 第七十八条) and results obtained by fraud (第七十九条): found on named materials with evidence; warned; where the item touches public
/// safety, health, life or property, the same item may not be applied for again for one year, or three. The bar ends by itself.
/// </summary>
internal static class DishonestyRules
{
    public const string Ground = "false-materials";

    public static Refusal? MayFind(FalseFinding? finding, CaseContext context)
    {
        var known = finding is { Items.Count: > 0 } && finding.Items.All(id => context.Guide.Material(id) is not null || context.Guide.Fields.Any(f => f.Id == id));
        return known && !string.IsNullOrWhiteSpace(finding!.Evidence)
            ? null
            : new Refusal("cases.finding-missing", "以隐瞒情况或者提供虚假材料为由的，应写明认定哪几项、有什么证据。", BasisOf(context.Rules, fraud: false));
    }

    public static Dishonesty? Found(FalseFinding? finding, CaseContext context, Instant at) =>
        finding is null ? null : new Dishonesty(false, finding.Items, BarredUntil(context, at.Date, "falseMaterials.bar"));

    public static Dishonesty? ByFraud(string ground, CaseContext context, Instant at) =>
        ground == "fraud" ? new Dishonesty(true, [], BarredUntil(context, at.Date, "fraud.bar")) : null;

    /// <summary>A year from 4 March 2024 lasts through 4 March 2025; no holiday moves it.</summary>
    private static DateOnly? BarredUntil(CaseContext context, DateOnly from, string key) =>
        context.Rules.Find(key) is { } rule && context.Rules.Find("falseMaterials.barScope") is { } scope && (context.Guide.SafetyAreas ?? []).Any(scope.Lists)
            ? from.AddMonths(rule.Limit.Amount)
            : null;

    /// <summary>Why a new filing is not taken: the end day, the article, and what can be done about it.</summary>
    public static Refusal? Barred(CaseContext context, Instant at)
    {
        if (context.Bar is not { } bar || at.Date > bar.Until) return null;
        var (found, until) = (bar.Fraud ? "以欺骗等不正当手段取得办理结果" : "隐瞒情况或者提供虚假材料", bar.Until);
        return new Refusal(
            "cases.barred",
            $"办件 {bar.Case} 认定{found}，{until:yyyy年M月d日}以前（含当天）不能再申请“{context.Guide.Name}”，{until.AddDays(1):yyyy年M月d日}起可以申请，其他事项不受影响。"
            + "对那个决定不服的，可以在它写明的期限内申请行政复议或者提起诉讼；决定被撤销的，限制随即解除。",
            BasisOf(context.Rules, bar.Fraud));
    }

    public static Citation BasisOf(RuleSet rules, bool fraud) => CaseClocks.BasisOf(rules, fraud ? "fraud.bar" : "falseMaterials.bar");

    public static string NamesOf(Guide guide, IEnumerable<string> items) =>
        string.Join("、", items.Select(id => guide.Material(id) is { } m ? $"《{m.Name}》" : $"“{guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id}”"));
}
