using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// An accountant, agent of a company, files forty shops at once by a table made of the guide. Three of its rows are wrong: they are told, taken home, mended, sent in
/// again. One signature, forty receipts. At the window a clerk accepts some of them together, each looked at.
/// </summary>
public sealed class AccountantFiles40(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Item = "仅销售预包装食品经营者备案";
    private const int Shops = 40;

    [Fact]
    public Task With_a_wide_screen() => Live(new Way("forty at once, 1280 px", 1280, Axe: true));

    [Fact]
    public Task With_a_phone() => Live(new Way("forty at once, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var accountant = await Walker.Enter(chromium, house, way, "1 accountant", tally);
        await accountant.Open("/");
        await accountant.Write("搜索要办的事", "预包装");
        await accountant.Press("搜索");
        await accountant.Follow(Item);
        await accountant.Follow("在线办理");
        await Applying.SignIn(accountant, house, "shinan-agent");
        await accountant.Tap(accountant.Page.GetByText("这份申请的其他操作"));
        await accountant.Follow("批量申报");

        var template = Encoding.UTF8.GetString(await accountant.Download("下载 CSV 模板")).TrimStart('\uFEFF');
        await Upload(accountant, "填好的表格", Filled(template), "上传并试申报");
        await accountant.Sees("3 行要改");
        await accountant.Sees("销售方式不在可选的范围内");
        await accountant.Sees("没有提交，也不影响其他行");
        await accountant.Sees("签署并提交 37 行");

        var wrong = Encoding.UTF8.GetString(await accountant.Download("下载要改的行（CSV）")).TrimStart('\uFEFF');
        await Upload(accountant, "改好的表格", Mended(wrong), "上传并重新核对");
        await accountant.Sees("签署并提交 40 行");
        await accountant.Tick("我确认清单上 40 行");
        await accountant.Press("签署并提交 40 行");
        // Who looks again a minute later finds all of it, however slow the machine.
        await house.Wait("PT1M");
        await accountant.Reload();
        await accountant.Sees($"已提交 {Shops} 件");
        Assert.Equal(Shops, await accountant.Page.Locator("a[href^='/receipts/']").CountAsync());
        var list = Encoding.UTF8.GetString(await accountant.Download("下载收件清单（CSV）")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Shops, list.Skip(1).Select(row => row.Split(',')[3]).Distinct().Count());
        await accountant.Follow("收件凭证");
        await accountant.Sees("入链");

        await using var clerk = await Walker.Enter(chromium, house, way, "2 clerk", tally);
        await clerk.Open("/sign-in");
        await Applying.SignIn(clerk, house, "shinan-clerk");
        await clerk.Go(clerk.Page.GetByRole(AriaRole.Navigation, new() { Name = "办件分类" }).GetByRole(AriaRole.Link, new() { Name = "待受理" }));
        var boxes = clerk.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"选择 {Item}" });
        for (var i = 0; i < 3; i++) await clerk.Tap(boxes.Nth(i));
        await clerk.Press("一起办理勾选的件");
        await clerk.Sees("勾选了 3 件即办件");
        await clerk.Press("受理勾选的件");
        await clerk.Sees("办成 3 件");
        tally.Close();
    }

    private static async Task Upload(Walker accountant, string label, string table, string button)
    {
        await accountant.Field(label).SetInputFilesAsync(new FilePayload { Name = "门店.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("\uFEFF" + table) });
        await accountant.Press(button);
    }

    /// <summary>The template with forty shops, three of them as people get things wrong.</summary>
    private static string Filled(string template)
    {
        var lines = template.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var (heads, example) = (lines[0].Split(','), lines[1].Split(','));
        var rows = Enumerable.Range(1, Shops).Select(shop => string.Join(',', heads.Select((head, i) => Plain(head) switch
        {
            "内部编号" => string.Create(CultureInfo.InvariantCulture, $"店-{shop:D2}"),
            "经营场所地址" => string.Create(CultureInfo.InvariantCulture, $"青岛市市南区示范路 {shop} 号（演示地址）"),
            "销售方式" => shop == 7 ? "摆摊" : "实体店",
            "开始销售日期" => shop == 19 ? "下周一" : "2025-09-20",
            "是否销售保健食品" => shop == 33 ? "" : "否",
            "结果怎么送给您" => "电子送达",
            var shared when shared.StartsWith("同意调取", StringComparison.Ordinal) => "是",
            // The company's own name, number and telephone are known.
            "单位名称" or "统一社会信用代码" or "法定代表人（负责人）" or "住所" or "联系电话" => "",
            _ => example[i],
        })));
        return string.Join("\r\n", [.. lines, .. rows]);
    }

    private static string Mended(string wrong)
    {
        var lines = wrong.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var heads = lines[0].Split(',').Select(Plain).ToList();
        return string.Join("\r\n", [lines[0], .. lines.Skip(1).Select(line => string.Join(',', line.Split(',').Select((cell, i) => heads[i] switch
        {
            "销售方式" => "实体店",
            "开始销售日期" => "2025-09-20",
            "是否销售保健食品" => "否",
            _ => cell,
        })))]);
    }

    private static string Plain(string head) => head.Replace("（必填）", "", StringComparison.Ordinal);
}
