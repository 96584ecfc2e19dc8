using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>智能审批 in the whole house: RequestPerson, CheckApproval, the guide's page, the decision's document.</summary>
public sealed class AutomaticApprovalTests
{
    private const string Item = "130181-senior-card";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static async Task<(CaseNumber Number, Applicant Elder)> File(World world, string local, string user = "xinji-elder")
    {
        var elder = await Applicant.SignIn(world, user);
        return (CaseNumber.Parse(await elder.File(Item, answers: [("local", local)])), elder);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-3.5-9")]
    public async Task What_passes_every_rule_is_granted_in_the_same_request_with_its_trace(string database)
    {
        await using var world = await World.Start(database);
        Assert.Contains("规则第 1 版", (await world.Browser().Get($"/items/{Item}")).Text("#automatic"), StringComparison.Ordinal);
        var (number, elder) = await File(world, "是");
        var clerk = await world.SignIn("xinji-clerk");
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Equal((CaseStatus.Approved, 1), ((await world.State(number)).Status, (await world.State(number)).Automatic!.Version));
        await world.Settle();

        var page = await elder.Browser.Get($"/cases/{number}");
        var rows = page.Page.QuerySelectorAll("section[aria-labelledby='rule-trace'] tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Contains("通过", row.TextContent, StringComparison.Ordinal));
        Assert.Contains("周岁年龄：70", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("第五十三条", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await clerk.Get(Workbench.PageOf(number))).Page.QuerySelectorAll("section[aria-labelledby='rule-trace'] tbody tr").Length);
        var decision = (await world.Services.GetServices<INotices>().Single().Of(number)).Single(n => n.Kind == "approval");
        Assert.Contains("第 1 版自动审批规则自动作出", (await elder.Browser.Get($"/notices/{decision.Code}")).Text("main"), StringComparison.Ordinal);
        // The values stand sealed; the log that anybody checks has none of them.
        var log = await world.Services.GetRequiredService<ICases>().Log(number);
        Assert.DoesNotContain(log, e => e.Body.Contains("applicant.age", StringComparison.Ordinal));
        Assert.Equal("70", log.Single(e => e.Type == "case.approved/1").Paper!.Value.GetProperty("values").GetProperty("applicant.age").GetString());

        Assert.Equal($"/cases/{number}", (await elder.Browser.Submit(await elder.Browser.Get($"/cases/{number}/person"), $"/cases/{number}/person")).Location);
        var reviewer = await world.SignIn("xinji-reviewer-mzj");
        (await reviewer.Act(number, "second-look", (CheckApproval.StandsField, "stands"), (CheckApproval.FindingsField, "核对过户籍和年龄。"))).IsDone(number);
        Assert.True((await world.State(number)).Automatic!.LookedAgain);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-3.5-9")]
    public async Task One_failed_rule_or_the_applicant_s_wish_puts_it_before_people_without_a_refusal(string database)
    {
        await using var world = await World.Start(database);
        var (failing, _) = await File(world, "否");
        var clerk = await world.SignIn("xinji-clerk");
        (await clerk.Act(failing, "acceptance")).IsDone(failing);
        await world.Settle();
        var state = await world.State(failing);
        Assert.Equal((CaseStatus.Accepted, null), (state.Status, state.DecidedOn));
        var reviewer = await world.SignIn("xinji-reviewer-mzj");
        Assert.Contains("自动审批规则没有全部通过", (await reviewer.Get("/work/to-review")).Text(".work-list tbody"), StringComparison.Ordinal);

        var (young, _) = await File(world, "是", "xinji-person");
        (await clerk.Act(young, "acceptance")).IsDone(young);
        Assert.Equal(CaseStatus.Accepted, (await world.State(young)).Status);

        var (wished, elder) = await File(world, "是", "xinji-elder");
        await elder.Browser.Submit(await elder.Browser.Get($"/cases/{wished}/person"), $"/cases/{wished}/person");
        (await clerk.Act(wished, "acceptance")).IsDone(wished);
        await world.Settle();
        Assert.Equal(CaseStatus.Accepted, (await world.State(wished)).Status);
        Assert.DoesNotContain((await world.Services.GetRequiredService<ICases>().Log(wished)), e => e.Type is "case.approved/1" or "case.left-to-people/1");

        // The same wish as one tick on the last page of the filing.
        var (draft, guide) = (await elder.Begin(Item), await elder.GuideOf(Item));
        await elder.Fill(draft, guide, ("local", "是"));
        foreach (var material in Applicant.Needed(guide)) await elder.Upload(draft, material);
        var check = await elder.Browser.Get($"/drafts/{draft}/check");
        var receipt = await elder.Browser.Submit(check, $"/drafts/{draft}/submission", ("confirm", "on"), (CheckAnswers.PersonField, "on"));
        var ticked = CaseNumber.Parse(receipt.Location!["/receipts/".Length..]);
        (await clerk.Act(ticked, "acceptance")).IsDone(ticked);
        await world.Settle();
        Assert.Equal((CaseStatus.Accepted, true), ((await world.State(ticked)).Status, (await world.State(ticked)).Automatic!.PersonAsked));
    }
}
