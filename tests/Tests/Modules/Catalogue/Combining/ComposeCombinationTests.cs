using System.Net;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>
/// A combination from template to guide, by forms alone: ListCombinations, BeginCombination, ComposeCombination, ChangePart, SettleLead. In Chongqing, where
/// the lead is coordinated, else designated.
/// </summary>
public sealed class ComposeCombinationTests
{
    private const string All = "/workbench/combinations";
    private const string Hotel = $"{All}/500103-open-hotel";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-24-2")]
    [Clause("CQ-24-3")]
    public async Task A_clerk_composes_the_departments_differ_the_office_designates_and_it_is_published(string database)
    {
        await using var world = await World.Start(database, "2024-03-04 09:00");
        var editor = await Begin(world);
        await Add(editor, "食品经营许可", "500103-food-business");
        await Add(editor, "公共场所卫生许可", "500103-public-place-hygiene");
        await Done(editor, $"{Hotel}/questions", ("ask", "是否供应餐食"), ("askKind", "yes-no"));
        var part = await editor.Get($"{Hotel}/parts/food-business");
        Assert.Equal($"{Hotel}#parts", (await editor.Submit(part, $"{Hotel}/parts/food-business", ("name", "食品经营"), ("when", "ask=是"))).Location);
        await Done(editor, $"{Hotel}/mappings", ("what", "material"), ("materialOf", "food-business.application"), ("materialOf", "public-place-hygiene.application"), ("materialLabel", "开宾馆申请表"));
        await Done(editor, $"{Hotel}/basics", ("relation", "同一处场所，开业前都要办"), ("code", "500123015099"));

        // No lead, no publication.
        var early = await editor.Submit(await editor.Get(Hotel), $"{Hotel}/publication");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Contains("没有牵头部门", early.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Browser().Get("/items/500103-open-hotel")).Status);
        var named = await editor.Submit(await editor.Get(Hotel), $"{Hotel}/basics", ("lead", "500103-scjg"));
        Assert.Contains("组织协调", named.Text(".error-summary"), StringComparison.Ordinal);

        var officer = await world.SignIn("yuzhong-officer");
        Assert.Equal($"{Hotel}/lead", (await officer.Submit(await officer.Get($"{Hotel}/lead"), $"{Hotel}/lead/coordination", ("record", "渝中协〔2024〕1号"), ("proposed", "500103-scjg"))).Location);
        Assert.Null((await officer.Get($"{Hotel}/lead")).Page.QuerySelector($"form[action='{Hotel}/lead/designation']"));
        Assert.Equal($"{Hotel}/lead", (await editor.Submit(await editor.Get($"{Hotel}/lead"), $"{Hotel}/lead/statement", ("view", "agree"))).Location);
        var health = await world.SignIn("yuzhong-editor-wsj");
        var silent = await health.Submit(await health.Get($"{Hotel}/lead"), $"{Hotel}/lead/statement", ("view", "disagree"));
        Assert.Contains("理由", silent.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal($"{Hotel}/lead", (await health.Submit(silent, $"{Hotel}/lead/statement", ("view", "disagree"), ("reason", "卫生审查是主要的"))).Location);

        // Only the management body has the button, and only it may.
        var forged = await health.Post($"{Hotel}/lead/designation", [("seen", "9"), ("lead", "500103-wsj"), ("why", "卫生审查是主要的")]);
        Assert.Equal(HttpStatusCode.Forbidden, forged.Status);
        Assert.Equal($"{Hotel}/lead", (await officer.Submit(await officer.Get($"{Hotel}/lead"), $"{Hotel}/lead/designation", ("lead", "500103-wsj"), ("why", "卫生审查是主要的"))).Location);
        Assert.Null((await editor.Get($"{Hotel}/lead")).Page.QuerySelector($"form[action='{Hotel}/lead/statement']"));

        Assert.Equal("/items/500103-open-hotel", (await editor.Submit(await editor.Get(Hotel), $"{Hotel}/publication")).Location);
        var guide = await world.Browser().Get("/items/500103-open-hotel");
        Assert.Equal(HttpStatusCode.OK, guide.Status);
        Assert.Contains("渝中区卫生健康委员会牵头", guide.Text("#parts"), StringComparison.Ordinal);
        Assert.Contains("渝中协〔2024〕1号", guide.Text("#parts"), StringComparison.Ordinal);
        Assert.Contains("“是否供应餐食”选“是”", guide.Text("#parts table"), StringComparison.Ordinal);
        Assert.Single(guide.Page.QuerySelectorAll("#materials tbody th"), t => t.TextContent.TrimStart().StartsWith("营业执照", StringComparison.Ordinal));
        Assert.Contains("开宾馆申请表", guide.Text("#materials"), StringComparison.Ordinal);
        Assert.Contains("申请2 次1 次", guide.Text(".measures"), StringComparison.Ordinal);
        Assert.Contains("公布", (await editor.Get(Hotel)).Text("#history"), StringComparison.Ordinal);
        Assert.Contains("已公布", (await editor.Get(All)).Text("main"), StringComparison.Ordinal);
        var form = await (await world.SignIn("yuzhong-company")).Get("/items/500103-open-hotel/apply");
        Assert.StartsWith("/drafts/", form.Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_clerks_at_once_never_overwrite_each_other_and_a_refused_form_keeps_what_was_typed(string database)
    {
        await using var world = await World.Start(database, "2024-03-04 09:00");
        var editor = await Begin(world);
        var officer = await world.SignIn("yuzhong-officer");
        var (mine, theirs) = (await editor.Get(Hotel), await officer.Get(Hotel));
        Assert.Equal($"{Hotel}#basics", (await officer.Submit(theirs, $"{Hotel}/basics", ("name", "开宾馆和民宿"))).Location);
        var late = await editor.Submit(mine, $"{Hotel}/basics", ("relation", "我写的关联"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("别人刚刚改过", late.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("我写的关联", late.Page.QuerySelector("input[name=relation]")!.GetAttribute("value"));
        Assert.Contains("开宾馆和民宿", late.Text("h1"), StringComparison.Ordinal);

        var bad = await editor.Submit(await editor.Get(Hotel), $"{Hotel}/basics", ("name", ""), ("relation", "又写一次"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        Assert.Equal("又写一次", bad.Page.QuerySelector("input[name=relation]")!.GetAttribute("value"));
        Assert.Contains("改了基本情况", (await editor.Get(Hotel)).Text("#history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circles_conflicts_and_strangers_are_stopped()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var editor = await Begin(world);
        await Add(editor, "食品经营许可", "500103-food-business");
        await Add(editor, "市场主体设立登记", "500103-company-registration");
        // Registration serves persons too and makes the licence that the other part asks for: both are shown.
        var page = await editor.Get(Hotel);
        Assert.Contains("服务对象不同", page.Text("#conflicts"), StringComparison.Ordinal);
        Assert.Contains("“营业执照”是另一部分的办理结果", page.Text("#conflicts"), StringComparison.Ordinal);
        await Done(editor, $"{Hotel}/conflicts", ("where", "result:food-business.business-licence"), ("how", "company-registration"));
        page = await editor.Get(Hotel);
        Assert.DoesNotContain("另一部分的办理结果", page.Text("#conflicts"), StringComparison.Ordinal);
        var forged = await editor.Submit(page, $"{Hotel}/conflicts", ("where", "audience"), ("how", "company-registration"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.Status);

        var circle = await editor.Submit(await editor.Get($"{Hotel}/parts/company-registration"), $"{Hotel}/parts/company-registration", ("needs", "food-business"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, circle.Status);
        Assert.Contains("互相等待", circle.Text(".error-summary"), StringComparison.Ordinal);
        await Done(editor, $"{Hotel}/questions", ("ask", "是否供应餐食"), ("askKind", "yes-no"));
        Assert.Contains("是否供应餐食", (await editor.Get(Hotel)).Text("#questions"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("shinan-editor")).Get(Hotel)).Status);
        foreach (var user in new[] { "yuzhong-clerk", "yuzhong-reviewer", "yuzhong-company" })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn(user)).Get(Hotel)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post($"{Hotel}/lead/coordination", [("record", "x")])).Status);
    }

    [Fact]
    public async Task A_part_that_will_be_stopped_is_listed_before_its_day_and_told_on_it()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var officer = await world.SignIn("shinan-officer");
        Assert.DoesNotContain("要看一看", (await officer.Get(All)).Text("main"), StringComparison.Ordinal);
        const string Sign = "/workbench/items/370202-shop-sign";
        Assert.Equal(Sign, (await officer.Submit(await officer.Get(Sign), Sign, ("step", "Suspended"), ("from", "2024-03-06"), ("reason", "依据新条例停办"))).Location);
        Assert.Contains("“门头招牌设置”：", (await officer.Get(All)).Text("main"), StringComparison.Ordinal);

        await world.MoveTo("2024-03-06 09:00");
        var page = await officer.Get($"{All}/370202-open-supermarket");
        Assert.Contains("“门头招牌设置”（370202-shop-sign）没有现行的办事指南，或者已经停办", page.Text("#publication"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Submit(page, $"{All}/370202-open-supermarket/publication")).Status);
    }

    [Fact]
    [Clause("HB-3.1-5")]
    public async Task The_stages_of_life_list_what_belongs_to_them_and_what_is_filed_together()
    {
        // What ListBundles shows.
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var visitor = world.Browser();
        var bundles = await visitor.Get("/bundles");
        Assert.Contains("新生儿出生一件事", bundles.Text("main"), StringComparison.Ordinal);
        Assert.Contains("9 次 → 1 次", bundles.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("尚未开放", bundles.Text("main"), StringComparison.Ordinal);
        Assert.Equal("出生", bundles.Page.QuerySelector("a[href='/bundles/birth']")!.TextContent);
        var birth = await visitor.Get("/bundles/birth");
        foreach (var item in new[] { "370202-newborn", "370202-birth-certificate", "370202-hukou-birth", "370202-medical-insurance-birth" })
            Assert.NotNull(birth.Page.QuerySelector($"main a[href='/items/{item}']"));
        Assert.Contains("可以在“新生儿出生一件事”里一起办", birth.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/bundles/nothing")).Status);
    }

    private static async Task<Browser> Begin(World world)
    {
        var editor = await world.SignIn("yuzhong-editor");
        var begun = await editor.Submit(await editor.Get($"{All}/new"), $"{All}/new", ("kind", "Joint"), ("name", "开宾馆"), ("key", "open-hotel"));
        Assert.Equal(Hotel, begun.Location);
        return editor;
    }

    private static async Task Add(Browser editor, string words, string item)
    {
        var found = await editor.Get($"{Hotel}?q={words}");
        Assert.Contains(found.Page.QuerySelectorAll("input[name=part]"), i => i.GetAttribute("value") == item);
        Assert.Equal($"{Hotel}#parts", (await editor.Submit(found, $"{Hotel}/parts", ("part", item))).Location);
    }

    private static async Task Done(Browser editor, string action, params (string, string)[] changes)
    {
        var done = await editor.Submit(await editor.Get(Hotel), action, changes);
        Assert.True(done.Status == HttpStatusCode.Redirect, done.Text(".error-summary"));
    }
}
