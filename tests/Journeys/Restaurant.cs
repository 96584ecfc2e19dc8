using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using OneWindow.Kernel;

namespace OneWindow.Journeys;

/// <summary>
/// Opening a restaurant: 食品经营许可 in Qingdao's Shinan district, from “开饭店” in the search box to the rating. Its owner, the clerk at the
/// window and the reviewer each sit at a browser of their own; every step sees what the person would see.
/// </summary>
internal sealed class Restaurant : IAsyncDisposable
{
    private const string Rules = "规章制度.pdf";

    // More than one piece of an upload, where the network is cut between pieces.
    private const int ScanSize = 2_600_000;

    private readonly Chromium chromium;
    private readonly House house;
    private readonly Way way;
    private readonly Tally tally;
    private readonly List<Walker> people = [];
    private Walker owner = null!;
    private string number = "";

    private Restaurant(Chromium chromium, House house, Way way)
    {
        (this.chromium, this.house, this.way) = (chromium, house, way);
        tally = new Tally(way.Name);
    }

    public static async Task LiveThrough(Chromium chromium, House house, Way way)
    {
        await using var story = new Restaurant(chromium, house, way);
        await story.Live();
    }

    private async Task Live()
    {
        owner = await Enter("1 applicant");
        await Apply();
        await GetTheReceiptProven();

        var clerk = await Enter("2 clerk");
        await Open(clerk, "shinan-clerk", "待受理");
        await AskForCorrection(clerk);
        await Correct();
        await Open(clerk, null, "待受理");
        await Accept(clerk);
        await WaitForReview();

        var reviewer = await Enter("3 reviewer");
        await Open(reviewer, "shinan-reviewer", "待审查");
        await Review(reviewer);
        await Open(clerk, null, "待送达");
        await Deliver(clerk);
        await Sign();
        await VerifyTheLog();
        await Rate();
        tally.Close();
    }

    private async Task<Walker> Enter(string who)
    {
        var walker = await Walker.Enter(chromium, house, way, who, tally);
        people.Add(walker);
        return walker;
    }

    private async Task Apply()
    {
        await owner.Open("/");
        if (way.Elders) await owner.Press("长辈模式");
        await Applying.Find(owner);
        await Applying.SignIn(owner, house, "shinan-company");
        await Applying.Fill(owner, "青岛示范湾餐饮有限公司", way.Cuts ? (() => owner.Context.SetOfflineAsync(true), LoseTheNetwork) : null);
        if (way.Cuts) await CutAnUpload();
        else await owner.Attach("选择文件：食品安全规章制度文本", Rules, Paper.Of("rules"));
        await Applying.Finish(owner);
        await owner.Sees("您还缺：《主要设备设施布局和操作流程文件》");
        number = await Applying.HandIn(owner);
    }

    /// <summary>In the middle of a page: it says so, keeps what was typed, saves by itself afterwards; another window then shows all of it.</summary>
    private async Task LoseTheNetwork()
    {
        await owner.Sees("未能保存，已留在本机");
        Assert.Equal("苏景澄", await owner.Field("食品安全管理员姓名").InputValueAsync());
        await owner.Context.SetOfflineAsync(false);
        await owner.Sees("已保存 ");
        var other = await owner.Context.NewPageAsync();
        await other.GotoAsync(owner.Page.Url);
        foreach (var (label, typed) in new[] { ("经营场所地址", "示范路 16 号 1 层"), ("经营面积", "86"), ("从业人员人数", "6"), ("食品安全管理员姓名", "苏景澄") })
        {
            Assert.Equal(typed, await other.GetByLabel(label).And(other.Locator("input")).First.InputValueAsync());
        }

        await other.CloseAsync();
    }

    /// <summary>After the first piece the network fails; the upload says so, goes on at that very byte, and sends nothing twice.</summary>
    private async Task CutAnUpload()
    {
        var sent = new List<long>();
        var broken = 0;
        await owner.Context.RouteAsync("**/uploads/**", async route =>
        {
            if (route.Request.Method != "PATCH")
            {
                await route.ContinueAsync();
                return;
            }

            var offset = long.Parse(route.Request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture);
            if (offset > 0 && broken == 0)
            {
                broken++;
                await route.AbortAsync("connectionreset");
                return;
            }

            sent.Add(offset);
            await route.ContinueAsync();
        });
        var scan = Paper.Of("rules", ScanSize);
        var field = owner.Field("选择文件：食品安全规章制度文本");
        await field.SetInputFilesAsync(new FilePayload { Name = Rules, MimeType = "application/pdf", Buffer = scan });
        await owner.Sees("网络中断，已传 1.0 MB");
        await owner.Sees($"已上传：{Rules}");
        Assert.Equal(1, broken);
        Assert.Equal([0, 1_048_576, 2_097_152], sent);
        await owner.Context.UnrouteAllAsync();
    }

    private async Task GetTheReceiptProven()
    {
        // A minute may have ended since: then the promise is kept already.
        Assert.Matches("已承诺入链|已入链", await owner.Main());
        await owner.Sees(Rules);
        await house.Wait("PT2M");
        await owner.Reload();
        await owner.Sees("已入链");
        var receipt = JsonSerializer.Deserialize<JsonElement>(await owner.Download("下载凭证文件"));
        Assert.Contains(number, receipt.GetProperty("receipt").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, receipt.GetProperty("inclusion").ValueKind);
    }

    /// <summary>The clerk's or reviewer's list of the place, and from it the case.</summary>
    private async Task Open(Walker staff, string? user, string place)
    {
        if (user is not null)
        {
            await staff.Open("/sign-in");
            if (way.Elders) await staff.Press("长辈模式");
            await Applying.SignIn(staff, house, user);
        }

        await staff.Go(staff.Page.GetByRole(AriaRole.Navigation, new() { Name = "办件分类" })
            .GetByRole(AriaRole.Link, new() { Name = place }));
        await staff.Go(staff.Page.Locator($"a[href='/work/cases/{number}']"));
    }

    private static async Task Act(Walker staff, string act, string button, Func<Task>? fill = null)
    {
        var form = staff.Page.Locator("details.act").Filter(new() { Has = staff.Page.Locator($"summary:text-is('{act}')") });
        if (await form.GetAttributeAsync("open") is null) await staff.Tap(form.Locator("summary").First);
        if (fill is not null) await fill();
        await staff.Go(form.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
    }

    private static async Task AskForCorrection(Walker clerk)
    {
        // What is missing is ticked already, with a day ten working days from now.
        await Act(clerk, "一次性告知补正", "发出补正告知", async () =>
            Assert.True(await clerk.Page.Locator("#d-material-layout-missing").IsCheckedAsync(), "What is missing is not ticked."));
        await clerk.Sees("待补正");
    }

    private async Task Correct()
    {
        await owner.Follow("查看办件");
        await owner.Sees("补正 1 项");
        await owner.Follow("去补正");
        await owner.Attach("选择文件：主要设备设施布局", "设备布局图.pdf", Paper.Of("layout"));
        await owner.Press("提交补正");
        await owner.Sees("要求的内容都补齐了");
    }

    private static async Task Accept(Walker clerk)
    {
        await Act(clerk, "受理", "受理");
        await clerk.Sees("已受理");
    }

    private async Task WaitForReview()
    {
        await house.Wait("P1D");
        await owner.Reload();
        await owner.Sees("补正后已受理");
        await owner.Sees("办理期限");
        await owner.Tap(owner.Page.GetByText("为什么是这一天").First);
    }

    private static async Task Review(Walker reviewer)
    {
        await Act(reviewer, "开始审查", "开始审查");
        await Act(reviewer, "登记审查意见", "登记审查意见", async () =>
        {
            var boxes = reviewer.Page.Locator("input[name=checks]");
            var count = await boxes.CountAsync();
            Assert.True(count > 0, "The review has nothing to check.");
            for (var i = 0; i < count; i++) await reviewer.Tap(boxes.Nth(i));
            await reviewer.Write("审查意见", "现场与图纸一致，同意。");
        });
        await Act(reviewer, "批准", "批准");
        await reviewer.Sees("已批准");
    }

    private static async Task Deliver(Walker clerk)
    {
        await Act(clerk, "开始送达", "开始送达");
        await clerk.Sees("送达方式");
    }

    private async Task Sign()
    {
        await owner.Reload();
        await owner.Follow("查看并签收");
        var document = await owner.Fetch(owner.Page.Locator("main a[href$='.pdf']").Last);
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(document), StringComparison.Ordinal);
        await owner.Press("我已收到，签收");
        await owner.Sees("已经办结");
    }

    /// <summary>The owner's own check: SM3 over the downloaded bodies, from 32 zero bytes to the head. Then the house's.</summary>
    private async Task VerifyTheLog()
    {
        await owner.Follow("完整记录");
        var log = JsonSerializer.Deserialize<JsonElement>(await owner.Download("下载记录文件"));
        var head = new byte[Sm3.Size];
        var entries = log.GetProperty("entries").EnumerateArray().ToList();
        foreach (var entry in entries)
        {
            head = Sm3.Of([0, .. head, .. Encoding.UTF8.GetBytes(entry.GetProperty("body").GetString()!)]);
            Assert.Equal(entry.GetProperty("hash").GetString(), Convert.ToHexStringLower(head));
        }

        Assert.Equal(9, entries.Count);
        Assert.Equal(number, log.GetProperty("case").GetString());
        var (status, answer) = await house.Verify();
        Assert.True(status == 0 && answer.GetProperty("ok").GetBoolean(), answer.ToString());
    }

    private async Task Rate()
    {
        await owner.Open($"/cases/{number}");
        await owner.Follow("评价这次办理");
        await owner.Go(owner.Page.GetByRole(AriaRole.Link, new() { Name = "满意", Exact = true }));
        await owner.Press("提交评价");
        await owner.Sees("感谢您的评价");
        await owner.Open($"/ratings/{number}");
        await owner.Sees("感谢您的评价");
        Assert.Equal(0, await owner.Button("提交评价").CountAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people) await person.DisposeAsync();
    }
}
