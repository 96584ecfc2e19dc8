using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>案卷盘: in which pile of the workbench a case lies.</summary>
internal enum Tray
{
    ToAccept,
    ToCorrect,
    ToReview,
    ToDecide,
    ToDeliver,
    ToCheck,
    OnHold,
    Combined,
    Closed,
}

/// <summary>
/// What work lists filter and sort by, made from the state alone so that the projection carries it and `verify` rebuilds it. The date is for the
/// order of the list; what is legally due is asked of the clocks.
/// </summary>
internal static class Trays
{
    public static Tray Of(CaseState state) => state.Status switch
    {
        CaseStatus.Submitted => Tray.ToAccept,
        CaseStatus.CorrectionRequired => Tray.ToCorrect,
        CaseStatus.Accepted => Tray.ToReview,
        CaseStatus.UnderReview => state.Reviewed ? Tray.ToDecide : Tray.ToReview,
        CaseStatus.RefusalDue => Tray.ToDecide,
        CaseStatus.OnHold => Tray.OnHold,
        CaseStatus.Combined => Tray.Combined,
        CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering => Tray.ToDeliver,
        CaseStatus.Closed when state.Check is { IsOpen: true } || state.Automatic is { LookIsOpen: true } || state.Mends?.Revocation is { IsOpen: true } => Tray.ToCheck,
        _ => Tray.Closed,
    };

    /// <summary>The day by which something must happen; where no limit runs, the day since which the case waits.</summary>
    public static DateOnly DueOf(CaseState state) => Of(state) switch
    {
        Tray.ToAccept => LastDayOfTimer(state) ?? state.ReceivedAt.Date,
        Tray.ToCorrect => state.Correction!.Due,
        Tray.ToReview or Tray.ToDecide or Tray.Combined => TimeRules.DecideBy(state) ?? state.AcceptedOn ?? state.ReceivedAt.Date,
        Tray.ToCheck => CheckBy(state),
        Tray.OnHold => state.Change?.Until?.Date ?? state.Change?.From.Date ?? state.ReceivedAt.Date,
        Tray.ToDeliver => LastDayOfTimer(state) ?? state.DecidedOn!.Value,
        _ => state.DecidedOn ?? state.ReceivedAt.Date,
    };

    /// <summary>待核查: until when the holder may answer or is heard, else by when the promise is looked at.</summary>
    public static DateOnly CheckBy(CaseState state) =>
        state.Mends?.Revocation is { IsOpen: true } told ? told is { HoldBy: { } hearing, Heard: false } ? hearing.Day : told.AnswerBy.Day
        : state.Check is { IsOpen: true } check ? check.Due.Day : state.DecidedOn!.Value;

    /// <summary>提醒: something has gone wrong with time and the case is still open.</summary>
    public static bool IsAlerted(CaseState state) => (state.Alerts.Count > 0 || state.Change is { IsOpen: true }) && Of(state) != Tray.Closed;

    private static DateOnly? LastDayOfTimer(CaseState state) => state.Timer is { } timer ? new Instant(timer.At.Microseconds - 1).Date : null;
}
