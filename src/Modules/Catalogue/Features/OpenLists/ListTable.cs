using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A public list as it stands: what the page shows and every download carries.</summary>
/// <param name="Key">In its address: "/lists/one-visit".</param>
/// <param name="Version">Where the list has versions of its own; null: made from the guides in force.</param>
/// <param name="On">The day it is of.</param>
/// <param name="Next">The last key of this page; null: there is no more.</param>
public sealed record ListTableModel(
    string Key, string Title, string Lead, Citation Basis, string Place, string PlaceName, DateOnly On, int? Version, IReadOnlyList<string> Heads, IReadOnlyList<ListRowModel> Rows, string? Next)
{
    /// <summary>What stands above the table: why this version, what a mode permits, how large the share is.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Older and newer versions.</summary>
    public IReadOnlyList<ListVersionModel> Versions { get; init; } = [];

    /// <summary>What the reader may choose beside the place.</summary>
    public IReadOnlyList<ListFilterModel> Filters { get; init; } = [];

    /// <summary>What narrows it, for the addresses of downloads and further pages ("&amp;domain=户籍管理").</summary>
    public string Query { get; init; } = "";

    public string Path => $"/lists/{Key}";

    /// <param name="more">"&amp;file=csv".</param>
    public string Address(string more) => $"{Path}?place={Place}{Query}{more}";
}

/// <param name="Item">Its guide; null: the row is no item.</param>
public sealed record ListRowModel(string? Item, IReadOnlyList<string> Cells);

public sealed record ListVersionModel(int Number, string Words, string Path, bool Here);

public sealed record ListFilterModel(string Name, string Label, IReadOnlyList<OptionModel> Options);
