using System.Net;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>ChangeParameter: the bureau adjusts a setting from a day to come; what is past or pinned stays.</summary>
public sealed class ChangeParameterTests
{
    private const string Limit = "acceptance.limit.online";

    [Fact]
    [Clause("HY-33-1")]
    public async Task The_bureau_makes_version_2_with_an_effective_date_and_filed_cases_keep_version_1()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118");
        var filed = site.Law.For(TheLaw.Huyi, ItemType.Licence, new DateOnly(2024, 3, 4));
        await site.Law.Pin(filed);

        var answer = await site.Change("rating.badRatingLimit", "2024-04-01", ("amount", "3"), ("unit", "working-day"));

        Assert.Equal((HttpStatusCode.Redirect, "/laws/huyi-2021/changes"), (answer.Status, answer.Location));
        string On(int month, int day) => site.Law.For(TheLaw.Huyi, ItemType.Licence, new DateOnly(2024, month, day)).Find("rating.badRatingLimit")!.Value;
        Assert.Equal(("5 working-day", "3 working-day"), (On(3, 31), On(4, 1)));
        var changed = site.Law.For(TheLaw.Huyi, ItemType.Licence, new DateOnly(2024, 4, 1)).Find("rating.badRatingLimit")!;
        Assert.Equal((new Citation("huyi-2021", "第三十二条"), new DateOnly(2024, 4, 1)), (changed.Basis, changed.From));
        Assert.Equal("5 working-day", site.Law.Pinned(filed.Hash)!.Find("rating.badRatingLimit")!.Value);

        var page = await site.Browser().Get("/laws/huyi-2021");
        Assert.Contains("现为第 2 版", page.Body, StringComparison.Ordinal);
        Assert.Contains("按区政府要求加快办理", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("610100")]
    [InlineData("370200")]
    public async Task Only_the_bureau_of_the_very_place_may(string place)
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer(place);

        var answer = await site.Change(Limit, "2024-04-01", ("amount", "2"), ("unit", "working-day"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Empty(site.Law.Shelf.Changes);
    }

    [Fact]
    public async Task Other_roles_do_not_reach_the_page()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118") with { Role = Role.DepartmentEditor };

        Assert.Equal(HttpStatusCode.Forbidden, (await site.Browser().Get("/laws/huyi-2021/changes")).Status);
    }

    [Fact]
    public async Task A_text_that_grants_no_adjustment_is_not_adjusted()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("370200");

        Assert.True(RulebooksSite.IsRefused(await site.Browser().Get("/laws/qingdao-2023/changes"), "没有授权"));
    }

    [Fact]
    public async Task A_setting_is_never_changed_backwards()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118");

        Assert.True(RulebooksSite.IsRefused(await site.Change(Limit, "2024-03-04", ("amount", "2"), ("unit", "working-day")), "起用日期"));
        Assert.Empty(site.Law.Shelf.Changes);
    }

    [Fact]
    public async Task A_value_below_the_licensing_law_is_refused_naming_the_article()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118");

        var answer = await site.Change(Limit, "2024-04-01", ("amount", "6"), ("unit", "working-day"));

        Assert.True(RulebooksSite.IsRefused(answer, "licensing-law-2019/第三十二条"));
        Assert.Empty(site.Law.Shelf.Changes);
    }

    [Fact]
    public async Task Two_officers_do_not_overwrite_each_other()
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118");
        await site.Change("tolerant.commitment", "2024-04-01", ("value", "written"));

        var stale = await site.Browser().Post("/laws/huyi-2021/changes/tolerant.commitment", [("version", "1"), ("from", "2024-05-01"), ("reason", "另一个想法"), ("value", "none")]);

        Assert.True(RulebooksSite.IsRefused(stale, "别人刚刚调整过"));
        Assert.Single(site.Law.Shelf.Changes);
    }

    [Theory]
    [InlineData("venue.zones", "value", "咨询服务\n窗口服务")]
    [InlineData("delivery.modes", "value", "counter")]
    [InlineData("tolerant.mode", "value", "may")]
    [InlineData("mobile.client", "value", "秦务员")]
    public async Task Each_kind_of_value_has_its_form(string setting, string field, string value)
    {
        await using var site = await RulebooksSite.Start();
        site.Who = RulebooksSite.Officer("610118");
        Assert.Equal(HttpStatusCode.OK, (await site.Browser().Get($"/laws/huyi-2021/changes/{setting}")).Status);

        await site.Change(setting, "2024-04-01", (field, value));

        Assert.Equal(value.Replace('\n', '|'), Assert.Single(site.Law.Shelf.Changes).Value);
        Assert.Equal(value.Replace('\n', '|'), site.Law.For(TheLaw.Huyi, ItemType.Filing, new DateOnly(2024, 4, 1)).Find(setting)!.Value);
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_change_is_still_there_after_a_restart(string database)
    {
        await using var rig = await RulebooksRig.Start(database);
        await using (var db = rig.Db())
        {
            db.Add(ChangeRow.Of(new SettingChange("huyi-2021", 2, Limit, Scope.All, "2 working-day", new DateOnly(2024, 4, 1), "试", "x", new Instant(0))));
            await db.SaveChangesAsync();
        }

        await rig.StartAgain();
        await rig.Law.Refresh();

        Assert.Equal("2 working-day", rig.Rulebooks.For(TheLaw.Huyi, ItemType.Filing, new DateOnly(2024, 4, 1)).Find(Limit)!.Value);
        Assert.Equal("1 working-day", rig.Rulebooks.For(TheLaw.Huyi, ItemType.Filing, new DateOnly(2024, 3, 31)).Find(Limit)!.Value);
    }
}
