using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;
using static OneWindow.Tests.Modules.Catalogue.Combining.Parts;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>What becomes of several guides that are made one.</summary>
public sealed class UnionTests
{
    [Fact]
    [Clause("HB-3.1-2")]
    public void A_package_of_three_items_that_share_two_materials_asks_for_each_once()
    {
        var shared = new[] { Material("identity", "身份证"), Material("premises", "住所文件") };
        var made = Compose(
            Plan([Part("a"), Part("b"), Part("c")]),
            Guide("a", materials: [.. shared, Material("charter", "章程")]), Guide("b", materials: [shared[1] with { Id = "house" }, shared[0]]), Guide("c", materials: [shared[0], shared[1]]));
        Assert.Empty(made.Hindrances);
        Assert.Equal(["身份证", "住所文件", "章程"], made.Guide!.Materials.Select(m => m.Name));
        Assert.Equal([new SharedName("identity", "identity"), new SharedName("house", "premises")], made.Guide.Combination!.Part("b")!.Materials);
        Assert.Equal("姓名", Assert.Single(made.Guide.Fields).Label);
        Assert.Equal(["部分a", "部分b", "部分c"], Provenance.OfMaterial(made.Guide, [Guide("a", materials: shared), Guide("b", materials: [shared[0], shared[1] with { Id = "house" }]), Guide("c", materials: shared)], "premises").Select(n => n.Part));
    }

    [Fact]
    public void The_stricter_form_counts_where_parts_differ_without_harm()
    {
        var made = Compose(
            Plan([Part("a"), Part("b")]),
            Guide("a", [Field("n", "姓名") with { MaxLength = 40 }], [Material("x", "证明") with { Tolerable = true, Copies = 1 }]),
            Guide("b", [Field("n", "姓名", required: false) with { MaxLength = 80 }], [Material("x", "证明", originals: 1) with { Main = true, Copies = 3 }]));
        var (field, paper) = (Assert.Single(made.Guide!.Fields), Assert.Single(made.Guide.Materials));
        Assert.True(field is { Required: true, MaxLength: 40 });
        Assert.True(paper is { Main: true, Tolerable: false, Copies: 3 });
    }

    [Fact]
    public void One_identifier_for_two_things_gets_its_part_in_front()
    {
        var made = Compose(Plan([Part("a"), Part("b")]), Guide("a", [Field("x", "姓名")]), Guide("b", [Field("x", "地址", FieldKind.Address)]));
        Assert.Equal(["x", "b-x"], made.Guide!.Fields.Select(f => f.Id));
        Assert.Equal([new SharedName("x", "b-x")], made.Guide.Combination!.Part("b")!.Fields);
    }

    [Fact]
    public void What_is_asked_differently_is_a_conflict_until_a_clerk_has_settled_it()
    {
        var plan = Plan([Part("a"), Part("b")]);
        Guide[] guides = [Guide("a", [Field("x", "规模", FieldKind.Choice, choices: ["大", "小"])]), Guide("b", [Field("x", "规模", FieldKind.Choice, choices: ["大", "中", "小"])])];
        var conflict = Assert.Single(Compose(plan, guides).Conflicts);
        Assert.Equal("field:规模", conflict.Where);
        Assert.Equal(["部分a", "部分b"], conflict.Parts);
        Assert.Equal(["a", "apart"], conflict.Options.Select(o => o.How));

        var byOne = Compose(plan with { Settlements = [new("field:规模", "a")] }, guides);
        Assert.Empty(byOne.Hindrances);
        Assert.Equal(["大", "小"], Assert.Single(byOne.Guide!.Fields).Choices);
        var apart = Compose(plan with { Settlements = [new("field:规模", "apart")] }, guides);
        Assert.Equal(["规模", "规模（部分b）"], apart.Guide!.Fields.Select(f => f.Label));

        Guide[] kinds = [Guide("a", [Field("x", "人数", FieldKind.Number)]), Guide("b", [Field("x", "人数")])];
        Assert.Equal(["apart"], Assert.Single(Compose(plan, kinds).Conflicts).Options.Select(o => o.How));
    }

    [Fact]
    public void A_material_that_one_part_fetches_or_wants_twice_is_a_conflict()
    {
        var plan = Plan([Part("a"), Part("b")]);
        Guide[] sources = [Guide("a", materials: [Material("x", "产权证")]), Guide("b", materials: [Material("x", "产权证", originals: 0) with { Source = MaterialSource.Shared }])];
        var conflict = Assert.Single(Compose(plan, sources).Conflicts);
        Assert.Contains("来源不同", conflict.What, StringComparison.Ordinal);
        // What one part fetches, no other may be settled to ask for.
        Assert.Equal(["b", "apart"], conflict.Options.Select(o => o.How));
        Assert.Equal(0, Assert.Single(Compose(plan with { Settlements = [new("material:产权证", "b")] }, sources).Guide!.Materials).Originals);

        Guide[] numbers = [Guide("a", materials: [Material("x", "申请书")]), Guide("b", materials: [Material("x", "申请书", originals: 2)])];
        Assert.Contains("原件份数不同", Assert.Single(Compose(plan, numbers).Conflicts).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_must_hand_in_what_only_another_situation_demands()
    {
        var plan = Plan([Part("a"), Part("b", new Situation("q", "是"))], [Field("q", "办不办乙", FieldKind.YesNo)]);
        Guide[] guides = [Guide("a", materials: [Material("x", "照片", required: false)]), Guide("b", materials: [Material("x", "照片")])];
        var conflict = Assert.Single(Compose(plan, guides).Conflicts);
        Assert.Equal("material:照片/required", conflict.Where);
        Assert.Empty(Compose(plan with { Settlements = [new(conflict.Where, "accept")] }, guides).Hindrances);
    }

    [Fact]
    public void A_result_of_another_part_is_pointed_out_and_then_left_out()
    {
        var plan = Plan([Part("a"), Part("b")]);
        Guide[] guides = [Guide("a"), Guide("b", materials: [Material("paper", "证a")])];
        var conflict = Assert.Single(Compose(plan, guides).Conflicts);
        Assert.Equal("result:b.paper", conflict.Where);
        Assert.True(plan.Settle([conflict], conflict.Where, "a").Try(out var settled, out _));
        var whole = Compose(settled, guides).Guide!;
        Assert.Empty(whole.Materials);
        Assert.Equal(["a"], whole.Combination!.Part("b")!.Needs);
        Assert.Equal([new ProducedMaterial("paper", "a")], whole.Combination.Part("b")!.Produced);

        // Where the maker may be absent, nobody would make it.
        var absent = settled with { Parts = [.. settled.Parts.Select(p => p.Id == "a" ? p with { OnlyIf = new Situation("q", "是") } : p)], Questions = [Field("q", "办不办甲", FieldKind.YesNo)] };
        Assert.Contains(Compose(absent, guides).Faults, f => f.Code == "catalogue.produced-absent");
    }

    [Fact]
    public void A_circle_is_refused_with_the_parts_named()
    {
        var fault = Assert.Single(Compose(Plan([Part("a", null, "c"), Part("b", null, "a"), Part("c", null, "b")]), Guide("a"), Guide("b"), Guide("c")).Faults);
        Assert.Equal("catalogue.needs-in-a-circle", fault.Code);
        foreach (var name in new[] { "部分a", "部分b", "部分c" }) Assert.Contains(name, fault.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Audience_channels_and_level_are_conflicts_too()
    {
        var plan = Plan([Part("a"), Part("b")]);
        var other = Guide("b") with { Audience = [SubjectKind.Company], Channels = [Channel.Counter], Place = RegionCode.Parse("370200") };
        Assert.Equal(["audience", "channels", "level"], Compose(plan, Guide("a"), other).Conflicts.Select(c => c.Where));
        var settled = plan with { Settlements = [new("audience", "accept"), new("channels", "accept"), new("level", "accept")] };
        var whole = Compose(settled, Guide("a"), other).Guide!;
        Assert.Equal([SubjectKind.Company], whole.Audience);
        Assert.Equal([Channel.Counter], whole.Channels);
    }

    [Fact]
    public void Before_and_after_are_counted_and_move_with_the_guides()
    {
        var plan = Plan([Part("a"), Part("b"), Part("c", null, "a")]);
        Guide[] guides = [Guide("a", days: 2), Guide("b", days: 3), Guide("c", days: 4)];
        MeasureModel Measure(string what, params Guide[] of) => BeforeAfter.Of(Compose(plan, of).Guide!, of).Single(m => m.What == what);
        Assert.Equal(("9 个工作日", "6 个工作日"), (Measure("时限", guides).Before, Measure("时限", guides).After));
        Assert.Equal(("3 次", "1 次"), (Measure("跑动", guides).Before, Measure("跑动", guides).After));
        Assert.Equal((3, 1), (Measure("填写的项目", guides).From, Measure("填写的项目", guides).To));

        guides[0] = Guide("a", [Field("name", "姓名"), Field("more", "又一项")], [Material("x", "证明")], days: 5);
        Assert.Equal(("12 个工作日", "9 个工作日"), (Measure("时限", guides).Before, Measure("时限", guides).After));
        Assert.Equal((4, 2), (Measure("填写的项目", guides).From, Measure("填写的项目", guides).To));
        Assert.Equal((1, 1), (Measure("材料", guides).From, Measure("材料", guides).To));
    }

    [Fact]
    public void The_place_s_limit_for_its_named_bundle_is_the_limit_of_the_whole()
    {
        var xinji = SeedItemsTests.All.Single(g => g.Item == "130181-start-business");
        Assert.Equal(["企业设立登记", "公章刻制", "发票领用", "社会保险登记"], xinji.Combination!.Parts.Select(p => p.Name));
        var law = TheLaw.Rules(xinji.Place, xinji.Type, "2024-03-04");
        Assert.Equal(law.Find("bundle.limit")!.Limit, xinji.PromisedLimit);
        var slow = xinji with { PromisedLimit = TimeLimit.WorkingDays(2) };
        Assert.Contains(GuideRules.Check(slow, law), f => f.Code == "catalogue.bundle-limit" && f.Basis.Article == "三、（一）");
        var without = slow with { Combination = xinji.Combination with { Parts = [.. xinji.Combination.Parts.Take(3)] } };
        Assert.DoesNotContain(GuideRules.Check(without, law), f => f.Code == "catalogue.bundle-limit");
    }
}
