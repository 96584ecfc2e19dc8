using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>应急授权: two people, some hours, one scope; every look is written down, shown to the person, and looked into afterwards.</summary>
public sealed class BreakGlassTests
{
    private const string Path = BreakGlass.Path;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_no_post_reaches_is_read_for_some_hours_by_two_people_and_looked_into_by_a_third(string database)
    {
        await using var world = await World.Start(database);
        var number = await new FiledCases(world).File(name: "王小明", document: Numbers.Of(1), phone: "19912345678");
        var page = $"/work/cases/{number}";
        // A clerk of another district: to him the case is as unknown as one that never was.
        var (clerk, security, audit) = (await world.SignIn("xianggang-clerk"), await world.SignIn("security-admin"), await world.SignIn("audit-admin"));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get(page)).Status);

        (string, string)[] asked = [("case", number.ToString()), ("reason", "系统故障，受理窗口无人，申请人在场急需结果"), ("hours", "2")];
        Assert.Contains("请填其中一个", (await clerk.Post(Path, [.. asked, ("area", "370202")])).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Post(Path, [.. asked[..2], ("hours", "9")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Post(Path, asked)).Status);
        await clerk.Post(Path, asked);
        var row = await Only(world);
        (string, string)[] Found(string proper, string findings) => [(EmergencyModel.ProperOf(row.Id), proper), (EmergencyModel.FindingsOf(row.Id), findings)];
        // Who asked learns nothing of the case and whom to call; who settles it sees what it is about, and no person.
        var waiting = (await clerk.Get(Path)).Text("main");
        Assert.Contains("还要第二个人批准", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("食品经营许可", waiting, StringComparison.Ordinal);
        var settling = (await security.Get(Path)).Text("main");
        Assert.Contains("食品经营许可", settling, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", settling, StringComparison.Ordinal);
        // Asking opens nothing; nobody grants to himself, nor somebody of another place or post.
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get(page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"{Path}/{row.Id}", [("answer", "grant")])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await audit.Post($"{Path}/{row.Id}", [("answer", "grant")])).Status);
        Assert.NotEqual(HttpStatusCode.Redirect, (await (await world.SignIn("xianggang-officer")).Post($"{Path}/{row.Id}", [("answer", "grant")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Post($"{Path}/{row.Id}", [("answer", "grant")])).Status);

        // Read, in full, and nothing done; the banner stands on every page; another case stays closed.
        var read = await clerk.Get(page);
        Assert.Contains("王小明", read.Text("main"), StringComparison.Ordinal);
        Assert.Contains("您正在使用应急授权", (await clerk.Get("/work/to-accept")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("您正在使用应急授权", (await security.Get(Path)).Text("main"), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.Redirect, (await clerk.Post($"{page}/accept", [("version", "1")])).Status);
        var other = await new FiledCases(world).File(name: "李小红", document: Numbers.Of(2), phone: "19912345679");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get($"/work/cases/{other}")).Status);
        await using (var db = Db(world))
        {
            var opening = await db.Set<OpeningRow>().SingleAsync(o => o.Case == number.ToString() && o.Account == row.By, TestContext.Current.CancellationToken);
            Assert.Equal(Emergencies.Purpose, opening.Purpose);
            Assert.Equal(1, await db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.EmergencyUsed && e.By == row.By, TestContext.Current.CancellationToken));
        }

        // Not reviewed while it lasts; over by itself, and then due for a third person.
        Assert.Contains("还没有结束", (await audit.Post($"{Path}/{row.Id}/review", Found("yes", "核对了登记"))).Text("main"), StringComparison.Ordinal);
        await world.MoveTo("2025-03-03 11:01");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get(page)).Status);
        Assert.DoesNotContain("您正在使用应急授权", (await clerk.Get("/work/to-accept")).Text("main"), StringComparison.Ordinal);
        var review = (await audit.Get(Path)).Text("main");
        Assert.Contains("已结束，等待复核", review, StringComparison.Ordinal);
        // What was opened under it stands there for whoever looks into it.
        Assert.Contains("打开过的办件", review, StringComparison.Ordinal);
        Assert.DoesNotContain("一个办件也没有打开", review, StringComparison.Ordinal);
        Assert.NotNull((await audit.Get("/workbench/people")).Page.QuerySelector("nav.places .urgent"));
        await world.MoveTo("2025-03-07 09:00");
        Assert.Contains("已经逾期", (await audit.Get(Path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await security.Post($"{Path}/{row.Id}/review", Found("yes", "自己看自己"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await audit.Post($"{Path}/{row.Id}/review", Found("no", "受理窗口其实有人，已谈话提醒"))).Status);
        Assert.Contains("使用不当。受理窗口其实有人", (await security.Get(Path)).Text("main"), StringComparison.Ordinal);
        await using var log = Db(world);
        Assert.Null(await log.FirstBroken(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_area_is_named_as_people_call_it_and_a_city_is_too_much()
    {
        await using var world = await World.Start(World.Sqlite);
        var clerk = await world.SignIn("xianggang-clerk");
        (string, string)[] Asked(string area) => [("area", area), ("reason", "系统故障，受理窗口无人，申请人在场急需结果"), ("hours", "2")];
        foreach (var wrong in (string[])["青岛市", "370200", "没有的区"]) Assert.Contains("没有找到这个区划，或者范围太大", (await clerk.Post(Path, Asked(wrong))).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Post(Path, Asked("市北区"))).Status);
        var row = await Only(world);
        Assert.Equal(RegionCode.Parse("370203"), row.Place);
        Assert.Equal(HttpStatusCode.Redirect, (await (await world.SignIn("security-admin")).Post($"{Path}/{row.Id}", [("answer", "grant")])).Status);
        // What holds for an area is opened by the number.
        Assert.NotNull((await clerk.Get(Path)).Page.QuerySelector($"form[action='{Path}/open'] input[name=q]"));
        var number = CaseNumber.From(RegionCode.Parse("370203"), new DateOnly(2025, 3, 3), 0, 1);
        Assert.Equal($"/work/cases/{number}", (await clerk.Get($"{Path}/open?q={number}")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Get($"{Path}/open?q=12")).Status);
    }

    [Fact]
    public void An_emergency_covers_its_scope_for_its_hours_and_nothing_else()
    {
        var from = World.At("2025-03-03 09:00");
        var number = CaseNumber.From(RegionCode.Parse("370202"), new DateOnly(2025, 3, 3), 0, 1);
        EmergencyRow Of(string place, string? one) => new() { Id = "e", By = "a", Place = RegionCode.Parse(place), Case = one, Reason = "r", Hours = 1, AskedAt = from, SettledBy = "b", SettledAt = from, Until = from.Plus(TimeSpan.FromHours(1)) };
        Assert.True(EmergencyRules.Covers(Of("370202", null), number, from));
        Assert.True(EmergencyRules.Covers(Of("370202", number.ToString()), number, from));
        Assert.False(EmergencyRules.Covers(Of("370203", null), number, from));
        Assert.False(EmergencyRules.Covers(Of("370202", "another"), number, from));
        Assert.False(EmergencyRules.Covers(Of("370202", null), number, from.Plus(TimeSpan.FromHours(1))));
        Assert.False(EmergencyRules.Covers(Of("370202", null), number, from.Plus(-TimeSpan.FromMinutes(1))));
        var ended = Of("370202", null);
        ended.EndedAt = from;
        Assert.False(EmergencyRules.Covers(ended, number, from));
    }

    private static async Task<EmergencyRow> Only(World world)
    {
        await using var db = Db(world);
        return await db.Set<EmergencyRow>().AsNoTracking().SingleAsync();
    }

    private static IdentityDb Db(World world) => world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();
}
