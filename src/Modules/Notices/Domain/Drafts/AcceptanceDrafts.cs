using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>受理 (行政许可法 第三十二条; 重庆办法 第十七条至第十九条; 鄠邑细则 第十三条; 青岛办法 第二十六条): ordinary, tolerant, deemed.</summary>
internal static class AcceptanceDrafts
{
    public const string Seal = "政务服务专用章";

    public static NoticeDraft Of(Occasion occasion) => occasion.Text("mode") switch
    {
        "tolerant" => Tolerant(occasion),
        "deemed" => Deemed(occasion),
        var mode => Ordinary(occasion, afterCorrection: mode == "after-correction"),
    };

    private static NoticeDraft Ordinary(Occasion m, bool afterCorrection) => new(
        NoticeDrafts.Acceptance,
        m.Rule("acceptance.noticeName", "受理通知书"),
        "受",
        [
            m.Heading(Dates(m)),
            new(null)
            {
                Paragraphs =
                [
                    afterCorrection
                        ? $"您提出的“{m.Guide.Name}”申请，补正后材料齐全、符合法定形式，本机关自{Words.ShortOf(m.Day("acceptedOn"))}起予以受理。"
                        : $"您提出的“{m.Guide.Name}”申请，材料齐全、符合法定形式，本机关自{Words.ShortOf(m.Day("acceptedOn"))}起予以受理。",
                ],
            },
            .. Parts(m),
            Received(m),
            Next,
        ],
        [.. m.Entry.Basis, .. m.BasisOf("acceptance.noticeName")],
        Seal);

    private static NoticeDraft Deemed(Occasion m) => new(
        NoticeDrafts.DeemedAcceptance,
        "视为受理告知书",
        "视受",
        [
            m.Heading([new("视为受理之日", Words.ShortOf(m.Day("acceptedOn"))), new("期限届满记录时间", Words.Of(m.Entry.At)), .. Dates(m).Skip(1)]),
            new(null)
            {
                Paragraphs =
                [
                    $"您提出的“{m.Guide.Name}”申请，本机关没有在规定期限内告知您需要补正的内容。依照规定，自收到申请材料之日即{Words.ShortOf(m.Day("acceptedOn"))}起，视为已经受理。",
                    "这与受理具有同样的效力：办理期限从该日起算，不再向您发出补正告知。您不需要做任何事情。",
                ],
            },
            .. Parts(m),
            Received(m),
            Next,
        ],
        m.Entry.Basis,
        Seal);

    /// <summary>一口受理 (重庆办法 第二十四条): the notice of a combination names every part with its number; none has a notice of its own.</summary>
    private static IEnumerable<NoticeSectionModel> Parts(Occasion m)
    {
        if (m.Guide.Combination is not { } combination || m.Log.FirstOrDefault(e => e.Type == "case.submitted/1") is not { } filed) yield break;
        yield return new("一并受理的事项")
        {
            Table = new(["事项", "办件编号"], [3, 3],
            [
                .. filed.Data.GetProperty("combination").GetProperty("parts").EnumerateArray()
                    .Select(p => new[] { combination.Part(p.GetProperty("id").GetString()!)?.Name ?? "", p.GetProperty("number").GetString()! }),
            ]),
        };
    }

    /// <summary>容缺受理告知: what, how, until when, and what follows if not (the place's rule lists which of them are demanded; we always tell all).</summary>
    private static NoticeDraft Tolerant(Occasion m)
    {
        var demand = m.Entry.Data.GetProperty("supplement");
        var due = demand.GetProperty("due").Deserialize<DateOnly>();
        var committed = m.Rules.Says("tolerant.commitment", "written") ? "您已书面承诺在期限内补齐。" : "";
        return new NoticeDraft(
            NoticeDrafts.Tolerance,
            "容缺受理告知书",
            "容受",
            [
                m.Heading([.. Dates(m), new(NoticeDemands.DueTerm, due == default ? "" : $"{Words.Of(due)}前")]),
                new(null)
                {
                    Paragraphs = [$"您提出的“{m.Guide.Name}”申请，主要材料齐全，本机关自{Words.ShortOf(m.Day("acceptedOn"))}起先予受理（容缺受理）。{committed}请在{Words.Of(due)}前一次补齐下列材料："],
                },
                new(NoticeDemands.MaterialsHeading)
                {
                    Table = new(["材料", "要求"], [2, 3], [.. demand.GetProperty("materials").EnumerateArray().Select(id => Row(m, id.GetString()!))]),
                },
                new(NoticeDemands.OverdueHeading) { Paragraphs = [Overdue(m)] },
                .. Parts(m),
                Received(m),
                Next,
            ],
            [.. m.Entry.Basis, .. m.BasisOf("tolerant.mode"), .. m.BasisOf("tolerant.noticeContents")],
            Seal);
    }

    private static string[] Row(Occasion m, string id) => [m.MaterialName(id), Requirement(m, id)];

    /// <summary>What the guide asks of a material, in its own words.</summary>
    public static string Requirement(Occasion m, string id)
    {
        if (m.Guide.Material(id) is not { } material) return "";
        List<string> parts = [];
        if (material.Standard is { } standard) parts.Add(standard.TrimEnd('。'));
        if (material.Originals > 0) parts.Add($"原件 {material.Originals} 份");
        if (material.Copies > 0) parts.Add($"复印件 {material.Copies} 份");
        if (material.Format is { } format) parts.Add(format);
        if (material.Electronic) parts.Add("可在网上补交电子件");
        return parts.Count == 0 ? "按办事指南提交" : string.Join("；", parts) + "。";
    }

    private static string Overdue(Occasion m) => m.Rules.Find("tolerant.overdueEffect")?.Value switch
    {
        "refusal-task" => "逾期没有补齐，或者补交的材料仍不符合要求的，本机关将作出不予批准的决定，并说明理由。",
        "as-noticed" => "逾期没有补齐的，视为不具备批准条件，本机关将依法作出不予批准的决定，并说明理由；决定前补齐的，继续办理。",
        // Where the place demands that the notice says it, silence of the rules is no answer.
        null when m.Rules.Find("tolerant.noticeContents")?.Lists("overdue-treatment") == true => "",
        _ => "逾期没有补齐的，由本机关依法决定如何处理，并告知您理由。补齐前不能批准。",
    };

    private static NoticeFieldModel[] Dates(Occasion m) =>
    [
        new("受理日期", Words.ShortOf(m.Day("acceptedOn"))),
        .. Due(m, "promised", "承诺办结日期"),
        .. Due(m, "statutory", "法定办结日期"),
    ];

    private static IEnumerable<NoticeFieldModel> Due(Occasion m, string clock, string term)
    {
        if (!m.Entry.Data.TryGetProperty(clock, out var started) || started.ValueKind == JsonValueKind.Null) yield break;
        var due = started.GetProperty("due").Deserialize<Deadline>(Storage.Json.Options);
        yield return new(term, Words.Of(due.Day) + (due.Provisional ? "（暂定：该年放假安排公布后可能调整）" : ""));
    }

    private static NoticeSectionModel Received(Occasion m) => m.Received.Count == 0
        ? new("已收到的材料") { Paragraphs = ["没有随申请提交文件。"] }
        : new("已收到的材料") { Items = m.Received };

    private static NoticeSectionModel Next { get; } = new("接下来")
    {
        Paragraphs = ["请等候办理。您可以凭办件编号和收件凭证上的查询码随时查看进度、期限和依据，不需要登录。"],
    };
}
