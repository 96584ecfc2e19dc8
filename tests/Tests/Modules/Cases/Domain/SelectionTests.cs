using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Selections at random: never more than fifty, never two items, never what is not decided on the spot.</summary>
public sealed class SelectionTests
{
    private static readonly Citation Stages = PlatformRules.Order;

    [Fact]
    public void Never_more_than_fifty_never_a_mix_never_what_must_be_reviewed_first() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            (from count in Gen.Choose(0, 70)
             from items in Gen.Choose(1, 3)
             from spot in Gen.Elements(true, true, false)
             from picks in Gen.Choose(0, items - 1).ArrayOf(count)
             select (Picks: picks, Spot: spot)).ToArbitrary(),
            chosen =>
            {
                var guides = chosen.Picks.Select(p => Guide($"item-{p}", chosen.Spot || p > 0)).ToList();
                var refused = SelectionRules.MayTogether(guides, Stages)?.Code;
                return refused == (guides.Count == 0 ? "cases.selection-empty"
                    : guides.Count > 50 ? "cases.selection-too-many"
                    : guides.Select(g => g.Item).Distinct().Count() > 1 ? "cases.selection-mixed"
                    : guides.Any(g => !g.OnTheSpot) ? "cases.selection-not-on-the-spot" : null);
            }));

    /// <summary>Cases as they lie in a selection: fresh, accepted by somebody meanwhile, or accepted before the page was opened.</summary>
    private enum Lying
    {
        Fresh,
        Meanwhile,
        Before,
    }

    [Fact]
    public void Each_success_is_one_entry_in_its_own_log_and_what_was_not_seen_so_is_left_alone() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(
            (from cases in Gen.Elements(Enum.GetValues<Lying>()).ListOf() from act in Gen.Elements(SelectionRules.Acts.ToArray()) select (Cases: cases.Take(50).ToList(), Act: act)).ToArbitrary(),
            selection => selection.Cases.All(lying =>
            {
                var story = Story.Filed(RegionCode.Parse("370202"), "2025-03-03 09:00", guide: g => g with { OnTheSpot = true });
                if (lying == Lying.Before) story.Then(story.Clerk, new Accept());
                var seen = story.State.Version;
                if (lying == Lying.Meanwhile) story.Then(story.Clerk, new Accept());
                var before = story.Log.Count;
                CaseAct act = selection.Act switch { nameof(Accept) => new Accept(), nameof(BeginReview) => new BeginReview(), _ => new Approve() };
                var done = story.Do(act is BeginReview ? story.Reviewer : story.Clerk, act, seen: seen).Try(out _, out var why);
                var added = story.Log.Skip(before).Select(l => l.Event.GetType()).ToList();
                return lying switch
                {
                    Lying.Meanwhile => !done && why.Code == "cases.changed-meanwhile" && added.Count == 0,
                    Lying.Fresh => done == act is Accept && added.Count == (done ? 1 : 0),
                    _ => done == act is not Accept && added.Count == (done ? 1 : 0),
                };
            })));

    [Fact]
    public void A_refusal_is_never_among_what_is_done_together()
    {
        Assert.DoesNotContain(nameof(Refuse), SelectionRules.Acts);
        Assert.DoesNotContain(nameof(RefuseAcceptance), SelectionRules.Acts);
        Assert.DoesNotContain(nameof(RequestCorrection), SelectionRules.Acts);
        Assert.All(SelectionRules.Acts, act => Assert.Contains(CaseLifecycle.Steps, s => s.Act == act));
    }

    private static Guide Guide(string item, bool spot) => Story.GuideFor(RegionCode.Parse("370202"), ItemType.Filing) with { Item = item, OnTheSpot = spot };
}
