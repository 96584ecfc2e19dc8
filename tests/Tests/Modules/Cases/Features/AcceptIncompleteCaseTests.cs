using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

public sealed class AcceptIncompleteCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-13-7")]
    [Clause("HY-13-8")]
    public async Task In_Huyi_it_must_be_and_asks_for_no_promise(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInHuyi, "application", "layout");
        var clerk = await world.SignIn("huyi-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        foreach (var closed in new[] { "不予受理", "一次性告知补正" })
        {
            var (why, basis) = page.Closed(closed);
            Assert.Contains("后补", why, StringComparison.Ordinal);
            Assert.StartsWith("/why/huyi", basis, StringComparison.Ordinal);
        }

        Assert.Null(page.Page.QuerySelector($"input[name='{AcceptIncompleteCase.CommittedField}']"));
        var endless = await clerk.Submit(page, $"{Workbench.PageOf(number)}/tolerant-acceptance", (AcceptIncompleteCase.DueField, ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, endless.Status);
        (await clerk.Submit(endless, $"{Workbench.PageOf(number)}/tolerant-acceptance", (AcceptIncompleteCase.DueField, "2025-03-11"))).IsDone(number);
        var state = await world.State(number);
        Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Tolerant), (state.Status, state.Mode));
        Assert.Equal(["rules"], state.Supplement!.Open);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-19-1")]
    [Clause("CQ-19-2")]
    public async Task In_Chongqing_it_may_be_and_rests_on_a_written_promise(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("yuzhong-clerk");
        var lacksMain = await world.File(Workbench.FoodInYuzhong, "application", "rules");
        Assert.Contains("不能容缺", (await clerk.Get(Workbench.PageOf(lacksMain))).Closed("容缺受理").Why, StringComparison.Ordinal);

        var number = await world.File(Workbench.FoodInYuzhong, "application", "layout");
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.NotNull(page.Page.QuerySelector($"form[action='{Workbench.PageOf(number)}/correction']"));
        var unsigned = await clerk.Submit(page, $"{Workbench.PageOf(number)}/tolerant-acceptance");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsigned.Status);
        Assert.Equal($"#f-{AcceptIncompleteCase.CommittedField}", unsigned.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        (await clerk.Submit(unsigned, $"{Workbench.PageOf(number)}/tolerant-acceptance", (AcceptIncompleteCase.CommittedField, "on"))).IsDone(number);
        Assert.Equal(AcceptanceMode.Tolerant, (await world.State(number)).Mode);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-26-2")]
    public async Task In_Qingdao_it_must_be_unless_a_main_material_lacks_too(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var tolerable = await world.File(Workbench.FoodInShinan, "application", "layout");
        var page = await clerk.Get(Workbench.PageOf(tolerable));
        Assert.NotNull(page.Closed("不予受理").Basis);
        Assert.NotNull(page.Closed("一次性告知补正").Basis);
        (await clerk.Submit(page, $"{Workbench.PageOf(tolerable)}/tolerant-acceptance")).IsDone(tolerable);

        var both = await world.File(Workbench.FoodInShinan, "application");
        page = await clerk.Get(Workbench.PageOf(both));
        Assert.Contains("不能容缺受理", page.Closed("容缺受理").Why, StringComparison.Ordinal);
        (await clerk.Submit(page, $"{Workbench.PageOf(both)}/correction")).IsDone(both);
        Assert.Equal(["layout", "rules"], (await world.State(both)).Correction!.Defects.Select(d => d.Id));
    }
}
