using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>One connection of one lane: reads the states of a turn and writes it as one transaction of plain single-row statements.</summary>
internal abstract class LaneStore : IDisposable
{
    protected FreshStates Fresh { get; } = new();

    public abstract Dictionary<CaseKey, StoredCase> Read(IReadOnlyCollection<CaseKey> keys);

    /// <summary>All or nothing. False: a key stood in the way (a stale version, an act or a case that is there already).</summary>
    public bool Write(IReadOnlyList<CaseWrite> writes)
    {
        if (!TryWrite(writes)) return false;
        foreach (var write in writes) Fresh.Keep(write.Key, new StoredCase(write.State, write.Head));
        return true;
    }

    protected abstract bool TryWrite(IReadOnlyList<CaseWrite> writes);

    /// <summary>The body of the event that an act once made; null if it made none.</summary>
    public abstract string? EventOf(CaseKey key, string actId);

    public abstract void Dispose();

    protected static string OutboxBody(CaseState state, SealedEvent sealedEvent) => JsonSerializer.Serialize(
        new CaseHappened(
            state.Number.ToString(), sealedEvent.Envelope.Sequence, sealedEvent.Envelope.Type, sealedEvent.Envelope.At,
            Convert.ToHexStringLower(sealedEvent.Hash), state.Item, state.GuideVersion, state.Organisation, state.Place, state.Subject,
            state.Status.ToString())
        {
            Whole = state.Whole?.Master,
            Crossing = state.Crossing is null ? null : true,
            Venue = state.Venue is null ? null : true,
            Authority = sealedEvent.Envelope.Authority,
            Agent = sealedEvent.Envelope.Authority is null ? null : sealedEvent.Envelope.Actor,
        },
        Json.Options);

    public static LaneStore Open(Database database) => database.Kind == DatabaseKind.Sqlite ? new SqliteLane(database) : new PostgresLane(database);
}
