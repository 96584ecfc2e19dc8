using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>组合件的话: what happened to a whole and its parts, for its applicant and for staff.</summary>
internal static class CombinedWords
{
    /// <summary>Null: not one of these events.</summary>
    public static EventTold? Told(CaseEvent happened, Guide guide) => happened switch
    {
        PartExamined e => new($"{Name(guide, e.Part)}的部门核对了材料", e.Defects.Count == 0 ? "没有要您补的。" : "要补的内容会合并成一份，一次告诉您。"),
        ExaminationOver e => new("各部门核对材料的时间到了", e.Lapsed ? $"没有答复的（{Names(guide, e.Silent)}）不能再要求您补正。" : $"还没有答复：{Names(guide, e.Silent)}。"),
        ConflictRaised e => new("几个部门的意见不一致", $"{Names(guide, e.Parts)}：由牵头部门裁定，您不用做什么。"),
        ConflictSettled e => new("牵头部门作出了裁定", $"{Names(guide, e.Parts)}接着办理。"),
        PartHeard { Outcome: null } e => new($"{Name(guide, e.Part)}重新办理", null),
        PartHeard { Over: false } e => new($"{Name(guide, e.Part)}：{Words(e.Outcome!.Value)}", "正在送达。"),
        PartHeard e => new($"{Name(guide, e.Part)}：{Words(e.Outcome!.Value)}", e.Outcome is PartOutcome.Granted or PartOutcome.Refused ? "已经送达，这一项办完了。" : "这一项到此结束。"),
        CombinationEnded e => new("各个事项都办完了", EndWords(e.Outcome), Ends: e.Outcome == CombinationOutcome.None),
        PreconditionMet { Promised: null, Statutory: null } => new("一个前置事项获得批准", "还有别的前置事项，都批准后接着办理。"),
        PreconditionMet => new("前置事项已经批准", "从现在起计算办理期限。"),
        RulingAwaited => new("几个部门的意见不一致", "由牵头部门裁定，您不用做什么。"),
        RulingGiven => new("牵头部门作出了裁定", "接着办理。"),
        _ => null,
    };

    /// <summary>The same for the office's log.</summary>
    public static (string Words, string? Detail)? Said(CaseEvent happened, Guide guide) => happened switch
    {
        PartExamined e => ($"会审：{Name(guide, e.Part)}", e.Defects.Count == 0 ? "没有需要补正的。" : $"提出 {e.Defects.Count} 项：{string.Join("；", e.Defects.Select(d => CaseTrack.DefectLine(guide, d)))}。"),
        ExaminationOver e => ("会审时间届满", $"没有提出意见：{Names(guide, e.Silent)}。{(e.Lapsed ? "不再有权要求补正。" : null)}"),
        ConflictRaised e => ("提出意见不一致", $"涉及{Names(guide, e.Parts)}。"),
        ConflictSettled e => ("裁定", $"涉及{Names(guide, e.Parts)}。"),
        PartHeard e => ($"{Name(guide, e.Part)}{(e.Outcome is { } outcome ? $"：{Words(outcome)}" : "：重新办理")}", e.Over ? "该事项已结束。" : null),
        CombinationEnded e => ("整件办结", EndWords(e.Outcome)),
        PreconditionMet e => ("前置事项已获批准", e.Promised is null ? null : $"承诺期限自今日起算，到{Ui.Words.Of(e.Promised.Due.Day)}。"),
        RulingAwaited => ("等待牵头部门裁定", "裁定以前不作决定。"),
        RulingGiven => ("牵头部门已裁定", null),
        _ => null,
    };

    public static string Words(PartOutcome outcome) => outcome switch
    {
        PartOutcome.Granted => "已批准",
        PartOutcome.Refused => "没有批准",
        PartOutcome.Withdrawn => "已撤回",
        PartOutcome.Terminated => "已终止",
        PartOutcome.PreconditionLost => "前置事项没有获得批准，未作决定",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string EndWords(CombinationOutcome outcome) => outcome switch
    {
        CombinationOutcome.All => "全部获得批准。",
        CombinationOutcome.Some => "部分获得批准，每一项各有文书和救济途径。",
        _ => "都没有获得批准，每一项各有文书和救济途径。",
    };

    public static string Name(Guide guide, string part) => guide.Combination?.Part(part)?.Name ?? part;

    public static string Names(Guide guide, IEnumerable<string> parts) => string.Join("、", parts.Select(p => Name(guide, p)));
}
