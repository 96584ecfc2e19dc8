using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 谁能看哪些件: one rule, as a condition of the lists' SQL and as an answer about one case. A window and the management office see what is
/// handled in their place, reviewers and chief representatives what their own organisation handles; other staff see no cases.
/// </summary>
internal static class CaseReach
{
    public static readonly Role[] Readers = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer];

    /// <summary>Who acts on cases; the management office only reads (重庆办法 第十条).</summary>
    public static readonly Role[] Handlers = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative];

    public static readonly Role[] Receivers = [Role.Clerk, Role.ChiefRepresentative];

    public static readonly Role[] Reviewers = [Role.Reviewer, Role.ChiefRepresentative];

    public static bool ByPlace(Actor actor) => actor.Role is Role.Clerk or Role.ManagementOfficer;

    public static bool MaySee(Actor actor, string organisation, RegionCode place) =>
        Readers.Contains(actor.Role) && (ByPlace(actor) ? actor.Place.Contains(place) : actor.Organisation == organisation);

    /// <summary>Also the departments of a combination's parts, whoever had it before it was passed on, and the window of the place where it lies now.</summary>
    public static bool MaySee(Actor actor, CaseState state) =>
        MaySee(actor, state.Organisation, state.Place)
        || (state.Crossing is { } c && (Receives(actor, c.Organisation, c.Place) || (c.Dispute?.Lead is { } lead && Leads(actor, lead.Organisation, lead.Place))))
        || (state.Units is { } units && (MaySee(actor, state.Organisation, units.Place) || units.Former.Any(f => MaySee(actor, f.Organisation, f.Place))))
        || (state.Venue is { } venue && AtVenue(actor, venue.Place))
        || state.Master?.Parts.Any(p => MaySee(actor, p.Organisation, p.Place)) == true;

    /// <summary>异地代收: the windows and the management office of the place that received, and the chief representative who did.</summary>
    public static bool Receives(Actor actor, string organisation, RegionCode place) =>
        actor.Role == Role.ChiefRepresentative ? actor.Organisation == organisation : ByPlace(actor) && actor.Place.Contains(place);

    /// <summary>下沉: who works at the venue's place, and the windows and the management office of whatever holds it.</summary>
    public static bool AtVenue(Actor actor, RegionCode venue) => Readers.Contains(actor.Role) && (ByPlace(actor) ? actor.Place.Contains(venue) : actor.Place == venue);

    /// <summary>跨区域争议: the leading department's chief representative, and the management office of its place.</summary>
    public static bool Leads(Actor actor, string organisation, RegionCode place) =>
        actor.Role == Role.ChiefRepresentative ? actor.Organisation == organisation : actor.Role == Role.ManagementOfficer && actor.Place == place;

    /// <summary>The counties whose case numbers a place's cases can have: its own, or for a city all of its counties and itself.</summary>
    public static IReadOnlyList<long> Counties(RegionCode place, IDirectory directory)
    {
        if (place.Level >= RegionLevel.County) return [place.UpTheTree().First(r => r.Level == RegionLevel.County).Number];
        return [place.Number, .. directory.RegionsBelow(place).SelectMany(r => Counties(r.Code, directory))];
    }
}
