using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 缴费 (requirements-summary PaymentDue, T20; 青岛办法 第二十九条, 重庆办法 第二十七条). Charges are made and collected by the module Fees; a case hears of
/// them, and its result is not handed over until what the guide asks for it is paid. A refusal is handed over in any case: remedies hang on no payment.
/// </summary>
internal static class FeeRules
{
    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) => act is not RecordFee fee
        ? null
        : fee.Step == FeeStep.Charged
            ? context.Guide.Fees.Any(f => f.Name == fee.Fee) ? null : new Refusal("cases.fee-not-published", $"办事指南没有公布“{fee.Fee}”，不得收取。", Basis(context))
            : Charges(state).Any(c => c.Id == fee.Charge) ? null : new Refusal("cases.fee-unknown", "这笔费用还没有记入本件。", PlatformRules.Order);

    public static CaseEvent Record(RecordFee act) => act.Step switch
    {
        FeeStep.Charged => new FeeCharged(act.Charge, act.Fee, act.Amount),
        FeeStep.Paid => new FeePaid(act.Charge, act.Amount, act.Receipt),
        FeeStep.Waived => new FeeWaived(act.Charge),
        FeeStep.Refunded => new FeeRefunded(act.Charge, act.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    public static IReadOnlyList<CaseCharge> After(CaseState state, CaseEvent happened) => happened switch
    {
        FeeCharged e => [.. Charges(state).Where(c => c.Id != e.Charge), new CaseCharge(e.Charge, e.Fee, e.Amount, Cleared: Charges(state).Any(c => c.Id == e.Charge && c.Cleared))],
        FeePaid e => Cleared(state, e.Charge),
        FeeWaived e => Cleared(state, e.Charge),
        _ => Charges(state),
    };

    /// <summary>What the guide asks for the result and is not paid yet, whether or not the charge has been heard of.</summary>
    public static IReadOnlyList<Fee> Due(CaseState state, CaseContext context) => state.Granted
        ? [.. context.Guide.Fees.Where(f => MayBeCharged(f, context.Rules) && !Charges(state).Any(c => c.Fee == f.Name && c.Cleared))]
        : [];

    /// <summary>What has no basis that may bear it is never charged, and so holds nothing up.</summary>
    private static bool MayBeCharged(Fee fee, RuleSet rules) =>
        rules.Find("fee.basis") is not { } enough || (fee.Basis.Type is { } type && enough.Lists(BasisWords.Code(type)));

    public static Refusal? StillDue(CaseState state, CaseContext context) => Due(state, context) is [var fee, ..]
        ? new Refusal("cases.fee-due", $"“{fee.Name}”还没有缴清，缴清后才能送达结果。收费依据：《{fee.Basis.Law}》{fee.Basis.Article}。", Basis(context))
        : null;

    private static IReadOnlyList<CaseCharge> Charges(CaseState state) => state.Fees ?? [];

    private static Citation Basis(CaseContext context) => CaseClocks.BasisOf(context.Rules, "fee.basis");

    private static CaseCharge[] Cleared(CaseState state, string charge) => [.. Charges(state).Select(c => c.Id == charge ? c with { Cleared = true } : c)];
}
