using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>DeliverResult and WithdrawAtCounter: how a case leaves the window.</summary>
public sealed class DeliverResultTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-28-2")]
    public async Task Post_needs_its_address_and_its_waybill(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File("370202-public-place-hygiene-commitment");
        var chief = await world.SignIn("shinan-chief");
        (await chief.Act(number, "acceptance")).IsDone(number);
        (await chief.Act(number, "approval")).IsDone(number);
        var clerk = await world.SignIn("shinan-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        var nowhere = await clerk.Submit(page, $"{Workbench.PageOf(number)}/delivery", (DeliverResult.ModeField, "Post"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nowhere.Status);
        Assert.Equal($"#f-{DeliverResult.AddressField}", nowhere.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        (await clerk.Submit(nowhere, $"{Workbench.PageOf(number)}/delivery", (DeliverResult.AddressField, "示范路 12 号"))).IsDone(number);

        page = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("寄递单号", page.Text("#act-RecordDelivery label"), StringComparison.Ordinal);
        var unproved = await clerk.Submit(page, $"{Workbench.PageOf(number)}/delivery-proof");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unproved.Status);
        Assert.Contains("寄递单号", unproved.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Delivering, (await world.State(number)).Status);
        (await clerk.Submit(page, $"{Workbench.PageOf(number)}/delivery-proof", (DeliverResult.ProofField, "EA123456789CN"))).IsDone(number);
        Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-28-2")]
    public async Task At_the_counter_the_collectors_paper_is_compared_and_kept_masked(string database)
    {
        await using var world = await World.Start(database);
        var (clerk, office) = (await world.SignIn("shinan-clerk"), new Office(world));
        var number = await world.File();
        await office.Do($"{number}", new Accept());
        await office.Decide($"{number}", DeliveryMode.Counter);
        var page = await clerk.Get(Workbench.PageOf(number));
        var path = $"{Workbench.PageOf(number)}/delivery-proof";
        var stranger = await clerk.Submit(page, path, (DeliverResult.CollectorField, DeliverResult.Known), (DeliverResult.NumberField, "11010519491231002X"));
        Assert.Equal($"#f-{DeliverResult.NumberField}", stranger.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("不是申请人的", stranger.Text(".error-summary"), StringComparison.Ordinal);
        var slip = await clerk.Submit(page, path, [.. Workbench.Collected.Where(f => f.Item1 != DeliverResult.NumberField), (DeliverResult.NumberField, "110105194912310021")]);
        Assert.Contains("证件号码有误", slip.Text(".error-summary"), StringComparison.Ordinal);
        var bare = await clerk.Submit(page, path, [.. Workbench.Collected.Where(f => f.Item1 != DeliverResult.WarrantField), (DeliverResult.WarrantField, " ")]);
        Assert.Contains("委托书", bare.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Delivering, (await world.State(number)).Status);
        (await clerk.Submit(page, path, (DeliverResult.CollectorField, DeliverResult.Known), (DeliverResult.NumberField, "9137 0202 XNQ00001X2"))).IsDone(number);
        Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
        var log = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("9137**********01X2", log.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-28-2")]
    public async Task A_kiosk_hands_out_the_document_against_code_and_paper_and_that_is_the_proof(string database)
    {
        await using var world = await World.Start(database);
        var (machine, office) = (world.Browser(), new Office(world));
        var number = await world.File();
        await office.Do($"{number}", new Accept());
        await office.Decide($"{number}", DeliveryMode.Electronic);
        Assert.Contains("工作人员不能代为登记", (await (await world.SignIn("shinan-clerk")).Get(Workbench.PageOf(number))).Closed("登记送达").Why, StringComparison.Ordinal);
        var code = world.Services.GetRequiredService<QueryCodes>().Of(number);
        var form = await machine.Get(CollectByCode.Path);
        Task<Answer> Ask(string code, string paper) => machine.Submit(form, CollectByCode.Path, ("number", $"{number}"), ("code", code), ("paper", paper));
        await world.Settle();
        Assert.Contains("对不上", (await Ask(code, "11010519491231002X")).Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("对不上", (await Ask("AAAAAA", "91370202XNQ00001X2")).Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Delivering, (await world.State(number)).Status);
        var taken = await Ask(code, "91370202XNQ00001X2");
        Assert.StartsWith("%PDF", taken.Body, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
        // The printer jammed: the same document once more, and nothing more in the log.
        var events = await world.Events(number);
        Assert.StartsWith("%PDF", (await Ask(code, "91370202XNQ00001X2")).Body, StringComparison.Ordinal);
        Assert.Equal(events, await world.Events(number));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_window_takes_back_only_what_was_filed_in_person_and_only_when_asked_to(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var online = await world.File();
        Assert.Contains("由申请人本人撤回", (await clerk.Get(Workbench.PageOf(online))).Closed("撤回申请").Why, StringComparison.Ordinal);

        var receiver = new Actor("clerk-of-the-test", "纪明远", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
        var filed = await world.File(Workbench.FoodInShinan, Workbench.Complete, Channel.Counter, receiver);
        var page = await clerk.Get(Workbench.PageOf(filed));
        var unasked = await clerk.Submit(page, $"{Workbench.PageOf(filed)}/withdrawal");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unasked.Status);
        var wordless = await clerk.Submit(page, $"{Workbench.PageOf(filed)}/withdrawal", (WithdrawAtCounter.ConfirmedField, "on"));
        Assert.Contains("书面文件", wordless.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Submit(
            page, $"{Workbench.PageOf(filed)}/withdrawal", (WithdrawAtCounter.ConfirmedField, "on"), (WithdrawAtCounter.RequestField, "撤回申请书，3月4日签名"))).IsDone(filed);
        Assert.Equal(CaseStatus.Withdrawn, (await world.State(filed)).Status);
    }
}
