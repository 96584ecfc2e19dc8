using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Notices;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Ledger;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>A document that lacks what law and place demand of it does not go out.</summary>
public sealed class NoticeDemandsTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private static readonly string[] Health = ["health"];

    private static Occasion Tolerant(RegionCode place, string? due) => OccasionOf(
        place, "case.accepted/1",
        new { mode = "tolerant", acceptedOn = "2024-03-04", supplement = new { materials = Health, due = due ?? "0001-01-01" } });

    private static Occasion Refused(RegionCode place) => OccasionOf(place, "case.refused/1", new { decidedOn = "2024-03-04" }, new { reasons = "场所不符合要求。" });

    private static Occasion OccasionOf(RegionCode place, string type, object data, object? paper = null)
    {
        var at = World.At("2024-03-04 10:00");
        var entry = new CaseEntry(
            2, type, at, "u", Role.Reviewer, "370202-scjg", [], JsonSerializer.SerializeToElement(data), paper is null ? null : JsonSerializer.SerializeToElement(paper), "", "");
        return new Occasion(
            new CaseFacts(
                CaseNumber.From(place, at.Date, 0, 1), "", "", "food", 3, "", "370202-scjg", place, "s-li", Channel.Online, at, "", "", 2, "", null, null, false),
            [entry], entry, NoticesRig.Guide(place, ItemType.Licence), TheLaw.Rules(place), new Places().Organisation("370202-scjg")!, "李小明",
            new RemedyBodies("某区人民政府", "某区人民法院"), [], c => c.ToString());
    }

    [Fact]
    [Clause("QD-26-3")]
    public async Task In_Qingdao_a_tolerant_notice_has_material_requirement_and_deadline_or_is_not_issued()
    {
        Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(Tolerant(TheLaw.Shinan, null)));
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m1", "m2"]);
        Assert.Equal("cases.due-out-of-range", story.Refused(story.Clerk, new AcceptTolerantly(["m3"], default, false)).Code);
        Assert.Equal("cases.nothing-tolerated", story.Refused(story.Clerk, new AcceptTolerantly([], new DateOnly(2024, 3, 20), false)).Code);

        var whole = Tolerant(TheLaw.Shinan, "2024-03-20");
        Assert.NotNull(NoticeDrafts.Of(whole));
        var unnamed = whole.Guide with { Materials = [.. whole.Guide.Materials.Select(m => m with { Name = m.Id == "health" ? "" : m.Name })] };
        Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(whole with { Guide = unnamed }));
        var untold = NoticeDrafts.Of(whole)!;
        untold = untold with { Sections = [.. untold.Sections.Where(s => s.Table is null)] };
        Assert.Equal(["materials", "requirement"], NoticeDemands.Lacking(untold, whole));

        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var number = await host.Cases.Submit(LedgerHost.Lease);
        await host.Hear(number, "case.accepted/1", new { mode = "tolerant", acceptedOn = "2024-03-04", supplement = new { materials = Health, due = "2024-03-20" } });
        await using var db = host.Notices();
        var row = await db.Notices.SingleAsync(n => n.Case == number.ToString(), TestContext.Current.CancellationToken);
        var office = host.Services.GetRequiredService<NoticeOffice>();
        var page = await office.ReadHtml(row, TestContext.Current.CancellationToken);
        var paper = new PdfReading((await office.ReadPdf(row, TestContext.Current.CancellationToken))!).ByAnother()?.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        foreach (var shown in (string[])["从业人员健康证明", "在有效期内", "2024年3月20日"])
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
            // Two renderings of one record; where another reader is installed it reads the same in the PDF.
            if (paper is not null) Assert.Contains(shown, paper, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Clause("CQ-19-3")]
    public void In_Chongqing_a_tolerant_notice_says_what_follows_if_the_materials_stay_away_or_is_not_issued()
    {
        var whole = Tolerant(TheLaw.Shapingba, "2024-03-20");
        var told = JsonSerializer.Serialize(NoticeDrafts.Of(whole), Json.Options);
        foreach (var shown in (string[])["从业人员健康证明", "2024年3月20日", "视为不具备批准条件"]) Assert.Contains(shown, told, StringComparison.Ordinal);
        var silent = whole.Rules with { All = whole.Rules.All.Where(r => r.Key != "tolerant.overdueEffect").ToDictionary() };
        Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(whole with { Rules = silent }));

        // Told on the spot: the act itself is refused where the treatment is not settled.
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"]);
        var act = new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 20), Committed: true);
        var by = new ActorInCase(story.Clerk, story.State);
        Assert.Equal("cases.overdue-untold", ToleranceRules.MayAccept(story.State, act, by, story.Context with { Rules = silent }, story.Now)?.Code);
        story.Then(story.Clerk, act);
    }

    [Fact]
    [Clause("HY-14-2")]
    public void In_Huyi_a_refusal_has_contact_a_lawful_seal_and_remedies_or_is_not_issued()
    {
        var whole = Refused(TheLaw.Huyi);
        var draft = NoticeDrafts.Of(whole)!;
        Assert.Equal("审批业务专用章", draft.Seal);
        Assert.Empty(NoticeDemands.Lacking(draft with { Seal = "部门公章" }, whole));
        Assert.Contains("合同章", Assert.Throws<InvalidOperationException>(() => NoticeDemands.Checked(draft with { Seal = "合同章", Title = "合同章" }, whole)).Message, StringComparison.Ordinal);
        Assert.Equal(["seal-kind"], NoticeDemands.Lacking(draft with { Seal = "合同章" }, whole));
        Occasion[] wrong =
        [
            whole with { Organisation = whole.Organisation with { Phone = null, Address = null }, Guide = whole.Guide with { ConsultationPhone = "" } },
            whole with { Entry = whole.Entry with { Paper = null } },
            whole with { Remedies = new RemedyBodies("", null) },
        ];
        Assert.All(wrong, occasion => Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(occasion)));

        // Chongqing demands the reasons alone (第二十六条), so a missing telephone holds nothing up there.
        var chongqing = Refused(TheLaw.Shapingba);
        Assert.NotNull(NoticeDrafts.Of(chongqing with { Organisation = chongqing.Organisation with { Phone = null, Address = null }, Guide = chongqing.Guide with { ConsultationPhone = "" } }));
    }

    [Fact]
    [Clause("CQ-17-3")]
    public async Task An_acceptance_notice_left_out_on_the_spot_is_made_out_after_all_if_the_day_ends_undecided()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Chongqing);
        var number = await host.Cases.Submit();
        await host.Cases.Happen(number, "case.accepted/1", new { mode = "ordinary", acceptedOn = "2026-11-20", noticeOmitted = true });
        await host.Cases.Happen(number, "case.alerted/1", new { what = "acceptance-late", since = "2026-11-20" });
        await host.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        Assert.Empty(await host.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken));
        var owed = await host.Hear(number, "case.alerted/1", new { what = "spot-undecided", since = "2026-11-21" });
        Assert.Equal("受理通知书", owed.Title);
    }

    [Fact]
    [Clause("CQ-18-5")]
    public async Task The_end_of_a_case_with_its_applicant_is_told_to_who_acts_for_him()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Chongqing);
        var notice = await host.Hear(await host.Cases.Submit(), "case.terminated/1", new { ground = "death" }, new { reasons = "死亡医学证明书，某医院，编号 1。" });
        foreach (var shown in (string[])["代理人或者依法承继的人", "死亡医学证明书", "也不算逾期"]) Assert.Contains(shown, notice.AllText(), StringComparison.Ordinal);
        Assert.Equal("撤回申请回执", (await host.Hear(await host.Cases.Submit(), "case.withdrawn/1", new { })).Title);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("CQ-18-2")]
    public async Task A_correction_voucher_has_its_number_and_its_seal(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await world.SignIn("yuzhong-clerk");
        (await clerk.Act(number, "correction")).IsDone(number);
        await world.Settle();
        var issued = Assert.Single(await world.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken));
        Assert.Equal("补齐补正告知书", issued.Title);
        Assert.Matches("补〔2025〕1号$", issued.Number);
        var page = await clerk.Get($"/notices/{issued.Code}");
        Assert.NotNull(page.Page.QuerySelector("svg.paper-seal"));
        Assert.Contains(issued.Number, page.Text("article"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("CQ-26-1")]
    [Clause("CQ-26-2")]
    [Clause("CQ-17-4")]
    public async Task In_Chongqing_a_grant_and_a_refusal_are_put_on_paper_and_handed_over_before_the_case_closes(string database)
    {
        await using var world = await World.Start(database);
        var (clerk, reviewer, company) = (await world.SignIn("yuzhong-clerk"), await world.SignIn("yuzhong-reviewer"), await world.SignIn("shinan-company"));
        foreach (var (act, paper) in ((string, string)[])[("approval", "准予行政许可决定书"), ("refusal", "不予行政许可决定书")])
        {
            var number = await world.File(Workbench.FoodInYuzhong);
            (await clerk.Act(number, "acceptance")).IsDone(number);
            Assert.Contains("窗口已受理", (await company.Get($"/cases/{number}")).Body, StringComparison.Ordinal);
            (await reviewer.Act(number, "review")).IsDone(number);
            var page = await reviewer.Get(Workbench.PageOf(number));
            (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", [.. Workbench.EveryCheck(page)])).IsDone(number);
            if (act == "refusal")
            {
                var unreasoned = await reviewer.Act(number, act, (DecideCase.ReasonsField, " "));
                Assert.Equal(HttpStatusCode.UnprocessableEntity, unreasoned.Status);
                Assert.Contains("说明理由", unreasoned.Text(".error-summary"), StringComparison.Ordinal);
            }

            (await reviewer.Act(number, act, act == "refusal" ? [(DecideCase.ReasonsField, "经营场所不符合要求。")] : [])).IsDone(number);
            Assert.NotEqual("", (await clerk.Get(Workbench.PageOf(number))).Closed("登记送达").Why);
            (await clerk.Act(number, "delivery", (DeliverResult.ModeField, "Counter"))).IsDone(number);
            Assert.Equal(CaseStatus.Delivering, (await world.State(number)).Status);
            (await clerk.Act(number, "delivery-proof", Workbench.Collected)).IsDone(number);
            Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
            await world.Settle();
            var issued = await world.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken);
            Assert.Equal(["受理通知书", paper, "送达回证"], issued.Select(n => n.Title));
            var text = (await company.Get($"/notices/{issued[1].Code}")).Text("article");
            Assert.Contains(act == "refusal" ? "经营场所不符合要求" : "食品经营许可证", text, StringComparison.Ordinal);
            Assert.Equal(act == "refusal", text.Contains("行政复议", StringComparison.Ordinal));
        }

        var licence = Refused(TheLaw.Shapingba);
        Assert.Throws<InvalidOperationException>(() => NoticeDrafts.Of(licence with { Remedies = new RemedyBodies("", null) }));
    }
}
