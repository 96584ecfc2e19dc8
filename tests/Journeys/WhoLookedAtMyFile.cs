namespace OneWindow.Journeys;

/// <summary>
/// A resident sees who looked at his file and why (个人信息保护法 第四十五条): the officer of the management office gives a reason to see his number; within the minute the resident reads
/// it, says 这不对, and is answered by somebody else.
/// </summary>
public sealed class WhoLookedAtMyFile(Chromium chromium, House house) : IClassFixture<House>
{
    private const string Item = "370202-food-business";

    [Fact]
    public Task On_a_wide_screen() => Live(new Way("who looked, 1280 px", 1280, Axe: true));

    [Fact]
    public Task On_a_phone() => Live(new Way("who looked, 390 px", 390, Axe: true));

    private async Task Live(Way way)
    {
        var tally = new Tally(way.Name);
        using var programs = new Programs(house);
        var number = await programs.File("shinan-company", Item);

        await using (var officer = await Enter("1 officer", "shinan-officer"))
        {
            await officer.Open($"/work/cases/{number}");
            await officer.Sees("*******");
            await officer.Tap(officer.Page.Locator("summary", new() { HasText = "查看完整信息" }));
            await officer.Choose("为什么要看", "监督检查、评查案卷");
            await officer.Write("具体说明", "第三季度案卷评查");
            await officer.Press("登记并显示");
            await officer.Sees("完整信息暂时显示十分钟");
            await officer.KeepsNothingOf("青岛示范湾餐饮有限公司", "91370202XNQ00001X2", "苏景澄", "19900000004", "第三季度案卷评查");
        }

        await using var resident = await Enter("2 resident", "shinan-company");
        await resident.Open("/account");
        await resident.Follow("谁看过我的信息");
        await resident.Sees("政务服务管理人员");
        await resident.Sees("第三季度案卷评查");
        await resident.Follow("这不对");
        await resident.Write("为什么觉得不对", "这一季度没有检查");
        await resident.Press("请核查");
        await resident.Sees("正在核查");

        await using (var audit = await Enter("3 audit administrator", "audit-admin"))
        {
            await audit.Open("/workbench/clues");
            await audit.Go(audit.Page.Locator("tbody th a").First);
            await audit.Choose("核查结果", "确实不对");
            await audit.Write("给本人的答复", "这一季度没有安排评查，已经转纪检部门处理。");
            await audit.Press("答复");
            await audit.Sees("已答复");
        }

        await resident.Reload();
        await resident.Sees("没有安排评查，已经转纪检部门处理");
        await resident.KeepsNothingOf("青岛示范湾餐饮有限公司", "91370202XNQ00001X2", "苏景澄", "19900000004", "这一季度");
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
