using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>保留证明清单 (鄠邑细则 第七条) and 中介服务清单 (青岛办法 第三十一条) for everybody: what does not stand here may not be asked for.</summary>
internal static class PublicLists
{
    private const int PageSize = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists/retained-proofs", Proofs).WithName("ListRetainedProofs").AllowEveryone();
        routes.MapGet("/lists/intermediaries", Intermediaries).WithName("ListIntermediaries").AllowEveryone();
    }

    private static async Task<IResult> Proofs(
        HttpContext context, CatalogueDb db, ServedPlaces places, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel, string? place = null, string? after = null)
    {
        var here = await Here(context, places, place);
        var today = clock.Now().Date;
        var law = rulebooks.For(here, ItemType.PublicService, today);
        var (entries, next) = await Page(db, LibraryKind.Proof, here, after, cancel);
        return Pages.Show<ProofsPage>(new ProofsModel(
            places.NameOf(here), [.. entries.Where(e => NewProof.MayBeAskedFor(e, law, today)).Select(LineOf)],
            next is null ? null : $"/lists/retained-proofs?place={here}&after={next}", law.Find("guide.newProof.limit")?.Basis ?? Laws.MaterialElements));
    }

    private static async Task<IResult> Intermediaries(
        HttpContext context, CatalogueDb db, ServedPlaces places, TimeProvider clock, CancellationToken cancel, string? place = null, string? after = null)
    {
        var here = await Here(context, places, place);
        var today = clock.Now().Date;
        var (entries, next) = await Page(db, LibraryKind.Intermediary, here, after, cancel);
        return Pages.Show<IntermediariesPage>(new IntermediariesModel(
            places.NameOf(here), [.. entries.Where(e => e.HoldsOn(today)).Select(e => new IntermediaryLineModel(e.Name, e.Category ?? "", e.Provider ?? "", BasisOf(e)))],
            next is null ? null : $"/lists/intermediaries?place={here}&after={next}"));
    }

    private static async Task<RegionCode> Here(HttpContext context, ServedPlaces places, string? place) =>
        RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);

    /// <summary>What the place and those above it listed.</summary>
    private static async Task<(IReadOnlyList<LibraryEntry> Entries, string? Next)> Page(CatalogueDb db, LibraryKind kind, RegionCode here, string? after, CancellationToken cancel)
    {
        long[] above = [.. here.UpTheTree().Append(RegionCode.Nation).Select(p => p.Number).Distinct()];
        var rows = db.Set<LibraryRow>().AsNoTracking().Where(r => r.Kind == kind && r.MergedInto == null && above.Contains(r.Place));
        if (!string.IsNullOrWhiteSpace(after)) rows = rows.Where(r => string.Compare(r.Id, after) > 0);
        var page = (await rows.OrderBy(r => r.Id).Take(PageSize + 1).Select(r => r.Body).ToListAsync(cancel)).Select(LibraryEntry.Read).ToList();
        return ([.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Id : null);
    }

    private static ProofLineModel LineOf(LibraryEntry proof) => new(proof.Name, BasisOf(proof), proof.Department ?? "", proof.From, proof.Until);

    private static string BasisOf(LibraryEntry entry) => $"《{entry.Law}》{entry.Article}";
}

public sealed record ProofLineModel(string Name, string Basis, string Department, DateOnly? From, DateOnly? Until);

public sealed record ProofsModel(string PlaceName, IReadOnlyList<ProofLineModel> Lines, string? Next, Citation Basis);

public sealed record IntermediaryLineModel(string Name, string Category, string Provider, string Basis);

public sealed record IntermediariesModel(string PlaceName, IReadOnlyList<IntermediaryLineModel> Lines, string? Next);
