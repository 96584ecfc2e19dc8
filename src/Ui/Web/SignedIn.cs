using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>The actor of a request, carried in the sign-in's claims: one hat at a time, shown on every page.</summary>
public static class SignedIn
{
    private const string Place = "place";
    private const string Organisation = "org";
    private const string Subject = "subject";
    private const string Unit = "unit";
    private const string Level = "level";
    private const string GrantClaim = "grant";
    private const char Between = '\n';

    /// <summary>Null: not signed in.</summary>
    public static Actor? Actor(this HttpContext context) => context.User.Actor();

    /// <inheritdoc cref="Actor(HttpContext)"/>
    public static Actor? Actor(this ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true) return null;
        return new Actor(
            user.FindFirstValue(ClaimTypes.NameIdentifier)!,
            user.FindFirstValue(ClaimTypes.Name) ?? "",
            Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!),
            RegionCode.From(long.Parse(user.FindFirstValue(Place)!, CultureInfo.InvariantCulture)),
            user.FindFirstValue(Organisation),
            user.FindFirstValue(Subject)) {
                Authority = AuthorityOf(user), Unit = user.FindFirstValue(Unit),
                // A sign-in that does not say how sure it is, is not.
                Level = Enum.TryParse<Assurance>(user.FindFirstValue(Level), out var level) ? level : Assurance.Told,
            };
    }

    private static Authority? AuthorityOf(ClaimsPrincipal user)
    {
        IReadOnlyList<Grant> grants = [.. user.FindAll(GrantClaim).Select(c => GrantOf(c.Value.Split(Between)))];
        return grants.Count == 0 ? null : new Authority(grants);
    }

    private static string Line(Grant grant) => string.Join(
        Between, grant.Id, string.Join('|', grant.Powers), grant.Items is null ? "*" : string.Join('|', grant.Items), grant.From?.ToString("O", CultureInfo.InvariantCulture),
        grant.Until?.ToString("O", CultureInfo.InvariantCulture));

    private static Grant GrantOf(string[] parts) => new(
        parts[0], [.. parts[1].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Power>)], parts[2] == "*" ? null : parts[2].Split('|'), Day(parts[3]), Day(parts[4]));

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    /// <summary>For endpoints whose permission demands a sign-in.</summary>
    public static Actor RequireActor(this HttpContext context) =>
        context.Actor() ?? throw new InvalidOperationException("The endpoint's permission let a stranger in.");

    public static ClaimsPrincipal ToPrincipal(this Actor actor, string scheme)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, actor.Id),
            new(ClaimTypes.Name, actor.Name),
            new(ClaimTypes.Role, actor.Role.ToString()),
            new(Level, actor.Level.ToString()),
            new(Place, actor.Place.Number.ToString(CultureInfo.InvariantCulture)),
        ];
        if (actor.Organisation is not null) claims.Add(new Claim(Organisation, actor.Organisation));
        if (actor.Subject is not null) claims.Add(new Claim(Subject, actor.Subject));
        if (actor.Unit is not null) claims.Add(new Claim(Unit, actor.Unit));
        // One grant at least, or an agent without any would come back as the principal himself.
        if (actor.Authority is { } authority) claims.AddRange(authority.Grants.DefaultIfEmpty(new Grant("", [], [], null, null)).Select(g => new Claim(GrantClaim, Line(g))));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
