using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>What a department's system asks for when it sends somebody to us (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636).</summary>
internal sealed record Asked(string? ClientId, string? Return, string? ResponseType, string? Scope, string? State, string? Nonce, string? Challenge, string? Method, string? Prompt);

/// <param name="Token">Opaque; opens userinfo alone.</param>
internal sealed record Given(string Token, string IdToken, string Scope);

/// <summary>一号服务: one account for every department's system. Authorisation code with PKCE and nothing else; codes and tokens are kept as hashes; whatever ends a session here ends them.</summary>
internal sealed class SignInProvider(IdentityDb db, Hats hats, SubjectVault subjects, ProviderKeys keys, PublicAddress address, SessionClock clock)
{
    public static readonly TimeSpan CodeHolds = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan TokenHolds = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan IdTokenHolds = TimeSpan.FromMinutes(5);

    public const string TokenPrefix = "owp_";

    /// <summary>What can be told: who it is; name, kind and level; paper and telephone; the post of staff.</summary>
    public static readonly string[] AllScopes = ["openid", "profile", "identity", "staff"];

    public string Issuer => address.Of("");

    /// <summary>A system that is registered and in use, and an address that it registered; else null: then nobody is sent anywhere.</summary>
    public async Task<SystemRow?> Known(string? id, string? back, CancellationToken cancel) =>
        await db.Set<SystemRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == (id ?? "") && s.Active, cancel) is { } system && back is { Length: > 0 } && system.Returns.Split('\n').Contains(back, StringComparer.Ordinal)
            ? system
            : null;

    /// <summary>The error as the standard names it; null: it may go on.</summary>
    public static string? Wrong(Asked asked, SystemRow system)
    {
        var scopes = ScopesOf(asked.Scope);
        if (asked.ResponseType != "code") return "unsupported_response_type";
        if (!scopes.Contains("openid") || scopes.Except(system.Scopes.Split(' ')).Any()) return "invalid_scope";
        return asked.Method != "S256" || asked.Challenge is not { Length: 43 } || asked.State is not { Length: > 0 and <= 500 } || asked.Nonce is { Length: > 500 } ? "invalid_request" : null;
    }

    public async Task<string> Grant(Asked asked, SystemRow system, Actor actor, CancellationToken cancel)
    {
        var (code, now) = (DoorTicket.Random(), clock.Now);
        var old = now.Plus(TimeSpan.FromDays(-1));
        await db.InTransaction(() => db.Set<GrantRow>().Where(g => g.CodeUntil < old).ExecuteDeleteAsync(cancel), cancel);
        db.Add(new GrantRow
        {
            CodeHash = HashOf(code), System = system.Id, Account = actor.Id, Subject = actor.Subject, Level = actor.Level,
            Stamp = await db.Accounts.Where(a => a.Id == actor.Id).Select(a => a.Stamp).SingleAsync(cancel),
            Return = asked.Return!, Challenge = asked.Challenge!, Nonce = asked.Nonce, Scope = string.Join(' ', ScopesOf(asked.Scope)), CodeUntil = now.Plus(CodeHolds),
        });
        await db.SaveChangesAsync(cancel);
        return code;
    }

    /// <summary>Null: the secret is not this system's.</summary>
    public async Task<SystemRow?> Authenticate(string? id, string? secret, CancellationToken cancel) =>
        await db.Set<SystemRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == (id ?? "") && s.Active, cancel) is { } system
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(system.SecretHash), Encoding.ASCII.GetBytes(HashOf(secret ?? "")))
            ? system
            : null;

    /// <summary>The tokens for a code; null: unknown, over, used, of another system, for another address, or without the verifier. A code that comes twice takes back what it gave (RFC 6749 §4.1.2).</summary>
    public async Task<Given?> Exchange(SystemRow system, string? code, string? back, string? verifier, CancellationToken cancel)
    {
        var (hash, now) = (HashOf(code ?? ""), clock.Now);
        if (await db.Set<GrantRow>().AsNoTracking().SingleOrDefaultAsync(g => g.CodeHash == hash, cancel) is not { } grant || grant.System != system.Id) return null;
        var mine = db.Set<GrantRow>().Where(g => g.CodeHash == hash);
        if (await db.InTransaction(() => mine.Where(g => !g.Used).ExecuteUpdateAsync(s => s.SetProperty(g => g.Used, true), cancel), cancel) == 0)
        {
            await db.InTransaction(() => mine.ExecuteUpdateAsync(s => s.SetProperty(g => g.TokenHash, (string?)null), cancel), cancel);
            return null;
        }

        if (now >= grant.CodeUntil || grant.Return != back || verifier is not { Length: >= 43 and <= 128 } || DoorTicket.Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != grant.Challenge) return null;
        if (await Claims(grant, cancel) is not { } claims) return null;
        var token = TokenPrefix + DoorTicket.Random();
        await db.InTransaction(() => mine.ExecuteUpdateAsync(s => s.SetProperty(g => g.TokenHash, HashOf(token)).SetProperty(g => g.TokenUntil, now.Plus(TokenHolds)), cancel), cancel);
        return new Given(token, await Sign(grant, claims, cancel), grant.Scope);
    }

    /// <summary>Who a token is about; null: it is none of ours, or over.</summary>
    public async Task<Dictionary<string, object>?> Tell(string? token, CancellationToken cancel)
    {
        if (token is null || !token.StartsWith(TokenPrefix, StringComparison.Ordinal)) return null;
        var hash = HashOf(token);
        return await db.Set<GrantRow>().AsNoTracking().SingleOrDefaultAsync(g => g.TokenHash == hash, cancel) is { } grant && clock.Now < grant.TokenUntil ? await Claims(grant, cancel) : null;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(text)));

    private static string[] ScopesOf(string? scope) => (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();

    /// <summary>Null: the account was closed or has signed out everywhere since, or the hat is no longer its own.</summary>
    private async Task<Dictionary<string, object>?> Claims(GrantRow grant, CancellationToken cancel)
    {
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == grant.Account && a.Active && a.Stamp == grant.Stamp, cancel) is not { } account) return null;
        if (!await db.Set<SystemRow>().AnyAsync(s => s.Id == grant.System && s.Active, cancel)) return null;
        if (await hats.Wear(account, grant.Subject, cancel) is not { Actor: var actor }) return null;
        var scopes = ScopesOf(grant.Scope);
        var claims = new Dictionary<string, object> { ["sub"] = account.Id };
        var subject = actor.Subject is null ? null : await subjects.Find(actor.Subject, cancel);
        if (scopes.Contains("profile"))
        {
            claims["name"] = actor.Name;
            claims["kind"] = actor.IsStaff ? "staff" : Words(subject!.Kind);
            claims["level"] = (int)grant.Level;
            if (actor.Subject is not null) claims["subject"] = actor.Subject;
        }

        if (scopes.Contains("identity") && subject is not null)
        {
            claims["paper"] = SubjectPapers.Of(subject.Kind, subject.Number).Code;
            claims["number"] = SubjectPapers.Plain(subject.Number);
            if (subject.Phone is not null) claims["phone_number"] = subject.Phone;
        }

        if (scopes.Contains("staff") && actor.IsStaff)
        {
            claims["role"] = RoleWords.CodeOf(actor.Role);
            claims["place"] = actor.Place.ToString();
            if (actor.Organisation is not null) claims["organisation"] = actor.Organisation;
        }

        return claims;
    }

    /// <summary>Says who signed in, and how surely; what else is told comes by userinfo, over the system's own line.</summary>
    private async Task<string> Sign(GrantRow grant, Dictionary<string, object> claims, CancellationToken cancel)
    {
        var now = clock.Now.ToChina().UtcDateTime;
        var told = new Dictionary<string, object> { ["sub"] = claims["sub"], ["acr"] = AcrOf(grant.Level) };
        if (grant.Nonce is not null) told["nonce"] = grant.Nonce;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = grant.System, Claims = told, IssuedAt = now, Expires = now.Add(IdTokenHolds),
            SigningCredentials = new SigningCredentials((await keys.All(cancel))[0], SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>实名等级 as OpenID Connect names the class of a sign-in.</summary>
    public static string AcrOf(Assurance level) => $"urn:onewindow:level:{(int)level}";

    private static string Words(SubjectKind kind) => kind switch
    {
        SubjectKind.Company => "company",
        SubjectKind.Unincorporated => "unincorporated",
        _ => "person",
    };
}
