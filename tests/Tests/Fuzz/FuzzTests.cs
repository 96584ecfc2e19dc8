using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Fuzz;

/// <summary>
/// Whatever comes in: the house answers, in time, never with a fault of its own, and never with what belongs to somebody else. ONEWINDOW_FUZZ_COUNT and ONEWINDOW_FUZZ_SEED
/// set how many requests and which.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>An applicant's own telephone; whoever fuzzes is somebody else, and none of his staff.</summary>
    private const string Canary = "19876540321";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] People = ["yuzhong-person", "yuzhong-clerk", "yuzhong-reviewer", "yuzhong-chief", "yuzhong-editor", "yuzhong-officer", "yuzhong-regulator", "system-admin", "security-admin", "audit-admin"];

    private static readonly string[] Pages =
    [
        "/", "/sign-in", "/sign-in/phone", "/sign-in/report", "/search", "/progress", "/progress/collect", "/items", "/items/500103-food-business", "/plan", "/pay", "/feedback", "/ledger/check", "/messages/check", "/verify", "/which", "/place",
        "/account", "/account/authorities/new", "/account/phone", "/my/messages/channels", "/my/data", "/work/search", "/work/accounts", "/work/drafts", "/work/receive", "/work/signing", "/workbench/people", "/workbench/people/new",
        "/workbench/systems", "/workbench/organisations", "/workbench/organisations/new", "/workbench/duty", "/workbench/relatives", "/workbench/secrecy", "/workbench/security/assets/new", "/workbench/brand", "/workbench/import/", "/workbench/requests/new/",
        "/workbench/guides/new/", "/workbench/combinations/new/", "/workbench/library/", "/work/guidance/new", "/workbench/online-filing", "/workbench/fees", "/workbench/ratings", "/workbench/sink-down/", "/workbench/stationing/",
    ];

    [Fact]
    public async Task Whatever_comes_in_is_answered_without_a_fault_in_time_and_tells_nothing_of_others()
    {
        var count = Number("ONEWINDOW_FUZZ_COUNT") ?? 3_000;
        var seed = Number("ONEWINDOW_FUZZ_SEED") ?? Random.Shared.Next();
        var log = new Kept();
        await using var world = await World.Start(World.Sqlite, configure: builder => builder.Logging.AddProvider(log));
        await (await Applicant.SignIn(world)).File(answers: ("phone", Canary));
        var server = (TestServer)world.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        var passwords = JsonDocument.Parse((await world.Browser().Get("/demo/accounts")).Body).RootElement.EnumerateArray().ToDictionary(a => a.GetProperty("user").GetString()!, a => a.GetProperty("password").GetString()!);
        var cookies = new Dictionary<string, string>();
        foreach (var user in People) cookies[user] = await SignIn(server, user, passwords[user]);
        var forms = new List<Form>();
        foreach (var who in People.Prepend(null))
        {
            foreach (var page in Pages)
            {
                var (status, body) = await Send(server, new Made(0, who, "GET", page, "", [("Accept", "text/html")], null, false), cookies);
                if (status == 200) forms.AddRange(Form.On(who, page, body));
            }
        }

        Assert.True(forms.Count > 60, $"Only {forms.Count} forms were found to begin with.");
        var (fuzzer, faults, statuses) = (new Fuzzer(Fuzzer.RoutesOf(world), forms, [null, .. People], seed), new List<string>(), new SortedDictionary<int, int>());
        for (var i = 1; i <= count && faults.Count < 20; i++)
        {
            var made = fuzzer.Next(i);
            var lines = log.Count;
            try
            {
                var (status, body) = await Send(server, made, cookies);
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (status >= 500) faults.Add($"{status} {made}\n{log.From(lines)}");
                if (status < 500 && log.From(lines).Contains("An unhandled exception", StringComparison.Ordinal)) faults.Add($"{status}, and logged as a fault of ours: {made}\n{log.From(lines)}");
                if (body.Contains(Canary, StringComparison.Ordinal)) faults.Add($"tells another's telephone: {made}");
                // Who was signed out by what he sent signs in again.
                if (made.Who is { } who && status is 302 or 401 && i % 50 == 0) cookies[who!] = await SignIn(server, who!, passwords[who!]);
            }
            catch (OperationCanceledException)
            {
                faults.Add($"no answer in {Longest.TotalSeconds:F0} s: {made}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"seed {seed}, {count} requests: {string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}"))}");
        if (log.All.Contains("CANARY-typed", StringComparison.Ordinal)) faults.Add($"what was typed stands in the log: {log.Around("CANARY-typed")}");
        if (log.All.Contains(Canary, StringComparison.Ordinal)) faults.Add($"a telephone stands in the log: {log.Around(Canary)}");
        Assert.True(faults.Count == 0, $"seed {seed}:\n\n{string.Join("\n\n", faults)}");
        Assert.True(statuses.Keys.Count > 5 && statuses.GetValueOrDefault(200) > count / 50 && statuses.GetValueOrDefault(422) > count / 100, $"The requests hardly reached anything: {string.Join(", ", statuses)}");
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<string> SignIn(TestServer server, string user, string password)
    {
        var form = Encoding.UTF8.GetBytes($"user={user}&password={password}");
        var context = await server.SendAsync(c => Fill(c, new Made(0, null, "POST", "/sign-in", "", [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")], form, false), null));
        return string.Join("; ", context.Response.Headers.SetCookie.Select(c => c!.Split(';')[0]));
    }

    private static async Task<(int Status, string Body)> Send(TestServer server, Made made, Dictionary<string, string> cookies)
    {
        using var patience = new CancellationTokenSource(Longest);
        var context = await server.SendAsync(c => Fill(c, made, made.Who is { } who ? cookies[who] : null), patience.Token);
        using var bytes = new MemoryStream();
        await context.Response.Body.CopyToAsync(bytes, patience.Token);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Fill(HttpContext context, Made made, string? cookie)
    {
        var request = context.Request;
        (request.Method, request.Scheme, request.Host) = (made.Method, "http", new HostString("localhost"));
        request.Path = new PathString(Uri.UnescapeDataString(made.Path));
        request.QueryString = new QueryString(made.Query);
        if (cookie is not null) request.Headers.Cookie = cookie;
        foreach (var (name, value) in made.Headers) request.Headers[name] = name == "Cookie" && cookie is not null ? $"{cookie}; {value}" : value;
        if (made.Body is null) return;
        request.Body = new MemoryStream(made.Body);
        if (made.Chunked) request.Headers.TransferEncoding = "chunked";
        else request.ContentLength = made.Body.Length;
    }

    /// <summary>Everything that the house logs, as text.</summary>
    private sealed class Kept : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public int Count => lines.Count;

        public string All => string.Join('\n', lines);

        public string From(int line) => string.Join('\n', lines.Skip(line).Select(l => l.Length > 1_500 ? l[..1_500] : l));

        public string Around(string what) => lines.First(l => l.Contains(what, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
