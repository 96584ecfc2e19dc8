using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue;

public sealed class GuideRulesTests
{
    private static readonly Guide Good = SeedItemsTests.All.Single(g => g.Item == "370202-food-business");

    private static GuideMaterial FirstMaterial => Good.Materials[0];

    [Fact]
    public void Every_rule_finds_its_own_fault()
    {
        var spoilt = new (string Code, string Path, Guide Guide)[]
        {
            ("key-malformed", "item", Good with { Item = "食品" }),
            ("element-missing", "name", Good with { Name = " " }),
            ("element-missing", "conditions", Good with { Conditions = [] }),
            ("element-missing", "places", Good with { Places = [] }),
            ("element-missing", "bases", Good with { Bases = [] }),
            ("element-missing", "themes", Good with { Themes = [] }),
            ("level-unknown", "exerciseLevel", Good with { ExerciseLevel = "9" }),
            ("code-malformed", "basicCode", Good with { BasicCode = "12" }),
            ("code-other-type", "basicCode", Good with { BasicCode = "000731023001" }),
            ("code-malformed", "implementationCode", Good with { ImplementationCode = "11370202XN0000101G4000131023001" }),
            ("code-differs", "implementationCode", Good with { ImplementationCode = "11370202XN0000100G3000131023001", HandlingCode = null }),
            ("on-the-spot-differs", "onTheSpot", Good with { OnTheSpot = true }),
            ("process-unknown", "process", Good with { Process = "" }),
            ("renewal-no-licence", "renewal", Good with { Renewal = true, Type = ItemType.Award }),
            ("in-person-online", "channels", Good with { InPerson = true }),
            ("in-person-no-visit", "visits", Good with { InPerson = true, Visits = 0 }),
            ("level-not-higher", "level", Good with { Level = Assurance.Told }),
            ("level-not-online", "level", Good with { Level = Assurance.Named, Channels = [Channel.Counter] }),
            ("level-without-counter", "level", Good with { Level = Assurance.Named, Channels = [Channel.Online] }),
            ("phone-malformed", "consultationPhone", Good with { ConsultationPhone = "55500001" }),
            ("phones-equal", "complaintPhone", Good with { ComplaintPhone = Good.ConsultationPhone }),
            ("theme-unknown", "themes", Good with { Themes = ["c003"] }),
            ("theme-other-audience", "themes", Good with { Themes = ["p005"] }),
            ("fee-without-basis", "fees[0].basis", Good with { Fees = [new Fee("工本费", new Money(500), "每证 5 元", new LegalBasis("", ""))] }),
            ("element-missing", "materials[0].basis", With(m => m with { Basis = null })),
            ("element-missing", "materials[0].copies", With(m => m with { Originals = 0, Copies = 0, Electronic = false })),
            ("element-missing", "materials[0].blank", With(m => m with { Blank = null })),
            ("element-missing", "materials[0].sample", With(m => m with { Sample = null })),
            ("element-missing", "materials[0].defects", With(m => m with { Defects = [] })),
            ("defect-unknown", "materials[0].defects", With(m => m with { Defects = ["ugly"] })),
            ("main-tolerated", "materials[0].tolerable", With(m => m with { Main = true, Tolerable = true })),
            ("shared-asked-for", "materials[0].originals", With(m => m with { Source = MaterialSource.Shared, Originals = 1 })),
            ("element-missing", "materials[0].issuer", With(m => m with { Source = MaterialSource.Intermediary, Issuer = null })),
            ("vague-words", "materials[0].name", With(m => m with { Name = "其他证明" })),
            ("vague-words", "conditions[0]", Good with { Conditions = ["经有关部门同意"] }),
            ("id-twice", "materials", Good with { Materials = [FirstMaterial, FirstMaterial] }),
            ("situation-unknown", "materials[0].onlyIf", With(m => m with { OnlyIf = new Situation("business", "修车") })),
            ("prefill-unknown", "form", Good with { Form = [.. Good.Form, new FormStep("x", "x", [new FormField { Id = "x", Label = "x", Kind = FieldKind.Text, Required = true, Prefill = "shoe-size" }])] }),
        };
        Assert.All(spoilt, s => Assert.Contains(
            GuideRules.Check(s.Guide, null), f => f.Code == "catalogue." + s.Code && f.Path == s.Path && f.Message.Contains(s.Path, StringComparison.Ordinal)));
    }

    /// <summary>河北方案 二（五）: an element that demands booking or typing on the web before the counter receives is an error of the guide.</summary>
    [Theory]
    [InlineData("须先在网上预约，凭预约号到窗口办理", true)]
    [InlineData("应当在系统中填报后到窗口提交", true)]
    [InlineData("请先网上申请，再到窗口交件", true)]
    [InlineData("到窗口办理需要提前预约", true)]
    [InlineData("无需预约，直接到窗口办理", false)]
    [InlineData("可以网上预约，也可以直接来", false)]
    [InlineData("不需要在网上填报", false)]
    [Clause("HB-2.5-2")]
    public void A_guide_may_not_send_who_comes_to_the_counter_to_book_or_type_on_the_web_first(string words, bool refused)
    {
        foreach (var (place, article) in new[] { (TheLaw.HebeiCity, "二、（五）"), (TheLaw.Shinan, "第四十六条"), (TheLaw.Huyi, "第十三条") })
        {
            var law = TheLaw.Rules(place, on: "2026-01-05");
            Guide[] spoilt =
            [
                Good with { Conditions = [words] }, With(m => m with { Standard = words }),
                Good with { Places = [.. Good.Places.Select(p => p with { Hours = words })] },
            ];
            foreach (var guide in spoilt)
            {
                var faults = GuideRules.Check(guide, law).Where(f => f.Code == "catalogue.counter-not-open").ToList();
                Assert.Equal(refused, faults.Count > 0);
                Assert.All(faults, f => Assert.Equal(article, f.Basis.Article));
            }
        }

        // The shape of a guide has no such switch at all.
        var record = Record();
        record["bookingRequired"] = true;
        Assert.Contains(GuideShape.Check(record), f => f.Path == "bookingRequired");
    }

    [Fact]
    [Clause("CQ-25-3")]
    public void A_promise_is_shorter_than_the_statutory_limit_where_the_place_says_so()
    {
        var law = TheLaw.Rules(RegionCode.Parse("500103"), on: "2026-01-05");
        Assert.True(Refused("20 working-day", "20 working-day"));
        Assert.False(Refused("20 working-day", "19 working-day"));
        Assert.False(Refused(null, "60 working-day"));
        Assert.False(Refused("1 working-day", "on-the-spot"));
        Assert.True(Refused("1 working-day", "1 working-day"));
        Assert.True(Refused("20 calendar-day", "19 working-day"));
        Assert.False(Refused("20 calendar-day", "10 working-day"));

        bool Refused(string? statutory, string promised) => GuideRules.Check(
            Good with { StatutoryLimit = statutory is null ? null : TimeLimit.Parse(statutory), PromisedLimit = TimeLimit.Parse(promised), OnTheSpot = promised == "on-the-spot" },
            law).Any(f => f.Code == "catalogue.promised-not-shorter" && f.Basis == Laws.PromisedShorter);
    }

    [Fact]
    public void Elsewhere_the_promise_may_equal_the_statutory_limit_but_never_exceed_it()
    {
        var law = TheLaw.Rules(RegionCode.Parse("370202"), on: "2026-01-05");
        var equal = Good with { StatutoryLimit = TimeLimit.WorkingDays(20), PromisedLimit = TimeLimit.WorkingDays(20) };
        Assert.Empty(GuideRules.Check(equal, law));
        Assert.NotEmpty(GuideRules.Check(equal with { PromisedLimit = TimeLimit.WorkingDays(21) }, law));
    }

    [Fact]
    public void A_guide_without_one_of_the_elements_is_not_published_and_the_missing_one_is_named()
    {
        foreach (var (property, element) in new[] { ("complaintPhone", "监督投诉方式"), ("audience", "服务对象"), ("conditions", "受理条件"), ("organisation", "实施主体"), ("promisedLimit", "承诺办结时限"), ("steps", "办理流程") })
        {
            var record = Record();
            record.Remove(property);
            Assert.Contains(GuideShape.Check(record), f => f.Missing && f.Element == element);
        }

        Assert.Empty(GuideShape.Check(Record()));
        Assert.Empty(GuideRules.Check(Good, null));
    }

    [Fact]
    public void What_does_not_fit_is_named_by_path_value_and_mending()
    {
        var record = Record();
        record["type"] = "punishment";
        record["visits"] = -1;
        record["materials"]![1]!["kind"] = 7;
        record["colour"] = "blue";
        record["statutoryLimit"] = "15 days";
        var faults = GuideShape.Check(record);
        Assert.Equal(["colour", "materials[1].kind", "statutoryLimit", "type", "visits"], faults.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.False(f.Missing));
        Assert.Contains("licence", faults.Single(f => f.Path == "type").Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_tables_becomes_what_the_shape_wants()
    {
        var fitted = GuideShape.Fit(JsonNode.Parse("""{"onTheSpot":"否","visits":"2","audience":"person|company","fees":[{"amount":"500"}],"name":"123"}"""))!;
        Assert.Equal("""{"onTheSpot":false,"visits":2,"audience":["person","company"],"fees":[{"amount":500}],"name":"123"}""", fitted.ToJsonString());
    }

    private static JsonObject Record() => JsonSerializer.SerializeToNode(Good, Json.Options)!.AsObject();

    private static Guide With(Func<GuideMaterial, GuideMaterial> change) => Good with { Materials = [change(FirstMaterial), .. Good.Materials.Skip(1)] };
}
