using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>A case told step by step in memory: the real rules, calendar and decider; a guide of our own with two main materials and one that may follow.</summary>
internal sealed class Story
{
    public const string Subject = "s-1";
    public static readonly string[] Complete = ["m1", "m2", "m3"];

    private readonly CaseNumber number;
    private readonly List<(CaseEvent Event, IReadOnlyList<Citation> Basis, Instant At)> log = [];
    private int acts;

    private Story(RegionCode place, Guide guide, string filedAt)
    {
        Guide = guide;
        Now = World.At(filedAt);
        Context = new CaseContext(guide, TheLaw.Shelf.For(place, guide.Type, Now.Date), TheLaw.Calendar);
        number = CaseNumber.From(place, Now.Date, 0, 1);
        Place = place;
    }

    public RegionCode Place { get; }

    public Guide Guide { get; }

    public CaseContext Context { get; private set; }

    public Instant Now { get; private set; }

    public CaseState State { get; private set; } = null!;

    public IReadOnlyList<CaseEvent> Events => [.. log.Select(l => l.Event)];

    /// <summary>When the last event of the kind happened.</summary>
    public Instant AtOf<T>() => log.Last(l => l.Event is T).At;
    public IReadOnlyList<(int Sequence, CaseEvent Event, Instant At)> Log => [.. log.Select((l, i) => (i + 1, l.Event, l.At))];

    public Citation BasisOf<T>() => log.Last(l => l.Event is T).Basis[0];

    public static Actor Applicant { get; } = new("a-1", "王小明", Role.Applicant, RegionCode.Nation, null, Subject);

    public Actor Clerk => ClerkOf(Place);

    public Actor Reviewer => new("reviewer-1", "审查", Role.Reviewer, Place, "org", null);

    public static Actor ClerkOf(RegionCode place) => new("clerk-1", "窗口", Role.Clerk, place, "hall", null);

    public static Story Filed(
        RegionCode place, string at, string[]? present = null, Channel channel = Channel.Online, ItemType type = ItemType.Licence,
        DateOnly? expires = null, Func<Guide, Guide>? guide = null, CaseCommitment? commitment = null, bool person = false, Actor? receiver = null,
        IReadOnlyList<FiledFile>? files = null)
    {
        var made = GuideFor(place, type) with { Renewal = expires is not null };
        var story = new Story(place, guide?.Invoke(made) ?? made, at);
        var by = channel == Channel.Counter ? receiver ?? story.Clerk : Applicant;
        var outcome = story.Do(by, new Submit(Subject, channel, files ?? [], present ?? Complete, new Dictionary<string, string>(), DeliveryMode.Counter, expires) { Commitment = commitment, Person = person });
        Assert.True(outcome.Try(out _, out var why), why?.Message);
        return story;
    }

    public static Guide GuideFor(RegionCode place, ItemType type) => new()
    {
        Item = "test-item", Version = 1, Hash = "h", EffectiveFrom = new DateOnly(2019, 1, 1), Name = "测试事项", Type = type, Organisation = "org", Place = place,
        ExerciseLevel = "4", Process = "general-v1", Audience = [SubjectKind.Person], Bases = [], Conditions = ["条件一", "条件二"],
        StatutoryLimit = null, PromisedLimit = TimeLimit.WorkingDays(5), OnTheSpot = false, FormReviewOnly = false,
        Materials = [Material("m1", main: true), Material("m2", main: true), Material("m3", main: false)],
        Form = [new FormStep("a", "基本信息", [new FormField { Id = "name", Label = "名称", Kind = FieldKind.Text, Required = true }])],
        Steps = [], Fees = [], Channels = [Channel.Counter, Channel.Online, Channel.Kiosk], Places = [], Result = new GuideResult("证", ResultKind.Licence, "5年"),
        Deliveries = [DeliveryMode.Counter, DeliveryMode.Electronic, DeliveryMode.Post], ConsultationPhone = "1", ComplaintPhone = "2", Visits = 1,
    };

    public static GuideMaterial Material(string id, bool main) => new()
    {
        Id = id, Name = id, Kind = MaterialKind.Other, Required = true, Main = main, Tolerable = !main, Source = MaterialSource.Applicant,
        Originals = 1, Copies = 0, Electronic = true, Defects = ["missing", "unreadable"],
    };

    public Outcome<IReadOnlyList<Decided>> Do(Actor by, CaseAct act, string? at = null, int? seen = null)
    {
        if (at is not null) Now = World.At(at);
        var outcome = CaseDecider.Decide(State, new ActRequest(number, $"act-{++acts}", by, act, Context, Now, seen));
        if (outcome.Try(out var decided, out _))
        {
            foreach (var one in decided)
            {
                State = CaseEvolution.Evolve(State, one.Event, new Stamp(number.Region.Number, number.Id, (State?.Version ?? 0) + 1, (one.By ?? by).Id, one.By is null && act.Outside is { } there ? there.At : Now, one.Timer)
                {
                    Outside = one.By is null ? act.Outside : null, HeardAt = Now,
                });
                log.Add((one.Event, one.Basis, Now));
            }
        }

        return outcome;
    }

    /// <summary>An act that must succeed.</summary>
    public Story Then(Actor by, CaseAct act, string? at = null)
    {
        Assert.True(Do(by, act, at).Try(out _, out var why), why?.Message);
        return this;
    }

    /// <summary>An act that must be refused; its refusal.</summary>
    public Refusal Refused(Actor by, CaseAct act, string? at = null)
    {
        Assert.False(Do(by, act, at).Try(out _, out var why));
        return why;
    }

    /// <summary>Nobody does anything until then: every timer that falls due on the way fires at its own time, as the sweep would.</summary>
    public Story SilenceUntil(string at)
    {
        var until = World.At(at);
        while (State.Timer is { } timer && timer.At <= until)
        {
            Now = timer.At;
            Assert.True(Do(Actor.Clockwork, new LetTimePass()).Try(out _, out var why), why?.Message);
        }

        Now = until;
        return this;
    }

    /// <summary>From now on the item is known to be cancelled, suspended, resumed at these instants.</summary>
    public Story Where(ItemTimeline item)
    {
        Context = Context with { Item = item };
        return this;
    }

    /// <summary>From now on a limited number stands so.</summary>
    public Story Queued(QuotaQueue queue)
    {
        Context = Context with { Queue = queue };
        return this;
    }

    /// <summary>These people work in the organisation.</summary>
    public Story Staffed(params StaffMember[] staff)
    {
        Context = Context with { Staff = staff };
        return this;
    }

    /// <summary>The registers tie this officer to the applicant.</summary>
    public Story Knowing(string officer, Interest interest)
    {
        Context = Context with { Interests = new Dictionary<string, Interest> { [officer] = interest } };
        return this;
    }

    /// <summary>From now on another calendar holds: a year was announced.</summary>
    public Story Under(WorkCalendar calendar)
    {
        Context = Context with { Calendar = calendar };
        return this;
    }

    public Story Accepted(string? at = null) => Then(Clerk, new Accept(), at);

    public Story Reviewed() => Then(Reviewer, new BeginReview()).Then(Reviewer, new RecordReview([.. ReviewRules.CheckItems(Context)]));

    public static Defect Missing(string id) => new(DefectKind.Material, id, "missing");

    public static FiledFile File(string material) => new(material, $"f-{material}", 1, "00");
}
