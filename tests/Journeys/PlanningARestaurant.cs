namespace OneWindow.Journeys;

/// <summary>
/// 先看后租: a founder asks what a restaurant takes before renting, sees permits, days, cost and what the inspector looks at without signing in, keeps the plan, and begins the
/// application with the answers in it.
/// </summary>
public sealed class PlanningARestaurant(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_wide_screen() => Live(new Way("plan before renting, 1280 px", 1280, Axe: true));

    [Fact]
    public Task With_a_phone() => Live(new Way("plan before renting, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var founder = await Walker.Enter(chromium, house, way, "1 founder", tally);
        await founder.Open("/");
        await founder.Follow("答几个问题");
        await founder.Follow("开店、开公司、做生意");
        await founder.Follow("饭店、小吃店、奶茶店");
        await founder.Sees("签租约以前");
        await founder.Sees("食品经营许可");
        await founder.Choose("餐饮的类型", "中型餐馆");
        await founder.Choose("用什么身份开", "已经有营业执照");
        await founder.Press("重新算");
        await founder.Sees("决定总时间");
        await founder.Sees("来检查的人看什么");
        await founder.Sees("生熟分开");
        Assert.Contains("a.scale=", founder.Page.Url, StringComparison.Ordinal);
        var shared = new Uri(founder.Page.Url).PathAndQuery;

        // A partner opens the same address and sees the same plan, without an account.
        await using (var partner = await Walker.Enter(chromium, house, way, "2 partner", tally))
        {
            await partner.Open(shared);
            await partner.Sees("决定总时间");
        }

        await founder.Follow("留存这份计划");
        await Applying.SignIn(founder, house, "shinan-company");
        await founder.Go(founder.Page.Locator("main form button[type=submit]").First);
        await founder.Sees("餐饮");
        await founder.Go(founder.Page.Locator("main .results a").First);
        await founder.Go(founder.Page.Locator("#plan a[href^='/items/370202-food-business/apply']").First);
        Assert.Contains("/drafts/", founder.Page.Url, StringComparison.Ordinal);
        tally.Close();
    }
}
