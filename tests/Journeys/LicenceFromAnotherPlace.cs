namespace OneWindow.Journeys;

/// <summary>
/// A food licence of Huyi district applied for and collected at a hall in Qingdao (青岛办法 第三十六条; 河北方案 二（四）): Huyi's rules are said beforehand, papers and result travel by lists that both
/// sides confirm, and both places' times stand on one case.
/// </summary>
public sealed class LicenceFromAnotherPlace(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_wide_screen() => Live(new Way("licence of another place, 1280 px", 1280, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var here = await Enter("1 clerk in Qingdao", "shinan-clerk");
        await here.Open("/work/receive?q=食品经营许可");
        await here.Go(here.Page.Locator("main a[href='/work/receive/items/610118-food-business']"));
        await here.Sees("适用鄠邑区的规定");
        await here.Choose("申请人类型", "法人");
        await here.Write("姓名或者单位名称", "青岛示范湾餐饮有限公司");
        await here.Write(here.Page.Locator("main input[name=number]"), "91370202XNQ00001X2");
        await here.Press("继续填写申请表");
        await here.Sees("适用鄠邑区的规定");
        await Answering.Counter(here, ("主要经营方式", "餐饮服务"), ("餐饮服务的类型", "小型餐馆"), ("结果怎么送给您", "窗口领取"), ("窗口号", "12"));
        await here.Tick("申请人已核对以上内容");
        await here.Press("收件并打印凭证");
        Assert.Contains("/receipts/", here.Page.Url, StringComparison.Ordinal);
        var number = new Uri(here.Page.Url).Segments[^1];

        await Act(here, "SendPapers", "列清单并移交");
        await using var there = await Enter("2 clerk in Huyi", "huyi-clerk");
        await there.Open("/work/crossings");
        await there.Sees(number[^4..]);
        await Open(there, "ConfirmPapers");
        await Whole(there);
        await there.Press("签收");
        await there.Sees("已完成");
        await Open(there, "Accept");
        await there.Go(there.Page.Locator("#act-Accept button[type=submit]").First);

        await using var reviewer = await Enter("3 reviewer in Huyi", "huyi-reviewer");
        await Act(reviewer, "BeginReview", null);
        await Open(reviewer, "RecordReview");
        var checks = reviewer.Page.Locator("#act-RecordReview input[type=checkbox]");
        for (var i = 0; i < await checks.CountAsync(); i++) await reviewer.Tap(checks.Nth(i));
        await reviewer.Go(reviewer.Page.Locator("#act-RecordReview button[type=submit]").First);
        await Act(reviewer, "Approve", null);
        await Open(there, "BeginDelivery");
        await there.Tap(there.Page.Locator("#act-BeginDelivery input[type=radio][value=Counter]"));
        await there.Go(there.Page.Locator("#act-BeginDelivery button[type=submit]").First);
        await Open(there, "SendPapers");
        var back = there.Page.Locator("#act-SendPapers input[type=radio][value=Receiving]");
        if (await back.CountAsync() > 0) await there.Tap(back);
        await there.Press("列清单并移交");
        await there.Sees("已完成");

        await Open(here, "ConfirmPapers");
        await Whole(here);
        await here.Press("签收");
        await Open(here, "RecordDelivery");
        await here.Tap(here.Page.Locator("#act-RecordDelivery input[type=radio]").First);
        await here.Write("领取人的证件号码", "370299197908220328");
        await here.Go(here.Page.Locator("#act-RecordDelivery button[type=submit]").First);
        await here.Sees("已完成");
        await here.Sees("已办结");

        await using var owner = await Enter("4 applicant", "shinan-company");
        await owner.Open($"/cases/{number}");
        await owner.Sees("代收");
        await owner.Sees("到达鄠邑区");
        tally.Close();

        async Task<Walker> Enter(string who, string user)
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open("/sign-in");
            await Applying.SignIn(walker, house, user);
            return walker;
        }

        async Task Open(Walker who, string act)
        {
            await who.Open($"/work/cases/{number}");
            await Answering.Unfold(who, act);
        }

        async Task Act(Walker who, string act, string? button)
        {
            await Open(who, act);
            await who.Go(button is null ? who.Page.Locator($"#act-{act} button[type=submit]").First : who.Button(button));
            await who.Sees("已完成");
        }
    }

    /// <summary>Every line of the list was looked at and is whole.</summary>
    private static async Task Whole(Walker who)
    {
        var lines = who.Page.Locator("#act-ConfirmPapers input[type=radio][value=Whole]");
        for (var i = 0; i < await lines.CountAsync(); i++) await who.Tap(lines.Nth(i));
    }
}
