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

    public static IReadOnlyList<CaseCharge> After(CaseState state, CaseEvent happened, DateOnly on) => happened switch
    {
        FeeCharged e => [.. Charges(state).Where(c => c.Id != e.Charge), Charges(state).FirstOrDefault(c => c.Id == e.Charge && c.Cleared) ?? new CaseCharge(e.Charge, e.Fee, e.Amount, Cleared: false)],
        FeePaid e => Cleared(state, e.Charge, on),
        FeeWaived e => Cleared(state, e.Charge, on),
        _ => Charges(state),
    };

    /// <summary>What the guide asks for the result and is not paid yet, whether or not the charge has been heard of; charged anew it is due anew.</summary>
    public static IReadOnlyList<Fee> Due(CaseState state, CaseContext context) => state.Granted
        ? [.. context.Guide.Fees.Where(f => MayBeCharged(f, context.Rules) && Charges(state).Where(c => c.Fee == f.Name).ToList() is var asked && (asked.Count == 0 || asked.Exists(c => !c.Cleared)))]
        : [];

    /// <summary>What has no basis that may bear it is never charged, and so holds nothing up.</summary>
    private static bool MayBeCharged(Fee fee, RuleSet rules) =>
        rules.Find("fee.basis") is not { } enough || (fee.Basis.Type is { } type && enough.Lists(BasisWords.Code(type)));

    public static Refusal? StillDue(CaseState state, CaseContext context) => Due(state, context) is [var fee, ..]
        ? new Refusal("cases.fee-due", $"“{fee.Name}”还没有缴清，缴清后才能送达结果。收费依据：《{fee.Basis.Law}》{fee.Basis.Article}。", Basis(context))
        : null;

    /// <summary>
    /// From when the time for handing over counts. By law from the decision, whether or not the fee is paid: 行政许可法 第四十四条 counts ten days from it, and
    /// 第四十五条 names all that is left out of the count; payment is not among it. The alert then says that a fee was due. The house's own setting for
    /// other items waits for the applicant: it counts from the day on which the last fee was paid or waived. Null: it does not count yet.
    /// </summary>
    public static DateOnly? DeliveryFrom(CaseState state, CaseContext context)
    {
        var decided = state.DecidedOn!.Value;
        if (context.Rules.Find("delivery.limit") is not null) return decided;
        if (Due(state, context).Count > 0) return null;
        return Charges(state).Select(c => c.ClearedOn).Append(decided).Max();
    }

    private static IReadOnlyList<CaseCharge> Charges(CaseState state) => state.Fees ?? [];

    private static Citation Basis(CaseContext context) => CaseClocks.BasisOf(context.Rules, "fee.basis");

    private static CaseCharge[] Cleared(CaseState state, string charge, DateOnly on) =>
        [.. Charges(state).Select(c => c.Id == charge ? c with { Cleared = true, ClearedOn = c.ClearedOn ?? on } : c)];
}
