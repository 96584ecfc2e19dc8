using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>变更申请 on the screen.</summary>
internal static class RequestWords
{
    public static string Of(RequestKind kind) => kind switch
    {
        RequestKind.Guide => "调整办事指南",
        RequestKind.Cancel => "取消事项",
        _ => "交由别的机关办理",
    };

    public static string Of(ListReason reason) => reason switch
    {
        ListReason.TakeOver => "承接",
        ListReason.Delegate => "下放",
        ListReason.Cancel => "取消",
        ListReason.Adjust => "调整",
        _ => "勘误",
    };

    public static string Of(ChangeState state) => state switch
    {
        ChangeState.Drafting => "起草",
        ChangeState.Reviewing => "联合审核",
        ChangeState.Returned => "退回修改",
        ChangeState.Reviewed => "可以发布",
        ChangeState.Published => "已发布",
        _ => "已撤回",
    };

    public static StatusKind Look(ChangeState state) => state switch
    {
        ChangeState.Drafting => StatusKind.Neutral,
        ChangeState.Reviewing => StatusKind.Active,
        ChangeState.Returned => StatusKind.Soon,
        ChangeState.Published => StatusKind.Done,
        ChangeState.Reviewed => StatusKind.Active,
        _ => StatusKind.Paused,
    };

    public static string Of(PartyKind kind) => kind switch { PartyKind.Department => "事项部门", PartyKind.Legal => "法制审核", _ => "政务服务管理机构" };

    public static IReadOnlyList<ChoiceModel> Reasons { get; } =
    [
        new(nameof(ListReason.Adjust), "调整", "条件、材料、期限等要素有变"),
        new(nameof(ListReason.TakeOver), "承接", "从上级或者别的部门接过来"),
        new(nameof(ListReason.Delegate), "下放", "交给下级办理"),
        new(nameof(ListReason.Cancel), "取消", "不再办理"),
        new(nameof(ListReason.Correct), "勘误", "只改正错字、电话、地址这样的差错"),
    ];

    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
    [
        new(nameof(RequestKind.Guide), "调整办事指南"),
        new(nameof(RequestKind.Cancel), "取消事项"),
        new(nameof(RequestKind.Move), "交由别的机关办理"),
    ];
}
