using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What people meet: fees, visits, places, questions, results.</summary>
internal static partial class Linter
{
    /// <summary>设定依据: a licence rests on a law or a regulation (行政许可法 第十四条至第十七条); each names its article, none stands twice.</summary>
    private static IEnumerable<LintFinding> BasesCarryTheItem(Guide g, LintContext c)
    {
        for (var i = 0; i < g.Bases.Count; i++)
        {
            var (b, path) = (g.Bases[i], $"bases[{i}]");
            if (!Empty(b.Law) && VagueLaw().IsMatch(b.Law)) yield return Say(g, $"{path}.law", "basis-vague", Severity.Error, $"依据“{b.Law}”没有说是哪部法", "请写明法律、法规、规章的名称", Laws.Lists);
            if (!Empty(b.Law) && !IsArticle(b.Article)) yield return Say(g, $"{path}.article", "basis-without-article", Severity.Error, $"《{b.Law}》没有写第几条", "请写明条款", Laws.Lists);
            if (g.Bases.Take(i).Any(o => o.Law == b.Law && o.Article == b.Article)) yield return Say(g, path, "basis-twice", Severity.Warning, $"《{b.Law}》{b.Article}写了两次", "请删去一处", Laws.Lists);
        }

        if (g.Type == ItemType.Licence && g.Combination is null && g.Bases.Count > 0 && g.Bases.All(b => !Empty(b.Law) && IsDocument(b)))
            yield return Say(g, "bases", "licence-by-document", Severity.Error, $"行政许可只依据《{g.Bases[0].Law}》，规范性文件不能设定行政许可", "请写明设定它的法律、法规，没有的不得作为行政许可", new("licensing-law-2019", "第十七条"));
    }

    private static bool IsDocument(LegalBasis basis) => basis.Type is { } type ? type is BasisType.Document : DocumentName().IsMatch(basis.Law);

    private static IEnumerable<LintFinding> FeesAreClear(Guide g, LintContext c)
    {
        var basis = c.Law?.Find("fee.published")?.Basis ?? Laws.NoFeeWithoutBasis;
        for (var i = 0; i < g.Fees.Count; i++)
        {
            var (fee, path) = (g.Fees[i], $"fees[{i}]");
            if (Empty(fee.Name)) yield return Say(g, $"{path}.name", "fee-unnamed", Severity.Error, "有一项收费没有名称", "请写明收费项目", basis);
            if (!Empty(fee.Basis.Law) && !IsArticle(fee.Basis.Article)) yield return Say(g, $"{path}.basis.article", "basis-without-article", Severity.Error, $"“{fee.Name}”的收费依据没有写条款", "请写明第几条", basis);
            if (g.Fees.Take(i).Any(o => o.Name == fee.Name)) yield return Say(g, $"{path}.name", "fee-twice", Severity.Error, $"“{fee.Name}”列了两次", "请删去一项", basis);
            if (fee.Amount.Fen < 0) yield return Say(g, $"{path}.amount", "fee-negative", Severity.Error, $"“{fee.Name}”的金额小于零", "请核对", basis);
            if (fee.Amount.Fen > 0 && FreeWords().IsMatch(fee.Standard ?? "")) yield return Say(g, $"{path}.standard", "fee-contradicts", Severity.Error, $"“{fee.Name}”写了金额，标准又说不收费", "请核对收不收费", basis);
            if (IsDocument(fee.Basis) && fee.Basis.Type is null) yield return Say(g, $"{path}.basis.law", "fee-basis-too-low", Severity.Error, $"“{fee.Name}”只依据《{fee.Basis.Law}》", "收费要有法律、法规依据，没有的请删去", c.Law?.Find("fee.basis")?.Basis ?? Laws.NoFeeWithoutBasis);
        }
    }

    /// <summary>跑动次数与渠道、送达 (standards.md §3.1): what needs no visit can be filed and fetched without one; what needs one says why.</summary>
    private static IEnumerable<LintFinding> VisitsFitTheChannels(Guide g, LintContext c)
    {
        var (online, counter) = (IsOnline(g), g.Channels.Any(ch => ch is Channel.Counter or Channel.Kiosk));
        var away = g.Deliveries.Any(d => d is DeliveryMode.Post or DeliveryMode.Electronic);
        var basis = c.Law?.Find("application.attendance")?.Basis ?? Laws.BothChannels;
        if (g.Visits == 0 && !online && !g.Deliveries.Contains(DeliveryMode.Post))
            yield return Say(g, "visits", "no-visit-not-possible", Severity.Error, "写明不用跑，却不能网上办，也不邮寄", "请加上网上渠道或者邮寄，或者改到现场次数", basis);
        else if (g.Visits == 0 && !online)
            yield return Say(g, "visits", "no-visit-counter-only", Severity.Error, "写明不用跑，却只能到窗口申请", "请加上网上渠道，或者改到现场次数", basis);
        else if (g.Visits == 0 && g.Result.Kind != ResultKind.None && !away)
            yield return Say(g, "deliveries", "no-visit-not-delivered", Severity.Error, "写明不用跑，结果却要到现场领", "请加上邮寄或者电子送达，或者改到现场次数", basis);
        if (g.Visits > 0 && online && !counter)
            yield return Say(g, "visits", "online-with-visits", Severity.Error, $"全程网上办，却要跑 {g.Visits} 次", "请把到现场次数改为 0，或者加上窗口", basis);
        if (g.Visits > 0 && g.CrossRegion is { Mode: CrossRegionMode.FullOnline })
            yield return Say(g, "visits", "full-online-with-visits", Severity.Error, $"跨域全程网办，却要跑 {g.Visits} 次", "请把到现场次数改为 0，或者改通办方式", c.Law?.Find("crossRegion.receiving")?.Basis ?? basis);
        if (g.Visits > 0 && online && g.ChannelReason is null && g is { InPerson: false, Combination: null })
        {
            // Where the place's text asks for no reason, only a guide that contradicts itself is told: filed online, sent by post, and yet one must come.
            var asked = c.Law?.Find("application.attendance")?.Basis ?? (c.Law?.Find("channel.restriction") is { Value: "only-with-good-reason" } good ? good.Basis : null);
            if (asked is not null || c.Law is null || g.Deliveries.Contains(DeliveryMode.Post))
                yield return Say(g, "visits", "visit-without-reason", Severity.Warning, $"能网上办，还要跑 {g.Visits} 次，没有写为什么", "请写明必须到现场的原因，能不跑的改为 0", asked ?? PlatformRules.Input);
        }

        if (g.Visits > 3)
            yield return Say(g, "visits", "visits-many", Severity.Warning, $"要跑 {g.Visits} 次", "请核对，原则上最多跑一次", basis);
        if (g.InPerson && g.ChannelReason?.Basis is null)
            yield return Say(g, "channelReason", "attendance-without-law", Severity.Error, "须本人到场，没有写依据", "请写明法律名称和条款", Laws.InPerson);
        if (g.Channels.Distinct().Count() < g.Channels.Count) yield return Say(g, "channels", "channel-twice", Severity.Warning, "同一渠道写了两次", "请删去一处", Laws.Elements);
        if (g.Deliveries.Distinct().Count() < g.Deliveries.Count) yield return Say(g, "deliveries", "delivery-twice", Severity.Warning, "同一送达方式写了两次", "请删去一处", Laws.Elements);
    }

    private static IEnumerable<LintFinding> PlacesAreThere(Guide g, LintContext c)
    {
        for (var i = 0; i < g.Places.Count; i++)
        {
            var (p, path) = (g.Places[i], $"places[{i}]");
            foreach (var (part, text, words) in new[] { ("name", p.Name, "名称"), ("address", p.Address, "地址"), ("hours", p.Hours, "办公时间"), ("phone", p.Phone, "电话") })
            {
                if (Empty(text)) yield return Say(g, $"{path}.{part}", "place-incomplete", Severity.Error, $"第 {i + 1} 个办理地点没有写{words}", "请补上", Laws.Elements);
            }

            if (!Empty(p.Address) && !Street().IsMatch(p.Address)) yield return Say(g, $"{path}.address", "address-vague", Severity.Error, $"地址“{p.Address}”找不到", "请写明路名和门牌号", Laws.Elements);
            if (!Empty(p.Phone) && !AnyPhone().IsMatch(p.Phone)) yield return Say(g, $"{path}.phone", "phone-malformed", Severity.Error, $"办理地点的电话“{p.Phone}”不带区号或者位数不对", "请写成 0532-12345678 这样的形式", Laws.Elements);
            if (!Empty(p.Hours) && !p.Hours.Any(char.IsDigit)) yield return Say(g, $"{path}.hours", "hours-vague", Severity.Warning, $"办公时间“{p.Hours}”没有写几点到几点", "请写明时间", Laws.Elements);
            if (g.Places.Take(i).Any(o => o.Name == p.Name && o.Address == p.Address)) yield return Say(g, path, "place-twice", Severity.Warning, $"办理地点“{p.Name}”列了两次", "请删去一个", Laws.Elements);
        }
    }

    private static IEnumerable<LintFinding> QuestionsAreAnswered(Guide g, LintContext c)
    {
        if (g.Type == ItemType.Licence && g.Questions.Count == 0)
            yield return Say(g, "questions", "questions-missing", Severity.Warning, "行政许可没有一条常见问题", "请至少写一条常问的问题和回答", Laws.Elements);
        for (var i = 0; i < g.Questions.Count; i++)
        {
            var (q, path) = (g.Questions[i], $"questions[{i}]");
            if (Empty(q.Asked)) yield return Say(g, $"{path}.asked", "question-empty", Severity.Error, $"第 {i + 1} 条常见问题没有问题", "请补上，或者删去", Laws.Elements);
            if (Empty(q.Answer)) yield return Say(g, $"{path}.answer", "answer-empty", Severity.Error, $"“{q.Asked}”没有回答", "请补上", Laws.Elements);
            if (!Empty(q.Asked) && g.Questions.Take(i).Any(o => o.Asked == q.Asked)) yield return Say(g, $"{path}.asked", "question-twice", Severity.Warning, $"“{q.Asked}”问了两次", "请删去一条", Laws.Elements);
        }
    }

    /// <summary>结果名“…证”是证照，“…批复、决定书”是批文 (standards.md §3.1).</summary>
    private static IEnumerable<LintFinding> ResultIsWhatItSays(Guide g, LintContext c)
    {
        var name = g.Result.Name ?? "";
        if (g.Combination is not null) yield break;
        if (g.Result.Kind == ResultKind.None && PaperName().IsMatch(name))
            yield return Say(g, "result.kind", "result-kind", Severity.Error, $"结果是“{name}”，种类却写成没有结果", "请改结果种类", Laws.Elements);
        else if (LicenceName().IsMatch(name) && g.Result.Kind is ResultKind.Approval)
            yield return Say(g, "result.kind", "result-kind", Severity.Error, $"“{name}”是证照，种类却写成批文", "请改为证照", Laws.Elements);
        else if (ApprovalName().IsMatch(name) && g.Result.Kind is ResultKind.Licence)
            yield return Say(g, "result.kind", "result-kind", Severity.Error, $"“{name}”是批文，种类却写成证照", "请改为批文", Laws.Elements);
        else if (LicenceName().IsMatch(name) && PermitWords().IsMatch(name) && g.Result.Kind is ResultKind.Other)
            yield return Say(g, "result.kind", "result-kind", Severity.Error, $"“{name}”是证照，种类却写成其他", "请改为证照", Laws.Elements);
    }

    /// <summary>不得变相设置行政权力 (重庆办法 第十三条): a public service or a filing whose result is a permit.</summary>
    private static IEnumerable<LintFinding> PowersAreNotDisguised(Guide g, LintContext c)
    {
        if (g.Type is ItemType.Licence or ItemType.OtherPower || g.Combination is not null) yield break;
        var words = PermitWords().Match(g.Result.Name ?? "") is { Success: true } inResult ? ("result.name", inResult.Value)
            : g.Type is ItemType.PublicService or ItemType.Filing && PowerWords().Match(g.Name) is { Success: true } inName ? ("name", inName.Value)
            : default;
        if (words.Item2 is not null)
            yield return Say(g, words.Item1, "disguised-power", Severity.Warning, $"事项类型是{g.Type.Names().Name}，却有“{words.Value}”，像是变相的行政许可", "请由管理机构复核；没有法律依据的不得设置", new("chongqing", "第十三条"));
        else if (g.Type == ItemType.PublicService && g.Result.Kind == ResultKind.Approval)
            yield return Say(g, "result.kind", "disguised-power", Severity.Warning, "公共服务的结果是批文，像是变相的行政许可", "请由管理机构复核；没有法律依据的不得设置", new("chongqing", "第十三条"));
    }

    /// <summary>行使层级、事项标识 and the place say the same.</summary>
    private static IEnumerable<LintFinding> LevelFitsThePlace(Guide g, LintContext c)
    {
        var own = g.Place.Level switch { RegionLevel.Nation => 1, RegionLevel.Province => 2, RegionLevel.City => 3, RegionLevel.County => 4, RegionLevel.Town => 5, _ => 6 };
        // A higher level's item may be handled further down (下放、委托), never the other way round.
        if (int.TryParse(g.ExerciseLevel, out var level) && level > own)
            yield return Say(g, "exerciseLevel", "level-not-of-place", Severity.Warning, $"行使层级是 {level}，比办理地的层级还低", "请核对行使层级或者区划", Laws.OneSystem);
        var prefix = g.Item.Split('-')[0];
        if (prefix.Length is 6 or 9 or 12 && prefix.All(char.IsAsciiDigit) && !g.Place.ToString().StartsWith(prefix, StringComparison.Ordinal))
            yield return Say(g, "place", "key-of-other-place", Severity.Error, $"事项标识属于 {prefix}，区划却是 {g.Place}", "请核对区划", Laws.OneSystem);
    }

    [GeneratedRegex("(?:通知|意见|方案|批复|纪要|公告|通告|函|指南|规程|细则（试行）)(?:（[^（）]*）)?$")]
    private static partial Regex DocumentName();

    [GeneratedRegex("不收费|免费|免收|不收取")]
    private static partial Regex FreeWords();

    [GeneratedRegex(@"^(0\d{2,3}-(\d{7,8}|1\d{4})|1[3-9]\d{9}|12345)$")]
    private static partial Regex AnyPhone();

    [GeneratedRegex("(?:证|证书|执照|许可证|登记证|资格证|护照|医学证明)(?:（[^（）]*）)?$")]
    private static partial Regex LicenceName();

    [GeneratedRegex("(?:批复|批文|批复文件|批准文件|决定书?|批准书|审批意见|意见书|核准书)(?:（[^（）]*）)?$")]
    private static partial Regex ApprovalName();

    [GeneratedRegex("(?:证|证书|证明|执照|簿|书|卡|批复|文件|凭证|回执)(?:（[^（）]*）)?$")]
    private static partial Regex PaperName();

    [GeneratedRegex("[路街巷道号村镇园屯弄]|大厦|广场|社区")]
    private static partial Regex Street();

    [GeneratedRegex("许可证|准入|资格证|经营许可|准许|批准书|许可决定|准予|审批(?:意见|决定|表)|核准(?:书|证|文件|决定)|批复|批文")]
    private static partial Regex PermitWords();

    [GeneratedRegex("许可|审批|核准|批准|准入")]
    private static partial Regex PowerWords();
}
