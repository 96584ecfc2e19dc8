using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>谁能看: the rows that an actor's hat reaches, as a condition of the query, so that what is not yours is not even found.</summary>
internal static class Reach
{
    /// <summary>Who may hand in or look at papers at all; which ones, the queries below say.</summary>
    public static readonly Role[] Handlers = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.UnitOfficer];

    public static readonly Role[] Receivers = [Role.Clerk, Role.ChiefRepresentative];

    /// <summary>Owners add to their own baskets; staff who receive at a counter add for those who came to them.</summary>
    public static IQueryable<BasketRow> AddableBy(this IQueryable<BasketRow> baskets, Actor actor, Instant now) => baskets.Within(actor, Receivers, now);

    /// <summary>Owners read their own; staff who handle cases read what is theirs to handle.</summary>
    public static IQueryable<BasketRow> ReadableBy(this IQueryable<BasketRow> baskets, Actor actor, Instant now) => baskets.Within(actor, Handlers, now);

    /// <summary>
    /// The same rule as for cases. 一窗受理: a window receives for every department of its place; the others for their own organisation. Beside them a
    /// window of another place with which the basket is shared: its clerks, and the chief representative who received.
    /// </summary>
    private static IQueryable<BasketRow> Within(this IQueryable<BasketRow> baskets, Actor actor, Role[] staff, Instant now)
    {
        var mayFile = actor.May(Power.Apply) || actor.May(Power.Correct);
        // An agent's authority names powers over papers, or he has no business with them.
        if (actor is { Role: Role.Applicant, Subject: { } subject }) return baskets.Where(b => b.Subject == subject && mayFile);
        if (!staff.Contains(actor.Role)) return baskets.Where(b => false);
        if (actor.Role == Role.ChiefRepresentative)
        {
            return baskets.Where(b => b.Organisation == actor.Organisation || b.Shares.Any(s => s.Organisation == actor.Organisation && (s.Until == null || s.Until > now)));
        }

        if (actor.Role != Role.Clerk) return baskets.Where(b => b.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return baskets.Where(b => (b.Place >= from && b.Place < end) || b.Shares.Any(s => s.Place >= from && s.Place < end && (s.Until == null || s.Until > now)));
    }
}
