using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OneWindow.Identity;
using OneWindow.Storage;

namespace OneWindow.Tests.Host;

/// <summary>正式运行: what goes over the wire once it is no demonstration: cookies that only TLS and this host carry, and the whole set of headers on every kind of answer.</summary>
public sealed class RealUseTests
{
    private const string Password = "Own harbour 2026";

    [Fact]
    public async Task Each_cookie_goes_over_tls_to_this_host_alone_and_each_kind_of_answer_has_every_header()
    {
        await using var before = await World.Start(World.Sqlite);
        await using (var db = await before.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync())
        {
            foreach (var account in await db.Accounts.Where(a => a.User == "shinan-person" || a.User == "shinan-clerk").ToListAsync()) account.PasswordHash = AccountDoor.Hash(Password);
            await db.SaveChangesAsync();
        }

        await before.Stop();
        await using var world = await World.Open(before.Options with { Empty = true }, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(new RunMode(Demonstration: false)));
            builder.Configuration["PublicAddress"] = "https://localhost";
        });
        var browser = new Wire(world.Browser().Client);
        await browser.Send(HttpMethod.Get, "/sign-in");
        Assert.Equal(HttpStatusCode.Found, await browser.Send(HttpMethod.Post, "/sign-in", ("user", "shinan-person"), ("password", Password)));
        Assert.Contains("__Host-ow-session", browser.Jar.Keys);
        Assert.Equal(HttpStatusCode.OK, await browser.Send(HttpMethod.Get, "/account"));
        Assert.Equal(HttpStatusCode.Found, await browser.Send(HttpMethod.Post, "/text-size", ("size", "large")));
        await browser.Send(HttpMethod.Get, "/");
        Assert.Contains("large", browser.Body, StringComparison.Ordinal);
        await browser.Send(HttpMethod.Post, "/place", ("place", "370202000000"));
        Assert.Equal(["__Host-ow-form", "__Host-ow-place", "__Host-ow-session", "__Host-ow-text"], browser.Jar.Keys.Order(StringComparer.Ordinal));

        // An error page, problem details, a file, a style sheet, a redirect, a refusal.
        Assert.Equal(HttpStatusCode.NotFound, await browser.Send(HttpMethod.Get, "/nothing-here"));
        Assert.Equal(HttpStatusCode.OK, await browser.Send(HttpMethod.Get, "/api/v1/items"));
        Assert.InRange((int)await browser.Send(HttpMethod.Get, "/api/v1/cases/nothing"), 400, 499);
        Assert.Equal(HttpStatusCode.OK, await browser.Send(HttpMethod.Get, "/brand.css"));
        Assert.Equal(HttpStatusCode.OK, await browser.Send(HttpMethod.Get, "/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Send(HttpMethod.Get, "/workbench/people"));
        Assert.Equal(HttpStatusCode.Found, await new Wire(world.Browser().Client).Send(HttpMethod.Get, "/account"));
        Assert.Equal(HttpStatusCode.Found, await browser.Send(HttpMethod.Post, "/sign-out"));
        Assert.True(browser.Faults.Count == 0, string.Join('\n', browser.Faults.Distinct()));
        Assert.Superset(new HashSet<string> { "text/html", "application/json", "text/css" }, browser.Kinds);
        Assert.DoesNotContain("__Host-ow-session", browser.Jar.Keys);
    }

    /// <summary>Bytes as they come over TLS, each answer looked at.</summary>
    private sealed class Wire(HttpClient client)
    {
        private static readonly (string Name, string Value)[] Always =
        [
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "geolocation=(), microphone=(), camera=(), payment=()"), ("Strict-Transport-Security", "max-age=31536000"),
        ];

        public Dictionary<string, string> Jar { get; } = [];

        public List<string> Faults { get; } = [];

        public HashSet<string> Kinds { get; } = [];

        public string Body { get; private set; } = "";

        public async Task<HttpStatusCode> Send(HttpMethod method, string path, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(method, new Uri("https://localhost" + path));
            request.Headers.Add("Accept", "text/html");
            if (Jar.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Jar.Select(c => $"{c.Key}={c.Value}")));
            if (method == HttpMethod.Post)
            {
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            }

            using var answer = await client.SendAsync(request);
            Body = await answer.Content.ReadAsStringAsync();
            if (answer.Content.Headers.ContentType is { MediaType: { } kind }) Kinds.Add(kind);
            foreach (var (name, value) in Always)
            {
                var said = answer.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : "nothing";
                if (said != value) Faults.Add($"{method} {path}: {name} is {said}");
            }

            var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var policies) ? policies.Single() : "";
            if (!policy.Contains("default-src", StringComparison.Ordinal) || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal)) Faults.Add($"{method} {path}: the policy is {policy}");
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Take(path, cookie);
            return answer.StatusCode;
        }

        private void Take(string path, string cookie)
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            var (name, value) = (parts[0][..parts[0].IndexOf('=', StringComparison.Ordinal)], parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (!name.StartsWith("__Host-", StringComparison.Ordinal)) Faults.Add($"{path}: {name} has no prefix");
            foreach (var needed in new[] { "secure", "httponly", "path=/" }) if (!parts.Contains(needed, StringComparer.OrdinalIgnoreCase)) Faults.Add($"{path}: {name} is not {needed}: {cookie[parts[0].Length..]}");
            if (!parts.Any(p => p.Equals("samesite=lax", StringComparison.OrdinalIgnoreCase) || p.Equals("samesite=strict", StringComparison.OrdinalIgnoreCase))) Faults.Add($"{path}: {name} goes to other sites");
            if (parts.Any(p => p.StartsWith("domain=", StringComparison.OrdinalIgnoreCase))) Faults.Add($"{path}: {name} is for a whole domain");
            if (value.Length == 0) Jar.Remove(name);
            else Jar[name] = value;
        }
    }
}
