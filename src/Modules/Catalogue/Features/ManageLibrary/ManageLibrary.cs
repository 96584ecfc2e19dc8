using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>名称库: standard materials, form fields, retained proofs and intermediary services: one name for one thing, kept by the management office.</summary>
internal static class ManageLibrary
{
    public const string Path = "/workbench/library";
    private const int PageSize = 50;

    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<Library>().AddScoped<LibraryDesk>().AddSingleton<IWorkPlaces, LibraryPlaces>();

    public static IEndpointRouteBuilder MapLibrary(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Path).ExcludeFromDescription();
        all.MapGet("", () => Results.LocalRedirect($"{Path}/{LibraryWords.Code(LibraryKind.Material)}")).WithName("OpenLibrary").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapGet("/{list}", Show).WithName(nameof(ManageLibrary)).AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        RequestEntry.Map(all);
        EditEntry.Map(all);
        MergeEntries.Map(all);
        PublicLists.Map(routes);
        return routes;
    }

    private static async Task<IResult> Show(string list, HttpContext context, CatalogueDb db, Library library, CancellationToken cancel, string? q = null, string? after = null)
    {
        if (LibraryWords.Parse(list) is not { } kind) return Pages.Refuse(NoSuchList);
        var actor = context.RequireActor();
        var words = (q ?? "").Trim();
        words = words[..Math.Min(words.Length, 80)];
        var index = await library.Index(cancel);
        var lines = words.Length > 0
            ? [.. index.Named(kind, words).Concat(index.Nearest(kind, words, 30)).DistinctBy(e => e.Id).Where(e => Seen(actor, e))]
            : await Page(db, kind, actor, after, cancel);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var open = await db.Set<LibraryRequestRow>().AnyAsync(r => r.State == RequestState.Open && r.Place >= from && r.Place < end, cancel);
        return Pages.Show<LibraryPage>(new LibraryListModel(
            list, LibraryWords.Title(kind), words, [.. lines.Take(PageSize).Select(e => LineOf(e))], words.Length == 0 && lines.Count > PageSize ? $"{Path}/{list}?after={lines[PageSize - 1].Id}" : null,
            after is null ? null : $"{Path}/{list}", open, actor.Role == Role.ManagementOfficer));
    }

    private static async Task<List<LibraryEntry>> Page(CatalogueDb db, LibraryKind kind, Actor actor, string? after, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        long[] above = [.. actor.Place.UpTheTree().Append(RegionCode.Nation).Select(p => p.Number)];
        var rows = db.Set<LibraryRow>().AsNoTracking().Where(r => r.Kind == kind && r.MergedInto == null && ((r.Place >= from && r.Place < end) || above.Contains(r.Place)));
        if (after is not null) rows = rows.Where(r => string.Compare(r.Id, after) > 0);
        return [.. (await rows.OrderBy(r => r.Id).Take(PageSize + 1).Select(r => r.Body).ToListAsync(cancel)).Select(LibraryEntry.Read)];
    }

    private static bool Seen(Actor actor, LibraryEntry entry) =>
        entry.Place is not { } place || actor.Place.Contains(place) || place.Contains(actor.Place);

    /// <summary>Names are everybody's; a proof or a service is kept by the office of the place that listed it.</summary>
    internal static bool MayEdit(Actor actor, LibraryEntry entry) =>
        actor.Role == Role.ManagementOfficer && (entry.Kind is LibraryKind.Material or LibraryKind.Field || (entry.Place is { } place && actor.Place.Contains(place)));

    internal static LibraryLineModel LineOf(LibraryEntry entry) => new(
        entry.Id, entry.Name, string.Join('、', entry.Aliases), entry.Kind switch
        {
            LibraryKind.Material => Words([entry.MaterialKind is { } kind ? LibraryWords.Of(kind) : null, entry.Issuer, entry.Source is { } source ? $"可从{source}取到" : null]),
            LibraryKind.Field => Words([entry.Subject is { } subject ? LibraryWords.Of(subject) : null, entry.FieldKind is { } kind ? LibraryWords.Of(kind) : null, entry.Privacy is { } privacy ? LibraryWords.Of(privacy) : null]),
            LibraryKind.Proof => Words([entry.Department, $"《{entry.Law}》{entry.Article}"]),
            _ => Words([entry.Category, entry.Provider]),
        });

    private static string Words(IEnumerable<string?> parts) => string.Join("，", parts.Where(p => !string.IsNullOrEmpty(p)));

    internal static Refusal NoSuchList { get; } = new("catalogue.not-found", "没有这份清单。请从名称库重新进入。", PlatformRules.Input);

    internal static Refusal NoSuchEntry { get; } = new("catalogue.not-found", "名称库里没有这个条目，请重新查找。", PlatformRules.Input);
}

public sealed record LibraryLineModel(string Id, string Name, string Aliases, string Words);

/// <param name="Open">A request waits for an answer.</param>
public sealed record LibraryListModel(
    string List, string Title, string Question, IReadOnlyList<LibraryLineModel> Lines, string? Next, string? First, bool Open, bool MayEdit);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class LibraryPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.DepartmentEditor
            ? [new PlaceModel("名称库", $"{ManageLibrary.Path}/{LibraryWords.Code(LibraryKind.Material)}") { Group = PlaceGroup.Catalogue }]
            : []);
}
