using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Messages;

namespace OneWindow.Tests.Host;

/// <summary>个人信息: nothing of a person stands in an address that anybody is sent to, in a mistake that a program is told, or in what leaves the house as a message.</summary>
public sealed class AddressTests
{
    private const string Name = "于归田";
    private const string Number = "370299195210180513";
    private const string Phone = "19900000017";

    /// <summary>Typed to search: of people who are nobody's applicant, one digit of a number wrong.</summary>
    private static readonly string[] Typed = ["金丝雀某某", "370299195210180514", "13987650129", "示范路 77 号金丝雀院"];

    private static readonly string[] Canaries = [Name, Number, Phone, .. Typed, "金丝雀一号", "金丝雀二号"];

    [Fact]
    public async Task No_address_that_an_applicant_or_staff_is_sent_to_names_a_person()
    {
        await using var world = await World.Start(World.Sqlite);
        var person = await world.SignIn("xianggang-person");
        var number = await new FiledCases(world).File(name: Name, document: Number, phone: Phone);
        var company = await Applicant.SignIn(world);
        var guide = await company.GuideOf(Applicant.Restaurant);
        var written = guide.Form.SelectMany(s => s.Fields).Where(f => f.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Phone)
            .Select((f, i) => (f.Id, Value: f.Kind == FieldKind.Phone ? Typed[2] : i % 2 == 0 ? "金丝雀一号" : "金丝雀二号")).ToArray();
        Assert.True(written.Length > 1);
        var filed = await company.File(answers: written);
        await world.Settle();

        var (faults, clerk) = (new List<string>(), await world.SignIn("shinan-clerk"));
        foreach (var user in new[] { "shinan-clerk", "shinan-reviewer", "shinan-chief", "shinan-officer" })
        {
            var staff = await world.SignIn(user);
            foreach (var words in Canaries)
            {
                foreach (var (path, field) in new[] { ("/work/search", "q"), ("/work/accounts", "number"), ("/work/papers", "number"), ("/workbench/relatives", "number") })
                {
                    var answer = await staff.Post(path, [(field, words), ("name", Name), ("q", words), ("number", words)]);
                    if (answer.Status == HttpStatusCode.Forbidden) continue;
                    Look($"POST {path} as {user}", answer, faults);
                    if (answer.Location is { } next) Look($"{path} → {next}", await staff.Get(next), faults);
                }
            }
        }

        // His own search finds him all the same.
        Assert.Contains(number.ToString(), string.Join('\n', (await clerk.Post("/work/search", [("q", Number)])).Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href"))), StringComparison.Ordinal);
        var seen = 0;
        foreach (var (browser, who, begin) in new (Browser, string, string[])[]
        {
            (clerk, "shinan-clerk", ["/work", $"/work/cases/{number}", $"/work/cases/{filed}"]), (await world.SignIn("shinan-reviewer"), "shinan-reviewer", ["/work", $"/work/cases/{number}"]),
            (await world.SignIn("shinan-officer"), "shinan-officer", ["/work", "/workbench/people"]), (person, "xianggang-person", ["/account", "/my/data", $"/cases/{number}"]),
            (company.Browser, "shinan-company", ["/account", $"/cases/{filed}", $"/receipts/{filed}"]),
        })
        {
            seen += await Walk(browser, who, begin, faults);
        }

        Assert.True(seen > 150, $"Only {seen} pages were walked.");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(40)));
    }

    [Fact]
    public async Task A_mistake_that_a_program_is_told_repeats_nothing_of_a_person()
    {
        await using var world = await World.Start(World.Sqlite);
        await new FiledCases(world).File(name: Name, document: Number, phone: Phone);
        var accounts = (await world.Browser().Client.GetFromJsonAsync<JsonElement>("/demo/accounts")).EnumerateArray().ToDictionary(a => a.GetProperty("user").GetString()!, a => a.GetProperty("password").GetString()!);
        var statuses = new HashSet<int>();
        foreach (var user in new[] { "shinan-company", "shinan-clerk", "shinan-reviewer", "shinan-officer" })
        {
            using var client = world.Browser().Client;
            using var session = await client.PostAsJsonAsync("/api/v1/session", new { user, password = accounts[user] });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
            client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            foreach (var words in Canaries)
            {
                var told = new { item = words, number = words, name = words, user = words, phone = words, address = words, paper = words, answers = new Dictionary<string, string> { ["name"] = words, [words] = words }, applicant = new { name = words, number = words }, materials = Array.Empty<string>(), version = 1 };
                foreach (var path in new[] { "/api/v1/cases", "/api/v1/batches", "/api/v1/session", "/api/v1/lint", $"/api/v1/cases/{Uri.EscapeDataString(words)}/acts/Accept", "/api/v1/signatures/verify" })
                {
                    using var answer = await client.PostAsJsonAsync(path, told);
                    await Heard("POST", path, words, answer);
                }

                foreach (var path in new[] { "/api/v1/cases/", "/api/v1/items/", "/api/v1/batches/" })
                {
                    using var answer = await client.GetAsync(path + Uri.EscapeDataString(words));
                    await Heard("GET", path, words, answer);
                }
            }
        }

        Assert.Superset(new HashSet<int> { 404, 422 }, statuses);

        async Task Heard(string method, string path, string words, HttpResponseMessage answer)
        {
            statuses.Add((int)answer.StatusCode);
            var said = $"{await answer.Content.ReadAsStringAsync()}\n{answer.Headers.Location}";
            Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {(int)answer.StatusCode}");
            if (!answer.IsSuccessStatusCode) Assert.False(Forms(said).Any(s => Canaries.Any(c => s.Contains(c, StringComparison.Ordinal))), $"{method} {path} with {words} says {said}");
        }
    }

    [Fact]
    public async Task What_leaves_the_house_as_a_mail_or_a_short_message_names_neither_the_person_nor_what_he_wrote()
    {
        await using var gateway = await StandInGateway.Start();
        using var mail = new StandInMailHost();
        await using var world = await World.Start(World.Sqlite, configure: Telling.With(gateway, mail));
        var telling = new Telling(world);
        var company = await Applicant.SignIn(world);
        var chosen = await company.Browser.Submit(await company.Browser.Get("/my/messages/channels"), "/my/messages/channels", ("first", "email"), ("second", "sms"), ("email", "boss@shop.example.cn"));
        Assert.Equal(HttpStatusCode.Found, chosen.Status);
        var guide = await company.GuideOf(Applicant.Restaurant);
        var written = guide.Form.SelectMany(s => s.Fields).Where(f => f.Kind is FieldKind.Text or FieldKind.LongText).Select((f, i) => (f.Id, Value: i % 2 == 0 ? "金丝雀一号" : "金丝雀二号")).ToArray();
        var number = OneWindow.Kernel.CaseNumber.Parse(await company.File(answers: written));
        await telling.Accept(number);
        await world.MoveTo("2025-03-03 10:00");
        await telling.Review(number);
        await world.MoveTo("2025-03-03 10:02");
        var other = await company.Browser.Submit(await company.Browser.Get("/my/messages/channels"), "/my/messages/channels", ("first", "sms"), ("second", "phone"));
        Assert.Equal(HttpStatusCode.Found, other.Status);
        await telling.Do(number, new Approve());
        await world.MoveTo("2025-03-03 10:05");

        Assert.NotEmpty(mail.Mails);
        Assert.NotEmpty(gateway.Delivered);
        var left = gateway.Delivered.Select(d => d.Text).Concat(mail.Mails.Select(m => $"{m}\n{StandInMailHost.BodyOf(m)}\n{StandInMailHost.HeaderOf(m, "Subject")}")).ToList();
        foreach (var text in left)
        {
            foreach (var secret in new[] { "青岛示范湾餐饮有限公司", "苏景澄", "91370202XNQ00001X2", "19900000004", "金丝雀", "测试用的理由" })
                Assert.False(Forms(text).Any(f => f.Contains(secret, StringComparison.Ordinal)), $"“{secret}” leaves the house: {text}");
        }
    }

    /// <summary>Every page that links and ways lead to from here, as far as they are of this house.</summary>
    private static async Task<int> Walk(Browser browser, string who, string[] begin, List<string> faults)
    {
        const int Most = 120;
        var (known, waiting) = (new HashSet<string>(begin, StringComparer.Ordinal), new Queue<string>(begin));
        var seen = 0;
        while (waiting.TryDequeue(out var path) && seen < Most)
        {
            seen++;
            var answer = await browser.Get(path);
            Look($"{path} as {who}", answer, faults);
            foreach (var next in answer.Page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Append(answer.Location ?? "").Where(h => h.StartsWith('/') && !h.StartsWith("//", StringComparison.Ordinal)))
            {
                var way = next.Split('#')[0];
                // Each list once: its further pages and orders are the same addresses with other numbers.
                if (known.Add(way.Split('?')[0])) waiting.Enqueue(way);
            }
        }

        return seen;
    }

    /// <summary>Where this answer sends or links to; fields that a form would put into an address.</summary>
    private static void Look(string where, Answer answer, List<string> faults)
    {
        var addresses = answer.Page.All.SelectMany(e => e.Attributes.Where(a => a.Name is "href" or "src" or "action" or "formaction" or "data-href" or "data-url" or "cite").Select(a => a.Value))
            .Where(a => !a.StartsWith("data:", StringComparison.Ordinal) && !a.StartsWith("tel:", StringComparison.Ordinal) && !a.StartsWith("mailto:", StringComparison.Ordinal))
            .Concat(answer.Page.QuerySelectorAll("form:not([method=post]) input[name], form:not([method=post]) select[name]").Select(i => i.GetAttribute("value") ?? ""))
            .Append(answer.Location ?? "");
        foreach (var address in addresses)
        {
            if (Forms(address).Any(a => Canaries.Any(c => a.Contains(c, StringComparison.Ordinal)))) faults.Add($"{where}: {WebUtility.UrlDecode(address)}");
        }
    }

    /// <summary>As it stands, and as a server reads it.</summary>
    private static IEnumerable<string> Forms(string text) => [text, WebUtility.UrlDecode(text), WebUtility.HtmlDecode(text), System.Text.RegularExpressions.Regex.Unescape(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\\\\u", "\\u", StringComparison.Ordinal))];
}
