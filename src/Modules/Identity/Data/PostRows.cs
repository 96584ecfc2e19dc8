using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>A post that the system administrator asks for, for an account; in force from when the security administrator agrees.</summary>
internal sealed class AskedPostRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required Role Role { get; init; }

    public required RegionCode Place { get; init; }

    public required string Organisation { get; init; }

    public string? Unit { get; init; }

    /// <summary>Beside the posts that he has; false: instead of his own.</summary>
    public bool Further { get; init; }

    public required string Why { get; init; }

    public required string AskedBy { get; init; }

    public required Instant AskedAt { get; init; }

    /// <summary>Null: it waits.</summary>
    public string? SettledBy { get; set; }

    public Instant? SettledAt { get; set; }

    public bool Agreed { get; set; }

    /// <summary>Why it was not agreed to.</summary>
    public string? Against { get; set; }

    public Post AsHeld() => new("", Role, Place, Organisation, Unit);
}
