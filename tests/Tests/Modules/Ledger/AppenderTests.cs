using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ledger;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>Leaves, roots and days; ShowRoots, ShowKey and ProveInclusion.</summary>
public sealed class AppenderTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Leaves_have_no_gap_and_a_root_is_signed_each_minute_while_there_are_new_ones(string database)
    {
        await using var host = await LedgerHost.Start(databases.NewFolder(), databases.NewConnection(database));
        var pump = host.Services.GetRequiredService<OutboxPump>();
        for (var i = 0; i < 3; i++) await host.Cases.Submit();
        await pump.Drain();
        Assert.Equal(3, await host.Append());
        host.Clock.Move(TimeSpan.FromSeconds(30));
        await host.Cases.Submit();
        await pump.Drain();
        Assert.Equal(1, await host.Append());
        Assert.Equal([3L], await Roots(host)); // Half a minute is no minute.
        host.Clock.Move(TimeSpan.FromSeconds(30));
        await host.Append();
        await host.PassAMinute(); // Nothing new, no root.
        Assert.Equal([3L, 4L], await Roots(host));
        await using var db = host.Db();
        Assert.Equal([0L, 1, 2, 3], await db.Leaves.OrderBy(l => l.Index).Select(l => l.Index).ToListAsync());
        Assert.Equal(0, await db.Pending.CountAsync());
        Assert.Empty((await host.Audit()).Damage);
    }

    [Fact]
    public async Task An_event_heard_again_has_one_leaf()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit();
        var (entry, facts) = (host.Cases[number].Log[0], host.Cases[number].Facts);
        for (var i = 0; i < 3; i++)
        {
            await using (var db = host.Db())
            {
                db.Outbox.Add(OutboxRow.Of(facts.Place, entry.Type, entry.At, new CaseHappened(
                    number.ToString(), 1, entry.Type, entry.At, entry.Hash, facts.Item, 3, facts.Organisation, facts.Place, facts.Subject, facts.Status)));
                await db.SaveChangesAsync();
            }

            await host.PassAMinute();
        }

        await using var after = host.Db();
        Assert.Equal(1, await after.Leaves.CountAsync());
    }

    [Fact]
    public async Task The_first_turn_after_midnight_publishes_the_day_with_its_proof_from_the_day_before()
    {
        var folder = databases.NewFolder();
        await using var host = await LedgerHost.Start(folder);
        for (var day = 0; day < 3; day++)
        {
            for (var i = 0; i <= day; i++) await host.Cases.Submit();
            await host.PassAMinute();
            Assert.Equal(day, (await host.Get("/ledger/roots.json")).GetProperty("days").GetArrayLength());
            host.Clock.Move(TimeSpan.FromDays(1));
            await host.Append();
        }

        var listed = (await host.Get("/ledger/roots.json")).GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(["2026-11-22", "2026-11-21", "2026-11-20"], listed.Select(d => d.GetProperty("day").GetString()));
        DayFile? before = null;
        foreach (var day in listed.AsEnumerable().Reverse())
        {
            var path = day.GetProperty("file").GetString()!;
            var text = await host.Text(path);
            Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(folder, "ledger", Path.GetFileName(path))));
            var file = JsonSerializer.Deserialize<DayFile>(text, Json.Options)!;
            Assert.True(file.Agrees());
            Assert.Equal((before?.Day, before?.Size ?? 0), (file.PreviousDay, file.PreviousSize));
            var key = await host.Services.GetRequiredService<SigningKeys>().Public(file.KeyId);
            Assert.True(file.Signed.Holds(key!));
            // A witness who kept yesterday's file sees through a day that leaves something out.
            if (before is not null) Assert.False((file with { Consistency = [.. file.Consistency.Reverse().Skip(1)] }).Agrees());
            before = file;
        }

        Assert.Equal(6, before!.Size);
        Assert.Contains("2026-11-21.json", (await host.Page("/ledger/roots")).TextContent, StringComparison.Ordinal);
        using var browser = host.As(null);
        using var missing = await browser.GetAsync(new Uri("/ledger/roots/2026-11-23.json", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Files_of_days_that_were_lost_are_written_again_at_the_next_start()
    {
        var folder = databases.NewFolder();
        await using var host = await LedgerHost.Start(folder);
        await host.Cases.Submit();
        await host.PassAMinute();
        host.Clock.Move(TimeSpan.FromDays(1));
        await host.Append();
        Directory.Delete(Path.Combine(folder, "ledger"), true);
        Assert.NotEmpty((await host.Audit()).Damage);
        await host.Services.GetRequiredService<DayRoots>().WriteMissing(TestContext.Current.CancellationToken);
        Assert.Empty((await host.Audit()).Damage);
    }

    [Fact]
    public async Task A_proof_is_given_to_who_knows_the_event_and_to_nobody_else()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit();
        var hash = host.Cases[number].Log[0].Hash;
        using var browser = host.As(null);
        Assert.Equal(HttpStatusCode.NotFound, await Ask($"/ledger/proof/{number}/1?hash={hash}")); // Not yet.
        await host.PassAMinute();
        var proof = await host.Get($"/ledger/proof/{number}/1?hash={hash}");
        Assert.True(MerkleProof.VerifyInclusion(
            LedgerTexts.LeafHash(number.ToString(), 1, hash), proof.GetProperty("index").GetInt64(), proof.GetProperty("size").GetInt64(),
            [.. proof.GetProperty("path").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!))],
            Convert.FromHexString(proof.GetProperty("root").GetString()!)));
        Assert.Equal(HttpStatusCode.NotFound, await Ask($"/ledger/proof/{number}/1"));
        Assert.Equal(HttpStatusCode.NotFound, await Ask($"/ledger/proof/{number}/1?hash={new string('0', 64)}"));
        Assert.Equal(HttpStatusCode.NotFound, await Ask($"/ledger/proof/{number}/2?hash={hash}"));
        Assert.Equal(HttpStatusCode.OK, await Ask($"/ledger/proof/{number}/1?code={StoryOfCases.Code}"));
        await host.Get($"/ledger/proof/{number}/1", LedgerHost.Li);

        async Task<HttpStatusCode> Ask(string path)
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task After_a_change_of_key_what_was_signed_before_still_holds()
    {
        var folder = databases.NewFolder();
        string first, second;
        await using (var host = await LedgerHost.Start(folder))
        {
            await host.Cases.Submit();
            await host.PassAMinute();
            var keys = host.Services.GetRequiredService<SigningKeys>();
            first = (await keys.All())[0].Id;
            host.Clock.Move(TimeSpan.FromMinutes(1));
            second = await keys.Rotate();
            await host.Cases.Submit();
            await host.PassAMinute();
            Assert.Empty((await host.Audit()).Damage);
            var published = (await host.Get("/ledger/key")).GetProperty("keys");
            Assert.Equal([second, first], published.EnumerateArray().Select(k => k.GetProperty("keyId").GetString()));
            Assert.StartsWith("-----BEGIN PUBLIC KEY-----", await host.Text("/ledger/key.pem"), StringComparison.Ordinal);
            await using var db = host.Db();
            Assert.Equal([first, second], await db.Roots.OrderBy(r => r.Size).Select(r => r.KeyId).ToListAsync());
        }

        await using var again = await LedgerHost.Start(folder);
        Assert.Equal(second, (await again.Services.GetRequiredService<SigningKeys>().Sign(k => k)).KeyId);
    }

    [Fact]
    public async Task A_signature_under_a_document_can_never_be_taken_for_a_promise_or_a_root()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var signer = host.Services.GetRequiredService<ISigner>();
        var hash = new string('d', 64);
        var signature = await signer.Sign("370202-1", hash);
        Assert.True(await signer.Verify("370202-1", hash, signature));
        Assert.False(await signer.Verify("370202-2", hash, signature));
        Assert.False(await signer.Verify("370202-1", new string('e', 64), signature));
        await Assert.ThrowsAsync<ArgumentException>(async () => await signer.Sign("1\nhash 00", hash));
    }

    [Fact]
    public void Nodes_are_numbered_in_the_order_in_which_a_tree_completes_them() =>
        Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), size =>
        {
            var tree = new MerkleFrontier();
            var next = 0L;
            for (var i = 0; i < size; i++)
            {
                Assert.Equal(next, NodePosition.Below(i));
                tree.Append(Sm3.Of([(byte)i]), (node, _) => Assert.Equal(next++, NodePosition.Of(node)));
            }

            Assert.Equal(size, NodePosition.Edge(size).Sum(n => 1L << n.Level));
        }).QuickCheckThrowOnFailure();

    private static async Task<List<long>> Roots(LedgerHost host)
    {
        await using var db = host.Db();
        return await db.Roots.OrderBy(r => r.Size).Select(r => r.Size).ToListAsync();
    }
}
