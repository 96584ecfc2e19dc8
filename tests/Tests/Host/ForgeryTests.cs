using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Materials;
using OneWindow.Ui;

namespace OneWindow.Tests.Host;

/// <summary>
/// 伪造请求: whatever another site makes the browser of somebody who is signed in send, to whichever address that changes something: it is refused, and not a row is written.
/// </summary>
public sealed class ForgeryTests
{
    private static readonly (Role Role, string User)[] Accounts =
    [
        (Role.Applicant, "shinan-person"), (Role.Clerk, "shinan-clerk"), (Role.Reviewer, "shinan-reviewer"), (Role.ChiefRepresentative, "shinan-chief"), (Role.DepartmentEditor, "shinan-editor"),
        (Role.ManagementOfficer, "shinan-officer"), (Role.Regulator, "shinan-regulator"), (Role.UnitOfficer, "shinan-food-unit"), (Role.SystemAdministrator, "system-admin"),
        (Role.SecurityAdministrator, "security-admin"), (Role.AuditAdministrator, "audit-admin"),
    ];

    [Fact]
    public async Task No_role_is_made_to_change_anything_by_another_site_or_without_its_own_token()
    {
        await using var world = await World.Start(World.Sqlite, configure: World.Still);
        using var writes = new Writes(world);
        var others = Token(await (await world.SignIn("yuzhong-person")).Get("/account"));
        var (faults, tried, refused, own) = (new List<string>(), 0, 0, 0);
        foreach (var (role, user) in Accounts)
        {
            var browser = await world.SignIn(user);
            var page = await browser.Get("/account");
            var token = Token(page);
            Assert.NotEqual(others, token);
            foreach (var (method, path) in Unsafe(world, role))
            {
                foreach (var (name, headers, field) in new (string, (string, string)[], string?)[]
                {
                    ("another site, by what the browser says", [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost")], token),
                    ("a neighbouring host, by what the browser says", [("Sec-Fetch-Site", "same-site")], token),
                    ("another site, by its origin", [("Origin", "https://evil.example")], token),
                    ("a sandboxed page", [("Origin", "null")], token),
                    ("without any word of where from", [], null),
                    ("with somebody else's token", [], others),
                })
                {
                    tried++;
                    writes.Begin();
                    var answer = await Forge(browser, method, path, headers, field);
                    if (answer.Status == HttpStatusCode.Forbidden) refused++;
                    // Doors that few may knock at in a minute shut before anybody asks who knocks.
                    else if (answer.Status != HttpStatusCode.TooManyRequests) faults.Add($"{method} {path} as {user}, {name}: {(int)answer.Status}");
                    if (writes.End() is { Count: > 0 } written) faults.Add($"{method} {path} as {user}, {name} wrote: {written[0]}");
                }
            }

            // The same token in the hand of whose it is opens the door: the refusals above are not for some other reason.
            if (await Forge(browser, "POST", "/text-size", [], token) is { Status: not HttpStatusCode.Forbidden }) own++;
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(60))}");
        Assert.Equal(Accounts.Length, own);
        Assert.True(refused > 2_000 && refused > tried * 0.9, $"Only {refused} of {tried} were refused for where they come from.");
    }

    /// <summary>As a form, and where the address takes no form, as what it takes.</summary>
    private static async Task<Answer> Forge(Browser browser, string method, string path, (string Name, string Value)[] headers, string? token)
    {
        var answer = await Send(new FormUrlEncodedContent(token is null ? [] : [KeyValuePair.Create("__RequestVerificationToken", token)]));
        foreach (var kind in new[] { "application/json", UploadFile.Piece })
        {
            if (answer.Status != HttpStatusCode.UnsupportedMediaType) break;
            answer = await Send(new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(kind) } });
        }

        return answer;

        Task<Answer> Send(HttpContent content)
        {
            var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            if (token is not null) request.Headers.TryAddWithoutValidation("RequestVerificationToken", token);
            return browser.Forge(request, null);
        }
    }

    private static string Token(Answer page) => page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>Every address that this role may send something to.</summary>
    private static IEnumerable<(string Method, string Path)> Unsafe(World world, Role role) =>
        (from endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
         let path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
         where !path.StartsWith("/_", StringComparison.Ordinal)
         where endpoint.Metadata.GetOrderedMetadata<AllowedRoles>()[^1].Roles?.Contains(role) ?? true
         from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
         where method is not ("GET" or "HEAD" or "OPTIONS")
         select (method, Filled(path))).Distinct();

    private static string Filled(string path) =>
        System.Text.RegularExpressions.Regex.Replace(path, @"\{\*{0,2}([a-zA-Z]+)[^}]*\}", m => m.Groups[1].Value is "version" or "sequence" or "status" ? "1" : "nothing");

    /// <summary>Hears every statement of this house that changes rows.</summary>
    private sealed class Writes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly string[] Changing = ["INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE"];
        private readonly ConcurrentBag<IDisposable> subscriptions = [];
        private readonly string ours;
        private ConcurrentQueue<string> heard = new();

        public Writes(World world)
        {
            ours = world.Options.Data;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public void Begin() => Interlocked.Exchange(ref heard, new());

        public IReadOnlyList<string> End() => [.. Volatile.Read(ref heard)];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data && data.Command.Connection?.ConnectionString.Contains(ours, StringComparison.Ordinal) == true
                && Changing.Any(c => data.Command.CommandText.Contains(c, StringComparison.Ordinal))) heard.Enqueue(data.Command.CommandText);
        }

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }

        public void Dispose()
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
        }
    }
}
