using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>审查, 特别程序, 延期, 决定, 送达.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>行政许可法 第四十五条: the eight kinds, by name.</summary>
    private static readonly string[] EightKinds = ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"];

    /// <summary>T10: not by who received, but for what is decided on the spot.</summary>
    private Action WhenTakenUp(Actor by, List<string> against)
    {
        From(against, CaseStatus.Accepted);
        Reviews(by, against);
        return () =>
        {
            (Status, reviewer) = (CaseStatus.UnderReview, by.Id);
            AskTheUnits();
        };
    }

    private void Reviews(Actor by, List<string> against)
    {
        Unless(Reviewers(by), "not-yours", against);
        Unless(!ReceivedBy(by), "receiver-may-not-review", against);
        Unless(by.Id != former, "reviewed-before", against);
    }

    private Action WhenReviewed(Actor by, RecordReview act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Reviews(by, against);
        Unless(act.Checks.Count == checks + Failed.Count, "review-incomplete", against);
        return () => (reviewed, reviewer) = (true, reviewer ?? by.Id);
    }

    private Action WhenProcedureBegins(Actor by, BeginProcedure act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Reviews(by, against);
        var listed = guide.SpecialProcedures.FirstOrDefault(p => p.Id == act.Procedure);
        Unless(listed is not null, "procedure-not-listed", against);
        Unless(!Procedures.ContainsKey(act.Procedure), "procedure-running", against);
        Unless(act.Until is null || act.Until >= Today, "due-out-of-range", against);
        return () =>
        {
            var stops = Licence && act.Until is not null && EightKinds.Contains(listed!.Name);
            Procedures[act.Procedure] = new Running
            {
                Begun = Today, Told = act.Until, StopsStatute = stops, Own = listed!.Limit is { } limit ? Clock(Today, limit) : null,
            };
            if (stops) Statute?.StandStill(Today, Today);
        };
    }

    /// <summary>T12. Each day on which it went on was crossed out at that day's midnight, up to the day told.</summary>
    private Action WhenProcedureEnds(Actor by, EndProcedure act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by), "not-yours", against);
        Unless(Procedures.ContainsKey(act.Procedure), "no-procedure", against);
        Unless(act.Paper is not null, "report-missing", against);
        // 行政许可法 第三十四条 (核查), 第五十五条 (检验, 检测, 检疫): two; the law gives the other kinds no number.
        Unless(act.Officers >= 2 || !Licence || act.Procedure is not ("visit" or "testing"), "officers-too-few", against);
        Unless(Site?.Procedure != act.Procedure || !VisitIsOpen, "visit-open", against);
        return () => Procedures.Remove(act.Procedure);
    }

    /// <summary>T18b: 行政许可法 第四十二条: once, ten working days, another hand, reasons, before the lapse; never the promise.</summary>
    private Action WhenExtended(Actor by, ExtendLimit act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Unless(Reviewers(by), "not-yours", against);
        Unless(act.Clock == ClockKind.Statutory, "promise-stays", against);
        Unless(Licence, "no-extension", against);
        Unless(!extended, "extended-already", against);
        Unless(by.Id != reviewer, "approver-is-reviewer", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        Unless(act.By is { Unit: LimitUnit.WorkingDay, Amount: >= 1 and <= 10 }, "extension-too-long", against);
        // Missed by days that turned out to be days off it was not missed.
        Unless(!Alerts.Contains(Alert.StatutoryMissed) || Today <= Statute?.Due(), "limit-lapsed", against);
        return () =>
        {
            extended = true;
            Statute!.Extend(act.By.Amount);
        };
    }

    private Action WhenApproved(Actor by, List<string> against)
    {
        InTurn(against);
        return WhenApprovedBut(by, against);
    }

    /// <summary>All that an approval needs but its turn.</summary>
    private Action WhenApprovedBut(Actor by, List<string> against)
    {
        MayDecide(by, against);
        MayDecideTogether(by, MinutesOutcome.Approve, against);
        Unless(!VisitIsOpen, "visit-open", against);
        Unless(Failed.Count == 0, "visit-failed", against);
        Unless(Status != CaseStatus.RefusalDue, "not-from-here", against);
        Unless(Status == CaseStatus.Accepted || reviewed, "review-missing", against);
        Unless(Owed.Count == 0, "supplement-outstanding", against);
        return () =>
        {
            Decided(CaseStatus.Approved);
            if (Promised.Count > 0) LookBy = Clock(Today, guide.Commitment!.Check!.Within).Due();
        };
    }

    /// <summary>T14a, T16: with reasons; a refusal in substance may come before the supplement (§8.3).</summary>
    private Action WhenRefused(Actor by, Refuse act, List<string> against)
    {
        MayDecide(by, against);
        MayDecideTogether(by, MinutesOutcome.Refuse, against);
        Unless(!act.ForQuota || NotItsTurn == "quota-exhausted", "quota-not-exhausted", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        // 鄠邑细则 第十四条(二): 经审核; a lapsed supplement (T14a, T14b) needs no more.
        Unless(Status != CaseStatus.UnderReview || reviewed || Alerts.Contains(Alert.SupplementLapsed), "review-missing", against);
        return () => Decided(CaseStatus.Refused);
    }

    private void MayDecide(Actor by, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        // T17: from acceptance only what is decided on the spot (行政许可法 第三十四条; 重庆办法 第二十五条).
        if (Status == CaseStatus.Accepted && (Together || (!guide.OnTheSpot && !guide.FormReviewOnly))) against.AddRange(["review-first", "not-from-here"]);
        if (Status == CaseStatus.Accepted && !guide.OnTheSpot && !Reviewers(by)) against.Add("review-first");
        if (Status == CaseStatus.Accepted) Unless(Reviewers(by) || Window(by), "not-yours", against);
        else Reviews(by, against);
        Unless(Procedures.Count == 0, "procedure-open", against);
        HearingIsOver(against);
        OpinionsAreThere(against);
    }

    private void Decided(CaseStatus outcome)
    {
        (Status, decided) = (outcome, Today);
        granted = outcome != CaseStatus.Refused;
    }

    /// <summary>T20. The places' lists of ways are open (鄠邑细则 第十六条: 等); the guide says.</summary>
    private Action WhenSent(Actor by, BeginDelivery act, List<string> against)
    {
        From(against, CaseStatus.Approved, CaseStatus.Refused, CaseStatus.DeemedRenewed);
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(guide.Deliveries.Contains(act.Mode), "mode-not-offered", against);
        Unless(!FeeDue, "fee-due", against);
        return () => (Status, sentBy, Carried) = (CaseStatus.Delivering, act.Mode, false);
    }

    /// <summary>T21: without its proof nothing closes.</summary>
    private Action WhenDelivered(Actor by, RecordDelivery act, List<string> against)
    {
        From(against, CaseStatus.Delivering);
        // 青岛办法 第二十八条: what is taken from a screen or a machine only the applicant can prove, what crosses a counter or goes by post only the office.
        var his = sentBy is DeliveryMode.Electronic or DeliveryMode.Kiosk;
        if (his && !Applicant(by)) against.AddRange(["not-yours", "proof-by-applicant"]);
        if (!his && !AtACounter(by) && !Reviewers(by)) against.AddRange(["not-yours", "proof-by-staff"]);
        if (sentBy == DeliveryMode.Counter) Unless(act.Proof is DeliveryProofKind.Identity or DeliveryProofKind.Entrusted, "collector-unproven", against);
        if (sentBy == DeliveryMode.Electronic) Unless(act.Proof is DeliveryProofKind.Opened or DeliveryProofKind.Code, "not-opened", against);
        if (sentBy == DeliveryMode.Kiosk) Unless(act.Proof == DeliveryProofKind.Code, "pick-up-by-code", against);
        Unless(act.Paper is not null, "proof-missing", against);
        ResultIsThere(by, against);
        Unless(!Carried, "parcel-on-its-way", against);
        Unless(sentBy != DeliveryMode.Post || act.Waybill is not null, "waybill-missing", against);
        return () => Status = CaseStatus.Closed;
    }
}
