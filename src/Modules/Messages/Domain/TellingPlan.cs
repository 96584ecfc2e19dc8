using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>
/// By which ways, one after the other, an applicant is told outside the platform. The inbox is not among them: it has every message.
/// Which ways a place's law names is the rulebook's parameter; which of them is used first is the applicant's choice.
/// </summary>
internal static class TellingPlan
{
    public const string Parameter = "notification.channels";

    /// <param name="named">The place's <see cref="Parameter"/>; null where its law is silent.</param>
    /// <param name="chosen">The applicant's first and second choice, in order; empty: none made.</param>
    /// <param name="reachable">Ways that this installation has and for which the applicant's address is known; staff can always call or write.</param>
    public static IReadOnlyList<Means> Of(Rule? named, IReadOnlyList<Means> chosen, IReadOnlySet<Means> reachable)
    {
        bool Named(Means means) => named is null || means == Means.Letter || named.Lists(means.Code());
        var enough = named is null || Named(Means.Platform);
        var plan = chosen.Where(Named).TakeWhile(m => m != Means.Platform).Distinct().ToList();
        // Who chose the inbox where it is enough is not disturbed outside; who chose another way falls back on the inbox.
        if (enough && chosen.Any(Named)) return plan;

        var electronic = reachable.Contains(Means.Sms) || reachable.Contains(Means.Email);
        var further = named is null ? [Means.Sms] : named.Entries.Select(MeansWords.Parse).OfType<Means>();
        // Without a gateway staff are not made to call for every step; where one fails and the inbox is not enough, they are.
        plan.AddRange(further.Where(m => m is not Means.Platform && !plan.Contains(m) && (m.IsTask() ? electronic && !enough : reachable.Contains(m))));
        return plan;
    }
}
