using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>FileAtCounter and SearchWork: the applicant stands at the window.</summary>
public sealed class FileAtCounterTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_the_notice_asked_for_is_taken_in_at_the_window(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application", "rules");
        var clerk = await world.SignIn("yuzhong-clerk");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Get(FileAtCounter.AddressOf(number))).Status);
        (await clerk.Act(number, "correction", (AskForCorrection.DefectsField, "material:layout:missing"), (AskForCorrection.DefectsField, "field:phone:incomplete"))).IsDone(number);
        Assert.Equal(FileAtCounter.AddressOf(number), (await clerk.Get(Workbench.PageOf(number))).Page.QuerySelector("#act-FileCorrection a.btn")!.GetAttribute("href"));

        var page = await clerk.Get(FileAtCounter.AddressOf(number));
        (string, string)[] hidden = [("version", page.Page.QuerySelector("input[name=version]")!.GetAttribute("value")!), ("act", page.Page.QuerySelector("input[name=act]")!.GetAttribute("value")!)];
        var nothing = await clerk.Post(FileAtCounter.AddressOf(number), hidden);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
        var kept = await clerk.Upload(FileAtCounter.AddressOf(number), [.. hidden, ("phone", "12"), ("then", "m-layout")], "file-layout", "布局.pdf", Materials.Papers.Pdf());
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        Assert.Contains("布局.pdf", kept.Text("#m-layout"), StringComparison.Ordinal);
        var wrong = await clerk.Post(FileAtCounter.AddressOf(number), [.. hidden, ("phone", "12")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("12", wrong.Page.QuerySelector("input[name=phone]")!.GetAttribute("value"));

        (string, string)[] whole = [.. hidden, ("phone", "13900000001")];
        (await clerk.Post(FileAtCounter.AddressOf(number), whole)).IsDone(number);
        (await clerk.Post(FileAtCounter.AddressOf(number), whole)).IsDone(number);
        Assert.Equal(3, await world.Events(number));
        Assert.Equal(CaseStatus.Submitted, (await world.State(number)).Status);
        Assert.Contains("补正已收到，可以受理", (await clerk.Get("/work/to-accept")).Text(".work-list"), StringComparison.Ordinal);
        Assert.Contains("139 0000 0001", (await clerk.Get(Workbench.PageOf(number))).Body.Replace("13900000001", "139 0000 0001", StringComparison.Ordinal), StringComparison.Ordinal);
        (await clerk.Act(number, "acceptance")).IsDone(number);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_promised_for_later_is_taken_in_at_the_window(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInHuyi, "application", "layout");
        var clerk = await world.SignIn("huyi-clerk");
        (await clerk.Act(number, "tolerant-acceptance")).IsDone(number);
        var page = await clerk.Get(FileAtCounter.AddressOf(number));
        (string, string)[] hidden = [("version", page.Page.QuerySelector("input[name=version]")!.GetAttribute("value")!), ("act", page.Page.QuerySelector("input[name=act]")!.GetAttribute("value")!)];
        var stale = await clerk.Upload(FileAtCounter.AddressOf(number), [("version", "1"), hidden[1]], "file-rules", "制度.pdf", Materials.Papers.Pdf());
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        (await clerk.Post(FileAtCounter.AddressOf(number), hidden)).IsDone(number);
        Assert.True((await world.State(number)).Supplement!.Cleared);
        foreach (var user in new[] { "huyi-reviewer", "huyi-officer", "huyi-company" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn(user)).Get(FileAtCounter.AddressOf(number))).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Get(FileAtCounter.AddressOf(number))).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_case_is_found_by_its_number_its_applicants_number_and_its_items_name(string database)
    {
        await using var world = await World.Start(database);
        var (number, elsewhere) = (await world.File(), await world.File(Workbench.FoodInYuzhong));
        var clerk = await world.SignIn("shinan-clerk");
        var home = await clerk.Get("/work/to-accept");
        Task<Answer> Ask(string words) => clerk.Submit(home, "/work/search", ("q", words));
        Assert.Equal(Workbench.PageOf(number), (await Ask(number.Grouped)).Location);
        var byPerson = await Ask("91370202 XNQ00001X2");
        Assert.Equal(Workbench.PageOf(number), Assert.Single(byPerson.Page.QuerySelectorAll(".work-list tbody a")).GetAttribute("href"));
        Assert.DoesNotContain("91370202XNQ00001X2", byPerson.Body, StringComparison.Ordinal);
        var byItem = await Ask("开饭店");
        Assert.Equal(Workbench.PageOf(number), Assert.Single(byItem.Page.QuerySelectorAll(".work-list tbody a")).GetAttribute("href"));
        Assert.Contains("您的岗位没有这个编号的办件", (await Ask(elsewhere.ToString())).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-person")).Get("/work/search?q=x")).Status);
    }
}
