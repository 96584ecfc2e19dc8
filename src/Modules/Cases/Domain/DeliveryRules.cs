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

    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "delivery.modes");
        if (by.IsApplicant && state.Delivery != DeliveryMode.Electronic)
        {
            return new Refusal("cases.proof-by-staff", "这种送达方式由工作人员登记送达凭证；电子送达才由您本人签收。", basis);
        }

        if (ParcelRules.StillCarried(state, context) is { } carried) return carried;
        if (act is RecordDelivery post && state.Delivery == DeliveryMode.Post && string.IsNullOrWhiteSpace(post.Waybill))
        {
            return new Refusal("cases.waybill-missing", "邮寄送达应登记寄递单号，没有单号不能登记为已送达。", basis);
        }

        return act is RecordDelivery { Paper: null }
            ? new Refusal("cases.proof-missing", $"请登记送达凭证：{ProofWords(state.Delivery)}。", basis)
            : null;
    }

    /// <summary>颁发送达的期限 (行政许可法 第四十四条); for other types a setting of the house, which only lists (河北方案 二(一)).</summary>
    public static Rule? Limit(RuleSet rules) => rules.Find("delivery.limit") ?? rules.Find("delivery.alertLimit");

    public static string ProofWords(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Counter => "领取人签字",
        DeliveryMode.Electronic => "本人打开并签收的记录",
        DeliveryMode.Kiosk => "自助终端领取记录",
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
