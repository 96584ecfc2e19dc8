using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>
/// A connected item from filing to result, with a line system over real HTTP that is down, slow, silent and contradicting: <see cref="HearLine"/>,
/// <see cref="ListLines"/>, <see cref="SettleNews"/>, <see cref="TypeInResult"/>.
/// </summary>
public sealed class LineSystemTests
{
    private const string Item = "370202-tobacco-retail";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_case_goes_out_signed_when_the_other_side_is_up_again_and_comes_back_in_the_same_log_with_both_instants(string database)
    {
        await using var line = await StandInLine.Start();
        line.Down = true;
        await using var world = await Start(database, line);
        var clerk = await world.SignIn("shinan-clerk");
        Assert.Contains("由烟草专卖许可证管理系统（演示）审查和决定", (await clerk.Get($"/items/{Item}")).Text("main"), StringComparison.Ordinal);
        var number = await world.File(Item);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        await world.Settle();
        var reviewer = await world.SignIn("shinan-reviewer-yancao");
        Assert.Contains("对方出错（503）", (await reviewer.Get("/work/lines")).Text("main"), StringComparison.Ordinal);
        Assert.Empty(line.Packages);
        (line.Down, line.Slow) = (false, true);
        await world.MoveTo("2025-03-03 10:05");
        Assert.Contains("没有及时回答", (await reviewer.Get("/work/lines")).Text("main"), StringComparison.Ordinal);
        line.Slow = false;
        await world.MoveTo("2025-03-03 11:00");
        Assert.Contains("都交出去了", (await reviewer.Get("/work/lines")).Text("main"), StringComparison.Ordinal);
        await Check(world, Assert.Single(line.Packages).Value, number);

        var page = await reviewer.Get(Workbench.PageOf(number));
        Assert.Contains("由烟草专卖许可证管理系统（演示）办理", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("这一步在那边办", page.Closed("开始审查").Why, StringComparison.Ordinal);

        await world.MoveTo("2025-03-06 09:00");
        Assert.Equal(200, (await line.Tell(world, line.News(number, "review-begun", "2025-03-04 10:00"))).Status);
        Assert.Equal(200, (await line.Tell(world, line.News(number, "reviewed", "2025-03-05 15:00", "材料属实。"))).Status);
        Assert.Equal(200, (await line.Tell(world, line.News(number, "approved", "2025-03-05 16:30"))).Status);
        var state = await world.State(number);
        Assert.Equal((CaseStatus.Approved, new DateOnly(2025, 3, 5), (int?)null), (state.Status, state.DecidedOn!.Value, state.OverdueBy));
        var log = (await reviewer.Get(Workbench.PageOf(number))).Text(".log");
        Assert.Contains("2025年3月5日（周三）16:30办理", log.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("2025年3月6日（周四）09:00收到", log.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var own = (await (await world.SignIn("shinan-company")).Get($"/cases/{number}")).Text("main").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("在2025年3月5日（周三）16:30办理，我们2025年3月6日（周四）09:00得知", own, StringComparison.Ordinal);
        var explained = (await world.Services.GetRequiredService<IExplainCases>().Explain(number, Cancel))!.Line!;
        Assert.Equal(("demo-line", World.At("2025-03-05 16:30"), new DateOnly(2025, 3, 6)), (explained.System, explained.HappenedAt!.Value, explained.HeardAt!.Value.Date));
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, Cancel)).Damage);

        // Whoever changes what was told is found out.
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync(Cancel);
        await db.InTransaction(() => db.News.Where(n => n.Act == "approved").ExecuteUpdateAsync(s => s.SetProperty(n => n.Body, n => n.Body.Replace("16:30", "16:31")), Cancel), Cancel);
        var damage = new List<Damage>();
        foreach (var audit in world.Services.GetServices<IAudit>()) damage.AddRange((await audit.Verify(null, Cancel)).Damage);
        Assert.Contains("验签不符", Assert.Single(damage).What, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_contradicts_comes_twice_or_bears_a_wrong_signature_is_named_and_nothing_is_dropped(string database)
    {
        await using var line = await StandInLine.Start();
        await using var world = await Start(database, line);
        var number = await Accepted(world);
        await world.MoveTo("2025-03-05 17:00");
        var begun = line.News(number, "review-begun", "2025-03-04 10:00");
        Assert.Equal("taken", (await line.Tell(world, begun)).Answer.GetProperty("standing").GetString());
        var events = await world.Events(number);
        Assert.Equal("taken", (await line.Tell(world, begun)).Answer.GetProperty("standing").GetString());
        Assert.Equal(events, await world.Events(number));

        // The decision before its review waits, and fits once the review has come.
        var early = await line.Tell(world, line.News(number, "approved", "2025-03-05 16:00"));
        Assert.Equal((202, "kept-aside", "cases.review-missing"), (early.Status, early.Answer.GetProperty("standing").GetString(), early.Answer.GetProperty("code").GetString()));
        Assert.Equal("cases.news-number-reused", (await line.Tell(world, begun with { At = World.At("2025-03-04 11:00") })).Answer.GetProperty("code").GetString());
        Assert.Equal("cases.unknown", (await line.Tell(world, begun with { Number = "X1", Case = "1" })).Answer.GetProperty("code").GetString());
        Assert.Equal(401, (await line.Tell(world, begun with { Number = "X2" }, forged: true)).Status);
        Assert.Equal(404, (await line.Tell(world, begun with { Number = "X3" }, system: "nobody")).Status);
        Assert.Equal(CaseStatus.UnderReview, (await world.State(number)).Status);
        Assert.Equal(200, (await line.Tell(world, line.News(number, "reviewed", "2025-03-05 15:00", "材料属实。"))).Status);
        Assert.Equal(CaseStatus.Approved, (await world.State(number)).Status);
        var contrary = await line.Tell(world, line.News(number, "refused", "2025-03-05 16:50", "不符合布局。"));
        Assert.Equal((202, "cases.not-from-here"), (contrary.Status, contrary.Answer.GetProperty("code").GetString()));
        Assert.Equal(CaseStatus.Approved, (await world.State(number)).Status);

        var reviewer = await world.SignIn("shinan-reviewer-yancao");
        var list = await reviewer.Get("/work/lines?show=news");
        foreach (var words in new[] { "不予批准（对方编号", "这个编号已经用过" }) Assert.Contains(words, list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("验签", list.Text("main"), StringComparison.Ordinal);
        var officer = await (await world.SignIn("shinan-officer")).Get("/work/lines?show=news");
        foreach (var words in new[] { "没有通过验签的消息", "找不到对应的办件" }) Assert.Contains(words, officer.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("对方编号", (await (await world.SignIn("yuzhong-reviewer")).Get("/work/lines?show=news")).Text("main"), StringComparison.Ordinal);

        var link = list.Page.QuerySelectorAll("a[href^='/work/lines/news/']").Select(a => a.GetAttribute("href")!).First();
        var page = await reviewer.Get(link);
        var silent = await reviewer.Submit(page, $"{link}/settlement");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal("/work/lines?show=settled", (await reviewer.Submit(page, $"{link}/settlement", (SettleNews.WhyField, "已与对方核实，以先到的批准为准。"))).Location);
        Assert.Contains("已与对方核实", (await reviewer.Get("/work/lines?show=settled")).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_silent_system_is_an_alert_and_its_result_is_typed_in_with_a_scan_and_counted(string database)
    {
        await using var line = await StandInLine.Start();
        await using var world = await Start(database, line);
        var number = await Accepted(world);
        await world.MoveTo("2025-04-07 09:00");
        var reviewer = await world.SignIn("shinan-reviewer-yancao");
        Assert.Contains("业务系统还没有回传结果", (await reviewer.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
        Assert.Contains(number.ToString(), (await reviewer.Get("/work/alerts")).Body, StringComparison.Ordinal);
        var path = TypeInResult.AddressOf(number);
        var page = await reviewer.Get(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        (string, string)[] Fields(params (string, string)[] more) =>
        [
            .. page.Page.QuerySelectorAll($"form[action='{path}'] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)),
            (TypeInResult.ResultField, "granted"), (TypeInResult.NumberField, "烟证字第 1 号"), (TypeInResult.DayField, "2025-03-10"), (TypeInResult.HourField, "10:30"), .. more,
        ];
        var bare = await reviewer.Post(path, Fields());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.Status);
        foreach (var words in new[] { "为什么补录", "扫描件" }) Assert.Contains(words, bare.Text(".error-summary"), StringComparison.Ordinal);
        var typed = await reviewer.Upload(path, Fields((TypeInResult.WhyField, "对方接口中断，结果书面送来。")), TypeInResult.ScanField, "result.pdf", Materials.Papers.Pdf());
        typed.IsDone(number);
        await world.Settle();
        var state = await world.State(number);
        Assert.Equal((CaseStatus.Approved, new DateOnly(2025, 3, 10), (int?)null, 1), (state.Status, state.DecidedOn!.Value, state.OverdueBy, state.Line!.ByHand));
        var shown = await reviewer.Get(Workbench.PageOf(number));
        Assert.Contains("补录：", shown.Text(".log"), StringComparison.Ordinal);
        Assert.Contains("对方接口中断", shown.Text(".log"), StringComparison.Ordinal);
        var scan = shown.Page.QuerySelectorAll(".log a[href^='/files/']").Select(a => a.GetAttribute("href")!).Single();
        Assert.Equal(HttpStatusCode.OK, (await reviewer.Get(scan)).Status);
        Assert.Contains("烟证字第 1 号", (await reviewer.Get("/work/lines?show=typed")).Text("main"), StringComparison.Ordinal);
        // What comes after all contradicts nothing silently.
        Assert.Equal(202, (await line.Tell(world, line.News(number, "review-begun", "2025-03-09 10:00"))).Status);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, Cancel)).Damage);
    }

    [Fact]
    public async Task In_the_demonstration_a_system_stands_in_prompt_slow_contradicting_and_silent()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        var numbers = new List<CaseNumber>();
        for (var i = 0; i < 4; i++) numbers.Add(await Accepted(world));
        foreach (var day in new[] { "04", "05", "06", "07", "10" }) await world.MoveTo($"2025-03-{day} 09:30");
        CaseNumber Of(long rest) => numbers.Single(n => n.Id % 4 == rest);
        var (prompt, slow, contrary, silent) = (await world.State(Of(1)), await world.State(Of(2)), await world.State(Of(3)), await world.State(Of(0)));
        Assert.Equal((CaseStatus.Approved, CaseStatus.Approved, CaseStatus.Approved, CaseStatus.UnderReview), (prompt.Status, slow.Status, contrary.Status, silent.Status));
        Assert.Equal((false, true), (prompt.Has(Alert.NewsLate), slow.Has(Alert.NewsLate)));
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync(Cancel);
        Assert.Equal("refused", (await db.News.SingleAsync(n => n.State == NewsState.Aside, Cancel)).Act);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, Cancel)).Damage);
    }

    private static async Task<CaseNumber> Accepted(World world)
    {
        var number = await world.File(Item);
        (await (await world.SignIn("shinan-clerk")).Act(number, "acceptance")).IsDone(number);
        await world.Settle();
        return number;
    }

    private static Task<World> Start(string database, StandInLine line) => World.Start(database, "2025-03-03 10:00", builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Lines:demo-line:Address"] = line.Address, ["Lines:demo-line:Key"] = line.PublicKey, ["Lines:Seconds"] = "1",
    }));

    /// <summary>The package is signed by this installation, names the case, pins the files, and holds nobody's name.</summary>
    private static async Task Check(World world, JsonElement sent, CaseNumber number)
    {
        var text = sent.GetProperty("package").GetString()!;
        var package = JsonSerializer.Deserialize<LinePackage>(text, Json.Options)!;
        Assert.Equal((number.ToString(), "demo-line"), (package.Case, package.System));
        Assert.Equal(LinePackage.HashOf(text), sent.GetProperty("hash").GetString());
        var signature = new LedgerSignature(sent.GetProperty("keyId").GetString()!, sent.GetProperty("signature").GetString()!);
        Assert.True(await world.Services.GetRequiredService<ISigner>().Verify(LinePackage.SignedAs(package.Id), LinePackage.HashOf(text), signature, Cancel));
        var files = await world.Services.GetRequiredService<ICases>().Files(number, Cancel);
        Assert.NotEmpty(files);
        Assert.Equal(files.Select(f => f.Hash), package.Files.Select(f => f.Hash));
        Assert.DoesNotContain("示范湾", text, StringComparison.Ordinal);
        Assert.DoesNotContain("91370202XNQ00001X2", text, StringComparison.Ordinal);
    }
}
