using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>A draft goes on upon a version that was published meanwhile.</summary>
public sealed class RebaseTests
{
    private static readonly Instant At = World.At("2025-03-03 09:00");
    private static readonly Guide Food = SeedItemsTests.All.Single(g => g.Item == Drafts.Item);

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static DraftLog Written(DraftDocument begun, params (string Path, string? After)[] edits) =>
        edits.Aggregate(DraftLog.Begin(begun), (log, e) => log.Apply([new DraftEdit(e.Path, log.Now.Get(e.Path), e.After)], "w", At, log.Revision));

    [Fact]
    public void What_only_one_side_changed_stands_and_what_both_changed_is_a_choice()
    {
        var begun = DraftDocument.Of(Food);
        var first = Food.Materials[1].Id;
        var log = Written(begun, ("name", "\"草稿的名称\""), ($"materials/{first}/name", "\"草稿的材料\""), ("consultationPhone", "\"0532-11111111\""), ("places/1/hours", "\"全天\""));
        // A hall in front of the others moves every number, and no address.
        var onto = DraftDocument.Of(Food with
        {
            Visits = Food.Visits + 1, ConsultationPhone = "0532-22222222", Places = [Food.Places[0] with { Name = "新设的大厅" }, .. Food.Places],
            Materials = [.. Food.Materials.Select(m => m.Id == first ? m with { Copies = m.Copies + 3 } : m)],
        });
        var rebased = log.Rebase(begun, onto, 2, At);
        Assert.Equal("草稿的名称", rebased.Now.TextAt("name"));
        Assert.Equal($"{Food.Visits + 1}", rebased.Now.Get("visits"));
        Assert.Equal(("草稿的材料", $"{Food.Materials[1].Copies + 3}"), (rebased.Now.TextAt($"materials/{first}/name"), rebased.Now.Get($"materials/{first}/copies")));
        Assert.Equal("全天", rebased.Now.TextAt("places/1/hours"));
        Assert.Equal(["新设的大厅", .. Food.Places.Select(p => p.Name)], rebased.Now.Ids("places").Select(id => rebased.Now.TextAt($"places/{id}/name")));
        var choice = Assert.Single(rebased.Choices);
        Assert.Equal(("consultationPhone", "\"0532-22222222\"", 2), (choice.Path, choice.After, DraftGround.VersionOf(choice.By)));
        Assert.True(rebased.Settle(choice.Number, take: true, "w", At, rebased.Revision).Try(out var settled, out _));
        Assert.Equal("0532-22222222", settled.Now.TextAt("consultationPhone"));

        // The same version again brings nothing more, and the next one only what it changed itself.
        Assert.Equal(rebased.Lines.Count, rebased.Rebase(begun, onto, 2, At).Lines.Count);
        var third = settled.Rebase(begun, onto.With("visits", "7"), 3, At);
        Assert.Equal(settled.Lines.Count + 1, third.Lines.Count);
        Assert.Equal("7", third.Now.Get("visits"));
    }

    [Fact]
    public void What_the_version_removed_and_the_draft_changed_is_a_choice_and_the_other_way_round()
    {
        var begun = DraftDocument.Of(Food);
        var (kept, gone) = (Food.Materials[1].Id, Food.Materials[2].Id);
        var log = Written(begun, ($"materials/{kept}/name", "\"还要的\""), ($"materials/{gone}", null));
        var onto = DraftDocument.Of(Food with { Materials = [.. Food.Materials.Where(m => m.Id != kept).Select(m => m.Id == gone ? m with { Name = "新版改的" } : m)] });
        var rebased = log.Rebase(begun, onto, 2, At);
        Assert.Equal([$"materials/{kept}", $"materials/{gone}/name"], rebased.Choices.Select(c => c.Path));
        Assert.Equal("还要的", rebased.Now.TextAt($"materials/{kept}/name"));
        Assert.True(rebased.Settle(rebased.Choices.Last().Number, take: true, "w", At, rebased.Revision).Try(out var back, out _));
        Assert.Equal("新版改的", back.Now.TextAt($"materials/{gone}/name"));
    }

    /// <summary>Random edits of the draft and of the version: what the version changed stands or is a choice, what the draft alone changed stands, and the lines replayed are the document.</summary>
    [Fact]
    public void Nothing_of_the_draft_or_of_the_version_is_lost_however_they_fall()
    {
        var begun = DraftDocument.Of(new JsonObject
        {
            ["name"] = "许可", ["visits"] = 0, ["result"] = new JsonObject { ["name"] = "证", ["kind"] = "licence" },
            ["materials"] = new JsonArray([.. "abc".Select(id => new JsonObject { ["id"] = $"{id}", ["name"] = $"材料{id}", ["copies"] = 1 })]),
            ["conditions"] = new JsonArray("有场所", "有人员"), ["questions"] = new JsonArray(new JsonObject { ["asked"] = "多久", ["answer"] = "十天" }),
        });
        var edit = from kind in Gen.Choose(0, 6) from target in Gen.Choose(0, 2) from value in Gen.Choose(1, 3) select (kind, target, value);
        Prop.ForAll(Arb.From(Gen.ListOf(edit)), Arb.From(Gen.ListOf(edit)), (mine, theirs) =>
        {
            var log = mine.Aggregate(DraftLog.Begin(begun), (l, e) => Edit(l.Now, e, "d") is var (path, after) && l.Now.Reaches(path) ? l.Apply([new DraftEdit(path, l.Now.Get(path), after)], "w", At, l.Revision) : l);
            var onto = theirs.Aggregate(begun, (d, e) => Edit(d, e, "v") is var (path, after) && d.Reaches(path) ? d.With(path, after) : d);
            var changed = DraftGround.Edits(begun, onto);
            var rebased = log.Rebase(begun, onto, 2, At);
            Assert.Equal(DraftDocument.Canonical(JsonNode.Parse(DraftGround.Aligned(begun, onto).Text)), begun.With(changed.Select(e => (e.Path, e.After))).Text);
            Assert.Equal(rebased.Now.Text, DraftLog.Replay(begun, rebased.Lines).Text);
            foreach (var e in changed)
                Assert.True(rebased.Now.Get(e.Path) == e.After || rebased.Choices.Any(c => c.Path == e.Path && c.After == e.After), $"{e.Path}: {e.After}");
            foreach (var own in log.Lines.Where(l => l.Changed && !changed.Any(e => Overlap(e.Path, l.Path))))
                Assert.Equal(log.Now.Get(own.Path), rebased.Now.Get(own.Path));
        }).QuickCheckThrowOnFailure();
    }

    private static bool Overlap(string a, string b) => a == b || a.StartsWith(b + "/", StringComparison.Ordinal) || b.StartsWith(a + "/", StringComparison.Ordinal);

    private static (string Path, string? After) Edit(DraftDocument seen, (int Kind, int Target, int Value) e, string who)
    {
        var item = $"materials/{"abc"[e.Target]}";
        return e.Kind switch
        {
            0 => ("name", $"\"名称{who}{e.Value}\""),
            1 => ("visits", $"{e.Value}"),
            2 => ($"{item}/name", $"\"材料{e.Value}\""),
            3 => ($"{item}/copies", $"{e.Value + 1}"),
            4 => (item, null),
            5 => ($"materials/{who}{e.Value}", DraftDocument.Canonical(new JsonObject { ["name"] = $"新的{who}", [DraftDocument.Rank] = seen.NextRank("materials") })),
            _ => ("result/name", $"\"结果{e.Value}\""),
        };
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_draft_begun_before_another_version_is_put_upon_it_and_may_then_be_published(string database)
    {
        await using var world = await World.Start(database);
        await Drafts.Begin(world);
        var editor = await world.SignIn("shinan-editor");
        var page = await editor.Get($"{Drafts.Draft}/limits");
        Assert.Equal(System.Net.HttpStatusCode.Found, (await editor.Element(page, "", "save", ("promisedLimit.days", "4"))).Status);
        var before = (await Drafts.Read(world)).Log.Now;
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Drafts.Item, TestContext.Current.CancellationToken))!;
            await Publication.Publish(
                scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [guide with { ComplaintPhone = "0532-12345678" }], "test", world.Now, TestContext.Current.CancellationToken);
            scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        }

        var stale = await editor.Get(Drafts.Draft);
        Assert.Contains("起草以后又公布了第 2 版", stale.Text("main"), StringComparison.Ordinal);
        Assert.Contains("接到新的版本上", (await editor.Get($"/workbench/requests/{Drafts.Change}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Found, (await editor.Submit(stale, $"{Drafts.Draft}/version")).Status);
        var after = await Drafts.Read(world);
        Assert.Equal((2, "0532-12345678", before.Get("promisedLimit")), (after.Row.BaseVersion, after.Log.Now.TextAt("complaintPhone"), after.Log.Now.Get("promisedLimit")));
        Assert.DoesNotContain("又公布了", (await editor.Get(Drafts.Draft)).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("接到新的版本上", (await editor.Get($"/workbench/requests/{Drafts.Change}")).Text("main"), StringComparison.Ordinal);
    }
}
