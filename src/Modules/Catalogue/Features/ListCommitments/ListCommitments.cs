using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>告知承诺清单 (青岛办法 第三十二条, 河北方案 三（四）): the items, the texts that are signed, and how promises are looked at, made from the guides in force.</summary>
internal static class ListCommitments
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/commitments", Handle).WithName(nameof(ListCommitments)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, CancellationToken cancel, string? place = null, string? after = null)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var rows = await new ItemFilter(here).Page(db, string.IsNullOrWhiteSpace(after) ? null : after, PageSize, cancel);
        var entries = new List<CommitmentEntryModel>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await guides.Current(row.Key, cancel) is { Commitment: { } offer } guide)
                entries.Add(new CommitmentEntryModel(guide.Item, guide.Name, offer, [.. offer.Replaces.Select(id => guide.Material(id)?.Name ?? id)]));
        }

        var next = rows.Count > PageSize ? $"/commitments?place={here}&after={rows[PageSize - 1].Key}" : null;
        return Pages.Show<CommitmentsPage>(new CommitmentsPageModel(places.NameOf(here), entries, next));
    }
}

public sealed record CommitmentEntryModel(string Item, string Name, CommitmentOffer Offer, IReadOnlyList<string> Materials);

public sealed record CommitmentsPageModel(string PlaceName, IReadOnlyList<CommitmentEntryModel> Entries, string? Next);
