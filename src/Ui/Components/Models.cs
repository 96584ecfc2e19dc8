using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>A line of a summary list.</summary>
/// <param name="Change">Where it is changed; null where it is not.</param>
public sealed record SummaryRowModel(string Term, string Value, string? Change = null);

/// <summary>How far one topic of an application is.</summary>
public enum TaskStanding
{
    NotStarted,
    Doing,
    Done,

    /// <summary>Cannot be opened yet; the task's hint says why.</summary>
    Blocked,

    /// <summary>Filled in, but something in it must be mended.</summary>
    Wrong,
}

/// <summary>One topic of an application.</summary>
public sealed record TaskModel(string Words, string Path, TaskStanding Standing, string? Hint = null);

/// <summary>Where a step of a case's life stands.</summary>
public enum StepStanding
{
    Done,
    Now,
    Next,

    /// <summary>The life ended here: withdrawn, refused.</summary>
    Stopped,
}

/// <summary>One step of a case in plain words.</summary>
/// <param name="When">When it happened, or when it will at the latest: 预计 11月16日前.</param>
/// <param name="Detail">What it means and what to do.</param>
public sealed record TimelineStepModel(
    string Words, StepStanding Standing, string? When = null, string? Detail = null, Citation? Basis = null);

/// <summary>
/// Both clocks of a case. Amounts are in one unit (working days, as a rule), so that one bar can carry both.
/// </summary>
/// <param name="Used">What has been used up so far.</param>
/// <param name="Remaining">剩 2 个工作日, in the words of the clock that ends first.</param>
/// <param name="Provisional">The calendar of the year in which it ends is not announced yet.</param>
/// <param name="Paused">Why the clocks stand still; null if they run.</param>
public sealed record ClockBarModel(
    DateOnly Start,
    DateOnly PromisedDue,
    DateOnly StatutoryDue,
    double Used,
    double Promised,
    double Statutory,
    Light Light,
    string Remaining,
    bool Provisional = false,
    string? Paused = null);

/// <summary>One day of a deadline's proof.</summary>
/// <param name="Number">第几日; null for a day that does not count.</param>
/// <param name="Why">工作日, 周末，不计, 调休上班，计入.</param>
public sealed record WhyDayModel(DateOnly Date, int? Number, string Why);

/// <summary>The proof of a deadline, day by day.</summary>
/// <param name="Sum">In a sentence: 从11月9日的次日起算，第5个工作日是11月16日。</param>
public sealed record WhyDateModel(string Sum, IReadOnlyList<WhyDayModel> Days, Citation Basis);

/// <summary>A large door: what it is called, what is behind it, and one of <see cref="Icons"/>.</summary>
public sealed record DoorModel(string Words, string Hint, string Path, string Icon);

/// <summary>A question of the first screen with its short answer, and a note where the answer needs one.</summary>
public sealed record FactModel(string Question, string Answer, string? Note = null);
