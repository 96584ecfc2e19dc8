using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="PassCase"/> and <see cref="ListPassedCases"/> through the whole house: the village receives, the district decides.</summary>
public sealed class PassCaseTests
{
    private const string AtTheVillage = "370202001001-longevity-subsidy";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-7-3")]
    public async Task A_case_received_at_a_village_station_is_decided_by_the_district_bureau_under_the_same_number(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var number = await world.File(AtTheVillage);
        var clerk = await world.SignIn("xianggang-clerk");
        (await clerk.Act(number, "acceptance")).IsDone(number);
        var before = await world.State(number);
        Assert.Equal("370202001001", before.Place.ToString()[..12]);
        var silent = await clerk.Act(number, "passing", (PassCase.UnitField, "370202-mzj"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("为什么转办", silent.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Act(number, "passing", (PassCase.UnitField, "370202-mzj"), (PassCase.ReasonsField, "区民政局统一核定。"))).IsDone(number);
        await world.Settle();

        var after = await world.State(number);
        Assert.Equal((before.Number, "370202-mzj", before.AcceptedOn, before.Promised!.Due), (after.Number, after.Organisation, after.AcceptedOn, after.Promised!.Due));
        var bureau = await world.SignIn("shinan-reviewer-mzj");
        Assert.Contains(number.ToString(), (await bureau.Get("/work/to-review")).Body, StringComparison.Ordinal);
        (await bureau.Act(number, "review")).IsDone(number);
        foreach (var user in new[] { "xianggang-clerk", "xianggang-reviewer", "shinan-reviewer-mzj", "shinan-officer" })
        {
            var reader = await world.SignIn(user);
            Assert.Contains(number.ToString(), (await reader.Get("/work/passed")).Body, StringComparison.Ordinal);
            var page = await reader.Get(Workbench.PageOf(number));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("转给青岛市市南区民政局", page.Text(".log"), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-reviewer-rsj")).Get(Workbench.PageOf(number))).Status);
        Assert.Empty((await (await world.SignIn("xianggang-reviewer")).Get(Workbench.PageOf(number))).Page.QuerySelectorAll("form[action$='review']"));
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.Contains(log, e => e.Organisation == "370202-mzj");
        var passed = Assert.Single(log, e => e.Type == "case.passed-on/1");
        Assert.Equal(("370202001-gov", "370202-mzj"), (passed.Data.GetProperty("from").GetString(), passed.Data.GetProperty("to").GetString()));
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }
}
