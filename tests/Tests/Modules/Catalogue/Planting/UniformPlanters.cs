using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>
/// 要素统一: the same item, handled by a street too, has another element than the county's (鄠邑细则 第六条: twelve elements; 河北 一（三）: six;
/// 青岛 2020 二（二）2: nine, unless a reason stands beside it). The twin differs in what may differ: where, by whom, when, whom to call.
/// </summary>
internal static class UniformPlanters
{
    private static readonly RegionCode[] Nine = [Corpus.Shinan, Corpus.Huyi];
    private static readonly RegionCode[] Twelve = [Corpus.Huyi];
    private static readonly RegionCode[] SixAndTwelve = [Corpus.Hebei, Corpus.Huyi];
    private static readonly RegionCode[] AllThree = [Corpus.Shinan, Corpus.Hebei, Corpus.Huyi];

    public static IReadOnlyList<Planter> All { get; } =
    [
        Differs("uniform-name", "街道的事项名称和区里不同", "name", Nine, (g, r) => g with { Name = g.Name + r.Of(["（简易）", "申请", "（街道）"]) }),
        Differs("uniform-code", "街道的基本编码和区里不同", "basicCode", Nine, (g, _) => g.BasicCode is { } c ? g with { BasicCode = c[..^1] + (c[^1] == '9' ? '1' : '9') } : null),
        Differs("uniform-type", "街道的事项类型和区里不同", "type", Nine, (g, _) => g with { Type = g.Type == ItemType.PublicService ? ItemType.Confirmation : ItemType.PublicService }),
        Differs("uniform-bases", "街道的设定依据和区里不同", "bases", Nine, (g, _) => g.Bases.Count > 1 ? g with { Bases = [g.Bases[0]] } : null),
        Differs("uniform-conditions", "街道的受理条件比区里多一条", "conditions", AllThree,
            (g, r) => g with { Conditions = [.. g.Conditions, r.Of(["在本街道居住满一年。", "无欠缴物业费的情形。", "经居民小组同意。"])] }),
        Differs("uniform-condition-dropped", "街道的受理条件比区里少一条", "conditions", AllThree, (g, _) => g.Conditions.Count > 1 ? g with { Conditions = [.. g.Conditions.Skip(1)] } : null),
        Differs("uniform-audience", "街道的服务对象和区里不同", "audience", SixAndTwelve,
            (g, _) => g with { Audience = g.Audience.Contains(SubjectKind.Company) ? [.. g.Audience.Where(a => a != SubjectKind.Company), SubjectKind.Person] : [.. g.Audience, SubjectKind.Company] }),
        Differs("uniform-process", "街道的办理流程比区里多一个环节", "steps", SixAndTwelve,
            (g, r) => g with { Steps = [.. g.Steps.Take(1), new GuideStep(r.Of(["社区初审", "街道会签", "入户走访"]), null, "街道经办人"), .. g.Steps.Skip(1)] }),
        Differs("uniform-material-more", "街道比区里多要一份材料", "materials", AllThree, (g, r, c) => Bed.Lend(g, c, r, m => m.Source == MaterialSource.Applicant)?.Guide),
        Differs("uniform-material-fewer", "街道比区里少要一份材料", "materials", AllThree,
            (g, r, _) => g.Materials.Where(m => !m.Main).ToList() is { Count: > 0 } spare && r.Of(spare) is var gone ? g with { Materials = [.. g.Materials.Where(m => m != gone)] } : null),
        Differs("uniform-statutory-limit", "街道的法定办结时限和区里不同", "statutoryLimit", AllThree,
            (g, r) => g.StatutoryLimit is { } s ? g with { StatutoryLimit = s with { Amount = s.Amount + r.Next(5, 16) } } : null),
        Differs("uniform-promised-limit", "街道的承诺办结时限和区里不同", "promisedLimit", Nine,
            (g, _) => !g.OnTheSpot && g.PromisedLimit is { Amount: > 1, Unit: LimitUnit.WorkingDay } p && Bed.StepDays(g) < p.Amount ? g with { PromisedLimit = p with { Amount = p.Amount - 1 } } : null),
        Differs("uniform-fees", "街道收一笔区里不收的费", "fees", Nine,
            (g, _) => Bed.WithFee(g, "name", "每证 10 元", new("中华人民共和国行政许可法", "第五十八条", BasisType.Law)).Guide),
        Differs("uniform-result", "街道的办理结果和区里不同", "result", SixAndTwelve,
            (g, r) => g.Result.Kind == ResultKind.Other ? g with { Result = g.Result with { Name = r.Of(["街道受理回执", "登记情况告知单"]) } } : null),
    ];

    private static Planter Differs(string kind, string what, string element, RegionCode[] where, Func<Guide, Random, Guide?> change) =>
        Differs(kind, what, element, where, (g, r, _) => change(g, r));

    private static Planter Differs(string kind, string what, string element, RegionCode[] where, Func<Guide, Random, Corpus, Guide?> change) => new(
        kind, what, "HY-6-2, HB-1.3-1, QG-2.2.2-4, QD-17-1", element,
        (g, c, r) => Street(g) is { } street && change(street, r, c) is { } changed ? new Planted(changed, element) { Siblings = [g] } : null,
        (g, _, r) => Street(g) is { } street && Bed.Place(street, r, "hours", p => p with { Name = "街道便民服务中心", Hours = "工作日 8:30–12:00，13:30–17:30" }) is { } other
            ? other with { Siblings = [g] }
            : null)
    {
        Where = where,
    };

    /// <summary>The county's item as its first street would handle it, with nothing changed that has to agree.</summary>
    private static Guide? Street(Guide guide)
    {
        if (guide.Place.Level != RegionLevel.County) return null;
        var street = RegionCode.From(guide.Place.Number + 9_000);
        return guide with { Item = $"{street.ToString()[..9]}-{Corpus.Key(guide)}", Place = street, Version = 1, CrossRegion = null };
    }
}
