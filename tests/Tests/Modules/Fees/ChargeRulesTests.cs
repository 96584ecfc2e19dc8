using OneWindow.Contracts;
using OneWindow.Fees;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Fees;

/// <summary>What may be charged, measured and paid back; and how a day is compared.</summary>
public sealed class ChargeRulesTests
{
    private static readonly LegalBasis Law = new("某某法", "第五条", BasisType.Law);

    [Fact]
    public void A_combination_charges_nothing_of_its_own()
    {
        var fee = new Fee("工本费", new Money(5000), "每证 50 元", Law) { Moment = FeeMoment.AtAcceptance };
        Assert.Single(ChargeRules.ArisingAt("case.accepted/1", With(fee)));
        var whole = Catalogue.SeedItemsTests.All.Single(g => g.Item == "370202-newborn") with { Fees = [fee] };
        Assert.Empty(ChargeRules.ArisingAt("case.accepted/1", whole));
    }

    [Fact]
    [Clause("CQ-27-1")]
    [Clause("CQ-27-2")]
    public void A_fee_that_the_guide_does_not_publish_or_that_a_document_bears_is_not_charged()
    {
        var rules = TheLaw.Rules(TheLaw.Shapingba, ItemType.Confirmation);
        var guide = With(new Fee("工本费", new Money(5000), "每证 50 元", Law));
        Assert.Null(ChargeRules.MayCharge(guide, "工本费", rules));
        var unpublished = ChargeRules.MayCharge(guide, "服务费", rules);
        Assert.Equal(("fees.not-published", "第二十七条"), (unpublished?.Code, unpublished?.Basis.Article));
        Assert.Equal("fees.not-published", ChargeRules.MayCharge(With(new Fee("工本费", new Money(5000), "", Law)), "工本费", rules)?.Code);
        var low = ChargeRules.MayCharge(With(new Fee("工本费", new Money(5000), "每证 50 元", Law with { Type = BasisType.Document })), "工本费", rules);
        Assert.Equal(("fees.basis-too-low", "第二十七条"), (low?.Code, low?.Basis.Article));
        Assert.Equal("fees.basis-too-low", ChargeRules.MayCharge(With(new Fee("工本费", new Money(5000), "每证 50 元", Law with { Type = null })), "工本费", rules)?.Code);
    }

    [Fact]
    public void The_moment_is_the_guides_and_without_one_it_is_before_the_result()
    {
        var guide = With(new Fee("早", new Money(1), "s", Law) { Moment = FeeMoment.AtAcceptance }, new Fee("晚", new Money(1), "s", Law));
        Assert.Equal("早", Assert.Single(ChargeRules.ArisingAt("case.accepted/1", guide)).Name);
        Assert.Equal("晚", Assert.Single(ChargeRules.ArisingAt("case.approved/1", guide)).Name);
        Assert.Equal("晚", Assert.Single(ChargeRules.ArisingAt("case.deemed-renewed/1", guide)).Name);
        Assert.Empty(ChargeRules.ArisingAt("case.refused/1", guide));
    }

    [Theory]
    [InlineData(50, "平方米·天", 30, null, 1500)]
    [InlineData(0, null, null, 12345, 12345)]
    [InlineData(50, "平方米·天", 0, null, null)]
    [InlineData(50, "平方米·天", null, 99, null)]
    [InlineData(0, null, 7, null, null)]
    [InlineData(50, "平方米·天", ChargeRules.MostUnits + 1, null, null)]
    public void Units_are_measured_and_the_price_stays_the_guides(long price, string? unit, int? units, int? reckoned, int? fen)
    {
        var sum = ChargeRules.Assess(new Money(price), unit, units, reckoned is { } r ? new Money(r) : null);
        Assert.Equal(fen, sum.Try(out var amount, out _) ? (int?)amount.Fen : null);
    }

    [Theory]
    [InlineData(8000, 0, 8000, null)]
    [InlineData(8000, 3000, 5000, null)]
    [InlineData(8000, 3000, 5001, "fees.refund-too-much")]
    [InlineData(8000, 0, 0, "fees.refund-empty")]
    [InlineData(8000, 0, -1, "fees.refund-empty")]
    public void No_more_is_paid_back_than_was_paid(long paid, long pending, long asked, string? code)
    {
        Assert.Equal(code, ChargeRules.MayRefund(ChargeState.Paid, new Money(paid), new Money(pending), new Money(asked))?.Code);
        Assert.Equal("fees.not-paid", ChargeRules.MayRefund(ChargeState.Open, new Money(paid), new Money(pending), new Money(asked))?.Code);
        Assert.Equal("fees.second-person", ChargeRules.MayApproveRefund("a", "a")?.Code);
        Assert.Null(ChargeRules.MayApproveRefund("a", "b"));
    }

    [Fact]
    public void A_day_is_compared_to_the_fen_and_every_difference_has_its_kind()
    {
        Movement[] ours = [Paid("a", 100), Paid("b", 200), Paid("c", 300), new("d", "r1", new Money(50), 1)];
        Movement[] theirs = [Paid("a", 100), Paid("b", 201), new("d", "r1", new Money(50), 1), Paid("e", 7), Paid("a", 100)];
        Assert.Equal(
            [("a", DifferenceKind.MissingHere), ("b", DifferenceKind.OtherAmount), ("c", DifferenceKind.MissingThere), ("e", DifferenceKind.MissingHere)],
            Reconciling.Compare(ours, theirs).Select(d => (d.Charge, d.Kind)));
        Assert.Empty(Reconciling.Compare(ours, ours));

        static Movement Paid(string key, long fen) => new(key, null, new Money(fen), 1);
    }

    private static Guide With(params Fee[] fees) => Story.GuideFor(TheLaw.Shapingba, ItemType.Confirmation) with { Fees = fees };
}
