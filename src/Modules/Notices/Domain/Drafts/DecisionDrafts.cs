using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>准予的决定 (行政许可法 第三十八条第一款; 重庆办法 第二十六条) and the proof that it was handed over (青岛办法 第二十八条; 鄠邑细则 第十六条).</summary>
internal static class DecisionDrafts
{
    public static NoticeDraft Approved(Occasion m) => new(
        NoticeDrafts.Approval,
        TitleOf(m.Guide.Type),
        "准",
        [
            m.Heading(new NoticeFieldModel("决定日期", Words.ShortOf(m.Day("decidedOn")))),
            new(null) { Paragraphs = [$"您提出的“{m.Guide.Name}”申请，经审查符合规定的条件，本机关决定予以批准。"] },
            new("办理结果") { Fields = Result(m) },
            .. ByRules(m),
            .. Promise(m),
            new("接下来") { Paragraphs = ["办理结果将按您选择的方式送达；送达时会登记送达凭证。"] },
        ],
        m.Entry.Basis,
        null);

    public static NoticeDraft Delivered(Occasion m)
    {
        var decision = m.Earlier.LastOrDefault(n => n.Kind is NoticeDrafts.Approval or NoticeDrafts.Refusal or NoticeDrafts.DeemedRenewal);
        var proof = m.Entry.Paper is { } paper && paper.TryGetProperty("proof", out var words) ? words.GetString() : null;
        return new NoticeDraft(
            NoticeDrafts.Delivery,
            "送达回证",
            "达",
            [
                m.Heading(
                    new NoticeFieldModel("送达的文书", decision is null ? m.Guide.Result.Name : $"{decision.Title}（{decision.Number}）"),
                    new NoticeFieldModel("受送达人", m.Applicant),
                    new NoticeFieldModel("送达方式", WordsOf(m.Text("mode"))),
                    new NoticeFieldModel("送达时间", Words.Of(m.Entry.At)),
                    new NoticeFieldModel("送达凭证", string.IsNullOrWhiteSpace(proof) ? "见办件日志" : proof)),
                new(null) { Paragraphs = ["以上文书已经送达，本件办结。欢迎您对这次服务作出评价，评价自愿，工作人员看不到评价人。"] },
            ],
            m.Entry.Basis,
            AcceptanceDrafts.Seal);
    }

    /// <summary>A decision that rests on a promise says so, and what becomes of it (重庆办法 第二十三条).</summary>
    private static IEnumerable<NoticeSectionModel> Promise(Occasion m)
    {
        if (!m.Log[0].Data.TryGetProperty("commitment", out var promised)) yield break;
        var names = promised.GetProperty("materials").EnumerateArray().Select(id => $"《{m.MaterialName(id.GetString()!)}》");
        yield return new NoticeSectionModel("书面承诺")
        {
            Paragraphs =
            [
                $"本决定依据您{Words.Of(m.Facts.ReceivedAt)}的书面承诺作出，承诺代替{string.Join("、", names)}。"
                + (m.Guide.Commitment?.Check is { } check ? $"{check.By}将在决定后 {check.Within}内核查。承诺不实的，依法作出处理；作出处理决定以前，证照继续有效。" : ""),
            ],
        };
    }

    /// <summary>自动作出的决定 says so, by which rules, and what each of them came to (河北方案 三、（五）).</summary>
    private static IEnumerable<NoticeSectionModel> ByRules(Occasion m)
    {
        if (!m.Entry.Data.TryGetProperty("rules", out var trace) || m.Guide.Automatic is not { } published) yield break;
        yield return new NoticeSectionModel("自动审批")
        {
            Paragraphs =
            [
                $"本决定由系统按公布的第 {trace.GetProperty("version").GetInt32()} 版自动审批规则自动作出，逐条结果如下。您可以要求人工复核：登录后在“我的办件”提出，或者到办理窗口提出。",
            ],
            Table = new(
                ["规则", "结果", "依据"], [5, 1, 4],
                [
                    .. trace.GetProperty("rules").EnumerateArray().Select(r => (IReadOnlyList<string>)
                    [
                        published.Rules.FirstOrDefault(p => p.Id == r.GetProperty("id").GetString())?.Words ?? r.GetProperty("id").GetString()!, "通过", r.GetProperty("basis").GetString()!,
                    ]),
                ]),
        };
    }

    private static List<NoticeFieldModel> Result(Occasion m)
    {
        List<NoticeFieldModel> fields = [new("结果名称", m.Guide.Result.Name)];
        if (m.Guide.Result.Validity is { } validity) fields.Add(new("有效期", validity));
        return fields;
    }

    private static string TitleOf(ItemType type) => type switch
    {
        ItemType.Licence => "准予行政许可决定书",
        ItemType.Filing => "备案通知书",
        ItemType.PublicService => "办理结果通知书",
        _ => $"{type.Names().Name}决定书",
    };

    private static string WordsOf(string mode) => mode switch
    {
        "counter" => "窗口领取",
        "electronic" => "电子送达",
        "kiosk" => "自助领取",
        "post" => "邮寄送达",
        _ => mode,
    };
}
