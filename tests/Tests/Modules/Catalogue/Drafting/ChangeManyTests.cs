using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Tests.Modules.Catalogue.Requests;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary><see cref="ChangeMany"/>: found, shown with a difference a guide, and one change request.</summary>
public sealed class ChangeManyTests
{
    private const string Was = "0532-12345";
    private const string Now = "0532-12388";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task One_number_in_two_hundred_guides_is_one_reviewed_change(string database)
    {
        await using var world = await World.Start(database);
        await MakeMany(world, 200);
        var officer = await world.SignIn("shinan-officer");
        var look = await officer.Get($"{ChangeMany.Path}?kind=phone&was={Was}&now={Now}");
        var boxes = look.Page.QuerySelectorAll("input[name=items]").Select(b => b.GetAttribute("value")!).ToList();
        Assert.True(boxes.Count >= 200, $"{boxes.Count}");
        Assert.Contains("监督投诉电话", look.Text("tbody tr td"), StringComparison.Ordinal);
        Assert.Equal((Was, Now), (look.Text("tbody del"), look.Text("tbody ins")));

        // All but one; twice the same key is one request.
        var key = look.Page.QuerySelector($"form[action='{ChangeMany.Path}'][method=post] input[name=act]")!.GetAttribute("value")!;
        List<(string, string)> fields = [("act", key), ("kind", "phone"), ("was", Was), ("now", Now), ("why", "全市投诉电话统一为 12388"), ("from", "2025-03-10"), .. boxes.Skip(1).Select(b => ("items", b))];
        var filed = await officer.Post(ChangeMany.Path, fields);
        Assert.Equal($"{ListRequests.Path}/{key}", filed.Location);
        Assert.Equal(filed.Location, (await officer.Post(ChangeMany.Path, fields)).Location);

        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        var drafts = await db.GuideDrafts.AsNoTracking().Where(d => d.Change == key).ToListAsync(Cancel);
        Assert.Equal(boxes.Skip(1).Order(StringComparer.Ordinal), drafts.Select(d => d.Item).Order(StringComparer.Ordinal));
        Assert.All(drafts, d => Assert.Equal(Now, DraftDocument.Parse(d.Body).TextAt("complaintPhone")));
        Assert.All(drafts, d => Assert.Equal(DraftDocument.Parse(d.Begun).With("complaintPhone", $"\"{Now}\"").Text, d.Body));

        // The request shows the difference of each, and goes the way of all requests.
        var request = await officer.Get(filed.Location!);
        Assert.Contains($"{Was} {Now}", request.Text("main"), StringComparison.Ordinal);
        await officer.Step(key, "submission").Done();
        Assert.Contains("审核", (await officer.Get(filed.Location!)).Text(".page-heading"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_helps_and_a_refused_form_keeps_what_was_chosen()
    {
        await using var world = await World.Start(World.Sqlite);
        var editor = await world.SignIn("shinan-editor");
        Assert.Contains("没有指南这样写", (await editor.Get($"{ChangeMany.Path}?kind=law&was=没有的法&now=新法")).Text(".empty"), StringComparison.Ordinal);
        var look = await editor.Get($"{ChangeMany.Path}?kind=law&was=《中华人民共和国食品安全法》&now=中华人民共和国食品安全法（新）");
        Assert.Contains("食品经营许可", look.Text("tbody"), StringComparison.Ordinal);
        var refused = await editor.Post(ChangeMany.Path, [("kind", "law"), ("was", "中华人民共和国食品安全法"), ("now", "中华人民共和国食品安全法（新）"), ("why", ""), ("from", "2025-03-10"), ("items", Drafts.Item)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(refused.Page.QuerySelectorAll("input[name=items][checked]"), b => b.GetAttribute("value") == Drafts.Item);
        // Another place's guides are nobody's here.
        Assert.DoesNotContain("500103-", look.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_changes_its_own_places_and_no_other()
    {
        var guide = SeedItemsTests.All.Single(g => g.Item == Drafts.Item);
        var draft = DraftDocument.Of(guide);
        var law = ManyEdits.Of(draft, ManyEdits.Law, "中华人民共和国食品安全法", "新法");
        Assert.Contains("bases/1/law", law.Select(e => e.Path));
        Assert.Contains("review/site/points", law.Select(e => e.Path));
        Assert.DoesNotContain("中华人民共和国食品安全法\"", draft.With(law.Select(e => (e.Path, e.After))).Text, StringComparison.Ordinal);
        var place = guide.Places[0];
        Assert.Equal(["places/1/address"], ManyEdits.Of(draft, ManyEdits.Address, place.Address, "新路 1 号").Select(e => e.Path));
        Assert.Contains("places/1/name", ManyEdits.Of(draft, ManyEdits.Hall, place.Name, "新大厅").Select(e => e.Path));
        Assert.Empty(ManyEdits.Of(draft, ManyEdits.Phone, "0532", "0533"));
    }

    /// <summary>As many further guides of the place, each like the food business's.</summary>
    private static async Task MakeMany(World world, int count)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var like = SeedItemsTests.All.Single(g => g.Item == Drafts.Item) with { ComplaintPhone = Was };
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        await Publication.Publish(db, [.. Enumerable.Range(0, count).Select(i => like with { Item = $"370202-many-{i:000}", Name = $"许可{i:000}" })], "test", world.Now, Cancel);
        scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
    }
}
