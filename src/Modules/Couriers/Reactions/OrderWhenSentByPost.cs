using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Couriers;

/// <summary>
/// 邮寄送达下单: a result that goes by post becomes a parcel, once for each time it is sent. One courier: ordered at once; several: somebody chooses; none:
/// nothing, and the waybill is typed in by hand.
/// </summary>
internal sealed class OrderWhenSentByPost(
    CouriersDb db, ICases cases, ISubjects subjects, CourierSettings settings, FollowParcels follow, TimeProvider clock) : IReaction
{
    public string Topic => "case.delivery-begun/1";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        var couriers = settings.Serving(happened.Place);
        if (couriers.Count == 0 || await Known(happened, cancel)) return;
        var number = CaseNumber.Parse(happened.Number);
        var log = await cases.Log(number, cancel);
        var entry = log.Single(e => e.Sequence == happened.Sequence);
        if (entry.Data.GetProperty("mode").GetString() != "post") return;
        var facts = await cases.Find(number, cancel) ?? throw new InvalidOperationException($"{happened.Number} is unknown.");
        if (await subjects.Find(facts.Subject, cancel) is not { } receiver) return;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var end = new End(receiver.Name, receiver.Phone, AddressIn(entry) ?? receiver.Address ?? "");
        var one = couriers.Count == 1 && end.Address.Length > 0;
        db.Parcels.Add(new ParcelRow
        {
            Id = id, Case = happened.Number, Direction = ParcelDirection.Return, Sequence = happened.Sequence, Organisation = facts.Organisation, Place = facts.Place.Number,
            Subject = facts.Subject, ItemName = facts.ItemName, Courier = one ? couriers[0].Code : null, State = one ? ParcelState.Asked : ParcelState.Open,
            CreatedAt = clock.Now(), DueAt = one ? clock.Now() : null,
            End = await subjects.Seal(facts.Subject, FollowParcels.Context(id), JsonSerializer.SerializeToUtf8Bytes(end, Json.Options), cancel),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Heard twice at once: the first stands.
            db.ChangeTracker.Clear();
            if (!await Known(happened, cancel)) throw;
        }

        follow.Wake();
    }

    private Task<bool> Known(CaseHappened happened, CancellationToken cancel) =>
        db.Parcels.AnyAsync(p => p.Case == happened.Number && p.Direction == ParcelDirection.Return && p.Sequence == happened.Sequence, cancel);

    private static string? AddressIn(CaseEntry entry) =>
        entry.Paper is { ValueKind: JsonValueKind.Object } paper && paper.TryGetProperty("address", out var address) ? address.GetString() : null;
}
