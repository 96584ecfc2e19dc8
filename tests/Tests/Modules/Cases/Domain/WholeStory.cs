using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>
/// A filing of several items told step by step in memory: the real decider for the whole and each part, and between them messages that a test delivers when and
/// as often as it likes. What the reactions read from the database they read here.
/// </summary>
internal sealed class WholeStory
{
    public const string Whole = "";
    private readonly Dictionary<string, Member> members = [];
    private readonly List<Message> mail = [];
    private int acts;

    private WholeStory(RegionCode place, Guide guide, Instant at)
    {
        (Place, Guide, Now) = (place, guide, at);
        members[Whole] = new Member(CaseNumber.From(place, at.Date, 0, 1), new CaseContext(guide, TheLaw.Shelf.For(place, guide.Type, at.Date), TheLaw.Calendar));
    }

    public RegionCode Place { get; }

    public Guide Guide { get; }

    public Instant Now { get; private set; }

    public CaseState State => members[Whole].State!;

    public IReadOnlyList<Message> Mail => mail;

    public IEnumerable<string> Parts => Guide.Combination!.Parts.Select(p => p.Id);

    /// <summary>Everything that a review of this part has to check.</summary>
    public RecordReview Review(string part) => new([.. ReviewRules.CheckItems(members[part].Context)]);

    public Actor Clerk => new("clerk-1", "窗口", Role.Clerk, Place, "hall", null);

    public Actor Head => new("head-1", "首席", Role.ChiefRepresentative, Place, Guide.Organisation, null);

    public Actor Reviewer(string part) => new($"reviewer-{part}", "审查", Role.Reviewer, Place, Department(part), null);

    public static string Department(string part) => $"dept-{part}";

    /// <summary>A guide over parts "a", "b"…, each of one department; "c:b" needs "b". Each part has the shared m1, and its own material "m-a".</summary>
    public static Guide GuideOf(RegionCode place, CombinationKind kind, bool examined, params string[] parts) => Story.GuideFor(place, ItemType.Licence) with
    {
        Item = "whole", Organisation = Department("a"), PromisedLimit = TimeLimit.WorkingDays(10),
        Materials = [Story.Material("m1", main: true), .. parts.Select(p => Story.Material($"m-{p[0]}", main: true))],
        Combination = new Combination
        {
            Kind = kind, Lead = Department("a"), Settled = new LeadSettlement(LeadHow.Agreed, new DateOnly(2024, 1, 2)), Relation = "同一场所", Examined = examined,
            Parts =
            [
                .. parts.Select(p => new CombinedPart
                {
                    Id = $"{p[0]}", Item = $"item-{p[0]}", Version = 1, Name = $"事项{p[0]}", Organisation = Department($"{p[0]}"), Place = place,
                    Needs = p.Length > 1 ? p[2..].Split(',') : [], Materials = [new("m1", "m1"), new("own", $"m-{p[0]}")],
                }),
            ],
        },
    };

    /// <param name="lacking">Materials that are not handed in.</param>
    public static WholeStory Filed(Guide guide, string at, Channel channel = Channel.Online, params string[] lacking)
    {
        var story = new WholeStory(guide.Place, guide, World.At(at));
        var by = channel == Channel.Counter ? story.Clerk : Story.Applicant;
        var serial = 1;
        var facts = new Dictionary<string, string>();
        var combination = CombinationRules.Of(guide.Combination!, facts, _ => CaseNumber.From(guide.Place, story.Now.Date, 0, ++serial));
        story.Then(Whole, by, new Submit(
            Story.Subject, channel, [], [.. guide.Materials.Select(m => m.Id).Except(lacking)], facts, DeliveryMode.Counter, null) { Combination = combination });
        return story;
    }

    public CaseState? Of(string part) => members.GetValueOrDefault(part)?.State;

    public IReadOnlyList<CaseEvent> EventsOf(string member) => [.. members[member].Log.Select(l => l.Event)];

    public Instant AtOf<T>(string member) => members[member].Log.Last(l => l.Event is T).At;

    public Outcome<IReadOnlyList<Decided>> Do(string member, Actor by, CaseAct act)
    {
        var own = members[member];
        var outcome = CaseDecider.Decide(own.State, new ActRequest(own.Number, $"act-{++acts}", by, act, own.Context, Now, null));
        if (!outcome.Try(out var decided, out _)) return outcome;
        foreach (var one in decided)
        {
            own.State = CaseEvolution.Evolve(own.State, one.Event, new Stamp(own.Number.Region.Number, own.Number.Id, (own.State?.Version ?? 0) + 1, (one.By ?? by).Id, Now, one.Timer));
            own.Log.Add((one.Event, Now));
        }

        // What the reactions listen to, no more.
        foreach (var happened in decided.Select(d => d.Event))
        {
            if (member == Whole && happened is CaseAccepted or ConflictRaised or ConflictSettled) mail.Add(new Message(Whole, false));
            else if (member != Whole && happened is CaseDelivered) mail.Add(new Message(member, false));
            else if (member != Whole && happened is CaseApproved or CaseRefused or CaseDeemedRenewed or CaseWithdrawn or CaseTerminated or CaseReopened) mail.Add(new Message(member, true));
        }

        return outcome;
    }

    public WholeStory Then(string member, Actor by, CaseAct act)
    {
        Assert.True(Do(member, by, act).Try(out _, out var why), why?.Message);
        return this;
    }

    public Refusal Refused(string member, Actor by, CaseAct act)
    {
        Assert.False(Do(member, by, act).Try(out _, out var why));
        return why;
    }

    /// <summary>One message is heard; it may be heard again when it is kept.</summary>
    public void Hear(int index, bool keep = false)
    {
        var message = mail[index];
        if (!keep) mail.RemoveAt(index);
        if (message.From == Whole) Reconcile();
        else TellWhole(message.From, message.Decided);
    }

    /// <summary>Everybody hears everything that was said.</summary>
    public WholeStory Settled()
    {
        while (mail.Count > 0) Hear(0);
        return this;
    }

    public WholeStory At(string at)
    {
        Now = World.At(at);
        return this;
    }

    /// <summary>Time passes and its timers fire; messages lie where they are.</summary>
    public void Wait(TimeSpan span)
    {
        var until = Now.Plus(span);
        while (Due(until) is { Value: not null } due)
        {
            Now = due.Value.State!.Timer!.At;
            Then(due.Key, Actor.Clockwork, new LetTimePass());
        }

        Now = until;
    }

    private KeyValuePair<string, Member> Due(Instant until) =>
        members.Where(m => m.Value.State?.Timer is { } t && t.At <= until).OrderBy(m => m.Value.State!.Timer!.At.Microseconds).FirstOrDefault();

    /// <summary>Timers fire in their order, messages are heard at once.</summary>
    public WholeStory Until(string at)
    {
        var until = World.At(at);
        while (Due(until) is { Value: not null } due)
        {
            Now = due.Value.State!.Timer!.At;
            Then(due.Key, Actor.Clockwork, new LetTimePass()).Settled();
        }

        Now = until;
        return this;
    }

    public WholeStory Accepted() => Then(Whole, Clerk, new Accept()).Settled();

    public WholeStory Granted(string part) => Decided(part, new Approve { Paper = "p" });

    public WholeStory Decided(string part, CaseAct decision)
    {
        var reviewer = Reviewer(part);
        if (Of(part)!.Status == CaseStatus.Accepted) Then(part, reviewer, new BeginReview());
        if (!Of(part)!.Reviewed) Then(part, reviewer, Review(part));
        return Then(part, reviewer, decision).Settled();
    }

    public WholeStory Delivered(string part) => Then(part, Clerk, new BeginDelivery(DeliveryMode.Counter))
        .Then(part, Clerk, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" }).Settled();

    /// <summary>What <see cref="OneWindow.Cases.Parts"/> do, on what stands here.</summary>
    private void Reconcile()
    {
        if (State is not { Master: { } master, AcceptedOn: { } }) return;
        var accepted = members[Whole].Log.Last(l => l.Event is CaseAccepted);
        foreach (var part in master.Parts.Where(p => !members.ContainsKey(p.Id))) Open(part, (CaseAccepted)accepted.Event, accepted.At);
        foreach (var part in State.Master!.Parts.Where(p => !p.Over)) Tell(part);
    }

    private void Tell(MasterPart part)
    {
        while (Of(part.Id) is { Whole: { } whole, Status: var status } && status.BeforeDecision() && OneWindow.Cases.Parts.NewsFor(State.Master!, part, whole) is { } news)
        {
            if (!Do(part.Id, Actor.Clockwork, news).Try(out _, out _)) break;
        }
    }

    private void Open(MasterPart part, CaseAccepted accepted, Instant at)
    {
        var guide = Story.GuideFor(Place, ItemType.Licence) with
        {
            Item = part.Item, Organisation = part.Organisation, Materials = [Story.Material("m1", main: true), Story.Material("own", main: true)],
        };
        members[part.Id] = new Member(CaseNumber.Parse(part.Number), new CaseContext(guide, TheLaw.Shelf.For(Place, guide.Type, State.ReceivedAt.Date), TheLaw.Calendar));
        // 容缺 of the whole: the part whose own material is lacking owes it.
        var demand = accepted.Supplement is { } later && later.Materials.Contains($"m-{part.Id}") ? later with { Materials = ["own"] } : null;
        var waits = part.Needs.Where(need => State.Master!.Part(need)?.Outcome != PartOutcome.Granted);
        var filed = new Submit(Story.Subject, State.Channel, [], demand is null ? ["m1", "own"] : ["m1"], new Dictionary<string, string>(), DeliveryMode.Counter, null);
        Then(part.Id, Actor.Clockwork, new OpenPart(
            filed, new PartOf(members[Whole].Number.ToString(), part.Id, [.. waits]), Story.Applicant, Clerk, State.ReceivedAt, accepted.Mode, at, demand));
    }

    private void TellWhole(string part, bool decided)
    {
        var (outcome, over) = CombinationRules.Standing(Of(part)!);
        var known = State.Master!.Part(part)!;
        if ((known.Outcome, known.Over) != (outcome, over)) Do(Whole, Actor.Clockwork, new HearPart(part, outcome, over, Of(part)!.Version));
        if (!decided) return;
        foreach (var waiting in State.Master!.Parts.Where(p => !p.Over && (outcome is null ? p.Id == part : p.Needs.Contains(part)))) Tell(waiting);
    }

    /// <param name="Decided">Of a part: more than its delivery.</param>
    public readonly record struct Message(string From, bool Decided);

    private sealed class Member(CaseNumber number, CaseContext context)
    {
        public CaseNumber Number { get; } = number;

        public CaseContext Context { get; } = context;

        public CaseState? State { get; set; }

        public List<(CaseEvent Event, Instant At)> Log { get; } = [];
    }
}
