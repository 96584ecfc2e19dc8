using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ledger;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>ShowReceipt and CheckReceipt: what the applicant holds, and how anybody checks it.</summary>
public sealed class ReceiptTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_receipt_is_a_signed_promise_at_once_and_a_proof_within_two_minutes(string database)
    {
        await using var host = await LedgerHost.Start(databases.NewFolder(), databases.NewConnection(database));
        var number = await host.Cases.Submit(LedgerHost.Lease);

        var page = await host.Page($"/receipts/{number}", LedgerHost.Li);
        Assert.Equal("已承诺入链", page.QuerySelector("[data-standing=Promised] .notice-title")!.TextContent);
        foreach (var shown in (string[])[number.ToString(), StoryOfCases.Code, LedgerHost.Lease.Name, LedgerHost.Lease.Hash, host.Cases[number].Log[0].Hash, Places.Bureau])
            Assert.Contains(shown, page.TextContent, StringComparison.Ordinal);
        var promised = await File(host, number);
        Assert.Null(promised.Inclusion);
        Assert.All(await Check(host, promised), f => Assert.True(f.Holds, f.Words));

        await host.PassAMinute();
        page = await host.Page($"/receipts/{number}", LedgerHost.Li);
        Assert.Equal("已入链", page.QuerySelector("[data-standing=Included] .notice-title")!.TextContent);
        var included = await File(host, number);
        // The same paper: nothing that was signed has been signed again.
        Assert.Equal((promised.Receipt, promised.Promise), (included.Receipt, included.Promise));
        Assert.NotNull(included.Inclusion);
        Assert.All(await Check(host, included), f => Assert.True(f.Holds, f.Words));
        Assert.Equal(LedgerStanding.Included, await host.Ledger.Standing(number.ToString(), 1));
    }

    [Theory]
    [InlineData("outbox")]
    [InlineData("pending")]
    public async Task An_event_dropped_before_the_root_makes_the_receipt_evidence_against_us(string droppedFrom)
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit(LedgerHost.Lease);
        var other = await host.Cases.Submit();
        var receipt = await host.Text($"/receipts/{number}.json?code={StoryOfCases.Code}");
        if (droppedFrom == "outbox")
        {
            await using var platform = await host.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync();
            platform.Outbox.RemoveRange(platform.Outbox.AsEnumerable().Where(r => r.Body.Contains(number.ToString(), StringComparison.Ordinal)));
            await platform.SaveChangesAsync();
        }
        else
        {
            await host.Services.GetRequiredService<OutboxPump>().Drain();
            await using var db = host.Db();
            db.Pending.RemoveRange(db.Pending.Where(p => p.Number == number.ToString()));
            await db.SaveChangesAsync();
        }

        await host.PassAMinute();
        Assert.Equal(LedgerStanding.Promised, await host.Ledger.Standing(number.ToString(), 1));
        await host.PassAMinute();
        await host.PassAMinute();
        Assert.Equal(LedgerStanding.Broken, await host.Ledger.Standing(number.ToString(), 1));
        Assert.Equal(LedgerStanding.Included, await host.Ledger.Standing(other.ToString(), 1));
        const string Words = "承诺已过期而未入链（请保存此凭证，这是证据）";
        var page = await host.Page($"/receipts/{number}?code={StoryOfCases.Code}");
        Assert.Equal(Words, page.QuerySelector("[data-standing=Broken] .notice-title")!.TextContent);

        // The file from before says so to anybody, also when our own promise was taken away with the event.
        await using (var db = host.Db())
        {
            db.Promises.RemoveRange(db.Promises);
            await db.SaveChangesAsync();
        }

        var check = await Post(host, receipt);
        Assert.Contains(Words, check, StringComparison.Ordinal);
        Assert.Contains((await host.Audit()).Damage, d => d.Case == number.ToString() && d.Sequence == 1);
    }

    [Fact]
    public async Task Owner_staff_of_the_place_and_holder_of_the_code_see_it_and_wrong_unknown_and_foreign_look_alike()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit(LedgerHost.Lease);
        foreach (var (path, who) in ((string, Actor?)[])[($"/receipts/{number}", LedgerHost.Li), ($"/receipts/{number}", LedgerHost.Clerk), ($"/receipts/{number}?code={StoryOfCases.Code}", null)])
            Assert.Contains(StoryOfCases.Code, (await host.Page(path, who)).TextContent, StringComparison.Ordinal);

        var unknown = CaseNumber.From(RegionCode.Parse("370202"), new DateOnly(2026, 11, 20), 0, 999);
        async Task<(HttpStatusCode, string)> Ask(string path, Actor? who)
        {
            using var browser = host.As(who);
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            // Around the main part stands the form to sign out, with a token of its own each time.
            var text = await answer.Content.ReadAsStringAsync();
            var main = answer.Content.Headers.ContentType!.MediaType == "text/html" ? LedgerHost.Parse(text).QuerySelector("main")!.OuterHtml : text;
            return (answer.StatusCode, main.Replace(unknown.ToString(), number.ToString(), StringComparison.Ordinal));
        }

        Assert.Equal(await Ask($"/receipts/{number}?code=WRONG2", null), await Ask($"/receipts/{unknown}?code=WRONG2", null));
        Assert.Equal(HttpStatusCode.NotFound, (await Ask($"/receipts/{number}?code=WRONG2", null)).Item1);
        Assert.Equal(await Ask($"/receipts/{number}", LedgerHost.Wang), await Ask($"/receipts/{unknown}", LedgerHost.Wang));
        Assert.Equal(await Ask($"/receipts/{number}", null), await Ask($"/receipts/{unknown}", null));
        foreach (var who in (Actor?[])[null, LedgerHost.Wang, LedgerHost.FarClerk])
        {
            Assert.DoesNotContain(LedgerHost.Lease.Hash, (await Ask($"/receipts/{number}", who)).Item2, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await Ask($"/receipts/{number}.json", who)).Item1);
        }
    }

    [Fact]
    public async Task Codes_cannot_be_tried_without_end()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit();
        using var browser = host.As(null);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await browser.GetAsync(new Uri($"/receipts/{number}?code=W{i:D5}", UriKind.Relative));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        // The right code is no exception, or it would show; who has signed in is not held up.
        using var right = await browser.GetAsync(new Uri($"/receipts/{number}?code={StoryOfCases.Code}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Contains(StoryOfCases.Code, (await host.Page($"/receipts/{number}", LedgerHost.Li)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signed_text_and_the_file_tell_no_file_name_and_no_query_code()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit(LedgerHost.Lease);
        var file = await host.Text($"/receipts/{number}.json?code={StoryOfCases.Code}");
        Assert.DoesNotContain("李", file, StringComparison.Ordinal);
        Assert.DoesNotContain(StoryOfCases.Code, file, StringComparison.Ordinal);
        Assert.Contains(LedgerHost.Lease.Hash, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_rewritten_after_the_receipt_was_signed_shows_on_the_receipt()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit(LedgerHost.Lease);
        await host.Page($"/receipts/{number}", LedgerHost.Li);
        var told = host.Cases[number];
        told.Log[0] = told.Log[0] with { Hash = new string('b', 64) };
        var page = await host.Page($"/receipts/{number}", LedgerHost.Li);
        Assert.Contains("办件日志与签发的凭证不符", page.TextContent, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Ledger.Promise(number.ToString(), 1, new string('b', 64), host.Clock.Now()));
    }

    [Fact]
    public async Task One_event_has_one_promise_however_often_it_is_asked_for()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var (number, hash, at) = ("370202202611200000000001X", new string('c', 64), host.Clock.Now());
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Ledger.Promise(number, 1, hash, at).AsTask()));
        Assert.Single(all.Distinct());
        Assert.Equal(at.Plus(TimeSpan.FromMinutes(2)), all[0].PromisedBy);
    }

    [Fact]
    public async Task The_check_page_sees_every_changed_line_and_a_foreign_key()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit(LedgerHost.Lease);
        await host.Cases.Submit();
        await host.PassAMinute();
        var text = await host.Text($"/receipts/{number}.json?code={StoryOfCases.Code}");
        Assert.Contains("凭证成立", await Post(host, text), StringComparison.Ordinal);

        var file = ReceiptFile.Read(text, Json.Options)!;
        var other = await File(host, await host.Cases.Submit());
        ReceiptFile[] forged =
        [
            file with { Receipt = file.Receipt with { Text = file.Receipt.Text.Replace("12345", "12346", StringComparison.Ordinal) } },
            file with { Promise = file.Promise with { Text = file.Promise.Text.Replace("+08:00", "+07:00", StringComparison.Ordinal) } },
            file with { Promise = other.Promise },
            file with { Inclusion = file.Inclusion! with { Index = 1 - file.Inclusion.Index } },
            file with { Inclusion = file.Inclusion! with { Path = [new string('0', 64)] } },
            file with { Inclusion = file.Inclusion! with { Path = ["zz"] } },
            file with { Inclusion = file.Inclusion! with { Text = file.Inclusion.Text.Replace("size 2", "size 3", StringComparison.Ordinal) } },
            Forge(file),
        ];
        foreach (var wrong in forged) Assert.Contains("凭证不成立", await Post(host, JsonSerializer.Serialize(wrong, Json.Options)), StringComparison.Ordinal);
        foreach (var junk in (string[])["", "你好", "{}", "{\"kind\":\"OneWindow receipt\"}", text[..^200]])
        {
            using var browser = host.As(null);
            using var answer = await browser.PostAsync(new Uri("/ledger/check", UriKind.Relative), new FormUrlEncodedContent([new("text", junk)]));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_place_in_the_ledger_that_came_too_late_is_said_to_be_late()
    {
        await using var host = await LedgerHost.Start(databases.NewFolder());
        var number = await host.Cases.Submit();
        host.Clock.Move(TimeSpan.FromMinutes(5));
        await host.PassAMinute();
        var findings = await Check(host, await File(host, number));
        Assert.Contains("晚于承诺", Assert.Single(findings, f => !f.Holds).Words, StringComparison.Ordinal);
    }

    /// <summary>A receipt of somebody else's making, whole in itself, with the maker's key in it.</summary>
    private static ReceiptFile Forge(ReceiptFile file)
    {
        using var key = Sm2PrivateKey.Generate();
        using var shown = key.Public();
        var id = SigningKeys.IdOf(shown.ToSpki());
        SignedText Sign(SignedText signed)
        {
            var words = signed.Text.Replace(signed.KeyId, id, StringComparison.Ordinal);
            return new SignedText(words, id, Convert.ToBase64String(key.Sign(System.Text.Encoding.UTF8.GetBytes(words))));
        }

        var forged = file with { Receipt = Sign(file.Receipt), Promise = Sign(file.Promise), Inclusion = null, Keys = [new KeyFile(id, SigningKeys.Pem(shown.ToSpki()))] };
        Assert.True(forged.Receipt.Holds(shown));
        return forged;
    }

    /// <summary>Offline: with the file and the published keys alone.</summary>
    private static async Task<IReadOnlyList<FindingModel>> Check(LedgerHost host, ReceiptFile file)
    {
        var published = (await host.Get("/ledger/key")).GetProperty("keys").EnumerateArray().ToDictionary(
            k => k.GetProperty("keyId").GetString()!,
            k => Sm2PublicKey.FromSpki(Convert.FromBase64String(string.Concat(k.GetProperty("publicKey").GetString()!.Split('\n').Where(l => !l.StartsWith('-'))))));
        return ReceiptCheck.Run(file, published);
    }

    private static async Task<ReceiptFile> File(LedgerHost host, CaseNumber number) =>
        ReceiptFile.Read(await host.Text($"/receipts/{number}.json?code={StoryOfCases.Code}"), Json.Options)!;

    private static async Task<string> Post(LedgerHost host, string text)
    {
        using var browser = host.As(null);
        using var answer = await browser.PostAsync(new Uri("/ledger/check", UriKind.Relative), new FormUrlEncodedContent([new("text", text)]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return LedgerHost.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=status]")!.TextContent;
    }
}
