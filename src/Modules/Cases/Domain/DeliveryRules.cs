using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>送达与撤回 (青岛办法 第二十八条; 鄠邑细则 第十六条; 行政许可法 第四十四条).</summary>
internal static class DeliveryRules
{
    public static Refusal? MayBegin(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        FeeRules.StillDue(state, context)
        ?? (act is BeginDelivery begin && !context.Guide.Deliveries.Contains(begin.Mode)
            ? new Refusal("cases.mode-not-offered", $"本事项不提供“{begin.Mode.Words()}”，请另选送达方式。", CaseClocks.BasisOf(context.Rules, "delivery.modes"))
            : null);

    /// <summary>Each way has its own proof, and none of them is anybody's word: what the house saw, a paper that was checked, a courier's number.</summary>
    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "delivery.modes");
        if (ParcelRules.StillCarried(state, context) is { } carried) return carried;
        if (NotHis(state.Delivery, act, by, basis) is { } not) return not;
        if (CrossRegionRules.MayHandOver(state, by, context) is { } elsewhere) return elsewhere;
        if (act is not RecordDelivery record) return null;
        var missing = (state.Delivery, record) switch
        {
            (DeliveryMode.Post, { Waybill: null or "" }) => new Refusal("cases.waybill-missing", "邮寄送达应登记寄递单号，没有单号不能登记为已送达。", basis),
            (DeliveryMode.Counter, { Proof: not (DeliveryProofKind.Identity or DeliveryProofKind.Entrusted) }) =>
                new Refusal("cases.collector-unproven", "窗口领取要核对领取人的证件，没有核对的不能登记为已送达。", basis),
            (DeliveryMode.Electronic, { Proof: not (DeliveryProofKind.Opened or DeliveryProofKind.Code) }) =>
                new Refusal("cases.not-opened", "电子送达以本人打开文书并签收为凭证。", basis),
            (DeliveryMode.Kiosk, { Proof: not DeliveryProofKind.Code }) => ByCode(basis),
            _ => null,
        };
        return missing ?? (record.Paper is null ? new Refusal("cases.proof-missing", $"请登记送达凭证：{ProofWords(state.Delivery)}。", basis) : null);
    }

    private static Refusal? NotHis(DeliveryMode mode, CaseAct? act, ActorInCase by, Citation basis) => (mode, by.IsApplicant) switch
    {
        (DeliveryMode.Electronic, false) => new Refusal(
            "cases.proof-by-applicant", "电子送达以本人打开文书并签收为凭证，工作人员不能代为登记。一直没有签收的，请登记“没有送到”，再改用别的方式。", basis),
        (DeliveryMode.Kiosk, false) => new Refusal(
            "cases.proof-by-applicant", "自助领取凭查询码和证件号码取走，由自助终端登记，工作人员不能代为登记。一直没有来取的，请登记“没有送到”，再改用别的方式。", basis),
        (DeliveryMode.Counter or DeliveryMode.Post, true) => new Refusal("cases.proof-by-staff", "这种送达方式由工作人员登记送达凭证；电子送达才由您本人签收。", basis),
        (DeliveryMode.Kiosk, true) when act is null => ByCode(basis),
        _ => null,
    };

    private static Refusal ByCode(Citation basis) =>
        new("cases.pick-up-by-code", "自助领取请在自助终端或者“查办件进度”页上，输入办件编号、查询码和证件号码领取。", basis);

    /// <summary>颁发送达的期限 (行政许可法 第四十四条); for other types a setting of the house, which only lists (河北方案 二(一)).</summary>
    public static Rule? Limit(RuleSet rules) => rules.Find("delivery.limit") ?? rules.Find("delivery.alertLimit");

    public static string ProofWords(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Counter => "核对领取人的证件",
        DeliveryMode.Electronic => "本人打开并签收的记录",
        DeliveryMode.Kiosk => "凭查询码和证件号码领取的记录",
        DeliveryMode.Post => "寄递单号",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static string Words(this DeliveryMode mode) => mode switch
    {
        DeliveryMode.Counter => "窗口领取",
        DeliveryMode.Electronic => "电子送达",
        DeliveryMode.Kiosk => "自助领取",
        DeliveryMode.Post => "邮寄送达",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>The applicant takes the filing back before it is decided; the window does it for him only where he came in person, and on his word in writing.</summary>
    public static Refusal? MayWithdraw(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (by.IsApplicant) return null;
        if (state.Channel != Channel.Counter) return new Refusal("cases.withdrawal-by-applicant", "网上提交的申请由申请人本人撤回。", PlatformRules.Permission);
        return act is Withdraw { Paper: null }
            ? new Refusal("cases.request-missing", "请写明申请人要求撤回的书面文件（名称、日期），窗口不能自行撤回。", CaseClocks.BasisOf(context.Rules, "application.withdrawal"))
            : null;
    }
}
