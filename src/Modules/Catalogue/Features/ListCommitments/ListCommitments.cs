using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>告知承诺清单 (青岛办法 第三十二条, 河北方案 三（四）): the items, the texts that are signed, and how promises are looked at, made from the guides in force.</summary>
internal static class ListCommitments
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/commitments", Handle).WithName(nameof(ListCommitments)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, CancellationToken cancel, string? place = null, string? after = null)
    {
        var page = await GuidesInForce.Page("/commitments", context, db, guides, places, place, after, cancel);
        var entries = page.Guides.Where(g => g.Commitment is not null).Select(g => new CommitmentEntryModel(
            g.Item, g.Name, g.Commitment!, [.. g.Commitment!.Replaces.Select(id => g.Material(id)?.Name ?? id)]));
        return Pages.Show<CommitmentsPage>(new CommitmentsPageModel(page.PlaceName, [.. entries], page.Next));
    }
}

public sealed record CommitmentEntryModel(string Item, string Name, CommitmentOffer Offer, IReadOnlyList<string> Materials);

public sealed record CommitmentsPageModel(string PlaceName, IReadOnlyList<CommitmentEntryModel> Entries, string? Next);
