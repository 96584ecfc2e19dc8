using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>审查的组织: who works on a case, and what the review rests on beside the papers. Null on a case: nothing of it yet.</summary>
internal sealed record ReviewWork
{
    public static ReviewWork None { get; } = new();

    /// <summary>领办: null: nobody holds it.</summary>
    public Holding? Held { get; init; }

    /// <summary>Null where nothing is left in it: the stored state stays small.</summary>
    public ReviewWork? OrNull() => this == None ? null : this;
}

/// <summary>领办: who holds a case, under which hat, since when, and when he last did something to it.</summary>
internal sealed record Holding(string By, Role Role, string? Organisation, Instant Since, Instant Last);

internal enum ReleaseKind
{
    /// <summary>By the holder.</summary>
    Himself,

    /// <summary>By a supervisor, with a reason.</summary>
    Supervisor,

    /// <summary>The holder did nothing for as long as the house rule says.</summary>
    Absence,
}
