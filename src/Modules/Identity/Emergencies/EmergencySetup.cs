using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>应急授权, put together.</summary>
internal static class EmergencySetup
{
    public static void AddEmergencies(this IServiceCollection services)
    {
        services.AddOptions<EmergencyOptions>().BindConfiguration("Emergency");
        services.AddSingleton<Emergencies>();
        services.AddSingleton<IEmergencies>(s => s.GetRequiredService<Emergencies>());
        services.AddSingleton<IWorkPlaces, EmergencyPlace>();
        services.AddSingleton<IWorkNotes, EmergencyNote>();
    }
}

/// <summary>The link in the menu; marked while a review waits.</summary>
internal sealed class EmergencyPlace(Emergencies emergencies) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) =>
        who.Actor() is { } actor && BreakGlass.Readers.Contains(actor.Role)
            ? [new PlaceModel("应急授权", BreakGlass.Path, null, actor.Role == Role.AuditAdministrator && await emergencies.ReviewWaits(actor, cancel)) { Group = PlaceGroup.Settings }]
            : [];
}

/// <summary>On every page of the workbench for as long as it lasts.</summary>
internal sealed class EmergencyNote(Emergencies emergencies) : IWorkNotes
{
    public async ValueTask<IReadOnlyList<string>> For(ClaimsPrincipal who, CancellationToken cancel) =>
        who.Actor() is { } actor && EmergencyRules.Askers.Contains(actor.Role)
            ? [.. (await emergencies.Of(actor.Id, cancel)).Select(e => $"您正在使用应急授权，到{Words.Of(e.Until!.Value)}。每一次查看都记入登记和安全日志，本人看得到，事后有人复核。")]
            : [];
}
