namespace OneWindow.Journeys;

/// <summary>
/// A cancelled item stops (青岛办法 第十八条; 重庆办法 第十三条): the office publishes the cancellation by request; a resident who opens the item reads that it has ended and where to go, and
/// cannot apply; what was filed before goes on.
/// </summary>
public sealed class CancelledItem(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    public Task On_a_wide_screen() => Live(new Way("a cancelled item, 1280 px", 1280, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        await using var owner = await Walker.Enter(chromium, house, way, "1 applicant", tally);
        await owner.Open("/");
        await Applying.Find(owner);
        await Applying.SignIn(owner, house, "shinan-company");
        await Applying.Fill(owner, "青岛示范湾餐饮有限公司");
        await owner.Attach("选择文件：食品安全规章制度文本", "规章制度.pdf", Paper.Of("rules"));
        await Applying.Finish(owner);
        await Applying.HandIn(owner);

        await using var officer = await Enter("2 officer", "shinan-officer");
        await officer.Open("/workbench/requests");
        await officer.Follow("提出变更申请");
        await officer.Write("事项名称", "食品经营许可（新办）");
        await officer.Press("查找");
        await officer.Follow("食品经营许可（新办）");
        await officer.Choose("申请什么", "取消事项");
        await officer.Choose("变动事由", "取消");
        await officer.Write("生效日期", "2025-09-16");
        await officer.Write("理由和依据", "依示范决定取消，改为备案");
        await officer.Press("下一步");
        await officer.Press("送联合审核");
        await officer.Choose("意见", "同意");
        await officer.Press("提交意见");
        await officer.Sees("发布");
        await officer.Press("发布");
        await officer.Sees("已发布");

        await house.Wait("P2D");
        await using var resident = await Walker.Enter(chromium, house, way, "3 resident", tally);
        await resident.Open("/items/370202-food-business");
        await resident.Sees("取消");
        await resident.Sees("找别的事项");
        Assert.DoesNotContain("在线办理", await resident.Main(), StringComparison.Ordinal);

        // What was filed before is the window's to go on with.
        await using var clerk = await Enter("4 window clerk", "shinan-clerk");
        await clerk.Open("/work/to-accept");
        await clerk.Follow("食品经营许可（新办）");
        await clerk.Sees("青岛示范湾餐饮有限公司");
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
