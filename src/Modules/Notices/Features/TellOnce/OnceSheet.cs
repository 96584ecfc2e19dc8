using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>一次性告知单: everything that the guide's version asks of this situation, on one sheet.</summary>
internal static class OnceSheet
{
    public static NoticeModel Of(OnceNoticeRow row, Guide guide, Dictionary<string, string> answers, string teller, string address)
    {
        var materials = guide.Materials.Where(m => Fits(guide, m.OnlyIf, answers)).ToList();
        return new NoticeModel(
            "once", "一次性告知单", row.Number, "咨询人",
            [
                new(null)
                {
                    Fields =
                    [
                        new("咨询事项", $"{guide.Name}（{guide.Type.Names().Name}）"),
                        new("办事指南", $"第 {guide.Version} 版，校验 {guide.Hash[..Math.Min(16, guide.Hash.Length)]}"),
                        new("咨询方式", TellOnce.MeansWords(row.Means)),
                        new("您的情况", answers.Count == 0 ? "没有说明，下面列出全部可能需要的" : string.Join("；", answers.Select(a => $"{guide.Fields.First(f => f.Id == a.Key).Label}：{a.Value}"))),
                        new("告知时间", Words.Of(row.GivenAt)),
                    ],
                },
                new("办理条件") { Items = guide.Conditions },
                new("需要的材料")
                {
                    Paragraphs = materials.Count == 0 ? ["不需要任何材料。"] : [],
                    Table = materials.Count == 0 ? null : new(["材料", "怎样准备", "要求"], [4, 3, 5], [.. materials.Select(m => Row(guide, m, answers))]),
                },
                new("时间和费用")
                {
                    Items =
                    [
                        $"承诺 {guide.PromisedLimit}办结，从受理起算{(guide.StatutoryLimit is { } limit ? $"；法定 {limit}" : "")}。",
                        .. guide.SpecialProcedures.Select(p => $"可能要经过{p.Name}{(p.Limit is { } own ? $"，最长 {own}" : "")}。"),
                        .. guide.Fees.Count == 0 ? ["不收费。"] : guide.Fees.Select(f => $"{f.Name}：{f.Standard}（《{f.Basis.Law}》{f.Basis.Article}）。"),
                        guide.Visits == 0 ? "不用跑大厅。" : $"最多到现场 {guide.Visits} 次。",
                    ],
                },
                new("到哪里办") { Items = [.. guide.Places.Select(p => $"{p.Name}，{p.Address}，{p.Hours}，电话 {p.Phone}。")] },
                new(null) { Paragraphs = ["以上是全部条件和材料。按这一版指南办理的，不会再要求指南以外的材料；指南改版的，以申请当天的版本为准。"] },
            ],
            [.. guide.Bases.Select(b => $"《{b.Law}》{b.Article}")],
            new NoticeSealModel(teller, "咨询告知"), row.GivenAt.Date, row.Code, address,
            [$"咨询电话 {guide.ConsultationPhone}　监督投诉电话 {guide.ComplaintPhone}"]);
    }

    public static IReadOnlyList<string> ChoicesOf(Contracts.FormField field) => field.Kind == FieldKind.YesNo ? ["是", "否"] : field.Choices;

    /// <summary>All that the answers do not rule out; the asked field may itself depend on an answer.</summary>
    private static bool Fits(Guide guide, Situation? situation, Dictionary<string, string> answers) =>
        situation?.MayHold(answers, id => guide.Fields.FirstOrDefault(f => f.Id == id) is not { OnlyIf: { } further } || Fits(guide, further, answers)) != false;

    private static string[] Row(Guide guide, GuideMaterial m, Dictionary<string, string> answers)
    {
        var when = m.OnlyIf is { } s && s.Leaves.Any(l => !answers.ContainsKey(l.Field)) ? $"（{s.Words(id => guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id)}时）" : "";
        var prepared = m switch
        {
            { Source: MaterialSource.Shared } => "不用交，由我们调取",
            { Originals: > 0, Copies: > 0 } => $"原件 {m.Originals} 份、复印件 {m.Copies} 份",
            { Originals: > 0 } => $"原件 {m.Originals} 份",
            { Copies: > 0 } => $"复印件 {m.Copies} 份",
            _ => "电子件",
        };
        var marks = (m.Required ? "" : "选交。") + (m is { Tolerable: true, Main: false } ? "可以稍后补。" : "") + (guide.Commitment?.Replaces.Contains(m.Id) == true ? "可以书面承诺代替。" : "");
        return [m.Name + when, m.Electronic && m.Source != MaterialSource.Shared ? $"{prepared}，收电子件" : prepared, $"{marks}{m.Standard}"];
    }
}
