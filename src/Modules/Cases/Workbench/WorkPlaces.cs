using System.Security.Claims;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>The workbench's left side for who handles cases: receiving at the window, then the work places with what waits in each.</summary>
internal sealed class WorkPlaces(CaseFigures figures, TimeProvider clock) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        var counts = await figures.Waiting(actor, cancel);
        var alerts = await figures.Alerted(actor, cancel);
        var today = clock.Now().Date;
        PlaceModel[] receiving = CaseReach.Receivers.Contains(actor.Role) ? [new PlaceModel("窗口收件", "/work/receive")] : [];
        return [.. receiving, .. WorkPlace.All.Select(place => place.Tray switch
        {
            null => new PlaceModel(place.Words, place.Path, alerts, alerts.Value > 0),
            Tray.Closed => new PlaceModel(place.Words, place.Path),
            { } tray when counts.TryGetValue(tray, out var waiting) =>
                new PlaceModel(place.Words, place.Path, waiting.Count, tray is not (Tray.ToDeliver or Tray.OnHold) && waiting.Least <= today),
            _ => new PlaceModel(place.Words, place.Path, Metrics.CasesWaiting.Of(0)),
        })];
    }
}
