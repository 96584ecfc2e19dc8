using System.Net;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Tests.Modules.Catalogue.Requests;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="ChangeItemStatus"/> through the whole house: the officer's page, the guide, the list, the filing, the window.</summary>
public sealed class ChangeItemStatusTests
{
    private const string Item = Workbench.FoodInYuzhong;
    private const string Page = $"/workbench/items/{Item}";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-13-3")]
    public async Task A_cancelled_item_is_told_refused_and_answered(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 10:00");
        var applicant = await world.SignIn("shinan-company");
        var visitor = world.Browser();
        var before = await world.File(Item);
        await world.End("yuzhong-editor", "yuzhong-officer", Item, RequestKind.Cancel, "2024-03-04", "依据新条例取消");
        Assert.Contains("将从2024年3月4日（周一）起取消", (await visitor.Get($"/items/{Item}")).Text(".notice"), StringComparison.Ordinal);
        Assert.StartsWith("/drafts/", (await applicant.Get($"/items/{Item}/apply")).Location, StringComparison.Ordinal);

        await world.MoveTo("2024-03-04 09:00");
        var guide = await visitor.Get($"/items/{Item}");
        Assert.Equal(HttpStatusCode.OK, guide.Status);
        Assert.Contains("依据新条例取消", guide.Text(".notice"), StringComparison.Ordinal);
        Assert.Null(guide.Page.QuerySelector($"a[href='/items/{Item}/apply']"));
        Assert.True(guide.Text("#materials").Length > 50);
        Assert.Contains("已取消", (await visitor.Get("/items?place=500103")).Text($"li:has(a[href='/items/{Item}'])"), StringComparison.Ordinal);
        Assert.Contains("已取消", (await visitor.Get("/search?place=500103&q=食品经营许可")).Text($"li:has(a[href='/items/{Item}'])"), StringComparison.Ordinal);

        // Who begins now, and who had begun: both are told with the article.
        var draft = (await applicant.Get($"/items/{Item}/apply")).Location;
        var late = await (await world.SignIn("yuzhong-company")).Get($"/items/{Item}/apply");
        Assert.NotNull(draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("2024年3月4日起取消", late.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(late.Page.QuerySelector("main a[href^='/why/chongqing']"));

        var clerk = await world.SignIn("yuzhong-clerk");
        var window = await clerk.Get($"/work/receive/items/{Item}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, window.Status);
        var page = await clerk.Get(Workbench.PageOf(before));
        Assert.Contains("起取消", page.Closed("受理").Why, StringComparison.Ordinal);
        (await clerk.Act(before, "refusal-to-accept", (DeclineCase.GroundField, "no-longer-required"), (DeclineCase.ReasonsField, "本事项已由新条例取消，您不用再办。"))).IsDone(before);
        await world.Settle();
        var end = await clerk.Get(Workbench.PageOf(before));
        Assert.Contains("不再需要办理", end.Text(".log"), StringComparison.Ordinal);
        var notice = end.Page.QuerySelectorAll("a[href^='/notices/']").Select(a => a.GetAttribute("href")!).First();
        Assert.Contains("不再需要办理", (await clerk.Get(notice)).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_suspension_ends_by_itself_and_a_new_filing_is_taken(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 10:00");
        await Set(await world.SignIn("yuzhong-officer"), "Suspended", "2024-03-04", "系统改造", "2024-04-01");
        var applicant = await world.SignIn("shinan-company");
        await world.MoveTo("2024-03-29 09:00");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.Get($"/items/{Item}/apply")).Status);
        Assert.Contains("从2024年4月1日（周一）起恢复", (await world.Browser().Get($"/items/{Item}")).Text(".notice"), StringComparison.Ordinal);
        await world.MoveTo("2024-04-01 09:00");
        var number = await world.File(Item);
        Assert.Null((await world.Browser().Get($"/items/{Item}")).Page.QuerySelector(".notice"));
        (await (await world.SignIn("yuzhong-clerk")).Act(number, "acceptance")).IsDone(number);
    }

    [Fact]
    public async Task Only_the_place_s_own_office_sets_it_and_each_line_stays_in_the_log()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-01 10:00");
        foreach (var user in new[] { "yuzhong-clerk", "yuzhong-editor", "yuzhong-reviewer" })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn(user)).Get(Page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-officer")).Get(Page)).Status);

        var officer = await world.SignIn("yuzhong-officer");
        var form = await officer.Get(Page);
        var past = await officer.Submit(form, Page, ("step", "Suspended"), ("from", "2024-02-01"), ("reason", "依据新条例取消"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.Status);
        Assert.Contains("不能早于今天", past.Text(".error-summary"), StringComparison.Ordinal);
        var silent = await officer.Submit(form, Page, ("step", "Suspended"), ("from", "2024-03-04"));
        Assert.Contains("理由", silent.Text(".error-summary"), StringComparison.Ordinal);

        await Set(officer, "Suspended", "2024-03-04", "系统改造");
        var stale = await officer.Submit(form, Page, ("step", "Suspended"), ("from", "2024-03-05"), ("reason", "依据新条例取消"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        await Set(officer, "Resumed", "2024-03-06", "改造提前完成");
        var log = (await officer.Get(Page)).Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(2, log.Count);
        Assert.Contains("系统改造", log[0], StringComparison.Ordinal);
        Assert.Contains("改造提前完成", log[1], StringComparison.Ordinal);
        Assert.Contains("食品经营许可", (await officer.Get("/workbench/items?q=食品经营")).Text("tbody"), StringComparison.Ordinal);
    }

    private static async Task Set(Browser officer, string step, string from, string reason, string? reopens = null)
    {
        var saved = await officer.Submit(await officer.Get(Page), Page, ("step", step), ("from", from), ("reopens", reopens ?? ""), ("reason", reason));
        Assert.True(saved.Location == Page, saved.Text(".error-summary"));
    }
}
