using System.Net;
using OneWindow.Fees;

namespace OneWindow.Tests.Modules.Fees;

/// <summary>ReconcileFees: each day to the fen, with its differences; and the public ListFees.</summary>
public sealed class ReconcileFeesTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_night_the_day_before_is_compared_and_what_differs_is_listed_until_it_is_settled(string database)
    {
        await using var paying = await Paying.Start(database);
        var keys = new List<string>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var key = (await paying.Charge(await paying.Approved(Paying.Property))).Id;
            paying.Service.Pay(key, "online");
            await paying.CallBack(key);
            keys.Add(key);
        }

        await paying.World.Settle();
        paying.Service.Misstated[keys[0]] = 8001;
        paying.Service.Misstated[keys[1]] = null;
        paying.Service.Strays.Add(("2025-03-03", "nobody", 77));
        await paying.World.MoveTo("2025-03-04 01:59");
        await using (var db = paying.Db()) Assert.All(db.Days, d => Assert.Null(d.ComparedAt));
        await paying.World.MoveTo("2025-03-04 02:01");

        var officer = await paying.World.SignIn("shinan-officer");
        Assert.Contains("3 笔不一致", (await officer.Get(ReconcileFees.Path)).Text("tbody"), StringComparison.Ordinal);
        var page = await officer.Get($"{ReconcileFees.Path}/2025-03-03");
        Assert.Contains("¥240.00", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("¥160.78", page.Text("main"), StringComparison.Ordinal);
        Assert.All((string[])["对方有，本平台没有", "本平台有，对方没有", "金额不一致"], kind => Assert.Contains(kind, page.Text("tbody"), StringComparison.Ordinal));

        string difference;
        await using (var db = paying.Db()) difference = db.Differences.Single(d => d.Kind == DifferenceKind.MissingHere).Id;
        var path = $"{ReconcileFees.Path}/2025-03-03/differences/{difference}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Submit(page, path)).Status);
        Assert.Equal(HttpStatusCode.Found, (await officer.Submit(page, path, (ReconcileFees.FoundField, "对方系统的测试数据，已请对方删除"))).Status);
        paying.Service.Misstated.Clear();
        Assert.Equal(HttpStatusCode.Found, (await officer.Submit(page, $"{ReconcileFees.Path}/2025-03-03/again")).Status);
        page = await officer.Get($"{ReconcileFees.Path}/2025-03-03");
        Assert.Single(page.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("已请对方删除", page.Text("tbody"), StringComparison.Ordinal);
        var clerk = await paying.World.SignIn("shinan-clerk");
        Assert.Null((await clerk.Get($"{ReconcileFees.Path}/2025-03-03")).Page.QuerySelector($"form[action='{path}']"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_payment_whose_call_back_was_lost_is_found_at_the_latest_by_the_statement(string database)
    {
        await using var paying = await Paying.Start(database);
        var number = await paying.Approved(Paying.Property);
        var key = (await paying.Charge(number)).Id;
        await paying.World.MoveTo("2025-03-08 12:00");
        paying.Service.Pay(key, "bank");
        await paying.World.MoveTo("2025-03-09 02:01");
        Assert.Equal(ChargeState.Paid, (await paying.Charge(number)).State);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-27-2")]
    public async Task The_public_list_names_item_basis_and_standard_of_every_fee_and_nothing_else(string database)
    {
        await using var world = await World.Start(database);
        var chongqing = await world.Browser().Get("/fees?place=500103");
        Assert.All(
            (string[])["普通护照签发", "普通护照工本费", "¥120.00", "《中华人民共和国护照法》第二十二条（法律）", "每本 120 元"],
            part => Assert.Contains(part, chongqing.Text("tbody"), StringComparison.Ordinal));
        Assert.Single(chongqing.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("第二十七条", chongqing.Text("main"), StringComparison.Ordinal);
        var qingdao = await world.Browser().Get("/fees?place=370202");
        Assert.Contains("每平方米·天 ¥0.50", qingdao.Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("按标准核定", qingdao.Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("都不收费", (await world.Browser().Get("/fees?place=610118")).Text("main"), StringComparison.Ordinal);
    }
}
