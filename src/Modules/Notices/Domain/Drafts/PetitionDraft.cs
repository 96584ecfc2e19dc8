using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>Everything that the application is written from.</summary>
internal sealed record Contest(
    CaseFacts Facts, Remedy Remedy, IReadOnlyList<CaseEntry> Log, IReadOnlyList<IssuedNotice> Documents, IReadOnlyList<PinnedFile> Files, Guide Guide,
    Organisation Organisation, Subject Applicant, RemedyBodies Bodies, Func<Citation, string?> Cite, Func<string, string> AddressOf);

/// <summary>
/// 行政复议申请书 (行政复议法 第二十二条): who against whom, what is asked, the facts as the log has them, the last day, what proves them. The grounds are the
/// applicant's own: they are left blank.
/// </summary>
internal static class PetitionDraft
{
    private const string Blank = "＿＿＿＿＿＿＿＿＿＿＿＿";

    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["case.submitted/1"] = "提交申请",
        ["case.correction-requested/1"] = "被申请人一次性告知补正",
        ["case.correction-filed/1"] = "提交补正",
        ["case.accepted/1"] = "受理",
        ["case.acceptance-refused/1"] = "被申请人决定不予受理",
        ["case.supplement-filed/1"] = "补交材料",
        ["case.review-begun/1"] = "开始审查",
        ["case.procedure-begun/1"] = "启动特别程序",
        ["case.procedure-ended/1"] = "特别程序结束",
        ["case.hearing-right-told/1"] = "告知听证权利",
        ["case.hearing-announced/1"] = "通知听证的时间和地点",
        ["case.hearing-held/1"] = "举行听证",
        ["case.limit-extended/1"] = "延长办理期限",
        ["case.refused/1"] = "被申请人决定不予批准",
        ["case.approved/1"] = "被申请人决定批准",
        ["case.delivered/1"] = "送达",
        ["case.rectified/1"] = "更正文书",
        ["case.clock-corrected/1"] = "更正期限",
        ["case.revocation-proposed/1"] = "告知拟撤销（撤回）",
        ["case.revocation-answered/1"] = "陈述申辩或者要求听证",
        ["case.revoked/1"] = "被申请人决定撤销（撤回）",
        ["case.reopened/1"] = "重新办理",
    };

    public static PetitionModel Of(Contest m)
    {
        var document = DocumentOf(m);
        return new PetitionModel(
            m.Facts.Number.ToString(), "行政复议申请书", m.Bodies.Reconsideration,
            [
                new("申请人") { Fields = Applicant(m.Applicant) },
                new("被申请人")
                {
                    Fields = [new("名称", m.Organisation.BearerName), new("地址", Or(m.Organisation.BearerName == m.Organisation.Name ? m.Organisation.Address : null)), new("法定代表人", Blank)],
                },
                new("行政复议请求") { Items = Requests(m, document) },
                new("事实") { Paragraphs = [Summary(m, document)], Table = new(["时间", "事实", "依据"], [26, 38, 36], [.. Facts(m)]) },
                new("申请期限") { Paragraphs = [Term(m)] },
                new("理由（由申请人填写）")
                {
                    Paragraphs = [.. Known(m), "我不同意的理由：" + Blank + Blank + Blank, Blank + Blank + Blank + Blank, Blank + Blank + Blank + Blank],
                },
                new("证据和材料") { Table = new(["名称", "编号或者日期", "怎样核对"], [34, 30, 36], [.. Evidence(m)]) },
                new(null) { Paragraphs = ["附：本申请书副本＿＿份；证据材料＿＿份；身份证明复印件＿＿份。"] },
            ],
            "事实、日期和证据按办件记录写成，您可以改。请补上空白处的内容、写明理由、签名后，自己交给行政复议机关（当面、邮寄或者网上）。平台不会替您提交，也不保存这份申请书。");
    }

    private static List<NoticeFieldModel> Applicant(Subject who)
    {
        List<NoticeFieldModel> fields =
        [
            new(who.Kind == SubjectKind.Person ? "姓名" : "名称", who.Name),
            new(who.Kind == SubjectKind.Person ? "证件号码" : "统一社会信用代码", SubjectPapers.Plain(who.Number)),
        ];
        if (who.Kind != SubjectKind.Person) fields.Add(new("法定代表人（负责人）", Or(who.Representative)));
        fields.Add(new("住所", Or(who.Address)));
        fields.Add(new("联系电话", Or(who.Phone)));
        fields.Add(new("委托代理人", $"{Blank}（没有委托的不填）"));
        return fields;
    }

    private static List<string> Requests(Contest m, IssuedNotice? document)
    {
        var against = document is null ? "上述决定" : $"《{document.Title}》（{document.Number}）";
        return m.Remedy.Against switch
        {
            Contested.NotAccepted => [$"撤销被申请人作出的{against}；", $"责令被申请人受理申请人的“{m.Guide.Name}”申请。"],
            Contested.Refused => [$"撤销被申请人作出的{against}；", $"责令被申请人对申请人的“{m.Guide.Name}”申请重新作出决定。"],
            Contested.Revoked => [$"撤销被申请人作出的{against}。"],
            _ => [$"责令被申请人在一定期限内对申请人的“{m.Guide.Name}”申请作出决定；", "确认被申请人超过法定期限没有作出决定违法。"],
        };
    }

    private static string Summary(Contest m, IssuedNotice? document)
    {
        var filed = $"申请人于{Words.ShortOf(m.Facts.ReceivedAt.Date)}向被申请人提出“{m.Guide.Name}”申请，办件编号 {m.Facts.Number.Grouped}。";
        return m.Remedy.Against == Contested.Silence
            ? filed + $"法定期限于{Words.ShortOf(m.Remedy.Since)}届满，被申请人至今没有作出决定。"
            : filed + $"被申请人作出{(document is null ? "决定" : $"《{document.Title}》（{document.Number}）")}，申请人于{Words.ShortOf(m.Remedy.Since)}{(m.Remedy.Proven ? "收到" : "知道（实际收到更晚的请改正）")}。";
    }

    private static IEnumerable<IReadOnlyList<string>> Facts(Contest m) => m.Log.Select(e => (Entry: e, Words: WordsOf(e))).Where(e => e.Words is not null)
        .Select(e => (IReadOnlyList<string>)
        [
            Words.Of(e.Entry.At), e.Words! + (m.Documents.FirstOrDefault(n => n.Sequence == e.Entry.Sequence) is { } n ? $"，《{n.Title}》（{n.Number}）" : ""),
            string.Join("；", e.Entry.Basis.Select(m.Cite).OfType<string>()),
        ]);

    private static string? WordsOf(CaseEntry entry) => entry.Type == "case.alerted/1"
        ? entry.Data.GetProperty("what").GetString() switch
        {
            "promise-missed" => "超过承诺期限，没有决定",
            "statutory-missed" => "超过法定期限，没有决定",
            "acceptance-late" => "超过受理期限，没有答复",
            _ => null,
        }
        : Told.GetValueOrDefault(entry.Type);

    private static string Term(Contest m) => string.Create(
        CultureInfo.InvariantCulture,
        $"申请期限为{(m.Remedy.Against == Contested.Silence ? "法定期限届满" : "知道之日")}（{Words.ShortOf(m.Remedy.Since)}）起{m.Remedy.Reconsideration.Limit}，最后一天是{Words.Of(m.Remedy.Reconsideration.Due.Day)}。");

    /// <summary>What the record itself shows; the rest is the applicant's to say.</summary>
    private static IEnumerable<string> Known(Contest m)
    {
        if (m.Log.Any(e => e.Type == "case.alerted/1" && e.Data.GetProperty("what").GetString() == "statutory-missed"))
            yield return "办件记录显示，被申请人超过了法定办理期限。";
        if (m.Log.Any(e => e.Type == "case.alerted/1" && e.Data.GetProperty("what").GetString() == "promise-missed"))
            yield return "办件记录显示，被申请人超过了对外承诺的办理期限。";
    }

    private static IEnumerable<IReadOnlyList<string>> Evidence(Contest m)
    {
        foreach (var n in m.Documents) yield return [$"《{n.Title}》", $"{n.Number}，{Words.ShortOf(n.IssuedAt.Date)}", $"{m.AddressOf($"/verify/{n.Code}")}，验证码 {NoticeCode.Grouped(n.Code)}"];
        foreach (var file in m.Files) yield return [$"《{m.Guide.Material(file.Material)?.Name ?? file.Name}》", $"提交的文件，{Words.Size(file.Size)}", $"SM3 {file.Hash}"];
        yield return ["收件凭证", m.Facts.Number.Grouped, m.AddressOf($"/receipts/{m.Facts.Number}")];
        yield return ["完整办件记录", string.Create(CultureInfo.InvariantCulture, $"共 {m.Log.Count} 条"), $"最后一条的散列 {m.Facts.Head}"];
    }

    /// <summary>The document that is contested, as it now holds.</summary>
    private static IssuedNotice? DocumentOf(Contest m)
    {
        var document = m.Documents.FirstOrDefault(n => n.Sequence == m.Remedy.Sequence && m.Remedy.Against != Contested.Silence);
        return document?.ReplacedBy is { } by ? m.Documents.FirstOrDefault(n => n.Code == by) ?? document : document;
    }

    private static string Or(string? value) => string.IsNullOrWhiteSpace(value) ? Blank : value;
}
