using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The answer to <see cref="IMaterialNames"/>: exact names only, so that plain speech is no demand.</summary>
internal sealed class MaterialNames(Library library) : IMaterialNames
{
    /// <summary>A shorter name ("证明") is part of too many words.</summary>
    private const int Shortest = 4;

    public async ValueTask<string?> Foreign(Guide guide, string text, CancellationToken cancel)
    {
        if (text.Length < Shortest) return null;
        var index = await library.Index(cancel);
        var own = guide.Materials.SelectMany(m => (index.Find(LibraryKind.Material, m.Entry)?.Names ?? []).Append(m.Name)).ToHashSet();
        // What the guide itself speaks of anywhere, and what comes of it, is no new demand.
        return index.Of(LibraryKind.Material).Concat(index.Of(LibraryKind.Proof))
            .Where(e => !e.Names.Any(own.Contains))
            .SelectMany(e => e.Names).Where(n => n.Length >= Shortest && text.Contains(n, StringComparison.Ordinal) && !own.Any(o => o.Contains(n, StringComparison.Ordinal)))
            .Where(n => !guide.Result.Name.Contains(n, StringComparison.Ordinal) && !guide.Materials.Any(m => m.Standard?.Contains(n, StringComparison.Ordinal) == true))
            .MaxBy(n => n.Length);
    }
}
