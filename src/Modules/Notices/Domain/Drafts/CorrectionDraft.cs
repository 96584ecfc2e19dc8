using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>一次性告知补正 (行政许可法 第三十二条第四项; 重庆办法 第十八条; 鄠邑细则 第十三条): everything at once, with its last day.</summary>
internal static class CorrectionDraft
{
    public static NoticeDraft Of(Occasion m)
    {
        var due = m.Day("due");
        return new NoticeDraft(
            NoticeDrafts.Correction,
            m.Rule("correction.voucherName", "一次性告知书"),
            "补",
            [
                m.Heading(new NoticeFieldModel("补正期限", $"{Words.Of(due)}前")),
                new(null) { Paragraphs = [$"您提出的“{m.Guide.Name}”申请，需要补正下列内容。请在{Words.Of(due)}前一次补齐："] },
                new("需要补正的内容")
                {
                    Table = new(
                        ["内容", "问题", "要求和说明"], [4, 2, 5],
                        [.. m.Entry.Data.GetProperty("defects").EnumerateArray().Select(d => Row(m, d))]),
                },
                new("怎样补正") { Paragraphs = ["网上提交的，登录后在“我的办件”补交；也可以到办理窗口补交。已经提交且没有问题的材料不用再交。", Once(m)] },
                new("逾期怎么办") { Paragraphs = [Overdue(m)] },
            ],
            [.. m.Entry.Basis, .. m.BasisOf("correction.voucherName"), .. m.BasisOf("correction.overdueEffect")],
            AcceptanceDrafts.Seal);
    }

    /// <summary>A defect as a row: what, what is wrong with it, what would be right, and what the clerk added.</summary>
    private static string[] Row(Occasion m, JsonElement defect)
    {
        var id = defect.GetProperty("id").GetString()!;
        var what = defect.GetProperty("what").GetString()!;
        var material = defect.GetProperty("kind").GetString() == "material";
        var note = m.Entry.Paper is { } paper && paper.TryGetProperty("notes", out var notes) && notes.TryGetProperty(id, out var words) ? words.GetString() : null;
        var requirement = material ? AcceptanceDrafts.Requirement(m, id) : "";
        return
        [
            material ? m.MaterialName(id) : $"申请表：{m.Guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id}",
            Defects.Words.GetValueOrDefault(what, what),
            string.IsNullOrWhiteSpace(note) ? requirement : $"{note.Trim().TrimEnd('。')}。{requirement}",
        ];
    }

    private static string Once(Occasion m) => m.Rules.Says("correction.times", "once")
        ? "以上是全部需要补正的内容，本机关不会再次要求补正首次提交时已有的问题。"
        : "以上是全部需要补正的内容。";

    private static string Overdue(Occasion m) => m.Rules.Says("correction.overdueEffect", "deemed-withdrawn")
        ? "逾期没有补齐补正的，视为撤回申请。以后可以随时重新申请。"
        : "逾期没有补齐补正的，由本机关依法决定是否受理，并告知您理由。确有困难的，请在期限内联系我们说明。";
}
