using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class UploadFileTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const int Piece = 1 << 20;
    private static readonly Actor Li = MaterialsHost.Li;

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Pieces_become_a_file_and_the_last_answer_names_it(string database)
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder(), databases.NewConnection(database));
        var basket = await host.OpenBasket();
        var content = Papers.Pdf((2 * Piece) + 12_345);
        using var browser = host.As(Li);
        var place = await Begin(browser, basket, content.Length);
        for (var offset = 0; offset < content.Length; offset += Piece)
        {
            using var answer = await Send(browser, place, offset, content[offset..Math.Min(offset + Piece, content.Length)]);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Resumable").Single());
            Assert.Equal(offset + Piece >= content.Length, answer.Headers.Contains(UploadFile.FileHeader));
        }

        var file = Assert.Single(await host.Materials.InBasket(basket));
        Assert.Equal(Convert.ToHexStringLower(Sm3.Of(content)), file.Hash);
        Assert.Equal("执照.pdf", file.Name);
        // An answer that was lost is given again, and gives no second file.
        Assert.Equal((content.Length, file.Id), await Ask(browser, place));
        using var repeated = await Send(browser, place, content.Length, []);
        Assert.Equal(file.Id, repeated.Headers.GetValues(UploadFile.FileHeader).Single());
        Assert.Single(await host.Materials.InBasket(basket));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task After_a_cut_in_the_middle_and_a_new_server_it_goes_on_at_the_byte_that_is_durable(string database)
    {
        var (folder, connection) = (databases.NewFolder(), databases.NewConnection(database));
        var content = Papers.Pdf(3 * Piece, seed: 7);
        Uri place;
        await using (var host = await MaterialsHost.Start(folder, connection))
        {
            using var browser = host.As(Li);
            place = await Begin(browser, await host.OpenBasket(), content.Length);
            using var first = await Send(browser, place, 0, content[..Piece]);
            Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
            // Announces two pieces and breaks off after half of one, without a goodbye.
            using var line = await Line(host, place, Piece, 2 * Piece);
            await line.SendAsync(content.AsMemory(Piece, Piece / 2));
            await Until(() => new FileInfo(Arriving(folder, place)).Length >= SealedSize(Piece + (Piece / 2)));
            line.LingerState = new LingerOption(true, 0);
        }

        await using var next = await MaterialsHost.Start(folder, connection);
        using var back = next.As(Li);
        var (offset, none) = await Ask(back, place);
        Assert.Equal((Piece + (Piece / 2), null), (offset, none));
        using var rest = await Send(back, place, offset, content[(int)offset..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(Sm3.Of(content)), Assert.Single(await next.Materials.InBasket("b-1")).Hash);
    }

    [Theory]
    [InlineData("received")]
    [InlineData("hashed")]
    [InlineData("kept")]
    public async Task Killed_between_the_last_byte_and_the_row_it_is_finished_when_asked(string reached)
    {
        var folder = databases.NewFolder();
        var content = Papers.Pdf(5_000);
        var hash = Convert.ToHexStringLower(Sm3.Of(content));
        await using var host = await MaterialsHost.Start(folder);
        using var browser = host.As(Li);
        var basket = await host.OpenBasket();
        var place = await Begin(browser, basket, content.Length);
        var id = place.ToString().Split('/')[^1];

        // What a killed server leaves behind at each step.
        await using var db = host.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<MaterialsDb>>().CreateDbContext();
        var row = (await db.Uploads.FindAsync(id))!;
        var (key, _) = (await host.Services.GetRequiredService<ContentKeys>().Unwrap("s-li", id, row.Wrapped!, TestContext.Current.CancellationToken))!.Value;
        await File.WriteAllBytesAsync(Path.Combine(folder, "files", "incoming", id), SealedContent.Seal(key, id, 0, content));
        if (reached is "hashed" or "kept")
        {
            row.Hash = hash;
            await db.SaveChangesAsync();
        }

        if (reached == "kept") host.Services.GetRequiredService<FileStore>().Keep(id);

        var (offset, file) = await Ask(browser, place);
        Assert.Equal(content.Length, offset);
        Assert.Equal((file, hash), Assert.Single(await host.Materials.InBasket(basket)) is var f ? (f.Id, f.Hash) : default);
    }

    [Fact]
    public async Task A_newer_connection_takes_over_from_one_that_hangs()
    {
        var folder = databases.NewFolder();
        await using var host = await MaterialsHost.Start(folder);
        using var browser = host.As(Li);
        var content = Papers.Pdf(2 * Piece);
        var place = await Begin(browser, await host.OpenBasket(), content.Length);
        using var line = await Line(host, place, 0, content.Length);
        await line.SendAsync(content.AsMemory(0, Piece));
        await Until(() => new FileInfo(Arriving(folder, place)).Length > 0);
        var (offset, _) = await Ask(browser, place);
        Assert.InRange(offset, 1, Piece);
        using var rest = await Send(browser, place, offset, content[(int)offset..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        Assert.Equal(Convert.ToHexStringLower(Sm3.Of(content)), Assert.Single(await host.Materials.InBasket("b-1")).Hash);
    }

    [Fact]
    public async Task A_piece_that_begins_elsewhere_is_refused_and_nothing_is_overwritten()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        using var browser = host.As(Li);
        var place = await Begin(browser, await host.OpenBasket(), 3_000);
        (await Send(browser, place, 0, Papers.Pdf()[..1_000])).Dispose();
        foreach (var offset in (int[])[0, 999, 1_001])
        {
            using var answer = await Send(browser, place, offset, Papers.Pdf()[..100]);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }

        using var tooMuch = await Send(browser, place, 1_000, new byte[2_001]);
        Assert.Equal(HttpStatusCode.BadRequest, tooMuch.StatusCode);
        Assert.Equal(1_000, (await Ask(browser, place)).Offset);
    }

    [Fact]
    public async Task A_wrong_kind_is_refused_at_its_first_piece_and_forgotten()
    {
        var folder = databases.NewFolder();
        await using var host = await MaterialsHost.Start(folder);
        using var browser = host.As(Li);
        var basket = await host.OpenBasket();
        var place = await Begin(browser, basket, Piece);
        using var answer = await Send(browser, place, 0, [.. Papers.WindowsProgram, .. new byte[500]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("materials.unknown-kind", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories));

        var disguised = await Begin(browser, basket, Papers.Png.Length);
        using var whole = await Send(browser, disguised, 0, Papers.Png);
        Assert.Contains("materials.wrong-ending", await whole.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var gone = await browser.SendAsync(Request(HttpMethod.Head, disguised));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(await host.Materials.InBasket(basket));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_sent_and_many_at_once_cannot_overfill()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder(), limits: new() { MostPerFile = 1_000, MostPerBasket = 1_500, MostFiles = 9 });
        using var browser = host.As(Li);
        var basket = await host.OpenBasket();
        using var large = await browser.SendAsync(Creation(basket, 1_001));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        await Begin(browser, basket, 1_000);
        using var second = await browser.SendAsync(Creation(basket, 600));
        Assert.Contains("materials.basket-full", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_basket_frozen_meanwhile_refuses_the_last_piece()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        using var browser = host.As(Li);
        var basket = await host.OpenBasket();
        var place = await Begin(browser, basket, 2_000);
        Assert.Empty(await host.Materials.Freeze(basket));
        using var answer = await Send(browser, place, 0, Papers.Pdf());
        Assert.Contains("materials.frozen", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await host.Materials.InBasket(basket));
    }

    [Fact]
    public async Task An_unfinished_upload_expires_after_a_day_and_is_swept_away()
    {
        var folder = databases.NewFolder();
        var clock = new Hands(Instant.Parse("2026-03-02T09:00:00+08:00"));
        await using var host = await MaterialsHost.Start(folder, clock: clock);
        using var browser = host.As(Li);
        var place = await Begin(browser, await host.OpenBasket(), 3_000);
        (await Send(browser, place, 0, Papers.Pdf()[..1_000])).Dispose();

        clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await host.Services.GetRequiredService<SweepFiles>().ForgetExpiredUploads());
        Assert.Equal(1_000, (await Ask(browser, place)).Offset);
        clock.Advance(TimeSpan.FromHours(2));
        using var late = await Send(browser, place, 1_000, Papers.Pdf()[..1_000]);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Equal(1, await host.Services.GetRequiredService<SweepFiles>().ForgetExpiredUploads());
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files", "incoming")));
    }

    [Fact]
    public async Task It_can_be_given_up()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        using var browser = host.As(Li);
        var place = await Begin(browser, await host.OpenBasket(), 3_000);
        using var ended = await browser.SendAsync(Request(HttpMethod.Delete, place));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var gone = await browser.SendAsync(Request(HttpMethod.Head, place));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Only_the_owner_and_the_window_of_the_place_may_begin_go_on_or_ask()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        var basket = await host.OpenBasket();
        using (var clerk = host.As(MaterialsHost.Clerk)) await Begin(clerk, basket, 100);
        using var owner = host.As(Li);
        var place = await Begin(owner, basket, 3_000);
        foreach (var stranger in (Actor?[])[MaterialsHost.Wang, MaterialsHost.FarClerk, MaterialsHost.Reviewer, MaterialsHost.Administrator, null])
        {
            using var browser = host.As(stranger);
            using var begin = await browser.SendAsync(Creation(basket, 100));
            using var ask = await browser.SendAsync(Request(HttpMethod.Head, place));
            using var send = await Send(browser, place, 0, Papers.Pdf());
            using var end = await browser.SendAsync(Request(HttpMethod.Delete, place));
            foreach (var answer in (HttpResponseMessage[])[begin, ask, send, end])
            {
                Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.Redirect]);
            }
        }

        Assert.Equal(0, (await Ask(owner, place)).Offset);
    }

    [Fact]
    public async Task Other_versions_and_broken_requests_are_told_so()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        using var browser = host.As(Li);
        var basket = await host.OpenBasket();
        using var other = Creation(basket, 10);
        other.Headers.Remove("Tus-Resumable");
        using var answer = await browser.SendAsync(other);
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        using var nameless = Creation(basket, 10);
        nameless.Headers.Remove("Upload-Metadata");
        using var broken = await browser.SendAsync(nameless);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        using var describe = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/uploads"));
        Assert.Equal("creation,expiration,termination", describe.Headers.GetValues("Tus-Extension").Single());
        using var foreign = Creation(basket, 10);
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var plain = new HttpClient { BaseAddress = host.Address };
        using var refused = await plain.SendAsync(foreign);
        Assert.False(refused.IsSuccessStatusCode);
    }

    /// <summary>Whole frames.</summary>
    private static long SealedSize(int plain) => plain / SealedContent.MostInFrame * (SealedContent.MostInFrame + (long)SealedContent.Overhead);

    private static string Arriving(string folder, Uri place) => Path.Combine(folder, "files", "incoming", place.ToString().Split('/')[^1]);

    private static HttpRequestMessage Request(HttpMethod method, Uri place)
    {
        var request = new HttpRequestMessage(method, place);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }

    private static HttpRequestMessage Creation(string basket, long length)
    {
        var request = Request(HttpMethod.Post, new Uri("/uploads", UriKind.Relative));
        request.Headers.Add("Upload-Length", $"{length}");
        request.Headers.Add("Upload-Metadata", string.Join(',', new[] { ("basket", basket), ("material", "m-1"), ("filename", "执照.pdf") }
            .Select(p => $"{p.Item1} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Item2))}")));
        return request;
    }

    internal static async Task<Uri> Begin(HttpClient browser, string basket, long length)
    {
        using var answer = await browser.SendAsync(Creation(basket, length));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Upload-Expires") || answer.Content.Headers.Contains("Upload-Expires"));
        return answer.Headers.Location!;
    }

    internal static Task<HttpResponseMessage> Send(HttpClient browser, Uri place, long offset, byte[] bytes)
    {
        var request = Request(HttpMethod.Patch, place);
        request.Headers.Add("Upload-Offset", $"{offset}");
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new(UploadFile.Piece);
        return browser.SendAsync(request);
    }

    internal static async Task<(long Offset, string? File)> Ask(HttpClient browser, Uri place)
    {
        using var answer = await browser.SendAsync(Request(HttpMethod.Head, place));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (
            long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture),
            answer.Headers.TryGetValues(UploadFile.FileHeader, out var file) ? file.Single() : null);
    }

    /// <summary>A bare connection that has announced a piece and sends it by hand.</summary>
    private static async Task<Socket> Line(MaterialsHost host, Uri place, long offset, long length)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        using var browser = host.As(Li);
        var headers = browser.DefaultRequestHeaders.Select(h => $"{h.Key}: {h.Value.Single()}\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"PATCH {place} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
            + $"Content-Type: {UploadFile.Piece}\r\nContent-Length: {length}\r\n{string.Concat(headers)}\r\n"));
        return socket;
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 500, "It did not come about in ten seconds.");
            await Task.Delay(20);
        }
    }

    /// <summary>A clock that is moved by hand.</summary>
    private sealed class Hands(Instant start) : TimeProvider
    {
        private DateTimeOffset now = start.ToChina();

        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

        public void Advance(TimeSpan span) => now += span;
    }
}
