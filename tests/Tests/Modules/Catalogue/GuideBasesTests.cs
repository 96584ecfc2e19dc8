using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>What a guide may ask for only on a basis of rank, in each place: fees, one channel, several copies, paper; and the entry of the tolerance list.</summary>
public sealed class GuideBasesTests
{
    private static readonly Guide Licence = SeedItemsTests.All.Single(g => g.Item == "370202-food-business");

    private static readonly Guide Confirmation = Licence with { Type = ItemType.Confirmation, BasicCode = "000731023001", ImplementationCode = null, HandlingCode = null };

    private static readonly RegionCode[] Places = [TheLaw.Shinan, TheLaw.Shapingba, TheLaw.Huyi, TheLaw.HebeiCity];

    [Fact]
    [Clause("QD-29-1")]
    [Clause("CQ-27-1")]
    public void A_fee_rests_on_a_law_or_a_regulation_and_for_a_licence_not_on_a_local_one()
    {
        foreach (var place in Places)
        {
            Assert.Equal("fee-without-basis", Fault(place, Paid(Licence, new LegalBasis("", "")))?.Code);
            Assert.Equal("element-missing", Fault(place, Paid(Confirmation, new LegalBasis("某条例", "第一条")))?.Code);
            foreach (var low in new[] { BasisType.Rule, BasisType.Document })
            {
                foreach (var guide in new[] { Licence, Confirmation })
                    Assert.Equal("fee-basis-too-low", Fault(place, Paid(guide, new LegalBasis("某办法", "第一条", low)))?.Code);
            }

            Assert.Null(Fault(place, Paid(Confirmation, new LegalBasis("某省某条例", "第一条", BasisType.LocalRegulation))));
            Assert.Equal("fee-basis-too-low", Fault(place, Paid(Licence, new LegalBasis("某省某条例", "第一条", BasisType.LocalRegulation)))?.Code);
            Assert.Null(Fault(place, Paid(Licence, new LegalBasis("某法", "第一条", BasisType.Law))));
        }

        Assert.Equal(new Citation("qingdao-2023", "第二十九条"), Full(TheLaw.Shinan, Paid(Confirmation, new LegalBasis("某文件", "", BasisType.Document))).Basis);
        Assert.Equal(new Citation("chongqing", "第二十七条"), Full(TheLaw.Shapingba, Paid(Confirmation, new LegalBasis("某文件", "", BasisType.Document))).Basis);
        var fault = Full(TheLaw.Shapingba, Paid(Licence, new LegalBasis("某文件", "", BasisType.Document)));
        Assert.Equal(("fees[0].basis.type", "收费标准及收费依据", "部门文件", "licensing-law-2019/第五十八条"), (fault.Path, fault.Element, fault.Value, fault.Basis.ToString()));
        Assert.Contains("法律、行政法规", fault.Rule, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("CQ-28-2")]
    public void In_Chongqing_a_channel_is_restricted_with_a_recorded_reason_only()
    {
        var fault = Full(TheLaw.Shapingba, Licence with { Channels = [Channel.Online], ChannelReason = new ChannelReason("") });
        Assert.Equal(("channelReason", "chongqing/第二十八条"), (fault.Path, fault.Basis.ToString()));
        Assert.Equal("channel-without-reason", Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Online] })?.Code);
        Assert.Equal("channel-without-reason", Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Counter, Channel.Kiosk], ChannelReason = new ChannelReason("其他") })?.Code);
        Assert.Equal("attendance-without-law", Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason("法律法规另有规定") })?.Code);
        Assert.Null(Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Online], ChannelReason = new ChannelReason("其他", "结果只在线上生成") }));
        Assert.Null(Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason("国家秘密") }));
        Assert.Null(Fault(TheLaw.Shapingba, Licence with { Channels = [Channel.Counter, Channel.Mobile] }));
    }

    [Fact]
    [Clause("HY-13-1")]
    public void In_Huyi_online_alone_is_never_enough_and_the_counter_alone_needs_a_ground_of_the_list()
    {
        Assert.Equal("online-only", Fault(TheLaw.Huyi, Licence with { Channels = [Channel.Online] })?.Code);
        Assert.Equal("online-only", Fault(TheLaw.Huyi, Licence with { Channels = [Channel.Online], ChannelReason = new ChannelReason("涉密") })?.Code);
        Assert.Null(Fault(TheLaw.Huyi, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason("涉密") }));
        Assert.Equal("channel-without-reason", Fault(TheLaw.Huyi, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason(" ") })?.Code);
        var foreign = Full(TheLaw.Huyi, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason("人手不够") });
        Assert.Equal(("channelReason.ground", "huyi-2021/第二十四条"), (foreign.Path, foreign.Basis.ToString()));
        Assert.Contains("涉密", foreign.Rule, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HB-2.5-1")]
    public void In_Hebei_an_item_at_the_counter_alone_needs_its_reason_and_none_is_online_alone()
    {
        var fault = Full(TheLaw.HebeiCity, Licence with { Channels = [Channel.Counter] });
        Assert.Equal(("catalogue.channel-without-reason", "二、（五）"), (fault.Code, fault.Basis.Article));
        Assert.Null(Fault(TheLaw.HebeiCity, Licence with { Channels = [Channel.Counter], ChannelReason = new ChannelReason("国家秘密") }));
        Assert.Equal("online-only", Fault(TheLaw.HebeiCity, Licence with { Channels = [Channel.Mobile] })?.Code);
    }

    [Fact]
    public void In_Chongqing_more_than_one_set_needs_a_law_or_regulation_elsewhere_the_guide_states_the_number()
    {
        var twice = With(m => m with { Originals = 1, Copies = 2 });
        var fault = Full(TheLaw.Shapingba, twice);
        Assert.Equal(("catalogue.more-than-one-set", "materials[0].copies", "2", "chongqing/第二十八条"), (fault.Code, fault.Path, fault.Value, fault.Basis.ToString()));
        Assert.Equal("more-than-one-set", Fault(TheLaw.Shapingba, With(m => m with { Originals = 2 }))?.Code);
        Assert.Equal("more-than-one-set", Fault(TheLaw.Shapingba, With(m => m with { Copies = 2, CopiesBasis = new LegalBasis("某部门通知", "第三条", BasisType.Document) }))?.Code);
        Assert.Null(Fault(TheLaw.Shapingba, With(m => m with { Copies = 2, CopiesBasis = new LegalBasis("某条例", "第三条", BasisType.LocalRegulation) })));
        foreach (var place in Places.Where(p => p != TheLaw.Shapingba)) Assert.Null(Fault(place, twice));
    }

    [Fact]
    public void Paper_is_insisted_on_only_by_what_the_place_s_rulebook_lets_insist()
    {
        var local = With(m => m with { PaperBasis = new LegalBasis("某市条例", "第二条", BasisType.LocalRegulation) });
        Assert.Null(Fault(TheLaw.Shapingba, local));
        Assert.Equal("paper-basis-too-low", Fault(TheLaw.Shinan, local)?.Code);
        Assert.Equal("paper-basis-too-low", Fault(TheLaw.Huyi, local)?.Code);
        Assert.Equal("paper-basis-too-low", Fault(TheLaw.Shapingba, With(m => m with { PaperBasis = new LegalBasis("某通知", "", BasisType.Document) }))?.Code);
        Assert.Null(Fault(TheLaw.Shinan, With(m => m with { PaperBasis = new LegalBasis("某法", "第二条", BasisType.Law) })));
    }

    [Fact]
    [Clause("HB-3.4-6")]
    public void An_entry_of_the_tolerance_list_has_three_fields_and_no_material_stands_on_both_sides()
    {
        var entry = ToleranceEntry.Of(Licence)!;
        Assert.Equal("食品经营许可（新办）", entry.Name);
        Assert.Contains("主要设备设施布局和操作流程文件", entry.Main);
        Assert.Contains("食品安全规章制度文本", entry.Tolerable);

        var both = Full(TheLaw.HebeiCity, With(m => m with { Main = true, Tolerable = true }));
        Assert.Equal(("catalogue.main-tolerated", "materials[0].tolerable", "三、（四）"), (both.Code, both.Path, both.Basis.Article));
        var sameName = Licence with { Materials = [.. Licence.Materials, Licence.Materials[0] with { Id = "again", Main = false, Tolerable = true }] };
        Assert.Equal("main-tolerated", Fault(TheLaw.HebeiCity, sameName)?.Code);
        Assert.Equal("tolerance-without-main", Fault(TheLaw.HebeiCity, Licence with { Materials = [.. Licence.Materials.Select(m => m with { Main = false })] })?.Code);
        Assert.Null(ToleranceEntry.Of(Licence with { Materials = [.. Licence.Materials.Select(m => m with { Tolerable = false })] }));
    }

    private static Guide Paid(Guide guide, LegalBasis basis) => guide with { Fees = [new Fee("工本费", new Money(5000), "每证 50 元", basis)] };

    private static Guide With(Func<GuideMaterial, GuideMaterial> change) => Licence with { Materials = [change(Licence.Materials[0]), .. Licence.Materials.Skip(1)] };

    private static Fault Full(RegionCode place, Guide guide) => Assert.Single(GuideRules.Check(guide, TheLaw.Rules(place, guide.Type)));

    /// <summary>The only fault, its code without the module; null where there is none.</summary>
    private static Fault? Fault(RegionCode place, Guide guide) =>
        GuideRules.Check(guide, TheLaw.Rules(place, guide.Type)) is [] ? null : Full(place, guide) is var one ? one with { Code = one.Code["catalogue.".Length..] } : null;
}
