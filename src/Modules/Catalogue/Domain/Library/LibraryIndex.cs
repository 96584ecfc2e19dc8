using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>
/// The lists in memory: by id (through merges), by name, and what is nearest to a name. Guides are bound here: a material or field whose name
/// is exactly an entry's name or alias refers to it, unless its kind or its answers say that it is something else.
/// </summary>
internal sealed class LibraryIndex
{
    private readonly Dictionary<(LibraryKind, string), LibraryEntry> byId = [];
    private readonly Dictionary<(LibraryKind, string), string> merged;
    private readonly ILookup<(LibraryKind, string), LibraryEntry> byName;

    /// <param name="merges">Old id to the id it became.</param>
    public LibraryIndex(IEnumerable<LibraryEntry> entries, IEnumerable<(LibraryKind Kind, string Old, string New)> merges)
    {
        foreach (var entry in entries) byId[(entry.Kind, entry.Id)] = entry;
        merged = merges.ToDictionary(m => (m.Kind, m.Old), m => m.New);
        byName = byId.Values.SelectMany(e => e.Names.Select(n => (Name: Plain(n), Entry: e))).ToLookup(n => (n.Entry.Kind, n.Name), n => n.Entry);
    }

    public static LibraryIndex Empty { get; } = new([], []);

    public IEnumerable<LibraryEntry> Of(LibraryKind kind) => byId.Values.Where(e => e.Kind == kind);

    /// <summary>Old ids lead to what they became.</summary>
    public LibraryEntry? Find(LibraryKind kind, string? id)
    {
        if (id is null) return null;
        for (var steps = 0; steps < 20 && merged.TryGetValue((kind, id), out var next); steps++) id = next;
        return byId.GetValueOrDefault((kind, id));
    }

    public IEnumerable<LibraryEntry> Named(LibraryKind kind, string name) => byName[(kind, Plain(name))];

    /// <summary>是不是这些: those with the most in common by pairs of characters, the best first; a name that contains the other counts most.</summary>
    public IReadOnlyList<LibraryEntry> Nearest(LibraryKind kind, string name, int most = 5)
    {
        var asked = Plain(name);
        if (asked.Length == 0) return [];
        return
        [
            .. Of(kind).Select(e => (Entry: e, Score: e.Names.Max(n => Likeness(asked, Plain(n))))).Where(s => s.Score > 0.3)
                .OrderByDescending(s => s.Score).ThenBy(s => s.Entry.Id, StringComparer.Ordinal).Take(most).Select(s => s.Entry),
        ];
    }

    /// <summary>The same guide, each material and field with the entry that it is. What is bound already stays, under the id that is in force.</summary>
    public Guide Bind(Guide guide)
    {
        if (byId.Count == 0) return guide;
        return guide with
        {
            Materials = [.. guide.Materials.Select(m => m with { Entry = Find(LibraryKind.Material, m.Entry)?.Id ?? m.Entry ?? EntryOf(m)?.Id })],
            Form = [.. guide.Form.Select(s => s with { Fields = [.. s.Fields.Select(Bind)] })],
        };
    }

    private FormField Bind(FormField field) => field with
    {
        Entry = Find(LibraryKind.Field, field.Entry)?.Id ?? field.Entry ?? EntryOf(field)?.Id,
        Columns = field.Columns is { } columns ? [.. columns.Select(Bind)] : null,
    };

    public LibraryEntry? EntryOf(GuideMaterial material) => Named(LibraryKind.Material, material.Name).FirstOrDefault();

    public LibraryEntry? EntryOf(FormField field) => Named(LibraryKind.Field, field.Label)
        .FirstOrDefault(e => e.FieldKind == field.Kind && (field.Kind != FieldKind.Choice || e.Choices.Count == 0 || field.Choices.All(e.Choices.Contains)));

    /// <summary>A slip of the pen or another word for the same: most pairs of characters are the entry's, or most characters.</summary>
    public static bool IsNear(string name, LibraryEntry entry) => entry.Names.Select(Plain).Any(n =>
        Likeness(Plain(name), n) >= 0.75 || (Math.Abs(n.Length - Plain(name).Length) <= 2 && n.Intersect(Plain(name)).Count() >= 0.75 * n.Distinct().Count()));

    /// <summary>Spaces and the width of brackets are no difference.</summary>
    public static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('(', '（').Replace(')', '）');

    private static double Likeness(string one, string other)
    {
        if (one == other) return 2;
        var contained = one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal) ? 0.4 : 0;
        var (a, b) = (Pairs(one), Pairs(other));
        return contained + (2.0 * a.Intersect(b).Count() / Math.Max(1, a.Count + b.Count));
    }

    private static HashSet<string> Pairs(string text) => text.Length < 2 ? [text] : [.. Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2))];
}
