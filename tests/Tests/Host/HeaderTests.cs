using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Tests.Host;

/// <summary>What every answer tells the browser, on every address of the house.</summary>
public sealed class HeaderTests
{
    private static readonly string[] Users = ["shinan-person", "shinan-clerk", "shinan-chief", "shinan-officer", "shinan-editor", "system-admin", "security-admin", "audit-admin"];

    [Fact]
    public async Task Every_answer_has_a_policy_without_inline_scripts_and_names_no_inner_thing()
    {
        await using var world = await World.Start(World.Sqlite);
        var paths = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"))
            .Select(e => (Path: Filled("/" + e.RoutePattern.RawText?.TrimStart('/')), e.Metadata.GetOrderedMetadata<AllowedRoles>()[^1].Roles)).Where(r => !r.Path.StartsWith("/_", StringComparison.Ordinal)).Distinct().ToList();
        var (faults, pages) = (new List<string>(), 0);
        foreach (var user in Users)
        {
            var browser = await world.SignIn(user);
            foreach (var (path, roles) in paths.Where(p => p.Roles is not null || user == Users[0]))
            {
                var answer = await browser.Get(path);
                if (answer.Headers.GetValueOrDefault("Content-Security-Policy") is not { } policy) faults.Add($"{path} has no policy");
                // A file that somebody handed in may carry styles, and nothing else: see DownloadFile.
                else if (policy.Contains("unsafe", StringComparison.Ordinal) || !policy.Contains("default-src", StringComparison.Ordinal) || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)) faults.Add($"{path} has the policy {policy}");
                if (answer.Headers.GetValueOrDefault("X-Content-Type-Options") != "nosniff") faults.Add($"{path} lets the browser guess");
                if (answer.Headers.GetValueOrDefault("Referrer-Policy") != "same-origin") faults.Add($"{path} tells others where one came from");
                if (answer.Headers.ContainsKey("Access-Control-Allow-Origin")) faults.Add($"{path} is open to other sites");
                if (answer.Headers.ContainsKey("Server") || answer.Headers.ContainsKey("X-Powered-By")) faults.Add($"{path} says what it runs on");
                if (!answer.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal)) continue;
                pages++;
                if (answer.Page.QuerySelector("script:not([src]):not([type='application/json'])") is not null || answer.Page.All.Any(e => e.HasAttribute("style") || e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal))))
                    faults.Add($"{path} has something inline");
                if (answer.Body.Contains("   at ", StringComparison.Ordinal) || answer.Body.Contains("Exception", StringComparison.Ordinal) || answer.Body.Contains(world.Options.Data, StringComparison.Ordinal)) faults.Add($"{path} shows what is within");
            }
        }

        Assert.True(pages > 150, $"Only {pages} pages were seen.");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    [Fact]
    public async Task No_cookie_can_be_read_by_a_script_or_sent_by_another_site()
    {
        await using var world = await World.Start(World.Sqlite);
        var set = new List<string>();
        var browser = await world.SignIn("shinan-person");
        foreach (var path in new[] { "/", "/place?to=370202", "/account", "/sign-in/phone", "/plan" }) if ((await browser.Get(path)).Headers.TryGetValue("Set-Cookie", out var cookies)) set.AddRange(cookies.Split('\n'));
        var stranger = world.Browser();
        if ((await stranger.Post("/sign-in", [("user", "nobody"), ("password", "nothing")])).Headers.TryGetValue("Set-Cookie", out var more)) set.AddRange(more.Split('\n'));
        foreach (var cookie in set.Where(c => !c.StartsWith("ow-text", StringComparison.Ordinal)))
        {
            Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("samesite=none", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_problem_told_to_a_program_says_what_to_do_and_nothing_of_the_inside()
    {
        await using var world = await World.Start(World.Sqlite);
        using var client = world.Browser().Client;
        foreach (var (path, body, kind) in new[]
        {
            ("/api/v1/session", "{", "application/json"), ("/api/v1/session", "[]", "application/json"), ("/api/v1/session", "{\"user\":1}", "application/json"), ("/api/v1/session", "x", "text/plain"), ("/oidc/token", "a=b", "application/x-www-form-urlencoded"),
        })
        {
            var answer = await client.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, kind));
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path} {body}: {(int)answer.StatusCode}");
            foreach (var inner in new[] { "Exception", "   at ", "System.", "Microsoft.", "OneWindow.", "LineNumber", "BytePositionInLine", "stackTrace", world.Options.Data })
            {
                Assert.False(said.Contains(inner, StringComparison.Ordinal), $"{path} {body} says: {said}");
            }
        }
    }

    private static string Filled(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{\*{0,2}([a-zA-Z]+)[^}]*\}", m => m.Groups[1].Value is "version" or "sequence" or "status" ? "1" : "nothing");
}
