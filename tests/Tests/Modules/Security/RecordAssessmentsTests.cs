using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Security;

namespace OneWindow.Tests.Modules.Security;

public sealed class RecordAssessmentsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-3")]
    public async Task A_system_last_tested_on_1_March_2023_is_reminded_of_before_and_overdue_on_2_March_2024(string database)
    {
        await using var world = await World.Start(database, "2023-03-06 09:00");
        var administrator = await world.SignIn("security-admin");
        var system = await administrator.Register("政务服务平台", levels: ["city"]);
        Assert.Contains("还没有登记过", (await administrator.Get(RecordAssessments.Path)).Row("政务服务平台"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Tested(system, AssessmentKind.GradedProtection, "2023-03-07")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Tested(system, AssessmentKind.GradedProtection, "2023-03-01")).Status);
        var row = (await administrator.Get(RecordAssessments.Path)).Row("政务服务平台");
        Assert.Contains("等级保护测评", row, StringComparison.Ordinal);
        Assert.Contains("2024年3月1日", row, StringComparison.Ordinal);
        Assert.Contains("《信息安全等级保护管理办法》第十四条", row, StringComparison.Ordinal);

        await world.MoveTo("2024-01-30 09:00");
        Assert.Empty(await Alerts(world));
        await world.MoveTo("2024-01-31 09:00");
        Assert.Equal(["“政务服务平台”的等级保护测评应在2024年3月1日（周五）以前再做"], (await Alerts(world)).Select(a => a.Words));
        await world.MoveTo("2024-03-01 17:00");
        Assert.DoesNotContain(await Alerts(world), a => a.Overdue);
        await world.MoveTo("2024-03-02 09:00");
        var alert = Assert.Single(await Alerts(world));
        Assert.True(alert.Overdue);
        Assert.Equal(new DateOnly(2024, 3, 1), alert.DueOn);
        Assert.Contains("已经逾期", (await administrator.Get(WatchSecurity.Path)).Row("等级保护测评"), StringComparison.Ordinal);
        Assert.Contains("已逾期", (await administrator.Get(RecordAssessments.Path)).Row("政务服务平台"), StringComparison.Ordinal);

        // Who answers for it reads it above his pages; others do not.
        await administrator.Post(AssignDuties.PathOf(system, "city"), [(AssignDuties.OrganisationField, SecurityOffice.Owner), (AssignDuties.PersonField, await AssignDutiesTests.AccountOf(world, "system-admin"))]);
        Assert.Contains("您是责任人）：“政务服务平台”的等级保护测评", (await (await world.SignIn("system-admin")).Get("/workbench/people")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("您是责任人", (await (await world.SignIn("audit-admin")).Get("/workbench/people")).Text("main"), StringComparison.Ordinal);

        // Told once, and over with the next report.
        await world.Settle();
        Assert.Single(await Alerts(world));
        await administrator.Tested(system, AssessmentKind.GradedProtection, "2024-03-02");
        await world.Settle();
        Assert.Empty(await Alerts(world));
        await using var db = world.SecurityDb();
        Assert.Null(await db.FirstBroken(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_interval_of_months_ends_on_the_corresponding_day_and_is_overdue_on_the_day_after()
    {
        var year = new Interval(new TimeLimit(12, LimitUnit.Month), PlatformRules.Defaults);
        var month = new Interval(new TimeLimit(30, LimitUnit.CalendarDay), PlatformRules.Defaults);
        Assert.Equal(DueStanding.InTime, At("2024-01-30"));
        Assert.Equal(DueStanding.Soon, At("2024-01-31"));
        Assert.Equal(DueStanding.Soon, At("2024-03-01"));
        Assert.Equal(DueStanding.Overdue, At("2024-03-02"));
        Assert.Equal(DueStanding.Missing, AssessmentStanding.Of(null, year, month, new DateOnly(2024, 3, 2)).At);
        Assert.Equal(DueStanding.NotAsked, AssessmentStanding.Of(new DateOnly(2001, 1, 1), null, month, new DateOnly(2024, 3, 2)).At);
        Assert.Equal(new DateOnly(2025, 2, 28), AssessmentStanding.Of(new DateOnly(2024, 2, 29), year, month, new DateOnly(2024, 3, 2)).DueOn);

        DueStanding At(string today) => AssessmentStanding.Of(new DateOnly(2023, 3, 1), year, month, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).At;
    }

    /// <summary>Of the graded protection test: cryptography is asked of the system too, and nobody has looked at it.</summary>
    private static async Task<List<AlertRow>> Alerts(World world)
    {
        await using var db = world.SecurityDb();
        return await db.Alerts.AsNoTracking().Where(a => a.EndedAt == null && a.Id.Contains("GradedProtection")).ToListAsync();
    }
}
