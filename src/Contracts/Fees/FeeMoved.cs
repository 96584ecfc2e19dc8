using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>缴费事项: what happened to a charge of a case. Topics: "fee.charged/1", "fee.paid/1", "fee.waived/1", "fee.refunded/1".</summary>
/// <param name="Key">Of this happening: the same at every delivery.</param>
/// <param name="Charge">The charge's id.</param>
/// <param name="Fee">Its name in the guide that the case pinned.</param>
/// <param name="Amount">What was charged, paid or refunded now.</param>
/// <param name="Receipt">电子票据号码, once there is one.</param>
public sealed record FeeMoved(string Key, string Case, string Charge, string Fee, FeeStep Step, Money Amount, string? Receipt);

public enum FeeStep
{
    Charged,
    Paid,

    /// <summary>减免, or not owed any more: the case ended before it was paid.</summary>
    Waived,

    Refunded,
}
