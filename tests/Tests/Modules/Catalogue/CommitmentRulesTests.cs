using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>告知承诺 in a guide: whole, not excluded by the place, with its check.</summary>
public sealed class CommitmentRulesTests
{
    private static readonly Guide Promised = SeedItemsTests.All.Single(g => g.Item == "370202-public-place-hygiene-commitment");
    private static readonly CommitmentOffer Offer = Promised.Commitment!;

    [Fact]
    [Clause("QD-32-2")]
    [Clause("HB-3.4-2")]
    public void A_template_without_content_requirements_or_liability_is_not_published()
    {
        Assert.Empty(Faults(TheLaw.Shinan, Offer));
        foreach (var (place, article) in new[] { (TheLaw.Shinan, "第三十二条"), (TheLaw.HebeiCity, "三、（四）") })
        {
            (string Path, CommitmentOffer Offer)[] lacking =
            [
                ("commitment.content", Offer with { Content = " " }), ("commitment.requirements", Offer with { Requirements = "" }),
                ("commitment.liability", Offer with { Liability = "" }),
            ];
            foreach (var (path, offer) in lacking)
            {
                var fault = Assert.Single(Faults(place, offer));
                Assert.Equal((path, "catalogue.element-missing", article), (fault.Path, fault.Code, fault.Basis.Article));
            }
        }

        Assert.Equal("commitment.check", Assert.Single(Faults(TheLaw.Shinan, Offer with { Check = null })).Path);
        Assert.Equal("catalogue.material-unknown", Assert.Single(Faults(TheLaw.Shinan, Offer with { Replaces = ["nothing"] })).Code);
    }

    [Fact]
    [Clause("HB-3.4-1")]
    public void In_Hebei_what_touches_public_safety_or_is_not_of_low_risk_is_not_promised()
    {
        foreach (var flag in new[] { "国家安全", "公共安全", "金融业审慎监管" })
        {
            var fault = Assert.Single(Faults(TheLaw.HebeiCity, Offer with { Concerns = [flag] }));
            Assert.Equal(("catalogue.commitment-excluded", flag, "hebei-city-2022"), (fault.Code, fault.Value, fault.Basis.Rulebook));
        }

        Assert.Equal("catalogue.commitment-risky", Assert.Single(Faults(TheLaw.HebeiCity, Offer with { LowRisk = false })).Code);
        Assert.Empty(Faults(TheLaw.HebeiCity, Offer with { Concerns = ["生态环境保护"] }));
        Assert.Empty(Faults(TheLaw.Shinan, Offer with { LowRisk = false }));
    }

    private static IReadOnlyList<Fault> Faults(RegionCode place, CommitmentOffer offer) =>
        GuideRules.Check(Promised with { Commitment = offer }, TheLaw.Rules(place, Promised.Type));
}
