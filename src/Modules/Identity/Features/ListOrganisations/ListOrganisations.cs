using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>机构名录: the organisations of one's own place, level by level, and the functional zones that one's office guides.</summary>
internal static class ListOrganisations
{
    private const string Path = "/workbench/organisations";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ListOrganisations)).ExcludeFromDescription().AllowStaff();
        routes.MapGet(Path + ".csv", Export).WithName("ExportOrganisations").ExcludeFromDescription().AllowStaff();
    }

    private static IResult Show(HttpContext context, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock)
    {
        var actor = context.RequireActor();
        var query = context.Request.Query["q"].ToString().Trim();
        var from = int.TryParse(context.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0;
        var found = Under(actor.Place, query, directory.Now);
        var page = found.Skip(from).Take(PageSize).Select(k => Row(k, directory.Now, rulebooks, clock)).ToList();
        var at = Path + (query.Length > 0 ? $"?q={Uri.EscapeDataString(query)}" : "");
        var next = from + page.Count < found.Count ? $"{at}{(query.Length > 0 ? '&' : '?')}from={from + page.Count}" : null;
        var registered = context.Request.Query["new"].ToString() is { Length: > 0 } id ? directory.Organisation(id)?.Name : null;
        return Pages.Show<ListOrganisationsPage>(new ListOrganisationsModel(
            directory.PlaceName(actor.Place), query, page, found.Count, next, from > 0 ? at : null,
            [.. Guided(actor, directory.Now).Select(k => Row(k, directory.Now, rulebooks, clock))],
            actor.Role == Role.ManagementOfficer, actor.Role == Role.ManagementOfficer && ChangeBrand.Check(actor, directory.Now) is null, registered));
    }

    private static IResult Export(HttpContext context, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock)
    {
        var query = context.Request.Query["q"].ToString().Trim();
        var text = new StringBuilder("\uFEFF机构名称,类型,所在区划,以谁的名义办理,承办的内设机构,适用规定,电话,地址\n");
        foreach (var known in Under(context.RequireActor().Place, query, directory.Now))
        {
            var row = Row(known, directory.Now, rulebooks, clock);
            string?[] cells = [row.Name, row.Kind, row.Place, row.Bearer, row.HandlingUnit, row.Law, row.Phone, known.Organisation.Address];
            text.AppendJoin(',', cells.Select(Cell)).Append('\n');
        }

        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "机构名录.csv");
    }

    /// <summary>青岛办法 第十二条: the zones that the office of this member of staff guides.</summary>
    internal static IEnumerable<Known> Guided(Actor actor, DirectorySnapshot known) =>
        actor.Organisation is null ? [] : known.All.Where(k => k.GuidedBy == actor.Organisation).OrderBy(k => k.Organisation.Region.Number);

    private static List<Known> Under(RegionCode place, string query, DirectorySnapshot known) =>
        [.. known.Under(place).Where(o => query.Length == 0 || o.Name.Contains(query, StringComparison.Ordinal)).Select(o => known.Find(o.Id)!)];

    private static OrganisationRowModel Row(Known known, DirectorySnapshot all, IRulebooks rulebooks, TimeProvider clock)
    {
        var organisation = known.Organisation;
        var profile = rulebooks.For(organisation.Region, ItemType.PublicService, clock.Now().Date).Profile;
        return new(
            organisation.Name, KindWords.Of(organisation.Kind), all.Region(organisation.Region)?.FullName ?? organisation.Region.ToString(),
            organisation.BearerName == organisation.Name ? null : organisation.BearerName, known.EmpoweredBy,
            string.Join('、', known.Units.Where(u => u.Handles).Select(u => u.Name)), rulebooks.Find(new Citation(profile, "第一条"))?.LawName ?? profile,
            organisation.Phone);
    }

    /// <summary>Quoted, and never read as a formula by a spreadsheet.</summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text ?? "";
        return '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}

/// <param name="Guided">功能区 that the reader's office guides.</param>
/// <param name="Registered">The name of the organisation that was registered just now.</param>
public sealed record ListOrganisationsModel(
    string Place,
    string Query,
    IReadOnlyList<OrganisationRowModel> Rows,
    int Count,
    string? Next,
    string? First,
    IReadOnlyList<OrganisationRowModel> Guided,
    bool MayRegister,
    bool MayChangeBrand,
    string? Registered);

/// <param name="Bearer">In whose name it acts, where that is another.</param>
/// <param name="Law">The rulebook that binds it.</param>
public sealed record OrganisationRowModel(
    string Name, string Kind, string Place, string? Bearer, string? EmpoweredBy, string HandlingUnit, string Law, string? Phone);
