using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

internal static partial class GuideRules
{
    private static IEnumerable<Fault> ElementsAreThere(Guide g, RuleSet? law)
    {
        if (!ItemKey().IsMatch(g.Item))
            yield return Wrong("item", g.Item, "key-malformed", "事项标识由区划代码、连字符和英文短名组成", "请写成 370202-food-business 这样的形式", PlatformRules.Input);
        (string Path, string? Text)[] texts =
        [
            ("name", g.Name), ("basicCode", g.BasicCode), ("organisation", g.Organisation), ("exerciseLevel", g.ExerciseLevel),
            ("consultationPhone", g.ConsultationPhone), ("complaintPhone", g.ComplaintPhone), ("result.name", g.Result.Name),
        ];
        foreach (var (path, text) in texts)
        {
            // The codes of the lists are for administrative bodies.
            if (Empty(text) && !(path == "basicCode" && g.ByOperator == true)) yield return Missing(path, "办事指南必须写明这一项", "请补上", Laws.Elements);
        }

        (string Path, int Count)[] lists =
        [
            ("audience", g.Audience.Count), ("conditions", g.Conditions.Count), ("steps", g.Steps.Count), ("channels", g.Channels.Count),
            ("places", g.Places.Count), ("deliveries", g.Deliveries.Count), ("form", g.Form.Count),
        ];
        foreach (var (path, count) in lists)
        {
            if (count == 0) yield return Missing(path, "办事指南必须写明这一项", "请至少写一条", Laws.Elements);
        }

        if (!Empty(g.ExerciseLevel) && g.ExerciseLevel is not ("1" or "2" or "3" or "4" or "5" or "6"))
            yield return Wrong("exerciseLevel", g.ExerciseLevel, "level-unknown", "行使层级为 1 至 6（国家、省、市、县、镇、村）", "请改为其中之一", Laws.OneSystem);
    }

    /// <summary>基本编码 12, 实施编码 31 = 主体 18 + 层级 1 + 基本 12, 办理项编码 33 (C0109.1); the older 10 and 24 are read too.</summary>
    private static IEnumerable<Fault> CodesBelongTogether(Guide g, RuleSet? law)
    {
        if (Empty(g.BasicCode)) yield break;
        if (!ItemCode.TryParse(g.BasicCode, out var basic) || basic.Kind is not (ItemCodeKind.Basic or ItemCodeKind.OldBasic))
        {
            yield return Wrong("basicCode", g.BasicCode, "code-malformed", "基本编码为 12 位：目录 2 位、类型 2 位、主项 5 位、子项 3 位", "请核对基本目录中的编码", Laws.OneSystem);
            yield break;
        }

        var (name, type) = g.Type.Names();
        if (basic.Kind == ItemCodeKind.Basic && basic.Type!.All(char.IsAsciiDigit) && basic.Type != type)
            yield return Wrong("basicCode", g.BasicCode, "code-other-type", $"编码第 3、4 位应与事项类型一致（{name}为 {type}）", "请核对编码或事项类型", Laws.OneSystem);
        foreach (var (path, text, kind) in new[] { ("implementationCode", g.ImplementationCode, ItemCodeKind.Implementation), ("handlingCode", g.HandlingCode, ItemCodeKind.Handling) })
        {
            if (text is null) continue;
            if (!ItemCode.TryParse(text, out var code) || (code.Kind != kind && code.Kind != ItemCodeKind.OldImplementation))
                yield return Wrong(path, text, "code-malformed", "实施编码为 31 位（主体 18、层级 1、基本编码 12），办理项编码再加 2 位顺序号；主体代码的校验位要正确", "请核对每一部分", Laws.OneSystem);
            else if (code.Kind == kind && (code.Basic != basic || $"{code.Level}" != g.ExerciseLevel))
                yield return Wrong(path, text, "code-differs", "编码中的行使层级和基本编码应与本事项一致", "请核对编码", Laws.OneSystem);
        }
    }

    private static IEnumerable<Fault> BasesAreNamed(Guide g, RuleSet? law)
    {
        if (g.Bases.Count == 0) yield return Missing("bases", "事项必须写明设定依据", "请写明法律名称和条款", Laws.Lists);
        for (var i = 0; i < g.Bases.Count; i++)
        {
            if (Empty(g.Bases[i].Law)) yield return Missing($"bases[{i}].law", "设定依据必须写明法律名称", "请补上", Laws.Lists);
        }
    }

    /// <summary>
    /// 重庆 第二十五条 wants the promise strictly shorter; elsewhere it may equal the statutory limit but never exceed it. Units are
    /// compared at their worst for us: five working days are at most seven calendar days and a week-end more.
    /// </summary>
    private static IEnumerable<Fault> PromisedWithinStatutory(Guide g, RuleSet? law)
    {
        if (g.StatutoryLimit is not { } statutory || g.PromisedLimit.IsOnTheSpot) yield break;
        var strict = law is null || law.Says("guide.promisedStrictlyLess", "yes");
        var difference = Compare(g.PromisedLimit, statutory);
        if (difference > 0 || (strict && difference == 0))
        {
            yield return Wrong(
                "promisedLimit", g.PromisedLimit.ToString(), "promised-not-shorter",
                $"承诺时限应当{(strict ? "少于" : "不多于")}法定时限（{statutory}）",
                "请缩短承诺时限", strict ? Laws.PromisedShorter : Laws.StatutoryLimit);
        }
    }

    internal static int Compare(TimeLimit promised, TimeLimit statutory) => promised.Unit == statutory.Unit
        ? promised.Amount.CompareTo(statutory.Amount)
        : AtMostHours(promised).CompareTo(AtLeastHours(statutory));

    private static int AtMostHours(TimeLimit limit) => 24 * limit.Unit switch
    {
        LimitUnit.WorkingDay => limit.Amount + (2 * ((limit.Amount + 4) / 5)),
        LimitUnit.Month => limit.Amount * 31,
        LimitUnit.Hour => (limit.Amount + 23) / 24,
        _ => limit.Amount,
    };

    private static int AtLeastHours(TimeLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDay => 24 * (limit.Amount + (2 * ((limit.Amount - 1) / 5))),
        LimitUnit.Month => 24 * 28 * limit.Amount,
        LimitUnit.Hour => limit.Amount,
        _ => 24 * limit.Amount,
    };

    private static IEnumerable<Fault> OnTheSpotMeansAtOnce(Guide g, RuleSet? law)
    {
        if (g.OnTheSpot != g.PromisedLimit.IsOnTheSpot)
            yield return Wrong("onTheSpot", g.PromisedLimit.ToString(), "on-the-spot-differs", "即办件的承诺时限是当场，其他事项要写明天数", "请改办件类型或承诺时限", Laws.Elements);
    }

    private static IEnumerable<Fault> ProcessIsShared(Guide g, RuleSet? law)
    {
        if (g.Process != ProcessTemplate.General.Id)
            yield return Wrong("process", g.Process, "process-unknown", "流程应当使用公布的标准流程", $"请填 {ProcessTemplate.General.Id}", Laws.SharedProcess);
    }

    private static IEnumerable<Fault> RenewalIsOfALicence(Guide g, RuleSet? law)
    {
        if (g is { Renewal: true, Type: not ItemType.Licence })
            yield return Wrong("renewal", g.Type.Names().Name, "renewal-no-licence", "只有行政许可有延续", "请核对事项类型", Laws.Renewal);
    }

    /// <summary>A number is limited by law alone, and limits somebody (行政许可法 第十二条、第五十七条).</summary>
    private static IEnumerable<Fault> QuotaHasItsLaw(Guide g, RuleSet? law)
    {
        if (g.Quota is not { } quota) yield break;
        if (quota.Count < 1) yield return Wrong("quota.count", $"{quota.Count}", "quota-count", "名额至少一个", "请写明数量，不限数量的去掉这一项", Laws.Quota);
        if (Empty(quota.Basis.Law) || Empty(quota.Basis.Article)) yield return Missing("quota.basis", "数量限制要有法律依据", "请写明法律名称和条款", Laws.Quota);
    }

    private static IEnumerable<Fault> InPersonIsNotOnline(Guide g, RuleSet? law)
    {
        if (g.InPerson && g.Channels.Any(c => c is Channel.Online or Channel.Mobile))
            yield return Wrong("channels", "online", "in-person-online", "法律要求本人到场的事项不能网上办理", "请去掉网上渠道，或核对是否必须到场", Laws.InPerson);
        if (g.InPerson && g.Visits == 0)
            yield return Wrong("visits", "0", "in-person-no-visit", "须到现场的事项至少跑一次", "请写明到现场次数", Laws.InPerson);
    }

    /// <summary>实名等级: more than the place asks anyway, of something that can be filed online, and whoever has it not is received at a counter (河北方案 三（二）).</summary>
    private static IEnumerable<Fault> LevelIsHigherAndHasAWayRound(Guide g, RuleSet? law)
    {
        if (g.Level is not { } level) yield break;
        var place = law?.Find("application.level") is { } rule ? AssuranceWords.Read(rule.Value) ?? Assurance.Told : Assurance.Told;
        if (level <= place)
            yield return Wrong("level", AssuranceWords.Of(level), "level-not-higher", $"当地网上申请本来就要达到“{AssuranceWords.Of(place)}”，这里写的不比它高", "请去掉这一项，或者选更高的一级", PlatformRules.Levels);
        if (!g.Channels.Any(c => c is Channel.Online or Channel.Mobile))
            yield return Wrong("level", AssuranceWords.Of(level), "level-not-online", "不能网上办理的事项，不用写网上申请的实名等级", "请去掉这一项", PlatformRules.Levels);
        else if (!g.Channels.Contains(Channel.Counter))
            yield return Wrong("level", AssuranceWords.Of(level), "level-without-counter", "提高了实名等级的，级别不够的人要能到窗口办", "请加上窗口，或者去掉这一项", PlatformRules.Levels);
    }

    private static IEnumerable<Fault> PhonesDiffer(Guide g, RuleSet? law)
    {
        foreach (var (path, phone) in new[] { ("consultationPhone", g.ConsultationPhone), ("complaintPhone", g.ComplaintPhone) })
        {
            if (!Empty(phone) && !Phone().IsMatch(phone))
                yield return Wrong(path, phone, "phone-malformed", "电话要带区号", "请写成 0532-12345678 这样的形式", Laws.Elements);
        }

        if (!Empty(g.ConsultationPhone) && g.ConsultationPhone == g.ComplaintPhone)
            yield return Wrong("complaintPhone", g.ComplaintPhone, "phones-equal", "监督投诉电话不能与咨询电话相同", "请另设监督投诉电话", Laws.Elements);
    }

    private static IEnumerable<Fault> ThemesFitTheAudience(Guide g, RuleSet? law)
    {
        if (g.Themes.Count == 0)
        {
            yield return Missing("themes", "要写明主题，方便按主题查找", "请从代码集中选用", Laws.OneSystem);
            yield break;
        }

        foreach (var theme in g.Themes.Where(t => !Themes.All.ContainsKey(t)))
            yield return Wrong("themes", theme, "theme-unknown", "主题代码不在国家标准的代码集中", "请选用代码集中的主题", Laws.OneSystem);
        if (g.Audience.Contains(SubjectKind.Person) != g.Themes.Any(t => t.StartsWith('p'))
            || g.Audience.Any(a => a != SubjectKind.Person) != g.Themes.Any(t => t.StartsWith('c')))
            yield return Wrong("themes", string.Join('、', g.Themes), "theme-other-audience", "主题要与服务对象一致（个人 p、法人 c）", "请补上或去掉相应主题", Laws.OneSystem);
    }

    [GeneratedRegex(@"^\d{6}(\d{3}){0,2}-[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ItemKey();

    [GeneratedRegex(@"^0\d{2,3}-(\d{7,8}|1\d{4})$")]
    private static partial Regex Phone();
}
