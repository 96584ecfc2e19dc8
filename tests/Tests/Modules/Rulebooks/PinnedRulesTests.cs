using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>A case keeps the rules it was filed under, whatever becomes of the rulebooks.</summary>
public sealed class PinnedRulesTests
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task What_a_case_has_pinned_survives_a_restart_in_every_detail(string database)
    {
        await using var rig = await RulebooksRig.Start(database);
        var rules = rig.Rulebooks.For(TheLaw.Huyi, ItemType.Licence, new DateOnly(2024, 3, 4));

        Assert.Null(rig.Rulebooks.Pinned(rules.Hash));
        await rig.Rulebooks.Pin(rules);
        await rig.Rulebooks.Pin(rules);
        await rig.StartAgain();

        var kept = rig.Rulebooks.Pinned(rules.Hash)!;
        Assert.Equal((rules.Profile, rules.Type, rules.Hash, rules.Place), (kept.Profile, kept.Type, kept.Hash, kept.Place));
        Assert.Equal(rules.All.Values, kept.All.Values.OrderBy(r => r.Key, StringComparer.Ordinal));
        Assert.Equal(new Citation("licensing-law-2019", "第三十八条"), kept.Find("decision.refusalContents")!.Beside);
        await using var db = rig.Db();
        Assert.Equal(1, await db.Pins.CountAsync());
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_pinned_text_that_was_altered_is_not_believed(string database)
    {
        await using var rig = await RulebooksRig.Start(database);
        var rules = rig.Rulebooks.For(TheLaw.Shapingba, ItemType.Licence, new DateOnly(2024, 3, 4));
        await rig.Rulebooks.Pin(rules);
        await using (var db = rig.Db())
        {
            var row = await db.Pins.SingleAsync();
            await db.InTransaction(() => db.Pins.ExecuteUpdateAsync(s => s.SetProperty(p => p.Body, row.Body.Replace("deemed-accepted", "staff-decide"))));
        }

        await rig.StartAgain();

        Assert.Throws<InvalidDataException>(() => rig.Rulebooks.Pinned(rules.Hash));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Two_cases_may_pin_the_same_rules_at_once(string database)
    {
        await using var rig = await RulebooksRig.Start(database);
        var rules = rig.Rulebooks.For(TheLaw.Shinan, ItemType.Licence, new DateOnly(2024, 3, 4));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.Rulebooks.Pin(rules).AsTask())));

        await using var db = rig.Db();
        Assert.Equal(rules.Hash, (await db.Pins.SingleAsync()).Hash);
    }
}
