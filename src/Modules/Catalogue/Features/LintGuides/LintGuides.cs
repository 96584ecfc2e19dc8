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

/// <summary>指南检查: what the linter finds in a department's guides, how departments stand, and how guides of one item differ between places.</summary>
internal static class LintGuides
{
    public const string Path = "/workbench/lint";
    private const int MostGuides = 400;
    private const int MostLines = 200;

    public static IServiceCollection AddLint(this IServiceCollection services) => services.AddSingleton<LintContexts>().AddSingleton<Lints>().AddSingleton<IWorkPlaces, LintPlaces>();

    public static IEndpointRouteBuilder MapLint(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(LintGuides)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        routes.MapGet("/workbench/differences/{basicCode}", Differences).WithName("CompareGuides").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        routes.MapPost("/api/v1/lint", LintByProgram.Handle).WithName(nameof(LintByProgram)).WithTags("lint").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor)
            .Accepts<Guide>("application/json").Produces<LintReport>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext context, CatalogueDb db, PublishedGuides guides, Lints lints, IDirectory directory, CancellationToken cancel,
        string? rule = null, string? department = null, string? severity = null)
    {
        var actor = context.RequireActor();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var items = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end);
        if (actor.Role == Role.DepartmentEditor) items = items.Where(i => i.Organisation == actor.Organisation);
        var keys = await items.OrderBy(i => i.Key).Take(MostGuides + 1).Select(i => i.Key).ToListAsync(cancel);
        var looked = new List<(Guide Guide, IReadOnlyList<LintFinding> Findings)>();
        foreach (var key in keys.Take(MostGuides))
        {
            if (await guides.Current(key, cancel) is { } guide) looked.Add((guide, await lints.Of(guide, cancel)));
        }

        string NameOf(string organisation) => directory.Organisation(organisation)?.Name ?? organisation;
        var names = looked.ToDictionary(l => l.Guide.Item, l => l.Guide);
        var all = looked.SelectMany(l => l.Findings).ToList();
        _ = Enum.TryParse<Severity>(severity, out var least);
        var chosen = all.Where(f => (string.IsNullOrEmpty(rule) || f.Rule == rule) && (string.IsNullOrEmpty(department) || names[f.Guide].Organisation == department)
            && (string.IsNullOrEmpty(severity) || f.Severity == least)).ToList();
        return Pages.Show<LintPage>(new LintPageModel(
            [.. LintFigures.ByDepartment(looked, NameOf)],
            [.. chosen.Take(MostLines).Select(f => LineOf(f, names[f.Guide]))], chosen.Count > MostLines, keys.Count > MostGuides,
            [.. all.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).Select(r => new ChoiceModel(r, LintWords.Of(r)))],
            [.. looked.Select(l => l.Guide.Organisation).Distinct().Order(StringComparer.Ordinal).Select(o => new ChoiceModel(o, NameOf(o)))], rule, department, severity));
    }

    private static LintLineModel LineOf(LintFinding f, Guide guide) => new(
        guide.Item, guide.Name, f.Element, LintWords.Of(f.Rule), f.Severity switch { Severity.Error => StatusKind.Bad, Severity.Warning => StatusKind.Soon, _ => StatusKind.Neutral },
        SeverityWords.Of(f.Severity), f.Message, f.Mend, f.Basis, f.Rule == "uniform-differs" ? $"/workbench/differences/{guide.BasicCode}" : null);

    private static async Task<IResult> Differences(string basicCode, HttpContext context, LintContexts contexts, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var place = context.RequireActor().Place;
        var scope = LintContexts.ScopeOf(place, "province");
        var guides = await contexts.OfCode(basicCode, scope, cancel);
        if (guides.Count == 0) return Pages.Refuse(new Refusal("catalogue.not-found", "没有这个基本编码的办事指南。请从指南检查页重新进入。", Laws.OneSystem));
        var law = rulebooks.For(place, guides[0].Type, clock.Now().Date);
        var named = law.Find("guide.uniformElements");
        return Pages.Show<DifferencesPage>(new DifferencesModel(
            guides[0].Name, basicCode,
            [.. guides.Select(g => new DifferingGuideModel(g.Item, directory.Region(g.Place)?.FullName ?? directory.PlaceName(g.Place), directory.Organisation(g.Organisation)?.Name ?? g.Organisation))],
            [.. (named?.Entries ?? Uniform.Core).Where(e => Uniform.PathOf(e) is not null).Select(e => new DifferenceRowModel(
                e, guides.Any(g => Uniform.Differs(g, guides[0], e)),
                [.. guides.Select(g => new DifferenceCellModel(Uniform.LinesOf(g, e), Uniform.Differs(g, guides[0], e), g.Deviations?.FirstOrDefault(d => d.Element == e)?.Reason))]))],
            (named ?? law.Find("guide.uniformStandard"))?.Basis ?? Laws.OneSystem));
    }
}

/// <param name="Score">Of 100, the mean of its guides.</param>
public sealed record DepartmentScoreModel(string Department, string Name, int Guides, int Errors, int Warnings, int Hints, int Score);

/// <param name="Differences">Where the guides stand side by side; null: the finding is of this guide alone.</param>
public sealed record LintLineModel(
    string Item, string Name, string Element, string Rule, StatusKind Kind, string Severity, string Message, string Mend, Citation Basis, string? Differences);

/// <param name="MoreLines">There are more findings than are listed.</param>
/// <param name="MoreGuides">There are more guides than were looked at.</param>
public sealed record LintPageModel(
    IReadOnlyList<DepartmentScoreModel> Departments, IReadOnlyList<LintLineModel> Lines, bool MoreLines, bool MoreGuides, IReadOnlyList<ChoiceModel> Rules,
    IReadOnlyList<ChoiceModel> AllDepartments, string? Rule, string? Department, string? Severity);

public sealed record DifferingGuideModel(string Item, string Place, string Department);

/// <param name="Differs">From the first, which is the standard.</param>
/// <param name="Reason">Why it may differ.</param>
public sealed record DifferenceCellModel(IReadOnlyList<string> Lines, bool Differs, string? Reason);

public sealed record DifferenceRowModel(string Element, bool Differs, IReadOnlyList<DifferenceCellModel> Cells);

public sealed record DifferencesModel(string Name, string BasicCode, IReadOnlyList<DifferingGuideModel> Guides, IReadOnlyList<DifferenceRowModel> Rows, Citation Basis);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class LintPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.DepartmentEditor
            ? [new PlaceModel("指南检查", LintGuides.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
