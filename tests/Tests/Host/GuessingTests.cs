using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Materials;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Ui;

namespace OneWindow.Tests.Host;

/// <summary>
/// 猜不出来: whoever guesses a number learns nothing: another's, one that never was and one that cannot be are answered with the same status, the same bytes, after the same
/// questions to the database.
/// </summary>
public sealed partial class GuessingTests
{
    private static readonly (Role Role, string User)[] Guessers =
    [
        (Role.Applicant, "yuzhong-person"), (Role.Clerk, "yuzhong-clerk"), (Role.Reviewer, "yuzhong-reviewer"), (Role.ChiefRepresentative, "yuzhong-chief"), (Role.ManagementOfficer, "yuzhong-officer"), (Role.Regulator, "yuzhong-regulator"),
    ];

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Anothers_number_a_missing_one_and_nonsense_are_answered_alike(string database)
    {
        await using var world = await World.Start(database, configure: World.Still);
        var guesses = await Guesses(world);
        using var asked = new Asked(world);
        var (differences, compared) = (new List<string>(), 0);
        foreach (var (role, user) in Guessers)
        {
            var browser = await world.SignIn(user);
            foreach (var (method, path) in Routes(world, role))
            {
                if (Parameter().Matches(path) is not [var first, ..] || !guesses.TryGetValue(first.Groups[1].Value, out var ids)) continue;
                string At(string id) => Parameter().Replace(path, m => m == first || m.Index == first.Index ? Uri.EscapeDataString(id) : m.Groups[1].Value is "sequence" or "version" ? "1" : "other");
                async Task<(string Said, int Questions)> Ask(string id)
                {
                    asked.Begin();
                    var answer = await browser.Send(new HttpRequestMessage(new HttpMethod(method), At(id)) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null });
                    return (Same($"{(int)answer.Status} {answer.Location}\n{answer.Body}", id), asked.End());
                }

                await Ask(ids[1]); // What is read once and kept is read now.
                var said = new List<(string Said, int Questions)>();
                foreach (var id in ids) said.Add(await Ask(id));
                // Not understood before anybody looked: the wrong kind of body, no version of the protocol.
                if (said[0].Said.StartsWith("41", StringComparison.Ordinal)) continue;
                compared++;
                for (var i = 1; i < ids.Length; i++)
                {
                    if (said[i].Said != said[0].Said || said[i].Questions != said[0].Questions) differences.Add($"{method} {path} as {user}: {ids[0]} → {Start(said[0].Said)} after {said[0].Questions} questions, {ids[i]} → {Start(said[i].Said)} after {said[i].Questions}{(said[i].Said == said[0].Said ? "" : " (the answers differ)")}");
                }
            }
        }

        Assert.True(compared > 60, $"Only {compared} addresses were guessed at.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {compared * 3}:\n{string.Join('\n', differences)}");
    }

    [Theory]
    [InlineData("/progress")]
    [InlineData("/progress/collect")]
    public async Task Who_asks_by_number_and_code_learns_nothing_from_being_wrong(string path)
    {
        await using var world = await World.Start(World.Sqlite, configure: World.Still);
        var ids = (await Guesses(world))["number"];
        using var asked = new Asked(world);
        var stranger = world.Browser();
        async Task<(string Said, int Questions)> Ask(string id)
        {
            asked.Begin();
            var answer = await stranger.Post(path, [("number", id), ("code", "ABC234"), ("paper", "11010519491231002X")]);
            return (Same($"{(int)answer.Status} {answer.Body}", id), asked.End());
        }

        await Ask(ids[1]);
        var first = await Ask(ids[0]);
        Assert.True(first.Questions > 0);
        foreach (var id in ids.Skip(1).Take(2)) Assert.Equal(first, await Ask(id));
    }

    /// <summary>By the parameter's name: another's, one that is nobody's, and two that cannot be.</summary>
    private static async Task<Dictionary<string, string[]>> Guesses(World world)
    {
        var owner = await Applicant.SignIn(world);
        var draft = await owner.Begin();
        await owner.Upload(draft, "layout");
        await using var materials = await world.Services.GetRequiredService<IDbContextFactory<MaterialsDb>>().CreateDbContextAsync();
        var file = await materials.Files.Where(f => f.Basket == draft).Select(f => f.Id).FirstAsync();
        var begin = new HttpRequestMessage(HttpMethod.Post, "/uploads");
        begin.Headers.Add("Tus-Resumable", "1.0.0");
        begin.Headers.Add("Upload-Length", "500");
        begin.Headers.Add("Upload-Metadata", string.Join(',', new[] { ("basket", draft), ("material", "rules"), ("filename", "章程.pdf") }.Select(p => $"{p.Item1} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(p.Item2))}")));
        var upload = (await owner.Browser.Send(begin)).Location!.Split('/')[^1];
        var number = await world.File();
        return new()
        {
            ["number"] = [number.ToString(), CaseNumber.From(number.Region, number.Day, 0, 777_777).ToString(), "3702022025030300000000011", "nothing"],
            ["draft"] = [draft, Swapped(draft), "nothing", "nobody-there"],
            ["file"] = [file, Swapped(file), "nothing", "nobody-there"],
            ["upload"] = [upload, Swapped(upload), "nothing", "nobody-there"],
        };
    }

    /// <summary>As long, and nobody's.</summary>
    private static string Swapped(string id) => new([.. id.Reverse()]);

    private static IEnumerable<(string Method, string Path)> Routes(World world, Role role) =>
        from endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
        where !path.StartsWith("/demo", StringComparison.Ordinal) && !path.StartsWith("/_", StringComparison.Ordinal)
        where endpoint.Metadata.GetOrderedMetadata<AllowedRoles>()[^1].Roles?.Contains(role) ?? role == Role.Applicant
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is "GET" or "POST" or "DELETE"
        select (method, path);

    /// <summary>Without what varies by request: the number itself, tokens and keys of forms.</summary>
    private static string Same(string answer, string id) =>
        Varying().Replace(answer.Replace(Uri.EscapeDataString(id), "ID", StringComparison.Ordinal).Replace(System.Net.WebUtility.HtmlEncode(id), "ID", StringComparison.Ordinal).Replace(id, "ID", StringComparison.Ordinal), "");

    private static string Start(string said) => said.Split('\n')[0];

    [GeneratedRegex(@"\{\*{0,2}([a-zA-Z]+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("""value="[A-Za-z0-9_-]{20,}"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|"traceId":"[^"]*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Varying();

    /// <summary>Counts the statements that this house sends to its database.</summary>
    private sealed class Asked : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];
        private readonly string ours;
        private int count;

        public Asked(World world)
        {
            ours = world.Options.Db is { } connection ? new Npgsql.NpgsqlConnectionStringBuilder(connection).Database! : world.Options.Data;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public void Begin() => Volatile.Write(ref count, 0);

        public int End() => Volatile.Read(ref count);

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data && data.Command.Connection?.ConnectionString.Contains(ours, StringComparison.Ordinal) == true) Interlocked.Increment(ref count);
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
