using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>What takes longer, told in writing before it does: a special procedure with its days (行政许可法 第四十五条), an extension with its reasons (第四十二条).</summary>
internal static class TimeDrafts
{
    public static NoticeDraft Procedure(Occasion m)
    {
        var id = m.Text("procedure");
        var listed = m.Guide.SpecialProcedures.FirstOrDefault(p => p.Id == id);
        var name = listed?.Name ?? id;
        DateOnly? until = m.Entry.Data.TryGetProperty("until", out var told) ? told.Deserialize<DateOnly>() : null;
        var outside = m.Entry.Data.TryGetProperty("statutory", out _);
        return new(
            NoticeDrafts.Procedure,
            "特别程序告知书",
            "特",
            [
                m.Heading(
                    new NoticeFieldModel("程序", name),
                    new NoticeFieldModel("开始", Words.ShortOf(m.Date)),
                    new NoticeFieldModel("预计结束", until is { } day ? Words.ShortOf(day) : "未写明，办理期限照常计算")),
                new(null)
                {
                    Paragraphs =
                    [
                        $"办理您的“{m.Guide.Name}”申请，需要进行{name}。"
                        + (outside ? $"到{Words.ShortOf(until!.Value)}为止的时间，依法不计入法定办理期限；超过的时间照常计算。" : "这段时间不影响办理期限的计算。"),
                        "您不用另外提出申请。需要您配合的，我们会提前与您约定时间。",
                    ],
                },
            ],
            m.Entry.Basis,
            null);
    }

    /// <summary>听证权利告知 (行政许可法 第四十七条).</summary>
    public static NoticeDraft HearingRight(Occasion m)
    {
        var by = Words.ShortOf(m.Entry.Data.GetProperty("requestBy").GetProperty("day").Deserialize<DateOnly>());
        return new(
            NoticeDrafts.HearingRight,
            "听证权利告知书",
            "听告",
            [
                m.Heading(new NoticeFieldModel("申请听证的期限", by)),
                new(null)
                {
                    Paragraphs =
                    [
                        $"您申请的“{m.Guide.Name}”直接关系他人重大利益。您和利害关系人有权陈述、申辩，也有权在{by}前申请听证。",
                        "听证不收费。提出申请后，本机关在二十个工作日内组织，并在七个工作日前通知时间和地点；主持人不是本件的审查人，决定以听证笔录为依据。没有人申请的，期满后作出决定。",
                    ],
                },
            ],
            m.Entry.Basis,
            null);
    }

    /// <summary>听证通知: when and where (行政许可法 第四十八条).</summary>
    public static NoticeDraft HearingCall(Occasion m)
    {
        var when = $"{Words.ShortOf(m.Day("on"))} {m.Text("from")[..5]}";
        return new(
            NoticeDrafts.HearingCall,
            "听证通知书",
            "听通",
            [
                m.Heading(new NoticeFieldModel("时间", when), new NoticeFieldModel("地点", m.Text("place"))),
                new(null)
                {
                    Paragraphs =
                    [
                        $"关于您的“{m.Guide.Name}”，定于{when}在{m.Text("place")}举行听证，不收费。请带身份证件，可以自己参加，也可以委托代理人参加。",
                        "听证公开举行，依法不公开的除外。听证上可以提出证据，进行申辩和质证；认为主持人与本件有直接利害关系的，有权申请回避。笔录由您确认无误后签字或者盖章。",
                        "不能到的，请尽快打咨询电话；要改期的，会按新的日期再提前通知。",
                    ],
                },
            ],
            m.Entry.Basis,
            null);
    }

    public static NoticeDraft Extension(Occasion m)
    {
        var by = m.Entry.Data.GetProperty("by").Deserialize<TimeLimit>(Json.Options);
        var due = m.Entry.Data.GetProperty("extended").GetProperty("due").GetProperty("day").Deserialize<DateOnly>();
        return new(
            NoticeDrafts.Extension,
            "延长办理期限告知书",
            "延",
            [
                m.Heading(new NoticeFieldModel("延长", by.ToString()), new NoticeFieldModel("延长后的法定期限", Words.ShortOf(due))),
                new("延长的理由") { Paragraphs = m.Reasons },
                new(null) { Paragraphs = [$"经本机关负责人批准，您的“{m.Guide.Name}”申请的法定办理期限延长到{Words.ShortOf(due)}。期限只延长这一次；承诺的办理日期没有改变。"] },
            ],
            m.Entry.Basis,
            null);
    }
}
