namespace OneWindow.Cases;

/// <summary>办件状态 (requirements-summary §5). "Overdue" is not among them: it is read from the clocks. A draft is not yet a case.</summary>
internal enum CaseStatus
{
    Submitted,
    CorrectionRequired,
    Accepted,
    NotAccepted,
    DeemedWithdrawn,
    Withdrawn,
    UnderReview,
    RefusalDue,
    Approved,
    Refused,
    DeemedRenewed,
    Delivering,
    Closed,

    /// <summary>The applicant died or was dissolved before the decision.</summary>
    Terminated,

    /// <summary>并行办理: a combination was accepted, and each part is handled as a case of its own (requirements-summary T28).</summary>
    Combined,

    /// <summary>暂停办理: its item is suspended; it goes on from where it stood (requirements-summary T27).</summary>
    OnHold,
}

internal static class CaseStatusWords
{
    public static string Words(this CaseStatus status) => status switch
    {
        CaseStatus.Submitted => "待受理",
        CaseStatus.CorrectionRequired => "待补正",
        CaseStatus.Accepted => "已受理",
        CaseStatus.NotAccepted => "不予受理",
        CaseStatus.DeemedWithdrawn => "视为撤回",
        CaseStatus.Withdrawn => "已撤回",
        CaseStatus.UnderReview => "审查中",
        CaseStatus.RefusalDue => "待作不予决定",
        CaseStatus.Approved => "已批准，待送达",
        CaseStatus.Refused => "不予批准，待送达",
        CaseStatus.DeemedRenewed => "视为准予延续，待送达",
        CaseStatus.Delivering => "送达中",
        CaseStatus.Closed => "已办结",
        CaseStatus.Terminated => "已终止",
        CaseStatus.Combined => "各事项办理中",
        CaseStatus.OnHold => "暂停办理",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The stage of the shared process (青岛办法 第二十二条, 鄠邑细则 第十条) that a status stands in.</summary>
    public static Stage Stage(this CaseStatus status) => status switch
    {
        CaseStatus.Submitted or CaseStatus.CorrectionRequired => Cases.Stage.Application,
        CaseStatus.NotAccepted or CaseStatus.DeemedWithdrawn or CaseStatus.Withdrawn or CaseStatus.Terminated => Cases.Stage.Application,
        CaseStatus.Accepted => Cases.Stage.Acceptance,
        CaseStatus.UnderReview or CaseStatus.RefusalDue or CaseStatus.Combined or CaseStatus.OnHold => Cases.Stage.Review,
        CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed => Cases.Stage.Decision,
        CaseStatus.Delivering or CaseStatus.Closed => Cases.Stage.Delivery,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Nothing more can happen but archiving.</summary>
    public static bool IsEnd(this CaseStatus status) =>
        status is CaseStatus.NotAccepted or CaseStatus.DeemedWithdrawn or CaseStatus.Withdrawn or CaseStatus.Closed or CaseStatus.Terminated;

    public static bool BeforeDecision(this CaseStatus status) =>
        status is CaseStatus.Submitted or CaseStatus.CorrectionRequired or CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue
            or CaseStatus.Combined or CaseStatus.OnHold;
}

/// <summary>七个环节, in this order; the first two are optional (青岛办法 第二十二条, 鄠邑细则 第十条).</summary>
internal enum Stage
{
    Consultation,
    Appointment,
    Application,
    Acceptance,
    Review,
    Decision,
    Delivery,
}
