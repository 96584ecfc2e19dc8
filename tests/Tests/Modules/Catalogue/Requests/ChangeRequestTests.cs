using FsCheck;
using FsCheck.Fluent;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>Who must agree, who may publish, and what a request may become.</summary>
public sealed class ChangeRequestTests
{
    private static readonly RegionCode Shinan = RegionCode.Parse("370202");
    private static readonly Instant Now = Instant.At(new DateOnly(2024, 3, 4), new TimeOnly(9, 0));

    private static readonly ReviewParty Department = new(PartyKind.Department, "scjg", "市场监管局");
    private static readonly ReviewParty Lawyer = new(PartyKind.Legal, "sfj", "司法局");
    private static readonly ReviewParty Office = new(PartyKind.Office, "spj", "行政审批服务局");
    private static readonly ReviewParty[] Three = [Department, Lawyer, Office];

    private static readonly Actor Editor = new("e", "编", Role.DepartmentEditor, Shinan, "scjg", null);
    private static readonly Actor Reviewer = new("l", "法", Role.DepartmentEditor, Shinan, "sfj", null);
    private static readonly Actor Officer = new("o", "管", Role.ManagementOfficer, Shinan, "spj", null);
    private static readonly Actor CityOfficer = new("c", "市", Role.ManagementOfficer, RegionCode.Parse("370200"), "city", null);

    internal static ChangeRequest Asked => new()
    {
        Id = "r", Kind = RequestKind.Guide, Place = Shinan, Department = "scjg", FiledBy = Editor.Id, Reason = ListReason.Delegate, Why = "依据市政府决定下放",
        EffectiveFrom = new DateOnly(2024, 3, 11), Items = [new RequestedItem("370202-food-business", "食品经营许可", "scjg", 1)],
    };

    private static ChangeRequest Reviewing => Value(Asked.Submit(Three, Editor, Now));

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(v => v, why => throw new InvalidOperationException(why.Message));

    private static string Code<T>(Outcome<T> outcome) => outcome.Match(_ => "", why => why.Code);

    [Fact]
    [Clause("QD-18-1")]
    public void With_two_of_three_it_is_under_joint_review_and_the_third_makes_it_publishable()
    {
        // The department has spoken by asking: the lawyer is the second of three.
        var two = Value(Reviewing.Review(Lawyer, true, "", Reviewer, Now));
        Assert.Equal(ChangeState.Reviewing, two.State);
        Assert.Equal([Office], two.Unheard);
        Assert.Equal("catalogue.review-open", Code(two.Publish([], null, Officer, Now)));
        var three = Value(two.Review(Office, true, "", Officer, Now));
        Assert.Equal(ChangeState.Reviewed, three.State);
        Assert.Equal(ChangeState.Published, Value(three.Publish([], null, Officer, Now)).State);
    }

    [Fact]
    [Clause("QD-18-3")]
    public void Only_the_office_of_the_place_publishes_and_the_stamp_says_who_and_when()
    {
        var agreed = Value(Value(Reviewing.Review(Lawyer, true, "", Reviewer, Now)).Review(Office, true, "", Officer, Now));
        foreach (var other in new[] { Editor, Reviewer, CityOfficer }) Assert.Equal("catalogue.forbidden", Code(agreed.Publish([], null, other, Now)));
        Assert.Equal(new PublishedStamp("o", Now), Value(agreed.Publish([], null, Officer, Now)).Published);
    }

    [Fact]
    public void Who_disagrees_sends_it_back_with_the_reason_and_a_new_submission_asks_all_again()
    {
        Assert.Equal("catalogue.reason-missing", Code(Reviewing.Review(Lawyer, false, "不", Reviewer, Now)));
        var back = Value(Reviewing.Review(Lawyer, false, "承诺期限没有依据", Reviewer, Now));
        Assert.Equal((ChangeState.Returned, true), (back.State, back.MayBeEdited));
        var again = Value(back.Submit(Three, Editor, Now));
        Assert.Equal([Lawyer, Office], again.Unheard);
    }

    [Fact]
    public void Nobody_reviews_his_own_request_and_no_stranger_reviews_it()
    {
        var own = Asked with { FiledBy = Officer.Id, Department = "spj" };
        var asked = Value(own.Submit(Three, Officer, Now));
        Assert.Equal([Department, Lawyer], asked.Unheard);
        Assert.Equal("catalogue.review-own", Code(asked.Review(Office, true, "", Officer, Now)));
        // Where the office is the department too, a second person must agree all the same.
        ReviewParty[] both = [new(PartyKind.Department, "spj", "局"), Office];
        Assert.Equal([both[0]], Value(own.Submit(both, Officer, Now)).Unheard);
        Assert.Equal("catalogue.forbidden", Code(Reviewing.Review(new ReviewParty(PartyKind.Office, "else", "别处"), true, "", CityOfficer, Now)));
    }

    [Fact]
    public void An_urgent_release_names_its_findings_its_reason_and_the_day_they_are_mended()
    {
        var agreed = Value(Value(Reviewing.Review(Lawyer, true, "", Reviewer, Now)).Review(Office, true, "", Officer, Now));
        Assert.Equal("catalogue.findings-open", Code(agreed.Publish(["电话没有区号"], null, Officer, Now)));
        Assert.Equal("catalogue.mend-by-past", Code(agreed.Publish(["电话没有区号"], new UrgentRelease("防汛停办", new DateOnly(2024, 3, 4)), Officer, Now)));
        Assert.Equal("catalogue.reason-missing", Code(agreed.Publish(["电话没有区号"], new UrgentRelease("急", new DateOnly(2024, 3, 8)), Officer, Now)));
        var released = Value(agreed.Publish(["电话没有区号"], new UrgentRelease("防汛期间先改地址", new DateOnly(2024, 3, 8)), Officer, Now));
        Assert.Equal(["电话没有区号"], released.Urgent!.Findings);
        // Nothing found, nothing waived: it is an ordinary publication.
        Assert.Null(Value(agreed.Publish([], new UrgentRelease("防汛期间先改地址", new DateOnly(2024, 3, 8)), Officer, Now)).Urgent);
    }

    [Fact]
    public void A_day_that_has_passed_is_moved_before_it_is_published()
    {
        var late = Instant.At(new DateOnly(2024, 3, 12), new TimeOnly(9, 0));
        var agreed = Value(Value(Reviewing.Review(Lawyer, true, "", Reviewer, Now)).Review(Office, true, "", Officer, Now));
        Assert.Equal("catalogue.change-in-the-past", Code(agreed.Publish([], null, Officer, late)));
        var moved = Value(agreed.MoveTo(new DateOnly(2024, 3, 18), late));
        Assert.Equal(ChangeState.Published, Value(moved.Publish([], null, Officer, late)).State);
    }

    /// <summary>Whatever is pressed by whom in whatever order: published means that every party agreed and the office of the place pressed.</summary>
    [Fact]
    public void Nothing_is_published_that_not_all_agreed_on() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        Arb.From(Gen.ListOf(from act in Gen.Choose(0, 4) from who in Gen.Choose(0, 3) from agrees in Gen.Elements(true, true, false) select (act, who, agrees))),
        steps =>
        {
            var now = Asked;
            Actor[] actors = [Editor, Reviewer, Officer, CityOfficer];
            foreach (var (act, who, agrees) in steps)
            {
                var actor = actors[who];
                var done = act switch
                {
                    0 => now.Submit(Three, actor, Now),
                    1 => now.Withdraw(),
                    2 => now.Publish([], null, actor, Now),
                    _ => ReviewParties.Of(actor, now) is { } party ? now.Review(party, agrees, "说明理由", actor, Now) : now,
                };
                var before = now;
                if (done.Try(out var next, out _)) now = next;
                if (before.State is ChangeState.Published or ChangeState.Withdrawn) Assert.Equal(before, now);
                if (now.State == ChangeState.Published)
                {
                    Assert.Empty(now.Unheard);
                    Assert.Equal("o", now.Published!.By);
                }
            }
        }));
}
