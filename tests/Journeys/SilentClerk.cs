using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// A licence in Chongqing, and nobody at the window answers: five days after the receipt the application counts as accepted from the day it
/// came in (行政许可法 第三十二条; 重庆办法 第十八条), and its applicant reads that in plain words, with the article.
/// </summary>
public sealed class SilentClerk(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_wide_screen() => Live(new Way("silent clerk, 1280 px", 1280, Axe: true));

    [Fact]
    public Task With_a_phone() => Live(new Way("silent clerk, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var owner = await Walker.Enter(chromium, house, way, "1 applicant", tally);
        await owner.Open("/");
        await owner.Follow("换个地区");
        await owner.Choose("地区", "重庆市渝中区");
        await owner.Press("查看这里的服务");
        await Applying.Find(owner);
        await Applying.SignIn(owner, house, "yuzhong-company");
        await Applying.Fill(owner, "重庆示范江餐饮有限公司");
        await owner.Attach("选择文件：食品安全规章制度文本", "规章制度.pdf", Paper.Of("rules"));
        await Applying.Finish(owner);
        await Applying.HandIn(owner);
        var received = await owner.Page.Locator("time").First.InnerTextAsync();
        var day = received[..(received.IndexOf('日', StringComparison.Ordinal) + 1)];
        await owner.Follow("查看办件");
        await owner.Sees("待受理");

        await house.Wait("P8D");
        await owner.Reload();
        await owner.Sees("视为受理");
        await owner.Sees($"从收到申请的{day}起就算受理了");
        await owner.Sees("您什么都不用做");
        var told = owner.Page.Locator(".timeline li").Filter(new LocatorFilterOptions { HasText = "视为受理" });
        Assert.Contains("《重庆市政务服务管理办法》第十八条", await told.InnerTextAsync(), StringComparison.Ordinal);
        await owner.Follow("完整记录");
        await owner.Sees("视为受理");
        await owner.KeepsNothingOf("重庆示范江餐饮有限公司", "规章制度");
        tally.Close();
    }
}
