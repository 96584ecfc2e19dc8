using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// 现场核查 where there is no network: the form opens and is filled in on the phone, outlives a reload, is handed in, mended while it waits, and goes up
/// by itself, once, when the network is back (InspectSite).
/// </summary>
public sealed class SiteWithoutNetwork(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Note = "地面有积水，垃圾桶没有盖";

    [Fact]
    public async Task With_a_phone()
    {
        using var programs = new Programs(house);
        var number = await programs.File("shinan-company", "370202-food-business");
        await programs.Act("shinan-clerk", number, "accept", new { });
        await programs.Act("shinan-reviewer", number, "begin-review", new { });
        await programs.Act("shinan-reviewer", number, "begin-procedure", new { procedure = "inspection", until = "2025-09-22" });

        var way = new Way("site visit without a network, 390 px", 390, Axe: true);
        var tally = new Tally(way.Name);
        await using var officer = await Walker.Enter(chromium, house, way, "1 officer", tally);
        await officer.Open($"/sign-in?return=/work/cases/{number}");
        await Applying.SignIn(officer, house, "shinan-reviewer");
        await Propose(officer);
        await programs.Act("shinan-clerk", number, "answer-visit", new { });

        var page = officer.Page;
        await officer.Open($"/workbench/cases/{number}/inspection");
        await officer.Sees("没有网络也能打开和填写");
        await officer.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        var results = page.Locator("form[data-inspection] fieldset fieldset");
        var points = await results.CountAsync();
        Assert.True(points > 1, "The form has no points.");
        for (var i = 0; i < points; i++) await officer.Tap(results.Nth(i).GetByRole(AriaRole.Radio, new() { Name = i == 1 ? "不合格" : "合格", Exact = true }));
        var note = page.GetByLabel("哪里不合格").Nth(1);
        await note.FillAsync(Note);
        await officer.Write("核查人员签名（宋知行）", "宋知行");
        await page.GetByLabel("核查人员签名").Nth(1).FillAsync("程知远");
        await officer.Write("申请人（在场人员）签名", "苏景澄");
        await Sign(page);

        // Closed in the pocket and opened again: nothing is gone, the drawn line neither.
        await page.ReloadAsync();
        Assert.Equal(Note, await note.InputValueAsync());
        Assert.True(await results.Nth(1).GetByRole(AriaRole.Radio, new() { Name = "不合格" }).IsCheckedAsync());
        Assert.True(await page.Locator("canvas").EvaluateAsync<bool>("c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(x => x > 0)"), "The signature is gone.");
        await officer.Tick("双方看过这份记录，情况属实");
        await officer.Tap(officer.Button("提交核查记录"));
        await officer.Sees("记录已经存在这部手机上");
        await note.FillAsync($"{Note}，后门敞开");

        await officer.Context.SetOfflineAsync(false);
        await page.WaitForURLAsync($"**/work/cases/{number}*");
        await officer.Sees($"{Note}，后门敞开");
        Assert.Equal(1, await page.GetByText("核查人员签名：宋知行、程知远").CountAsync());
        tally.Close();
    }

    private static async Task Propose(Walker officer)
    {
        var form = officer.Page.Locator("#act-ProposeVisit");
        await officer.Tap(form.Locator("summary").First);
        await form.GetByLabel("日期").FillAsync("2025-09-15");
        await form.Locator("select[name=visit-hour]").SelectOptionAsync("09:00");
        await officer.Choose("第一名核查人员", "宋知行");
        await officer.Choose("第二名核查人员", "程知远");
        await officer.Go(form.GetByRole(AriaRole.Button).Last);
    }

    private static async Task Sign(IPage page)
    {
        var canvas = page.Locator("canvas");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + 30);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 120, box.Y + 60, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }
}
