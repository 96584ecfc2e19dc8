using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// A supermarket opened by one filing over four departments (重庆办法 第二十四条, 青岛办法 第三十三条): one asks for a correction, one says nothing and has lost its say, one notice tells it, and
/// every part is granted, refused or waited for by itself on one page.
/// </summary>
public sealed class OpeningASupermarket(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task With_a_wide_screen() => Live(new Way("supermarket, 1280 px", 1280, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var owner = await Walker.Enter(chromium, house, way, "1 applicant", tally);
        await owner.Open("/bundles");
        await owner.Follow("开超市");
        await owner.Sees("消防");
        await owner.Follow("在线办理");
        await Applying.SignIn(owner, house, "shinan-company");
        await Answering.Whole(owner, ("是否卖烟", "否"));
        var number = await Applying.HandIn(owner);

        // The fire department finds one thing, two find nothing; the fourth says nothing.
        await Examine("2 fire department", "shinan-reviewer-zjj", defect: true);
        await Examine("3 market supervision", "shinan-reviewer-scjg", defect: false);
        await Examine("4 permits bureau", "shinan-reviewer", defect: false);
        await using var clerk = await Walker.Enter(chromium, house, way, "5 clerk", tally);
        await clerk.Open("/sign-in");
        await Applying.SignIn(clerk, house, "shinan-clerk");
        await Case(clerk);
        await clerk.Sees("等各部门会审意见：门头招牌设置");
        await house.Wait("P7D");
        await Case(clerk);
        await Answering.Unfold(clerk, "RequestCorrection");
        await clerk.Press("发出补正告知");
        await clerk.Sees("已完成：一次性告知补正");

        await owner.Open($"/cases/{number}");
        await owner.Sees("补正 1 项");
        await owner.Follow("去补正");
        await Mend(owner);
        await owner.Press("提交补正");
        await Case(clerk);
        await Answering.Unfold(clerk, "Accept");
        await clerk.Go(clerk.Page.Locator("#act-Accept button[type=submit]").First);
        await clerk.Sees("已完成：受理");
        await house.Wait("PT1M");

        await owner.Open($"/cases/{number}");
        await owner.Sees("各个事项的进展");
        await owner.Sees("各事项办理中");
        Assert.Equal(4, await owner.Page.Locator(".case-panel li").CountAsync());
        await owner.Follow("消防验收备案：看这一项");
        await owner.Sees("这一项属于");
        await owner.Follow("看整件");
        await owner.Follow("完整记录");
        tally.Close();

        async Task Examine(string who, string user, bool defect)
        {
            await using var officer = await Walker.Enter(chromium, house, way, who, tally);
            await officer.Open("/sign-in");
            await Applying.SignIn(officer, house, user);
            await officer.Open("/work/tasks");
            await officer.Follow("会审：核对材料");
            await Answering.Unfold(officer, "ExaminePart");
            if (defect) await officer.Tap(officer.Page.Locator("#act-ExaminePart input[type=checkbox]").First);
            await officer.Press("提交会审意见");
            await officer.Sees("已完成：提出会审意见");
        }

        async Task Case(Walker who) => await who.Open($"/work/cases/{number}");
    }

    /// <summary>Whatever the notice asks for: a file, or a field.</summary>
    private static async Task Mend(Walker owner)
    {
        var files = owner.Page.Locator("main input[type=file]");
        for (var i = 0; i < await files.CountAsync(); i++)
        {
            await files.Nth(i).SetInputFilesAsync(new FilePayload { Name = "补正.pdf", MimeType = "application/pdf", Buffer = Paper.Of("补正") });
            await owner.Sees("已上传：补正.pdf");
        }
    }
}
