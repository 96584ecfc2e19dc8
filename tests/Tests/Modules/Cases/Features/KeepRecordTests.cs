using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Host;

namespace OneWindow.Tests.Modules.Cases;

public sealed class KeepRecordTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-13-2")]
    public async Task A_late_acceptance_finds_its_breach_before_any_sweep_and_asks_the_window_why(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var number = await world.File(Workbench.FoodInHuyi);
        var clerk = await world.SignIn("huyi-clerk");
        // The clock alone moves: whether the sweep or the act finds the limit passed, the log is the same.
        Assert.True(((MovableClock)world.Services.GetRequiredService<TimeProvider>()).TryMoveTo(World.At("2025-03-05 09:00")));
        var accepted = await clerk.Act(number, "acceptance");
        // The sweep may have come between the page and the act: the clerk looks again, as told, and acts.
        if (accepted.Status == HttpStatusCode.Conflict) accepted = await clerk.Act(number, "acceptance");
        accepted.IsDone(number);
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.Equal(
            [("case.submitted/1", Role.Applicant), ("case.alerted/1", Role.System), ("case.accepted/1", Role.Clerk)], log.Select(e => (e.Type, e.Role)));
        Assert.Equal(log.Select((_, i) => i + 1), log.Select(e => e.Sequence));

        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("请受理窗口补记逾期受理的原因", page.Body, StringComparison.Ordinal);
        var empty = await clerk.Act(number, "lateness");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        (await clerk.Act(number, "lateness", (KeepRecord.LatenessField, "当日系统检修，窗口停止收件。"))).IsDone(number);
        page = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("当日系统检修", page.Body, StringComparison.Ordinal);
        Assert.Contains("超过受理期限", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("请受理窗口补记", page.Body, StringComparison.Ordinal);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-13-5")]
    [Clause("QG-2.3.3-5")]
    public async Task A_talk_and_a_visit_stand_in_the_log_and_move_nothing(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var number = await world.File(Workbench.FoodInHuyi, "application");
        var clerk = await world.SignIn("huyi-clerk");
        var before = await world.State(number);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Act(number, "contact", (KeepRecord.KindField, "Phone"))).Status);
        (await clerk.Act(number, "contact", (KeepRecord.KindField, "Phone"), (KeepRecord.NoteField, "电话里说明了还缺什么。"))).IsDone(number);
        var after = await world.State(number);
        Assert.Equal((before.Status, before.Timer, before.Correction), (after.Status, after.Timer, after.Correction));
        Assert.Contains("电话里说明了还缺什么", (await clerk.Get(Workbench.PageOf(number))).Body, StringComparison.Ordinal);
        await world.Settle();
        Assert.Empty(await world.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken));

        for (var visit = 0; visit <= (await world.Services.GetRequiredService<ICatalogue>().Current(Workbench.FoodInHuyi, TestContext.Current.CancellationToken))!.Visits; visit++)
            (await clerk.Act(number, "contact", (KeepRecord.KindField, "Visit"))).IsDone(number);
        var officer = await world.SignIn("huyi-officer");
        Assert.Contains("申请人到场次数超过指南", (await officer.Get(Workbench.PageOf(number))).Body, StringComparison.Ordinal);
        var alerts = await officer.Get("/work/alerts");
        Assert.Contains(number.ToString(), alerts.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-18-5")]
    public async Task A_case_ends_with_its_applicant_on_evidence_and_the_paper_says_so(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var number = await world.File(Workbench.FoodInYuzhong);
        var clerk = await world.SignIn("yuzhong-clerk");
        var unproved = await clerk.Act(number, "termination", (KeepRecord.GroundField, "Dissolution"));
        Assert.Contains("证明", unproved.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Act(number, "termination", (KeepRecord.GroundField, "Dissolution"), (KeepRecord.EvidenceField, "注销登记通知书，某市场监管局，编号 1。"))).IsDone(number);
        await world.MoveTo("2025-05-06 09:00");
        var state = await world.State(number);
        Assert.Equal((CaseStatus.Terminated, (CaseTimer?)null, 0), (state.Status, state.Timer, state.Alerts.Count));
        var issued = Assert.Single(await world.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken));
        Assert.Equal("终止办理告知书", issued.Title);
        Assert.Equal(HttpStatusCode.OK, (await (await world.SignIn("shinan-company")).Get($"/cases/{number}")).Status);
    }
}
