using System.Net;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ReceiveAtCounterTests
{
    private const string Item = "/work/receive/items/370202-food-business";

    private static readonly (string, string)[] Person =
        [("kind", "Company"), ("name", "青岛示范岸餐饮有限公司"), ("number", ""), ("phone", "")];

    private static readonly (string, string)[] Form =
    [
        ("name", "青岛示范岸餐饮有限公司"), ("representative", "辛一舟"), ("address", "示范路 16 号"), ("phone", "0532-55500016"), ("business", "餐饮服务"), ("scale", "小型餐馆"),
        ("online", "否"), ("premises", "示范路 16 号 1 层"), ("area", "86"), ("workers", "6"), ("manager", "辛一舟"), ("agent", "否"), ("ow-delivery", "窗口领取"),
        ("window", "12"), ("confirm", "on"),
    ];

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-2-1")]
    [Clause("QD-3-1")]
    public async Task The_kinds_of_applicants_bear_the_names_of_the_place_and_the_same_codes(string database)
    {
        await using var world = await World.Start(database);
        const string yuzhong = "/work/receive/items/500103-food-business";
        var qingdao = await (await world.SignIn("shinan-clerk")).Get(Item);
        var window = await world.SignIn("yuzhong-clerk");
        var chongqing = await window.Get(yuzhong);
        Assert.Equal("非法人组织", Label(qingdao));
        Assert.Equal("其他组织", Label(chongqing));
        var untold = await window.Submit(chongqing, yuzhong, ("kind", ""), ("name", "示范合伙"), ("number", CreditCode()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, untold.Status);
        Assert.Contains("申请人类型", untold.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await window.Submit(chongqing, yuzhong, ("kind", "Household"), ("name", "示范合伙"), ("number", CreditCode()))).Status);
        Assert.StartsWith("/work/receive/", (await window.Submit(chongqing, yuzhong, ("kind", "Unincorporated"), ("name", "示范合伙"), ("number", CreditCode()))).Location, StringComparison.Ordinal);

        static string Label(Answer page)
        {
            var choice = page.Page.QuerySelector("input[name=kind][value=Unincorporated]");
            return (choice is null ? page.Page.QuerySelector("option[value=Unincorporated]") : page.Page.QuerySelector($"label[for='{choice.Id}']"))!.TextContent.Trim();
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-2.5-2")]
    public async Task A_person_without_account_or_telephone_is_received_and_goes_home_with_a_receipt(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var found = await clerk.Get("/work/receive?q=开饭店");
        Assert.Contains(found.Page.QuerySelectorAll(".receive-item a"), a => a.GetAttribute("href") == Item);

        var who = await clerk.Get(Item);
        var slip = await clerk.Submit(who, Item, [.. Person.Where(p => p.Item1 != "number"), ("number", "9137020")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, slip.Status);
        Assert.Equal("青岛示范岸餐饮有限公司", slip.Page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Equal("9137020", slip.Page.QuerySelector("input[name=number]")!.GetAttribute("value"));

        var code = CreditCode();
        (string, string)[] right = [.. Person.Where(p => p.Item1 != "number"), ("number", code)];
        var begun = await clerk.Submit(slip, Item, right);
        Assert.Equal(begun.Location, (await clerk.Submit(slip, Item, right)).Location);
        var path = begun.Location!;
        var form = await clerk.Get(path);
        Assert.Equal("青岛示范岸餐饮有限公司", form.Page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Equal(code, form.Page.QuerySelector("input[name=creditCode]")!.GetAttribute("value"));

        // A wrong answer and a first scan: both are kept.
        var wrong = await clerk.Upload(path, [.. Sent(form), .. Form.Where(f => f.Item1 != "area"), ("area", "很大")], "file-application", "申请书.pdf", Materials.Papers.Pdf());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("应为数字", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("很大", wrong.Page.QuerySelector("input[name=area]")!.GetAttribute("value"));
        Assert.Contains("申请书.pdf", wrong.Text("#m-application"), StringComparison.Ordinal);
        Assert.Contains(path, (await clerk.Get("/work/receive")).Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));

        var filed = await clerk.Upload(path, [.. Sent(wrong), .. Form], "file-layout", "布局.pdf", Materials.Papers.Pdf(seed: 2));
        Assert.StartsWith("/receipts/", filed.Location, StringComparison.Ordinal);
        var number = CaseNumber.Parse(filed.Location!["/receipts/".Length..]);
        Assert.Equal(12, number.Point);
        var state = await world.State(number);
        Assert.Equal((Channel.Counter, CaseStatus.Submitted), (state.Channel, state.Status));
        Assert.Equal(["application", "layout"], state.Present);
        Assert.Contains(number.ToString()[..6], (await clerk.Get(filed.Location)).Body, StringComparison.Ordinal);
        Assert.Equal(filed.Location, (await clerk.Get(path)).Location);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get(Workbench.PageOf(number))).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_one_window_has_begun_another_account_does_not_find(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var begun = await clerk.Submit(await clerk.Get(Item), Item, [.. Person.Where(p => p.Item1 != "number"), ("number", CreditCode())]);
        foreach (var user in new[] { "shinan-chief", "yuzhong-clerk" })
        {
            var other = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Get(begun.Location!)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Post(begun.Location!, [("seen", "1")])).Status);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await world.SignIn("yuzhong-clerk")).Get(Item)).Status);
        foreach (var user in new[] { "shinan-reviewer", "shinan-officer", "shinan-editor", "shinan-person" })
        {
            var other = await world.SignIn(user);
            foreach (var path in new[] { "/work/receive", Item, begun.Location! }) Assert.Equal(HttpStatusCode.Forbidden, (await other.Get(path)).Status);
        }

        Assert.StartsWith("/sign-in", (await world.Browser().Get("/work/receive")).Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_pages_of_one_filing_do_not_overwrite_each_other(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var begun = await clerk.Submit(await clerk.Get(Item), Item, [.. Person.Where(p => p.Item1 != "number"), ("number", CreditCode())]);
        var page = await clerk.Get(begun.Location!);
        var kept = await clerk.Post(begun.Location!, [.. Sent(page), ("premises", "示范路 16 号"), ("then", "materials")]);
        Assert.StartsWith(begun.Location!, kept.Location, StringComparison.Ordinal);
        var stale = await clerk.Post(begun.Location!, [.. Sent(page), ("premises", "示范路 99 号"), ("then", "materials")]);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("示范路 99 号", stale.Page.QuerySelector("input[name=premises]")!.GetAttribute("value"));
        Assert.Equal("示范路 16 号", (await clerk.Get(begun.Location!)).Page.QuerySelector("input[name=premises]")!.GetAttribute("value"));
    }

    private static IEnumerable<(string, string)> Sent(Answer page) =>
        [("seen", page.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!), ("creditCode", page.Page.QuerySelector("input[name=creditCode]")!.GetAttribute("value")!)];

    /// <summary>An invented code whose check sign is right.</summary>
    private static string CreditCode() =>
        "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(sign => $"91370202XNQ000099{sign}").Single(code => UnifiedCreditCode.TryParse(code, out _));
}
