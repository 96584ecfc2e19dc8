using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Couriers;

/// <summary>
/// 跟踪寄递单: orders, then asks where the parcel is (a call-back makes it ask at once; its content is never believed). What arrived or failed is told, once;
/// news that comes late, twice or in the wrong order changes nothing.
/// </summary>
internal sealed class FollowParcels(
    IDbContextFactory<CouriersDb> contexts, CourierOffice office, CourierSettings settings, ISubjects subjects, IDirectory directory, OutboxBell bell, TimeProvider clock,
    ILogger<FollowParcels> log)
    : DueWorker<CouriersDb, ParcelRow>(contexts, bell, clock, log)
{
    public override string Title => "寄递";

    private static readonly TimeSpan[] Looks = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12)];

    public static string Context(string parcel) => $"parcel/{parcel}";

    protected override async Task Step(CouriersDb db, ParcelRow parcel, CancellationToken cancel)
    {
        // Read along with it: an order that was lost and given again passes its stations once more, and each is noted once.
        await db.Tracks.Where(t => t.Parcel == parcel.Id).LoadAsync(cancel);
        if (parcel.State is ParcelState.Open || parcel.State.IsOver()) parcel.Went(null);
        else if (settings.Find(parcel.Courier) is not { } courier) parcel.Postpone("这家寄递企业没有接通", Clock.Now());
        else if (parcel.State == ParcelState.Asked) await Order(db, parcel, courier, cancel);
        else Heard(db, parcel, await office.Ask(courier, parcel.Id, cancel));
    }

    private async Task Order(CouriersDb db, ParcelRow parcel, Courier courier, CancellationToken cancel)
    {
        if (await subjects.Open(parcel.Subject, Context(parcel.Id), parcel.End, cancel) is not { } plain)
        {
            parcel.Fail("申请人的资料已依法删除");
            return;
        }

        var theirs = JsonSerializer.Deserialize<End>(plain, Json.Options)!;
        var house = HallOf(RegionCode.From(parcel.Place)) ?? directory.Organisation(parcel.Organisation);
        var ours = new End(house?.Name ?? "", house?.Phone, house?.Address ?? "");
        var answer = parcel.Direction == ParcelDirection.Return
            ? await office.Order(courier, parcel, ours, theirs, cancel)
            : await office.Order(courier, parcel, theirs, ours, cancel);
        if (answer is OutsideAnswer.No no)
        {
            // This one will not; another may: somebody chooses.
            (parcel.State, parcel.Courier) = (ParcelState.Open, null);
            parcel.Fail($"{no.Reason}，请换一家");
        }
        else
        {
            Heard(db, parcel, answer);
        }
    }

    /// <summary>The hall that serves a place: its own, or the next one above.</summary>
    private Organisation? HallOf(RegionCode place) => place.UpTheTree()
        .Select(p => directory.OrganisationsUnder(p).FirstOrDefault(o => o.Kind == OrganisationKind.Hall && o.Region == p)).FirstOrDefault(h => h is not null);

    private void Heard(CouriersDb db, ParcelRow parcel, OutsideAnswer answer)
    {
        var now = Clock.Now();
        switch (answer)
        {
            case OutsideAnswer.Later later:
                parcel.Postpone(later.Reason, now);
                break;
            case OutsideAnswer.No { Status: HttpStatusCode.NotFound }:
                // They have lost the order: given once more under the same key.
                parcel.State = ParcelState.Asked;
                parcel.Postpone("寄递企业没有这张单，重新下单", now);
                break;
            case OutsideAnswer.No no:
                parcel.Fail(no.Reason);
                break;
            case OutsideAnswer.Said said when said.As<OrderSaid>() is { Waybill: { Length: > 0 and <= 60 } waybill } order && ParcelStates.Read(order.State) is { } state:
                Apply(db, parcel, order, waybill, state, now);
                break;
            default:
                parcel.Postpone("寄递企业的回答无法识别", now);
                break;
        }
    }

    private static void Apply(CouriersDb db, ParcelRow parcel, OrderSaid order, string waybill, ParcelState state, Instant now)
    {
        var first = parcel.Waybill is null;
        parcel.Waybill ??= waybill;
        if (first) Say(db, parcel, ParcelStep.Sent, null, now);
        if (state.Follows(parcel.State))
        {
            (parcel.State, parcel.Asked, parcel.SignedBy) = (state, 0, order.SignedBy);
            if (db.Tracks.Local.All(t => t.State != state)) db.Tracks.Add(new TrackRow { Parcel = parcel.Id, State = state, At = order.Tracks?.LastOrDefault(t => ParcelStates.Read(t.State) == state)?.At is { } at ? Instant.From(at) : now });
            if (state == ParcelState.Delivered) Say(db, parcel, ParcelStep.Delivered, null, now);
            else if (state.HasFailed()) Say(db, parcel, ParcelStep.Failed, state.ToString().ToLowerInvariant(), now);
        }

        parcel.Went(parcel.State.IsOver() ? null : now.Plus(Looks[Math.Min(parcel.Asked++, Looks.Length - 1)]));
        if (parcel.State.HasFailed()) (parcel.Trouble, parcel.Reason) = (true, parcel.State.Words());
    }

    /// <summary>Only what carries a result is told: materials on their way change nothing in law until the window has them.</summary>
    private static void Say(CouriersDb db, ParcelRow parcel, ParcelStep step, string? why, Instant now)
    {
        if (parcel.Direction != ParcelDirection.Return) return;
        db.Outbox.Add(OutboxRow.Of(CaseNumber.Parse(parcel.Case).Region, $"parcel.{step.ToString().ToLowerInvariant()}/1", now, new ParcelMoved(
            $"{parcel.Id}-{step.ToString().ToLowerInvariant()}", parcel.Case, parcel.Id, parcel.Sequence, parcel.Courier!, parcel.Waybill!, step, why)));
    }
}
