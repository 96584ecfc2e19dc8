using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>A guide as counter, kiosk and paper show it: every element as one line of text, in the guide's order.</summary>
/// <param name="Look">counter, kiosk, print.</param>
/// <param name="Current">The version in force where this is another one.</param>
public sealed record GuideSheetModel(
    string Item, string Name, int Version, string Hash, DateOnly From, string PlaceName, string Look, int? Current, ItemChangeModel? Change, IReadOnlyList<SheetGroupModel> Groups)
{
    public string Path => $"/items/{Item}";

    internal static GuideSheetModel Of(Guide guide, string bearer, string place, Outlet outlet, int? current, ItemChangeModel? change) => new(
        guide.Item, guide.Name, guide.Version, guide.Hash, guide.EffectiveFrom, place, outlet.ToString().ToLowerInvariant(), current, change,
        [
            .. GuideElements.Of(guide, bearer).GroupBy(e => e.Group).Select(g => new SheetGroupModel(
                g.Key, [.. g.GroupBy(e => e.Path.LastIndexOf("].", StringComparison.Ordinal) is var end and > 0 ? e.Path[..end] : e.Path)
                    .Select(line => new SheetLineModel([.. line.Select(e => new SheetTextModel(e.Path, e.Label, e.Text))]))])),
        ]);
}

public sealed record SheetGroupModel(string Title, IReadOnlyList<SheetLineModel> Lines);

/// <summary>What belongs together: a material with its source, copies and basis.</summary>
public sealed record SheetLineModel(IReadOnlyList<SheetTextModel> Texts);

public sealed record SheetTextModel(string Path, string Label, string Text);
