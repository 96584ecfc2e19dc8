using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>
/// The pages everybody can read: <see cref="ShowHome"/>, <see cref="ChoosePlace"/>, <see cref="ShowAudience"/>, <see cref="ListBundles"/>,
/// <see cref="ListHalls"/>, <see cref="ListItems"/>, <see cref="SearchItems"/>, <see cref="ShowGuide"/>, <see cref="ShowMaterialText"/>, <see cref="ServeItems"/>.
/// </summary>
public sealed class PublicPagesTests : IAsyncLifetime
{
    private const string Food = "370202-food-business";

    private World world = null!;
    private Browser browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await World.Start(World.Sqlite);
        browser = world.Browser();
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task The_home_page_has_the_search_the_four_doors_and_no_dead_end()
    {
        var home = await browser.Get("/");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Equal("/search", home.Page.QuerySelector("form[role=search]")!.GetAttribute("action"));
        Assert.Equal(["/personal", "/company", "/bundles", "/halls"], home.Page.QuerySelectorAll(".door-grid a").Select(a => a.GetAttribute("href")));
        Assert.Contains("市南区", home.Text(".home"), StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(home.Body) < 60_000);
        foreach (var path in home.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('/') && h != "/progress").Distinct())
            Assert.Equal((HttpStatusCode.OK, path), ((await browser.Get(path)).Status, path));
    }

    [Fact]
    public async Task Doors_that_are_not_open_yet_say_so()
    {
        var halls = await browser.Get("/halls");
        Assert.Contains("尚未开放", halls.Text("main"), StringComparison.Ordinal);
        Assert.Contains("市南区政务服务中心", halls.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_place_is_remembered_and_changes_what_is_shown()
    {
        var chooser = await browser.Get("/place");
        var after = await browser.Submit(chooser, "/place", ("place", "500103000000"));
        Assert.Equal("/", after.Location);
        Assert.Contains("渝中区", (await browser.Get("/")).Text(".home"), StringComparison.Ordinal);
        Assert.All(Links(await browser.Get("/items")), l => Assert.StartsWith("/items/500103-", l, StringComparison.Ordinal));
        Assert.Contains("/items/500103-food-business", Links(await browser.Get("/search?q=开饭店")));
    }

    [Fact]
    public async Task The_list_pages_by_key_and_shows_each_item_once()
    {
        var seen = new List<string>();
        for (string? path = "/items?place=370202"; path is not null;)
        {
            var page = await browser.Get(path);
            var links = Links(page);
            Assert.InRange(links.Count, 1, 20);
            seen.AddRange(links);
            path = page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        var expected = SeedItemsTests.All.Where(g => g.Place.UpTheTree().Contains(RegionCode.Parse("370202")) || g.Place == RegionCode.Parse("370200")).Select(g => $"/items/{g.Item}").Order(StringComparer.Ordinal).ToList();
        Assert.True(expected.Count > 20);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task List_search_and_guide_answer_on_postgresql_too()
    {
        await using var other = await World.Start(World.Postgres);
        var visitor = other.Browser();
        var first = await visitor.Get("/items?place=370202&audience=person&theme=p085");
        Assert.Contains("/items/370202-pension-enrolment", Links(first));
        var all = await visitor.Get("/items?place=370202");
        Assert.Equal(Links(await browser.Get("/items?place=370202")), Links(all));
        Assert.Equal(
            Links(await browser.Get("/items?place=370202&after=370202-labour-dispatch")), Links(await visitor.Get("/items?place=370202&after=370202-labour-dispatch")));
        Assert.Equal($"/items/{Food}", Links(await visitor.Get("/search?q=开饭店"))[0]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/items/{Food}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/personal")).Status);
    }

    [Fact]
    public async Task The_list_is_read_from_an_index()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        foreach (var filter in new[] { new ItemFilter(), new ItemFilter(RegionCode.Parse("370202")), new ItemFilter(RegionCode.Parse("370202"), Theme: "p085") })
        {
            var query = filter.Apply(db).Where(i => string.Compare(i.Key, "370202-a") > 0).OrderBy(i => i.Key).Take(20);
            await db.Database.OpenConnectionAsync(Cancel);
            await using var command = query.CreateDbCommand();
            command.CommandText = "explain query plan " + command.CommandText;
            var plan = new StringBuilder();
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel)) plan.AppendLine(reader.GetString(3));
            Assert.DoesNotContain("SCAN", plan.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("audience=person", "370202-birth-certificate", "370202-labour-dispatch")]
    [InlineData("audience=company&theme=c030", "370202-labour-dispatch", "370202-food-business")]
    [InlineData("department=370202-mzj", "370202-minimum-living", "370202-passport")]
    [InlineData("type=Confirmation", "370202-company-registration", "370202-food-business")]
    [InlineData("spot=1", "370202-senior-card", "370202-passport")]
    [InlineData("online=1&theme=p105", "", "370202-passport")]
    public async Task Filters_narrow_the_list(string filter, string there, string gone)
    {
        var links = Links(await browser.Get($"/items?place=370202&{filter}"));
        if (there.Length > 0) Assert.Contains($"/items/{there}", links);
        Assert.DoesNotContain($"/items/{gone}", links);
    }

    [Fact]
    public async Task A_town_sees_its_district_s_and_its_city_s_items_but_not_the_neighbour_s()
    {
        var links = new List<string>();
        for (string? path = "/items?place=370202001000"; path is not null;)
        {
            var page = await browser.Get(path);
            links.AddRange(Links(page));
            path = page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Contains("/items/370202001-social-card-cancel", links);
        Assert.Contains("/items/370202-passport", links);
        Assert.Contains("/items/370200-medical-institution", links);
        Assert.DoesNotContain(links, l => l.StartsWith("/items/370202009-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_says_why_and_one_without_result_leaves_no_dead_end()
    {
        var found = await browser.Get("/search?q=开饭店");
        Assert.Equal($"/items/{Food}", Links(found)[0]);
        Assert.Contains("开饭店", found.Text(".results-why"), StringComparison.Ordinal);

        var nothing = await browser.Get("/search?q=qwerty");
        Assert.Equal(HttpStatusCode.OK, nothing.Status);
        Assert.Contains("12345", nothing.Text(".empty"), StringComparison.Ordinal);
        Assert.NotEmpty(nothing.Page.QuerySelectorAll("main ul a[href^='/items/']"));

        var elsewhere = await browser.Get("/search?q=普通护照&place=610118");
        Assert.Contains("别的地区", elsewhere.Text("main"), StringComparison.Ordinal);
        Assert.Contains("/items/370202-passport", Links(elsewhere));
    }

    [Fact]
    [Clause("CQ-25-6")]
    public async Task A_guide_shows_all_fifteen_elements_and_answers_on_the_first_screen()
    {
        var page = await browser.Get($"/items/{Food}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        string[] elements =
        [
            "事项名称", "事项编码", "事项类型", "受理条件", "实施主体", "法定办结时限", "承诺办结时限", "收费标准及收费依据", "所需材料", "办理流程",
            "办理形式", "办理地点", "办理结果", "咨询方式", "监督投诉方式", "服务对象", "设定依据",
        ];
        Assert.All(elements, e => Assert.True(page.Text($"[data-element={e}]").Length > 2, e));
        Assert.Equal(["谁可以办", "带什么", "多久", "费用", "在哪里办"], page.Page.QuerySelectorAll(".facts dt").Select(d => d.TextContent));
        Assert.Contains("10 个工作日", page.Text("[data-element=承诺办结时限]"), StringComparison.Ordinal);
        Assert.Contains("现场核查", page.Text("#steps"), StringComparison.Ordinal);
        Assert.Equal($"/items/{Food}/apply", page.Page.QuerySelector(".btn-primary.btn-big")!.GetAttribute("href"));
        Assert.Contains((await world.Services.GetRequiredService<PublishedGuides>().Current(Food, Cancel))!.Hash, page.Body, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(page.Body) < 100_000);
    }

    [Fact]
    public async Task Situations_narrow_the_materials_without_script()
    {
        var all = Materials(await browser.Get($"/items/{Food}"));
        var selling = Materials(await browser.Get($"/items/{Food}?s.business=食品销售&s.agent=否"));
        Assert.Contains("从业人员健康证明", all);
        Assert.DoesNotContain("从业人员健康证明", selling);
        Assert.DoesNotContain("授权委托书", selling);
        // Hangs on a field that is only asked of restaurants.
        Assert.DoesNotContain("食品检验能力说明", selling);
        Assert.Equal(all, Materials(await browser.Get($"/items/{Food}?s.business=修车&s.nothing=1&x=y")));
    }

    [Fact]
    [Clause("HY-7-6", Assists = true)]
    public async Task Each_form_has_its_blank_and_its_sample_as_pages_to_print()
    {
        var page = await browser.Get($"/items/{Food}");
        var links = page.Page.QuerySelectorAll("#materials a[href*='/materials/']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links) Assert.Equal(HttpStatusCode.OK, (await browser.Get(link)).Status);
        Assert.Contains("青岛示范湾餐饮有限公司", (await browser.Get($"/items/{Food}/materials/application/sample")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/items/{Food}/materials/layout/blank")).Status);
    }

    [Fact]
    public async Task A_guide_is_the_same_bytes_for_everybody_and_answers_304_to_who_has_them()
    {
        using var client = browser.Client;
        async Task<HttpResponseMessage> Get(string? coding, string? tag = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/items/{Food}");
            if (coding is not null) request.Headers.Add("Accept-Encoding", coding);
            if (tag is not null) request.Headers.Add("If-None-Match", tag);
            return await client.SendAsync(request, Cancel);
        }

        var plain = await Get(null);
        var brotli = await Get("gzip, br");
        var gzip = await Get("gzip");
        Assert.Equal(("br", "gzip"), (brotli.Content.Headers.ContentEncoding.Single(), gzip.Content.Headers.ContentEncoding.Single()));
        var text = await plain.Content.ReadAsStringAsync(Cancel);
        await using var unpacked = new System.IO.Compression.BrotliStream(await brotli.Content.ReadAsStreamAsync(Cancel), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(text, await new StreamReader(unpacked).ReadToEndAsync(Cancel));
        Assert.Equal(text, await (await Get(null)).Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotModified, (await Get("gzip, br", brotli.Headers.ETag!.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get("gzip", brotli.Headers.ETag!.ToString())).StatusCode);
        Assert.Contains("Cookie", plain.Headers.Vary);
    }

    [Fact]
    [Clause("HY-8-2")]
    public async Task The_code_printed_with_an_old_version_opens_the_current_one()
    {
        var code = await browser.Get($"/items/{Food}/qr.svg");
        Assert.Equal(HttpStatusCode.OK, code.Status);
        Assert.StartsWith("<svg", code.Body.TrimStart(), StringComparison.Ordinal);
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host) = ("https", new("zw.example"));
        var address = ShowGuide.AddressOf(http.Request, Food);
        Assert.Equal($"https://zw.example/items/{Food}", address);

        await PublishAgain(g => g with { Visits = 7 });
        var scanned = await browser.Get(new Uri(address).AbsolutePath);
        Assert.Contains("第 2 版", scanned.Text("#print"), StringComparison.Ordinal);
        Assert.Contains("最多到现场 7 次", scanned.Text("#places"), StringComparison.Ordinal);

        var old = await browser.Get($"/items/{Food}/v/1");
        Assert.Contains("不是现行版本", old.Text(".notice"), StringComparison.Ordinal);
        Assert.DoesNotContain("最多到现场 7 次", old.Text("#places"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/items/{Food}/v/9")).Status);
        Assert.Contains("第 2 版", (await browser.Get("/")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-29-1")]
    public async Task A_fee_by_a_local_regulation_is_shown_with_its_basis_and_rank()
    {
        var record = JsonSerializer.SerializeToNode(SeedItemsTests.All.Single(g => g.Item == "370202-property-transfer"), OneWindow.Storage.Json.Options)!.AsObject();
        record["fees"]![0]!["basis"] = new System.Text.Json.Nodes.JsonObject { ["law"] = "某省某条例", ["article"] = "第九条", ["type"] = "local-regulation" };
        Assert.Equal((1, 0), await Import(record));
        Assert.Contains("《某省某条例》第九条（地方性法规）", (await browser.Get("/items/370202-property-transfer")).Text("#fees"), StringComparison.Ordinal);
        record["fees"]![0]!["basis"]!["type"] = "document";
        Assert.Equal((0, 1), await Import(record));
        Assert.Contains("某省某条例", (await browser.Get("/items/370202-property-transfer")).Text("#fees"), StringComparison.Ordinal);

        async Task<(int, int)> Import(System.Text.Json.Nodes.JsonObject guide)
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("fee-").FullName, "guide.json");
            await File.WriteAllTextAsync(file, $"[{guide.ToJsonString(OneWindow.Storage.Json.Options)}]", Cancel);
            var report = await ImportFile.Run(world.Services, file, null, null, Cancel);
            world.Services.GetRequiredService<PublishedGuides>().Forget();
            return (report.Accepted, report.AllRefused.Count);
        }
    }

    [Fact]
    public async Task The_tolerance_list_has_a_row_of_three_fields_for_each_item_that_tolerates_something()
    {
        // What ListToleratedItems shows comes from the guides in force.
        var page = await browser.Get("/tolerance?place=370202");
        var row = page.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector($"a[href='/items/{Food}']") is not null);
        Assert.Contains("主要设备设施布局和操作流程文件", row.Children[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("食品安全规章制度文本", row.Children[2].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("食品安全规章制度文本", row.Children[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-32-4")]
    [Clause("HB-3.4-3")]
    public async Task Anybody_reads_what_may_be_promised_its_text_and_how_it_is_looked_at()
    {
        // What ListCommitments shows comes from the guides in force.
        foreach (var place in new[] { "370202", "130181" })
        {
            var page = await browser.Get($"/commitments?place={place}");
            var entry = page.Page.QuerySelectorAll("main section").Single(s => s.QuerySelector($"a[href='/items/{place}-public-place-hygiene-commitment']") is not null);
            foreach (var words in new[] { "责令限期改正", "没有达到条件以前不营业", "卫生监督机构" }) Assert.Contains(words, entry.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Programs_read_the_same_guide_with_the_same_hash()
    {
        using var client = browser.Client;
        var guide = await client.GetAsync($"/api/v1/items/{Food}", Cancel);
        var json = JsonDocument.Parse(await guide.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(guide.Headers.ETag!.Tag.Trim('"'), json.GetProperty("hash").GetString());
        Assert.Contains(json.GetProperty("hash").GetString()!, (await browser.Get($"/items/{Food}")).Body, StringComparison.Ordinal);

        var keys = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var list = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/items?after={after}", Cancel)).RootElement;
            keys.AddRange(list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()!));
            after = list.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(SeedItemsTests.All.Select(g => g.Item).Order(StringComparer.Ordinal), keys);
        Assert.Contains("370202-passport", await client.GetStringAsync("/api/v1/items?q=护照", Cancel), StringComparison.Ordinal);
        var unknown = await client.GetAsync("/api/v1/items/370202-nothing", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.StatusCode, unknown.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_directory_knows_every_organisation_of_the_seed()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var items = await scope.ServiceProvider.GetRequiredService<CatalogueDb>().Items.ToListAsync(Cancel);
        Assert.Equal(SeedItemsTests.All.Count, items.Count);
        var directory = world.Services.GetRequiredService<Contracts.IDirectory>();
        Assert.All(items, i => Assert.NotNull(directory.Organisation(i.Organisation)));
        var guides = world.Services.GetRequiredService<PublishedGuides>();
        var law = world.Services.GetRequiredService<Contracts.IRulebooks>();
        foreach (var item in items)
        {
            var guide = await guides.Current(item.Key, Cancel);
            Assert.Empty(GuideRules.Check(guide!, law.For(guide!.Place, guide.Type, world.Now.Date)).Select(f => $"{item.Key}: {f}"));
        }
    }

    private async Task PublishAgain(Func<Contracts.Guide, Contracts.Guide> change)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var guides = world.Services.GetRequiredService<PublishedGuides>();
        var guide = (await guides.Current(Food, Cancel))!;
        await Publication.Publish(scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [change(guide)], "test", world.Now, Cancel);
        guides.Forget();
    }

    private static IReadOnlyList<string> Links(Answer page) => [.. page.Page.QuerySelectorAll("ol.results h2 a").Select(a => a.GetAttribute("href")!)];

    private static IReadOnlyList<string> Materials(Answer page) =>
        [.. page.Page.QuerySelectorAll("#materials tbody th").Select(h => h.FirstChild!.TextContent.Trim())];
}
