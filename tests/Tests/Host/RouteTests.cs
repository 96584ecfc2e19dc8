using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Tests.Documents;
using OneWindow.Ui;

namespace OneWindow.Tests.Host;

/// <summary>The route walk: no route forgotten, each with its permission, every role and a stranger answered as it says, every unsafe one closed to foreign pages.</summary>
public sealed class RouteTests
{
    /// <summary>A demonstration account of each role.</summary>
    private static readonly (Role Role, string User)[] Accounts =
    [
        (Role.Clerk, "shinan-clerk"), (Role.Reviewer, "shinan-reviewer"), (Role.ChiefRepresentative, "shinan-chief"), (Role.DepartmentEditor, "shinan-editor"),
        (Role.ManagementOfficer, "shinan-officer"), (Role.Regulator, "shinan-regulator"), (Role.UnitOfficer, "shinan-food-unit"), (Role.SystemAdministrator, "system-admin"),
        (Role.SecurityAdministrator, "security-admin"), (Role.AuditAdministrator, "audit-admin"),
    ];

    [Fact]
    public async Task Routes_and_permissions_are_printed()
    {
        await using var world = await World.Start(World.Sqlite);
        var text = new StringBuilder(
            "# 谁能做什么\n\n由测试打印：每个地址属于哪项功能、谁可以调用，以及后面的数据按什么划定范围、由数据库的哪一列限定。“所有人”包括没有账号的人；"
            + "行先按角色放行，再按范围在查询里筛选。猜别人的编号得到的回答，与没有这个编号时一样。\n\n"
            + "| 功能 | 地址 | 谁 | 范围 | 由哪一列限定 |\n|---|---|---|---|---|\n");
        var missing = new List<string>();
        foreach (var (method, path, roles, feature) in Routes(world).OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal))
        {
            var scope = roles.Roles is null ? null : Scope.Of(path);
            if (roles.Roles is not null && scope is null) missing.Add($"{method} {path}");
            text.Append($"| {WordsOf(feature)} | {method} `{path}` | {Scope.RolesIn(roles.Roles)} | {scope?.Words ?? "公开"} | {string.Join("、", scope?.Columns.Select(c => $"`{c}`") ?? [])} |\n");
        }

        Verdict.None("A route says by what its rows are bounded (Scopes.cs).", missing);
        Verdict.None("A scope names a column that is there.", Scope.All.SelectMany(s => s.Columns).Distinct().Except(Columns(world), StringComparer.OrdinalIgnoreCase));
        Printed.Check("docs/generated/permissions.md", text.ToString());
    }

    [Fact]
    public async Task Every_role_and_a_stranger_are_answered_as_each_route_s_permission_says()
    {
        await using var world = await World.Start(World.Sqlite);
        var routes = Routes(world).ToList();
        Assert.True(routes.Count > 20);
        var stranger = world.Browser();
        foreach (var (method, path, roles, _) in routes.Where(r => r.Roles.Roles is not null))
        {
            var answer = await stranger.Send(new HttpRequestMessage(new HttpMethod(method), Filled(path)));
            Assert.True(IsTurnedAway(answer), $"{method} {path} let a stranger in: {(int)answer.Status}");
        }

        foreach (var (role, user) in Accounts)
        {
            var browser = await world.SignIn(user);
            foreach (var (method, path, roles, _) in routes.Where(r => r.Roles.Roles is { } allowed && !allowed.Contains(role)))
            {
                var answer = await browser.Send(new HttpRequestMessage(new HttpMethod(method), Filled(path)));
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path} answered {role} with {(int)answer.Status}");
            }

            foreach (var (method, path, roles, _) in routes.Where(r => r.Method == "GET" && (r.Roles.Roles?.Contains(role) ?? true)))
            {
                var answer = await browser.Send(new HttpRequestMessage(HttpMethod.Get, Filled(path)));
                Assert.True((int)answer.Status < 500, $"{method} {path} answered {role} with {(int)answer.Status}");
            }
        }
    }

    [Fact]
    public async Task No_unsafe_route_takes_a_form_from_a_foreign_page()
    {
        await using var world = await World.Start(World.Sqlite);
        var browser = await world.SignIn("shinan-clerk");
        var tried = 0;
        foreach (var (method, path, roles, _) in Routes(world).Where(r => r.Method is not ("GET" or "HEAD" or "OPTIONS")))
        {
            if (roles.Roles is { } allowed && !allowed.Contains(Role.Clerk)) continue;
            foreach (var origin in new[] { "https://evil.example", null })
            {
                tried++;
                var answer = await browser.Forge(new HttpRequestMessage(new HttpMethod(method), Filled(path)) { Content = new FormUrlEncodedContent([]) }, origin);
                // 415: the route takes no form at all.
                Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType, $"{method} {path} took a form from {origin ?? "nowhere"}: {(int)answer.Status}");
            }
        }

        Assert.True(tried > 4);
    }

    private static bool IsTurnedAway(Answer answer) =>
        answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (answer.Status is HttpStatusCode.Found && answer.Location?.StartsWith("/sign-in", StringComparison.Ordinal) == true);

    private static IEnumerable<(string Method, string Path, AllowedRoles Roles, Type? Feature)> Routes(World world) =>
        from endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
        where !path.StartsWith("/_content", StringComparison.Ordinal) && !path.StartsWith("/_framework", StringComparison.Ordinal)
        let roles = endpoint.Metadata.GetOrderedMetadata<AllowedRoles>() is [.., var last] ? last : throw new InvalidOperationException($"{path} states no permission.")
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path, roles, FeatureOf(endpoint));

    private static Type? FeatureOf(RouteEndpoint endpoint)
    {
        var type = endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.DeclaringType;
        while (type?.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>The Chinese word with which the feature's own file begins: "/// &lt;summary>条线监督: …".</summary>
    private static string WordsOf(Type? feature)
    {
        if (feature is null || Tree.FilesUnder("src/").FirstOrDefault(f => f.EndsWith($"/{feature.Name}.cs", StringComparison.Ordinal)) is not { } file) return "";
        return System.Text.RegularExpressions.Regex.Match(Tree.Read(file), @"/// <summary>\s*(?:/// )?([\u4e00-\u9fff、，“”（）]+)").Groups[1].Value;
    }

    /// <summary>"module.table.column" of every module's tables.</summary>
    private static HashSet<string> Columns(World world)
    {
        using var scope = world.Services.CreateScope();
        return
        [
            .. from type in OneWindow.Tests.Architecture.Projects.Types where typeof(OneWindow.Storage.ModuleDb).IsAssignableFrom(type) && !type.IsAbstract
               let db = scope.ServiceProvider.GetService(type) as Microsoft.EntityFrameworkCore.DbContext where db is not null
               from entity in db.Model.GetEntityTypes() let table = entity.GetTableName() where table is not null
               from property in entity.GetProperties()
               // On SQLite a table's name begins with its module's.
               select $"{entity.GetSchema() ?? table.Split('_')[0]}.{table[(entity.GetSchema() is null ? table.IndexOf('_', StringComparison.Ordinal) + 1 : 0)..]}.{property.GetColumnName()}",
        ];
    }

    /// <summary>A path with something in each parameter that finds nothing.</summary>
    private static string Filled(string path) =>
        System.Text.RegularExpressions.Regex.Replace(path, @"\{\*{0,2}([a-zA-Z]+)[^}]*\}", m => m.Groups[1].Value is "version" or "sequence" ? "1" : "nothing");
}
