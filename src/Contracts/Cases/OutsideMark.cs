using System.Text.Json.Serialization;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 外部事件: what stands on an event that happened in another system: which, its own number there, and when. The entry's own instant says when we
/// heard; neither replaces the other.
/// </summary>
public sealed record OutsideMark(string System, string Number, Instant At)
{
    /// <summary>SM3 of the signed news, hex; null: typed in by hand (补录).</summary>
    public string? Proof { get; init; }

    /// <summary>补录: the scanned result, its file and its SM3.</summary>
    public string? Scan { get; init; }

    public string? ScanHash { get; init; }

    [JsonIgnore]
    public bool ByHand => Proof is null;
}

/// <summary>办理系统 of a case, for `explain`.</summary>
/// <param name="HandedOverAt">Null: not handed over yet.</param>
/// <param name="HappenedAt">The last act that we know of, there.</param>
/// <param name="HeardAt">When we heard of it.</param>
public sealed record LineExplained(string System, string Name, Instant? HandedOverAt, Instant? HappenedAt, Instant? HeardAt, int TypedByHand);
