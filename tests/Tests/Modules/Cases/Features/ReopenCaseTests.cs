using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Ui;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Remedies through the house: WritePetition for the applicant, ReopenCase on an order, TellDelay and the letter that goes out by itself.</summary>
public sealed class ReopenCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-1-7")]
    public async Task One_tap_makes_the_application_for_review_and_its_order_opens_the_case_again(string database)
    {
        await using var world = await World.Start(database);
        var office = new Office(world);
        var number = await world.File();
        var (reviewer, chief, company) = (await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"), await world.SignIn("shinan-company"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await company.Get($"/cases/{number}/reconsideration")).Status);
        await office.Do($"{number}", new Accept());
        await office.Do($"{number}", new BeginReview());
        await office.Do($"{number}", new RecordReview([.. ReviewRules.CheckItems((await office.Open($"{number}")).Context)]));
        (await reviewer.Act(number, "refusal", (DecideCase.ReasonsField, "厨房没有独立的排烟设施。"))).IsDone(number);
        await world.Settle();
        var refusal = (await Notices(world, number)).Single(n => n.Kind == "refusal");
        Assert.Contains("申请行政复议的最后一天是2025年5月6日", (await company.Get($"/notices/{refusal.Code}")).Text(".paper-notice"), StringComparison.Ordinal);

        var own = await company.Get($"/cases/{number}");
        Assert.Contains("申请行政复议的最后一天：2025年5月6日", own.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(own.Page.QuerySelector($"main a[href='/cases/{number}/reconsideration']"));
        var petition = await company.Get($"/cases/{number}/reconsideration");
        var words = petition.Text(".paper-notice");
        foreach (var said in new[] { "行政复议申请书", refusal.Number, "青岛示范湾餐饮有限公司", "市南区人民政府", "申请人（签名或者盖章）", $"/verify/{refusal.Code}", "SM3 ", number.Grouped })
            Assert.Contains(said, words, StringComparison.Ordinal);
        var pdf = await company.Get($"/cases/{number}/reconsideration.pdf");
        Assert.StartsWith("%PDF", pdf.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("shinan-person")).Get($"/cases/{number}/reconsideration")).Status);
        var before = await world.Events(number);

        (string, string)[] order =
        [
            ("version", $"{(await world.State(number)).Version}"), (ActKey.Field, "k1"), (ReopenCase.SourceField, nameof(OrderSource.Review)), (ReopenCase.NumberField, "南政复决〔2025〕3号"),
            (ReopenCase.BodyField, "青岛市市南区人民政府"), (ReopenCase.DateField, "2025-03-03"), (ReopenCase.DaysField, "15"), (ReopenCase.ReasonsField, "认定事实不清，责令重新作出。"),
        ];
        var bare = await chief.Post($"{Workbench.PageOf(number)}/reopening", order);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bare.Status);
        Assert.Contains("扫描件", bare.Text(".error-summary"), StringComparison.Ordinal);
        (await chief.Upload($"{Workbench.PageOf(number)}/reopening", order, ReopenCase.ScanField, "决定书.pdf", Materials.Papers.Pdf())).IsDone(number);
        Assert.Equal(before + 1, await world.Events(number));
        var state = await world.State(number);
        Assert.Equal((CaseStatus.UnderReview, new DateOnly(2025, 3, 18)), (state.Status, state.Statutory!.Due.Day));
        await world.Settle();
        var again = (await Notices(world, number)).Single(n => n.Kind == "reopening");
        Assert.Contains("南政复决〔2025〕3号", (await company.Get($"/notices/{again.Code}")).Text(".paper-notice"), StringComparison.Ordinal);
        Assert.Equal("这份文书是真的，但已失效，重新办理", (await world.Browser().Get($"/verify/{refusal.Code}")).Text("h1"));
        Assert.Contains("重新办理", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(world.Services.GetServices<IAudit>().Select(a => a.Verify(null, default))), r => Assert.True(r.Ok));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_missed_promise_is_told_the_same_day_by_itself_once_with_its_cause_and_whom_to_ask(string database)
    {
        await using var world = await World.Start(database);
        var office = new Office(world);
        var (silent, explained) = (await world.File(), await world.File());
        foreach (var number in new[] { silent, explained })
        {
            await office.Do($"{number}", new Accept());
            await office.Do($"{number}", new BeginReview());
        }

        var promised = (await world.State(silent)).Promised!.Due.Day;
        var reviewer = await world.SignIn("shinan-reviewer");
        var expected = promised.AddDays(3);
        (await reviewer.Act(explained, "delay", (TellDelay.ExpectedField, $"{expected:yyyy-MM-dd}"), (TellDelay.ReasonsField, "专家评审排期推迟。"))).IsDone(explained);
        await world.Settle();
        Assert.DoesNotContain(await Notices(world, explained), n => n.Kind == "delay");

        // The clock jumps a day past it, and once more: one letter each.
        await world.MoveTo($"{promised.AddDays(1):yyyy-MM-dd} 09:00");
        await world.MoveTo($"{promised.AddDays(2):yyyy-MM-dd} 09:00");
        var company = await world.SignIn("shinan-company");
        var letter = Assert.Single(await Notices(world, silent), n => n.Kind == "delay");
        Assert.Equal(promised.AddDays(1), letter.IssuedAt.Date);
        var text = (await company.Get($"/notices/{letter.Code}")).Text(".paper-notice");
        Assert.Contains("经办人还没有登记原因", text, StringComparison.Ordinal);
        Assert.Contains("咨询电话", text, StringComparison.Ordinal);
        var other = Assert.Single(await Notices(world, explained), n => n.Kind == "delay");
        text = (await company.Get($"/notices/{other.Code}")).Text(".paper-notice");
        Assert.Contains("专家评审排期推迟。", text, StringComparison.Ordinal);
        Assert.Contains($"预计{OneWindow.Ui.Words.ShortOf(expected)}前办结", text, StringComparison.Ordinal);
        var inbox = (await company.Get("/my/messages")).Text("main");
        Assert.Equal(2, inbox.Split("没有按承诺的日期办结").Length - 1);

        // Another process finds nothing left to do; the officer's later words are told once more.
        await using (var restarted = await World.Open(world.Options)) await restarted.Settle();
        Assert.Single(await Notices(world, silent), n => n.Kind == "delay");
        Assert.Contains("请写明原因和新的预计日期", (await reviewer.Get(Workbench.PageOf(silent))).Text("main"), StringComparison.Ordinal);
        (await reviewer.Act(silent, "delay", (TellDelay.ExpectedField, $"{expected.AddDays(1):yyyy-MM-dd}"), (TellDelay.ReasonsField, "现场核查改期。"))).IsDone(silent);
        await world.Settle();
        Assert.Equal(2, (await Notices(world, silent)).Count(n => n.Kind == "delay"));
        Assert.Contains("没有按承诺办结的原因", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
    }

    private static ValueTask<IReadOnlyList<IssuedNotice>> Notices(World world, CaseNumber number) => world.Services.GetServices<INotices>().Single().Of(number);
}
