using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

internal readonly record struct CaseKey(long Region, long Id)
{
    public static CaseKey Of(CaseNumber number) => new(number.Region.Number, number.Id);
}

/// <summary>A case as the lane read it: its state and the head of its chain.</summary>
internal readonly record struct StoredCase(CaseState State, byte[] Head)
{
    public static StoredCase Read(string body, byte[] head) => new(JsonSerializer.Deserialize<CaseState>(body, Json.Options)!, head);

    public static string Body(CaseState state) => JsonSerializer.Serialize(state, Json.Options);
}

/// <summary>One event ready to be written.</summary>
internal sealed record SealedEvent(CaseEnvelope Envelope, string Body, byte[] Hash);

/// <summary>What one turn writes for one case: the projection once, and its events.</summary>
internal sealed record CaseWrite(CaseKey Key, int From, CaseState State, byte[] Head, IReadOnlyList<SealedEvent> Events);

/// <summary>What came of an act: how the case now stands and what was written for it.</summary>
internal sealed record Acted(CaseState State, IReadOnlyList<SealedEvent> Events);
