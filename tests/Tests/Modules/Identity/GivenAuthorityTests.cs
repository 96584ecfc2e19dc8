using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>GiveAuthority, ListAuthorities, ActForOthers, ManageClients: who may act for whom, through the whole house.</summary>
public sealed class GivenAuthorityTests
{
    private const string Company = "青岛示范湾餐饮有限公司";
    private const string CompanyNumber = "91370202XNQ00001X2";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-25-1")]
    public async Task A_company_gives_its_accountant_one_power_for_a_month_sees_each_use_and_takes_it_back_within_the_request(string database)
    {
        await using var world = await World.Start(database);
        var (company, person) = (await world.SignIn("shinan-company"), await world.SignIn("shinan-person"));
        var number = await CaseOf(world, CompanyNumber);
        var given = await company.Post("/account/authorities/new",
        [
            ("kind", "Person"), ("name", "林晓舟"), ("number", "370299198803160212"), ("powers", "Withdraw"), ("scope", "some"), ("items", FiledCases.Item),
            ("from", "2025-03-03"), ("until", "2025-04-03"),
        ]);
        Assert.StartsWith("/account/authorities/", given.Location, StringComparison.Ordinal);
        var document = (await company.Get($"{given.Location}/document")).Text("main");
        Assert.Contains("授权委托书", document, StringComparison.Ordinal);
        Assert.Contains("撤回申请", document, StringComparison.Ordinal);
        Assert.Contains("2025年3月3日 到 2025年4月3日", document, StringComparison.Ordinal);

        // Until he has accepted he is nobody's agent; a stranger does not even see it.
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("yuzhong-person")).Post(Accept(given), [])).Status);
        Assert.Contains(Company, (await person.Get("/account/acting")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await person.Post(Accept(given), [])).Status);
        var subject = (await person.Get("/account")).Page.QuerySelector("button[name=subject]")!.GetAttribute("value")!;
        await person.Post("/account/hat", [("subject", subject)]);
        Assert.Contains("正在以 青岛示范湾餐饮有限公司（代理人 林晓舟） 的身份办事", (await person.Get("/my/cases")).Text(".hat-bar"), StringComparison.Ordinal);

        // One power, and no other: he may not file, nor give on what he was given.
        var filing = await person.Get($"/items/{FiledCases.Item}/apply");
        Assert.Contains("委托的权限不含“填写并提交申请”", filing.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Get("/account/authorities/new")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.Get("/my/messages")).Status);
        Assert.Contains(number.ToString(), (await person.Get("/my/cases")).Body, StringComparison.Ordinal);
        var answer = await person.Post($"/cases/{number}/withdrawal", [("seen", "1"), ("confirm", "on"), ("confirmed", "on"), ("kept", "on"), ("reason", "")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        await world.Settle();
        var used = (await company.Get(given.Location!)).Text("main");
        Assert.Contains("林晓舟 撤回了申请", used, StringComparison.Ordinal);
        Assert.Contains("2025年3月3日", used, StringComparison.Ordinal);
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.Equal(given.Location!.Split('/')[^1], log[^1].Authority);

        // Ended: the browser and the program are out with their next request.
        await company.Post($"{given.Location}/end", []);
        Assert.Equal(HttpStatusCode.Redirect, (await person.Get("/my/cases")).Status);
        Assert.StartsWith("/sign-in", (await person.Get("/my/cases")).Location, StringComparison.Ordinal);
        Assert.Contains("委托人已撤销", (await company.Get("/account/authorities")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(Company, (await (await world.SignIn("shinan-person")).Get("/account")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_acts_under_an_authority_is_out_with_the_request_after_its_end()
    {
        await using var world = await World.Start(World.Sqlite);
        var (company, program) = (await world.SignIn("shinan-company"), await Program(world, "shinan-agent"));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/cases", TestContext.Current.CancellationToken)).StatusCode);
        var authority = (await company.Get("/account/authorities")).Page.QuerySelector("form[action$='/end']")!.GetAttribute("action")!;
        await company.Post(authority, []);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/cases", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_firm_assigns_its_own_staff_and_loses_every_right_the_moment_the_client_ends_it()
    {
        await using var world = await World.Start(World.Sqlite);
        var (client, firm, staff) = (await world.SignIn("shinan-company"), await world.SignIn("xianggang-company"), await world.SignIn("xianggang-person"));
        var given = await client.Post("/account/authorities/new",
        [
            ("kind", "Firm"), ("name", "青岛示范邻里生活服务有限公司"), ("number", "91370202XNQ000052J"), ("powers", "Apply"), ("powers", "Correct"), ("scope", "all"),
            ("from", "2025-03-03"), ("until", "2025-12-31"),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, (await firm.Post(Accept(given), [])).Status);
        var clients = given.Location!.Replace("authorities", "clients", StringComparison.Ordinal);
        // A wrong name and somebody unknown are one answer.
        var wrong = await firm.Post($"{clients}/staff", [("name", "于归去"), ("number", "370299195210180513")]);
        var unknown = await firm.Post($"{clients}/staff", [("name", "于归田"), ("number", "11010519491231002X")]);
        Assert.Contains("没有找到这位已实名登录过的人员", wrong.Text("main"), StringComparison.Ordinal);
        Assert.Contains("没有找到这位已实名登录过的人员", unknown.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await firm.Post($"{clients}/staff", [("name", "于归田"), ("number", "370299195210180513")])).Status);
        Assert.Contains("于归田", (await client.Get(given.Location!)).Text("main"), StringComparison.Ordinal);
        // The client's own page alone assigns nobody, and nobody else's firm either.
        Assert.Equal(HttpStatusCode.NotFound, (await client.Post($"{clients}/staff", [("name", "于归田"), ("number", "370299195210180513")])).Status);

        await PutOn(staff, Company);
        Assert.StartsWith("/drafts/", (await staff.Get($"/items/{FiledCases.Item}/apply")).Location, StringComparison.Ordinal);
        await client.Post($"{given.Location}/end", []);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.Get("/my/cases")).Status);
        Assert.DoesNotContain(Company, (await firm.Get("/account/clients")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(Company, (await (await world.SignIn("xianggang-person")).Get("/account")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_wrongly_comes_back_filled_in_and_a_slip_shows_nobody_s_matters_to_a_stranger()
    {
        await using var world = await World.Start(World.Sqlite);
        var company = await world.SignIn("shinan-company");
        (string, string)[] form =
        [
            ("kind", "Relative"), ("name", "林晓舟"), ("number", "370299198803160212"), ("powers", "Apply"), ("scope", "all"), ("from", "2025-03-03"), ("until", "2025-03-02"),
        ];
        var again = await company.Post("/account/authorities/new", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("林晓舟", again.Page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        form[^1] = ("until", "2025-05-01");
        Assert.Contains("亲友只能查看进度", (await company.Post("/account/authorities/new", form)).Text("main"), StringComparison.Ordinal);
        // Somebody else's number under the right name: he whom the number names does not see it.
        form[3] = ("powers", "Progress");
        form[2] = ("number", "500199198507040215");
        var given = await company.Post("/account/authorities/new", form);
        var stranger = await world.SignIn("yuzhong-person");
        Assert.DoesNotContain(Company, (await stranger.Get("/account/acting")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post(Accept(given), [])).Status);
        var found = await company.Post("/account/authorities/new", [.. form, ("find", "yes"), ("words", "食品经营")]);
        Assert.Contains(found.Page.QuerySelectorAll("input[name=items]"), i => i.GetAttribute("value") == FiledCases.Item);
    }

    [Fact]
    public void Every_security_event_has_words_so_that_no_page_or_export_stops_at_one()
    {
        foreach (var kind in Enum.GetValues<SecurityEventKind>())
        {
            Assert.NotEmpty(ReadSecurityLog.WordsOf(new SecurityEventRow { Number = 1, At = new Instant(0), Kind = kind, Note = "clerk", Hash = [] }));
        }
    }

    internal static async Task PutOn(Browser browser, string name)
    {
        var button = (await browser.Get("/account")).Page.QuerySelectorAll("button[name=subject]").Single(b => b.TextContent.Contains(name, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post("/account/hat", [("subject", button.GetAttribute("value")!)])).Status);
    }

    /// <summary>A case that the principal filed himself.</summary>
    internal static async Task<CaseNumber> CaseOf(World world, string number)
    {
        var (guide, subject) = (await new FiledCases(world).Guide(), (await world.Services.GetRequiredService<ISubjects>().FindByNumber(number))!);
        var serial = await world.Services.GetRequiredService<Serials>().Next(guide.Place, world.Now.Date, 0);
        var paper = await world.Services.GetRequiredService<Papers>().Save(serial, subject, new { form = new { name = "演示" } });
        var present = Filing.Demanded(guide, new Dictionary<string, string>()).Select(m => m.Id).Order(StringComparer.Ordinal).ToList();
        var submit = new Submit(subject, Channel.Online, [], present, new Dictionary<string, string>(), guide.Deliveries[0], null) { Paper = paper };
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var filed = await desk.File(serial, new Actor("t-self", "本人", Role.Applicant, RegionCode.Nation, null, subject), submit, await desk.ContextFor(guide), $"submit-{serial}");
        Assert.True(filed.Try(out _, out var why), why?.Message);
        return serial;
    }

    private static string Accept(Answer given) => given.Location!.Replace("authorities", "acting", StringComparison.Ordinal) + "/accept";

    private static async Task<HttpClient> Program(World world, string user)
    {
        var client = world.Browser().Client;
        var accounts = await client.GetFromJsonAsync<JsonElement>("/demo/accounts");
        var password = accounts.EnumerateArray().Single(a => a.GetProperty("user").GetString() == user).GetProperty("password").GetString();
        var opened = await (await client.PostAsJsonAsync("/api/v1/session", new { user, password })).Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", opened.GetProperty("token").GetString());
        return client;
    }
}
