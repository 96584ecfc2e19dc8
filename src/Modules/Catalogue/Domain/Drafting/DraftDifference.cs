namespace OneWindow.Catalogue;

/// <summary>What must be edited in one document to make it another: whole items of lists that come and go, and single values in those that stay.</summary>
internal static class DraftDifference
{
    public static IReadOnlyList<DraftEdit> Between(DraftDocument before, DraftDocument after)
    {
        if (before.Text == after.Text) return [];
        var (were, are) = (Items(before), Items(after));
        var moved = were.Except(are).Concat(are.Except(were)).ToHashSet();
        bool Within(string path) => DraftDocument.ItemsAbove(path).Any(moved.Contains);
        var paths = moved.Where(p => !Within(p)).Concat(before.Values.Concat(after.Values).Select(v => v.Path).Where(p => !Within(p)));
        return [.. paths.Distinct().Select(p => new DraftEdit(p, before.Get(p), after.Get(p))).Where(e => e.Before != e.After)];
    }

    private static List<string> Items(DraftDocument document) => [.. document.AllLists.SelectMany(list => document.Ids(list).Select(id => $"{list}/{id}"))];
}
