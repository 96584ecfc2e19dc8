namespace OneWindow.Contracts;

/// <summary>事项: what is published, and what once was. Answers come from memory after the first reading; a guide never changes.</summary>
public interface ICatalogue
{
    /// <summary>The version in force now; null if there is none, or the item is cancelled or suspended.</summary>
    ValueTask<Guide?> Current(string item, CancellationToken cancel = default);

    /// <summary>The version that a case pinned.</summary>
    ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default);
}
