namespace OneWindow.Contracts;

/// <summary>Applicants' accounts, asked when what somebody ordered is done later: may he still?</summary>
public interface IApplicants
{
    /// <summary>The account as it acts for that subject today; null: it may not, or no longer.</summary>
    ValueTask<Actor?> Acting(string account, string subject, CancellationToken cancel = default);
}
