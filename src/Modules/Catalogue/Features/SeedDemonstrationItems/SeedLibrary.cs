using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>演示名称库: seed/library: a file a list, an entry a line, in the words of <see cref="LibraryEntry"/>. What an officer changed since stays.</summary>
internal static class SeedLibrary
{
    private static readonly (string File, LibraryKind Kind)[] Lists =
    [
        ("materials", LibraryKind.Material), ("fields", LibraryKind.Field), ("proofs", LibraryKind.Proof), ("intermediaries", LibraryKind.Intermediary),
    ];

    /// <summary>Beside the folder of items.</summary>
    public static IEnumerable<string> Files(string items) =>
        Path.Combine(Path.GetDirectoryName(items.TrimEnd('/', '\\'))!, "library") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            : [];

    public static IReadOnlyList<LibraryEntry> Entries(string items) =>
    [
        .. from file in Files(items)
           from list in Lists
           where list.File == Path.GetFileNameWithoutExtension(file)
           from entry in YamlText.Read(File.ReadAllText(file))[list.File]!.AsArray().OfType<JsonObject>()
           select Read(entry, list.Kind),
    ];

    public static LibraryIndex Index(string items) => new(Entries(items), []);

    /// <summary>Saved together with the guides that refer to it.</summary>
    public static async Task Put(LibraryDesk desk, string items, CancellationToken cancel)
    {
        var known = (await desk.Db.Set<LibraryRow>().ToListAsync(cancel)).ToDictionary(r => (r.Kind, r.Id));
        foreach (var entry in Entries(items))
        {
            if (!known.ContainsKey((entry.Kind, entry.Id))) desk.New(entry, "seed");
        }
    }

    private static LibraryEntry Read(JsonObject entry, LibraryKind kind)
    {
        var record = (JsonObject)entry.DeepClone();
        record["kind"] = kind.ToString().ToLowerInvariant();
        // In the files an entry speaks of its own kind: a material's, a field's.
        if (kind == LibraryKind.Material) record["materialKind"] = entry["kind"]?.DeepClone();
        if (kind == LibraryKind.Field) (record["fieldKind"], record["name"]) = (entry["kind"]?.DeepClone(), entry["label"]?.DeepClone());
        record.Remove("label");
        return GuideShape.Fit(record, typeof(LibraryEntry)).Deserialize<LibraryEntry>(Json.Options)!;
    }
}
