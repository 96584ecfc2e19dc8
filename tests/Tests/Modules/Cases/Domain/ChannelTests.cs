using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="ChannelRules"/>: channels are equal, and neither is asked for again through the other.</summary>
public sealed class ChannelTests
{
    private static readonly DateOnly Due = new(2024, 3, 20);
    private static readonly Defect Unreadable = new(DefectKind.Material, "m1", "unreadable");

    [Fact]
    [Clause("QD-46-2")]
    public void In_Qingdao_what_came_online_is_asked_for_on_paper_only_with_a_recorded_reason()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        var refusal = story.Refused(story.Clerk, OnPaper("m1"));
        Assert.Equal(("cases.paper-again", new Citation("qingdao-2023", "第四十六条")), (refusal.Code, refusal.Basis));
        Assert.Contains("请写明理由", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("cases.paper-again", story.Refused(story.Clerk, OnPaper("m1") with { AgainReason = "  " }).Code);
        story.Then(story.Clerk, OnPaper("m1") with { AgainReason = "电子件与原件的印章不符，要当面核对原件" });
        Assert.Equal([new Resubmission("m1", Channel.Counter)], Assert.IsType<CorrectionRequested>(story.Events[^1]).Again);
    }

    [Fact]
    [Clause("HB-2.5-3")]
    [Clause("CQ-28-4")]
    public void In_Hebei_and_Chongqing_no_reason_overrides_but_a_law_that_the_guide_names_does()
    {
        foreach (var (place, rulebook, article) in new[] { (TheLaw.HebeiCity, "hebei-city-2022", "二、（五）"), (TheLaw.Shapingba, "chongqing", "第二十八条") })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", guide: WithPaperByLaw);
            foreach (var act in new[] { OnPaper("m1"), OnPaper("m1") with { AgainReason = "要核对原件" } })
            {
                var refusal = story.Refused(story.Clerk, act);
                Assert.Equal(("cases.paper-again", rulebook, article), (refusal.Code, refusal.Basis.Rulebook, refusal.Basis.Article));
                Assert.DoesNotContain("请写明理由", refusal.Message, StringComparison.Ordinal);
            }

            Assert.False(ChannelRules.MayOfferPaper(story.Guide.Material("m1")!, story.State, story.Context));
            Assert.True(ChannelRules.MayOfferPaper(story.Guide.Material("m2")!, story.State, story.Context));
            story.Then(story.Clerk, OnPaper("m2"));
        }
    }

    [Fact]
    [Clause("CQ-28-6")]
    public void Who_came_to_the_counter_is_not_sent_to_upload()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"], channel: Channel.Counter);
        var upload = new RequestCorrection([Story.Missing("m3")], Due) { Again = [new Resubmission("m3", Channel.Online)] };
        var refusal = story.Refused(story.Clerk, upload);
        Assert.Equal(("cases.upload-again", new Citation("chongqing", "第二十八条")), (refusal.Code, refusal.Basis));
        Assert.Equal("cases.upload-again", story.Refused(story.Clerk, upload with { AgainReason = "方便归档" }).Code);
        Assert.Equal("cases.upload-again", story.Refused(story.Clerk, Noted("m3", "请登录政务服务平台上传本材料")).Code);
        story.Then(story.Clerk, Noted("m3", "请交来，也可以在网上提交"));
    }

    [Fact]
    [Clause("CQ-28-4")]
    [Clause("HB-2.5-3")]
    public void The_words_of_a_notice_ask_for_paper_no_more_than_its_boxes_do()
    {
        foreach (var place in new[] { TheLaw.Shapingba, TheLaw.HebeiCity })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", guide: WithPaperByLaw);
            foreach (var words in new[] { "请另交纸质申请书", "请邮寄原件", "请提供复印件并签字" })
                Assert.Equal("cases.paper-again", story.Refused(story.Clerk, Noted("m1", words, Unreadable)).Code);
            story.Then(story.Clerk, Noted("m2", "请交纸质件", new Defect(DefectKind.Material, "m2", "unreadable")));
            Story.Filed(place, "2024-03-04 09:00").Then(Story.ClerkOf(place), Noted("m1", "第二页看不清，请重新扫描；不用交纸质材料", Unreadable));
        }
    }

    [Fact]
    [Clause("QG-2.3.3-4")]
    public void A_notice_does_not_make_anybody_come_for_what_can_be_done_online()
    {
        // Since 2023-07-01 the city's measures speak of attendance too, and the later text counts.
        foreach (var (filed, due, rulebook, article) in new[]
        {
            ("2023-03-06 09:00", new DateOnly(2023, 3, 20), "qingdao-grassroots-2020", "二、（三）3"), ("2024-03-04 09:00", Due, "qingdao-2023", "第二十五条"),
        })
        {
            var story = Story.Filed(TheLaw.ShinanTown, filed);
            foreach (var words in new[] { "请本人必须到现场补签", "请携带原件来街道便民服务中心办理", "须到窗口重新签字", "请亲自办理" })
            {
                var refusal = story.Refused(story.Clerk, Noted("m1", words, Unreadable) with { Due = due });
                Assert.Equal(("cases.attendance-demanded", rulebook, article), (refusal.Code, refusal.Basis.Rulebook, refusal.Basis.Article));
            }

            story.Then(story.Clerk, Noted("m1", "第二页看不清，请重新上传，不用到现场", Unreadable) with { Due = due });
            // Where the law itself demands the person, the notice may say so: such an item is published with the law's name only.
            var inPerson = Story.Filed(TheLaw.ShinanTown, filed, channel: Channel.Counter, guide: g => g with
            {
                InPerson = true, Channels = [Channel.Counter], ChannelReason = new ChannelReason("法律法规另有规定", null, new LegalBasis("某法", "第五条", BasisType.Law)),
            });
            inPerson.Then(inPerson.Clerk, Noted("m1", "请本人必须到现场补签", Unreadable) with { Due = due });
        }
    }

    [Fact]
    [Clause("CQ-28-5")]
    public void In_Chongqing_no_second_set_is_demanded_at_the_counter()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m2", "m3"], Channel.Counter);
        foreach (var words in new[] { "请再交两份", "一式三份", "另附一份存档" })
        {
            var refusal = story.Refused(story.Clerk, Noted("m1", words));
            Assert.Equal(("cases.second-set", new Citation("chongqing", "第二十八条")), (refusal.Code, refusal.Basis));
        }

        var elsewhere = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m2", "m3"], Channel.Counter);
        elsewhere.Then(elsewhere.Clerk, Noted("m1", "请再交两份"));
    }

    [Fact]
    [Clause("CQ-28-1")]
    public void The_same_data_online_and_at_the_counter_lacks_the_same_and_is_promised_for_the_same_day()
    {
        var lacking = Both(["m2"]).Select(s => Filing.Missing(s.Guide, s.State).Select(m => m.Id).ToList()).ToList();
        Assert.Equal(["m1", "m3"], lacking[0]);
        Assert.Equal(lacking[0], lacking[1]);
        foreach (var story in Both(["m2"]))
            Assert.Equal("cases.defect-not-told", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m1")], Due)).Code);
        var due = Both(Story.Complete).Select(s => s.Accepted("2024-03-04 10:00").State).ToList();
        Assert.Equal(new DateOnly(2024, 3, 11), due[0].Promised!.Due.Day);
        Assert.Equal((due[0].Promised!.Due, due[0].Statutory!.Due), (due[1].Promised!.Due, due[1].Statutory!.Due));

        static Story[] Both(string[] present) =>
            [Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", present), Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", present, Channel.Counter)];
    }

    private static Guide WithPaperByLaw(Guide guide) => guide with
    {
        Materials = [.. guide.Materials.Select(m => m.Id == "m2" ? m with { PaperBasis = new LegalBasis("某法", "第十条", BasisType.Law) } : m)],
    };

    private static RequestCorrection OnPaper(string material) =>
        new([new Defect(DefectKind.Material, material, "unreadable")], Due) { Again = [new Resubmission(material, Channel.Counter)] };

    private static RequestCorrection Noted(string material, string words, Defect? defect = null) =>
        new([defect ?? Story.Missing(material)], Due) { Notes = new Dictionary<string, string> { [material] = words } };
}
