using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>认领基本目录: the list above beside what the place has said of each entry; what was not said yet comes first.</summary>
internal static class ClaimEntries
{
    public const string Path = "/workbench/catalogue";
    private const int PageSize = 30;

    public static IReadOnlyList<ChoiceModel> Marks { get; } = [new(nameof(ClaimMark.TakenOver), "认领"), new(nameof(ClaimMark.NotApplicable), "不适用")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var claims = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        claims.MapGet("", Open).WithName("OpenClaims");
        claims.MapPost("", Handle).WithName(nameof(ClaimEntries));
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, BasicLists lists, IDirectory directory, CancellationToken cancel, string? after = null, string? show = null, string? q = null) =>
        Pages.Show<ClaimsPage>(await Model(context.RequireActor(), FormState.Empty, after, show, db, lists, directory, cancel, q));

    private static async Task<IResult> Handle(FormReader form, HttpContext context, CatalogueDb db, BasicLists lists, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var code = form.Text("code", "基本编码", max: 20, min: 8);
        var extra = form.Raw("mark") == nameof(ClaimMark.Extra);
        var mark = extra ? ClaimMark.Extra : Enum.TryParse<ClaimMark>(form.Choice("mark", "处理", Marks), out var said) ? said : ClaimMark.TakenOver;
        var name = extra ? form.Text("name", "事项名称", max: 100, min: 2) : "";
        var reason = form.Text("reason", "理由", max: 200, required: mark != ClaimMark.TakenOver);
        if (form.Ok && !(await lists.Claim(actor.Place, code, name, mark, reason, actor, LineOf(actor, directory), cancel)).Try(out _, out var why))
            return Pages.Show<ClaimsPage>(await Model(actor, form.State.Refused(why), null, form.Raw("show"), db, lists, directory, cancel), Pages.StatusOf(why));
        return form.Ok
            ? Results.LocalRedirect(form.Raw("show") == "all" ? $"{Path}?show=all" : Path)
            : Pages.Again<ClaimsPage>(await Model(actor, form.State, null, form.Raw("show"), db, lists, directory, cancel));
    }

    private static string? LineOf(Actor actor, IDirectory directory) => actor.Organisation is { } own ? directory.Organisation(own)?.Line : null;

    private static async Task<ClaimsModel> Model(
        Actor actor, FormState form, string? after, string? show, CatalogueDb db, BasicLists lists, IDirectory directory, CancellationToken cancel, string? q = null)
    {
        var place = actor.Place;
        var owner = await lists.OwnerFor(place, cancel);
        var compiler = lists.Compiler(place);
        var from = owner?.Number ?? -1;
        var line = LineOf(actor, directory);
        var entries = db.UpperEntries.AsNoTracking().Where(e => e.Owner == from && !e.Withdrawn);
        if (actor.Role != Role.ManagementOfficer) entries = entries.Where(e => e.Line == null || e.Line == line);
        var claims = db.Claims.AsNoTracking().Where(c => c.Place == place.Number);
        var pending = await ItemFigures.ClaimsPending(entries, claims, cancel);
        var words = (q ?? "").Trim();
        // Who looks for one finds it, whatever was said of it.
        var all = show == "all" || words.Length > 0;
        var shown = all ? entries : entries.Where(e => !claims.Any(c => c.Code == e.Code));
        if (words.Length > 0) shown = shown.Where(e => e.Name.Contains(words) || e.Code.StartsWith(words));
        var rows = await shown.Where(e => string.Compare(e.Code, after ?? "") > 0).OrderBy(e => e.Code).Take(PageSize + 1).ToListAsync(cancel);
        var codes = rows.Select(r => r.Code).ToList();
        var said = await claims.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, cancel);
        var regionsAbove = place.UpTheTree().Skip(1).Select(r => r.Number).ToList();
        var claimedAbove = await db.Claims.AsNoTracking().Where(c => regionsAbove.Contains(c.Place) && codes.Contains(c.Code) && c.Mark != ClaimMark.NotApplicable)
            .Select(c => new { c.Code, c.Place }).ToListAsync(cancel);
        var (start, end) = (place.Number, place.End);
        var guides = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.CurrentVersion > 0 && i.Place >= start && i.Place < end && i.BasicCode != null && codes.Contains(i.BasicCode))
            .Select(i => new { i.BasicCode, i.Key }).ToListAsync(cancel);
        var extras = await claims.Where(c => c.Mark == ClaimMark.Extra).OrderBy(c => c.Code).Take(PageSize).ToListAsync(cancel);
        var department = actor.Role == Role.ManagementOfficer ? null : actor.Organisation;
        var without = lists.WithoutItem(place, department);
        return new ClaimsModel(
            form, directory.PlaceName(place), owner is { } above ? directory.PlaceName(above) : null, compiler?.Basis ?? Laws.BasicList, pending, all,
            [.. rows.Take(PageSize).Select(r => new ClaimLineModel(
                r.Code, r.Name, r.Type.Names().Name,
                said.GetValueOrDefault(r.Code) is { } c ? Words(c) : claimedAbove.Find(a => a.Code == r.Code) is { } by ? $"{directory.PlaceName(RegionCode.From(by.Place))}已认领" : null)
            {
                Guide = guides.Find(g => g.BasicCode == r.Code)?.Key,
                Writable = (said.GetValueOrDefault(r.Code) is { Mark: not ClaimMark.NotApplicable }) || claimedAbove.Exists(a => a.Code == r.Code),
            })],
            [.. extras.Select(c => new ClaimLineModel(c.Code, c.Name, "", c.Reason))], compiler?.Value == "city-guidance-catalogue",
            rows.Count > PageSize ? $"{Path}?{(words.Length > 0 ? $"q={Uri.EscapeDataString(words)}&" : all ? "show=all&" : "")}after={rows[PageSize - 1].Code}" : null)
        {
            Words = words,
            Office = actor.Role == Role.ManagementOfficer || ClaimRules.ByDepartments(compiler) ? null : ReviewParties.OfficeOf(place, directory),
            Missing = await ItemFigures.ClaimsWithoutItem(without, cancel),
            Unwritten = [.. (await without.OrderBy(c => c.Code).Take(PageSize).ToListAsync(cancel)).Select(c => new ClaimLineModel(c.Code, c.Name, "", null))],
        };
    }

    private static string Words(ClaimRow claim) => claim.Mark == ClaimMark.TakenOver ? "已认领" : $"不适用：{claim.Reason}";
}

/// <param name="Said">Null: nothing yet.</param>
public sealed record ClaimLineModel(string Code, string Name, string Type, string? Said)
{
    /// <summary>The item that it has here; null: none yet.</summary>
    public string? Guide { get; init; }

    /// <summary>Claimed here or above: a guide may be written.</summary>
    public bool Writable { get; init; }
}

/// <param name="Above">Whose list it is; null: none was imported.</param>
/// <param name="Extras">Entries beyond the list above, with their reasons.</param>
public sealed record ClaimsModel(
    FormState Form, string Place, string? Above, Citation Basis, Figure Pending, bool All, IReadOnlyList<ClaimLineModel> Lines, IReadOnlyList<ClaimLineModel> Extras, bool MayAdd, string? Next)
{
    /// <summary>What was looked for.</summary>
    public string Words { get; init; } = "";

    /// <summary>Who claims here, where the reader may not; null: the reader may.</summary>
    public Organisation? Office { get; init; }

    /// <summary>Claimed and without a published item.</summary>
    public Figure Missing { get; init; }

    public IReadOnlyList<ClaimLineModel> Unwritten { get; init; } = [];
}

/// <summary>The links in the workbench's menu.</summary>
internal sealed class BasicListPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.DepartmentEditor
            ? [new PlaceModel("认领基本目录", ClaimEntries.Path) { Group = PlaceGroup.Catalogue }, new PlaceModel("依据变动和调整任务", ListUpdates.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
