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

    /// <summary>Filled in beforehand; nobody has looked through it yet.</summary>
    Unread,
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

    /// <summary>Something did not happen in time.</summary>
    Missed,
}

/// <summary>One step of a case in plain words.</summary>
/// <param name="When">When it happened, or when it will at the latest: 预计 11月16日前.</param>
/// <param name="Detail">What it means and what to do.</param>
public sealed record TimelineStepModel(
    string Words, StepStanding Standing, string? When = null, string? Detail = null, Citation? Basis = null);

/// <summary>A large door: what it is called, what is behind it, and one of <see cref="Icons"/>.</summary>
public sealed record DoorModel(string Words, string Hint, string Path, string Icon);

/// <summary>A question of the first screen with its short answer, and a note where the answer needs one.</summary>
public sealed record FactModel(string Question, string Answer, string? Note = null);
