using System.Net;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>RecuseOfficers at the workbench, AskForRecusal on the applicant's page, KeepMinutes for collective items.</summary>
public sealed class RecuseOfficersTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_officer_related_to_the_companys_head_is_found_kept_out_and_reported_and_another_goes_on(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, related, chief, reviewer) =
            (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer-2"), await world.SignIn("shinan-chief"), await world.SignIn("shinan-reviewer-3"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Contains("近亲属", (await related.Get(Workbench.PageOf(number))).Closed("开始审查").Why, StringComparison.Ordinal);
        var tried = await related.Post($"{Workbench.PageOf(number)}/review", [("version", "2")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        Assert.Equal(RecusalHow.Found, (await world.State(number)).Work!.Recusals!.Single().How);
        (await reviewer.Act(number, "review")).IsDone(number);
        await world.Settle();
        Assert.Contains("决定回避", (await chief.Get("/work/tasks")).Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("决定回避", (await (await world.SignIn("shinan-officer")).Get("/work/tasks")).Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("由其他人员接着办理", (await (await Applicant.SignIn(world)).Browser.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_applicant_asks_on_a_plain_page_and_reads_the_decision_with_its_reasons()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        var (clerk, reviewer, chief, applicant) =
            (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"), (await Applicant.SignIn(world)).Browser);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var before = await world.State(number);
        var page = await applicant.Get($"/cases/{number}/recusal");
        var blank = await applicant.Submit(page, $"/cases/{number}/recusal", (AskForRecusal.PostField, "Reviewer"), (RecuseOfficers.GroundField, "Other"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (blank.Status, blank.Page.QuerySelector("input[value=Reviewer]")!.HasAttribute("checked")));
        var asked = await applicant.Submit(page, $"/cases/{number}/recusal", (AskForRecusal.PostField, "Reviewer"), (RecuseOfficers.GroundField, "Other"), (RecuseOfficers.WhyField, "他与竞争对手同住。"));
        Assert.Equal($"/cases/{number}", asked.Location);
        var waiting = await chief.Get(Workbench.PageOf(number));
        var officer = waiting.Page.QuerySelector($"input[name='{RecuseOfficers.OfficerField}']")!.GetAttribute("value")!;
        var successor = waiting.Page.QuerySelectorAll($"[name='{RecuseOfficers.SuccessorField}']").First(i => i.ParentElement!.TextContent.Contains("程知远", StringComparison.Ordinal)).GetAttribute("value")!;
        (await chief.Act(
            number, "recusal-decision", (RecuseOfficers.OfficerField, officer), (RecuseOfficers.DecisionField, "granted"), (RecuseOfficers.SuccessorField, successor),
            (RecuseOfficers.ReasonsField, "情况属实。"))).IsDone(number);
        var after = await world.State(number);
        Assert.Equal((successor, before.Promised, before.Statutory), (after.Reviewer, after.Promised, after.Statutory));
        Assert.Contains("情况属实。", (await applicant.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("已经回避", (await reviewer.Get(Workbench.PageOf(number))).Closed("登记审查意见").Why, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HY-26-1")]
    public async Task A_collective_item_opens_to_a_decision_with_its_minutes_and_never_to_a_chief_representative()
    {
        await using var world = await World.Start(World.Sqlite);
        var applicant = await Applicant.SignIn(world);
        var number = CaseNumber.Parse(await applicant.File("370202-soil-water-plan"));
        var (clerk, reviewer, chief) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        (await reviewer.Act(number, "review-record", Workbench.EveryCheck(await reviewer.Get(Workbench.PageOf(number))))).IsDone(number);
        Assert.Contains("集体研究", (await reviewer.Get(Workbench.PageOf(number))).Closed("批准").Why, StringComparison.Ordinal);
        (await reviewer.Act(
            number, "minutes", (KeepMinutes.NumberField, "〔2025〕3 号"), (KeepMinutes.DayField, "2025-03-03"), (KeepMinutes.AttendeesField, "甲\n乙\n丙"),
            (KeepMinutes.OutcomeField, "Approve"), (KeepMinutes.WordsField, "同意。"))).IsDone(number);
        Assert.Equal(3, (await world.State(number)).Work!.Minutes!.Attendees);
        Assert.Contains("不在首席事务代表的授权", (await chief.Get(Workbench.PageOf(number))).Closed("批准").Why, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await chief.Post($"{Workbench.PageOf(number)}/approval", [("version", $"{(await world.State(number)).Version}")])).Status);
        (await reviewer.Act(number, "approval")).IsDone(number);

        var ordinary = await world.File();
        (await clerk.Act(ordinary, "acceptance")).IsDone(ordinary);
        (await chief.Act(ordinary, "review")).IsDone(ordinary);
        (await chief.Act(ordinary, "review-record", Workbench.EveryCheck(await chief.Get(Workbench.PageOf(ordinary))))).IsDone(ordinary);
        (await chief.Act(ordinary, "approval")).IsDone(ordinary);
    }
}
