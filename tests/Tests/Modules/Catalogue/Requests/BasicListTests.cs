using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>The basic list: imported from above, claimed entry by entry, and asked about when it changes above.</summary>
public sealed class BasicListTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static UpperEntry Entry(string code, string name = "城镇燃气经营许可", string? line = null, params (string, string)[] elements) =>
        new(code, name, ItemType.Licence, line, elements.ToDictionary(e => e.Item1, e => e.Item2));

    private static Actor Officer(string place) => new("o", "管", Role.ManagementOfficer, RegionCode.Parse(place), $"{place}-spj", null);

    private static BasicLists Lists(IServiceProvider scope) => scope.GetRequiredService<BasicLists>();

    private static string Code<T>(Outcome<T> outcome) => outcome.Match(_ => "", why => why.Code);

    [Fact]
    [Clause("QD-16-1")]
    public async Task A_district_claims_an_entry_of_the_list_above_and_nothing_else()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        await using var scope = rig.Services.CreateAsyncScope();
        var lists = Lists(scope.ServiceProvider);
        await lists.ImportUpper(RegionCode.Parse("370000"), [Entry("000117129007")], Cancel);
        var shinan = RegionCode.Parse("370202");
        Assert.Equal("catalogue.entry-not-above", Code(await lists.Claim(shinan, "000117129999", "", ClaimMark.TakenOver, "", Officer("370202"), null, Cancel)));
        Assert.Equal("", Code(await lists.Claim(shinan, "000117129007", "", ClaimMark.TakenOver, "", Officer("370202"), null, Cancel)));
        await using var db = rig.Db();
        var claim = await db.Claims.SingleAsync(Cancel);
        Assert.Equal(("000117129007", "城镇燃气经营许可", shinan.Number), (claim.Code, claim.Name, claim.Place));
        // Published with its day: a version of the list.
        var version = await db.ListVersions.SingleAsync(v => v.List == ListKind.Basic, Cancel);
        Assert.Equal((1, ListReason.TakeOver), (version.Number, version.Reason));
    }

    [Fact]
    [Clause("CQ-13-1")]
    [Clause("QG-2.2.2-1")]
    public async Task Nobody_adds_an_entry_of_his_own_but_beyond_a_guidance_list_with_a_reason()
    {
        // While the town plan stands beside no later text: its catalogue is guidance.
        await using var world = await World.Start(World.Sqlite, "2022-03-04 09:00");
        await using var scope = world.Services.CreateAsyncScope();
        var lists = Lists(scope.ServiceProvider);
        await lists.ImportUpper(RegionCode.Parse("500000"), [Entry("000117129007")], Cancel);
        await lists.ImportUpper(RegionCode.Parse("370200"), [Entry("000117129007")], Cancel);
        var own = await lists.Claim(RegionCode.Parse("500103"), "500117129001", "自设的许可", ClaimMark.Extra, "本区需要", Officer("500103"), null, Cancel);
        Assert.Equal("catalogue.entry-invented", Code(own));

        var town = RegionCode.Parse("370202001000");
        Assert.Equal("catalogue.reason-missing", Code(await lists.Claim(town, "370217129001", "家政服务登记", ClaimMark.Extra, "", Officer("370202001000"), null, Cancel)));
        Assert.Equal("", Code(await lists.Claim(town, "370217129001", "家政服务登记", ClaimMark.Extra, "居民需要，街道试点", Officer("370202001000"), null, Cancel)));
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        Assert.Equal("居民需要，街道试点", (await db.Claims.SingleAsync(c => c.Mark == ClaimMark.Extra, Cancel)).Reason);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-1.2-1")]
    public async Task Of_thirty_entries_of_the_line_twenty_eight_are_marked_and_two_are_pending(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var file = Path.Combine(world.Options.Data, "upper.json");
        var line = world.Services.GetRequiredService<IDirectory>().Organisation("130181-spj")!.Line;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            upper = "130000",
            entries = Enumerable.Range(0, 31).Select(i => new { code = $"0001{17129000 + i:00000000}", name = $"示范事项{i}", type = "01", line = i == 30 ? "somewhere-else" : line }),
        }), Cancel);
        var (report, refused) = await CatalogueModule.Import(world.Services, file, cancel: Cancel);
        Assert.False(refused, report);

        var editor = await world.SignIn("xinji-editor");
        for (var i = 0; i < 28; i++)
        {
            var marked = await editor.Post(ClaimEntries.Path, [("code", $"0001{17129000 + i:00000000}"), ("mark", i % 7 == 0 ? "NotApplicable" : "TakenOver"), ("reason", i % 7 == 0 ? "本地没有这类业务" : "")]);
            Assert.True(marked.Location == ClaimEntries.Path, marked.Text(".error-summary"));
        }

        var page = await editor.Get(ClaimEntries.Path);
        Assert.Contains("还有 2 条没有处理", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll("tbody tr").Length);
        var silent = await editor.Post(ClaimEntries.Path, [("code", "000117129028"), ("mark", "NotApplicable"), ("reason", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var foreign = await editor.Post(ClaimEntries.Path, [("code", "000117129030"), ("mark", "TakenOver")]);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
    }

    [Fact]
    [Clause("HB-1.3-2")]
    public async Task A_new_version_above_asks_each_local_item_and_overwrites_nothing()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        await using var scope = world.Services.CreateAsyncScope();
        var (lists, db) = (Lists(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<CatalogueDb>());
        // Three items of one basic code in the county, one of them in a street.
        var items = await db.Items.Where(i => i.BasicCode != null && i.Place > RegionCode.Parse("370200").Number && i.Place < RegionCode.Parse("370200").End).ToListAsync(Cancel);
        var code = items.GroupBy(i => i.BasicCode!).MaxBy(g => g.Count())!.Key;
        var touched = items.Where(i => i.BasicCode == code).ToList();
        foreach (var more in items.Where(i => i.BasicCode != code).Take(3 - touched.Count)) (more.BasicCode, touched) = (code, [.. touched, more]);
        await db.SaveChangesAsync(Cancel);
        await lists.ImportUpper(RegionCode.Parse("370000"), [Entry(code, elements: ("法定办结时限", "20 working-day"))], Cancel);
        await lists.Claim(RegionCode.Parse("370202"), code, "", ClaimMark.TakenOver, "", Officer("370202"), null, Cancel);
        db.UpdateTasks.RemoveRange(db.UpdateTasks);
        db.UpperDifferences.RemoveRange(db.UpperDifferences);
        await db.SaveChangesAsync(Cancel);

        await lists.ImportUpper(RegionCode.Parse("370000"), [Entry(code, elements: ("法定办结时限", "15 working-day"))], Cancel);
        var tasks = await db.UpdateTasks.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(3, tasks.Count);
        Assert.All(tasks, t => Assert.Equal(new DateOnly(2025, 3, 17), t.DueOn));

        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get(SettleUpperChanges.Path);
        Assert.Contains("法定办结时限", page.Text("main h2"), StringComparison.Ordinal);
        foreach (var words in new[] { "20 个工作日", "15 个工作日" }) Assert.Contains(words, page.Text("main"), StringComparison.Ordinal);
        (string, string)[] element = [("code", code), ("number", page.Page.QuerySelector("main input[name=number]")!.GetAttribute("value")!), ("element", "法定办结时限")];
        Assert.Contains("请写明理由", (await officer.Post(SettleUpperChanges.Path, [.. element, ("answer", "Keep"), ("reason", "")])).Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(SettleUpperChanges.Path, (await officer.Post(SettleUpperChanges.Path, [.. element, ("answer", "Keep"), ("reason", "本地已经更短")])).Location);
        Assert.Contains("保留本地的：本地已经更短", (await officer.Get(SettleUpperChanges.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-editor")).Post(SettleUpperChanges.Path, element)).Status);
        // The items themselves are as they were.
        Assert.All(await db.Items.AsNoTracking().Where(i => i.BasicCode == code).ToListAsync(Cancel), i => Assert.Equal(1, i.CurrentVersion));

        // ImportUpper: half a list is no list.
        var broken = Path.Combine(world.Options.Data, "broken.json");
        await File.WriteAllTextAsync(broken, """{"upper":"370000","entries":[{"code":"12","name":"x","type":"01"}]}""", Cancel);
        Assert.True((await CatalogueModule.Import(world.Services, broken, cancel: Cancel)).AnyRefused);
        Assert.False((await db.UpperEntries.AsNoTracking().SingleAsync(e => e.Code == code && e.Owner == RegionCode.Parse("370000").Number, Cancel)).Withdrawn);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QG-2.2.2-2")]
    public async Task A_change_of_the_city_s_guidance_list_has_its_day_and_flags_the_towns_lists(string database)
    {
        await using var world = await World.Start(database, "2022-03-04 09:00");
        await using var scope = world.Services.CreateAsyncScope();
        var (lists, db) = (Lists(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<CatalogueDb>());
        var town = RegionCode.Parse("370202001000");
        await lists.ImportUpper(RegionCode.Parse("370200"), [Entry("000117129007"), Entry("000117129008", "道路占用许可")], Cancel);
        foreach (var code in new[] { "000117129007", "000117129008" })
            Assert.Equal("", Code(await lists.Claim(town, code, "", ClaimMark.TakenOver, "", Officer("370202001000"), null, Cancel)));
        var file = Path.Combine(world.Options.Data, "guidance.json");
        await File.WriteAllTextAsync(file, """{"upper":"370200","from":"2022-04-01","entries":[{"code":"000117129007","name":"城镇燃气经营许可（含变更）","type":"01"},{"code":"000117129008","name":"道路占用许可","type":"01"}]}""", Cancel);
        Assert.False((await CatalogueModule.Import(world.Services, file, cancel: Cancel)).AnyRefused);

        var flagged = Assert.Single(await db.UpperDifferences.AsNoTracking().Where(d => d.Place == town.Number).ToListAsync(Cancel));
        Assert.Equal(("000117129007", "事项名称", UpperAnswer.Open, new DateOnly(2022, 4, 1)), (flagged.Code, flagged.Element, flagged.Answer, flagged.From));
        var page = (await (await world.SignIn("xianggang-editor")).Get(SettleUpperChanges.Path)).Text("main");
        Assert.Contains("城镇燃气经营许可（含变更）", page, StringComparison.Ordinal);
        Assert.Contains("2022年4月1日", page, StringComparison.Ordinal);
        // The town's own list is as it was until somebody answers.
        Assert.Equal("城镇燃气经营许可", (await db.Claims.AsNoTracking().SingleAsync(c => c.Place == town.Number && c.Code == "000117129007", Cancel)).Name);
    }

    [Fact]
    [Clause("QD-17-2")]
    public async Task Of_ten_claimed_entries_nine_have_a_guide_and_the_list_says_one_is_missing()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        await using var scope = world.Services.CreateAsyncScope();
        var (lists, db) = (Lists(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<CatalogueDb>());
        var shinan = RegionCode.Parse("370202");
        var claims = await db.Claims.Where(c => c.Place == shinan.Number).ToListAsync(Cancel);
        db.Claims.RemoveRange(claims);
        await db.SaveChangesAsync(Cancel);
        var editor = await world.SignIn("shinan-editor");
        var written = claims.Select(c => c.Code).Take(9).ToList();
        var officer = Officer("370202") with { Organisation = "370202-spj" };
        foreach (var code in written) Assert.Equal("", Code(await lists.Claim(shinan, code, "", ClaimMark.TakenOver, "", officer, null, Cancel)));
        Assert.Contains("实施清单完整", (await editor.Get(ClaimEntries.Path)).Text("#unwritten"), StringComparison.Ordinal);
        Assert.Equal("", Code(await lists.Claim(shinan, "000117129701", "", ClaimMark.TakenOver, "", officer, null, Cancel)));
        var page = (await editor.Get(ClaimEntries.Path)).Text("#unwritten");
        Assert.Contains("实施清单不完整：还缺 1 项", page, StringComparison.Ordinal);
        Assert.Contains("城镇燃气经营许可", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HY-9-1")]
    [Clause("CQ-14-5")]
    public async Task A_law_that_is_repealed_asks_every_guide_that_cites_it_and_late_ones_are_alerted(string database)
    {
        // ListUpdates.
        await using var world = await World.Start(database, "2024-02-26 10:00");
        var officer = await world.SignIn("yuzhong-officer");
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        var place = RegionCode.Parse("500103");
        var guides = new List<Guide>();
        foreach (var item in await db.Items.Where(i => i.Place >= place.Number && i.Place < place.End && i.State == ItemState.InUse).ToListAsync(Cancel))
            guides.Add((await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(item.Key, Cancel))!);
        const string Law = "中华人民共和国食品安全法";
        var citing = guides.Where(g => GuideText.Of(g).Contains(Law, StringComparison.Ordinal)).Select(g => g.Item).Order().ToList();
        Assert.NotEmpty(citing);

        var registered = await officer.Post($"{ListUpdates.Path}/laws", [("law", $"《{Law}》"), ("step", "Repealed"), ("from", "2024-03-01"), ("articles", ""), ("successor", "新食品安全法"), ("note", "")]);
        Assert.StartsWith(ListUpdates.Path, registered.Location, StringComparison.Ordinal);
        var tasks = await db.UpdateTasks.AsNoTracking().OrderBy(t => t.Item).ToListAsync(Cancel);
        Assert.Equal(citing, tasks.Select(t => t.Item));
        var page = await officer.Get(registered.Location!);
        foreach (var item in citing) Assert.NotNull(page.Page.QuerySelector($"#touched ~ table a[href='/items/{item}'], section a[href='/items/{item}']"));
        Assert.DoesNotContain("已超期", page.Text("main"), StringComparison.Ordinal);

        await world.MoveTo("2024-03-15 09:00");
        Assert.Contains("已超期", (await officer.Get(ListUpdates.Path)).Text("main"), StringComparison.Ordinal);
        var task = tasks[0];
        Assert.Contains("请写明为什么", (await officer.Post($"{ListUpdates.Path}/{task.Id}/answer", [("why", "无")])).Text(".error-summary"), StringComparison.Ordinal);
        await officer.Post($"{ListUpdates.Path}/{task.Id}/answer", [("why", "条款号没有变，内容不用改")]);
        Assert.NotNull((await db.UpdateTasks.AsNoTracking().SingleAsync(t => t.Id == task.Id, Cancel)).ClosedAt);
    }
}
