using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Fees;

/// <summary>收费 (青岛办法 第二十九条, 重庆办法 第二十七条, 行政许可法 第五十八条): nothing is charged but what the pinned guide publishes with name, basis and standard.</summary>
internal static class ChargeRules
{
    /// <summary>The most units that are measured for one fee.</summary>
    public const int MostUnits = 1_000_000;

    private static readonly string[] Ends = ["Withdrawn", "Terminated", "Refused", "NotAccepted", "DeemedWithdrawn"];

    /// <summary>What is to be charged when this happens to a case. A combination only shows its parts' fees: each part charges its own.</summary>
    public static IEnumerable<Fee> ArisingAt(string topic, Guide guide) => topic switch
    {
        _ when guide.Combination is not null => [],
        "case.accepted/1" => guide.Fees.Where(f => f.Moment == FeeMoment.AtAcceptance),
        "case.approved/1" or "case.deemed-renewed/1" => guide.Fees.Where(f => f.Moment != FeeMoment.AtAcceptance),
        _ => [],
    };

    /// <summary>The case ended without what is paid for, whatever brought it there: what was not paid is not owed any more.</summary>
    public static bool Ended(string status) => Ends.Contains(status);

    /// <summary>Null: this guide publishes the fee, and on a basis that may bear it.</summary>
    public static Refusal? MayCharge(Guide guide, string fee, RuleSet rules)
    {
        var published = rules.Find("fee.published")?.Basis ?? rules.Find("fee.default")?.Basis ?? PlatformRules.Permission;
        if (guide.Fees.FirstOrDefault(f => f.Name == fee) is not { } named || Empty(named.Name) || Empty(named.Standard) || Empty(named.Basis.Law))
            return new Refusal("fees.not-published", $"办事指南没有公布“{fee}”的名称、依据和标准，不得收取。", published);
        var enough = rules.Find("fee.basis");
        if (enough is null || (named.Basis.Type is { } type && enough.Lists(BasisWords.Code(type)))) return null;
        return new Refusal("fees.basis-too-low", $"“{fee}”的依据（《{named.Basis.Law}》，{named.Basis.Type.Words()}）不能作为收费依据，不得收取。", enough.Basis);
    }

    /// <summary>What a measured fee comes to. Units are measured, the price of one is the guide's; where the guide has no price, who decides reckons it by the standard.</summary>
    public static Outcome<Money> Assess(Money price, string? unit, int? units, Money? reckoned) => unit is not null && price.Fen > 0
        ? units is > 0 and <= MostUnits ? new Money(checked(price.Fen * units.Value)) : new Refusal("fees.units-out-of-range", $"数量应为 1 到 {MostUnits} 的整数。", PlatformRules.Input)
        : reckoned is { Fen: > 0 } sum ? sum : new Refusal("fees.amount-missing", "请填写按标准核定的金额。", PlatformRules.Input);

    /// <param name="asked">What is asked back now.</param>
    /// <param name="pending">What was asked back before and is not declined.</param>
    public static Refusal? MayRefund(ChargeState state, Money paid, Money pending, Money asked) => (state, asked) switch
    {
        (not ChargeState.Paid, _) => new Refusal("fees.not-paid", "这笔费用没有缴，不能退费。", PlatformRules.Order),
        (_, { Fen: <= 0 }) => new Refusal("fees.refund-empty", "请填写退费金额。", PlatformRules.Input),
        _ when asked + pending > paid => new Refusal("fees.refund-too-much", $"退费不能超过已缴的 {paid}，其中已退或者正在退 {pending}。", PlatformRules.Input),
        _ => null,
    };

    /// <summary>退费须由第二人批准: never who asked for it.</summary>
    public static Refusal? MayApproveRefund(string askedBy, string approver) => askedBy == approver
        ? new Refusal("fees.second-person", "退费应由另一个人批准，不能由提出的人自己批准。", PlatformRules.Permission)
        : null;

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);
}

internal enum ChargeState
{
    /// <summary>待核定.</summary>
    Assessing,

    /// <summary>待缴.</summary>
    Open,

    Paid,

    Waived,
}

internal enum RefundState
{
    Asked,

    /// <summary>Approved: on its way to the collection service.</summary>
    Approved,

    Done,

    Declined,
}
