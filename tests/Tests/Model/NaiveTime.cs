using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>What time does by itself, looked at once each midnight: what ended with the day before has lapsed.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>Days pass until this one has begun.</summary>
    public void LiveUntil(DateOnly day)
    {
        while (Today < day)
        {
            Today = Today.AddDays(1);
            if (Status is not null) Midnight();
        }
    }

    private bool Open => Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue;

    private void Midnight()
    {
        ItemMoves();
        if (Status == CaseStatus.OnHold) StandStillToday();
        foreach (var procedure in Procedures.Values.Where(p => p.StopsStatute && Today <= p.Told)) Statute?.StandStill(Today, Today);
        Look();
    }

    /// <summary>Somebody looks at the calendar: what has lapsed is marked, also when an act came too late.</summary>
    public void Look()
    {
        var (stood, marked) = (Status, Alerts.Count);
        ItemMoves();
        WhatHasLapsed();
        if (Desk(stood) != Desk(Status)) Holder = null;
        if (stood != Status || marked != Alerts.Count) Slip = null;
    }

    private void WhatHasLapsed()
    {
        foreach (var procedure in Procedures.Values)
        {
            if (Open && procedure.Own is { } own && Today > own.Due()) Alerts.Add(Alert.ProcedureLate);
        }

        if (Status == CaseStatus.Submitted) AcceptanceLapses();
        if (Status == CaseStatus.CorrectionRequired && Today > NoticeDue) CorrectionLapses();
        if (Open && Owed.Count > 0 && Today > OwedUntil && !Alerts.Contains(Alert.SupplementLapsed)) SupplementLapses();
        if (Elsewhere) ResultLapses();
        if (Open && !Elsewhere && Promise is not null && Today > Promise.Due() && !RenewedBefore(Promise.Due())) Alerts.Add(Alert.PromiseMissed);
        if (Open && !Elsewhere && Statute is not null && !StatuteStands && Today > Statute.Due() && !RenewedBefore(Statute.Due())) Alerts.Add(Alert.StatutoryMissed);
        if (Open && hearingBy is { } by && !heard && Today > by && !RenewedBefore(by)) Alerts.Add(Alert.HearingLate);
        OpinionsLapse();
        if (expires is { } last && Today > last && Status is { } status && status.BeforeDecision()) LicenceExpires(last);
        WordLapses();
        ClaimLapses();
        // 行政许可法 第四十四条: a granted licence is handed over within ten working days; other results are reminded after the house's ten.
        if (granted && Status != CaseStatus.Closed && HandOverFrom is { } handOver && Today > After(handOver, 10)) Alerts.Add(Alert.DeliveryLate);
    }

    private void AcceptanceLapses()
    {
        var from = mended ?? reopened ?? Received;
        var counter = channel == Channel.Counter;
        var limit = (counter ? law.AcceptAtCounter : law.AcceptOnline) ?? (Licence && !PromptlyHere ? 5 : 3);
        if (Today > (orderedWithin is { } ordered ? Clock(from, ordered).Due() : After(from, limit))) Alerts.Add(Alert.AcceptanceLate);
        // T7: nobody told what is missing.
        if (Told || Missing.Count == 0 || !SilenceHasSpoken || Alerts.Contains(Alert.ItemClosed)) return;
        // What may no longer be accepted silence does not accept either; an answer is owed.
        if (ClosedOn(LastToTell.AddDays(1))) Alerts.Add(Alert.ItemClosed);
        else Accepted(reopened ?? Received, Actor.Clockwork.Id);
    }

    /// <summary>The time to tell what is missing is over, by law: 行政许可法 第三十二条(四), 重庆办法 第十八条 for every type.</summary>
    private bool SilenceHasSpoken => (Licence || law.SilenceAcceptsAllTypes) && Today > LastToTell;

    private DateOnly LastToTell => After(reopened ?? Received, channel == Channel.Counter ? 5 : law.SilenceOnline);

    /// <summary>青岛办法 第二十六条 says 及时; elsewhere silence about licences is the law's five days.</summary>
    private bool PromptlyHere => law.Name.StartsWith("Qingdao", StringComparison.Ordinal);

    private void CorrectionLapses()
    {
        Alerts.Add(Alert.CorrectionLapsed);
        if (law.LateCorrectionIsWithdrawal) Status = CaseStatus.DeemedWithdrawn;
    }

    private void SupplementLapses()
    {
        Alerts.Add(Alert.SupplementLapsed);
        if (law.LateSupplementIsRefusalTask) Status = CaseStatus.RefusalDue;
    }

    /// <summary>T19, T19b: filed thirty calendar days before, accepted, undecided.</summary>
    private void LicenceExpires(DateOnly last)
    {
        if (Renews(last))
        {
            Decided(CaseStatus.DeemedRenewed);
            decided = last.AddDays(1);
        }
        else Alerts.Add(Alert.RenewalExpired);
    }

    private bool Renews(DateOnly last) =>
        (Licence || law.RenewsAllTypes) && Received <= last.AddDays(-30) && AcceptedOn <= last && !(reopened > last) && Status is CaseStatus.Accepted or CaseStatus.UnderReview;

    /// <summary>Accepted as of a day before the licence ended: what would have lapsed only after that day was never missed.</summary>
    private bool RenewedBefore(DateOnly due) => expires is { } last && Today > last && due > last && Renews(last);
}
