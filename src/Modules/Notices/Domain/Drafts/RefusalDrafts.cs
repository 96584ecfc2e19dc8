using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 不予受理、不予批准 (行政许可法 第三十二条、第三十八条; 重庆办法 第二十条、第二十六条; 鄠邑细则 第十三条、第十四条): reasons, and to whom one may go.
/// Without either there is no document.
/// </summary>
internal static class RefusalDrafts
{
    private static readonly Dictionary<string, string> Grounds = new(StringComparer.Ordinal)
    {
        ["not-required"] = "申请的事项依法不需要办理。",
        ["out-of-powers"] = "申请的事项不属于本机关职权范围。",
        ["false-materials"] = "申请时隐瞒了有关情况或者提供了虚假材料。",
        ["contrary-to-law"] = "申请的事项不符合法律法规或者国家有关政策规定。",
        ["no-longer-required"] = "申请的事项已经取消或者停止执行，不再需要办理。",
        ["not-tolerable"] = "申请材料不齐全，不符合容缺受理条件，经一次性告知后没有补正。",
    };

    public static NoticeDraft OfAcceptance(Occasion m)
    {
        if (m.Guide.ByOperator == true) return OfOperator(m, NoticeDrafts.NotAccepted, Grounds.GetValueOrDefault(m.Text("ground"), m.Text("ground")).Replace("本机关职权", "本单位服务", StringComparison.Ordinal));
        var ground = m.Text("ground");
        List<NoticeSectionModel> sections =
        [
            m.Heading(),
            new(null) { Paragraphs = [$"您提出的“{m.Guide.Name}”申请，本机关决定不予受理。"] },
            new("理由") { Paragraphs = [Grounds.GetValueOrDefault(ground, ground), .. m.Reasons] },
        ];
        sections.AddRange(False(m));
        if (m.OptionalText("competentBody") is { Length: > 0 } body) sections.Add(new("应当向哪里申请") { Paragraphs = [$"请向{body}提出申请。"] });
        sections.Add(Remedies(m));
        sections.Add(new("您的材料") { Paragraphs = ["您提交的材料仍属于您，可以取回；以后符合条件时可以重新申请。"] });
        return new NoticeDraft(
            NoticeDrafts.NotAccepted, m.Rule("refusalToAccept.documentName", "不予受理通知书"), "不受", sections,
            [.. m.Entry.Basis, .. m.BasisOf("refusalToAccept.documentName"), .. FalseBasis(m), .. RemedyBasis(m)], AcceptanceDrafts.Seal);
    }

    public static NoticeDraft OfApplication(Occasion m)
    {
        if (m.Guide.ByOperator == true) return OfOperator(m, NoticeDrafts.Refusal, null);
        List<NoticeSectionModel> sections =
        [
            m.Heading(new NoticeFieldModel("决定日期", Words.ShortOf(m.Day("decidedOn")))),
            new(null) { Paragraphs = [$"您提出的“{m.Guide.Name}”申请，本机关经审查，决定不予批准。"] },
            new("理由") { Paragraphs = [.. ForQuota(m), .. m.Reasons] },
            .. False(m),
            Remedies(m),
            // 鄠邑细则 第十四条第二项 demands it; elsewhere it harms nobody.
            new(NoticeDemands.ContactHeading) { Paragraphs = [Contact(m)] },
        ];
        return new NoticeDraft(
            NoticeDrafts.Refusal,
            m.Guide.Type == ItemType.Licence ? "不予行政许可决定书" : "不予批准决定书",
            "不准",
            sections,
            [.. m.Entry.Basis, .. m.BasisOf("decision.refusalContents"), .. FalseBasis(m), .. RemedyBasis(m)],
            m.Rules.Find("decision.refusalSeals")?.Entries is [var seal, ..] ? seal : null);
    }

    /// <summary>公共服务单位的答复: why it cannot be done and where to complain. No administrative decision, so no words of one.</summary>
    private static NoticeDraft OfOperator(Occasion m, string kind, string? ground) => new(
        kind,
        "暂不能办理告知书",
        "告",
        [
            m.Heading(),
            new(null) { Paragraphs = [$"您申请的“{m.Guide.Name}”，本单位暂不能办理。"] },
            new("理由") { Paragraphs = [.. ground is null ? Array.Empty<string>() : [ground], .. m.Reasons] },
            new("如果您有意见") { Paragraphs = [$"可以拨打监督投诉电话 {m.Guide.ComplaintPhone}；服务合同上的权利不受影响。条件具备以后可以重新申请。"] },
            new(NoticeDemands.ContactHeading) { Paragraphs = [Contact(m)] },
        ],
        [],
        null);

    /// <summary>名额用完: qualified or not, there is no place left (行政许可法 第五十七条).</summary>
    private static IEnumerable<string> ForQuota(Occasion m) =>
        m.Entry.Data.TryGetProperty("forQuota", out var used) && used.GetBoolean() && m.Guide.Quota is { } quota
            ? [$"本事项限定数量（{quota.Count} 个，《{quota.Basis.Law}》{quota.Basis.Article}），名额已按受理申请的先后顺序用完。"]
            : [];

    public static NoticeSectionModel Remedies(Occasion m)
    {
        if (string.IsNullOrWhiteSpace(m.Remedies.Reconsideration)) throw new InvalidOperationException($"{m.Facts.Number}: nobody is named to review the refusal.");
        var (reconsideration, litigation) = (Limit(m, "remedy.reconsiderationLimit"), Limit(m, "remedy.litigationLimit"));
        return new NoticeSectionModel("如果您不同意这个决定")
        {
            Paragraphs = [$"您在{Words.ShortOf(m.Date)}收到本文书的，申请行政复议的最后一天是{LastDay(m, "remedy.reconsiderationLimit")}，提起行政诉讼的最后一天是{LastDay(m, "remedy.litigationLimit")}；收到较晚的，从收到之日起算。"],
            Items =
            [
                $"可以自收到本文书之日起 {reconsideration}内，向{m.Remedies.Reconsideration}申请行政复议；",
                m.Remedies.Court is { } court
                    ? $"也可以自收到本文书之日起 {litigation}内，向{court}或者其他有管辖权的人民法院提起行政诉讼。"
                    : $"也可以自收到本文书之日起 {litigation}内，向有管辖权的人民法院提起行政诉讼。",
            ],
        };
    }

    private static string Limit(Occasion m, string key) => m.Rules.Find(key)?.Limit.ToString()
        ?? throw new InvalidOperationException($"{m.Facts.Number}: no rule says {key}; a refusal without remedies cannot be issued.");

    /// <summary>Concealed or false materials: what was found, by what evidence, the warning, and how long the item is barred (行政许可法 第七十八条、第七十九条).</summary>
    public static IEnumerable<NoticeSectionModel> False(Occasion m)
    {
        if (!m.Entry.Data.TryGetProperty("false", out var found)) yield break;
        var names = found.GetProperty("items").EnumerateArray().Select(id => id.GetString()!)
            .Select(id => m.Guide.Material(id) is { } material ? $"《{material.Name}》" : $"申请表“{m.Guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id}”").ToList();
        List<string> words = [];
        if (names.Count > 0) words.Add($"经查，您在{string.Join("、", names)}中隐瞒了有关情况或者提供了虚假材料，本机关给予警告。");
        if (m.Entry.Paper is { } paper && paper.TryGetProperty("evidence", out var evidence)) words.Add($"证据：{evidence.GetString()}");
        if (found.TryGetProperty("barredUntil", out var until))
        {
            words.Add($"本事项直接关系{string.Join("、", m.Guide.SafetyAreas ?? [])}，到{Words.ShortOf(until.Deserialize<DateOnly>())}为止，您不得再次申请本事项；期满自动解除，其他事项不受影响。");
        }

        yield return new NoticeSectionModel("警告和限制") { Paragraphs = words };
    }

    public static IEnumerable<Citation> FalseBasis(Occasion m) => !m.Entry.Data.TryGetProperty("false", out var found) ? []
        : m.BasisOf(found.GetProperty("fraud").GetBoolean() ? "fraud.bar" : "falseMaterials.bar");

    private static string LastDay(Occasion m, string key) =>
        Words.ShortOf(Deadlines.After(Instant.At(m.Date, TimeOnly.MinValue), m.Rules.Find(key)!.Limit, m.Calendar).Day);

    public static IEnumerable<Citation> RemedyBasis(Occasion m) => [.. m.BasisOf("remedy.reconsiderationLimit"), .. m.BasisOf("remedy.litigationLimit")];

    public static string Contact(Occasion m)
    {
        var phone = m.Organisation.Phone ?? m.Guide.ConsultationPhone;
        if (string.IsNullOrWhiteSpace(phone) && string.IsNullOrWhiteSpace(m.Organisation.Address)) return "";
        var parts = new[] { m.Organisation.Name, m.Organisation.Address, phone };
        return string.Join("，", parts.Where(p => !string.IsNullOrEmpty(p))) + "。";
    }
}
