using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>联署 in a guide: what is published is whole, and costs a guide without it nothing.</summary>
public sealed class GuideSigningTests
{
    private static readonly Guide Newborn = SeedItemsTests.All.Single(g => g.Item == "370202-hukou-birth");

    [Fact]
    public void The_parents_of_the_seed_sign_and_the_plan_is_sound()
    {
        Assert.Equal(["parent-1", "parent-2"], Newborn.Signing!.Parties.Select(p => p.Id));
        Assert.Empty(Faults(Newborn.Signing));
    }

    [Fact]
    public void A_party_without_the_fields_that_name_him_a_gap_in_the_order_or_senseless_days_are_not_published()
    {
        var (plan, father) = (Newborn.Signing!, Newborn.Signing!.Parties[0]);
        Assert.Equal(["signing-unnamed"], Faults(plan with { Parties = [father with { Name = "nobody" }] }));
        Assert.Equal(["signing-unnamed"], Faults(plan with { Parties = [father with { Number = "fatherName" }] }));
        Assert.Equal(["signing-unnamed"], Faults(plan with { Parties = [father with { Phone = null }] }));
        Assert.Empty(Faults(plan with { Parties = [father with { Phone = null, Strength = SigningStrength.Account }] }));
        Assert.Equal(["signing-order"], Faults(plan with { Parties = [father with { Step = 2 }] }));
        Assert.Equal(["signing-order"], Faults(plan with { Parties = [father, plan.Parties[1] with { Step = 3 }] }));
        Assert.Empty(Faults(plan with { Parties = [father, plan.Parties[1] with { Step = 2 }] }));
        Assert.Equal(["signing-party-twice"], Faults(plan with { Parties = [father, father] }));
        Assert.Equal(["signing-days"], Faults(plan with { Days = 0 }));
        Assert.Equal(["signing-days"], Faults(plan with { Days = 61 }));
        Assert.Equal(["element-missing"], Faults(plan with { Parties = [] }));
        Assert.Equal(["signing-situation"], Faults(plan with { Parties = [father with { OnlyIf = new Situation("nobody", "是") }] }));
        Assert.Contains("signing-unnamed", Faults(plan with { Parties = [father with { Slots = 3 }] }));
        Assert.Equal(["signing-field-optional"], Faults(plan, Newborn with
        {
            Form = [.. Newborn.Form.Select(s => s with { Fields = [.. s.Fields.Select(f => f.Id == "fatherName" ? f with { Required = false } : f)] })],
        }));
    }

    [Fact]
    public void A_guide_without_signatories_reads_and_hashes_as_it_did_and_one_with_them_bears_them_in_its_hash()
    {
        var without = Newborn with { Signing = null };
        Assert.DoesNotContain("signing", GuideText.Of(without), StringComparison.Ordinal);
        Assert.NotEqual(GuideText.Seal(without).Hash, GuideText.Seal(Newborn).Hash);
        var sealedGuide = GuideText.Seal(Newborn);
        var read = GuideText.Read(GuideText.Of(sealedGuide), sealedGuide.Hash);
        Assert.Equal(GuideText.Of(sealedGuide), GuideText.Of(read));
        Assert.Equal(Newborn.Signing!.Parties[1], read.Signing!.Parties[1]);
    }

    [Fact]
    public void A_combination_asks_the_signatories_of_its_parts_once()
    {
        var bundle = SeedItemsTests.All.Single(g => g.Item == "370202-newborn");
        Assert.Equal(["parent-1", "parent-2"], bundle.Signing!.Parties.Select(p => p.Id));
        Assert.All(bundle.Signing.Parties, p => Assert.Contains(bundle.Fields, f => f.Id == p.Number));
        Assert.Empty(Faults(bundle.Signing, bundle));
        Assert.Null(SeedItemsTests.All.Single(g => g.Item == "370202-start-business").Signing);
    }

    private static string[] Faults(SigningPlan plan, Guide? guide = null) =>
        [.. GuideRules.Check((guide ?? Newborn) with { Signing = plan }, null).Where(f => f.Path.StartsWith("signing", StringComparison.Ordinal)).Select(f => f.Code["catalogue.".Length..]).Distinct()];
}
