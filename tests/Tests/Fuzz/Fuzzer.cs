using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Tests.Fuzz;

/// <summary>One request that was made up.</summary>
/// <param name="Who">The account whose cookies it carries; null: a stranger.</param>
internal sealed record Made(int Number, string? Who, string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, bool Chunked)
{
    public override string ToString() =>
        $"#{Number} {Method} {Path}{Query} as {Who ?? "a stranger"}\n{string.Join('\n', Headers.Select(h => $"{h.Name}: {Short(h.Value)}"))}\n\n{(Body is null ? "" : Short(Encoding.Latin1.GetString(Body)))}";

    private static string Short(string text) => text.Length > 600 ? $"{text[..600]}… ({text.Length})" : text;
}

/// <summary>
/// Makes requests up from ones that work: the house's own routes, the forms and links of its own pages, and then something odd in one or more places. The same seed makes
/// the same requests.
/// </summary>
internal sealed partial class Fuzzer(IReadOnlyList<(string Method, string Path)> routes, IReadOnlyList<Form> forms, IReadOnlyList<string?> people, int seed)
{
    private static readonly string[] Names = ["q", "after", "at", "page", "show", "from", "to", "place", "item", "number", "code", "name", "version", "key", "reason", "state", "grade", "file", "user", "password", "phone", "then", "paper", "answers"];
    private static readonly string[] Said = ["basket", "material", "filename"];
    private readonly Random random = new(seed);

    /// <summary>What the task names first comes more often than the hundreds of other routes.</summary>
    private readonly IReadOnlyList<(string Method, string Path)> often =
        [.. routes.Where(r => r.Path.StartsWith("/uploads", StringComparison.Ordinal) || r.Path.StartsWith("/search", StringComparison.Ordinal) || r.Path.StartsWith("/api/", StringComparison.Ordinal) || r.Path == "/sign-in")];

    /// <summary>Every unsafe and safe route of the house but those that only play the outside; from their metadata.</summary>
    public static IReadOnlyList<(string Method, string Path)> RoutesOf(World world) =>
    [
        .. world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, "/" + e.RoutePattern.RawText?.TrimStart('/'))))
            .Where(r => !r.Item2.StartsWith("/_", StringComparison.Ordinal) && !r.Item2.StartsWith("/demo", StringComparison.Ordinal) && !r.Item2.Contains("file}", StringComparison.Ordinal))
            .Distinct().OrderBy(r => r.Item2, StringComparer.Ordinal).ThenBy(r => r.m, StringComparer.Ordinal),
    ];

    public Made Next(int number)
    {
        var who = people[random.Next(people.Count)];
        var headers = new List<(string, string)> { ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html") };
        if (forms.Count > 0 && random.Next(4) == 0) return OfForm(number, forms[random.Next(forms.Count)], headers);
        var (method, template) = random.Next(4) == 0 ? often[random.Next(often.Count)] : routes[random.Next(routes.Count)];
        var path = Parameter().Replace(template, _ => Uri.EscapeDataString(Clean(random.Next(3) == 0 ? "nothing" : Text())));
        if (random.Next(25) == 0) path = Tricked(path);
        if (random.Next(40) == 0) method = random.Next(3) switch { 0 => "DELETE", 1 => "PROPFIND", _ => "HEAD" };
        var body = method is "GET" or "HEAD" ? null : Body(headers);
        if (path.StartsWith("/uploads", StringComparison.Ordinal)) Tus(headers);
        Trouble(headers);
        return new Made(number, who, method, path, random.Next(2) == 0 ? Query() : "", headers, body, random.Next(3) == 0);
    }

    private Made OfForm(int number, Form form, List<(string, string)> headers)
    {
        var fields = form.Fields.ToList();
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            if (fields.Count == 0 || random.Next(8) == 0) fields.Add((Names[random.Next(Names.Length)], Text()));
            else if (random.Next(8) == 0) fields.RemoveAt(random.Next(fields.Count));
            else if (random.Next(6) == 0) fields.Add(fields[random.Next(fields.Count)]);
            else
            {
                var at = random.Next(fields.Count);
                fields[at] = (fields[at].Item1, Text());
            }
        }

        var text = string.Join('&', fields.Select(f => $"{Coded(f.Item1)}={Coded(f.Item2)}"));
        Trouble(headers);
        if (form.Method == "GET") return new Made(number, form.Who, "GET", form.Path, "?" + text, headers, null, false);
        headers.Add(("Content-Type", random.Next(12) == 0 ? Odd.Kinds[random.Next(Odd.Kinds.Length)] ?? "" : "application/x-www-form-urlencoded"));
        return new Made(number, form.Who, "POST", form.Path, "", headers, Encoding.UTF8.GetBytes(text), random.Next(4) == 0);
    }

    private byte[] Body(List<(string, string)> headers)
    {
        if (Odd.Kinds[random.Next(Odd.Kinds.Length)] is { } kind) headers.Add(("Content-Type", kind));
        return random.Next(3) switch
        {
            0 => Odd.Bodies[random.Next(Odd.Bodies.Length)],
            1 => Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, random.Next(6)).Select(_ => $"{Coded(Names[random.Next(Names.Length)])}={Coded(Text())}"))),
            _ => Json(),
        };
    }

    private byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Names[random.Next(Names.Length)]).Distinct().ToDictionary(n => n, _ => random.Next(5) switch
    {
        0 => (object?)null, 1 => random.NextInt64(), 2 => new[] { Clean(Text()) }, 3 => new Dictionary<string, object?> { ["name"] = Clean(Text()), ["version"] = random.Next(-2, 3) }, _ => Clean(Text()),
    }));

    private string Query() => "?" + string.Join('&', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"{Names[random.Next(Names.Length)]}={Coded(Text())}"));

    /// <summary>Mostly as it should be in an address, sometimes as it is, broken escapes among it.</summary>
    private string Coded(string text) => random.Next(8) switch { 0 => "%c0%af%ff" + Uri.EscapeDataString(Clean(text)), 1 when !text.Contains('&', StringComparison.Ordinal) && text.All(char.IsAscii) && !text.Any(char.IsControl) => text, _ => Uri.EscapeDataString(Clean(text)) };

    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private string Text() => random.Next(14) switch
    {
        0 => string.Concat(Enumerable.Repeat(Odd.Texts[random.Next(Odd.Texts.Length)], 1 + random.Next(40))),
        1 => new string((char)random.Next(0x20, 0x9fff), random.Next(1, 9_000)),
        2 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        3 => Odd.Texts[random.Next(Odd.Texts.Length)] + Odd.Texts[random.Next(Odd.Texts.Length)],
        _ => Odd.Texts[random.Next(Odd.Texts.Length)],
    };

    private string Tricked(string path) => random.Next(6) switch
    {
        0 => path + "/", 1 => "/" + path, 2 => path.Replace("/", "//", StringComparison.Ordinal), 3 => path + "/..%2f..", 4 => path.ToUpperInvariant(), _ => path + "/" + new string('a', 3_000),
    };

    private void Tus(List<(string, string)> headers)
    {
        if (random.Next(6) > 0) headers.Add(("Tus-Resumable", "1.0.0"));
        if (random.Next(3) > 0) headers.Add(("Upload-Length", random.Next(3) == 0 ? Header(Text()) : "5"));
        if (random.Next(3) > 0) headers.Add(("Upload-Offset", random.Next(3) == 0 ? Header(Text()) : "0"));
        if (random.Next(3) > 0)
            headers.Add(("Upload-Metadata", string.Join(',', Said.Select(n => $"{n} {(random.Next(5) == 0 ? Header(Text()) : Convert.ToBase64String(Encoding.UTF8.GetBytes(Clean(Text()))))}"))));
    }

    private void Trouble(List<(string, string)> headers)
    {
        for (var times = random.Next(5) - 2; times > 0; times--)
        {
            var line = Odd.Headers[random.Next(Odd.Headers.Length)];
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..colon], random.Next(6) == 0 && !line.StartsWith("Host", StringComparison.Ordinal) ? Header(Text()) : line[(colon + 1)..].Trim()));
        }
    }

    /// <summary>What a server lets through at all: no control signs.</summary>
    private static string Header(string text) => string.Concat(Clean(text).Where(c => !char.IsControl(c)).Take(4_000));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

/// <summary>A form as a page offers it.</summary>
internal sealed record Form(string? Who, string Method, string Path, IReadOnlyList<(string Name, string Value)> Fields)
{
    public static IEnumerable<Form> On(string? who, string path, string page)
    {
        foreach (var form in new HtmlParser().ParseDocument(page).QuerySelectorAll("form").OfType<IHtmlFormElement>())
        {
            var action = form.GetAttribute("action") is { Length: > 0 } set ? set : path;
            if (!action.StartsWith('/') || action.StartsWith("/demo", StringComparison.Ordinal) || action == "/sign-out") continue;
            var fields = form.QuerySelectorAll("input[name], select[name], textarea[name]")
                .Select(e => (e.GetAttribute("name")!, e is IHtmlSelectElement select ? select.Value ?? "" : e.GetAttribute("value") ?? e.TextContent)).ToList();
            yield return new Form(who, (form.GetAttribute("method") ?? "get").ToUpperInvariant(), action.Split('?')[0], fields);
        }
    }
}
