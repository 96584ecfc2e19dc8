using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 新设证明的备案 (鄠邑细则 第七条): within the place's days after the amended law took effect both bodies must have been told; until then the
/// proof is not in the register and nobody may ask for it.
/// </summary>
internal sealed record NewProof(IReadOnlyList<string> Missing, DateOnly? Due, bool Overdue, Citation Basis)
{
    private static readonly string[] UsualRecipients = ["司法行政部门", "审改部门"];

    private static readonly TimeLimit UsualLimit = TimeLimit.WorkingDays(15);

    public bool Complete => Missing.Count == 0;

    /// <summary>Null for one that stood in the register from the beginning.</summary>
    /// <param name="law">The rules of the place: whom to tell and in how many days; where they are silent, the strictest place's.</param>
    public static NewProof? Of(LibraryEntry proof, RuleSet? law, WorkCalendar calendar, DateOnly today)
    {
        if (proof.AmendedOn is not { } amended) return null;
        var recipients = Recipients(law);
        var limit = law?.Find("guide.newProof.limit");
        var due = Deadlines.After(Instant.At(amended, TimeOnly.MinValue), limit?.Limit ?? UsualLimit, calendar).Day;
        var missing = recipients.Where(r => proof.Filings.All(f => f.To != r)).ToList();
        return new NewProof(missing, due, (missing.Count > 0 && today > due) || proof.Filings.Any(f => f.On > due), limit?.Basis ?? Laws.MaterialElements);
    }

    public static IReadOnlyList<string> Recipients(RuleSet? law) => law?.Find("guide.newProof.recipients")?.Entries ?? UsualRecipients;

    /// <summary>May it be asked for on that day?</summary>
    public static bool MayBeAskedFor(LibraryEntry proof, RuleSet? law, DateOnly day) =>
        proof.HoldsOn(day) && (proof.AmendedOn is null || Recipients(law).All(r => proof.Filings.Any(f => f.To == r)));
}
