using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// A clerk moves to another district (青岛办法 第十条: posts belong to places): his old post is replaced by two hands, he is signed out at once, sees the old case no more, and can still
/// show what he did, acts and dates without persons.
/// </summary>
public sealed class MovingClerk(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Item = "370202-food-business";
    private const string Applicant = "青岛示范湾餐饮有限公司";

    [Fact]
    public Task With_a_wide_screen() => Live(new Way("moving clerk, 1280 px", 1280, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        using var programs = new Programs(house);
        var number = await programs.File("shinan-company", Item);
        await programs.Act("shinan-clerk", number, "accept", new { });

        await using var clerk = await Enter("1 clerk", "shinan-clerk");
        await clerk.Open($"/work/cases/{number}");
        await clerk.Sees("已受理");
        await clerk.Sees(Applicant);

        await using (var system = await Enter("2 system administrator", "system-admin"))
        {
            await system.Open("/workbench/people?q=shinan-clerk");
            await system.Follow("纪明远");
            await system.Tap(system.Page.Locator("summary", new() { HasText = "提出换岗或者兼任" }));
            await system.Choose("换岗还是兼任", "换岗，代替现在的岗位");
            await system.Page.GetByLabel("岗位", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "窗口人员" });
            await system.Page.Locator("select[name=organisation]").SelectOptionAsync(new SelectOptionValue { Label = "青岛高新技术产业开发区管理委员会" });
            await system.Write("依据", "2025 年 9 月 15 日调动通知");
            await system.Press("提出");
            await system.Sees("等待同意的岗位");
        }

        await using (var security = await Enter("3 security administrator", "security-admin"))
        {
            await security.Open("/workbench/people?show=waiting");
            await security.Follow("纪明远");
            await security.Choose("是否同意", "同意，岗位立即生效");
            await security.Press("提交");
            await security.Sees("青岛高新技术产业开发区管理委员会");
        }

        // Shut out with his next tap, and in again under the new post.
        await clerk.Reload();
        await clerk.Sees("用户名");
        await Applying.SignIn(clerk, house, "shinan-clerk");
        await clerk.Sees("没有找到这个办件，或者它不由您的岗位办理");
        await clerk.Open("/work/mine-done");
        await clerk.Sees("受理");
        await clerk.Sees("2025年9月15日");
        Assert.DoesNotContain(Applicant, await clerk.Main(), StringComparison.Ordinal);
        tally.Close();

        async Task<Walker> Enter(string who, string user)
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open("/sign-in");
            await Applying.SignIn(walker, house, user);
            return walker;
        }
    }
}
