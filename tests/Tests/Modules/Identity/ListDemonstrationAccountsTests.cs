using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Identity;

public sealed class ListDemonstrationAccountsTests
{
    private static readonly string[] Places = ["370202000000", "370202001000", "500103000000", "130181000000", "610118000000"];
    private static readonly Role[] EachPlaceHas = [Role.Applicant, Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer, Role.Regulator, Role.DepartmentEditor];

    [Fact]
    public async Task Every_place_has_everybody_that_a_case_meets_and_the_administrators_are_three_people()
    {
        await using var site = await IdentitySite.Start();
        var all = await site.Program().GetFromJsonAsync<List<JsonElement>>(new Uri("/demo/accounts", UriKind.Relative));
        Assert.Empty(
            from place in Places
            from role in EachPlaceHas
            where !all!.Exists(a => Text(a, "place") == place && Text(a, "role") == RoleWords.CodeOf(role))
            select $"{place} {role}");
        Assert.All(Places, place => Assert.Equal(
            ["agent", "company", "person"],
            all!.Where(a => Text(a, "place") == place && Text(a, "role") == "applicant").Select(a => Text(a, "kind")).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(3, all!.Where(a => Text(a, "role").EndsWith("-administrator", StringComparison.Ordinal)).Select(a => Text(a, "name")).Distinct().Count());
        Assert.Equal(all!.Count, all.Select(a => Text(a, "password")).Distinct().Count());
        Assert.All(all, a => Assert.True(Text(a, "name").Length > 1 && Text(a, "placeName").Length > 1));
    }

    [Fact]
    public async Task A_click_signs_in_as_who_it_says_and_the_page_offers_every_account()
    {
        await using var site = await IdentitySite.Start();
        var browser = site.Browse();
        var page = await browser.Page("/sign-in");
        var offered = page.QuerySelectorAll("form[action='/demo/sign-in'] button[name=user]").Select(b => b.GetAttribute("value")).ToList();
        Assert.Contains("shinan-agent", offered);
        Assert.Equal(offered.Count, offered.Distinct().Count());
        var entered = await browser.Post("/demo/sign-in", ("user", "shinan-agent"), ("return", "/who"));
        Assert.Equal("/who", entered.Headers.Location?.OriginalString);
        Assert.Contains("青岛示范湾餐饮有限公司（代理人 程小满）", await (await browser.Get("/who")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Text(JsonElement account, string name) => account.GetProperty(name).GetString() ?? "";
}
