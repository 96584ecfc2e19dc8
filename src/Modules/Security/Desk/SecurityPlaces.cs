using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>Who reads the registers: the three administrators; who writes: the security administrator alone (GB/T 22239-2019 8.1.5).</summary>
internal static class SecurityDesk
{
    public static readonly Role[] Readers = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    public static Refusal NotFound { get; } = new("security.not-found", "没有找到这一项，或者它不归您管理。", PlatformRules.Permission);

    public static Refusal Changed { get; } = new("security.changed-meanwhile", "别人刚刚改过这一项，请看过最新的内容后再改。", PlatformRules.NoSilentOverwrite);

    public static bool MayWrite(Actor actor) => actor.Role == Role.SecurityAdministrator;

    public static IQueryable<AssetRow> Mine(this SecurityDb db, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Assets.Where(a => a.Place >= from && a.Place < end);
    }

    /// <summary>The people of an organisation, as choices.</summary>
    public static IReadOnlyList<ChoiceModel> People(this IStaff staff, string organisation) =>
        [.. staff.Of(organisation).Select(p => new ChoiceModel(p.Id, $"{p.Name}（{RoleWords.Of(p.Role)}）"))];
}

/// <summary>The link in the workbench's menu, with the number of alerts that stand.</summary>
internal sealed class SecurityPlaces(IDbContextFactory<SecurityDb> contexts, IDbContextFactory<PlatformDb> platforms, BackupSettings backups, TimeProvider clock) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !SecurityDesk.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var platform = await platforms.CreateDbContextAsync(cancel);
        var alerts = await SecurityFigures.Alerts(db, actor.Place, await ShowBackups.Late(platform, backups, clock.Now(), cancel), cancel);
        return [new PlaceModel("安全管理", WatchSecurity.Path, alerts, alerts.Value > 0) { Group = PlaceGroup.Settings }];
    }
}
