using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>交寄: staff see one parcel, choose its courier and mend its address, or ask again what failed.</summary>
internal static class ChooseCourier
{
    public const string CourierField = "courier";
    public const string AddressField = "address";

    private static readonly Role[] Senders = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative];

    private static readonly Refusal NotFound = new("couriers.not-found", "没有找到这张寄递单，或者它不归您办理。", PlatformRules.Permission);

    private static readonly Refusal Changed = new("couriers.changed-meanwhile", "这张寄递单刚有变化，请看最新的情况。", PlatformRules.NoSilentOverwrite);

    public static string PathOf(string parcel) => $"{ListParcels.Path}/{parcel}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ListParcels.Path}/{{parcel}}", Show).WithName("ShowParcel").AllowRoles(ListParcels.Readers);
        routes.MapPost($"{ListParcels.Path}/{{parcel}}/courier", Choose).WithName(nameof(ChooseCourier)).AllowRoles(Senders);
        routes.MapPost($"{ListParcels.Path}/{{parcel}}/retry", Retry).WithName("RetryParcel").AllowRoles(ListParcels.Readers);
    }

    private static async Task<IResult> Show(string parcel, HttpContext context, CouriersDb db, CourierSettings settings, ISubjects subjects, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        return await Find(db, parcel, actor, cancel) is { } row
            ? Pages.Show<ParcelPage>(await ModelOf(db, row, actor, null, settings, subjects, cancel))
            : Pages.Refuse(NotFound);
    }

    private static async Task<IResult> Choose(
        string parcel, FormReader form, HttpContext context, CouriersDb db, CourierSettings settings, ISubjects subjects, FollowParcels follow, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, parcel, actor, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (row.State != ParcelState.Open) return Pages.Refuse(Changed);
        var courier = form.Choice(CourierField, "寄递企业", Offered(row, settings));
        var address = form.Text(AddressField, "地址", 300);
        if (!form.Ok) return Pages.Again<ParcelPage>(await ModelOf(db, row, actor, form.State, settings, subjects, cancel));
        if (await EndOf(row, subjects, cancel) is not { } end) return Pages.Refuse(NotFound);
        row.End = await subjects.Seal(row.Subject, FollowParcels.Context(row.Id), JsonSerializer.SerializeToUtf8Bytes(end with { Address = address }, Json.Options), cancel);
        (row.Courier, row.State) = (courier, ParcelState.Asked);
        row.Went(clock.Now());
        row.Version++;
        if (!await db.TrySave(cancel)) return Pages.Refuse(Changed);

        await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(PathOf(parcel));
    }

    private static async Task<IResult> Retry(string parcel, HttpContext context, CouriersDb db, FollowParcels follow, CancellationToken cancel)
    {
        if (await Find(db, parcel, context.RequireActor(), cancel) is not { } row) return Pages.Refuse(NotFound);
        if (!row.State.IsOver()) await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(PathOf(parcel));
    }

    public static IReadOnlyList<ChoiceModel> Offered(ParcelRow row, CourierSettings settings) =>
        [.. settings.Serving(RegionCode.From(row.Place)).Select(c => new ChoiceModel(c.Code, c.Name))];

    private static Task<ParcelRow?> Find(CouriersDb db, string parcel, Actor actor, CancellationToken cancel) =>
        ListParcels.Within(db.Parcels, actor).SingleOrDefaultAsync(p => p.Id == parcel, cancel);

    public static async Task<End?> EndOf(ParcelRow row, ISubjects subjects, CancellationToken cancel) =>
        await subjects.Open(row.Subject, FollowParcels.Context(row.Id), row.End, cancel) is { } plain ? JsonSerializer.Deserialize<End>(plain, Json.Options) : null;

    private static async Task<ParcelPageModel> ModelOf(
        CouriersDb db, ParcelRow row, Actor actor, FormState? typed, CourierSettings settings, ISubjects subjects, CancellationToken cancel)
    {
        var end = await EndOf(row, subjects, cancel);
        var sends = Senders.Contains(actor.Role);
        var tracks = await db.Tracks.AsNoTracking().Where(t => t.Parcel == row.Id).OrderBy(t => t.At).ToListAsync(cancel);
        return new ParcelPageModel(
            row.Id, row.ItemName, row.Case, row.Direction == ParcelDirection.Return ? "寄结果" : "上门取材料", row.State.Words(), row.State.Kind(),
            settings.Find(row.Courier)?.Name ?? row.Courier, row.Waybill, sends ? end?.Name : Masking.Name(end?.Name ?? ""), sends ? end?.Phone : null, sends ? end?.Address : null, row.Day,
            row.Trouble || row.Failures > 0 ? row.Reason : null, row.State == ParcelState.Open && sends, !row.State.IsOver() && row.State != ParcelState.Open, row.State.HasFailed(),
            [.. tracks.Select(t => new TrackModel(t.State.Words(), t.At))], Offered(row, settings), typed ?? FormState.Of((AddressField, end?.Address)));
    }
}

public sealed record TrackModel(string Words, Instant At);

/// <param name="Choosing">The reader is to choose a courier.</param>
/// <param name="Running">May be asked about now.</param>
public sealed record ParcelPageModel(
    string Id, string Item, string Case, string Title, string Status, StatusKind Kind, string? Courier, string? Waybill, string? Name, string? Phone, string? Address, DateOnly? Day,
    string? Reason, bool Choosing, bool Running, bool HasFailed, IReadOnlyList<TrackModel> Tracks, IReadOnlyList<ChoiceModel> Couriers, FormState Form);
