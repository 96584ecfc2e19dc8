using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OneWindow.Identity;

/// <summary>`Authorization: Bearer …` of a program. A token that does not hold is no sign-in: the endpoint's permission says the rest.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private const string Begins = "Bearer ";

    public static string? TokenOf(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.Headers.Authorization is [{ } header, ..] && header.StartsWith(Begins, StringComparison.OrdinalIgnoreCase) ? header[Begins.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token) return AuthenticateResult.NoResult();
        return await sessions.Open(token, Context.RequestAborted) is { } who
            ? AuthenticateResult.Success(new AuthenticationTicket(who, Scheme.Name))
            : AuthenticateResult.Fail("The token is unknown, over or revoked.");
    }
}
