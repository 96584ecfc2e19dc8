using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>A case as the lists (工作列表, 我的办件) filter, sort and show it. Stands beside the case, so that an act touches no list's index.</summary>
internal sealed class Listing
{
    public long Region { get; init; }

    public long Id { get; init; }

    /// <summary>The version of the case that this row shows.</summary>
    public int Version { get; init; }

    public CaseStatus Status { get; init; }

    /// <summary>The handling region's number: a window's part is a half-open range of it.</summary>
    public long Place { get; init; }

    public required string Organisation { get; init; }

    public required string Item { get; init; }

    public int GuideVersion { get; init; }

    public required string Subject { get; init; }

    public Instant ReceivedAt { get; init; }

    public DateOnly? PromisedDue { get; init; }

    public DateOnly? StatutoryDue { get; init; }

    public Tray Tray { get; init; }

    /// <summary>What work lists are ordered by: see <see cref="Trays.DueOf"/>.</summary>
    public DateOnly Due { get; init; }

    public bool Alerted { get; init; }

    public static Listing Of(CaseState state) => new()
    {
        Region = state.Region,
        Id = state.Id,
        Version = state.Version,
        Status = state.Status,
        Place = state.Place.Number,
        Organisation = state.Organisation,
        Item = state.Item,
        GuideVersion = state.GuideVersion,
        Subject = state.Subject,
        ReceivedAt = state.ReceivedAt,
        PromisedDue = state.Promised?.Due.Day,
        StatutoryDue = state.Statutory?.Due.Day,
        Tray = Trays.Of(state),
        Due = Trays.DueOf(state),
        Alerted = Trays.IsAlerted(state),
    };

    /// <summary>Every column with its value as the databases hold it: what is written, and what `verify` compares.</summary>
    public IReadOnlyList<(string Column, object? Value)> Columns =>
    [
        ("region", Region), ("id", Id), ("version", Version), ("status", Status.ToString()), ("place", Place), ("organisation", Organisation), ("item", Item),
        ("guide_version", GuideVersion), ("subject", Subject), ("received_at", ReceivedAt.Microseconds), ("promised_due", PromisedDue), ("statutory_due", StatutoryDue),
        ("tray", Tray.ToString()), ("due", Due), ("alerted", Alerted),
    ];
}
