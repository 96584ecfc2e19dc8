using System.Net;
using OneWindow.Cases;
using OneWindow.Messages;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>The pages of applicants (ListMyMessages, ReadMessage, ChooseChannels), of staff (ListSendings, SettleSending) and of everybody (CheckMessage).</summary>
public sealed class MessagePagesTests
{
    [Fact]
    public async Task The_inbox_marks_what_is_unread_until_it_is_opened_and_shows_nobody_else_s()
    {
        await using var world = await World.Start(World.Sqlite);
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await telling.Do(number, new BeginReview());
        await world.MoveTo("2025-03-03 09:01");
        var company = await world.SignIn("shinan-company");
        Assert.Equal("消息2条未读", (await company.Get("/my/cases")).Text(".bar-link"));
        Assert.NotNull((await company.Get("/my/cases")).Page.QuerySelector("main a[href='/my/messages']"));
        var inbox = await company.Get("/my/messages");
        Assert.Equal(2, inbox.Page.QuerySelectorAll(".results .tag").Length);
        var newest = inbox.Page.QuerySelector(".results h2 a")!.GetAttribute("href")!;
        var page = await company.Get(newest);
        Assert.Equal("开始审查", page.Text("h1"));
        Assert.Contains(MessageText.NothingToDo, page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("消息1条未读", (await company.Get("/my/messages")).Text(".bar-link"));
        Assert.Single((await company.Get("/my/messages")).Page.QuerySelectorAll(".results .tag"));

        var person = await world.SignIn("shinan-person");
        Assert.Equal(HttpStatusCode.NotFound, (await person.Get(newest)).Status);
        Assert.Equal("还没有消息", (await person.Get("/my/messages")).Text(".empty-title"));
        Assert.Null((await world.Browser().Get("/")).Page.QuerySelector(".bar-link"));

        await company.Submit(await company.Get("/my/messages"), "/my/messages/read");
        Assert.Equal("消息", (await company.Get("/my/messages")).Text(".bar-link"));
    }

    [Fact]
    public async Task A_correction_says_what_to_do_by_when_and_what_happens_otherwise()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-05 09:00");
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInYuzhong, "application", "rules");
        await telling.Do(number, new RequestCorrection([new Defect(DefectKind.Material, "layout", "missing")], new DateOnly(2024, 3, 20)));
        await world.Settle();
        var company = await world.SignIn("shinan-company");
        var page = await company.Get($"/my/messages/{(await telling.Last(number)).Id}");
        Assert.Contains(
            "请补正 1 项：《主要设备设施布局和操作流程文件》。最迟2024年3月20日（周三）。", page.Text(".notice-soon"), StringComparison.Ordinal);
        Assert.Contains("逾期没有补正的，视为撤回申请，可以重新申请。", page.Text(".notice-soon"), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("main a[href^='tel:']"));
        Assert.Equal($"/cases/{number}/correction", page.Page.QuerySelector("a.btn-primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Anybody_checks_by_its_code_that_a_message_is_ours_and_learns_nothing_of_the_applicant()
    {
        await using var world = await World.Start(World.Sqlite);
        var telling = new Telling(world);
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        var code = (await telling.Last(number)).Code;
        var stranger = world.Browser();
        var ours = await stranger.Get($"/messages/check?code={MessageCode.Grouped(code).ToLowerInvariant().Replace(" ", "%20", StringComparison.Ordinal)}");
        Assert.Equal("这条消息是我们发的", ours.Text("h1"));
        Assert.Contains("已受理", ours.Text(".summary-list"), StringComparison.Ordinal);
        Assert.Contains(number.ToString()[^7..], ours.Text(".summary-list"), StringComparison.Ordinal);
        foreach (var hidden in (string[])["示范湾", "苏景澄", "1990000", number.ToString(), "食品经营许可"]) Assert.DoesNotContain(hidden, ours.Text("main"), StringComparison.Ordinal);

        var wrong = await stranger.Get($"/messages/check?code={(code[0] == '2' ? '3' : '2')}{code[1..]}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var other = MessageCode.New();
        var unknown = await stranger.Get($"/messages/check?code={other}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("不是我们发的", unknown.Text(".error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_that_lacks_its_address_is_refused_beside_its_field_and_nothing_typed_is_lost()
    {
        using var mail = new StandInMailHost();
        await using var world = await World.Start(World.Sqlite, configure: Telling.With(mail: mail));
        var company = await world.SignIn("shinan-company");
        var page = await company.Get("/my/messages/channels");
        Assert.Null(page.Page.QuerySelector("input[value=sms]"));
        Assert.Contains("199****0004", page.Text("main"), StringComparison.Ordinal);
        var refused = await company.Submit(page, "/my/messages/channels", ("first", "email"), ("email", "not a mailbox"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("电子邮箱不是有效的地址", refused.Text("#f-email-error"), StringComparison.Ordinal);
        Assert.Equal("not a mailbox", refused.Page.QuerySelector("#f-email")!.GetAttribute("value"));
        await company.Submit(page, "/my/messages/channels", ("first", "email"), ("second", "letter"), ("email", "a@example.cn"));
        var again = await company.Get("/my/messages/channels");
        Assert.Equal("a@example.cn", again.Page.QuerySelector("#f-email")!.GetAttribute("value"));
        Assert.True(again.Page.QuerySelector("input[name=second][value=letter]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Staff_try_again_what_failed_and_record_the_call_with_its_proof_each_in_their_own_place()
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(World.Sqlite, configure: Telling.With(gateway));
        var telling = new Telling(world);
        gateway.LostPercent = 100;
        var company = await world.SignIn("shinan-company");
        await company.Submit(await company.Get("/my/messages/channels"), "/my/messages/channels", ("first", "sms"), ("second", "phone"));
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        await world.MoveTo("2025-03-03 09:10");
        var clerk = await world.SignIn("shinan-clerk");
        var list = await clerk.Get("/workbench/messages");
        Assert.Contains("停机、关机或者不在服务区", list.Text("tbody"), StringComparison.Ordinal);
        var foreign = await world.SignIn("huyi-clerk");
        Assert.Null((await foreign.Get("/workbench/messages")).Page.QuerySelector("tbody"));
        var ways = await telling.Ways(await telling.Last(number));
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Get($"/workbench/messages/{ways[1].Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Post($"/workbench/messages/{ways[1].Id}/retry", [])).Status);

        gateway.LostPercent = 0;
        await clerk.Submit(list, $"/workbench/messages/{ways[1].Id}/retry");
        await world.Settle();
        await world.MoveTo("2025-03-03 09:20");
        Assert.Equal(SendingState.Done, (await telling.Ways(await telling.Last(number)))[1].State);
        Assert.Single(gateway.Delivered);
        Assert.Null((await clerk.Get("/workbench/messages")).Page.QuerySelector("tbody"));

        var task = await clerk.Get($"/workbench/messages/{ways[2].Id}");
        Assert.Contains("19900000004", task.Text("main"), StringComparison.Ordinal);
        Assert.Contains("核验码", task.Text(".message-text"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Submit(task, $"/workbench/messages/{ways[2].Id}/told", ("proof", ""))).Status);
        Assert.NotNull((await clerk.Submit(task, $"/workbench/messages/{ways[2].Id}/told", ("proof", "9:20 本人接听"))).Location);
        var done = (await telling.Ways(await telling.Last(number)))[2];
        Assert.Equal((SendingState.Done, "9:20 本人接听"), (done.State, done.Proof));
        Assert.NotNull(done.SettledBy);
        Assert.DoesNotContain("19900000004", (await clerk.Get($"/workbench/messages/{ways[2].Id}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_reached_nobody_is_on_the_list_with_what_staff_wrote()
    {
        await using var world = await World.Start(World.Sqlite);
        var telling = new Telling(world);
        var company = await world.SignIn("shinan-company");
        await company.Submit(await company.Get("/my/messages/channels"), "/my/messages/channels", ("first", "phone"));
        var number = await world.File(Workbench.FoodInShinan);
        await telling.Accept(number);
        await world.Settle();
        var clerk = await world.SignIn("shinan-clerk");
        var call = (await telling.Ways(await telling.Last(number)))[1];
        var tasks = await clerk.Get("/workbench/messages?show=tasks");
        Assert.Contains("等人办理", tasks.Text("tbody"), StringComparison.Ordinal);
        await clerk.Submit(await clerk.Get($"/workbench/messages/{call.Id}"), $"/workbench/messages/{call.Id}/not-reached", ("reason", "三次无人接听"));
        Assert.Contains("三次无人接听", (await clerk.Get("/workbench/messages")).Text("tbody"), StringComparison.Ordinal);
    }
}
