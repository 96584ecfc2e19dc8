using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What this browser set out with: state against foreign answers, nonce against foreign tokens, the verifier against a stolen code (RFC 7636).</summary>
internal sealed record DoorTicket(string Service, string State, string Nonce, string Verifier, string Return, long Until)
{
    /// <summary>S256 of RFC 7636 §4.2.</summary>
    public string Challenge => Url(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static string Random() => Url(RandomNumberGenerator.GetBytes(32));

    public static string Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>Keeps the ticket with the browser, sealed, a cookie for each try: two tabs do not end each other's.</summary>
internal sealed class DoorTickets(IDataProtectionProvider protection, RunMode mode, SessionClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("identity.door");

    public DoorTicket New(string service, string back) =>
        new(service, DoorTicket.Random(), DoorTicket.Random(), DoorTicket.Random(), back, clock.Now.Plus(Life).Microseconds);

    public void Keep(HttpContext context, DoorTicket ticket) =>
        context.Response.Cookies.Append(NameOf(ticket.State), protector.Protect(JsonSerializer.Serialize(ticket, Json.Options)), Options());

    /// <summary>The ticket of this state, which is used up with it; null: this browser never set out with it, or too long ago.</summary>
    public DoorTicket? Take(HttpContext context, string service, string? state)
    {
        if (state is not { Length: >= 40 and <= 50 } || !state.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return null;
        if (context.Request.Cookies[NameOf(state)] is not { Length: > 0 } kept) return null;
        context.Response.Cookies.Delete(NameOf(state), Options());
        try
        {
            var ticket = JsonSerializer.Deserialize<DoorTicket>(protector.Unprotect(kept), Json.Options);
            var same = ticket is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ticket.State), Encoding.ASCII.GetBytes(state));
            return same && ticket!.Service == service && clock.Now.Microseconds < ticket.Until ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string NameOf(string state) => $"{(mode.Demonstration ? "" : "__Host-")}ow-door-{state[..8]}";

    private CookieOptions Options() => new() { HttpOnly = true, Secure = !mode.Demonstration, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Life, IsEssential = true };
}
