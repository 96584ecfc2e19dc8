using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue.Lint;

/// <summary><see cref="Linter"/>: what the articles demand, each on a real guide with one thing changed.</summary>
public sealed class LinterTests
{
    private static readonly RegionCode Huyi = RegionCode.Parse("610118");
    private static readonly RegionCode Chongqing = RegionCode.Parse("500103");
    private static readonly RegionCode Hebei = RegionCode.Parse("130181");

    private static Guide Food(string place) => SeedItemsTests.All.Single(g => g.Item == $"{place}-food-business");

    private static IReadOnlyList<LintFinding> Look(Guide guide, params Guide[] siblings) => Linter.Look(guide, LintMeasurement.ContextOf(guide, siblings));

    private static IReadOnlyList<LintFinding> News(Guide before, Guide after, params Guide[] siblings)
    {
        var known = Look(before, siblings).Select(f => (f.Rule, f.Path, f.Message)).ToHashSet();
        return [.. Look(after, siblings).Where(f => !known.Contains((f.Rule, f.Path, f.Message)))];
    }

    private static Guide With(Guide guide, GuideMaterial material) => guide with { Materials = [.. guide.Materials, material] };

    private static GuideMaterial Paper(string name, MaterialKind kind) => Combining.Parts.Material("planted", name) with { Kind = kind, Format = "A4", Standard = "清楚、完整。" };

    [Fact]
    [Clause("HY-7-4")]
    public void A_proof_that_is_not_on_the_register_blocks_publication()
    {
        var guide = Food("610118");
        var found = Assert.Single(News(guide, With(guide, Paper("无犯罪证明", MaterialKind.Proof))), f => f.Rule == "proof-not-retained");
        Assert.Equal((Severity.Error, "所需材料", "huyi-2021/第七条"), (found.Severity, found.Element, $"{found.Basis.Rulebook}/{found.Basis.Article}"));
        Assert.Contains("无犯罪证明", found.Message, StringComparison.Ordinal);
        // In disguise it is one too; what stands on the register is none.
        Assert.Contains(News(guide, With(guide, Paper("无犯罪证明", MaterialKind.Other))), f => f.Rule == "proof-not-retained");
        Assert.DoesNotContain(News(guide, With(guide, Paper("体检合格证明", MaterialKind.Proof))), f => f.Rule == "proof-not-retained");
    }

    [Fact]
    public void A_new_proof_may_be_asked_for_only_when_both_bodies_were_told()
    {
        var guide = With(Food("610118"), Paper("守法经营证明", MaterialKind.Proof));
        var proof = new LibraryEntry { Kind = LibraryKind.Proof, Id = "new", Name = "守法经营证明", From = new DateOnly(2024, 3, 1), AmendedOn = new DateOnly(2024, 3, 1), Place = Huyi };
        var told = proof with { Filings = [new("区司法局", new DateOnly(2024, 3, 2), "1"), new("区审改办", new DateOnly(2024, 3, 2), "2")] };
        IReadOnlyList<LintFinding> Of(LibraryEntry entry)
        {
            var context = LintMeasurement.ContextOf(guide, []);
            var day = new DateOnly(2024, 3, 4);
            return Linter.Look(guide, context with { Proofs = [.. context.Proofs!, .. new[] { entry }.Where(e => NewProof.MayBeAskedFor(e, context.Law, day))] });
        }

        Assert.Contains(Of(proof), f => f.Rule == "proof-not-retained");
        Assert.DoesNotContain(Of(told), f => f.Rule == "proof-not-retained");
    }

    [Fact]
    public void An_intermediary_that_is_not_on_the_list_is_told()
    {
        var guide = SeedItemsTests.All.Single(g => g.Item == "370202-labour-dispatch");
        Guide By(string issuer) => guide with { Materials = [.. guide.Materials.Select(m => m.Source == MaterialSource.Intermediary ? m with { Issuer = issuer } : m)] };
        Assert.DoesNotContain(Look(guide), f => f.Rule == "intermediary-not-listed");
        var found = Assert.Single(Look(By("某某咨询公司")), f => f.Rule == "intermediary-not-listed");
        Assert.Equal(("qingdao-2023", "第三十一条"), (found.Basis.Rulebook, found.Basis.Article));
        Assert.Contains(Look(By("")), f => f is { Rule: "element-missing", Path: var path } && path.EndsWith(".issuer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("其他行政权力登记证", false)]
    [InlineData("其他组织登记证书", false)]
    [InlineData("与《有关部门职责规定》相符的批准书", false)]
    [InlineData("与项目有关联的合同", false)]
    [InlineData("其他证明", true)]
    [InlineData("其 它 材料", true)]
    [InlineData("有关文件", true)]
    [InlineData("身份证等相关材料", true)]
    [InlineData("审批机关认为需要的文件", true)]
    [InlineData("户口簿等", true)]
    public void Catch_alls_are_seen_through_and_fixed_names_never_trigger(string name, bool vague) =>
        Assert.Equal(vague, Look(With(Food("610118"), Paper(name, MaterialKind.Certificate))).Any(f => f.Rule == "vague-words"));

    [Fact]
    [Clause("HY-6-2")]
    public void An_element_that_differs_from_the_same_item_elsewhere_is_told_and_blocks()
    {
        var district = Food("610118");
        var street = district with { Item = "610118001-food-business", Place = RegionCode.Parse("610118001000"), PromisedLimit = TimeLimit.WorkingDays(district.PromisedLimit.Amount + 1) };
        var found = Assert.Single(Look(street, district), f => f.Rule == "uniform-differs");
        Assert.Equal((Severity.Error, "承诺办结时限", "huyi-2021/第六条"), (found.Severity, found.Element, $"{found.Basis.Rulebook}/{found.Basis.Article}"));
        Assert.Contains(district.Item, found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Look(street with { PromisedLimit = district.PromisedLimit }, district), f => f.Rule == "uniform-differs");
    }

    [Fact]
    [Clause("HB-1.3-1")]
    public void A_provincially_uniform_limit_is_not_changed_here()
    {
        var standard = Food("130181") with { Item = "130000-food-business", Place = RegionCode.Parse("130000"), StatutoryLimit = TimeLimit.WorkingDays(20) };
        var local = Food("130181") with { StatutoryLimit = TimeLimit.WorkingDays(15), PromisedLimit = TimeLimit.WorkingDays(5) };
        var found = Assert.Single(Look(local, standard), f => f.Rule == "uniform-differs");
        Assert.Equal((Severity.Error, "法定办结时限"), (found.Severity, found.Element));
        Assert.Contains("15", found.Message, StringComparison.Ordinal);
        Assert.Contains("20", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Look(local with { StatutoryLimit = TimeLimit.WorkingDays(20) }, standard), f => f.Rule == "uniform-differs");
    }

    [Fact]
    [Clause("QG-2.2.2-4")]
    public void A_district_may_deviate_only_with_a_recorded_reason()
    {
        var town = SeedItemsTests.All.Single(g => g.Item == "370202001-food-business");
        var law = TheLaw.Rules(town.Place, town.Type, "2024-03-04");
        Assert.Equal("with-reason", law.Find("guide.uniformDeviation")?.Value);
        var other = town with { Conditions = [.. town.Conditions, "经营场所在一楼。"] };
        Assert.Equal(Severity.Error, Assert.Single(Look(other, town), f => f.Rule == "uniform-differs").Severity);
        var reasoned = other with { Deviations = [new Deviation("受理条件", "本街道二楼以上均为住宅")] };
        Assert.DoesNotContain(Look(reasoned, town), f => f.Rule == "uniform-differs");
    }

    [Fact]
    [Clause("QD-17-1")]
    public void A_sub_item_that_differs_from_the_split_standard_in_its_conditions_is_blocked_by_name()
    {
        var standard = Food("370202") with { Item = "370200-food-business", Place = RegionCode.Parse("370200") };
        var local = Food("370202") with { Conditions = ["另有规定的条件。"] };
        var found = Assert.Single(Look(local, standard), f => f.Rule == "uniform-differs");
        Assert.Equal((Severity.Error, "受理条件"), (found.Severity, found.Element));
    }

    [Fact]
    [Clause("CQ-6-1")]
    public void A_district_s_deviation_from_the_city_s_standard_is_listed()
    {
        var standard = Food("500103") with { Item = "500000-food-business", Place = RegionCode.Parse("500000") };
        var found = Assert.Single(Look(Food("500103") with { Conditions = ["在区内经营。"] }, standard), f => f.Rule == "uniform-differs");
        Assert.Equal("受理条件", found.Element);
        Assert.StartsWith("chongqing", found.Basis.Rulebook, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HB-3.2-4")]
    public void An_online_item_without_operation_instructions_is_warned_of()
    {
        var guide = Food("130181");
        Assert.DoesNotContain(Look(guide), f => f.Rule == "operation-missing");
        var found = Assert.Single(Look(guide with { Operation = null }), f => f.Rule == "operation-missing");
        Assert.Equal((Severity.Warning, "hebei-city-2022/三、（二）"), (found.Severity, $"{found.Basis.Rulebook}/{found.Basis.Article}"));
        Assert.DoesNotContain(Look(Food("370202") with { Operation = null }), f => f.Rule == "operation-missing");
    }

    [Fact]
    [Clause("CQ-13-4", Assists = true)]
    public void A_public_service_whose_result_is_a_permit_is_flagged_for_review()
    {
        var guide = Food("500103") with { Type = ItemType.PublicService };
        Assert.Contains(Look(guide), f => f.Rule == "disguised-power" && f.Basis.Article == "第十三条");
        Assert.DoesNotContain(Look(Food("500103")), f => f.Rule == "disguised-power");
    }

    [Fact]
    public void What_can_be_fetched_is_not_asked_for_and_paper_needs_a_law()
    {
        var guide = Food("370202");
        Guide Change(Func<GuideMaterial, GuideMaterial> how) => guide with { Materials = [.. guide.Materials.Select(m => m.Name == "营业执照" ? how(m) : m)] };
        Assert.Contains(Look(Change(m => m with { Source = MaterialSource.Applicant, Copies = 1 })), f => f.Rule == "shareable-asked-for" && f.Message.Contains("市场主体登记库", StringComparison.Ordinal));
        Assert.Contains(Look(Change(m => m with { Electronic = false })), f => f.Rule == "paper-without-basis");
    }

    [Theory]
    [InlineData("610118")]
    [InlineData("500103")]
    [InlineData("130181")]
    [InlineData("370202")]
    public void A_place_is_never_shown_the_article_of_another(string place)
    {
        var guide = Food(place);
        var law = TheLaw.Rules(guide.Place, guide.Type, "2024-03-04");
        var own = law.All.Values.Select(r => r.Basis.Rulebook).Append(PlatformRules.Rulebook).Append("licensing-law-2019").ToHashSet();
        var bad = guide with { Visits = 1, Questions = [], Steps = [], Places = [], Materials = [.. guide.Materials.Select(m => m with { Standard = null, Format = null, Tolerable = true, Required = false })] };
        var found = Look(bad);
        Assert.Contains(found, f => f.Rule == "standard-missing");
        Assert.Contains(found, f => f.Rule == "tolerable-optional");
        Assert.Empty(found.Where(f => !own.Contains(f.Basis.Rulebook)).Select(f => $"{f.Rule}: {f.Basis}"));
    }

    [Fact]
    public void A_score_is_a_hundred_for_a_clean_guide_and_falls_with_what_was_found()
    {
        Assert.Equal(100, Linter.Score([]));
        var found = Look(With(Food("370202"), Paper("其他证明", MaterialKind.Proof)));
        Assert.InRange(Linter.Score(found), 1, 90);
    }
}
