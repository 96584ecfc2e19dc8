using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Model;

/// <summary>What does not change in a life: where, what, when.</summary>
internal sealed record Facts(LocalLaw Law, Guide Guide, DateOnly FiledOn, bool CalendarComesLater, string? Tied)
{
    /// <summary>What becomes of the item while the case runs.</summary>
    public ItemTimeline Item { get; init; } = ItemTimeline.Untouched;

    /// <summary>An applicant who never brings what he may bring later.</summary>
    public bool LeavesGaps { get; init; }

    public static WorkCalendar Announced => TheLaw.Calendar;

    public CaseContext Context => field ??= new CaseContext(Guide, TheLaw.Shelf.For(Law.Place, Guide.Type, FiledOn), CalendarComesLater ? WorkCalendar.Unannounced : Announced)
    {
        Item = Item, Staff = Colleagues, Interests = Tied is null ? new Dictionary<string, Interest>() : new Dictionary<string, Interest> { [Tied] = Interest.Registered },
    };

    private static readonly StaffMember[] Colleagues =
    [
        new("reviewer-1", "审查", Role.Reviewer, "org", null), new("head-1", "主任", Role.Reviewer, "org", null), new("chief-1", "首席", Role.ChiefRepresentative, "org", null),
        new("unit-1", "科员", Role.UnitOfficer, "org", "食品监管科"),
    ];

    /// <summary>The names of what a review goes through.</summary>
    public IReadOnlyList<string> Checks => field ??= [.. ReviewRules.CheckItems(Context)];

    public override string ToString() =>
        $"{Law.Name}, {Guide.Type}{(Guide.Renewal ? ", renewal" : "")}, promised {Guide.PromisedLimit.Code}, statutory {Guide.StatutoryLimit?.Code ?? "by law"}"
        + $"{(Guide.OnTheSpot ? ", on the spot" : "")}{(Guide.FormReviewOnly ? ", form only" : "")}{(Guide.InPerson ? ", in person" : "")}"
        + $"{(CalendarComesLater ? ", days off not known yet" : "")}, tolerable: {string.Join('+', Guide.Materials.Where(m => m.Tolerable).Select(m => m.Id))}";
}

/// <summary>A life as FsCheck draws and shrinks it: the die of its facts and one for each turn. Printed, it is told step by step.</summary>
internal sealed record Life(int Facts, int[] Dice)
{
    public override string ToString()
    {
        var told = new List<string>();
        var difference = new Duel(RandomLife.Begin(Facts), told: told).Play(Dice);
        return $"{string.Join('\n', told)}\n=> {difference}";
    }
}

/// <summary>Days of silence first, then perhaps an act.</summary>
internal sealed record Turn(int Days, Actor By, CaseAct? Act)
{
    /// <summary>How long after the last act of the same day.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>How a limited number stands.</summary>
    public QuotaQueue? Queue { get; init; }

    /// <summary>Before the act the days off become known, where they were not.</summary>
    public bool Announced { get; init; }
}
