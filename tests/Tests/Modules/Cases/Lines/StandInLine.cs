using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneWindow.Cases;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>
/// A line system as docs/how-to/line-systems.md describes it, over real HTTP: it takes packages (or is down, or slow) and tells, by signed news, whatever the test
/// lets it tell: late, twice, out of order, contradicting, or under a wrong key.
/// </summary>
internal sealed class StandInLine : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Sm2PrivateKey key = Sm2PrivateKey.Generate();
    private int numbers;

    private StandInLine(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public string PublicKey => Convert.ToBase64String(key.Public().ToSpki());

    public bool Down { get; set; }

    public bool Slow { get; set; }

    public int Calls { get; private set; }

    /// <summary>Packages by their id: the same id is the same package.</summary>
    public ConcurrentDictionary<string, JsonElement> Packages { get; } = new(StringComparer.Ordinal);

    public static async Task<StandInLine> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var line = new StandInLine(app);
        app.MapPut("/packages/{id}", line.Take);
        await app.StartAsync();
        return line;
    }

    private async Task<IResult> Take(string id, JsonElement sent)
    {
        Calls++;
        if (Down) return Results.StatusCode(503);
        if (Packages.TryGetValue(id, out var known)) Assert.Equal(known.GetRawText(), sent.GetRawText());
        Packages[id] = sent.Clone();
        if (Slow) await Task.Delay(2500);
        return Results.Json(new { number = $"T-{id[^4..]}" });
    }

    public OutsideNews News(CaseNumber number, string act, string at, string? reasons = null, string? own = null) =>
        new("demo-line", own ?? $"N{++numbers}", number.ToString(), act, World.At(at), Officer: "A01", Reasons: reasons);

    /// <summary>Sends one message; the status and the answer.</summary>
    public async Task<(int Status, JsonElement Answer)> Tell(World world, OutsideNews news, bool forged = false, string? system = null)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(news, Json.Options));
        using var other = Sm2PrivateKey.Generate();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/lines/{system ?? news.System}/news") { Content = new ByteArrayContent(body) };
        request.Headers.Add("OneWindow-Signature", Convert.ToBase64String((forged ? other : key).Sign(OutsideNews.Signed(body))));
        using var answer = await world.Browser().Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Dispose();
    }
}
