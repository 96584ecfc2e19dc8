using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Tests.Plans;

/// <summary>
/// Everything that can be looked at: each GET address with every role that may, and from it the links and forms that lead to the same address with a question behind it:
/// filters and later pages, as the pages themselves offer them.
/// </summary>
internal sealed class Walk(World world)
{
    /// <summary>So many ways of asking one address, by the names of what is asked.</summary>
    private const int Most = 14;

    /// <summary>One of each role, and those above, who see more.</summary>
    private static readonly (Role Role, string User)[] Accounts =
    [
        (Role.Applicant, "shinan-person"), (Role.Applicant, "shinan-company"), (Role.Clerk, "shinan-clerk"), (Role.Clerk, "qingdao-clerk"), (Role.Clerk, "xianggang-clerk"), (Role.Reviewer, "shinan-reviewer"), (Role.Reviewer, "qingdao-reviewer"),
        (Role.ChiefRepresentative, "shinan-chief"), (Role.DepartmentEditor, "shinan-editor"), (Role.ManagementOfficer, "shinan-officer"), (Role.ManagementOfficer, "qingdao-officer"),
        (Role.Regulator, "shinan-regulator"), (Role.UnitOfficer, "shinan-food-unit"), (Role.SystemAdministrator, "system-admin"), (Role.SecurityAdministrator, "security-admin"),
        (Role.AuditAdministrator, "audit-admin"),
    ];

    /// <summary>What stands in an address where any word would do; elsewhere something that finds nothing, which asks the same of the database.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["/work/{place}"] = [.. OneWindow.Cases.WorkPlace.All.Select(p => p.Key)],
        ["/workbench/library/{list}"] = ["departments", "laws", "materials"],
    };

    public int Asked { get; private set; }

    /// <param name="seen">Told of each answer: address, role, path with its question, status.</param>
    /// <param name="forget">Told when what was asked so far does not count.</param>
    public async Task Run(Func<string, string, string, Answer, Task> seen, Func<Task> forget)
    {
        var routes = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"))
            .Select(e => (Path: "/" + e.RoutePattern.RawText?.TrimStart('/'), Roles: e.Metadata.GetOrderedMetadata<AllowedRoles>()[^1].Roles))
            // In the demonstration the page to sign in lists its accounts; and the page of settings counts and verifies whole registers and logs, as `evidence` does.
            .Where(r => r.Path is not ("/sign-in" or "/workbench/security/settings") && !r.Path.StartsWith("/_", StringComparison.Ordinal) && !r.Path.StartsWith("/demo", StringComparison.Ordinal) && !r.Path.StartsWith("/ui", StringComparison.Ordinal) && !r.Path.Contains('.', StringComparison.Ordinal) && !r.Path.Contains("file}", StringComparison.Ordinal))
            .Distinct().OrderBy(r => r.Path, StringComparer.Ordinal).ToList();
        // The list of demonstration accounts is no page of real use.
        var passwords = JsonDocument.Parse((await world.Browser().Get("/demo/accounts")).Body).RootElement.EnumerateArray().ToDictionary(a => a.GetProperty("user").GetString()!, a => a.GetProperty("password").GetString()!);
        // The server writes its log a little later.
        await Task.Delay(TimeSpan.FromSeconds(1));
        await forget();
        foreach (var (role, user) in Accounts)
        {
            var browser = world.Browser();
            await seen("/sign-in", $"{role} {user}", "/sign-in", await browser.Post("/sign-in", [("user", user), ("password", passwords[user])]));
            foreach (var (path, roles) in routes.Where(r => r.Roles?.Contains(role) ?? role == Role.Applicant))
            {
                foreach (var place in PathsOf(path)) await Visit(browser, path, $"{role} {user}", place, seen);
            }
        }
    }

    private async Task Visit(Browser browser, string route, string who, string path, Func<string, string, string, Answer, Task> seen)
    {
        var (queue, kinds) = (new Queue<(string Path, int Depth)>([(path, 0)]), new HashSet<string>());
        while (queue.TryDequeue(out var next))
        {
            Asked++;
            var answer = await browser.Get(next.Path);
            await seen(route, who, next.Path, answer);
            if (next.Depth > 1 || answer.Status != HttpStatusCode.OK) continue;
            foreach (var further in Further(path, answer).Where(f => kinds.Count < Most && kinds.Add(KindOf(f)))) queue.Enqueue((further, next.Depth + 1));
        }
    }

    /// <summary>By names and, of short lists of choices, by values: "state=late", but one "after=" alone.</summary>
    private static string KindOf(string path) =>
        string.Join('&', path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=') is [var name, var value] && (value.Length > 12 || name is "after" or "page" or "from" or "to" or "at") ? name : p).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Further(string path, Answer answer)
    {
        if (answer.Body.StartsWith('{'))
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (json.RootElement.TryGetProperty("next", out var next) && next.GetString() is { } after) yield return $"{path}?after={Uri.EscapeDataString(after)}";
            yield break;
        }

        foreach (var link in answer.Page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)) if (link.StartsWith(path + "?", StringComparison.Ordinal)) yield return link;
        foreach (var form in answer.Page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => (f.GetAttribute("method") ?? "get").Equals("get", StringComparison.OrdinalIgnoreCase) && (f.GetAttribute("action") ?? path) == path))
        {
            var fields = form.QuerySelectorAll("input[name], select[name]").Select(e => (Name: e.GetAttribute("name")!, Values: ValuesOf(e))).Where(f => f.Values.Count > 0).ToList();
            // Each field by itself, and all together.
            foreach (var (name, values) in fields) foreach (var value in values) yield return $"{path}?{name}={Uri.EscapeDataString(value)}";
            if (fields.Count > 1) yield return $"{path}?{string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Values[0])}"))}";
        }
    }

    private static List<string> ValuesOf(AngleSharp.Dom.IElement field) => field switch
    {
        IHtmlSelectElement select => [.. select.Options.Select(o => o.Value).Where(v => v.Length > 0).Take(3)],
        IHtmlInputElement { Type: "date" } => ["2024-06-01"],
        IHtmlInputElement { Type: "hidden" } input => input.Value is { Length: > 0 } kept ? [kept] : [],
        IHtmlInputElement { Type: "checkbox" or "radio" } input => [input.Value],
        IHtmlInputElement { Type: "number" } => ["7"],
        IHtmlInputElement { Type: "search" or "text" } => ["食品"],
        _ => [],
    };

    private static IEnumerable<string> PathsOf(string path) => Known.TryGetValue(path, out var words)
        ? words.Select(w => path[..path.IndexOf('{', StringComparison.Ordinal)] + w)
        : [System.Text.RegularExpressions.Regex.Replace(path, @"\{\*{0,2}([a-zA-Z]+)[^}]*\}", m => m.Groups[1].Value is "version" or "sequence" ? "1" : m.Groups[1].Value is "number" ? "3702022025030300000000013" : "nothing")];
}
