using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

public sealed class DeclineCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-20-1")]
    public async Task Chongqing_has_its_grounds_and_no_others_and_each_needs_its_reasons(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await world.SignIn("yuzhong-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        var path = $"{Workbench.PageOf(number)}/refusal-to-accept";
        var offered = page.Page.QuerySelectorAll($"input[name='{DeclineCase.GroundField}']").Select(i => i.GetAttribute("value")).ToList();
        Assert.Contains("out-of-powers", offered);
        Assert.Contains("contrary-to-law", offered);
        Assert.DoesNotContain("not-tolerable", offered);

        var other = await clerk.Submit(page, path, (DeclineCase.GroundField, "not-tolerable"), (DeclineCase.ReasonsField, "缺材料"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        var silent = await clerk.Submit(page, path, (DeclineCase.GroundField, "contrary-to-law"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal($"#f-{DeclineCase.ReasonsField}", silent.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        var nowhere = await clerk.Submit(page, path, (DeclineCase.GroundField, "out-of-powers"), (DeclineCase.ReasonsField, "应向市局申请"));
        Assert.Equal($"#f-{DeclineCase.BodyField}", nowhere.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("应向市局申请", nowhere.Page.QuerySelector($"textarea[name='{DeclineCase.ReasonsField}']")!.TextContent);
        Assert.Equal(1, await world.Events(number));

        (await clerk.Submit(nowhere, path, (DeclineCase.BodyField, "重庆市市场监督管理局"))).IsDone(number);
        var end = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("请向重庆市市场监督管理局申请", end.Text(".log"), StringComparison.Ordinal);
        Assert.Contains("应向市局申请", end.Text(".log"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-1-13")]
    public async Task Who_hands_in_false_papers_is_warned_and_reads_at_his_next_filing_why_and_until_when_he_is_barred(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, company) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-company"));
        var path = $"{Workbench.PageOf(number)}/refusal-to-accept";
        var bare = await clerk.Submit(await clerk.Get(Workbench.PageOf(number)), path, (DeclineCase.GroundField, "false-materials"), (DeclineCase.ReasonsField, "布局图是别人的。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.Status);
        Assert.Equal($"#f-{DeclineCase.EvidenceField}", bare.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        (await clerk.Submit(bare, path, (DeclineCase.ItemsField, "layout"), (DeclineCase.EvidenceField, "与档案馆 3 月 3 日核对，图号属于另一处房屋。"))).IsDone(number);
        await world.Settle();

        var record = (await clerk.Get(Workbench.PageOf(number))).Text("main");
        Assert.Contains("2026年3月3日", record, StringComparison.Ordinal);
        Assert.Contains("证据：与档案馆 3 月 3 日核对", record, StringComparison.Ordinal);
        var notice = (await world.Services.GetServices<INotices>().Single().Of(number)).Single();
        var sheet = (await company.Get($"/notices/{notice.Code}")).Text(".paper-notice");
        Assert.Contains("给予警告", sheet, StringComparison.Ordinal);
        Assert.Contains("第七十八条", sheet, StringComparison.Ordinal);

        var barred = await company.Get($"/items/{Workbench.FoodInShinan}/apply");
        Assert.NotEqual(HttpStatusCode.OK, barred.Status);
        Assert.Contains("2026年3月3日以前（含当天）不能再申请", barred.Body, StringComparison.Ordinal);
        Assert.Contains("申请行政复议", barred.Body, StringComparison.Ordinal);
        Assert.StartsWith("/drafts/", (await company.Get("/items/370202-entertainment-venue/apply")).Location, StringComparison.Ordinal);
        await world.MoveTo("2026-03-04 09:00");
        Assert.StartsWith("/drafts/", (await company.Get($"/items/{Workbench.FoodInShinan}/apply")).Location, StringComparison.Ordinal);
    }
}
