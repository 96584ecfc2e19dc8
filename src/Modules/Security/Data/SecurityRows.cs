using System.ComponentModel.DataAnnotations;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>资产: what is to be protected, and how strictly.</summary>
internal sealed class AssetRow
{
    public required string Id { get; init; }

    public required AssetKind Kind { get; set; }

    public required string Name { get; set; }

    public required AssetGrade Grade { get; set; }

    public required long Place { get; init; }

    public required string Organisation { get; set; }

    /// <summary>The levels at which it is run and somebody must answer for it, with | between; empty: none.</summary>
    public required string Levels { get; set; }

    public string? Note { get; set; }

    public Instant RegisteredAt { get; init; }

    /// <summary>停用: kept for its history, nothing is due of it any more.</summary>
    public DateOnly? RetiredOn { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    public IEnumerable<string> LevelList => Levels.Split('|', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>责任人 of one asset at one level.</summary>
internal sealed class DutyRow
{
    public required string Asset { get; init; }

    public required string Level { get; init; }

    /// <summary>Of the staff. Whether it is still open is asked each time: who leaves is flagged at once.</summary>
    public required string Account { get; set; }

    public Instant At { get; set; }

    public required string By { get; set; }
}

/// <summary>漏洞 found in an asset.</summary>
internal sealed class VulnerabilityRow
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required long Place { get; init; }

    public required string Title { get; init; }

    public required Severity Severity { get; init; }

    public required DateOnly FoundOn { get; init; }

    /// <summary>The account that has to see to it.</summary>
    public required string Owner { get; init; }

    /// <summary>By the parameter of the day on which it was found; never moved.</summary>
    public required DateOnly DueOn { get; init; }

    public DateOnly? FixedOn { get; set; }

    public string? How { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }
}

/// <summary>测评记录: one assessment of one system, as the report says. Never changed.</summary>
internal sealed class AssessmentRow
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required AssessmentKind Kind { get; init; }

    public required DateOnly TestedOn { get; init; }

    /// <summary>测评机构.</summary>
    public required string Tester { get; init; }

    public required string Report { get; init; }

    public required string Outcome { get; init; }

    public Instant At { get; init; }
}

/// <summary>处置: what was done about a line of the security log.</summary>
internal sealed class HandlingRow
{
    public required long Number { get; init; }

    public required string Note { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }
}

/// <summary>提醒和警告, each raised once for its cause.</summary>
internal sealed class AlertRow
{
    /// <summary>What it is about, to the day: "assessment/{asset}/{kind}/2024-03-01/overdue".</summary>
    public required string Id { get; init; }

    public required long Place { get; init; }

    public required string Asset { get; init; }

    /// <summary>Not a reminder any more.</summary>
    public required bool Overdue { get; init; }

    public required string Words { get; init; }

    public DateOnly? DueOn { get; init; }

    public Instant RaisedAt { get; init; }

    /// <summary>The cause is gone; null: it still stands.</summary>
    public Instant? EndedAt { get; set; }
}

/// <summary>How far a log has been carried somewhere, and how that goes.</summary>
internal sealed class CursorRow
{
    public required string Name { get; init; }

    public long Number { get; set; }

    public Instant At { get; set; }

    /// <summary>In a row, since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last try failed, in our own words; null: it went well.</summary>
    public string? Reason { get; set; }
}
