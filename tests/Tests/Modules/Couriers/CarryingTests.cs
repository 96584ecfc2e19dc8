using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Cases;
using OneWindow.Couriers;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Couriers;

/// <summary>Parcels carried by couriers in other processes (ChooseCourier, ListParcels, AskForPickUp, HearCourier, DeliverAgain), on both databases.</summary>
public sealed class CarryingTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-3.5-3")]
    public async Task One_of_several_couriers_is_chosen_and_its_waybill_and_states_are_shown_until_its_signature_closes_the_case(string database)
    {
        await using var carriers = await Carriers.Start(database);
        var number = await carriers.Sent("示范路 12 号");
        Assert.Equal((ParcelState.Open, null), ((await carriers.Parcel(number)).State, (await carriers.Parcel(number)).Courier));
        await carriers.Choose(number, "quick");
        var parcel = await carriers.Parcel(number);
        Assert.Equal(("quick", ParcelState.Taken), (parcel.Courier, parcel.State));
        Assert.StartsWith("QK", parcel.Waybill, StringComparison.Ordinal);
        Assert.Equal(parcel.Id, Assert.Single(await carriers.HeldBy("quick")).GetProperty("key").GetString());
        Assert.Empty(await carriers.HeldBy("ems"));

        // Both see where it is; nobody's word closes what a courier carries.
        var clerk = await carriers.World.SignIn("shinan-clerk");
        var owner = await carriers.World.SignIn("shinan-company");
        Assert.Contains("已揽收登记", (await owner.Get($"/cases/{number}")).Text(".case-panel"), StringComparison.Ordinal);
        await carriers.Carry(number, 2);
        Assert.Contains("运送中", (await clerk.Get(Workbench.PageOf(number))).Text(".case-panel"), StringComparison.Ordinal);
        Assert.Contains(parcel.Waybill!, (await clerk.Get(Workbench.PageOf(number))).Closed("登记送达").Why, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Delivering, (await carriers.World.State(number)).Status);
        await carriers.Carry(number, 1);
        Assert.Equal(CaseStatus.Closed, (await carriers.World.State(number)).Status);
        Assert.Equal(["case.delivery-begun/1", "case.parcel-sent/1", "case.delivered/1"], (await carriers.Log(number))[^3..]);
        Assert.Contains("已签收", (await owner.Get($"/cases/{number}")).Text(".case-panel"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("丢失", "寄丢了", World.Sqlite)]
    [InlineData("退回", "没有投到，已退回", World.Postgres)]
    [InlineData("拒收", "收件人拒收", World.Sqlite)]
    public async Task Lost_returned_and_refused_parcels_are_events_once_and_open_another_way(string fate, string words, string database)
    {
        await using var carriers = await Carriers.Start(database, one: true);
        var number = await carriers.Sent($"{fate}路 1 号");
        Assert.Equal(ParcelState.Taken, (await carriers.Parcel(number)).State);
        var clerk = await carriers.World.SignIn("shinan-clerk");
        Assert.Contains("正在运送", (await clerk.Get(Workbench.PageOf(number))).Closed("改用别的方式送达").Why, StringComparison.Ordinal);
        await carriers.Carry(number, 3);
        Assert.Single(await carriers.Log(number), "case.delivery-failed/1");
        Assert.Equal(CaseStatus.Delivering, (await carriers.World.State(number)).Status);
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains(words, page.Text(".log"), StringComparison.Ordinal);
        Assert.Contains(words, (await clerk.Get(ListParcels.Path)).Text("tbody"), StringComparison.Ordinal);

        (await clerk.Act(number, "delivery-change", (DeliverResult.ModeField, "Counter"), (DeliverResult.AddressField, ""))).IsDone(number);
        (await clerk.Act(number, "delivery-proof", Workbench.Collected)).IsDone(number);
        Assert.Equal(CaseStatus.Closed, (await carriers.World.State(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_late_answer_makes_no_second_order_and_a_courier_that_will_not_is_changed_for_another(string database)
    {
        await using var carriers = await Carriers.Start(database);
        var late = await carriers.Sent("迟答路 1 号");
        await carriers.Choose(late, "ems");
        Assert.Equal((ParcelState.Asked, 1), ((await carriers.Parcel(late)).State, (await carriers.Parcel(late)).Failures));
        foreach (var later in (string[])["2025-03-03 09:05", "2025-03-03 09:30", "2025-03-03 11:00"]) await carriers.World.MoveTo(later);
        Assert.Equal(ParcelState.Taken, (await carriers.Parcel(late)).State);
        Assert.True(Assert.Single(await carriers.HeldBy("ems")).GetProperty("times").GetInt32() >= 2);
        Assert.Single(await carriers.Log(late), "case.parcel-sent/1");

        var unwanted = await carriers.Sent("不接单路 1 号");
        await carriers.Choose(unwanted, "quick");
        var parcel = await carriers.Parcel(unwanted);
        Assert.Equal((ParcelState.Open, true), (parcel.State, parcel.Trouble));
        Assert.Contains("请换一家", parcel.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("case.parcel-sent/1", await carriers.Log(unwanted));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_applicant_has_his_papers_fetched_and_both_sides_see_where_they_are(string database)
    {
        await using var carriers = await Carriers.Start(database);
        var number = await carriers.World.File();
        var owner = await carriers.World.SignIn("shinan-company");
        var mine = await owner.Get($"/cases/{number}");
        Assert.Equal(AskForPickUp.PathOf(number.ToString()), mine.Page.QuerySelector(".case-panel a")!.GetAttribute("href"));
        var path = AskForPickUp.PathOf(number.ToString());
        var form = await owner.Get(path);
        var wrong = await owner.Submit(form, path, ("courier", "ems"), ("name", "苏景澄"), ("phone", "123"), ("address", "示范路 1 号"), ("day", "2025-03-04"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal($"/cases/{number}", (await owner.Submit(form, path, ("courier", "ems"), ("name", "苏景澄"), ("phone", "19900000004"), ("address", "示范路 1 号"), ("day", "2025-03-04"))).Location);
        await carriers.World.Settle();
        var held = Assert.Single(await carriers.HeldBy("ems"));
        Assert.Equal(("pick-up", "市南区政务服务中心"), (held.GetProperty("direction").GetString(), held.GetProperty("name").GetString()));
        await carriers.Carry(number, 3);
        Assert.Contains("已签收", (await (await carriers.World.SignIn("shinan-clerk")).Get(Workbench.PageOf(number))).Text(".case-panel"), StringComparison.Ordinal);
        Assert.DoesNotContain(await carriers.Log(number), t => t.StartsWith("case.parcel", StringComparison.Ordinal));
        var stranger = await carriers.World.SignIn("shinan-person");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_order_that_a_courier_lost_is_given_again_and_each_station_is_noted_once(string database)
    {
        await using var carriers = await Carriers.Start(database, one: true);
        var number = await carriers.Sent("示范路 1 号");
        var parcel = await carriers.Parcel(number);
        Assert.Equal(ParcelState.Taken, parcel.State);
        await using (var db = carriers.Db())
        {
            var now = (Instant?)carriers.World.Now;
            await db.InTransaction(() => db.Parcels.Where(p => p.Id == parcel.Id).ExecuteUpdateAsync(
                s => s.SetProperty(p => p.State, ParcelState.Asked).SetProperty(p => p.DueAt, now).SetProperty(p => p.Version, parcel.Version + 1)));
        }

        await carriers.World.Settle();
        Assert.Equal((ParcelState.Taken, 0), ((await carriers.Parcel(number)).State, (await carriers.Parcel(number)).Failures));
        await carriers.Carry(number, 3);
        Assert.Equal(CaseStatus.Closed, (await carriers.World.State(number)).Status);
    }

    [Fact]
    public async Task A_call_back_that_is_not_the_couriers_is_not_heard()
    {
        await using var carriers = await Carriers.Start(World.Sqlite, one: true);
        using var client = carriers.World.Browser().Client;
        using var request = new HttpRequestMessage(HttpMethod.Post, HearCourier.PathOf("ems")) { Content = new StringContent("""{"key":"x"}""") };
        request.Headers.Add("X-Timestamp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("X-Signature", "00");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }
}
