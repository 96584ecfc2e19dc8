using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Catalogue.Drafting;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>The page of a request with very many guides, and the linter behind it.</summary>
public sealed class ManyLintsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_of_200_guides_is_linted_at_its_first_opening_and_never_again_until_something_changes()
    {
        await using var world = await World.Start(World.Sqlite);
        var like = SeedItemsTests.All.Single(g => g.Item == Drafts.Item);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
            Guide[] guides = [.. Enumerable.Range(0, 200).Select(i => like with { Item = $"370202-lint-{i:000}", Name = $"许可{i:000}", BasicCode = null, ImplementationCode = null, HandlingCode = null })];
            await Publication.Publish(db, guides, "test", world.Now, Cancel);
            world.Services.GetRequiredService<PublishedGuides>().Forget();
            var request = new ChangeRequest
            {
                Id = "many", Kind = RequestKind.Guide, Place = like.Place, Department = like.Organisation, FiledBy = "editor", Reason = ListReason.Adjust, Why = "测试用的变更",
                EffectiveFrom = world.Now.Date, Items = [.. guides.Select(g => new RequestedItem(g.Item, g.Name, g.Organisation, 1))],
            };
            scope.ServiceProvider.GetRequiredService<ChangeRequests>().Add(request, "改很多指南", Actor.Clockwork);
            scope.ServiceProvider.GetRequiredService<GuideDrafts>().AddMany(
                "many", [.. guides.Select(g => (g with { Version = 1 }, DraftDocument.Of(g), (IReadOnlyList<DraftEdit>)[new DraftEdit("visits", $"{g.Visits}", $"{g.Visits + 1}")]))], Actor.Clockwork);
            await db.SaveChangesAsync(Cancel);
        }

        var lints = world.Services.GetRequiredService<Lints>();
        var editor = await world.SignIn("shinan-editor");
        var page = await editor.Get("/workbench/requests/many");
        Assert.Contains("许可199", page.Text("main"), StringComparison.Ordinal);
        var first = lints.Looks;
        Assert.InRange(first, 200, 400);
        await editor.Get("/workbench/requests/many");
        Assert.Equal(first, lints.Looks);

        // One draft that changed is one look more; the editor's page of it none.
        await world.Draft("many", "370202-lint-007", new Actor("editor", "", Role.ManagementOfficer, like.Place, null, null), ("complaintPhone", "\"0532-87654321\""));
        await editor.Get("/workbench/guides/many/370202-lint-007");
        Assert.Equal(first + 1, lints.Looks);
        await editor.Get("/workbench/requests/many");
        await editor.Get("/workbench/guides/many/370202-lint-007/materials");
        Assert.Equal(first + 1, lints.Looks);
    }
}
