using System.Security.Cryptography;
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

/// <summary>上门取材料: the applicant lets a courier fetch the papers that the window is to have, instead of coming himself.</summary>
internal static class AskForPickUp
{
    private const int MostAhead = 14;
    private static readonly string[] TooLate = ["Approved", "Refused", "DeemedRenewed", "Delivering"];

    private static readonly Refusal NotFound = new("couriers.not-found", "没有找到这个办件，请从“我的办件”里打开。", PlatformRules.Permission);

    private static readonly Refusal NotNow = new("couriers.not-needed", "本件现在不需要再交材料，或者当地没有接通寄递企业。", PlatformRules.Order);

    public static string PathOf(string number) => $"/my/parcels/{number}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/parcels/{number}", Show).WithName(nameof(AskForPickUp)).AllowRoles(Role.Applicant);
        routes.MapPost("/my/parcels/{number}", Ask).WithName("OrderPickUp").AllowRoles(Role.Applicant);
    }

    /// <summary>Materials may still be handed in, and somebody carries here.</summary>
    public static bool Offered(CaseFacts facts, CourierSettings settings) => !facts.Closed && !TooLate.Contains(facts.Status) && settings.Serving(facts.Place).Count > 0;

    private static async Task<IResult> Show(string number, HttpContext context, ICases cases, CourierSettings settings, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await Own(number, context, cases, cancel) is not { } facts) return Pages.Refuse(NotFound);
        if (!Offered(facts, settings)) return Pages.Refuse(NotNow);
        var self = await subjects.Find(facts.Subject, cancel);
        return Pages.Show<PickUpPage>(Model(facts, settings, clock, FormState.Of(
            ("name", self?.Name), ("phone", self?.Phone), ("address", self?.Address), ("day", Words.Machine(clock.Now().Date.AddDays(1))))));
    }

    private static async Task<IResult> Ask(
        string number, FormReader form, HttpContext context, CouriersDb db, ICases cases, CourierSettings settings, ISubjects subjects, FollowParcels follow, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await Own(number, context, cases, cancel) is not { } facts) return Pages.Refuse(NotFound);
        if (!Offered(facts, settings)) return Pages.Refuse(NotNow);
        var today = clock.Now().Date;
        var courier = form.Choice("courier", "寄递企业", Couriers(facts, settings));
        var end = new End(form.Text("name", "姓名", 60), form.Phone("phone", "电话"), form.Text("address", "取件地址", 300));
        var day = form.Date("day", "希望哪天取", today, today.AddDays(MostAhead));
        if (!form.Ok) return Pages.Again<PickUpPage>(Model(facts, settings, clock, form.State));
        var text = facts.Number.ToString();
        var before = await db.Parcels.Where(p => p.Case == text && p.Direction == ParcelDirection.PickUp).Select(p => p.State).ToListAsync(cancel);
        if (before.Exists(s => !s.IsOver())) return Results.LocalRedirect($"/cases/{facts.Number}");
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        db.Parcels.Add(new ParcelRow
        {
            Id = id, Case = text, Direction = ParcelDirection.PickUp, Sequence = before.Count, Organisation = facts.Organisation, Place = facts.Place.Number, Subject = facts.Subject,
            ItemName = facts.ItemName, Courier = courier, State = ParcelState.Asked, CreatedAt = clock.Now(), DueAt = clock.Now(), Day = day,
            End = await subjects.Seal(facts.Subject, FollowParcels.Context(id), JsonSerializer.SerializeToUtf8Bytes(end, Json.Options), cancel),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
            await follow.RunNow(id, cancel);
        }
        catch (DbUpdateException)
        {
            // The button twice at once: the first order stands.
        }

        return Results.LocalRedirect($"/cases/{facts.Number}");
    }

    private static ValueTask<CaseFacts?> Own(string number, HttpContext context, ICases cases, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return cases.Find(number, facts => facts.Subject == actor.Subject && actor.May(Power.Collect, facts.Item), cancel);
    }

    private static IReadOnlyList<ChoiceModel> Couriers(CaseFacts facts, CourierSettings settings) => [.. settings.Serving(facts.Place).Select(c => new ChoiceModel(c.Code, c.Name))];

    private static PickUpModel Model(CaseFacts facts, CourierSettings settings, TimeProvider clock, FormState form) =>
        new(facts.Number.ToString(), facts.ItemName, Couriers(facts, settings), clock.Now().Date.AddDays(MostAhead), form);
}

public sealed record PickUpModel(string Number, string Item, IReadOnlyList<ChoiceModel> Couriers, DateOnly Last, FormState Form);
