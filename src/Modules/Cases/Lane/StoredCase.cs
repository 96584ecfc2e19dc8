using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
    /// <summary>Leaves out what follows from the rest, and what is as it is at the beginning: most of a state is neither read nor written then.</summary>
    private static readonly JsonSerializerOptions Lean = new(Json.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheUsual } },
    };

    public static StoredCase Read(string body, byte[] head) => new(StateOf(body), head);

    public static CaseState StateOf(string body) => JsonSerializer.Deserialize<CaseState>(body, Lean)!;

    public static string Body(CaseState state) => JsonSerializer.Serialize(state, Lean);

    private static void LeaveOutTheUsual(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(CaseState).Assembly) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Set: null, AssociatedParameter: null }) type.Properties.RemoveAt(i);
        }

        if (type.Type != typeof(CaseState)) return;
        foreach (var property in type.Properties.Where(p => !p.IsRequired))
        {
            property.ShouldSerialize = static (_, value) => value is not (null or false or 0 or ICollection { Count: 0 });
        }
    }
}

/// <summary>One event ready to be written.</summary>
internal sealed record SealedEvent(CaseEnvelope Envelope, string Body, byte[] Hash);

/// <summary>What one turn writes for one case: the projection once, and its events.</summary>
internal sealed record CaseWrite(CaseKey Key, int From, CaseState State, byte[] Head, IReadOnlyList<SealedEvent> Events);

/// <summary>What came of an act: how the case now stands and what was written for it.</summary>
internal sealed record Acted(CaseState State, IReadOnlyList<SealedEvent> Events);
