using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules;

namespace OneWindow.Tests;

/// <summary>
/// The whole house in this process on a real database, with the demonstration city in it and a clock that the test moves. Each world is a
/// copy of a template that is seeded once a run, so a world costs well under a second.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string Sqlite = BothDatabases.Sqlite;
    public const string Postgres = BothDatabases.Postgres;

    private readonly WebApplication app;
    private readonly AppOptions options;
    private bool ownsData;
    private bool stopped;

    private World(WebApplication app, AppOptions options) => (this.app, this.options) = (app, options);

    public IServiceProvider Services => app.Services;

    public AppOptions Options => options;

    public Instant Now => Services.GetRequiredService<TimeProvider>().Now();

    /// <param name="database"><see cref="Sqlite"/> or <see cref="Postgres"/>.</param>
    /// <param name="at">Where the clock starts: China time, "2025-03-03 09:00".</param>
    /// <param name="configure">Settings, and answers of the outside world that a test plays itself.</param>
    public static async Task<World> Start(string database, string at = "2025-03-03 09:00", Action<WebApplicationBuilder>? configure = null)
    {
        var world = await Open(await WorldTemplate.Copy(database, At(at)), configure);
        world.ownsData = true;
        return world;
    }

    /// <summary>A further process on the same data: what a restart, or a second node, finds.</summary>
    public static async Task<World> Open(AppOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var app = OneWindowApp.Build(options, builder =>
        {
            builder.WebHost.UseTestServer();
            // The test server cannot limit bodies and says so at every upload.
            builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Error);
            // A round over every guide in each night that a story passes: its own test switches it on.
            builder.Configuration[OneWindow.Catalogue.CheckOutletsByNight.Setting] = "false";
            // Stand-ins of the outside listen here.
            builder.Configuration[OutsideDoor.Setting] = "127.0.0.1 localhost";
            configure?.Invoke(builder);
        });
        await OneWindowApp.Prepare(app.Services, options);
        await app.StartAsync();
        return new World(app, options);
    }

    /// <summary>Nothing happens by itself in this world: its loops are left out, so that whatever is counted belongs to who asked.</summary>
    public static void Still(WebApplicationBuilder builder)
    {
        foreach (var loop in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s)).ToList()) builder.Services.Remove(loop);
    }

    /// <summary>By what makes it: the web server itself stays.</summary>
    private static bool IsOurs(ServiceDescriptor service) =>
        (service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.DeclaringType?.Assembly)?.GetName().Name?.StartsWith("OneWindow.", StringComparison.Ordinal) == true;

    public static Instant At(string china) => Instant.From(new DateTimeOffset(DateTime.Parse(china, System.Globalization.CultureInfo.InvariantCulture), Instant.ChinaOffset));

    /// <summary>A browser without script: keeps cookies, sends what browsers send with a form.</summary>
    public Browser Browser() => new(app.GetTestServer());

    /// <summary>A browser that is signed in with a demonstration account ("shinan-clerk").</summary>
    public async Task<Browser> SignIn(string user)
    {
        var browser = Browser();
        var accounts = await browser.Client.GetFromJsonAsync<JsonElement>("/demo/accounts");
        var password = accounts.EnumerateArray().Single(a => a.GetProperty("user").GetString() == user).GetProperty("password").GetString()!;
        var answer = await browser.Post("/sign-in", [("user", user), ("password", password)]);
        return answer.Status == HttpStatusCode.SeeOther || answer.Status == HttpStatusCode.Redirect || answer.Status == HttpStatusCode.Found
            ? browser
            : throw new InvalidOperationException($"{user} could not sign in: {(int)answer.Status}");
    }

    /// <summary>Moves the clock and lets everything that is due, and what follows from it, happen.</summary>
    public async Task MoveTo(string china)
    {
        await Settle();
        if (!((MovableClock)Services.GetRequiredService<TimeProvider>()).TryMoveTo(At(china))) throw new InvalidOperationException("The clock only runs forward.");
        await Settle();
    }

    /// <summary>Delivers the outbox and fires what is due.</summary>
    public Task<int> Settle() => Services.GetRequiredService<Settling>().Settle();

    /// <summary>The process ends; its data stay for another until this world is disposed of.</summary>
    public async Task Stop()
    {
        if (stopped) return;
        stopped = true;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (ownsData) WorldTemplate.Delete(options);
    }
}

/// <summary>An answer: its status, where it leads, and its page.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Body)
{
    /// <summary>By their names; several of one name with line ends between them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IDocument Page { get; } = new HtmlParser().ParseDocument(Body);

    public string Text(string selector) => string.Join(' ', Page.QuerySelector(selector)?.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? []);
}

/// <summary>Requests as a browser without script makes them.</summary>
internal sealed class Browser(TestServer server)
{
    private readonly CookieContainer cookies = new();
    private static readonly Uri Home = new("http://localhost");

    public HttpClient Client => server.CreateClient();

    /// <summary>Carries another browser's cookies over: the same person, answered by another process.</summary>
    public Browser With(Browser other)
    {
        cookies.Add(other.cookies.GetCookies(Home));
        return this;
    }

    public Task<Answer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>What is saved instead of shown.</summary>
    public async Task<byte[]> Download(string path)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookies.GetCookieHeader(Home));
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    public Task<Answer> Post(string path, IEnumerable<(string Name, string Value)> fields) => Send(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    /// <summary>A multipart form with one file.</summary>
    public Task<Answer> Upload(string path, IEnumerable<(string Name, string Value)> fields, string fileField, string fileName, byte[] content)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(content), fileField, fileName);
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    /// <summary>A file as it comes down.</summary>
    public async Task<byte[]> Bytes(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies.GetCookieHeader(new Uri(Home, path)) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        using var client = server.CreateClient();
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Sends the first form whose action is this path as the page filled it, with these fields changed.</summary>
    public Task<Answer> Submit(Answer page, string action, params (string Name, string Value)[] changes)
    {
        var form = page.Page.QuerySelectorAll("form").FirstOrDefault(f => f.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"No form posts to {action}.");
        var fields = new List<(string, string)>();
        foreach (var input in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = input.GetAttribute("name")!;
            if (changes.Any(c => c.Name == name)) continue;
            var type = input.GetAttribute("type");
            if (type is "radio" or "checkbox" && !input.HasAttribute("checked")) continue;
            if (type is "file" or "submit") continue;
            var value = input switch
            {
                AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
                AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
                _ => input.GetAttribute("value") ?? (type is "checkbox" ? "on" : ""),
            };
            fields.Add((name, value ?? ""));
        }

        return Post(action, [.. fields, .. changes.Select(c => (c.Name, c.Value))]);
    }

    /// <summary>The same browser, sent here by a page of another site.</summary>
    public Task<Answer> Forge(HttpRequestMessage request, string? origin)
    {
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }

        return Deliver(request);
    }

    public Task<Answer> Send(HttpRequestMessage request)
    {
        if (request.Method != HttpMethod.Get) request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Deliver(request);
    }

    private async Task<Answer> Deliver(HttpRequestMessage request)
    {
        if (cookies.GetCookieHeader(new Uri(Home, request.RequestUri!)) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        if (request.Headers.Accept.Count == 0) request.Headers.Add("Accept", "text/html");
        using var client = server.CreateClient();
        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) cookies.SetCookies(new Uri(Home, request.RequestUri!), cookie);
        }

        return new Answer(response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync())
        {
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join('\n', h.Value), StringComparer.OrdinalIgnoreCase),
        };
    }
}
