using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>Makes the applicant's view of a case out of its state and its log. Plain data in, plain data out.</summary>
internal static class CaseTrack
{
    /// <summary>Lights on the applicant's page: amber from the last half, red from the last fifth.</summary>
    public static readonly LightRule Lights = new(50, 20);

    public static CaseTrackModel Of(
        OpenCase open, IReadOnlyList<CaseEntry> log, IReadOnlyList<IssuedNotice> notices, IReadOnlyList<ActOption> acts, string organisation, Instant now, string? queryCode)
    {
        var state = open.State;
        var dates = Dates(open);
        var own = queryCode is not null;
        return new CaseTrackModel(
            state.Number.ToString(), open.Guide.Name, organisation, state.Status.Words(), KindOf(state.Status), Lead(open, dates),
            Asked(open, log, own),
            [
                .. state.Alerts.Where(a => EventWords.Matters(a, state.Status)).Select(a => new AlarmModel(
                    EventWords.Of(a).Title, EventWords.Of(a).Words, AlertBasis(log, a) ?? PlatformRules.Order)),
            ],
            state is { Promised: { } promised, Statutory: { } statutory }
                ? ClockBarModel.Of(promised.Clock, statutory.Clock, now, open.Context.Calendar, Lights)
                : null,
            dates, CaseTimeline.Of(open, log, dates, own), notices, [.. acts.Select(a => Act(state.Number, a))], open.Guide.ConsultationPhone,
            open.Guide.ComplaintPhone, own, queryCode)
        {
            Queue = QuotaWords.Of(open),
            HasSignature = own && state.Signature is not null,
            Trace = own ? RuleTraces.Of(open, log) : null,
            Remedy = own ? RemedyOf(open, log) : null,
            Rating = own && state.Status.IsEnd() ? new MenuLink("评价这次办理", $"/ratings/{state.Number}") : null,
        };
    }

    private static RemedyModel? RemedyOf(OpenCase open, IReadOnlyList<CaseEntry> log)
    {
        if (RemedyAnswers.Of(open, log) is not { } remedy) return null;
        var words = remedy.Against switch
        {
            Contested.Silence => $"法定期限（{Words.Of(remedy.Since)}）已过，还没有决定。您可以申请行政复议或者提起诉讼，要求在期限内作出决定。",
            _ when remedy.Proven => $"{Words.Of(remedy.Since)}送达，期限从那天起算。",
            _ => $"下面的日期按{Words.Of(remedy.Since)}知道计算；您更晚才知道的，从实际知道之日起算。",
        };
        return new RemedyModel(words, Day("申请行政复议的最后一天", remedy.Reconsideration), Day("提起行政诉讼的最后一天", remedy.Litigation), $"/cases/{open.Number}/reconsideration");

        static DueDateModel Day(string title, LastDay last) => new(title, last.Due.Day, last.Due.Provisional, WhyDateModel.Of(last.Days, last.Limit.Unit));
    }

    public static StatusKind KindOf(CaseStatus status) => status switch
    {
        CaseStatus.CorrectionRequired or CaseStatus.RefusalDue => StatusKind.Soon,
        CaseStatus.NotAccepted or CaseStatus.Refused => StatusKind.Bad,
        CaseStatus.Withdrawn or CaseStatus.DeemedWithdrawn or CaseStatus.Terminated => StatusKind.Neutral,
        CaseStatus.Approved or CaseStatus.DeemedRenewed or CaseStatus.Closed => StatusKind.Done,
        _ => StatusKind.Active,
    };

    /// <summary>Where an act of the applicant's is done.</summary>
    public static string? PathOf(CaseNumber number, string act) => act switch
    {
        nameof(FileCorrection) => $"/cases/{number}/correction",
        nameof(FileSupplement) => $"/cases/{number}/supplement",
        nameof(Withdraw) => $"/cases/{number}/withdrawal",
        nameof(AnswerVisit) => $"/cases/{number}/inspection",
        nameof(RequestRecusal) => $"/cases/{number}/recusal",
        nameof(RequestHearing) => $"/cases/{number}/hearing",
        nameof(AskForPerson) => $"/cases/{number}/person",
        nameof(RecordDelivery) => $"/cases/{number}/delivery",
        nameof(AnswerRevocation) => $"/cases/{number}/defence",
        _ => null,
    };

    private static CaseActModel Act(CaseNumber number, ActOption option) => new(
        option.Act,
        option.Act == nameof(RecordDelivery) ? "查看结果并签收" : option.Words,
        option.Closed is null ? PathOf(number, option.Act) : null,
        option.Closed);

    /// <summary>The dates that count now, each with its proof: by when it is answered, decided by promise, decided by law.</summary>
    private static List<DueDateModel> Dates(OpenCase open)
    {
        var (state, calendar) = (open.State, open.Context.Calendar);
        var dates = new List<DueDateModel>();
        if (state.Status == CaseStatus.Submitted) dates.AddRange(Answers(open));
        if (state is { Status: CaseStatus.OnHold, Change.Until: null }) return dates; // Nobody knows the day while the standstill has no end.
        Add("承诺办结", state.Promised);
        Add("法定期限", state.Statutory);
        return dates;

        void Add(string title, CaseClock? clock)
        {
            if (clock is null) return;
            dates.Add(new DueDateModel(
                title, clock.Due.Day, clock.Due.Provisional, WhyDateModel.Of(clock.Clock.Explain(calendar), clock.Clock.Budget.Unit)));
        }
    }

    /// <summary>
    /// By when the office says whether it accepts. "Promptly" is no date: what the applicant can hold to there is the day on which silence becomes
    /// acceptance, if the law has one.
    /// </summary>
    private static IEnumerable<DueDateModel> Answers(OpenCase open)
    {
        var state = open.State;
        var channel = state.Channel == Channel.Counter ? "counter" : "online";
        var lapse = state.Correction is null && open.Guide.ByOperator != true ? AcceptanceRules.LapseLimit(open.Rules, channel) : null;
        if (open.Rules.Find($"acceptance.limit.{channel}") is { Value: not "promptly" } rule && rule.Limit != lapse) yield return Due("最迟答复是否受理", rule.Limit, rule.Basis);
        if (lapse is { } limit) yield return Due("到这一天还没有答复，第二天起视为受理", limit, open.Rules.Find("acceptance.lapseEffect")!.Basis);

        DueDateModel Due(string title, TimeLimit limit, Citation basis)
        {
            var proof = Deadlines.Explain(ReopeningRules.WaitsSince(state), limit, open.Context.Calendar, [], basis);
            return new DueDateModel(title, proof.Due!.Value.Day, proof.Due.Value.Provisional, WhyDateModel.Of(proof, limit.Unit));
        }
    }

    private static string Lead(OpenCase open, List<DueDateModel> dates)
    {
        var state = open.State;
        var by = dates.Count > 0 ? $"最迟{Words.Of(dates[0].Day)}" : "会及时";
        var decided = state.Promised is { } p ? $"承诺{Words.Of(p.Due.Day)}前办结。" : state.Supplement is { Cleared: false } ? "承诺的期限从材料补齐之日起算。" : "";
        return state.Status switch
        {
            CaseStatus.Submitted => $"窗口正在看您的申请，{by}告诉您是否受理。您现在不需要做什么。",
            CaseStatus.CorrectionRequired => $"请您补正，最迟{Words.Of(state.Correction!.Due)}。",
            CaseStatus.Accepted or CaseStatus.UnderReview when state.Supplement is { Cleared: false } s => $"已受理，正在办理。{decided}请在{Words.Of(s.Due)}前补交材料。",
            CaseStatus.Accepted or CaseStatus.UnderReview when state.Whole is { Waits.Count: > 0 } => "已受理，要等前置事项批准以后才能作出决定，在此以前不计办理期限。您现在不需要做什么。",
            CaseStatus.Accepted or CaseStatus.UnderReview when LineWords.Lead(open) is { } led => $"{led}{decided}您现在不需要做什么。",
            CaseStatus.Accepted => $"已受理，等待审查。{decided}您现在不需要做什么。",
            CaseStatus.UnderReview => $"正在审查。{decided}您现在不需要做什么。",
            CaseStatus.RefusalDue => "容缺的材料没有按时补齐，审查人员正在作出决定。",
            CaseStatus.Approved => "已经批准，正在准备送达。",
            CaseStatus.DeemedRenewed => "视为准予延续，正在准备送达。",
            CaseStatus.Refused => "决定不予批准，正在准备送达。理由和救济途径写在决定书里。",
            CaseStatus.Delivering when state.Delivery == DeliveryMode.Electronic => "结果已经出来，请查看并签收。",
            CaseStatus.Delivering => $"结果已经出来，正在送达（{state.Delivery.Words()}）。",
            CaseStatus.Closed when state.Mends?.Revocation is { RevokedOn: { } on } told => $"办理结果已于{Words.Of(on)}{(RevocationRules.IsWithdrawal(told.Ground) ? "撤回" : "撤销")}。",
            CaseStatus.Closed => "已经办结。",
            CaseStatus.NotAccepted => "窗口决定不予受理。原因和您可以做的写在下面。",
            CaseStatus.DeemedWithdrawn => "补正期限已过，视为撤回。您可以随时重新申请。",
            CaseStatus.Combined => $"已受理，各个事项由各部门同时办理。{decided}每一项的进展和结果看下面。您现在不需要做什么。",
            CaseStatus.OnHold => "这个事项停止执行，本件暂停办理，期限暂停计算。事项恢复时自动恢复办理，您现在不需要做什么。",
            CaseStatus.Terminated => "本件已终止，不再办理。",
            CaseStatus.Withdrawn => "您已撤回申请，可以随时重新申请。",
            _ => "",
        };
    }

    private static List<AskedModel> Asked(OpenCase open, IReadOnlyList<CaseEntry> log, bool own)
    {
        var state = open.State;
        var asked = new List<AskedModel>();
        if (state is { Status: CaseStatus.CorrectionRequired, Correction: { } correction })
        {
            var notes = own ? FiledAnswers.NotesOf(log) : new Dictionary<string, string>();
            var withdrawn = open.Rules.Says("correction.overdueEffect", "deemed-withdrawn");
            asked.Add(new AskedModel(
                $"请在{Words.Of(correction.Due)}前补正 {correction.Open.Count} 项",
                [.. correction.Open.Select(d => DefectLine(open.Guide, d) + (notes.TryGetValue(d.Id, out var note) ? $"（{note}）" : ""))],
                (withdrawn ? "逾期没有补正的，视为撤回申请。" : "逾期没有补正的，由工作人员处理。") + "这是一次性告知，补齐后不会再要求别的。",
                BasisOf(log, "case.correction-requested/1") ?? PlatformRules.Order,
                own ? new MenuLink("去补正", PathOf(state.Number, nameof(FileCorrection))!) : null));
        }

        if (state.Supplement is { Cleared: false } supplement && state.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.Combined)
        {
            asked.Add(new AskedModel(
                $"请在{Words.Of(state.Supplement.Due)}前补交 {state.Supplement.Open.Count} 项材料",
                [.. state.Supplement.Open.Select(id => $"《{open.Guide.Material(id)?.Name ?? id}》")],
                "这些材料容缺受理（先受理，材料稍后补）。",
                CaseClocks.BasisOf(open.Rules, "tolerant.mode"),
                own ? new MenuLink("去补交", PathOf(state.Number, nameof(FileSupplement))!) : null));
        }

        if (state is { Status: CaseStatus.UnderReview, Work.Visit: { Standing: VisitStanding.Proposed } visit })
        {
            asked.Add(new AskedModel(
                $"请确认现场核查的日期：{Words.Of(visit.On)}{Words.Of(visit.From)}", [], "不方便的可以改期；核查什么可以先看。", VisitRules.BasisOf(open.Context),
                own ? new MenuLink("确认或者改期", PathOf(state.Number, nameof(AnswerVisit))!) : null));
        }

        if (state is { Status: CaseStatus.Delivering, Delivery: DeliveryMode.Electronic })
        {
            asked.Add(new AskedModel(
                "结果已出，请查看并签收", [], "签收后本件办结，文书随时可以再看、下载和打印。", CaseClocks.BasisOf(open.Rules, "delivery.modes"),
                own ? new MenuLink("查看并签收", PathOf(state.Number, nameof(RecordDelivery))!) : null));
        }

        if (state is { Status: CaseStatus.Delivering, Delivery: DeliveryMode.Kiosk })
        {
            asked.Add(new AskedModel(
                "结果已出，请凭码领取", [], "在自助终端上，或者就在网上，凭办件编号、查询码和证件号码领取。", CaseClocks.BasisOf(open.Rules, "delivery.modes"),
                own ? new MenuLink("凭码领取结果", CollectByCode.Path) : null));
        }

        if (state.Mends?.Revocation is { IsOpen: true, Answered: false } told)
        {
            asked.Add(new AskedModel(
                $"本机关拟{(RevocationRules.IsWithdrawal(told.Ground) ? "撤回" : "撤销")}您的办理结果，请在{Words.Of(told.AnswerBy.Day)}前提出意见",
                [RevocationRules.Grounds.GetValueOrDefault(told.Ground, told.Ground)],
                "事实和理由写在告知书里。不提意见的，期满后依法决定；作出决定以前，结果继续有效。",
                RevocationRules.BasisOf(open.Rules, told.Ground),
                own ? new MenuLink("陈述申辩或者要求听证", PathOf(state.Number, nameof(AnswerRevocation))!) : null));
        }

        return asked;
    }

    public static string DefectLine(Guide guide, Defect defect)
    {
        var name = Filing.NameOf(guide, defect);
        return $"{(defect.Kind == DefectKind.Material ? $"《{name}》" : $"“{name}”")}：{Defects.Words.GetValueOrDefault(defect.What, defect.What)}";
    }

    private static Citation? BasisOf(IReadOnlyList<CaseEntry> log, string type) => log.LastOrDefault(e => e.Type == type)?.Basis is [var basis, ..] ? basis : null;

    private static Citation? AlertBasis(IReadOnlyList<CaseEntry> log, Alert alert) =>
        log.LastOrDefault(e => CaseEnvelope.Read(e.Body).Event is CaseAlerted a && a.What == alert)?.Basis is [var basis, ..] ? basis : null;
}
