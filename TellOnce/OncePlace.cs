using System.Security.Claims;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>The workbench's way to it, for who answers questions at a window.</summary>
internal sealed class OncePlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && TellOnce.Tellers.Contains(actor.Role) ? [new PlaceModel("一次性告知", "/work/once")] : []);
}
