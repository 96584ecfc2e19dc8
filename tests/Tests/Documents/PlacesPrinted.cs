using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Documents;

/// <summary>docs/generated/places.md: the same facts laid before the engine in the five places and where the base law stands alone.</summary>
public sealed class PlacesPrinted
{
    private static readonly DateOnly Later = new(2024, 3, 11);

    private sealed record Told(string Fact, Func<RegionCode, string> Outcome);

    private static readonly Told[] Facts =
    [
        new("网上行政许可申请，材料不全，3月4日提交，一直没有人告知", p => Untold(p, Channel.Online, ItemType.Licence)),
        new("同样的事实，事项是行政确认", p => Untold(p, Channel.Online, ItemType.Confirmation)),
        new("同样的事实，行政许可，在窗口提交", p => Untold(p, Channel.Counter, ItemType.Licence)),
        new("窗口行政许可申请，材料齐全，3月4日10:00提交，没有人受理", p => Complete(p, Channel.Counter)),
        new("网上行政许可申请，材料齐全，3月4日提交，没有人受理", p => Complete(p, Channel.Online)),
        new("只缺一项可以后补的材料，窗口要求先补正", p => Try(p, ["m1", "m2"], new RequestCorrection([Story.Missing("m3")], Later))),
        new("只缺一项可以后补的材料，没有书面承诺，容缺受理", p => Try(p, ["m1", "m2"], new AcceptTolerantly(["m3"], Later, false))),
        new("缺一项主要材料，容缺受理", p => Try(p, ["m2", "m3"], new AcceptTolerantly(["m1"], Later, true))),
        new("补正期限3月11日，到期没有补", LapsedCorrection),
        new("容缺补齐期限3月11日，到期没有补", LapsedTolerance),
        new("容缺受理3月4日，3月8日补齐；承诺5个、法定20个工作日", Supplemented),
        new("行政许可：以“缺材料”不予受理，没有先告知", p => TurnAway(p, ItemType.Licence, "not-tolerable")),
        new("行政确认：以“不符合法律法规或者政策”不予受理", p => TurnAway(p, ItemType.Confirmation, "contrary-to-law")),
        new("行政许可：3月5日至7日检测，已书面告知；承诺5个、法定20个工作日，3月4日受理", Testing),
        new("行政许可：3月4日受理，法定期限延长10个工作日", Extended),
        new("行政许可：申请延长承诺期限", p => Refused(Reviewing(p), s => s.Do(Head(s), new ExtendLimit(ClockKind.Promised, TimeLimit.WorkingDays(3)) { Paper = "p" }))),
        new("行政许可延续：5月8日提出，6月30日届满，没有决定", p => Renewed(p, ItemType.Licence, "2024-05-08 09:00")),
        new("行政许可延续：6月20日提出，6月30日届满，没有决定", p => Renewed(p, ItemType.Licence, "2024-06-20 09:00")),
        new("行政给付延续：5月8日提出，6月30日届满，没有决定", p => Renewed(p, ItemType.Payment, "2024-05-08 09:00")),
        new("行政许可：审查合格只看形式的事项，当天没有决定", FormOnly),
        new("行政许可：3月4日批准，一直没有送达", Undelivered),
        new("事项涉及公共安全，申请人用书面承诺代替证明", p => Promise(p, "公共安全")),
        new("事项涉及生态环境保护，申请人用书面承诺代替证明", p => Promise(p, "生态环境保护")),
    ];

    [Fact]
    public void The_same_facts_are_printed_side_by_side()
    {
        var places = FivePlaces.All.Select(p => (p.Name, p.Place)).Append(("只有行政许可法", FivePlaces.BaseLaw)).ToList();
        var text = new StringBuilder("# 同样的事实，各地的结果\n\n由测试把事实交给办件引擎打印，不手写。每格：结果，和它的依据。除写明的以外，示例材料中 m1、m2 是主要材料，m3 可以后补。\n\n");
        foreach (var (fact, number) in Facts.Select((f, i) => (f, i + 1)))
        {
            text.Append($"## {number}. {fact.Fact}\n\n| 地方 | 结果 |\n|---|---|\n");
            foreach (var (name, place) in places) text.Append($"| {name} | {fact.Outcome(place)} |\n");
            text.Append('\n');
        }

        Printed.Check("docs/generated/places.md", text.ToString());
    }

    [Fact]
    public void Places_differ_over_the_same_facts_and_all_keep_the_law_s_floor()
    {
        Assert.True(Facts.Count(f => FivePlaces.All.Select(p => f.Outcome(p.Place)).Distinct().Count() > 1) >= 12);
        Assert.All(FivePlaces.All, p => Assert.Contains("视为受理", Untold(p.Place, Channel.Online, ItemType.Licence), StringComparison.Ordinal));
    }

    private static string Untold(RegionCode place, Channel channel, ItemType type)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", ["m1", "m3"], channel, type).SilenceUntil("2024-05-06 09:00");
        return Alerts(story, story.State.Mode == AcceptanceMode.Deemed
            ? $"{DayOf<CaseAccepted>(story)}起视为受理，从{Day(story.State.AcceptedOn!.Value)}起算 {Cited<CaseAccepted>(story)}"
            : "没有自动的后果，由工作人员处理");
    }

    private static string Complete(RegionCode place, Channel channel)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", channel: channel).SilenceUntil("2024-05-06 09:00");
        return $"仍待受理；{DayOf<CaseAlerted>(story)}起记为受理逾期 {Cited<CaseAlerted>(story)}";
    }

    private static string Try(RegionCode place, string[] present, CaseAct act) =>
        Refused(Story.Filed(place, "2024-03-04 10:00", present, Channel.Counter), s => s.Do(s.Clerk, act));

    private static string Refused(Story story, Func<Story, Outcome<IReadOnlyList<Decided>>> act)
    {
        var outcome = act(story);
        return outcome.Try(out var done, out var why) ? $"可以 {FivePlaces.Cited(done[^1].Basis[0])}" : $"不可以：{why.Message} {FivePlaces.Cited(why.Basis)}";
    }

    private static string LapsedCorrection(RegionCode place)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", ["m2", "m3"]);
        story.Then(story.Clerk, new RequestCorrection([Story.Missing("m1")], Later)).SilenceUntil("2024-05-06 09:00");
        return Ended<CaseDeemedWithdrawn>(story);
    }

    private static string LapsedTolerance(RegionCode place)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", ["m1", "m2"]);
        if (!story.Do(story.Clerk, new AcceptTolerantly(["m3"], Later, true)).Try(out _, out var why)) return $"不能容缺受理 {FivePlaces.Cited(why.Basis)}";
        story.SilenceUntil("2024-03-12 09:00");
        return $"{story.State.Status.Words()}；{((SupplementLapsed)story.Events.Single(e => e is SupplementLapsed)).Effect switch { "refusal-task" => "转为不予批准的待办，由人签发", "as-noticed" => "按告知书写明的办", _ => "由工作人员决定" }} {Cited<SupplementLapsed>(story)}";
    }

    private static string Supplemented(RegionCode place)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", ["m1", "m2"]);
        if (!story.Do(story.Clerk, new AcceptTolerantly(["m3"], Later, true)).Try(out _, out var why)) return $"不能容缺受理 {FivePlaces.Cited(why.Basis)}";
        story.Then(Story.Applicant, new FileSupplement([Story.File("m3")]), "2024-03-08 10:00");
        return Clocks(story);
    }

    private static string TurnAway(RegionCode place, ItemType type, string ground) =>
        Refused(Story.Filed(place, "2024-03-04 10:00", ["m2", "m3"], Channel.Counter, type), s => s.Do(s.Clerk, new RefuseAcceptance(ground, null) { Paper = "p" }));

    private static Actor Head(Story story) => story.Reviewer with { Id = "head-1" };

    private static Story Reviewing(RegionCode place, Func<Guide, Guide>? guide = null)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", guide: guide).Accepted();
        return story.Then(story.Reviewer, new BeginReview());
    }

    private static string Testing(RegionCode place)
    {
        var story = Reviewing(place, g => g with { SpecialProcedures = [new SpecialProcedure("testing", "检测", TimeLimit.WorkingDays(6), null)] });
        story.Then(story.Reviewer, new BeginProcedure("testing", new DateOnly(2024, 3, 7)), "2024-03-05 09:00");
        story.SilenceUntil("2024-03-07 16:00").Then(story.Reviewer, new EndProcedure("testing", 2) { Paper = "p" });
        return Clocks(story.SilenceUntil("2024-03-08 09:00"));
    }

    private static string Extended(RegionCode place)
    {
        var story = Reviewing(place);
        story.Then(Head(story), new ExtendLimit(ClockKind.Statutory, TimeLimit.WorkingDays(10)) { Paper = "p" }, "2024-03-05 09:00");
        return $"{Clocks(story)} {Cited<LimitExtended>(story)}";
    }

    private static string Renewed(RegionCode place, ItemType type, string filed)
    {
        var story = Story.Filed(place, filed, type: type, expires: new DateOnly(2024, 6, 30)).Accepted().SilenceUntil("2024-07-02 09:00");
        return story.State.Status == CaseStatus.DeemedRenewed ? $"7月1日起视为准予延续 {Cited<CaseDeemedRenewed>(story)}" : $"{story.State.Status.Words()}；没有自动的后果，由工作人员决定";
    }

    private static string FormOnly(RegionCode place)
    {
        var story = Story.Filed(place, "2024-03-04 10:00", guide: g => g with { FormReviewOnly = true }).Accepted().Reviewed().SilenceUntil("2024-03-05 09:00");
        return story.State.Has(Alert.SpotUndecided) ? $"记为当场未决定 {Cited<CaseAlerted>(story)}" : "没有后果";
    }

    private static string Undelivered(RegionCode place)
    {
        var story = Story.Filed(place, "2024-03-04 10:00").Accepted().Reviewed();
        story.Then(story.Reviewer, new Approve()).SilenceUntil("2024-05-06 09:00");
        return $"{DayOf<CaseAlerted>(story)}起记为送达逾期 {Cited<CaseAlerted>(story)}";
    }

    private static string Promise(RegionCode place, string concerns)
    {
        var offer = new CommitmentOffer
        {
            Replaces = ["m2"], Content = "c", Requirements = "r", Liability = "l", LowRisk = true, Concerns = [concerns],
            Check = new CommitmentCheck("org", TimeLimit.WorkingDays(20), "查看"),
        };
        var context = new CaseContext(Story.GuideFor(place, ItemType.Licence) with { Commitment = offer }, Modules.Rulebooks.TheLaw.Rules(place), Modules.Rulebooks.TheLaw.Calendar);
        return CommitmentRules.Offered(context) is null ? $"不适用告知承诺 {FivePlaces.Cited(context.Rules.Find("commitment.exclusions")!.Basis)}" : "可以承诺，事后核查";
    }

    private static string Ended<TEvent>(Story story) where TEvent : CaseEvent =>
        Alerts(story, story.Events.OfType<TEvent>().Any() ? $"{DayOf<TEvent>(story)}起{story.State.Status.Words()} {Cited<TEvent>(story)}" : $"仍为{story.State.Status.Words()}，由工作人员决定");

    private static string Alerts(Story story, string outcome) =>
        story.State.Alerts.Count == 0 ? outcome : $"{outcome}；提醒留存：{string.Join("、", story.State.Alerts.Select(a => CaseReasons.Words(a)))}";

    private static string Clocks(Story story) =>
        $"承诺{(story.State.Promised is { } p ? Day(p.Due.Day) : "未起算")}，法定{(story.State.Statutory is { } s ? Day(s.Due.Day) : "没有")}";

    private static string Cited<TEvent>(Story story) where TEvent : CaseEvent => FivePlaces.Cited(story.BasisOf<TEvent>());

    private static string DayOf<TEvent>(Story story) where TEvent : CaseEvent => Day(story.AtOf<TEvent>().Date);

    private static string Day(DateOnly day) => $"{day.Month}月{day.Day}日";
}
