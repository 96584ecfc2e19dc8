namespace OneWindow.Journeys;

/// <summary>
/// A cancelled item stops (青岛办法 第十八条; 重庆办法 第十三条): its department asks, the lawyer and the office agree, the office publishes; from the day on a resident who opens the item reads
/// that it has ended and where to go, and cannot apply; what was filed before goes on.
/// </summary>
public sealed class CancelledItem(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Item = "370202-food-business";

    [Fact]
    public Task On_a_wide_screen() => Live(new Way("a cancelled item, 1280 px", 1280, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        using var programs = new Programs(house);
        var earlier = await programs.File("shinan-company", Item);
        await programs.Act("shinan-clerk", earlier, "accept", new { });

        await using var editor = await Enter("1 department clerk", "shinan-editor");
        await editor.Open($"/workbench/requests/new?item={Item}");
        await editor.Choose("申请什么", "取消事项");
        await editor.Choose("变动事由", "取消");
        await editor.Write("生效日期", "2025-09-16");
        await editor.Write("理由和依据", "依示范决定取消，改为备案");
        await editor.Press("下一步");
        var request = new Uri(editor.Page.Url).AbsolutePath;
        await editor.Press("送联合审核");
        await editor.Sees("市南区司法局");

        await using (await Agree("2 lawyer", "shinan-lawyer")) { }
        await using var officer = await Agree("3 officer", "shinan-officer");
        await officer.Press("发布");
        await officer.Sees("已发布");

        await house.Wait("P1D");
        await using var resident = await Walker.Enter(chromium, house, way, "4 resident", tally);
        await resident.Open($"/items/{Item}");
        await resident.Sees("这个事项已从2025年9月16日（周二）起取消");
        await resident.Sees("不清楚现在该怎么办的，请打");
        await resident.Sees("依示范决定取消，改为备案");
        Assert.Equal(0, await resident.Link("在线办理").CountAsync());
        Assert.Contains("cases.item-closed", (await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => programs.File("shinan-company", Item))).Message, StringComparison.Ordinal);
        await resident.Follow("找别的事项");

        // What was accepted before does not end by itself: the reviewer notes by which rule it is gone on with, and goes on.
        await using var reviewer = await Enter("5 reviewer", "shinan-reviewer");
        await programs.Act("shinan-reviewer", earlier, "settle-item-change", new { outcome = "finished", rule = "关于取消食品经营许可的决定第二条", reasons = "施行前已经受理的照旧办完。" });
        await programs.Act("shinan-reviewer", earlier, "begin-review", new { });
        await reviewer.Open($"/work/cases/{earlier}");
        await reviewer.Sees("食品经营许可（新办）");
        await reviewer.Sees("审查");
        tally.Close();

        async Task<Walker> Enter(string who, string user)
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open("/sign-in");
            await Applying.SignIn(walker, house, user);
            return walker;
        }

        async Task<Walker> Agree(string who, string user)
        {
            var party = await Enter(who, user);
            await party.Open(request);
            await party.Choose("意见", "同意");
            await party.Press("提交意见");
            return party;
        }
    }
}
