using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Tests.Modules.Catalogue.Requests;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>A new item: <see cref="BeginDraft"/> from a template, written to the end, agreed on and published.</summary>
public sealed class BeginDraftTests
{
    private const string Item = "370202-bookshop";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_guide_written_like_another_goes_from_draft_to_the_portal(string database)
    {
        await using var world = await World.Start(database, "2025-03-06 10:00");
        var editor = await world.SignIn("shinan-editor");
        var claimed = await (await world.SignIn("shinan-officer")).Post(ClaimEntries.Path, [("code", "000117129701"), ("mark", "TakenOver")]);
        Assert.Equal(ClaimEntries.Path, claimed.Location);
        var form = await editor.Get(BeginDraft.Path);
        var unnamed = await editor.Submit(form, BeginDraft.Path, ("name", ""), ("key", "开书店"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unnamed.Status);
        Assert.Contains("短名用英文字母", unnamed.Text(".error-summary"), StringComparison.Ordinal);
        var begun = await editor.Submit(
            form, BeginDraft.Path, ("name", "开办书店"), ("type", "licence"), ("key", "bookshop"), ("template", "like"), ("like", Drafts.Item), ("why", "承接市里下放的许可"), ("from", "2025-03-10"));
        Assert.EndsWith($"/{Item}", begun.Location, StringComparison.Ordinal);
        var (draft, id) = (begun.Location!, begun.Location!.Split('/')[3]);

        // One thing is missing: it cannot go to review; the link leads there.
        Assert.Contains("基本编码", (await editor.Get(draft)).Text("#faults ~ .draft-faults"), StringComparison.Ordinal);
        var basics = await editor.Get($"{draft}/basics");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(basics, $"{draft}/elements", ("basicCode", "000117129701"), ("act", "save"))).Status);
        Assert.Contains("该写的都写了", (await editor.Get(draft)).Text("main"), StringComparison.Ordinal);
        await editor.Step(id, "submission").Done();

        // In review nobody writes on.
        var late = await editor.Post($"{draft}/elements", [("section", "basics"), ("path", ""), ("seen", "99"), ("name", "又改的名称")]);
        Assert.Equal(HttpStatusCode.NotFound, late.Status);
        await (await world.SignIn("shinan-lawyer")).Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var officer = await world.SignIn("shinan-officer");
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await officer.Step(id, "publication").Done();
        await world.MoveTo("2025-03-10 09:00");
        var guide = await world.Browser().Get($"/items/{Item}");
        Assert.Equal("开办书店", guide.Text("h1"));
        Assert.Contains("000117129701", guide.Text("#print"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_claimed_and_is_not_written_is_begun_from_the_list_with_name_and_code()
    {
        await using var world = await World.Start(World.Sqlite);
        var editor = await world.SignIn("shinan-editor");
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        var place = SeedItemsTests.All.Single(g => g.Item == Drafts.Item).Place.Number;
        db.Add(new ClaimRow { Place = place, Code = "000131099009", Name = "开办书店许可", Mark = ClaimMark.TakenOver, Reason = "", Department = "370202-spj", By = "test", At = world.Now });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var link = (await editor.Get(EditGuide.Path)).Page.QuerySelectorAll("#unwritten + ul a").Single(a => a.TextContent.Contains("开办书店许可", StringComparison.Ordinal));
        var begin = await editor.Get(link.GetAttribute("href")!);
        Assert.Equal(("开办书店许可", "000131099009"), (begin.Page.QuerySelector("#f-name")!.GetAttribute("value"), begin.Page.QuerySelector("#f-code option[selected]")!.GetAttribute("value")));
    }

    [Fact]
    public async Task What_the_entry_of_the_list_says_is_not_asked_again_and_what_was_copied_waits_to_be_looked_at()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-06 10:00");
        var editor = await world.SignIn("shinan-editor");
        await (await world.SignIn("shinan-officer")).Post(ClaimEntries.Path, [("code", "000117129701"), ("mark", "TakenOver")]);
        // Here the office claims; an editor reads who does, and writes.
        var list = await editor.Get($"{ClaimEntries.Path}?q=000117129701");
        Assert.Null(list.Page.QuerySelector("button[name=mark]"));
        Assert.Contains("认领", list.Text(".notice"), StringComparison.Ordinal);
        var link = Assert.Single(list.Page.QuerySelectorAll("tbody a"));
        var form = await editor.Get(link.GetAttribute("href")!);
        var begun = await editor.Submit(
            form, BeginDraft.Path, ("name", ""), ("type", ""), ("key", ""), ("template", "like"), ("like", Drafts.Item), ("why", "承接市里下放的许可"), ("from", "2025-03-10"));
        Assert.EndsWith("/370202-item-000117129701", begun.Location, StringComparison.Ordinal);
        var draft = await editor.Get(begun.Location!);
        Assert.Equal("城镇燃气经营许可", draft.Text("h1"));
        Assert.Equal("抄来的，待核对", Standing("materials"));
        var materials = await editor.Get($"{begun.Location}/places");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(materials, $"{begun.Location}/elements", ("consultationPhone", "0532-55500199"), ("act", "save"))).Status);
        draft = await editor.Get(begun.Location!);
        Assert.Equal(("抄来的，待核对", "已完成"), (Standing("materials"), Standing("places")));

        var copied = await editor.Get($"{begun.Location}/materials");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(copied, $"{begun.Location}/looked")).Status);
        draft = await editor.Get(begun.Location!);
        Assert.Equal("已完成", Standing("materials"));

        string Standing(string section) =>
            draft.Page.QuerySelectorAll(".task").Single(t => t.QuerySelector($"a[href$='/{section}']") is not null).QuerySelector(".task-status")!.TextContent.Trim();
    }
}
