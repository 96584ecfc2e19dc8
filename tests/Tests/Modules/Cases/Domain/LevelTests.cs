using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class LevelTests
{
    [Theory]
    [InlineData("told", Assurance.Told, true)]
    [InlineData("checked", Assurance.Told, false)]
    [InlineData("checked", Assurance.Named, true)]
    [InlineData("proven", Assurance.Named, false)]
    [InlineData("proven", Assurance.Proven, true)]
    public void A_place_says_how_surely_one_must_be_signed_in_to_file_online(string asked, Assurance level, bool files)
    {
        var guide = Story.GuideFor(TheLaw.Shinan, ItemType.Licence);
        var rules = TheLaw.Rules(TheLaw.Shinan);
        Assert.Equal("told", rules.Find("application.level")?.Value);
        rules = rules with { All = new Dictionary<string, Rule>(rules.All) { ["application.level"] = rules.All["application.level"] with { Value = asked } } };
        var act = new Submit(Story.Subject, Channel.Online, [], Story.Complete, new Dictionary<string, string>(), DeliveryMode.Counter, null);
        var refusal = SubmissionRules.MaySubmit(
            act, new ActRequest(default, "", Story.Applicant with { Level = level }, act, new CaseContext(guide, rules, TheLaw.Calendar), World.At("2024-03-04 09:00"), null));
        Assert.Equal(files ? null : "cases.level-too-low", refusal?.Code);
        if (files) return;
        Assert.Contains($"要达到“{AssuranceWords.Of(AssuranceWords.Read(asked)!.Value)}”，您这次登录是“{AssuranceWords.Of(level)}”", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(PlatformRules.Levels, refusal.Basis);
    }

    [Fact]
    public async Task Whoever_is_not_surely_enough_signed_in_hears_it_before_he_begins_and_how_to_mend_it()
    {
        await using var world = await World.Start(World.Sqlite);
        var guide = await new FiledCases(world).Guide() with { Level = Assurance.Proven };
        var company = await world.Services.GetRequiredService<ISubjects>().FindByNumber("91370202XNQ00001X2");
        var actor = new Actor("t-self", "本人", Role.Applicant, RegionCode.Nation, null, company);
        var filings = world.Services.GetRequiredService<Filings>();
        var refusal = await filings.WhyNot(guide, actor with { Level = Assurance.Named }, TestContext.Current.CancellationToken);
        Assert.Equal("cases.level-too-low", refusal?.Code);
        Assert.Contains("本事项网上申请，登录要达到“本人核验”，您这次登录是“实名核验”", refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("带证件到任一窗口核对一次", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await filings.WhyNot(guide, actor with { Level = Assurance.Proven }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("told", Assurance.Named, Assurance.Told, false)]
    [InlineData("told", Assurance.Named, Assurance.Named, true)]
    [InlineData("told", Assurance.Proven, Assurance.Named, false)]
    [InlineData("proven", Assurance.Named, Assurance.Named, false)]
    [InlineData("checked", null, Assurance.Told, false)]
    public void An_item_may_ask_for_more_than_its_place_and_never_for_less(string place, Assurance? item, Assurance level, bool files)
    {
        var guide = Story.GuideFor(TheLaw.Shinan, ItemType.Licence) with { Level = item };
        var rules = TheLaw.Rules(TheLaw.Shinan);
        rules = rules with { All = new Dictionary<string, Rule>(rules.All) { ["application.level"] = rules.All["application.level"] with { Value = place } } };
        Refusal? By(Actor actor, Channel channel)
        {
            var act = new Submit(Story.Subject, channel, [], Story.Complete, new Dictionary<string, string>(), DeliveryMode.Counter, null);
            return SubmissionRules.MaySubmit(act, new ActRequest(default, "", actor, act, new CaseContext(guide, rules, TheLaw.Calendar), World.At("2024-03-04 09:00"), null));
        }

        Assert.Equal(files ? null : "cases.level-too-low", By(Story.Applicant with { Level = level }, Channel.Online)?.Code);
        // The clerk sees the paper.
        Assert.NotEqual("cases.level-too-low", By(new Actor("t-clerk", "窗口", Role.Clerk, guide.Place, "370202-hall", null) { Level = level }, Channel.Counter)?.Code);
    }
}
