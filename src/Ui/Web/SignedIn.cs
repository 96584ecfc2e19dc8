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
    private const string AuthorityUntil = "authority-until";
    private const string AuthorityItem = "authority-item";
    private const string AuthorityWhole = "authority-whole";

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
        IReadOnlyList<string> items = [.. user.FindAll(AuthorityItem).Select(c => c.Value)];
        var whole = user.HasClaim(c => c.Type == AuthorityWhole);
        if (items.Count == 0 && !whole) return null;
        return new Authority(whole ? null : items, user.FindFirstValue(AuthorityUntil) is { } until ? DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture) : null);
    }

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
        if (actor.Authority is { } authority)
        {
            if (authority.Until is { } until) claims.Add(new Claim(AuthorityUntil, until.ToString("O", CultureInfo.InvariantCulture)));
            if (authority.Items is null) claims.Add(new Claim(AuthorityWhole, "yes"));
            else claims.AddRange(authority.Items.Select(item => new Claim(AuthorityItem, item)));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
