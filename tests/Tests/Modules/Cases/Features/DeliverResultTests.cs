using System.Net;
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
