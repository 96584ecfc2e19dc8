using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Documents;

/// <summary>
/// docs/generated/events.md: every event of the case log with a stored sample. The samples are kept for ever: what was written once must
/// stay readable by every later version.
/// </summary>
public sealed class EventsPrinted
{
    private const string Samples = "tests/Tests/Modules/Cases/Samples";

    [Fact]
    public void Every_event_has_its_stored_sample_and_the_sample_still_reads_and_prints_back()
    {
        var text = new StringBuilder("# 办件日志的事件\n\n由测试打印。名称带版本，永不改名；样本存于 `" + Samples + "`，永远要能读。\n");
        foreach (var name in CaseEventNames.All.Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(Tree.Root, Samples, name.Replace('/', '@') + ".json");
            Assert.True(File.Exists(file), $"{name} has no sample: write one to {Samples}.");
            var body = File.ReadAllText(file).TrimEnd('\n');
            var envelope = CaseEnvelope.Read(body);
            Assert.Equal(name, envelope.Type);
            Assert.Equal(body, envelope.Seal(HashChain.Genesis).Body);
            text.Append($"\n## {name}\n\n```json\n{body}\n```\n");
        }

        Printed.Check("docs/generated/events.md", text.ToString());
    }

    /// <summary>Prints a sample for an event that has none yet; a sample that exists is never changed.</summary>
    [Fact]
    public void A_new_event_gets_its_sample_when_documents_are_printed()
    {
        if (Environment.GetEnvironmentVariable("ONEWINDOW_PRINT") is null) return;
        Directory.CreateDirectory(Path.Combine(Tree.Root, Samples));
        foreach (var sample in Some())
        {
            var name = CaseEventNames.Of(sample);
            var file = Path.Combine(Tree.Root, Samples, name.Replace('/', '@') + ".json");
            if (File.Exists(file)) continue;
            var envelope = new CaseEnvelope(
                370202000000, 202503030000000001, 1, "act-1", name, World.At("2025-03-03 09:00"), "account-1", Role.Clerk, "370202-hall",
                [new Citation("qingdao-2023", "第二十六条")], new CaseTimer(TimerKind.PromiseDue, World.At("2025-03-11 00:00")), sample);
            File.WriteAllText(file, envelope.Seal(HashChain.Genesis).Body + "\n");
        }
    }

    private static IEnumerable<CaseEvent> Some()
    {
        var day = new DateOnly(2025, 3, 10);
        var limit = LegalClock.Of(TimeLimit.WorkingDays(5), new Citation("qingdao-2023", "第二十七条")).Start(World.At("2025-03-03 09:00"));
        var clock = new CaseClock(limit, limit.Due(WorkCalendar.Unannounced)!.Value);
        IReadOnlyList<Defect> defects = [new(DefectKind.Material, "layout", "missing"), new(DefectKind.Field, "name", "incomplete")];
        IReadOnlyList<FiledFile> files = [new("layout", "f1", 1024, "ab12")];
        var facts = new Dictionary<string, string> { ["business"] = "餐饮服务" };
        yield return new CaseSubmitted(
            "370202-food-business", 1, "aa", "bb", "370202-spj", RegionCode.Parse("370202"), "s1", Channel.Online, World.At("2025-03-03 09:00"),
            ["layout"], files, facts, DeliveryMode.Post, day) { Paper = "cc" };
        yield return new CorrectionRequested(defects, day) { Paper = "cc" };
        yield return new CorrectionPeriodExtended(day);
        yield return new CorrectionFiled(["layout"], files, facts, []);
        yield return new CaseAccepted(AcceptanceMode.Tolerant, day, clock, clock, new SupplementDemand(["rules"], day));
        yield return new AcceptanceRefused("out-of-powers", "市商务局") { Paper = "cc" };
        yield return new CaseDeemedWithdrawn(defects, day);
        yield return new CaseWithdrawn { Paper = "cc" };
        yield return new CaseTerminated(TerminationGround.Death) { Paper = "cc" };
        yield return new ContactRecorded(ContactKind.Visit, true);
        yield return new LatenessExplained { Paper = "cc" };
        yield return new SupplementFiled(files, [], clock);
        yield return new SupplementLapsed("refusal-task", ["rules"], day);
        yield return new ReviewBegun();
        yield return new CaseReviewed(["layout", "condition-1"]) { Paper = "cc" };
        yield return new CommitmentChecked(CheckOutcome.Broken) { Paper = "cc" };
        yield return new RevocationDecided(false, clock.Due) { Paper = "cc" };
        yield return new HearingRightTold(clock.Due);
        yield return new HearingRequested(clock.Due);
        yield return new HearingAnnounced(day, new TimeOnly(9, 30), "市南区政务服务大厅三楼 302 会议室", true) { Paper = "cc" };
        yield return new HearingHeld { Paper = "cc" };
        yield return new ProcedureBegun("inspection", day, clock, clock, clock);
        yield return new ProcedureEnded("inspection", 2, clock, clock) { Paper = "cc" };
        yield return new ProcedureTimeOver("inspection", day, clock, clock);
        yield return new ProcedureOverdue("inspection", day);
        yield return new LimitExtended(ClockKind.Statutory, TimeLimit.WorkingDays(10), clock) { Paper = "cc" };
        yield return new CaseApproved(day) { Paper = "cc" };
        var trace = new RuleTrace(1, [new RuleOutcome("age", RuleVerdict.Passed, "《老年人权益保障法》第二条"), new RuleOutcome("local", RuleVerdict.Open, "《老年人权益保障法》第五十三条")]);
        yield return new LeftToPeople(trace) { Paper = "cc" };
        yield return new PersonAskedFor();
        yield return new LookedAtAgain(true) { Paper = "cc" };
        yield return new CaseRefused(day) { Paper = "cc" };
        yield return new CaseDeemedRenewed(day, day.AddDays(1));
        yield return new ParcelSent(7, "ems", "EA000000001CN");
        yield return new DeliveryFailed(DeliveryMode.Post, "returned") { Waybill = "EA000000001CN" };
        yield return new FeeCharged("c1", "工本费", new Money(12000));
        yield return new FeePaid("c1", new Money(12000), "370212345678");
        yield return new FeeWaived("c1");
        yield return new FeeRefunded("c1", new Money(3000));
        yield return new DeliveryBegun(DeliveryMode.Post) { Paper = "cc" };
        yield return new CaseDelivered(DeliveryMode.Counter) { Paper = "cc", Proof = DeliveryProofKind.Identity };
        yield return new OpinionAsked(new AskedOpinion("added-1", "食品监管科", null, clock.Due, true)) { Paper = "cc" };
        yield return new OpinionGiven("food-safety", OpinionAnswer.Objects) { Paper = "cc" };
        yield return new OpinionOverdue("food-safety", day);
        yield return new OpinionWaived("food-safety") { Paper = "cc" };
        yield return new CaseSentBack("food-safety", clock.Due) { Paper = "cc" };
        yield return new RecusalRaised("account-2", RecusalHow.Requested, RecusalGround.Relatives) { Paper = "cc" };
        yield return new RecusalDecided("account-2", true, "account-3", Role.Reviewer) { Paper = "cc" };
        yield return new MinutesRecorded(new Minutes("〔2025〕3 号", day, 5, MinutesOutcome.Approve)) { Paper = "cc" };
        yield return new VisitProposed(day, new TimeOnly(9, 30), ["account-2", "account-3"]);
        yield return new VisitAnswered(day, new TimeOnly(14, 0)) { Paper = "cc" };
        yield return new VisitRecorded(["layout"], files, 2, true) { Paper = "cc" };
        yield return new CaseClaimed(Role.Reviewer, "370202-spj");
        yield return new CaseReleased(ReleaseKind.Supervisor) { Paper = "cc" };
        yield return new CaseHandedOn("account-2", "account-3", AwayFor.Absence);
        yield return new CaseAlerted(Alert.PromiseMissed, day);
        yield return new ItemChanged(ItemStep.Moved, World.At("2025-03-10 00:00"), null, "下放街道办理", new ItemHeir("370202001-gov", "香港中路街道办事处", RegionCode.Parse("370202001000")))
        {
            Promised = clock, Statutory = clock, SupplementDue = day,
        };
        yield return new ItemChangeSettled(ChangeOutcome.Held, "关于停止执行某事项的通知第二条", null) { Promised = clock, Statutory = clock, SupplementDue = day, Paper = "cc" };
        yield return new CasePassedOn(
            "370202001-gov", RegionCode.Parse("370202001000"), "370202-mzj", "市南区民政局", RegionCode.Parse("370202000000")) { Paper = "cc" };
        yield return new CaseHandedOver("demo-line", "3702022025030300000000016-2", "ab12", "T-1");
        yield return new CaseReopened(OrderSource.Review, "青政复决〔2025〕1号", "市南区人民政府", day, files[0], new TimeLimit(15, LimitUnit.CalendarDay), clock, clock) { Paper = "cc" };
        yield return new DelayExplained(day) { Paper = "cc" };
        yield return new ActUndone(4, "case.review-begun/1");
        yield return new RectificationProposed(2, "account-1") { Paper = "cc" };
        yield return new DocumentRectified(2);
        yield return new ClockEntryProposed(ClockKind.Statutory, day, day.AddDays(1)) { Paper = "cc" };
        yield return new ClockCorrected(ClockKind.Statutory, clock, day, day.AddDays(1));
        yield return new ProposalDeclined { Paper = "cc" };
        yield return new RevocationProposed("unqualified", clock.Due) { Paper = "cc" };
        yield return new RevocationAnswered(clock.Due) { Paper = "cc" };
        yield return new RevocationHeard { Paper = "cc" };
        yield return new CaseRevoked("unqualified", day) { Paper = "cc" };
        yield return new RevocationDropped { Paper = "cc" };
        yield return new PartExamined("tobacco", [new Defect(DefectKind.Material, "lease", "missing")]) { Paper = "cc" };
        yield return new ExaminationOver(["fire"], true);
        yield return new ConflictRaised(["food", "tobacco"]) { Paper = "cc" };
        yield return new ConflictSettled(7, ["food", "tobacco"]) { Paper = "cc" };
        yield return new PartHeard("food", PartOutcome.Granted, true, 9);
        yield return new CombinationEnded(CombinationOutcome.Some);
        yield return new PreconditionMet("food", clock, clock);
        yield return new RulingAwaited(7);
        yield return new RulingGiven(7);
        yield return new PapersSent(1, HandOverTo.Handling, day, [new HandedPaper("layout", 1, 2)]) { Waybill = "EA123456789CN" };
        yield return new PapersReceived(1, [new PaperChecked("layout", PaperFinding.Damaged)]) { Late = true, Paper = "cc" };
        yield return new DisputeRaised(new DisputeLead("370200-mzj", RegionCode.Parse("370200"))) { Paper = "cc" };
        yield return new DisputeSettled { Paper = "cc" };
        yield return new CaseReprojected(clock, clock, "法定节假日安排公布或调整");
    }
}
