using System.Text.Json.Serialization;

namespace OneWindow.Kernel;

/// <summary>One line of a clock's ledger: what moved it, when, and on what basis. Lines are added, never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Excluded), "excluded")]
[JsonDerivedType(typeof(Extended), "extended")]
[JsonDerivedType(typeof(Stopped), "stopped")]
[JsonDerivedType(typeof(Reprojected), "reprojected")]
public abstract record ClockEntry
{
    private ClockEntry(Instant at) => At = at;

    /// <summary>When it happened; of <see cref="Excluded"/>, <see cref="Extended"/> and <see cref="Reprojected"/>: when it was entered.</summary>
    public Instant At { get; }

    /// <summary>The event that the limit counts from. A second one begins anew (docs/legal-clock.md E3).</summary>
    public sealed record Started(Instant At) : ClockEntry(At);

    /// <summary>The clock stands still until its cause ends. <paramref name="Note"/> names the procedure: "检测".</summary>
    public sealed record Suspended(Instant At, StandstillCause Cause, Citation Basis, string? Note = null) : ClockEntry(At);

    /// <summary>The cause has ended: closes the oldest open suspension of that cause.</summary>
    public sealed record Resumed(Instant At, StandstillCause Cause) : ClockEntry(At);

    /// <summary>A time known from both ends that does not count: up to, not with, <paramref name="To"/>.</summary>
    public sealed record Excluded(Instant At, Instant From, Instant To, StandstillCause Cause, Citation Basis, string? Note = null) : ClockEntry(At);

    /// <summary>The budget grows. Whether it may is decided before (行政许可法 第四十二条).</summary>
    public sealed record Extended(Instant At, TimeLimit By, Citation Basis) : ClockEntry(At);

    /// <summary>What the limit was set for is done, or no longer needed.</summary>
    public sealed record Stopped(Instant At) : ClockEntry(At);

    /// <summary>A changed calendar moved the last day. Changes no sum: the journal of a move that is never silent (D4).</summary>
    public sealed record Reprojected(Instant At, DateOnly From, DateOnly To, string Reason, string Source) : ClockEntry(At);
}

/// <summary>Why a clock stands still. Which cause may stop which clock is the rulebook's (docs/legal-clock.md S9).</summary>
public enum StandstillCause
{
    /// <summary>补正.</summary>
    Correction,

    /// <summary>容缺补齐.</summary>
    Supplement,

    /// <summary>特别程序: 检验、检测、检疫、鉴定、专家评审、招标、拍卖 (行政许可法 第四十五条).</summary>
    SpecialProcedure,

    /// <summary>听证.</summary>
    Hearing,

    /// <summary>暂停办理.</summary>
    OnHold,

    /// <summary>办公安排调整: days on which the office could not work though the calendar says so.</summary>
    CalendarChange,

    /// <summary>Unnamed: what the command line is given.</summary>
    Other,
}
