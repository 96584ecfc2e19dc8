using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 登录记录和会话: every sign-in as it opened or failed, which sessions are open, and their end. A session that is ended here is over at once, on other nodes within
/// <see cref="Sessions.Remembered"/>.
/// </summary>
internal sealed class SignInBook(IDbContextFactory<IdentityDb> contexts, SessionClock clock, RunMode mode, IOptions<SignInOptions> options) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(183);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SeenEveryAtDesk = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Alike = TimeSpan.FromMinutes(10);

    private readonly MemoryCache open = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>How many sessions of an account, of browsers and of programs each, are open at once; the oldest ends with one more. Zero: any number.</summary>
    public int Most => options.Value.MostSessions ?? (mode.Demonstration ? 0 : 10);

    /// <returns>The session's id.</returns>
    public async Task<string> Begin(AccountRow account, SignInWay way, HttpContext context, CancellationToken cancel)
    {
        var now = clock.Now;
        var row = new SignInRow
        {
            Id = Ids.New(), Account = account.Id, Way = way, Opened = true, From = Masked(context.Connection.RemoteIpAddress), Device = Devices.Of(context.Request.Headers.UserAgent),
            At = now, SeenAt = now, Until = now.Plus(way == SignInWay.Program ? options.Value.TokenLife : options.Value.Longest), Stamp = account.Stamp,
            Window = way != SignInWay.Program && account.Role != Role.Applicant ? Desk.Of(context.Request) : null,
        };
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var old = await db.InTransaction(async () =>
        {
            var over = now.Plus(-Kept);
            await db.SignIns.Where(s => s.Account == account.Id && s.At < over).ExecuteDeleteAsync(cancel);
            var many = Most == 0 ? [] : await Open(db, account, now).Where(s => (s.Way == SignInWay.Program) == (way == SignInWay.Program))
                .OrderByDescending(s => s.At).Skip(Most - 1).Select(s => s.Id).ToListAsync(cancel);
            if (many.Count > 0) await db.SignIns.Where(s => many.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now), cancel);
            db.Add(row);
            await db.SaveChangesAsync(cancel);
            return many;
        }, cancel);
        foreach (var ended in old) open.Remove(ended);
        return row.Id;
    }

    /// <summary>A sign-in that failed: the same again within ten minutes is counted on its line.</summary>
    public async Task Fail(AccountRow account, SignInWay way, string address, CancellationToken cancel)
    {
        var (now, from) = (clock.Now, Masked(IPAddress.TryParse(address, out var known) ? known : null));
        var since = now.Plus(-Alike);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(async () =>
        {
            var again = await db.SignIns.Where(s => s.Account == account.Id && !s.Opened && s.Way == way && s.From == from && s.At >= since)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Times, r => r.Times + 1).SetProperty(r => r.SeenAt, now), cancel);
            if (again > 0) return again;
            db.Add(new SignInRow { Id = Ids.New(), Account = account.Id, Way = way, Opened = false, From = from, At = now, SeenAt = now, Until = now, Stamp = "" });
            return await db.SaveChangesAsync(cancel);
        }, cancel);
    }

    /// <summary>The same session after the account's stamp has changed, or under another hat.</summary>
    public async Task<bool> GoesOn(string session, AccountRow account, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.InTransaction(() => db.SignIns.Where(s => s.Id == session && s.Account == account.Id && s.EndedAt == null && s.Until > now)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Stamp, account.Stamp), cancel), cancel) > 0;
    }

    public async Task<bool> Holds(string session, CancellationToken cancel) =>
        await Standing(session, cancel) is { } standing && clock.Now < standing.Until;

    /// <summary>Whether the shared computer at which it was begun is locked: by hand, or because nobody has been there.</summary>
    public async Task<bool> IsLocked(string session, CancellationToken cancel) =>
        await Standing(session, cancel) is { } standing && (standing.Locked || clock.Now >= standing.IdleFrom);

    public Task Lock(string session, CancellationToken cancel)
    {
        var now = clock.Now;
        return Write(session, s => s.SetProperty(r => r.LockedAt, now), cancel);
    }

    public Task Unlock(string session, CancellationToken cancel)
    {
        var now = clock.Now;
        return Write(session, s => s.SetProperty(r => r.LockedAt, (Instant?)null).SetProperty(r => r.SeenAt, now), cancel);
    }

    /// <summary>From now on it is a session at this window; null: at none.</summary>
    public Task Stand(string session, int? window, CancellationToken cancel)
    {
        var now = clock.Now;
        return Write(session, s => s.SetProperty(r => r.Window, window).SetProperty(r => r.SeenAt, now), cancel);
    }

    private async Task Write(string session, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<SignInRow>> set, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(() => db.SignIns.Where(s => s.Id == session && s.EndedAt == null).ExecuteUpdateAsync(set, cancel), cancel);
        open.Remove(session);
    }

    /// <summary>Null: it was ended. A locked one is never remembered: opened on another node, it is open here too.</summary>
    private async Task<SessionStanding?> Standing(string session, CancellationToken cancel)
    {
        var now = clock.Now;
        if (open.TryGetValue(session, out SessionStanding? known) && now < known!.Again) return known;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.SignIns.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session && s.Opened && s.EndedAt == null, cancel) is not { } row) return null;
        Instant? idle = row.Window is null ? null : row.SeenAt.Plus(options.Value.DeskIdle);
        if (row.LockedAt is not null || now >= idle) return new SessionStanding(row.Until, idle, true, now);
        var every = idle is null ? SeenEvery : SeenEveryAtDesk;
        var again = row.SeenAt.Plus(every);
        if (again <= now)
        {
            await db.InTransaction(() => db.SignIns.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(r => r.SeenAt, now), cancel), cancel);
            (idle, again) = (idle is null ? null : now.Plus(options.Value.DeskIdle), now.Plus(every));
        }

        var standing = new SessionStanding(row.Until, idle, false, again);
        open.Set(session, standing, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Sessions.Remembered });
        return standing;
    }

    /// <summary>结束: one of the account's sessions; the others where none is named.</summary>
    /// <param name="but">Stays open; null: none does.</param>
    public async Task End(string account, string? one, string? but, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ended = await db.InTransaction(async () =>
        {
            var those = db.SignIns.Where(s => s.Account == account && s.Opened && s.EndedAt == null && s.Until > now && (one == null ? s.Id != but : s.Id == one));
            var ids = await those.Select(s => s.Id).ToListAsync(cancel);
            await those.ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now), cancel);
            return ids;
        }, cancel);
        foreach (var id in ended) open.Remove(id);
    }

    /// <summary>The sessions that are open, and the newest sign-ins, failed ones too.</summary>
    public async Task<(IReadOnlyList<SignInRow> Open, IReadOnlyList<SignInRow> Latest)> Of(AccountRow account, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (
            await Open(db, account, clock.Now).AsNoTracking().OrderByDescending(s => s.SeenAt).Take(most).ToListAsync(cancel),
            await db.SignIns.AsNoTracking().Where(s => s.Account == account.Id).OrderByDescending(s => s.At).Take(most).ToListAsync(cancel));
    }

    public void Dispose() => open.Dispose();

    /// <summary>192.0.2.*: of IPv6 the first 48 bits.</summary>
    internal static string Masked(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"{bytes[0]}.{bytes[1]}.{bytes[2]}.*"
            : $"{string.Join(':', Enumerable.Range(0, 3).Select(i => $"{(bytes[2 * i] << 8) | bytes[(2 * i) + 1]:x}"))}:*";
    }

    private IQueryable<SignInRow> Open(IdentityDb db, AccountRow account, Instant now)
    {
        var idle = now.Plus(-options.Value.Idle - SeenEvery);
        return db.SignIns.Where(s => s.Account == account.Id && s.Opened && s.EndedAt == null && s.Until > now && s.Stamp == account.Stamp && (s.Way == SignInWay.Program || s.SeenAt > idle));
    }
}

/// <summary>What a browser tells of itself, in two words; never the whole line, which tells one person from another.</summary>
internal static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("iPhone", "苹果手机"), ("iPad", "苹果平板"), ("Windows", "Windows"), ("Mac OS", "苹果电脑"), ("Linux", "Linux")];

    public static string? Of(string? agent) =>
        agent is null ? null : string.Join('，', new[] { First(Browsers, agent), First(Systems, agent) }.OfType<string>()) is { Length: > 0 } words ? words : null;

    private static string? First((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}

/// <summary>How an open session stands.</summary>
/// <param name="IdleFrom">公用窗口电脑: locked from then on if nobody comes; null: it stands at none.</param>
/// <param name="Again">Then that it is used is written down once more.</param>
internal sealed record SessionStanding(Instant Until, Instant? IdleFrom, bool Locked, Instant Again);
