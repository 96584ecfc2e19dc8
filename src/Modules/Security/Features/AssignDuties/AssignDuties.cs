using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>分级落实安全管理主体责任 (河北方案 四（四）): who answers for each system at each level; where nobody does, or he has left, it is flagged.</summary>
internal static class AssignDuties
{
    public const string Path = "/workbench/security/duties";
    public const string OrganisationField = "organisation";
    public const string PersonField = "person";

    public static string PathOf(string asset, string level) => $"{Path}/{asset}/{level}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ListDuties").AllowRoles(SecurityDesk.Readers);
        routes.MapGet($"{Path}/{{asset}}/{{level}}", Ask).WithName("AskForDuty").AllowRoles(Role.SecurityAdministrator);
        routes.MapPost($"{Path}/{{asset}}/{{level}}", Assign).WithName(nameof(AssignDuties)).AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, Obligations obligations, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var duties = await obligations.Duties(actor.Place, cancel);
        return Pages.Show<DutiesPage>(new DutiesModel(
            [
                .. duties.GroupBy(d => d.Asset.Id).Select(g => new DutyRowModel(
                    g.First().Asset.Name, $"{RegisterAssets.Path}/{g.Key}", g.Any(d => d.Person is null),
                    [.. AssetWords.Levels.Select(level => g.FirstOrDefault(d => d.Level == level.Value) is { } duty ? CellOf(duty, directory) : null)])),
            ],
            SecurityDesk.MayWrite(actor)));
    }

    /// <summary>In two steps: which organisation of that level, then who of it.</summary>
    private static async Task<IResult> Ask(string asset, string level, string? organisation, HttpContext context, SecurityDb db, IDirectory directory, IStaff staff, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(asset, level, actor, db, cancel) is not { } system) return Pages.Refuse(SecurityDesk.NotFound);
        var organisations = Organisations(level, actor, directory);
        return Pages.Show<DutyFormPage>(ModelOf(system, level, organisations.FirstOrDefault(o => o.Value == organisation), organisations, staff, FormState.Empty));
    }

    private static async Task<IResult> Assign(
        string asset, string level, FormReader form, HttpContext context, SecurityDb db, IDirectory directory, IStaff staff, RaiseAlerts alerts, TimeProvider clock,
        CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(asset, level, actor, db, cancel) is not { } system) return Pages.Refuse(SecurityDesk.NotFound);
        var organisations = Organisations(level, actor, directory);
        var organisation = form.Choice(OrganisationField, "单位", organisations);
        var person = form.Choice(PersonField, "责任人", organisation.Length == 0 ? [] : staff.People(organisation));
        if (!form.Ok) return Pages.Again<DutyFormPage>(ModelOf(system, level, organisations.FirstOrDefault(o => o.Value == organisation), organisations, staff, form.State));
        var now = clock.Now();
        if (await db.Duties.FindAsync([asset, level], cancel) is { } duty) (duty.Account, duty.At, duty.By) = (person, now, actor.Id);
        else db.Duties.Add(new DutyRow { Asset = asset, Level = level, Account = person, At = now, By = actor.Id });
        await db.SaveWithLine(now, LogKind.Register, actor.Id, asset, $"指定“{system.Name}”的{AssetWords.OfLevel(level)}责任人：{organisation} 的账号 {person}", cancel);
        alerts.Wake();
        return Results.LocalRedirect(Path);
    }

    private static async Task<AssetRow?> Find(string asset, string level, Actor actor, SecurityDb db, CancellationToken cancel)
    {
        var system = await db.Mine(actor).AsNoTracking().SingleOrDefaultAsync(a => a.Id == asset && a.Kind == AssetKind.System && a.RetiredOn == null, cancel);
        return system?.LevelList.Contains(level, StringComparer.Ordinal) == true ? system : null;
    }

    private static ChoiceModel[] Organisations(string level, Actor actor, IDirectory directory) =>
        [.. directory.OrganisationsUnder(actor.Place).Where(o => o.Region.Level == AssetWords.RegionOf(level) && o.Kind != OrganisationKind.Operator).Select(o => new ChoiceModel(o.Id, o.Name))];

    private static DutyCellModel CellOf(Duty duty, IDirectory directory) => new(
        duty.Person?.Name, duty.Person is null ? null : directory.Organisation(duty.Person.Organisation)?.ShortName, duty.Left is not null, PathOf(duty.Asset.Id, duty.Level), AssetWords.OfLevel(duty.Level));

    private static DutyFormModel ModelOf(AssetRow system, string level, ChoiceModel? organisation, IReadOnlyList<ChoiceModel> organisations, IStaff staff, FormState form) => new(
        form, system.Name, AssetWords.OfLevel(level), PathOf(system.Id, level), organisation, organisations, organisation is null ? [] : staff.People(organisation.Value));
}

public sealed record DutiesModel(IReadOnlyList<DutyRowModel> Rows, bool MayWrite);

/// <param name="Flagged">Somewhere nobody answers for it.</param>
/// <param name="Cells">By level; null: it is not run there.</param>
public sealed record DutyRowModel(string System, string Path, bool Flagged, IReadOnlyList<DutyCellModel?> Cells);

/// <param name="Person">Null: nobody, or who was named has left.</param>
public sealed record DutyCellModel(string? Person, string? Organisation, bool Left, string Path, string Level);

/// <param name="Organisation">Null: it is still to be chosen.</param>
public sealed record DutyFormModel(
    FormState Form, string System, string Level, string Action, ChoiceModel? Organisation, IReadOnlyList<ChoiceModel> Organisations, IReadOnlyList<ChoiceModel> People);
