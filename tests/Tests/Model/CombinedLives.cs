using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Model;

/// <summary>
/// Random interleavings of departments, silence, withdrawals, refusals, rulings, time, and of messages that come late, twice and out of order: no part is lost, none
/// sticks, no defect is told twice, there is one consolidated notice, and the end of the whole follows from its parts. ONEWINDOW_MODEL_SEED plays other lives.
/// </summary>
public sealed class CombinedLives(ITestOutputHelper output)
{
    private const int Lives = 6_000;
    private const int Turns = 60;
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("ONEWINDOW_MODEL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261122;

    /// <summary>Graphs of two to six parts.</summary>
    private static readonly string[][] Graphs =
    [
        ["a", "b"], ["a", "b:a"], ["a", "b", "c:b"], ["a", "b:a", "c:b"], ["a", "b", "c:a,b", "d"], ["a", "b:a", "c:a", "d:b,c"], ["a", "b:a", "c:a", "d:a", "e:a", "f:a"], ["a", "b", "c", "d", "e:a,b", "f:e"],
    ];

    private static readonly string[] Places = ["qd", "hy", "cq", "hb"];

    private readonly SortedDictionary<string, int> met = new(StringComparer.Ordinal);

    [Fact]
    public void No_part_is_lost_none_sticks_and_the_end_of_the_whole_follows_from_its_parts()
    {
        output.WriteLine($"seed {Seed} (ONEWINDOW_MODEL_SEED)");
        var dice = Gen.ArrayOf(Gen.Choose(0, 1_000_000), Turns);
        var facts = Gen.Choose(0, Graphs.Length - 1).SelectMany(g => Gen.Choose(0, Places.Length - 1).SelectMany(p => Gen.Choose(0, 3).SelectMany(k => dice.Select(d => (Graph: g, Place: p, Kind: k, Dice: d)))));
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Lives).WithReplay(Seed, 1UL),
            Prop.ForAll(facts.ToArbitrary(), life => Live(Graphs[life.Graph], Places[life.Place], life.Kind, life.Dice)));
        foreach (var (what, times) in met) output.WriteLine($"{what,-60} {times,8}");
        Assert.Equal([], Missed(Transitions()));
        Assert.Equal([], Missed(["end All", "end Some", "end None", "notice", "silent", "outcome Granted", "outcome Refused", "outcome Withdrawn", "outcome Terminated", "outcome PreconditionLost",
            "refused cases.branches-not-heard", "refused cases.branches-ask", "refused cases.defect-not-told", "refused cases.examination-over", "refused cases.precondition-open",
            "refused cases.ruling-awaited", "refused cases.told-once", "late named", "message twice", "message out of order", "deemed"]));
    }

    /// <summary>Every row of the table that only a whole or its parts can take.</summary>
    private static IEnumerable<string> Transitions() => CaseLifecycle.Steps
        .Where(s => s.Act is nameof(ExaminePart) or nameof(RaiseConflict) or nameof(SettleConflict) or nameof(HearPart) or nameof(HearMaster))
        .Where(s => s.From != CaseStatus.OnHold) // a suspended item: RunningCaseRules has its own lives
        .SelectMany(s => s.To.Where(to => Possible(s, to)).Select(to => $"{s.From} {s.Act} -> {to}"));

    private static bool Possible(Step step, CaseStatus to) => step.Act != nameof(HearPart) || step.From != CaseStatus.Closed || to == CaseStatus.Combined;

    private bool Live(string[] graph, string place, int kind, int[] dice)
    {
        var region = place switch { "qd" => TheLaw.Shinan, "hy" => TheLaw.Huyi, "cq" => TheLaw.Chongqing, _ => TheLaw.HebeiCity };
        var examined = kind is 0 or 1;
        var guide = WholeStory.GuideOf(region, kind switch { 0 or 2 => CombinationKind.Joint, 1 => CombinationKind.Bundle, _ => CombinationKind.Closing }, examined, graph);
        // 可后补: what is lacking may follow, and the parts that lack it owe it.
        if (dice[1] % 3 == 0) guide = guide with { Materials = [.. guide.Materials.Select(m => m.Id == "m1" ? m : m with { Main = false, Tolerable = true })] };
        string[] lacking = (dice[0] % 3) switch { 0 => ["m-a"], 1 => [.. graph.Select(p => $"m-{p[0]}")], _ => [] };
        var story = WholeStory.Filed(guide, "2024-03-04 09:00", dice[0] % 7 == 0 ? Channel.Counter : Channel.Online, lacking);
        for (var turn = 1; turn < dice.Length; turn++) Turn(story, dice[turn]);
        Finish(story);
        return Sound(story, graph);
    }

    private void Turn(WholeStory story, int die)
    {
        var parts = story.Parts.ToList();
        var part = parts[die / 100 % parts.Count];
        switch (die % 24)
        {
            case 0 or 1 or 2:
                Act(story, WholeStory.Whole, story.Reviewer(part), new ExaminePart(part, Found(part, die)));
                break;
            case 3:
                Accept(story);
                break;
            case 4:
                Act(story, WholeStory.Whole, story.Clerk, new RequestCorrection(die / 10_000 % 4 == 0 ? Found(part, die) : Everything(story), story.Now.Date.AddDays(10)));
                break;
            case 5:
                if (story.State.Correction is { } notice)
                {
                    Act(story, WholeStory.Whole, Story.Applicant, new FileCorrection([.. notice.Open.Select(d => Story.File(d.Id))], [], new Dictionary<string, string>()));
                }

                break;
            case 6:
                Act(story, WholeStory.Whole, Story.Applicant, new Withdraw());
                break;
            case 7:
                Act(story, part, Story.Applicant, new Withdraw());
                break;
            case 8 when die / 1_000 % 3 == 0:
                Act(story, part, story.Reviewer(part), new Terminate(TerminationGround.Dissolution) { Paper = "p" });
                break;
            case 8 or 9 or 10 or 11 or 12:
                Work(story, part, die / 1_000 % 5 == 0 ? new Refuse { Paper = "p" } : new Approve { Paper = "p" });
                break;
            case 13 or 14:
                Deliver(story, part);
                break;
            case 15:
                Act(story, WholeStory.Whole, story.Reviewer(part), new RaiseConflict([part, parts[(die / 100 + 1) % parts.Count]]) { Paper = "p" });
                break;
            case 16:
                if (story.State.Master!.Conflicts.FirstOrDefault(c => !c.Settled) is { } conflict) Act(story, WholeStory.Whole, story.Head, new SettleConflict(conflict.Id) { Paper = "p" });
                break;
            case 17:
                Act(story, part, story.Reviewer(part) with { Id = $"other-{part}-{die}" }, new Reopen(OrderSource.Body, "自纠1号", "本机关", story.Now.Date, null, [Story.File("order")]) { Paper = "p" });
                break;
            case 18:
                story.Wait(TimeSpan.FromHours(3 + (die / 1_000 % 90)));
                break;
            default:
                if (story.Mail.Count == 0) break;
                var (index, twice) = (die / 1_000 % story.Mail.Count, die / 10_000 % 4 == 0);
                if (twice) Met("message twice");
                if (index > 0) Met("message out of order");
                Heard(story, () => story.Hear(index, twice));
                break;
        }
    }

    private static IReadOnlyList<Defect> Found(string part, int die) => (die / 1_000 % 3) switch
    {
        0 => [],
        1 => [new Defect(DefectKind.Material, "m1", "unreadable")],
        _ => [new Defect(DefectKind.Material, $"m-{part}", "unreadable"), new Defect(DefectKind.Material, "m1", "unreadable")],
    };

    private static IReadOnlyList<Defect> Everything(WholeStory story) =>
        [.. story.State.Master!.Reported(), .. Filing.Missing(story.Guide, story.State).Where(m => story.State.Master.Reported().All(d => d.Id != m.Id)).Select(m => Story.Missing(m.Id))];

    private void Accept(WholeStory story)
    {
        var lacking = Filing.Missing(story.Guide, story.State);
        Act(story, WholeStory.Whole, story.Clerk, Filing.MayFollow(lacking) ? new AcceptTolerantly([.. lacking.Select(m => m.Id)], story.Now.Date.AddDays(1), Committed: true) { Paper = "p" } : new Accept());
    }

    private void Work(WholeStory story, string part, CaseAct decision)
    {
        if (story.Of(part) is not { } state) return;
        if (state.Status == CaseStatus.RefusalDue) decision = new Refuse { Paper = "p" };
        else if (decision is Approve && state.Supplement is { Cleared: false }) Act(story, part, Story.Applicant, new FileSupplement([Story.File("own")]));
        var reviewer = story.Reviewer(part) with { Id = $"reviewer-{part}-{state.Version}" };
        if (state.Status == CaseStatus.Accepted) Act(story, part, reviewer, new BeginReview());
        if (story.Of(part) is { Status: CaseStatus.UnderReview, Reviewed: false }) Act(story, part, reviewer, story.Review(part));
        Act(story, part, reviewer, decision);
    }

    private void Deliver(WholeStory story, string part)
    {
        if (story.Of(part) is null) return;
        Act(story, part, story.Clerk, new BeginDelivery(DeliveryMode.Counter));
        Act(story, part, story.Clerk, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" });
    }

    private void Act(WholeStory story, string member, Actor by, CaseAct act)
    {
        var before = member == WholeStory.Whole ? story.State : story.Of(member);
        if (before is null) return;
        var outcome = story.Do(member, by, act);
        if (!outcome.Try(out _, out var why))
        {
            Met($"refused {why.Code}");
            return;
        }

        var after = member == WholeStory.Whole ? story.State : story.Of(member)!;
        Met($"{before.Status} {act.GetType().Name} -> {after.Status}");
        if (act is RequestCorrection) Met("notice");
    }

    /// <summary>A message's own acts, told by what they changed.</summary>
    private void Heard(WholeStory story, Action hear)
    {
        var before = story.Parts.Append(WholeStory.Whole).ToDictionary(p => p, p => (story.Of(p)?.Status, Count(story, p)));
        hear();
        foreach (var (member, (status, count)) in before)
        {
            if (status is null) continue;
            foreach (var happened in story.EventsOf(member).Skip(count))
            {
                var act = happened switch { PartHeard => nameof(HearPart), PreconditionMet or RulingAwaited or RulingGiven or CaseTerminated => nameof(HearMaster), _ => null };
                if (act is not null) Met($"{status} {act} -> {story.Of(member)!.Status}");
            }
        }
    }

    private static int Count(WholeStory story, string member) => story.Of(member) is null ? 0 : story.EventsOf(member).Count;

    /// <summary>Everybody does what is left to him: if something sticks, it shows here.</summary>
    private void Finish(WholeStory story)
    {
        for (var round = 0; round < 60; round++)
        {
            story.Wait(TimeSpan.Zero); // the sweep
            while (story.Mail.Count > 0) Heard(story, () => story.Hear(0));
            switch (story.State.Status)
            {
                case CaseStatus.Submitted:
                    if (story.State.Correction is null && Everything(story).Count > 0 && !Filing.MayFollow(Filing.Missing(story.Guide, story.State))) Act(story, WholeStory.Whole, story.Clerk, new RequestCorrection(Everything(story), story.Now.Date.AddDays(10)));
                    if (story.State.Status == CaseStatus.Submitted) Accept(story);
                    if (story.State.Status == CaseStatus.Submitted) story.Wait(TimeSpan.FromHours(20));
                    continue;
                case CaseStatus.CorrectionRequired:
                    Act(story, WholeStory.Whole, Story.Applicant, new FileCorrection([.. story.State.Correction!.Open.Select(d => Story.File(d.Id))], [], new Dictionary<string, string>()));
                    continue;
                case CaseStatus.Combined:
                    foreach (var conflict in story.State.Master!.Conflicts.Where(c => !c.Settled)) Act(story, WholeStory.Whole, story.Head, new SettleConflict(conflict.Id) { Paper = "p" });
                    while (story.Mail.Count > 0) Heard(story, () => story.Hear(0));
                    foreach (var part in story.Parts)
                    {
                        Work(story, part, new Approve { Paper = "p" });
                        // What was promised and never came can only be refused; what still waits is not forced.
                        if (story.Of(part) is { Status: CaseStatus.UnderReview, Supplement.Cleared: false, Whole.Waits.Count: 0 }) Work(story, part, new Refuse { Paper = "p" });
                        Deliver(story, part);
                    }

                    continue;
                default:
                    return;
            }
        }
    }

    private bool Sound(WholeStory story, string[] graph)
    {
        var state = story.State;
        var events = story.EventsOf(WholeStory.Whole);
        var notices = events.OfType<CorrectionRequested>().ToList();
        // One consolidated notice; a second one tells only what is wrong with what came anew (青岛办法 第二十三条).
        Assert.True(notices.Count <= 2, "More than one notice.");
        Assert.All(notices.Skip(1).SelectMany(n => n.Defects), d => Assert.Contains(events.OfType<CorrectionFiled>().SelectMany(f => f.Files), f => f.Material == d.Id));
        Assert.All(notices, n => Assert.Equal(n.Defects.Count, n.Defects.DistinctBy(d => (d.Kind, d.Id)).Count()));
        foreach (var found in events.TakeWhile(e => e is not CorrectionRequested).OfType<PartExamined>().GroupBy(e => e.Part).Select(g => g.Last()))
        {
            if (notices is [var notice, ..]) Assert.All(found.Defects, d => Assert.Contains(notice.Defects, n => (n.Kind, n.Id) == (d.Kind, d.Id)));
        }

        if (events.OfType<ExaminationOver>().Any()) Met("silent");
        if (events.OfType<CaseAlerted>().Any(e => e.Late is { Count: > 0 })) Met("late named");
        if (state.Mode == AcceptanceMode.Deemed) Met("deemed");
        if (state.AcceptedOn is null)
        {
            Assert.True(state.Status is CaseStatus.Withdrawn or CaseStatus.DeemedWithdrawn, $"Stuck in {state.Status}.");
            Assert.All(story.Parts, p => Assert.Null(story.Of(p)));
            return true;
        }

        Assert.True(state.Status == CaseStatus.Closed, $"Stuck in {state.Status}: {string.Join("; ", state.Master!.Parts.Select(p => $"{p.Id} {story.Of(p.Id)?.Status}, last {Last(story, p.Id)}"))}");
        Assert.Equal(graph.Length, state.Master!.Parts.Count);
        foreach (var part in state.Master.Parts)
        {
            var own = story.Of(part.Id)!; // none is lost
            Assert.True(own.Status.IsEnd(), $"{part.Id} is stuck in {own.Status}.");
            Assert.Equal((part.Outcome, part.Over), CombinationRules.Standing(own));
            Met($"outcome {part.Outcome}");
            var unmet = part.Needs.Any(n => state.Master.Part(n)!.Outcome != PartOutcome.Granted);
            if (own.Granted && unmet) Assert.Contains(part.Needs, n => story.EventsOf(n).Any(e => e is CaseReopened)); // granted on what was granted then
        }

        var granted = state.Master.Parts.Count(p => p.Outcome == PartOutcome.Granted);
        Assert.Equal(granted == graph.Length ? CombinationOutcome.All : granted > 0 ? CombinationOutcome.Some : CombinationOutcome.None, state.Master.Outcome);
        Assert.Equal(state.Master.Outcome, events.OfType<CombinationEnded>().Last().Outcome);
        Met($"end {state.Master.Outcome}");
        return true;
    }

    private static string Last(WholeStory story, string part) =>
        story.Do(part, story.Reviewer(part) with { Id = "last" }, new Refuse { Paper = "p" }).Try(out _, out var why) ? "refused only now" : why.Code;

    private List<string> Missed(IEnumerable<string> wanted) => [.. wanted.Where(w => !met.ContainsKey(w))];

    private void Met(string what) => met[what] = met.GetValueOrDefault(what) + 1;
}
