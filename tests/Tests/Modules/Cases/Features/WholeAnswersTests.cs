using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Rows, an address with its region (ChooseRegion), checks: at a browser without script, at the counter, by a program, on both databases.</summary>
public sealed class WholeAnswersTests
{
    private const string Living = "370202-minimum-living";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static readonly (string, string)[] Household =
    [
        ("home.province", "370000000000"), ("home.city", "370200000000"), ("home.county", "370202000000"), ("home.town", "370202001000"), ("home.text", "示范路 12 号"),
        ("family.0.name", "林晓舟"), ("family.0.relation", "本人"), ("family.0.born", "1988-03-16"), ("family.0.income", "1200"),
        ("disabled", "否"), ("situation", "主要劳动力失业"), ("consent", "是"),
    ];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rows_are_added_and_removed_without_script_and_nothing_typed_is_lost(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world, "shinan-person");
        var path = $"/drafts/{await applicant.Begin(Living)}/steps/household";
        var page = await applicant.Browser.Get(path);
        Assert.Single(page.Page.QuerySelectorAll(".rows-row"));
        Assert.Equal("370202000000", page.Page.QuerySelector("select[name='home.county'] option[selected]")!.GetAttribute("value"));

        async Task<Answer> Press(Answer at, string button, params (string, string)[] typed)
        {
            var pressed = await applicant.Browser.Submit(at, path, [.. typed, (WholeAnswers.Button, button)]);
            Assert.StartsWith(path, pressed.Location, StringComparison.Ordinal);
            return await applicant.Browser.Get(path);
        }

        page = await Press(page, "add:family", ("family.0.name", "林晓舟"), ("family.0.income", "很多"), ("situation", "失业"));
        page = await Press(page, "add:family", ("family.1.name", "林小满"), ("family.1.relation", "子女"));
        Assert.Equal(3, page.Page.QuerySelectorAll("fieldset.rows-row").Length);
        Assert.Empty(page.Page.QuerySelectorAll(".error-summary"));
        page = await Press(page, "remove:family:0");
        Assert.Equal(2, page.Page.QuerySelectorAll("fieldset.rows-row").Length);
        Assert.Equal("林小满", page.Page.QuerySelector("input[name='family.0.name']")!.GetAttribute("value"));
        Assert.Equal("失业", page.Page.QuerySelector("textarea[name=situation]")!.TextContent.Trim());

        // Handed on: what is wrong is told beside the cell, and the empty row is nobody.
        var wrong = await applicant.Browser.Submit(page, path, ("family.0.income", "很多"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("第 1 行的月收入（元）应为金额", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.NotNull(wrong.Page.GetElementById("f-family.0.income-error"));
        Assert.Contains("第 1 行的出生日期", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.DoesNotContain("第 2 行", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("林小满", wrong.Page.QuerySelector("input[name='family.0.name']")!.GetAttribute("value"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_region_is_chosen_from_above_to_below_without_script(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world, "shinan-person");
        var path = $"/drafts/{await applicant.Begin(Living)}/steps/household";
        var page = await applicant.Browser.Get(path);
        await applicant.Browser.Submit(page, path, ("home.province", "500000000000"), ("home.text", "示范街 3 号"), (WholeAnswers.Button, "regions:home"));
        page = await applicant.Browser.Get(path);
        Assert.Equal("500000000000", page.Page.QuerySelector("select[name='home.province'] option[selected]")!.GetAttribute("value"));
        Assert.Null(page.Page.QuerySelector("select[name='home.city'] option[selected]"));
        Assert.NotNull(page.Page.QuerySelector("select[name='home.city'] option[value='500100000000']"));
        Assert.Equal("示范街 3 号", page.Page.QuerySelector("input[name='home.text']")!.GetAttribute("value"));

        var wrong = await applicant.Browser.Submit(page, path, Household[5..]);
        Assert.Contains("请选择家庭实际居住地所在的省、市和区县", wrong.Text(".error-summary"), StringComparison.Ordinal);
        var below = await applicant.Browser.Get("/regions/500100000000/below");
        Assert.Contains("渝中区", below.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.Browser.Get("/regions/x/below")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_does_not_add_up_is_a_hint_while_filling_in_and_a_refusal_when_handed_in(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world, "shinan-person");
        var guide = await applicant.GuideOf(Living);
        var draft = await applicant.Begin(Living);
        await applicant.Fill(draft, guide);
        var path = $"/drafts/{draft}/steps/household";
        var saved = await applicant.Browser.Submit(await applicant.Browser.Get(path), path, [.. Household, ("income", "1800")]);
        Assert.Equal(HttpStatusCode.Found, saved.Status);

        const string told = "家庭月收入合计和各成员的月收入加起来不一样";
        Assert.Contains(told, (await applicant.Browser.Get(path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains(told, (await applicant.Browser.Get($"/drafts/{draft}")).Text("main"), StringComparison.Ordinal);
        var check = await applicant.Browser.Get($"/drafts/{draft}/check");
        Assert.Contains(told, check.Text(".error-summary"), StringComparison.Ordinal);
        Assert.NotNull(check.Page.QuerySelector($".error-summary a[href='{path}?back=check#f-income']"));
        Assert.Contains("林晓舟，与申请人的关系 本人", check.Text("main"), StringComparison.Ordinal);
        Assert.Contains("山东省青岛市市南区香港中路街道示范路 12 号", check.Text("main"), StringComparison.Ordinal);
        foreach (var material in Applicant.Needed(guide)) await applicant.Upload(draft, material);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.HandIn(draft)).Status);

        await applicant.Browser.Submit(await applicant.Browser.Get(path), path, ("income", "1200"));
        Assert.DoesNotContain(told, (await applicant.Browser.Get($"/drafts/{draft}")).Text("main"), StringComparison.Ordinal);
        var receipt = await applicant.HandIn(draft);
        Assert.StartsWith("/receipts/", receipt.Location, StringComparison.Ordinal);

        var number = CaseNumber.Parse(receipt.Location!["/receipts/".Length..]);
        var answers = await FiledAnswers.Of(number, world.Services.GetRequiredService<ICases>());
        Assert.Equal("[{\"name\":\"林晓舟\",\"relation\":\"本人\",\"born\":\"1988-03-16\",\"income\":\"1200.00\"}]", answers["family"]);
        Assert.Equal("{\"region\":\"370202001000\",\"place\":\"山东省青岛市市南区香港中路街道\",\"text\":\"示范路 12 号\"}", answers["home"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_counter_files_the_same_rows_under_the_same_checks(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var path = await clerk.Begin(Living, Counter.LinXiaozhou);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Living))!;
        var page = await clerk.Get(path);
        (string, string)[] known = [("name", "林晓舟"), ("residentId", "370299198803160212"), ("address", "示范路 12 号"), ("phone", "19900000001"), (ApplicationForm.DeliveryField, "窗口领取"), .. Household];
        var added = await clerk.Submit(page, path, [.. known, ("income", "1200"), (WholeAnswers.Button, "add:family")]);
        Assert.Equal($"{path}#f-family", added.Location);
        page = await clerk.Get(path);
        Assert.Equal(2, page.Page.QuerySelectorAll("fieldset.rows-row").Length);
        foreach (var material in Applicant.Needed(guide))
        {
            await clerk.Upload(path, [.. known, ("family.rows", "2"), ("income", "7"), ("seen", page.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!), ("then", "materials")], UploadForm.FieldOf(material), "a.pdf", Sheets.Pdf());
            page = await clerk.Get(path);
        }

        var refused = await clerk.Submit(page, path, ("income", "7"), ("window", "3"), ("confirm", "on"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("家庭月收入合计", refused.Text(".error-summary"), StringComparison.Ordinal);
        Assert.NotNull(refused.Page.GetElementById("f-income-error"));
        var filed = await clerk.Submit(refused, path, ("income", "1200"), ("window", "3"), ("confirm", "on"));
        Assert.True(filed.Location?.StartsWith("/receipts/", StringComparison.Ordinal) == true, filed.Text(".error-summary"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_program_sends_rows_as_a_list_and_is_told_what_does_not_add_up(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world, "shinan-person");
        var guide = await applicant.GuideOf(Living);
        object Order(string income) => new
        {
            item = Living,
            answers = new Dictionary<string, object>
            {
                ["name"] = "林晓舟", ["residentId"] = "370299198803160212", ["address"] = "示范路 12 号", ["phone"] = "19900000001", ["income"] = income, ["disabled"] = "否", ["situation"] = "失业", ["consent"] = "是",
                ["home"] = new { region = "370202001000", text = "示范路 12 号" },
                ["family"] = new object[] { new { name = "林晓舟", relation = "本人", born = "1988-03-16", income = "1000" }, new { name = "林小满", relation = "子女", born = "2015-06-01", income = "200.00" } },
            },
            delivery = "electronic",
            files = Applicant.Needed(guide).Select(m => new { material = m, name = $"{m}.pdf", content = Convert.ToBase64String(Sheets.Pdf()) }),
        };
        Task<Answer> Send(string income, string key)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(Order(income)) };
            request.Headers.Add("Idempotency-Key", key);
            return applicant.Browser.Send(request);
        }

        var refused = await Send("1000.00", "k-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(JsonDocument.Parse(refused.Body).RootElement.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "income");
        var filed = await Send("1200.00", "k-2");
        Assert.True(filed.Status == HttpStatusCode.Created, filed.Body);
        var number = JsonDocument.Parse(filed.Body).RootElement.GetProperty("number").GetString()!;
        var answers = await FiledAnswers.Of(CaseNumber.Parse(number), world.Services.GetRequiredService<ICases>());
        Assert.Equal("山东省青岛市市南区香港中路街道", FormFacts.PartsOf(answers["home"])[FieldParts.Place]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Trying_a_form_adds_rows_and_tells_what_does_not_add_up(string database)
    {
        await using var world = await World.Start(database);
        var visitor = world.Browser();
        var path = $"/items/{Living}/try";
        var page = await visitor.Submit(await visitor.Get(path), path, [.. Household, (WholeAnswers.Button, "add:family")]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(2, page.Page.QuerySelectorAll("fieldset.rows-row").Length);
        Assert.Equal("林晓舟", page.Page.QuerySelector("input[name='family.0.name']")!.GetAttribute("value"));
        (string, string)[] rest = [("name", "林晓舟"), ("residentId", "370299198803160212"), ("address", "示范路 12 号"), ("phone", "19900000001"), .. Household];
        Assert.Contains("加起来不一样", (await visitor.Submit(page, path, [.. rest, ("income", "1")])).Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("都填对了", (await visitor.Submit(page, path, [.. rest, ("income", "1200")])).Text("main"), StringComparison.Ordinal);
    }
}
