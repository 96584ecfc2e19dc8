namespace OneWindow.Notices;

/// <summary>
/// What a document must have before it goes out, as law and place list it. What lacks one of them is a fault of ours and is never issued: it
/// stays on the list of what could not be done (青岛办法 第二十六条; 重庆办法 第十九条、第二十六条; 鄠邑细则 第十三条、第十四条).
/// </summary>
internal static class NoticeDemands
{
    public const string MaterialsHeading = "需要补交的材料和要求";
    public const string OverdueHeading = "逾期怎么办";
    public const string ContactHeading = "联系方式";
    public const string DueTerm = "补交期限";

    public static NoticeDraft Checked(NoticeDraft draft, Occasion m)
    {
        var lacking = Lacking(draft, m).ToList();
        return lacking.Count == 0 ? draft : throw new InvalidOperationException($"{m.Facts.Number}/{m.Entry.Sequence}: {draft.Title} lacks {string.Join(", ", lacking)}.");
    }

    /// <summary>Entries of the rule that this document does not meet.</summary>
    public static IEnumerable<string> Lacking(NoticeDraft draft, Occasion m) => draft.Kind switch
    {
        NoticeDrafts.Tolerance => Of(m, "tolerant.noticeContents").Where(demand => !Tolerates(draft, demand)),
        NoticeDrafts.Refusal when m.Guide.ByOperator != true => Of(m, "decision.refusalContents").Where(demand => !Refuses(draft, m, demand)),
        _ => [],
    };

    private static IEnumerable<string> Of(Occasion m, string key) => m.Rules.Find(key)?.Entries ?? [];

    private static bool Tolerates(NoticeDraft draft, string demand) => demand switch
    {
        "materials" => Rows(draft).Any() && Rows(draft).All(row => row[0].Length > 0),
        "requirement" => Rows(draft).Any() && Rows(draft).All(row => row[1].Length > 0),
        "deadline" => draft.Sections.SelectMany(s => s.Fields).Any(f => f.Term == DueTerm && f.Value.Length > 0),
        "overdue-treatment" => Says(draft, OverdueHeading),
        _ => false,
    };

    private static bool Refuses(NoticeDraft draft, Occasion m, string demand) => demand switch
    {
        "reasons" => Says(draft, "理由"),
        "contact" => Says(draft, ContactHeading),
        "seal-kind" => Of(m, "decision.refusalSeals").Contains(draft.Seal, StringComparer.Ordinal),
        "reconsideration" or "litigation" => draft.Sections.Any(s => s.Heading == "如果您不同意这个决定" && s.Items.Count == 2),
        _ => false,
    };

    private static bool Says(NoticeDraft draft, string heading) =>
        draft.Sections.Any(s => s.Heading == heading && s.Paragraphs.Any(p => !string.IsNullOrWhiteSpace(p)));

    private static IEnumerable<IReadOnlyList<string>> Rows(NoticeDraft draft) =>
        draft.Sections.FirstOrDefault(s => s.Heading == MaterialsHeading)?.Table?.Rows ?? [];
}
