using System.Diagnostics.CodeAnalysis;

namespace OneWindow.Cases;

/// <summary>
/// The states that a lane left last. A case that is acted on again soon (handed in and taken in at one sitting) is not parsed again when the database
/// says that its chain still ends where the lane left it; another node's act shows by its head. Of one lane's thread alone, so nothing is locked.
/// </summary>
internal sealed class FreshStates
{
    /// <summary>Of one generation, of which two are kept: a few megabytes a lane.</summary>
    private const int Most = 1_000;

    private Dictionary<CaseKey, StoredCase> young = [];
    private Dictionary<CaseKey, StoredCase> old = [];

    public bool Has(CaseKey key, [MaybeNullWhen(false)] out StoredCase state) => young.TryGetValue(key, out state) || old.TryGetValue(key, out state);

    /// <summary>The head that the lane left; empty where it knows none, which is no case's head.</summary>
    public byte[] HeadOf(CaseKey key) => Has(key, out var state) ? state.Head : [];

    public void Keep(CaseKey key, StoredCase state)
    {
        if (young.Count >= Most) (old, young) = (young, []);
        young[key] = state;
    }

    /// <summary>The case as the database has it.</summary>
    /// <param name="body">Null: the head is the one that the lane left.</param>
    public StoredCase Read(CaseKey key, byte[] head, string? body) =>
        body is not null ? StoredCase.Read(body, head) : Has(key, out var state) ? state : throw new InvalidOperationException("A state was left out that nobody kept.");
}
