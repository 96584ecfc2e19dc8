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
}
