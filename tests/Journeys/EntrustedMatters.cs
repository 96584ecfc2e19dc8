using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// Who acts for whom. A company gives its accountant one power for one month; he acts, it sees what he did, and takes it back: he is out with his next tap. And a woman of
/// eighty without a telephone is received at a counter, while her daughter follows the case at home, until she calls and ends it.
/// </summary>
public sealed class EntrustedMatters(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Company = "青岛示范湾餐饮有限公司";
    private const string Elder = "易秀兰";

    [Fact]
    public Task With_a_wide_screen() => Live(new Way("entrusted, 1280 px", 1280, Axe: true));

    [Fact]
    public Task With_a_phone() => Live(new Way("entrusted, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await OnePowerForAMonth(way, tally);
        await TheDaughter(way, tally);
        tally.Close();
    }

    private async Task OnePowerForAMonth(Way way, Tally tally)
    {
        await using var company = await Walker.Enter(chromium, house, way, "1 company", tally);
        await Account(company, "shinan-company");
        await company.Follow("谁能替我办");
        await company.Follow("新的委托");
        await company.Choose("委托给谁", "个人");
        await company.Write("受托人的姓名或者单位全称", "田禾丰");
        await company.Write("受托人的证件号码", "130199199005210216");
        await company.Tick("填写并提交申请");
        await company.Write("查找事项", "食品经营许可");
        await company.Press("查找事项");
        await company.Choose("哪些事项", "只限部分事项");
        await company.Tap(company.Page.Locator("input[name=items][value='370202-food-business']"));
        await company.Write("到期的日子", "2025-10-15");
        await company.Press("出具委托书");
        await company.Sees("等受托人接受");
        await company.Follow("打印委托书");
        await company.Sees("授权委托书");

        await using var accountant = await Walker.Enter(chromium, house, way, "2 accountant", tally);
        await Account(accountant, "xinji-person");
        await accountant.Follow("我能替谁办");
        await accountant.Sees($"{Company} 委托您替他办理");
        await accountant.Press("接受委托");
        await accountant.Go(accountant.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "我的账户" }));
        await accountant.Press($"换成 {Company}");
        await accountant.Sees($"正在以 {Company}（代理人 田禾丰） 的身份办事");
        await accountant.Open("/items/370202-food-business/apply");
        await accountant.Sees("申请单位");

        await company.Open("/account/authorities");
        await company.Press("终止");
        await company.Tap(company.Page.GetByText("已经结束的委托"));
        await company.Sees("委托人已撤销");
        await accountant.Open("/my/cases");
        await accountant.Sees("用户名");
    }

    private async Task TheDaughter(Way way, Tally tally)
    {
        await using var clerk = await Walker.Enter(chromium, house, way, "3 clerk", tally);
        await clerk.Open("/sign-in");
        await Applying.SignIn(clerk, house, "shinan-clerk");
        // The application itself: filled in at the window with her papers, the printed receipt is what she takes home.
        await clerk.Open("/work/receive?q=高龄老人津贴");
        await clerk.Go(clerk.Page.Locator("main a[href='/work/receive/items/370202-elder-allowance']"));
        await clerk.Write("姓名或者单位名称", Elder);
        await clerk.Write(clerk.Page.Locator("main input[name=number]"), "370299194503120528");
        await clerk.Press("继续填写申请表");
        await Answering.Counter(clerk, ("出生日期", "1945-03-12"), ("结果怎么送给您", "窗口领取"), ("窗口号", "6"));
        await clerk.Tick("申请人已核对以上内容");
        await clerk.Press("收件并打印凭证");
        Assert.Contains("/receipts/", clerk.Page.Url, StringComparison.Ordinal);
        var number = new Uri(clerk.Page.Url).Segments[^1];
        await clerk.Sees("高龄老人津贴");

        await clerk.Open("/workbench/relatives");
        await clerk.Write("委托人的姓名", Elder);
        await clerk.Write("居民身份证号", "370299194503120528");
        await clerk.Press("继续");
        await clerk.Write("亲友的姓名", "林晓舟");
        await clerk.Write("亲友的居民身份证号", "370299198803160212");
        await clerk.Tick("查看办件进度");
        await clerk.Tick("委托人本人在场");
        await clerk.Press("登记亲友代办");
        await clerk.Sees("等受托人接受");

        await using var daughter = await Walker.Enter(chromium, house, way, "4 daughter", tally);
        await Account(daughter, "shinan-person");
        await daughter.Follow("我能替谁办");
        await daughter.Sees($"{Elder} 委托您替他办理");
        await daughter.Press("接受委托");
        await daughter.Go(daughter.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "我的账户" }));
        await daughter.Press($"换成 {Elder}");
        await daughter.Sees($"正在以 {Elder}（亲友 林晓舟） 的身份办事");
        await daughter.Open("/my/cases");
        await daughter.Go(daughter.Page.Locator($"main a[href='/cases/{number}']").First);
        await daughter.Sees("高龄老人津贴");
        await daughter.Sees("窗口");
        // She follows it, and nothing on the page lets her do anything in it.
        Assert.Equal(0, await daughter.Page.Locator("main form[method=post i]").CountAsync());
        Assert.Equal(0, await daughter.Page.Locator("main a[href$='/withdrawal']").CountAsync());
        var forced = await daughter.Page.GotoAsync($"/cases/{number}/withdrawal");
        Assert.Equal(422, forced!.Status);

        // It is accepted, and she sees that too.
        await clerk.Open($"/work/cases/{number}");
        await Answering.Unfold(clerk, "Accept");
        await clerk.Go(clerk.Page.Locator("#act-Accept button[type=submit]").First);
        await daughter.Open($"/cases/{number}");
        await daughter.Sees("已受理");

        // She calls: one tap of the clerk, and the daughter sees nothing of hers any more.
        await clerk.Open("/workbench/relatives");
        await clerk.Write("委托人的姓名", Elder);
        await clerk.Write("居民身份证号", "370299194503120528");
        await clerk.Press("继续");
        await clerk.Press("本人来电，终止");
        await clerk.Sees("还没有人能替他办");
        await daughter.Open($"/cases/{number}");
        await daughter.Sees("用户名");
    }

    private async Task Account(Walker who, string user)
    {
        await who.Open("/sign-in?return=%2Faccount");
        await Applying.SignIn(who, house, user);
        await who.Sees("您现在登录的身份");
    }
}
