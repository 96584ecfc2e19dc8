namespace OneWindow.Journeys;

/// <summary>
/// A guide is changed (青岛办法 第十八条): a department's clerk writes, is stopped by the linter, mends it; three parties agree; the office publishes for next Monday, and on Monday the portal
/// shows the new version by itself, while what was filed before stays on the old one.
/// </summary>
public sealed class PublishingForMonday(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Phone = "0532-55508888";

    [Fact]
    public Task With_a_wide_screen() => Live(new Way("guide for Monday, 1280 px", 1280, Axe: true));

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

        await using var clerk = await Enter("2 department clerk", "shinan-editor");
        await clerk.Open("/workbench/requests");
        await clerk.Follow("提出变更申请");
        await clerk.Write("事项名称", "食品经营许可（新办）");
        await clerk.Press("查找");
        await clerk.Follow("食品经营许可（新办）");
        await clerk.Choose("申请什么", "调整办事指南");
        await clerk.Choose("变动事由", "调整");
        await clerk.Write("生效日期", "2025-09-22");
        await clerk.Write("理由和依据", "咨询电话换号，从下周一起用新号");
        await clerk.Press("下一步");
        var request = new Uri(clerk.Page.Url).AbsolutePath;
        await clerk.Follow("编辑办事指南");
        await clerk.Follow("在哪里办、问谁");
        await clerk.Write("咨询电话", "55508888");
        await clerk.Press("保存");
        await clerk.Sees("已保存");
        await clerk.Open(request);
        await clerk.Sees("电话要带区号");
        await clerk.Follow("编辑办事指南");
        await clerk.Follow("在哪里办、问谁");
        await clerk.Write("咨询电话", Phone);
        await clerk.Press("保存");
        await clerk.Open(request);
        await clerk.Press("送联合审核");
        await clerk.Sees("市南区司法局");

        await using (await Agree("3 lawyer", "shinan-lawyer")) { }
        await using var officer = await Agree("4 officer", "shinan-officer");
        await officer.Sees("第 1 版 1 件");
        await officer.Press("发布");
        await officer.Sees("已发布");

        await owner.Open("/items/370202-food-business");
        Assert.DoesNotContain(Phone, await owner.Main(), StringComparison.Ordinal);
        await house.Wait("P7D");
        await owner.Open("/items/370202-food-business");
        await owner.Sees(Phone);
        await owner.Open("/items/370202-food-business/history");
        await owner.Sees("咨询电话换号");
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
            await party.Open("/workbench/requests");
            await party.Follow("调整办事指南：食品经营许可");
            await party.Choose("意见", "同意");
            await party.Press("提交意见");
            return party;
        }
    }
}
