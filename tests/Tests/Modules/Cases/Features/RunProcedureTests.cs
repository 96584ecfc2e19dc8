using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>RunProcedure and ExtendHandling on the workbench: what the forms ask, what comes back filled in, what the applicant is told in writing.</summary>
public sealed class RunProcedureTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_visit_is_announced_in_writing_and_ends_with_a_report_of_two(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var early = await reviewer.Act(number, "procedure", (RunProcedure.BegunField, "inspection"), (RunProcedure.UntilField, "2020-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Equal($"#f-{RunProcedure.UntilField}", early.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        var until = world.Now.Date.AddDays(3);
        (await reviewer.Submit(early, $"{Workbench.PageOf(number)}/procedure", (RunProcedure.BegunField, "inspection"), (RunProcedure.UntilField, $"{until:yyyy-MM-dd}")))
            .IsDone(number);
        await world.Settle();
        var notices = await world.Services.GetServices<INotices>().Single().Of(number);
        Assert.Contains(notices, n => n.Title == "特别程序告知书");

        var alone = await reviewer.Act(number, "procedure-end",
            (RunProcedure.EndedField, "inspection"), (RunProcedure.OfficersField, "宋知行"), (RunProcedure.ReportField, "布局与图纸一致。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.Status);
        Assert.Contains("应当由 2 名以上人员进行", alone.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("布局与图纸一致。", alone.Page.QuerySelector($"textarea[name='{RunProcedure.ReportField}']")!.TextContent);
        (await reviewer.Submit(alone, $"{Workbench.PageOf(number)}/procedure-end", (RunProcedure.OfficersField, "宋知行\n韩立言"))).IsDone(number);
        Assert.Empty((await world.State(number)).Procedures);
        Assert.Contains("布局与图纸一致", (await reviewer.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_extension_needs_another_hand_and_its_reasons_reach_the_applicant(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, chief) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        Assert.Contains("审查人不能自己批准", (await reviewer.Get(Workbench.PageOf(number))).Closed("延长办理期限").Why, StringComparison.Ordinal);
        var before = (await world.State(number)).Statutory!.Due.Day;
        var long1 = await chief.Act(number, "extension", (ExtendHandling.DaysField, "12"), (ExtendHandling.ReasonsField, "需要与消防部门会商。"));
        Assert.Contains("最多可以延长10个工作日", long1.Text(".error-summary").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (await chief.Submit(long1, $"{Workbench.PageOf(number)}/extension", (ExtendHandling.DaysField, "5"))).IsDone(number);
        Assert.True((await world.State(number)).Statutory!.Due.Day > before);
        await world.Settle();
        Assert.Contains(await world.Services.GetServices<INotices>().Single().Of(number), n => n.Title == "延长办理期限告知书");
        Assert.Contains("只能延长一次", (await chief.Get(Workbench.PageOf(number))).Closed("延长办理期限").Why, StringComparison.Ordinal);
    }
}
