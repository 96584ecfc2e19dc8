using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Messages;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>What the places' rules demand of telling, in real cases through the whole house.</summary>
public sealed class TellingTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-28-1")]
    public async Task In_Qingdao_a_case_that_moves_to_review_is_told_by_short_message_within_a_minute_and_in_the_inbox_where_that_fails(string database)
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(database, configure: Telling.With(gateway));
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.MoveTo("2025-03-03 10:00");
        var moved = world.Now;
        await telling.Do(number, new BeginReview());
        // Held back while it can still be taken back, and there within the minute all the same.
        await world.MoveTo("2025-03-03 10:00:31");
        await world.MoveTo("2025-03-03 10:01");

        var told = await telling.Last(number);
        Assert.Equal("case.review-begun/1", told.Type);
        Assert.Equal("qingdao-2023/第二十八条", told.Basis);
        var ways = await telling.Ways(told);
        Assert.Equal([Means.Platform, Means.Sms], ways.Select(w => w.Means));
        Assert.All(ways, w => Assert.Equal(SendingState.Done, w.State));
        Assert.All(ways, w => Assert.InRange(w.SentAt!.Value.Microseconds - moved.Microseconds, 0, 60_000_000));
        Assert.Equal("网关编号 G1", ways[1].Proof);
        var (to, text) = gateway.Delivered.Last();
        Assert.Equal("19900000004", to);
        Assert.StartsWith("【一窗】食品经营许可", text, StringComparison.Ordinal);
        var promised = (await world.State(number)).Promised!.Due.Day;
        Assert.Contains($"开始审查。您现在不需要做什么。我们最迟{OneWindow.Ui.Words.Of(promised)}给您结果。", text, StringComparison.Ordinal);
        Assert.Equal(told.Code, StandInGateway.CodeIn(text));

        // Now the gateway is down: tried again and again, then given up, and the inbox has had it all the time.
        gateway.Down = true;
        await telling.Do(number, new RecordReview([.. ReviewRules.CheckItems((await world.Services.GetRequiredService<CaseDesk>().Open(number))!.Context)]));
        await telling.Do(number, new Approve());
        await world.MoveTo("2025-03-03 10:02");
        var decided = await telling.Last(number);
        Assert.Equal("已批准", decided.Title);
        Assert.InRange(decided.InboxAt!.Value.Microseconds - decided.HappenedAt.Microseconds, 0, 60_000_000);
        Assert.Equal(SendingState.Waiting, (await telling.Ways(decided))[1].State);
        for (var hour = 11; hour < 20; hour++) await world.MoveTo($"2025-03-03 {hour}:00");
        var failed = (await telling.Ways(decided))[1];
        Assert.Equal(SendingState.Failed, failed.State);
        Assert.Equal("网关出错（503）；可能已经发出，没有得到答复", failed.Reason);
        Assert.Equal(6, failed.Failures);
        var company = await world.SignIn("shinan-company");
        var inbox = await company.Get("/my/messages");
        Assert.Equal("已批准", inbox.Page.QuerySelector(".results h2 a")!.TextContent);
        Assert.Contains("站内消息：已送达", (await company.Get($"/my/messages/{decided.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HY-15-1")]
    public async Task In_Huyi_acceptance_and_decision_go_out_by_short_message_within_a_minute_and_fall_back_on_a_call(string database)
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(database, configure: Telling.With(gateway));
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInHuyi);
        await telling.Accept(number);
        await world.MoveTo("2025-03-03 09:01");
        await telling.Review(number);
        await telling.Do(number, new Approve());
        await world.MoveTo("2025-03-03 09:03");
        foreach (var (message, title) in (await telling.Messages(number)).Where(m => m.Type is "case.accepted/1" or "case.approved/1").Zip(["已受理", "已批准"]))
        {
            Assert.Equal(title, message.Title);
            Assert.Equal("huyi-2021/第十五条", message.Basis);
            var sms = (await telling.Ways(message)).Single(w => w.Means == Means.Sms);
            Assert.Equal(SendingState.Done, sms.State);
            Assert.InRange(sms.SentAt!.Value.Microseconds - message.HappenedAt.Microseconds, 0, 60_000_000);
            Assert.Contains(gateway.Delivered, d => StandInGateway.CodeIn(d.Text) == message.Code && d.Text.Contains(title, StringComparison.Ordinal));
        }

        // The place's law does not name the inbox: where the short message fails, somebody calls.
        gateway.Down = true;
        await telling.Do(number, new BeginDelivery(DeliveryMode.Counter));
        for (var hour = 10; hour < 20; hour++) await world.MoveTo($"2025-03-03 {hour}:00");
        var ways = await telling.Ways(await telling.Last(number));
        Assert.Equal([Means.Platform, Means.Sms, Means.Phone], ways.Select(w => w.Means));
        Assert.Equal(SendingState.Task, ways[2].State);
        Assert.True(gateway.Calls > 6);
    }

    [Theory]
    [InlineData("accepted", "已受理", "/cases/")]
    [InlineData("correction", "请您补正", "/correction")]
    [InlineData("refused", "不予受理", "/cases/")]
    [Clause("CQ-17-5")]
    public async Task In_Chongqing_each_outcome_of_an_online_examination_stands_in_the_inbox_with_a_link_on_the_same_day(string outcome, string title, string link)
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-05 09:00", Telling.With());
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInYuzhong, outcome == "correction" ? ["application", "rules"] : []);
        await Examine(telling, number, outcome);
        await world.Settle();
        var told = await telling.Last(number);
        Assert.Equal(title, told.Title);
        Assert.Equal(new DateOnly(2024, 3, 5), told.InboxAt!.Value.Date);
        Assert.Equal(new DateOnly(2024, 3, 6), told.MustBeBy);
        Assert.Equal("chongqing/第十七条", told.Basis);
        Assert.Null(told.BreachedAt);
        var company = await world.SignIn("shinan-company");
        Assert.Equal(title, (await company.Get("/my/messages")).Page.QuerySelector(".results h2 a")!.TextContent);
        var page = await company.Get($"/my/messages/{told.Id}");
        Assert.Contains("2024年3月5日", page.Text(".page-heading"), StringComparison.Ordinal);
        Assert.Contains(page.Page.QuerySelectorAll("a.btn"), a => a.GetAttribute("href")!.StartsWith($"/cases/{number}", StringComparison.Ordinal) && a.GetAttribute("href")!.Contains(link, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("CQ-17-5")]
    public async Task A_message_that_fails_leaves_the_case_accepted_and_a_record_of_the_breach_and_is_sent_again(string database)
    {
        await using var world = await World.Start(database, "2024-03-05 09:00", Telling.With(services: s =>
        {
            s.AddSingleton(p => new FaultyVault(p.GetRequiredService<SubjectVault>()));
            s.AddSingleton<ISubjects>(p => p.GetRequiredService<FaultyVault>());
        }));
        var vault = world.Services.GetRequiredService<FaultyVault>();
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInYuzhong);
        vault.Broken = true;
        await telling.Accept(number);
        await world.MoveTo("2024-03-05 17:00");
        Assert.Equal(CaseStatus.Accepted, (await world.State(number)).Status);
        var waiting = await telling.Last(number);
        Assert.Null(waiting.InboxAt);
        Assert.Null(waiting.BreachedAt);
        var clerk = await world.SignIn("yuzhong-clerk");
        Assert.Contains("平台自身出错（IOException）", (await clerk.Get("/workbench/messages")).Text("main"), StringComparison.Ordinal);

        await world.MoveTo("2024-03-07 09:00");
        Assert.NotNull((await telling.Last(number)).BreachedAt);
        Assert.Equal(CaseStatus.Accepted, (await world.State(number)).Status);
        vault.Broken = false;
        await world.MoveTo("2024-03-07 11:00");
        var told = await telling.Last(number);
        Assert.Equal("已受理", told.Title);
        Assert.NotNull(told.BreachedAt);
        var late = (await clerk.Get("/workbench/messages?show=late")).Text("main");
        Assert.Contains("应在2024年3月6日前告知", late, StringComparison.Ordinal);
        Assert.Contains("才告知", late, StringComparison.Ordinal);
        var company = await world.SignIn("shinan-company");
        Assert.Contains("已受理", (await company.Get("/my/messages")).Text(".results"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_set_up_leaves_the_inbox_alone_and_calls_nobody()
    {
        await using var world = await World.Start(World.Sqlite);
        var telling = new Telling(world);
        foreach (var item in (string[])[Workbench.FoodInShinan, Workbench.FoodInHuyi, Workbench.FoodInYuzhong])
        {
            var number = await world.File(item);
            await telling.Accept(number);
            await world.Settle();
            Assert.Equal([Means.Platform], (await telling.Ways(await telling.Last(number))).Select(w => w.Means));
        }
    }

    [Fact]
    public async Task Wrong_settings_do_not_stop_a_start()
    {
        await using var world = await World.Start(World.Sqlite, configure: builder =>
        {
            builder.Configuration["Messages:Sms:Address"] = "not an address";
            builder.Configuration["Messages:Smtp:Host"] = "127.0.0.1";
            builder.Configuration["Messages:Smtp:From"] = "nobody";
            builder.Configuration["Messages:QuietHours"] = "at night";
        });
        Assert.All(world.Services.GetServices<ICarrier>(), c => Assert.False(c.IsSetUp));
    }

    [Fact]
    public async Task The_same_event_heard_twice_is_one_message()
    {
        await using var world = await World.Start(World.Sqlite);
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        var told = await telling.Last(number);
        var state = await world.State(number);
        var again = new CaseHappened(
            number.ToString(), told.Sequence, told.Type, told.HappenedAt, "00", state.Item, 1, state.Organisation, state.Place, state.Subject, "Accepted");
        await using (var db = telling.Db())
        {
            db.Outbox.Add(OneWindow.Storage.OutboxRow.Of(state.Place, told.Type, told.HappenedAt, again));
            await db.SaveChangesAsync();
        }

        await world.Settle();
        Assert.Equal(told.Id, Assert.Single(await telling.Messages(number)).Id);
    }

    private static Task Examine(Telling telling, CaseNumber number, string outcome) => telling.Do(number, outcome switch
    {
        "accepted" => new Accept(),
        "correction" => new RequestCorrection([new Defect(DefectKind.Material, "layout", "missing")], new DateOnly(2024, 3, 20)),
        _ => new RefuseAcceptance("out-of-powers", "市市场监管局"),
    });
}
