namespace OneWindow.Cases;

/// <summary>办件分类: a list of the workbench, with the line that says what it is for.</summary>
/// <param name="Tray">Null: 提醒, open cases of any tray in which something has gone wrong with time.</param>
internal sealed record WorkPlace(string Key, string Words, Tray? Tray, string Lead, string Empty)
{
    public static IReadOnlyList<WorkPlace> All { get; } =
    [
        new("to-accept", "待受理", Cases.Tray.ToAccept, "新收到的申请和已补正的申请。请在期限内受理、一次性告知补正，或者依法作出其他处理。", "没有待受理的申请。新的申请提交后会出现在这里。"),
        new("to-correct", "待补正", Cases.Tray.ToCorrect, "已一次性告知，正在等申请人补正。", "没有等待补正的申请。告知补正后会在这里等申请人。"),
        new("to-review", "待审查", Cases.Tray.ToReview, "已受理的申请，由实施部门审查。受理人不审查自己受理的件，即办件除外。", "没有待审查的办件。受理后的办件会出现在这里。"),
        new("to-decide", "待决定", Cases.Tray.ToDecide, "审查意见已登记，或者容缺材料逾期未补，需要作出决定。", "没有待决定的办件。登记审查意见后会出现在这里。"),
        new("to-deliver", "待送达", Cases.Tray.ToDeliver, "已作出决定，请按申请人选的方式送达并登记凭证。", "没有待送达的结果。作出决定后会出现在这里。"),
        new("to-check", "待核查", Cases.Tray.ToCheck, "以书面承诺办结的办件，请在期限内核查承诺；认定不实的，依法作出处理；拟撤销的，听取陈述申辩后决定。自动批准后申请人要求人工复核的，也在这里。", "没有待核查的办件。以承诺办结的、申请人要求人工复核的会出现在这里。"),
        new("combined", "并行办理", Cases.Tray.Combined, "本单位牵头的组合件：各个事项由各部门分别办理，全部办完后整件办结。", "没有正在并行办理的组合件。受理联合审批、一件事的申请后会出现在这里。"),
        new("on-hold", "暂停办理", Cases.Tray.OnHold, "事项停止执行，暂停办理的件。事项恢复时自动恢复办理，期限接着计算。", "没有暂停办理的件。事项停止执行时，登记暂停的办件会出现在这里。"),
        new("closed", "已办结", Cases.Tray.Closed, "已送达、已撤回和不予受理的办件，新近的在前。", "还没有办结的办件。"),
        new("alerts", "提醒", null, "超过了期限的，和事项有变动还没有登记怎么处理的在办件，请优先处理。记录会一直保留。", "没有超过期限的在办件，也没有等待处理的事项变动。"),
    ];

    public static WorkPlace Of(Tray tray) => All.First(p => p.Tray == tray);

    public string Path => $"/work/{Key}";

    /// <summary>What is finished is looked for from its newest end.</summary>
    public bool NewestFirst => Tray == Cases.Tray.Closed;
}
