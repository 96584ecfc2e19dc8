using System.Text.Json.Nodes;

namespace OneWindow.Catalogue;

/// <summary>
/// 新版本 under a draft that was begun before it: what the version changed, as edits at the addresses of the draft, so that they merge with the draft's own edits
/// like those of another writer (<see cref="DraftLog"/>). Items that the guide gives no id keep the address of the item that they were.
/// </summary>
internal static class DraftGround
{
    /// <summary>The writer's name of a version's edits.</summary>
    private const string Version = "version:";

    public static string Writer(int version) => $"{Version}{version}";

    /// <summary>The version whose edits these are; null: a person's.</summary>
    public static int? VersionOf(string writer) => writer.StartsWith(Version, StringComparison.Ordinal) && int.TryParse(writer[Version.Length..], out var version) ? version : null;

    /// <summary>What the draft stands on: what it began with, and what later versions brought.</summary>
    public static DraftDocument Of(DraftDocument begun, IEnumerable<DraftLine> lines) =>
        begun.With(lines.Where(l => VersionOf(l.By) is not null && l.Answers is null).OrderBy(l => l.Number).Select(l => (l.Path, l.After)));

    /// <summary>What the new version changed of the ground.</summary>
    public static IReadOnlyList<DraftEdit> Edits(DraftDocument ground, DraftDocument version)
    {
        var next = Aligned(ground, version);
        var edits = new List<DraftEdit>();
        Compare(ground, next, "", (JsonObject)JsonNode.Parse(ground.Text)!, (JsonObject)JsonNode.Parse(next.Text)!, edits);
        return edits;
    }

    /// <summary>The version with the ground's ids where its items are the same, and with the ground's ranks where they stand in the same order.</summary>
    internal static DraftDocument Aligned(DraftDocument ground, DraftDocument version)
    {
        var changes = new List<(string, string?)>();
        foreach (var list in version.AllLists.Where(l => version.Node(l) is JsonObject))
        {
            var own = version.Ids(list);
            var named = !DraftDocument.HasOwnIds(list) ? Matched(ground, version, list) : own.ToDictionary(id => id, id => id);
            var (ids, before) = (own.Select(id => named[id]).ToList(), ground.Ids(list));
            var ranks = Ranks(ids, before, id => ground.Node($"{list}/{id}/{DraftDocument.Rank}")!.GetValue<long>());
            changes.Add((list, null));
            foreach (var (id, rank) in own.Zip(ranks))
            {
                var item = (JsonObject)version.Node($"{list}/{id}")!.DeepClone();
                item[DraftDocument.Rank] = rank;
                changes.Add(($"{list}/{named[id]}", DraftDocument.Canonical(item)));
            }
        }

        return version.With(changes);
    }

    /// <summary>By what it says in whole, else by its name, each once; the rest are new.</summary>
    private static Dictionary<string, string> Matched(DraftDocument ground, DraftDocument version, string list)
    {
        var title = DraftSchema.ListAt(list)?.Title ?? DraftDocument.Words;
        var (left, named) = (ground.Ids(list).ToList(), new Dictionary<string, string>());
        foreach (Func<DraftDocument, string, string> says in new Func<DraftDocument, string, string>[] { (d, id) => Said(d, $"{list}/{id}"), (d, id) => d.TextAt($"{list}/{id}/{title}") })
        {
            foreach (var id in version.Ids(list).Where(id => !named.ContainsKey(id)))
            {
                if (left.Find(old => says(ground, old) is { Length: > 0 } was && was == says(version, id)) is not { } same) continue;
                named[id] = same;
                left.Remove(same);
            }
        }

        var taken = ground.Ids(list).ToHashSet(StringComparer.Ordinal);
        foreach (var id in version.Ids(list).Where(id => !named.ContainsKey(id)))
        {
            var free = $"v{id}";
            while (!taken.Add(free)) free += "x";
            named[id] = free;
        }

        return named;
    }

    private static string Said(DraftDocument of, string item)
    {
        var record = (JsonObject)of.Node(item)!.DeepClone();
        record.Remove(DraftDocument.Rank);
        return DraftDocument.Canonical(record)!;
    }

    /// <summary>As they were where the order is the same; what is new stands between its neighbours, and where there is no room left all are ranked anew.</summary>
    private static List<long> Ranks(List<string> ids, IReadOnlyList<string> before, Func<string, long> rankOf)
    {
        const long gap = 1024;
        List<long> anew = [.. ids.Select((_, i) => (i + 1) * gap)];
        if (!ids.Where(before.Contains).SequenceEqual(before.Where(ids.Contains))) return anew;
        var ranks = new List<long>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (before.Contains(ids[i]))
            {
                ranks.Add(rankOf(ids[i]));
                continue;
            }

            var under = ranks.Count == 0 ? 0 : ranks[^1];
            var above = ids.Skip(i).FirstOrDefault(before.Contains) is { } next ? rankOf(next) : under + (2 * gap);
            ranks.Add(under + ((above - under) / 2));
        }

        return ranks.Zip(ranks.Skip(1)).All(p => p.First < p.Second) ? ranks : anew;
    }

    private static void Compare(DraftDocument ground, DraftDocument next, string at, JsonObject was, JsonObject now, List<DraftEdit> edits)
    {
        foreach (var name in was.Select(p => p.Key).Union(now.Select(p => p.Key)))
        {
            var path = at.Length == 0 ? name : $"{at}/{name}";
            if (JsonNode.DeepEquals(was[name], now[name])) continue;
            if (IsOpened(path) && (was[name], now[name]) is (JsonObject or null, JsonObject or null) and not (null, null))
                Compare(ground, next, path, was[name] as JsonObject ?? [], now[name] as JsonObject ?? [], edits);
            else if (DraftDocument.ListOf(path) is not null && was[name] is JsonObject before && now[name] is JsonObject after)
                Compare(ground, next, path, before, after, edits);
            else edits.Add(new DraftEdit(path, ground.Get(path), next.Get(path)));
        }
    }

    /// <summary>Lists, and records of which the editor asks the parts; everything else is one value.</summary>
    private static bool IsOpened(string path)
    {
        if (DraftSchema.ListAt(path) is not null || DraftDocument.IsList(path)) return true;
        if (DraftSchema.FieldAt(path) is not null) return false;
        var item = DraftDocument.ItemsAbove(path + "/x").LastOrDefault();
        if (item == path) return false;
        var fields = item is null ? DraftSchema.Sections.SelectMany(s => s.Fields) : DraftSchema.ListAt(DraftDocument.ListOf(item)!)?.Fields ?? [];
        var below = item is null ? path : path[(item.Length + 1)..];
        return fields.Any(f => f.Path.StartsWith(below + "/", StringComparison.Ordinal));
    }
}
