using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>机构登记: what an organisation must be before it may be registered. Each fault has its article and the field that mends it.</summary>
internal static partial class OrganisationRules
{
    /// <param name="rules">Of the place that the organisation belongs to.</param>
    /// <param name="directory">What is registered already.</param>
    public static IReadOnlyList<OrganisationFault> Check(OrganisationDraft draft, RuleSet rules, DirectorySnapshot directory) =>
    [
        .. PlaceInTree(draft, new PlaceLevels(rules), directory),
        .. InWhoseName(draft, rules, directory),
        .. Guidance(draft, rules, directory),
        .. Units(draft, rules),
        .. Identity(draft, rules, directory),
    ];

    /// <summary>青岛办法 第七条: a level has exactly one parent of the next higher level; a department stands beside its government. Zones are excepted.</summary>
    private static IEnumerable<OrganisationFault> PlaceInTree(OrganisationDraft draft, PlaceLevels levels, DirectorySnapshot directory)
    {
        var parent = draft.Parent is null ? null : directory.Find(draft.Parent)?.Organisation;
        if (draft.Parent is not null && parent is null)
        {
            yield return new("parent", new("identity.parent-unknown", "没有找到所选的上级机构，请重新选择。", PlatformRules.Input));
            yield break;
        }

        if (draft.Kind is OrganisationKind.FunctionalZone or OrganisationKind.Stationed or OrganisationKind.Operator) yield break;
        var level = draft.Region.Level;
        if (!levels.Has(level))
        {
            yield return new("region", new("identity.level-unknown", $"本地的政务服务体系没有“{PlaceLevels.Word(level)}”这一级，请选择其他区划。", levels.Basis));
            yield break;
        }

        if (draft.Kind is OrganisationKind.Government or OrganisationKind.Hall)
        {
            if (levels.Above(level) is not { } above) yield break;
            if (parent is null || parent.Kind != draft.Kind || parent.Region.Level != above || !parent.Region.Contains(draft.Region))
            {
                var what = draft.Kind == OrganisationKind.Hall ? "场所" : "政府";
                yield return new("parent", new(
                    "identity.parent-wrong-level",
                    $"{PlaceLevels.Word(level)}一级的{what}，上级应当是所在{PlaceLevels.Word(above)}的{what}，不能越级也不能空着，请重新选择上级机构。",
                    levels.Basis));
            }
        }
        else if (parent is null || parent.Region != draft.Region || parent.Kind == OrganisationKind.Hall)
        {
            yield return new("parent", new("identity.parent-missing", "请选择同一区划的上级机构：部门选本级政府，所属单位选主管部门。", levels.Basis));
        }
    }

    /// <summary>青岛办法 第三条, 重庆办法 第二条; 行政许可法 第二十三、二十四条: an empowered organisation acts in its own name, an entrusted one in another's.</summary>
    private static IEnumerable<OrganisationFault> InWhoseName(OrganisationDraft draft, RuleSet rules, DirectorySnapshot directory)
    {
        if (draft.Kind == OrganisationKind.Empowered && !LawAndArticle().IsMatch(draft.EmpoweredBy ?? ""))
        {
            yield return new("empoweredBy", new(
                "identity.empowerment-without-law",
                "法律法规授权的组织须写明授权的法律、法规名称和条款，例如《中华人民共和国社会保险法》第八条。",
                Articles.Handlers(rules)));
        }

        if (draft.Kind != OrganisationKind.Entrusted) yield break;
        var bearer = draft.Bearer is null ? null : directory.Find(draft.Bearer)?.Organisation;
        if (bearer is null)
        {
            yield return new("bearer", new("identity.bearer-missing", "受委托的组织以委托机关的名义办理，请选择委托机关。", Articles.Handlers(rules)));
        }
        else if (bearer.Kind is OrganisationKind.Entrusted or OrganisationKind.Hall || !bearer.Region.Contains(draft.Region))
        {
            yield return new("bearer", new(
                "identity.bearer-wrong",
                "委托机关应当是本地或上级的行政机关、授权组织；受委托的组织不能再转委托，请重新选择。",
                Articles.NoFurtherEntrusting));
        }
    }

    /// <summary>青岛办法 第十二条; 青岛基层方案: a functional zone is guided by the office of the city or the district it lies in.</summary>
    private static IEnumerable<OrganisationFault> Guidance(OrganisationDraft draft, RuleSet rules, DirectorySnapshot directory)
    {
        if (draft.Kind != OrganisationKind.FunctionalZone) yield break;
        var rule = rules.Find("functionalZone.guidance");
        var office = draft.GuidedBy is null ? null : directory.Find(draft.GuidedBy)?.Organisation;
        var mayGuide = office is { Kind: OrganisationKind.ManagementOffice }
            && office.Region.Contains(draft.Region)
            && (office.Region.Level == RegionLevel.County || (office.Region.Level < RegionLevel.County && rule?.Value != "containing-district"));
        if (!mayGuide)
        {
            yield return new("guidedBy", new(
                "identity.guidance-missing",
                rule?.Value == "containing-district" ? "请选择功能区所在区（市）的政务服务管理机构作为业务指导机构。" : "请选择市或所在区（市）的政务服务管理机构作为业务指导机构。",
                rule?.Basis ?? PlatformRules.Input));
        }
    }

    /// <summary>重庆办法 第二十一条: each department names exactly one internal unit for acceptance and handling; others co-operate.</summary>
    private static IEnumerable<OrganisationFault> Units(OrganisationDraft draft, RuleSet rules)
    {
        var all = draft.HandlingUnits.Concat(draft.CooperatingUnits).ToList();
        if (all.Distinct().Count() < all.Count)
        {
            yield return new("cooperates", new("identity.unit-twice", "同一个内设机构只能填写一次，请删去重复的。", PlatformRules.Input));
        }

        if (rules.Find("org.handlingUnit") is not { Value: "one" } one) yield break;
        if (draft.HandlingUnits.Count > 1)
        {
            yield return new("handles", new(
                "identity.two-handling-units",
                $"每个部门只能由一个内设机构统一受理、办理，现在填了 {draft.HandlingUnits.Count} 个。请保留一个，其余的填到“配合的内设机构”。",
                one.Basis));
        }
        else if (draft.HandlingUnits.Count == 0 && draft.Kind is OrganisationKind.Department)
        {
            yield return new("handles", new("identity.handling-unit-missing", "请填写统一受理、办理事项的一个内设机构。", one.Basis));
        }
    }

    private static IEnumerable<OrganisationFault> Identity(OrganisationDraft draft, RuleSet rules, DirectorySnapshot directory)
    {
        if (draft.Kind != OrganisationKind.Hall && !UnifiedCreditCode.TryParse(draft.CreditCode, out _))
        {
            yield return new("creditCode", new("identity.number-wrong", "统一社会信用代码有误：应为 18 位数字和大写字母，请对照登记证书核对。", PlatformRules.Input));
        }

        foreach (var other in directory.All.Select(k => k.Organisation))
        {
            if (draft.CreditCode is not null && other.CreditCode == draft.CreditCode)
            {
                yield return new("creditCode", new("identity.number-taken", $"这个代码已登记为“{other.Name}”，请核对。", PlatformRules.Input));
            }

            if (other.Region != draft.Region) continue;
            if (other.Name == draft.Name) yield return new("name", new("identity.name-taken", "本地已有同名的机构，请核对。", PlatformRules.Input));
            if (draft.Kind == OrganisationKind.ManagementOffice && other.Kind == OrganisationKind.ManagementOffice)
            {
                yield return new("kind", new("identity.second-office", $"本级已有政务服务管理机构“{other.Name}”，一级只设一个，请核对类型。", Articles.Offices(rules)));
            }
        }
    }

    [GeneratedRegex("^《[^《》]{2,60}》.{0,20}第[〇零一二三四五六七八九十百千0-9]+条")]
    private static partial Regex LawAndArticle();
}
