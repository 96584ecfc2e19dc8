using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>The documents and the ledger of real cases, moved by real acts through the whole house.</summary>
public sealed class NoticesInTheHouseTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Every_document_of_a_life_is_there_and_the_receipt_opens_with_its_proof(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var reviewer = await world.SignIn("shinan-reviewer");
        var company = await world.SignIn("shinan-company");
        var number = await world.File(Workbench.FoodInShinan, Workbench.Complete, Channel.Online, delivery: DeliveryMode.Post);
        Assert.Contains("收件凭证", (await company.Get($"/receipts/{number}")).Text("h1"), StringComparison.Ordinal);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", [.. Workbench.EveryCheck(page)])).IsDone(number);
        (await reviewer.Act(number, "approval")).IsDone(number);
        (await clerk.Act(number, "delivery", (DeliverResult.AddressField, "示范路 12 号"))).IsDone(number);
        (await clerk.Act(number, "delivery-proof", (DeliverResult.ProofField, "邮政 EA123456789CN"))).IsDone(number);
        await world.MoveTo("2025-03-03 09:05");

        var issued = await world.Services.GetRequiredService<INotices>().Of(number);
        Assert.Equal(["受理凭证", "准予行政许可决定书", "送达回证"], issued.Select(n => n.Title));
        var acceptance = await company.Get($"/notices/{issued[0].Code}");
        foreach (var shown in (string[])["青岛示范湾餐饮有限公司", number.Grouped, "主要设备设施布局和操作流程文件", "《中华人民共和国行政许可法》第三十二条"])
            Assert.Contains(shown, acceptance.Body, StringComparison.Ordinal);
        Assert.Contains("邮政 EA123456789CN", (await clerk.Get($"/notices/{issued[2].Code}")).Body, StringComparison.Ordinal);
        var stranger = world.Browser();
        Assert.Equal("这份文书是真的", (await stranger.Get($"/verify/{issued[1].Code}")).Text("h1"));
        Assert.StartsWith("%PDF-1.7", (await stranger.Get($"/notices/{issued[1].Code}.pdf")).Body, StringComparison.Ordinal);

        var receipt = await company.Get($"/receipts/{number}");
        Assert.Equal("已入链", receipt.Text(".notice-title"));
        Assert.Equal(HttpStatusCode.OK, (await company.Get($"/receipts/{number}.json")).Status);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
        await using (var connection = await world.Services.GetRequiredService<OneWindow.Storage.Database>().Connect())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"delete from {(database == World.Postgres ? "cases.case_events" : "cases_case_events")} where seq = 7";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var found = new List<Damage>();
        foreach (var audit in world.Services.GetServices<IAudit>()) found.AddRange((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
        Assert.Contains(found, d => d.Case == number.ToString() && d.Sequence == 7 && d.What.Contains("总账里有这条记录，日志里没有", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Workbench.FoodInYuzhong, "yuzhong-clerk", "受理通知书")]
    [InlineData(Workbench.FoodInHuyi, "huyi-clerk", "受理凭证")]
    [Clause("CQ-17-2")]
    [Clause("HY-13-3")]
    public async Task An_acceptance_leaves_its_paper_in_the_file_and_with_the_applicant_with_seal_and_date(string item, string window, string title)
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File(item);
        var clerk = await world.SignIn(window);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        await world.Settle();
        var company = await world.SignIn("shinan-company");
        var issued = Assert.Single(await world.Services.GetRequiredService<INotices>().Of(number));
        Assert.Equal(title, issued.Title);
        Assert.Contains($"/notices/{issued.Code}", (await clerk.Get(Workbench.PageOf(number))).Body, StringComparison.Ordinal);
        Assert.Contains($"/notices/{issued.Code}", (await company.Get($"/cases/{number}")).Body, StringComparison.Ordinal);
        var paper = await company.Get($"/notices/{issued.Code}");
        Assert.Contains("专用章", paper.Page.QuerySelector("svg.paper-seal")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("2025年3月3日", paper.Text(".paper-sign time"));
        foreach (var shown in (string[])["办件编号", "食品经营许可", "青岛示范湾餐饮有限公司", "承诺办结日期"]) Assert.Contains(shown, paper.Text("article"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_window_in_Chongqing_ends_in_a_paper_that_says_deemed_accepted()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        await world.MoveTo("2025-03-10 09:00");
        var issued = Assert.Single(await world.Services.GetRequiredService<INotices>().Of(number));
        Assert.Equal("视为受理告知书", issued.Title);
        var clerk = await world.SignIn("yuzhong-clerk");
        var text = (await clerk.Get($"/notices/{issued.Code}")).Text("article");
        Assert.Contains("2025年3月3日起，视为已经受理", text, StringComparison.Ordinal);
        Assert.Contains("《重庆市政务服务管理办法》第十八条", text, StringComparison.Ordinal);
    }
}
