namespace OneWindow.Journeys;

/// <summary>
/// Signing in by the city's identity service, a certified provider in a process of its own: a person's first time with an application in hand, what a company
/// sees, somebody whom the service has not checked, and leaving both houses.
/// </summary>
public sealed class SignInElsewhere(Chromium chromium)
{
    private const string Item = "370202-food-business";

    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task A_person_and_a_company_sign_in_by_the_identity_service(int width, bool script)
    {
        await using var provider = await CertifiedProvider.Start();
        await using var house = new House();
        foreach (var (name, value) in provider.Settings) house.Settings[name] = value;
        await house.InitializeAsync();
        var way = new Way($"signing in by the identity service, {width} px", width, Script: script, Axe: script);
        var tally = new Tally(way.Name);

        await using (var person = await Enter("1 person", "yu-qinglan"))
        {
            await person.Open("/account");
            await person.Sees("于清岚");
            await person.Sees("本人核验");
            await person.Press("退出登录");
            await person.Sees("在公用的电脑上");
            await person.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "在示范市统一身份认证也退出" }).ClickAsync();
            // The service asks once more, in its own words.
            await person.Page.Locator("button[name=logout]").ClickAsync();
            await person.Page.WaitForURLAsync($"{house.Url}");
        }

        await using (var company = await Enter("2 company", "company", $"/apply/{Item}"))
        {
            await company.Open("/account");
            await company.Sees("示范市清岚茶业有限公司");
            await company.Sees("法定代表人");
        }

        await using var unsure = await Enter("3 not checked", "unchecked");
        await unsure.Sees("没有登录成功");
        await unsure.Sees("还没有完成实名核验");
        Assert.Equal(1, await unsure.Link("再试一次").CountAsync());
        tally.Close();

        async Task<Walker> Enter(string who, string login, string back = "/")
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open($"/sign-in?return={Uri.EscapeDataString(back)}");
            // From here on the pages are another house's: not ours to look over.
            await walker.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "用示范市统一身份认证登录" }).ClickAsync();
            await walker.Page.Locator("input[name=login]").FillAsync(login);
            await walker.Page.Locator("input[name=password]").FillAsync("any");
            await walker.Page.Locator("button[type=submit]").ClickAsync();
            await walker.Page.Locator("button[type=submit]", new() { HasText = "Continue" }).ClickAsync();
            await walker.Page.WaitForURLAsync($"{house.Url}**");
            return walker;
        }
    }
}
