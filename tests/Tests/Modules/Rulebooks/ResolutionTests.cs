using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>Which law binds which place, type and day.</summary>
public sealed class ResolutionTests
{
    [Fact]
    [Clause("QD-1-2")]
    public void The_licensing_law_fills_what_a_place_leaves_silent_for_licences_only()
    {
        var licence = TheLaw.Rules(TheLaw.HebeiCity).Find("acceptance.lapseEffect");

        Assert.Equal("deemed-accepted", licence!.Value);
        Assert.Equal(new Citation("licensing-law-2019", "第三十二条"), licence.Basis);
        Assert.Null(TheLaw.Rules(TheLaw.HebeiCity, ItemType.Confirmation).Find("acceptance.lapseEffect"));
    }

    [Fact]
    public void Nothing_of_the_licensing_law_reaches_other_types() =>
        Assert.All(
            Enum.GetValues<ItemType>().Where(t => t != ItemType.Licence).SelectMany(t => TheLaw.Rules(TheLaw.Shinan, t).All.Values),
            rule => Assert.NotEqual("licensing-law-2019", rule.Basis.Rulebook));

    [Theory]
    [InlineData("370202", "qingdao-2023")]
    [InlineData("370202001001", "qingdao-2023")]
    [InlineData("130181", "hebei-city-2022")]
    [InlineData("500106", "chongqing")]
    [InlineData("610118", "huyi-2021")]
    [InlineData("610102", "licensing-law-2019")]
    [Clause("QD-2-1")]
    public void The_place_that_handles_the_case_says_which_law_binds(string place, string profile) =>
        Assert.Equal(profile, TheLaw.Rules(RegionCode.Parse(place)).Profile);

    [Fact]
    [Clause("QD-2-1")]
    [Clause("CQ-3-1")]
    public void One_applicant_meets_each_places_own_law()
    {
        Assert.Equal("qingdao-2023", TheLaw.Rules(RegionCode.Parse("370202")).Profile);
        Assert.Equal("chongqing", TheLaw.Rules(RegionCode.Parse("500103")).Profile);
    }

    [Theory]
    [InlineData("2023-06-30", "licensing-law-2019", false)]
    [InlineData("2023-07-01", "qingdao-2023", false)]
    [InlineData("2028-06-30", "qingdao-2023", false)]
    [InlineData("2028-07-01", "licensing-law-2019", true)]
    [Clause("QD-61-1")]
    public void Outside_its_validity_a_text_binds_nobody_and_its_end_is_said_aloud(string on, string profile, bool warned)
    {
        var rules = TheLaw.Rules(TheLaw.Shinan, on: on);

        Assert.Equal(profile, rules.Profile);
        Assert.Equal(warned, rules.Warnings.Any(w => w.Code == "rulebooks.profile-expired" && w.Basis == new Citation("qingdao-2023", "第六十一条")));
    }

    [Theory]
    [InlineData("2021-06-07", "licensing-law-2019")]
    [InlineData("2021-06-08", "huyi-2021")]
    [InlineData("2099-01-01", "huyi-2021")]
    [Clause("HY-34-1")]
    public void Huyis_rules_bind_from_their_day_of_issue_without_end(string on, string profile) =>
        Assert.Equal(profile, TheLaw.Rules(TheLaw.Huyi, on: on).Profile);

    [Fact]
    public void The_grass_roots_plan_reaches_towns_and_villages_only_and_yields_to_the_later_text()
    {
        Assert.Null(TheLaw.Rules(TheLaw.Shinan).Find("staff.training"));
        Assert.Equal("qingdao-grassroots-2020", TheLaw.Rules(TheLaw.ShinanTown).Find("staff.training")!.Basis.Rulebook);
        Assert.Equal("qingdao-2023", TheLaw.Rules(TheLaw.ShinanTown).Find("venue.naming.town")!.Basis.Rulebook);
        Assert.Equal("qingdao-grassroots-2020", TheLaw.Rules(TheLaw.ShinanTown, on: "2023-06-30").Find("venue.naming.town")!.Basis.Rulebook);
        Assert.Equal("qingdao-grassroots-2020", TheLaw.Rules(TheLaw.ShinanTown, on: "2023-06-30").Profile);
    }

    [Fact]
    public void The_stricter_local_limit_stands_beside_the_laws_own_lapse()
    {
        var huyi = TheLaw.Rules(TheLaw.Huyi);

        Assert.Equal(TimeLimit.WorkingDays(1), huyi.Find("acceptance.limit.online")!.Limit);
        Assert.Equal(TimeLimit.WorkingDays(5), huyi.Find("acceptance.lapseLimit.online")!.Limit);
        Assert.Equal("licensing-law-2019", huyi.Find("acceptance.lapseLimit.online")!.Basis.Rulebook);
    }

    [Fact]
    public void Where_both_ask_something_of_a_refusal_both_stand()
    {
        var rule = TheLaw.Rules(TheLaw.Huyi).Find("decision.refusalContents")!;

        Assert.Equal(["reasons", "contact", "seal-kind", "reconsideration", "litigation"], rule.Entries);
        Assert.Equal(new Citation("huyi-2021", "第十四条"), rule.Basis);
        Assert.Equal(new Citation("licensing-law-2019", "第三十八条"), rule.Beside);
        Assert.Equal(["reasons", "contact", "seal-kind"], TheLaw.Rules(TheLaw.Huyi, ItemType.Confirmation).Find("decision.refusalContents")!.Entries);
    }

    [Fact]
    public void A_licence_is_never_refused_acceptance_for_incompleteness_alone()
    {
        Assert.False(TheLaw.Rules(TheLaw.Huyi).Find("refusalToAccept.grounds")!.Lists("not-tolerable"));
        Assert.True(TheLaw.Rules(TheLaw.Huyi, ItemType.Confirmation).Find("refusalToAccept.grounds")!.Lists("not-tolerable"));
    }

    [Fact]
    [Clause("CQ-1-2")]
    public void In_chongqing_the_law_stands_under_licences_and_the_stricter_promise_prevails()
    {
        var rules = TheLaw.Rules(TheLaw.Shapingba);

        Assert.Equal("chongqing", rules.Find("acceptance.lapseEffect")!.Basis.Rulebook);
        Assert.Equal(TimeLimit.WorkingDays(5), rules.Find("acceptance.lapseLimit.counter")!.Limit);
        Assert.Equal("licensing-law-2019", rules.Find("decision.statutoryLimit")!.Basis.Rulebook);
        Assert.Equal("forbidden", rules.Find("decision.extension.promised")!.Value);
        Assert.Equal(TimeLimit.WorkingDays(10), rules.Find("decision.extension")!.Limit);
        Assert.Equal("inside", rules.Find("specialProcedure.promisedClock")!.Value);
        Assert.Equal("excluded", rules.Find("specialProcedure.statutoryClock")!.Value);
        Assert.DoesNotContain("评估", rules.Find("specialProcedure.kinds")!.Entries);
        Assert.Contains("评估", rules.Find("specialProcedure.named")!.Entries);
    }

    [Fact]
    public void The_same_rules_have_the_same_hash_and_other_rules_another()
    {
        var hash = TheLaw.Rules(TheLaw.Shinan).Hash;

        Assert.Equal(hash, TheLaw.Rules(TheLaw.Qingdao, on: "2025-12-31").Hash);
        Assert.NotEqual(hash, TheLaw.Rules(TheLaw.Shinan, ItemType.Filing).Hash);
        Assert.NotEqual(hash, TheLaw.Rules(TheLaw.Shinan, on: "2023-06-30").Hash);
        Assert.NotEqual(hash, TheLaw.Rules(TheLaw.HebeiCity).Hash);
    }

    [Fact]
    public void A_day_is_answered_from_the_set_of_its_span_without_new_work() =>
        Assert.Same(TheLaw.Rules(TheLaw.Shinan, on: "2024-03-04"), TheLaw.Rules(TheLaw.Shinan, on: "2024-09-30"));
}
