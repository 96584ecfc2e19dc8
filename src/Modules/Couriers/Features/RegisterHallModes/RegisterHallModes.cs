using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>登记大厅送达方式 (鄠邑细则 第十六条): the management office says in which ways each centre and external hall hands results over; where they are too few, what is missing is named.</summary>
internal static class RegisterHallModes
{
    public const string Path = "/workbench/hall-deliveries";
    public const string ModesField = "modes";

    private static readonly Refusal NotFound = new("couriers.not-found", "没有找到这个大厅，或者它不归您管理。", PlatformRules.Permission);

    private static readonly ChoiceModel[] Offered = [.. HallModes.Words.Select(w => new ChoiceModel(w.Key.ToString(), w.Value))];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ShowHallModes").AllowRoles(Role.ManagementOfficer);
        routes.MapPost($"{Path}/{{hall}}", Register).WithName(nameof(RegisterHallModes)).AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Show(HttpContext context, CouriersDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel) =>
        Pages.Show<HallModesPage>(await ModelOf(context.RequireActor(), db, directory, rulebooks, clock, null, FormState.Empty, cancel));

    private static async Task<IResult> Register(
        string hall, FormReader form, HttpContext context, CouriersDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!Halls(actor, directory).Any(h => h.Id == hall)) return Pages.Refuse(NotFound);
        var modes = form.Choices(ModesField, "送达方式", Offered);
        if (!form.Ok) return Pages.Again<HallModesPage>(await ModelOf(actor, db, directory, rulebooks, clock, hall, form.State, cancel));
        var text = string.Join(',', modes.Order(StringComparer.Ordinal));
        if (await db.Halls.FindAsync([hall], cancel) is { } row) (row.Modes, row.ChangedAt, row.ChangedBy) = (text, clock.Now(), actor.Id);
        else db.Halls.Add(new HallRow { Hall = hall, Modes = text, ChangedAt = clock.Now(), ChangedBy = actor.Id });
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect(Path);
    }

    /// <summary>政务服务中心 and external halls; the stations of towns and villages are none.</summary>
    private static IEnumerable<Organisation> Halls(Actor actor, IDirectory directory) => directory.OrganisationsUnder(actor.Place)
        .Where(o => o.Kind == OrganisationKind.Hall && o.Region.Level <= RegionLevel.County);

    private static async Task<HallModesPageModel> ModelOf(
        Actor actor, CouriersDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, string? refused, FormState form, CancellationToken cancel)
    {
        var registered = await db.Halls.AsNoTracking().ToDictionaryAsync(h => h.Hall, h => h.Modes, cancel);
        var lines = new List<HallModesLineModel>();
        foreach (var hall in Halls(actor, directory))
        {
            var rules = rulebooks.For(hall.Region, ItemType.PublicService, clock.Now().Date);
            var modes = (registered.GetValueOrDefault(hall.Id) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DeliveryMode>).ToList();
            lines.Add(new HallModesLineModel(
                hall.Id, hall.Name, [.. HallModes.Gap(modes, rules).Select(m => HallModes.Words[m])], rules.Find("delivery.leastModes")?.Basis,
                hall.Id == refused ? form : new FormState(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { [ModesField] = modes.Select(m => m.ToString()).ToArray() }, [])));
        }

        return new HallModesPageModel(lines, Offered);
    }
}

/// <param name="Gap">Ways that are missing; empty: none.</param>
public sealed record HallModesLineModel(string Hall, string Name, IReadOnlyList<string> Gap, Citation? Basis, FormState Form);

public sealed record HallModesPageModel(IReadOnlyList<HallModesLineModel> Halls, IReadOnlyList<ChoiceModel> Modes);
