using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 网上申请停用与恢复: what comes online can be stopped with a reason, and the counter goes on with the same cases (青岛办法 第四十六条: neither channel is a
/// condition of the other).
/// </summary>
internal static class SwitchOnlineFiling
{
    public const string Path = "/workbench/online-filing";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ShowOnlineFiling").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost(Path, Handle).WithName(nameof(SwitchOnlineFiling)).ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
    }

    private static async Task<IResult> Show(OnlineFiling online, CancellationToken cancel)
    {
        var (outage, version) = await online.Read(cancel);
        return Pages.Show<OnlineFilingPage>(new OnlineFilingModel(outage, version, FormState.Empty));
    }

    /// <summary>An empty reason opens it again.</summary>
    private static async Task<IResult> Handle(FormReader form, HttpContext context, OnlineFiling online, CancellationToken cancel)
    {
        var stop = form.Raw("state") == "stop";
        var reason = form.Text("reason", "停用的理由", 100, stop ? 2 : 0, required: stop);
        if (form.Ok && !await online.Write(stop ? reason : "", form.Raw("seen"), context.RequireActor().Id, cancel))
            form.Refuse("", "刚刚有人改过，请核对现在的状态后再保存。", PlatformRules.NoSilentOverwrite);
        if (form.Ok) return Results.LocalRedirect(Path);
        var (outage, version) = await online.Read(cancel);
        return Pages.Again<OnlineFilingPage>(new OnlineFilingModel(outage, version, form.State));
    }
}

/// <param name="Outage">Why it is stopped; null: it is open.</param>
public sealed record OnlineFilingModel(string? Outage, int Version, FormState Form);

/// <summary>The switch in the settings, read at most every two seconds.</summary>
internal sealed class OnlineFiling(IDbContextFactory<PlatformDb> contexts, TimeProvider clock)
{
    private const string Setting = "online-outage";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private volatile Known? known;

    private sealed record Known(string? Outage, long At);

    /// <summary>Why nothing can be filed online now; null: it can.</summary>
    public async ValueTask<string?> Outage(CancellationToken cancel = default)
    {
        // Real time on purpose, not the movable clock: this is about processes, not about law.
        if (known is { } now && TimeProvider.System.GetElapsedTime(now.At) < LookEvery) return now.Outage;
        return (await Read(cancel)).Outage;
    }

    public async ValueTask<(string? Outage, int Version)> Read(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Setting, cancel);
        var outage = string.IsNullOrEmpty(row?.Value) ? null : row.Value;
        known = new Known(outage, TimeProvider.System.GetTimestamp());
        return (outage, row?.Version ?? 0);
    }

    /// <returns>False if somebody else changed it since.</returns>
    public async Task<bool> Write(string outage, string? seen, string by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Settings.SingleOrDefaultAsync(s => s.Name == Setting, cancel);
        if (seen != $"{row?.Version ?? 0}") return false;
        if (row is null) db.Add(new SettingRow { Name = Setting, Version = 1, Value = outage, ChangedAt = clock.Now(), ChangedBy = by });
        else (row.Value, row.Version, row.ChangedAt, row.ChangedBy) = (outage, row.Version + 1, clock.Now(), by);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return false;
        }

        known = null;
        return true;
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class OnlineFilingPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor()?.Role == Role.SystemAdministrator ? [new PlaceModel("网上申请开关", SwitchOnlineFiling.Path) { Group = PlaceGroup.Settings }] : []);
}
