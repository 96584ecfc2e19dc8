using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>HoldHearings at the workbench and AskForHearing on the applicant's own page.</summary>
public sealed class HoldHearingsTests
{
    private const string Item = "370202-entertainment-venue";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_right_is_told_in_writing_the_applicant_asks_and_another_hand_records_the_hearing(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = CaseNumber.Parse(await applicant.File(Item));
        var guide = await applicant.GuideOf(Item);
        var reviewerName = guide.Organisation == "370202-spj" ? "shinan-reviewer" : "shinan-reviewer-" + guide.Organisation.Split('-')[1];
        var (clerk, reviewer) = (await world.SignIn("shinan-clerk"), await world.SignIn(reviewerName));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        Assert.Empty((await applicant.Browser.Get($"/cases/{number}")).Page.QuerySelectorAll($"a[href='/cases/{number}/hearing']"));
        (await reviewer.Act(number, "hearing-right")).IsDone(number);
        await world.Settle();
        Assert.Contains(await world.Services.GetServices<INotices>().Single().Of(number), n => n.Title == "听证权利告知书");

        Assert.Single((await applicant.Browser.Get($"/cases/{number}")).Page.QuerySelectorAll($"main a[href='/cases/{number}/hearing']"));
        var page = await applicant.Browser.Get($"/cases/{number}/hearing");
        Assert.Equal($"/cases/{number}", (await applicant.Browser.Submit(page, $"/cases/{number}/hearing")).Location);
        Assert.NotNull((await world.State(number)).Hearing!.HoldBy);
        Assert.Contains("还没有通知听证的时间", (await reviewer.Get(Workbench.PageOf(number))).Closed("登记听证").Why, StringComparison.Ordinal);
        Assert.Contains("近期没有公告的听证", (await applicant.Browser.Get(ListHearings.Path)).Text("main"), StringComparison.Ordinal);
        var on = TheLaw.Calendar.AddWorkingDays(new DateOnly(2025, 3, 3), 7);
        (string, string)[] call =
        [
            (HoldHearings.DayField, $"{on:yyyy-MM-dd}"), (HoldHearings.HourField, "09:30"), (HoldHearings.PlaceField, "市南区政务服务大厅三楼 302"), (HoldHearings.PublicField, "yes"),
        ];
        (await reviewer.Act(number, "hearing-notice", call)).IsDone(number);
        await world.Settle();
        Assert.Contains(await world.Services.GetServices<INotices>().Single().Of(number), n => n.Title == "听证通知书");
        var listed = (await applicant.Browser.Get(ListHearings.Path)).Text("main table");
        Assert.Contains("三楼 302", listed, StringComparison.Ordinal);
        Assert.DoesNotContain($"{number}", listed, StringComparison.Ordinal);
        Assert.Contains("三楼 302", (await applicant.Browser.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        if (reviewerName != "shinan-reviewer") return;
        var chair = await world.SignIn("shinan-chief");
        await world.MoveTo($"{on:yyyy-MM-dd} 10:00");
        (await chair.Act(number, "hearing", (HoldHearings.RecordField, "双方陈述完毕。"))).IsDone(number);
        Assert.True((await world.State(number)).Hearing!.Held);
    }

    [Fact]
    public async Task An_item_that_concerns_nobody_else_shows_no_hearing_at_all()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        Assert.DoesNotContain("听证", (await (await world.SignIn("shinan-clerk")).Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
    }
}
