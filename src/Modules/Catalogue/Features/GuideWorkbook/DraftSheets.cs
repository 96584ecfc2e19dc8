using System.Globalization;

namespace OneWindow.Catalogue;

/// <summary>A sheet of a workbook: its name, the words at the top of its columns, its rows.</summary>
internal sealed record DraftSheet(string Name, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Which draft, as it stood at which revision.</summary>
internal sealed record DraftStamp(string Change, string Item, int Revision);

/// <summary>A draft as sheets: what stands once on the first, a sheet a list with the items' ids.</summary>
internal static class DraftSheets
{
    public const string First = "基本";
    public const string Id = "标识";
    public const string Page = "页标识";
    public const string Element = "要素";
    public const string Value = "内容";
    public const string Stamp = "$";

    public static IEnumerable<DraftFieldModel> Once => DraftSchema.Sections.SelectMany(s => s.Fields);

    /// <summary>Every list with the name of its sheet; the fields of the form are one sheet for all pages.</summary>
    public static IEnumerable<(string Sheet, DraftListModel List)> Lists => DraftSchema.Sections.SelectMany(s => s.Lists)
        .SelectMany(l => l.Inner is null ? [(l.One, l)] : new[] { ("表单" + l.One, l), ("表单" + l.Inner.One, l.Inner) });

    public static IReadOnlyList<DraftSheet> Of(DraftDocument draft, DraftStamp stamp) =>
    [
        new(First, [Id, Element, Value],
        [
            .. Once.Select(f => (IReadOnlyList<string>)[f.Path, f.Label, DraftText.Cell(f, draft.Get(f.Path), draft)]),
            [Stamp, "从哪里导出（不要改）", string.Create(CultureInfo.InvariantCulture, $"{stamp.Change} {stamp.Item} {stamp.Revision}")],
        ]),
        .. Lists.Select(l => new DraftSheet(l.Sheet, Heads(l.List), [.. Items(draft, l.List).Select(i => Row(draft, l.List, i))])),
    ];

    public static bool IsInner(DraftListModel list) => list.Path.Contains('*', StringComparison.Ordinal);

    /// <summary>The addresses of a list's items in their order; of the form's fields those of all pages.</summary>
    public static IEnumerable<string> Items(DraftDocument draft, DraftListModel list) => IsInner(list)
        ? draft.Ids("form").SelectMany(page => draft.Ids($"form/{page}/fields").Select(id => $"form/{page}/fields/{id}"))
        : draft.Ids(list.Path).Select(id => $"{list.Path}/{id}");

    private static IReadOnlyList<string> Heads(DraftListModel list) => [.. IsInner(list) ? [Page, Id] : new[] { Id }, .. list.Fields.Select(f => f.Label)];

    private static IReadOnlyList<string> Row(DraftDocument draft, DraftListModel list, string item)
    {
        var parts = item.Split('/');
        return [.. IsInner(list) ? [parts[1], parts[3]] : new[] { parts[1] }, .. list.Fields.Select(f => DraftText.Cell(f, draft.Get($"{item}/{f.Path}"), draft))];
    }
}
