using System.Net;
using OneWindow.Contracts;
using OneWindow.Couriers;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Couriers;

/// <summary>RegisterHallModes: in which ways halls hand results over, and what they lack; how far a parcel's news may change anything.</summary>
public sealed class HallModesTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HY-16-1")]
    public async Task In_Huyi_a_hall_offers_three_ways_or_its_gap_names_them_and_post_is_proved_by_its_waybill(string database)
    {
        var rules = TheLaw.Rules(TheLaw.Huyi, ItemType.PublicService);
        Assert.Equal([DeliveryMode.Electronic, DeliveryMode.Post], HallModes.Gap([DeliveryMode.Counter], rules));
        Assert.Empty(HallModes.Gap([DeliveryMode.Counter, DeliveryMode.Electronic, DeliveryMode.Post, DeliveryMode.Kiosk], rules));
        Assert.Empty(HallModes.Gap([DeliveryMode.Counter], TheLaw.Rules(TheLaw.Shinan, ItemType.PublicService)));

        await using var world = await World.Start(database);
        var officer = await world.SignIn("huyi-officer");
        var path = $"{RegisterHallModes.Path}/610118-hall";
        var page = await officer.Get(RegisterHallModes.Path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Submit(page, path)).Status);
        await officer.Submit(page, path, (RegisterHallModes.ModesField, "Counter"));
        page = await officer.Get(RegisterHallModes.Path);
        Assert.Contains("还缺：电子文书、邮寄", page.Text("section[aria-labelledby='610118-hall']"), StringComparison.Ordinal);
        Assert.Contains("第十六条", page.Text("section[aria-labelledby='610118-hall']"), StringComparison.Ordinal);
        await officer.Submit(page, path, (RegisterHallModes.ModesField, "Counter"), (RegisterHallModes.ModesField, "Electronic"), (RegisterHallModes.ModesField, "Post"), (RegisterHallModes.ModesField, "Kiosk"));
        Assert.DoesNotContain("还缺", (await officer.Get(RegisterHallModes.Path)).Text("section[aria-labelledby='610118-hall']"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Post($"{RegisterHallModes.Path}/370202-hall", [(RegisterHallModes.ModesField, "Counter")])).Status);

        var story = Story.Filed(TheLaw.Huyi, "2025-03-03 09:00");
        story.Then(story.Clerk, new OneWindow.Cases.Accept()).Then(story.Reviewer, new OneWindow.Cases.BeginReview())
            .Then(story.Reviewer, new OneWindow.Cases.RecordReview([.. OneWindow.Cases.ReviewRules.CheckItems(story.Context)]) { Paper = "p" })
            .Then(story.Reviewer, new OneWindow.Cases.Approve()).Then(story.Clerk, new OneWindow.Cases.BeginDelivery(DeliveryMode.Post));
        Assert.Equal("cases.waybill-missing", story.Refused(story.Clerk, new OneWindow.Cases.RecordDelivery { Paper = "p" }).Code);
        story.Then(story.Clerk, new OneWindow.Cases.RecordDelivery { Paper = "p", Waybill = "EA123456789CN" });
    }

    [Fact]
    public void News_of_a_parcel_goes_forward_only()
    {
        Assert.True(ParcelState.OnTheWay.Follows(ParcelState.Taken));
        Assert.False(ParcelState.Taken.Follows(ParcelState.OnTheWay));
        Assert.False(ParcelState.OnTheWay.Follows(ParcelState.OnTheWay));
        Assert.All((ParcelState[])[ParcelState.Delivered, ParcelState.Lost, ParcelState.Returned, ParcelState.Refused], over => Assert.False(ParcelState.Lost.Follows(over)));
        Assert.Null(ParcelStates.Read("abducted"));
    }
}
