using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Notices;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Ledger;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>What stands on each document, under the rules of the place.</summary>
public sealed class NoticeContentsTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private static readonly string[] Tolerated = ["health"];
    private static readonly Citation Licensing32 = new("licensing-law-2019", "第三十二条");

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task An_acceptance_names_number_item_applicant_materials_dates_body_and_law_and_is_issued_once(string database)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan, databases.NewConnection(database));
        var number = await host.Cases.Submit(LedgerHost.Lease);
        var notice = await host.Hear(
            number, "case.accepted/1", new { mode = "ordinary", acceptedOn = "2026-11-20", promised = NoticesRig.Due("2026-12-04"), statutory = NoticesRig.Due("2026-12-18") }, null, Licensing32);
        Assert.Equal(("受理凭证", "李小明", "区市场监管局受〔2026〕1号"), (notice.Title, notice.Addressee, notice.Number));
        Assert.Equal((Places.Bureau, new DateOnly(2026, 11, 20)), (notice.Seal.Organisation, notice.Date));
        foreach (var shown in (string[])[number.Grouped, "食品经营许可", "经营场所租赁合同", "2026年12月4日", "2026年12月18日", "《中华人民共和国行政许可法》第三十二条", "0532-55500101"])
            Assert.Contains(shown, notice.AllText(), StringComparison.Ordinal);

        // Heard again: the same paper. Another case: the next number.
        await using (var platform = await host.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync())
        {
            var facts = host.Cases[number].Facts;
            platform.Outbox.Add(OutboxRow.Of(facts.Place, "case.accepted/1", host.Clock.Now(), new CaseHappened(
                number.ToString(), 2, "case.accepted/1", host.Clock.Now(), "", facts.Item, 3, facts.Organisation, facts.Place, facts.Subject, facts.Status)));
            await platform.SaveChangesAsync();
        }

        await host.Services.GetRequiredService<OutboxPump>().Drain();
        var listed = Assert.Single(await host.Services.GetRequiredService<INotices>().Of(number));
        Assert.Equal((notice.Number, notice.Code, 2), (listed.Number, listed.Code, listed.Sequence));
        var next = await host.Hear(await host.Cases.Submit(), "case.accepted/1", new { mode = "after-correction", acceptedOn = "2026-11-20" });
        Assert.Equal("区市场监管局受〔2026〕2号", next.Number);
        Assert.Contains("补正后", next.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("370202", "补正告知书|一次性告知书")]
    [InlineData("610118", "补齐补正通知书")]
    [InlineData("500103", "补齐补正告知书")]
    public async Task A_correction_notice_has_the_places_name_every_defect_and_its_last_day(string place, string titles)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), RegionCode.Parse(place));
        var notice = await host.Hear(
            await host.Cases.Submit(), "case.correction-requested/1",
            new
            {
                defects = new[] { new { kind = "material", id = "lease", what = "not-sealed" }, new { kind = "material", id = "health", what = "missing" }, new { kind = "field", id = "shopName", what = "contradicts" } },
                due = "2026-12-01",
            },
            new { notes = new Dictionary<string, string> { ["shopName"] = "与营业执照上的名称不同" } });
        Assert.Contains(notice.Title, titles.Split('|'));
        var rows = notice.Sections.Single(s => s.Table is not null).Table!.Rows;
        Assert.Equal(["经营场所租赁合同", "从业人员健康证明", "申请表：店铺名称"], rows.Select(r => r[0]));
        Assert.Equal(["未签字或盖章", "未提交", "与其他材料不一致"], rows.Select(r => r[1]));
        Assert.Contains("在有效期内", rows[1][2], StringComparison.Ordinal);
        Assert.Contains("与营业执照上的名称不同", rows[2][2], StringComparison.Ordinal);
        Assert.Contains("2026年12月1日", notice.AllText(), StringComparison.Ordinal);
        // What follows if nothing comes differs by place.
        Assert.Equal(place == "500103", notice.AllText().Contains("视为撤回申请", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("610118", "将作出不予批准的决定，并说明理由")]
    [InlineData("500103", "您已书面承诺")]
    [InlineData("370202", "由本机关依法决定如何处理")]
    public async Task A_tolerant_notice_tells_materials_requirement_deadline_and_what_follows(string place, string words)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), RegionCode.Parse(place));
        var notice = await host.Hear(
            await host.Cases.Submit(LedgerHost.Lease), "case.accepted/1",
            new { mode = "tolerant", acceptedOn = "2026-11-20", statutory = NoticesRig.Due("2026-12-18"), supplement = new { materials = Tolerated, due = "2026-12-01" } });
        Assert.Equal("容缺受理告知书", notice.Title);
        var row = Assert.Single(notice.Sections.Single(s => s.Table is not null).Table!.Rows);
        Assert.Equal(["从业人员健康证明", "在有效期内；原件 1 份；复印件 1 份；A4；可在网上补交电子件。"], row);
        Assert.Contains("2026年12月1日", notice.AllText(), StringComparison.Ordinal);
        Assert.Contains(words, notice.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("370202", "不予受理凭证")]
    [InlineData("500103", "不予受理通知书")]
    [InlineData("610118", "不予受理决定")]
    public async Task A_refusal_to_accept_gives_reasons_the_competent_body_and_the_remedies(string place, string title)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), RegionCode.Parse(place));
        var notice = await host.Hear(
            await host.Cases.Submit(), "case.acceptance-refused/1", new { ground = "out-of-powers", competentBody = "青岛市公安局" }, new { reasons = "本事项由公安机关办理。" });
        var text = notice.AllText();
        Assert.Equal(title, notice.Title);
        foreach (var shown in (string[])["不属于本机关职权范围", "本事项由公安机关办理", "请向青岛市公安局提出申请", "60 日内，向青岛市市南区人民政府申请行政复议", "6 个月内，向青岛市市南区人民法院"])
            Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.Contains("行政复议法", string.Join('；', notice.Basis), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_Huyi_has_reasons_remedies_contact_and_the_seal_that_the_rules_name()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Huyi, organisation: "610118-spj");
        var notice = await host.Hear(await host.Cases.Submit(), "case.refused/1", new { decidedOn = "2026-11-20" }, new { reasons = "场所不符合要求。\n布局图与现场不一致。" });
        Assert.Equal(("不予行政许可决定书", "审批业务专用章"), (notice.Title, notice.Seal.Kind));
        Assert.Equal(["场所不符合要求。", "布局图与现场不一致。"], notice.Sections.Single(s => s.Heading == "理由").Paragraphs);
        Assert.Contains("029-55500001", notice.Sections.Single(s => s.Heading == "联系方式").Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal(2, notice.Sections.Single(s => s.Heading == "如果您不同意这个决定").Items.Count);
    }

    [Theory]
    [Clause("QD-1-7")]
    [InlineData("370202")]
    [InlineData("130181")]
    [InlineData("500103")]
    [InlineData("610118")]
    public void A_refusal_of_a_licence_has_reasons_and_both_remedies_with_their_bodies_or_is_not_written(string place)
    {
        var at = Instant.Parse("2026-11-20T09:30:00+08:00");
        foreach (var (type, data) in ((string, object)[])[("case.refused/1", new { decidedOn = "2026-11-20" }), ("case.acceptance-refused/1", new { ground = "not-required" })])
        {
            var entry = new CaseEntry(
                2, type, at, "u", Role.Reviewer, "370202-scjg", [], JsonSerializer.SerializeToElement(data), JsonSerializer.SerializeToElement(new { reasons = "场所不符合要求。" }), "", "");
            var number = CaseNumber.From(RegionCode.Parse(place), new DateOnly(2026, 11, 20), 0, 1);
            var occasion = new Occasion(
                new CaseFacts(
                    number, "", "", "food", 3, "", "370202-scjg", RegionCode.Parse(place), "s-li", Channel.Online, at, "", "", 2, "", null, null, false),
                [entry], entry, NoticesRig.Guide(RegionCode.Parse(place), ItemType.Licence), TheLaw.Rules(RegionCode.Parse(place), on: "2026-11-20"),
                new Places().Organisation("370202-scjg")!, "李小明", new RemedyBodies("某区人民政府", "某区人民法院"), [], c => c.ToString());
            var text = JsonSerializer.Serialize(NoticeDrafts.Of(occasion)!, Json.Options);
            foreach (var said in (string[])["场所不符合要求", "60 日内，向某区人民政府申请行政复议", "6 个月内，向某区人民法院"]) Assert.Contains(said, text, StringComparison.Ordinal);
            foreach (var wrong in (Occasion[])
                [occasion with { Entry = entry with { Paper = null } }, occasion with { Remedies = new RemedyBodies("", null) }, occasion with { Rules = occasion.Rules with { All = new Dictionary<string, Rule>() } }])
            {
                Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(wrong));
            }
        }
    }

    [Fact]
    public async Task A_refusal_without_reasons_is_not_issued_and_holds_nothing_else_up()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var number = await host.Cases.Submit();
        await host.Cases.Happen(number, "case.refused/1", new { decidedOn = "2026-11-20" }, new { reasons = "  " });
        await host.Services.GetRequiredService<OutboxPump>().Drain();
        Assert.Empty(await host.Services.GetRequiredService<INotices>().Of(number));
        Assert.Equal("不予行政许可决定书", (await host.Hear(await host.Cases.Submit(), "case.refused/1", new { decidedOn = "2026-11-20" }, new { reasons = "场所不符合要求。" })).Title);
    }

    [Fact]
    public async Task What_time_and_the_applicant_brought_about_is_put_on_paper_with_its_effect()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Chongqing);
        var deemed = await host.Hear(await host.Cases.Submit(), "case.accepted/1", new { mode = "deemed", acceptedOn = "2026-11-13", statutory = NoticesRig.Due("2026-12-11") }, null, new Citation("chongqing", "第十八条"));
        Assert.Equal("视为受理告知书", deemed.Title);
        Assert.Contains("自收到申请材料之日即2026年11月13日起，视为已经受理", deemed.AllText(), StringComparison.Ordinal);
        Assert.Contains("第十八条", string.Join('；', deemed.Basis), StringComparison.Ordinal);

        var lapsed = await host.Hear(await host.Cases.Submit(), "case.deemed-withdrawn/1", new { missing = new[] { new { kind = "material", id = "lease", what = "missing" } }, lapsedOn = "2026-11-19" });
        Assert.Equal(["经营场所租赁合同"], lapsed.Sections.Single(s => s.Items.Count > 0).Items);
        Assert.Contains("重新申请", lapsed.AllText(), StringComparison.Ordinal);

        Assert.Equal("撤回申请回执", (await host.Hear(await host.Cases.Submit(), "case.withdrawn/1", new { })).Title);

        var renewed = await host.Hear(await host.Cases.Submit(), "case.deemed-renewed/1", new { expiredOn = "2026-11-19", renewedFrom = "2026-11-20" });
        Assert.Contains("视为准予延续，自2026年11月20日起继续有效", renewed.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_of_delivery_names_the_decision_the_way_and_the_receiver()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var number = await host.Cases.Submit();
        var approval = await host.Hear(number, "case.approved/1", new { decidedOn = "2026-11-20" });
        Assert.Equal(("准予行政许可决定书", (string?)null), (approval.Title, approval.Seal.Kind));
        Assert.Contains("5年", approval.AllText(), StringComparison.Ordinal);
        var proof = await host.Hear(number, "case.delivered/1", new { mode = "post" }, new { proof = "EMS 1234567890" });
        foreach (var shown in (string[])[approval.Number, "邮寄送达", "EMS 1234567890", "李小明"]) Assert.Contains(shown, proof.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-3-2")]
    public async Task An_entrusted_organisation_signs_with_the_body_that_bears_the_act()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan, organisation: "370202-hall");
        var notice = await host.Hear(await host.Cases.Submit(), "case.accepted/1", new { mode = "ordinary", acceptedOn = "2026-11-20" });
        Assert.Equal(Places.Bureau, notice.Seal.Organisation);
        Assert.StartsWith("区中心受", notice.Number, StringComparison.Ordinal);
    }

    [Fact]
    public void Remedies_lead_to_the_government_above_and_to_the_court_of_the_county()
    {
        var places = new Places();
        var county = RemedyFinder.Of(places.Organisation("370202-scjg")!, places);
        Assert.Equal(new RemedyBodies("青岛市市南区人民政府", "青岛市市南区人民法院"), county);
        var town = RemedyFinder.Of(places.Organisation("370202-scjg")! with { Region = RegionCode.Parse("370202001000"), Kind = OrganisationKind.Government }, places);
        Assert.Equal("青岛市市南区人民政府", town.Reconsideration);
        var government = RemedyFinder.Of(places.Organisation("370202-scjg")! with { Kind = OrganisationKind.Government }, places);
        Assert.Equal(new RemedyBodies("青岛市人民政府", null), government);
    }
}
