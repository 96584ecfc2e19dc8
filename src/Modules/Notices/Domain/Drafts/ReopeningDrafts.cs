using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>重新办理告知书 (行政复议法 第六十四条; 行政诉讼法 第七十条): on which order, what becomes of the old decision, the new limits.</summary>
internal static class ReopeningDrafts
{
    public static NoticeDraft Of(Occasion m)
    {
        var old = m.Decision;
        var source = m.Text("source");
        List<NoticeFieldModel> order =
        [
            new("依据", source switch { "review" => "行政复议决定", "court" => "行政判决", _ => "本机关自行纠正" }),
            new("文号", m.Text("orderNumber")),
            new("作出机关", m.Text("body")),
            new("日期", Words.ShortOf(m.Day("orderedOn"))),
        ];
        if (m.Entry.Data.TryGetProperty("within", out var within)) order.Add(new("限期", $"{within.Deserialize<TimeLimit>(Json.Options)}内重新作出"));
        foreach (var (name, words) in new[] { ("promised", "承诺办结"), ("statutory", "法定期限") })
        {
            if (m.Entry.Data.TryGetProperty(name, out var clock)) order.Add(new(words, Words.ShortOf(clock.GetProperty("due").GetProperty("day").Deserialize<DateOnly>())));
        }

        return new NoticeDraft(
            NoticeDrafts.Reopening,
            "重新办理告知书",
            "重",
            [
                m.Heading(),
                new(null)
                {
                    Paragraphs =
                    [
                        $"您的“{m.Guide.Name}”申请，自{Words.ShortOf(m.Date)}起按原办件编号重新办理。{(old is null ? "原来的决定" : $"《{old.Title}》（{old.Number}）")}不再有效，由重新作出的决定代替。",
                        "您不用重新提交申请和已经交过的材料。",
                    ],
                },
                new("重新办理的依据") { Fields = order },
                new("要求和理由") { Paragraphs = m.Reasons },
            ],
            m.Entry.Basis,
            null) { Replaces = old?.Code };
    }
}
