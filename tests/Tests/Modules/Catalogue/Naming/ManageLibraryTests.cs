using System.Net;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue.Naming;

/// <summary><see cref="ManageLibrary"/> through the house: departments ask, the office answers, edits and merges; the public lists show what may be asked for.</summary>
public sealed class ManageLibraryTests
{
    private const string List = "/workbench/library/materials";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_new_entry_is_asked_for_after_looking_at_the_nearest_and_the_office_decides(string database)
    {
        await using var world = await World.Start(database, "2024-03-04 09:00");
        var editor = await world.SignIn("shinan-editor");
        Assert.Contains("营业执照", (await editor.Get($"{List}?q=执照")).Text("tbody"), StringComparison.Ordinal);
        var form = await editor.Get($"{List}/new?name=居民身份证复印件");
        Assert.Contains("居民身份证", form.Text("main ul li a[href$='/identity-card']"), StringComparison.Ordinal);
        var taken = await editor.Submit(form, $"{List}/new", ("name", "身份证"), ("materialKind", "Certificate"), ("proves", "本人是谁"), ("reason", "想要一个新的"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.Status);
        Assert.Contains("居民身份证", taken.Text(".error-summary"), StringComparison.Ordinal);
        Assert.NotNull(taken.Page.QuerySelector("input[name=proves][value='本人是谁']"));

        var sent = await editor.Submit(form, $"{List}/new", ("name", "护照"), ("materialKind", "Certificate"), ("proves", "外国人或者华侨是谁"), ("reason", "外国人没有居民身份证"));
        var request = sent.Location!;
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post(request, [("answer", "grant"), ("id", "passport")])).Status);
        var officer = await world.SignIn("shinan-officer");
        Assert.Contains("护照", (await officer.Get("/workbench/library/requests")).Text("tbody"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("yuzhong-officer")).Get(request)).Status);
        var bare = await officer.Submit(await officer.Get(request), request, ("answer", "grant"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.Status);
        Assert.Equal(request, (await officer.Submit(await officer.Get(request), request, ("answer", "grant"), ("id", "passport"))).Location);
        Assert.Contains("外国人或者华侨是谁", (await editor.Get($"{List}/passport")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("已登记", (await editor.Get(request)).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_save_over_another_save_is_refused_with_what_changed_and_every_save_stays(string database)
    {
        await using var world = await World.Start(database, "2024-03-04 09:00");
        const string Entry = $"{List}/photo";
        var (one, two) = (await world.SignIn("shinan-officer"), await world.SignIn("qingdao-officer"));
        var (mine, theirs) = (await one.Get(Entry), await two.Get(Entry));
        Assert.Equal(Entry, (await two.Submit(theirs, Entry, ("validMonths", "12"))).Location);
        var late = await one.Submit(mine, Entry, ("proves", "本人的样子"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("有效几个月从“6”改为“12”", late.Text(".error-summary"), StringComparison.Ordinal);
        Assert.NotNull(late.Page.QuerySelector("input[name=proves][value='本人的样子']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-editor")).Post(Entry, [("name", "照片")])).Status);
        Assert.Equal(["第 2 版", "第 1 版"], (await one.Get(Entry)).Page.QuerySelectorAll("tbody th").Select(t => t.TextContent));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_merge_shows_every_guide_it_touches_and_keeps_the_old_id(string database)
    {
        await using var world = await World.Start(database, "2024-03-04 09:00");
        var officer = await world.SignIn("shinan-officer");
        const string Old = $"{List}/hygiene-health-certificate";
        Assert.Contains("/items/370202-public-place-hygiene", (await officer.Get(Old)).Body, StringComparison.Ordinal);
        var page = await officer.Get($"{Old}/merge?into=health-certificate");
        var shown = page.Page.QuerySelectorAll("main ul:not(.list-inline) a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains("/items/370202-public-place-hygiene", shown);
        Assert.Contains("/items/500103-food-business", shown);
        var touched = SeedItemsTests.All.Where(g => g.Materials.Any(m => m.Entry is "hygiene-health-certificate" or "health-certificate")).Select(g => $"/items/{g.Item}");
        Assert.Equal(touched.Order(StringComparer.Ordinal), shown.Where(h => h.StartsWith("/items/", StringComparison.Ordinal)));

        var before = (await officer.Get("/api/v1/items/370202-public-place-hygiene")).Body;
        Assert.Equal($"{List}/health-certificate", (await officer.Submit(page, $"{Old}/merge")).Location);
        Assert.Equal($"{List}/health-certificate", (await officer.Get(Old)).Location);
        var now = await officer.Get($"{List}/health-certificate");
        Assert.Contains("从业人员健康合格证明", now.Text("dl"), StringComparison.Ordinal);
        Assert.Contains("/items/370202-public-place-hygiene", now.Body, StringComparison.Ordinal);
        Assert.Equal(before, (await officer.Get("/api/v1/items/370202-public-place-hygiene")).Body);
        Assert.Contains("hygiene-health-certificate", before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"{Old}/merge")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_new_proof_is_on_the_public_list_only_when_both_bodies_were_told(string database)
    {
        await using var world = await World.Start(database, "2024-03-05 09:00");
        var officer = await world.SignIn("huyi-officer");
        const string New = "/workbench/library/proofs/new";
        var form = await officer.Get($"{New}?name=守法经营证明");
        var request = (await officer.Submit(form, New, ("name", "守法经营证明"), ("law", "某市条例"), ("article", "第九条"), ("department", "市场监督管理部门"),
            ("from", "2024-03-04"), ("amendedOn", "2024-03-04"), ("reason", "条例新设的证明"))).Location!;
        await officer.Submit(await officer.Get(request), request, ("answer", "grant"), ("id", "lawful-business"));
        const string Entry = "/workbench/library/proofs/lawful-business";
        Assert.Contains("2024年3月25日", (await officer.Get(Entry)).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("守法经营证明", (await world.Browser().Get("/lists/retained-proofs?place=610118")).Body, StringComparison.Ordinal);
        foreach (var to in new[] { "区司法局", "区审改办" })
        {
            Assert.DoesNotContain("守法经营证明", (await world.Browser().Get("/lists/retained-proofs?place=610118")).Body, StringComparison.Ordinal);
            Assert.Equal(Entry, (await officer.Submit(await officer.Get(Entry), $"{Entry}/filings", ("to", to), ("on", "2024-03-05"), ("number", $"{to}1号"))).Location);
        }

        Assert.Contains("守法经营证明", (await world.Browser().Get("/lists/retained-proofs?place=610118")).Text("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("守法经营证明", (await world.Browser().Get("/lists/retained-proofs?place=370202")).Body, StringComparison.Ordinal);
        Assert.Contains("会计师事务所", (await world.Browser().Get("/lists/intermediaries")).Text("tbody"), StringComparison.Ordinal);
    }
}
