using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 会话: a browser's in a cookie, a program's in an opaque token of which only the hash is kept. Both carry the account's stamp of the
/// moment: when it changes they end, here at once, on other nodes within <see cref="Remembered"/>.
/// </summary>
internal sealed class Sessions(
    IDbContextFactory<IdentityDb> contexts, Hats hats, SignInBook book, SessionClock clock, TimeProvider calendar, IOptions<SignInOptions> options) : IDisposable
{
    public const string Scheme = "onewindow";
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string Bearer = "Bearer";

    internal static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private const string CapacityClaim = "capacity";
    private const string StampClaim = "stamp";
    private const string UntilClaim = "until";
    private const string ServiceClaim = "service";
    private const string SessionClaim = "session";
    private const string TokenPrefix = "ow_";
    private readonly MemoryCache stamps = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly MemoryCache programs = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>Signs the browser in; false if the account may act for nobody.</summary>
    /// <param name="subject">Applicants: the hat to put on; staff: the post; null for the first.</param>
    /// <param name="door">How surely, and by which service; null: as this browser is signed in already, else by a password.</param>
    public async Task<bool> SignIn(HttpContext context, AccountRow account, string? subject = null, (Assurance Level, string? Service)? door = null)
    {
        if (await hats.Wear(account, subject, context.RequestAborted) is not { } wearer) return false;
        var (level, service) = door ?? (context.Actor() is { } now && now.Id == account.Id ? (now.Level, ServiceOf(context.User)) : (Assurance.Proven, null));
        // Another hat is the same session; whoever gives his password anew begins another.
        var (before, was) = (SessionOf(context.User), context.Actor()?.Id);
        var session = subject is not null && door is null && before is not null && was == account.Id && await book.GoesOn(before, account, context.RequestAborted)
            ? before
            : await book.Begin(account, WayOf(account, door), context, context.RequestAborted);
        if (before is not null && was is not null && before != session) await book.End(was, before, null, context.RequestAborted);
        var who = Principal(wearer with { Actor = wearer.Actor with { Level = level } }, Cookie, account.Stamp, session);
        if (service is not null) ((ClaimsIdentity)who.Identity!).AddClaim(new Claim(ServiceClaim, service));
        ((ClaimsIdentity)who.Identity!).AddClaims(DeskLock.ClaimsOf(context.Request, account, options.Value));
        await context.SignInAsync(Cookie, who);
        context.User = who;
        return true;
    }

    /// <summary>This browser stays signed in after its account's stamp has changed.</summary>
    public async Task StaysIn(HttpContext context, AccountRow account)
    {
        Forget(account.Id);
        if (SessionOf(context.User) is not { } session || !await book.GoesOn(session, account, context.RequestAborted)) return;
        var who = context.User.Clone();
        var identity = (ClaimsIdentity)who.Identity!;
        identity.RemoveClaim(identity.FindFirst(StampClaim));
        identity.AddClaim(new Claim(StampClaim, account.Stamp));
        await context.SignInAsync(Cookie, who);
        context.User = who;
    }

    /// <summary>Which line of the sign-ins this is.</summary>
    public static string? SessionOf(ClaimsPrincipal who) => who.FindFirstValue(SessionClaim);

    /// <summary>The service by which this browser signed in; null: here.</summary>
    public static string? ServiceOf(ClaimsPrincipal who) => who.FindFirstValue(ServiceClaim);

    /// <summary>A token for a program; null if the account may act for nobody.</summary>
    public async Task<(string Token, Instant ExpiresAt)?> NewToken(AccountRow account, HttpContext context, CancellationToken cancel)
    {
        if (await hats.Wear(account, null, cancel) is not { } wearer) return null;
        var token = TokenPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var (now, until) = (clock.Now, clock.Now.Plus(options.Value.TokenLife));
        var session = await book.Begin(account, SignInWay.Program, context, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.RemoveRange(await db.Tokens.Where(t => t.Account == account.Id && t.ExpiresAt <= now).ToListAsync(cancel));
        db.Add(new TokenRow { Hash = HashOf(token), Account = account.Id, Subject = wearer.Actor.Subject, Stamp = account.Stamp, ExpiresAt = until, SignIn = session });
        await db.SaveChangesAsync(cancel);
        return (token, until);
    }

    /// <summary>Whose token it is; null if it is unknown, over, revoked, or older than the account's last change.</summary>
    public async Task<ClaimsPrincipal?> Open(string token, CancellationToken cancel)
    {
        if (!token.StartsWith(TokenPrefix, StringComparison.Ordinal)) return null;
        var hash = HashOf(token);
        if (!programs.TryGetValue(hash, out Program? program))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var found = await db.Tokens.AsNoTracking().Where(t => t.Hash == hash)
                .Join(db.Accounts, t => t.Account, a => a.Id, (t, a) => new { Token = t, Account = a }).SingleOrDefaultAsync(cancel);
            if (found?.Token.SignIn is null || !found.Account.Active || found.Account.Stamp != found.Token.Stamp) return null;
            if (await hats.Wear(found.Account, found.Token.Subject, cancel) is not { } wearer) return null;
            program = new Program(Principal(wearer, Bearer, found.Token.Stamp, found.Token.SignIn), found.Token.ExpiresAt);
            programs.Set(hash, program, Briefly());
        }

        return program!.ExpiresAt > clock.Now ? await Current(program.Principal, cancel) : null;
    }

    /// <summary>
    /// The sign-in as it is at this moment; null: it no longer counts. Who acts for somebody else acts by what holds now: an authority that was ended, or a legal
    /// representative who is one no more, is out with the very next request, on every node, in browsers and programs alike.
    /// </summary>
    public async Task<ClaimsPrincipal?> Current(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (!await Holds(who, cancel)) return null;
        if (who.FindFirstValue(CapacityClaim) is not { } capacity || capacity == nameof(Capacity.Self)) return who;
        var actor = who.Actor()!;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (capacity == nameof(Capacity.Representative))
        {
            return await db.Hats.AnyAsync(h => h.Account == actor.Id && h.Subject == actor.Subject && h.Capacity == Capacity.Representative, cancel) ? who : null;
        }

        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == actor.Id, cancel) is not { } account) return null;
        if (await hats.Wear(account, actor.Subject, cancel) is not { } wearer) return null;
        var fresh = Principal(wearer with { Actor = wearer.Actor with { Level = actor.Level } }, who.Identity!.AuthenticationType!, account.Stamp, SessionOf(who)!);
        if (ServiceOf(who) is { } service) ((ClaimsIdentity)fresh.Identity!).AddClaim(new Claim(ServiceClaim, service));
        return fresh;
    }

    public async Task Revoke(string token, CancellationToken cancel)
    {
        var hash = HashOf(token);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Tokens.Where(t => t.Hash == hash).ToListAsync(cancel);
        db.RemoveRange(rows);
        await db.SaveChangesAsync(cancel);
        programs.Remove(hash);
        foreach (var row in rows.Where(r => r.SignIn is not null)) await book.End(row.Account, row.SignIn, null, cancel);
    }

    /// <summary>Whether the sign-in still counts: the account is open, its stamp is the one that was signed in with, and the authority's term is not over.</summary>
    public async Task<bool> Holds(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.FindFirstValue(ClaimTypes.NameIdentifier) is not { } account || who.FindFirstValue(StampClaim) is not { } stamp) return false;
        if (SessionOf(who) is not { } session || !await book.Holds(session, cancel)) return false;
        if (who.FindFirstValue(UntilClaim) is { } until && calendar.Now().Date > DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture)) return false;
        if (!stamps.TryGetValue(account, out string? now))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            now = await db.Accounts.Where(a => a.Id == account && a.Active).Select(a => a.Stamp).SingleOrDefaultAsync(cancel);
            if (now is null) return false;
            stamps.Set(account, now, Briefly());
        }

        return now == stamp;
    }

    /// <summary>After a change of the account: what is signed in with the old stamp ends here at once.</summary>
    public void Forget(string account) => stamps.Remove(account);

    public void Dispose()
    {
        stamps.Dispose();
        programs.Dispose();
    }

    private static ClaimsPrincipal Principal(Wearer wearer, string scheme, string stamp, string session)
    {
        var who = wearer.Actor.ToPrincipal(scheme);
        var identity = (ClaimsIdentity)who.Identity!;
        identity.AddClaim(new Claim(StampClaim, stamp));
        identity.AddClaim(new Claim(SessionClaim, session));
        if (wearer.Capacity is { } capacity)
        {
            identity.AddClaim(new Claim(CapacityClaim, capacity.ToString()));
            identity.AddClaim(new Claim(ShownHat.Claim, CapacityWords.Of(capacity)));
        }

        if (wearer.Post is var (post, words))
        {
            identity.AddClaim(new Claim(ShownHat.PostClaim, post));
            identity.AddClaim(new Claim(ShownHat.Claim, words));
        }

        if (wearer.Many) identity.AddClaim(new Claim(ShownHat.ManyClaim, "yes"));
        if (wearer.Until is { } until) identity.AddClaim(new Claim(UntilClaim, until.ToString("O", CultureInfo.InvariantCulture)));
        return who;
    }

    private static SignInWay WayOf(AccountRow account, (Assurance Level, string? Service)? door) =>
        door is { Service: not null } ? SignInWay.Service
        : door is not null ? SignInWay.Phone
        : account.PasswordHash is null ? SignInWay.Demonstration
        : account.TotpBox is not null ? SignInWay.PasswordAndCode
        : SignInWay.Password;

    private static string HashOf(string token) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(token)));

    private static MemoryCacheEntryOptions Briefly() => new() { Size = 1, AbsoluteExpirationRelativeToNow = Remembered };

    private sealed record Program(ClaimsPrincipal Principal, Instant ExpiresAt);
}
