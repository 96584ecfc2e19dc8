using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>OpenID Connect: authorisation code with PKCE, state and nonce; the id_token checked against the issuer's published keys (OpenID Connect Core 1.0 §3.1.3.7).</summary>
internal sealed class OpenIdConnectService(string name, ServiceOptions options, RunMode mode, SessionClock clock, OutsideDoor door) : IIdentityService
{
    private static readonly TimeSpan KeysHold = TimeSpan.FromHours(1);

    /// <summary>A token with an unknown key makes us ask for the keys again, but not more often than this.</summary>
    private static readonly TimeSpan KeysHoldAtLeast = TimeSpan.FromMinutes(1);

    /// <summary>Asymmetric ones only: "none" and what is signed with a shared secret are not here.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly CallWall wall = new(options, mode.Demonstration);
    private readonly HttpClient client = new CallWall(options, mode.Demonstration).Client(door);
    private readonly SemaphoreSlim turn = new(1);
    private (OpenIdConnectConfiguration Configuration, Instant At)? known;

    public string Name => name;

    public ServiceOptions Options => options;

    public string CodeName => "code";

    public string StateName => "state";

    public async Task<Outcome<Uri>> Begin(DoorTicket ticket, string back, CancellationToken cancel)
    {
        if (await Known(KeysHold, cancel) is not { } configuration) return ServiceWords.Unreachable(options);
        var query = Query(
            ("response_type", "code"), ("client_id", options.ClientId), ("redirect_uri", back), ("scope", options.Scopes), ("state", ticket.State),
            ("nonce", ticket.Nonce), ("code_challenge", ticket.Challenge), ("code_challenge_method", "S256"));
        return new Uri(configuration.AuthorizationEndpoint + (configuration.AuthorizationEndpoint.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query);
    }

    public async Task<Outcome<Arrival>> Finish(string code, DoorTicket ticket, string back, CancellationToken cancel)
    {
        if (await Known(KeysHold, cancel) is not { } configuration) return ServiceWords.Unreachable(options);
        try
        {
            using var exchange = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint) { Content = new FormUrlEncodedContent(ExchangeFields(code, ticket, back)) };
            if (options.ClientSecret is { Length: > 0 } secret && options.SecretIn == "basic")
            {
                var credentials = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(secret)}";
                exchange.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
            }

            using var answer = await client.SendAsync(exchange, cancel);
            if ((int)answer.StatusCode >= 500) return ServiceWords.Unreachable(options);
            var tokens = await ServiceWords.Read(answer, cancel);
            if (!answer.IsSuccessStatusCode || tokens is not { } given || Arrival.At(given, "id_token") is not { } idToken) return ServiceWords.NotTrusted(options);
            return await Accept(idToken, Arrival.At(given, "access_token"), ticket.Nonce, configuration, cancel);
        }
        catch (Exception e) when (ServiceWords.IsTrouble(e, cancel))
        {
            return ServiceWords.Unreachable(options);
        }
    }

    public async Task<Uri?> Leave(string back, CancellationToken cancel) =>
        (await Known(KeysHold, cancel))?.EndSessionEndpoint is { Length: > 0 } end && Uri.TryCreate(end, UriKind.Absolute, out var at) && wall.Allows(at)
            ? new Uri(end + "?" + Query(("client_id", options.ClientId), ("post_logout_redirect_uri", back)))
            : null;

    /// <summary>The claims of a token that holds: signed by one of these keys, for us, from there, now, and for this very sign-in. Null: it does not.</summary>
    internal static async Task<JsonObject?> Claims(string idToken, string nonce, ServiceOptions options, IEnumerable<SecurityKey> keys)
    {
        var result = await Validate(idToken, options, keys);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token) return null;
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(token.EncodedPayload))!.AsObject();
        if (!token.TryGetPayloadValue<string>("nonce", out var told) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(nonce))) return null;
        token.TryGetPayloadValue<string>("azp", out var party);
        if (party is null ? token.Audiences.Count() > 1 : party != options.ClientId) return null;
        return token.Subject is { Length: > 0 } && token.TryGetPayloadValue<long>("iat", out _) ? claims : null;
    }

    public void Dispose()
    {
        client.Dispose();
        turn.Dispose();
    }

    private static Task<TokenValidationResult> Validate(string idToken, ServiceOptions options, IEnumerable<SecurityKey> keys) =>
        new JsonWebTokenHandler { MaximumTokenSizeInBytes = 64 * 1024 }.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.ClientId,
            IssuerSigningKeys = keys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(1),
        });

    private async Task<Outcome<Arrival>> Accept(string idToken, string? accessToken, string nonce, OpenIdConnectConfiguration configuration, CancellationToken cancel)
    {
        var claims = await Claims(idToken, nonce, options, configuration.SigningKeys);
        if (claims is null && await HasNewKeys(configuration, cancel) is { } changed) claims = await Claims(idToken, nonce, options, changed.SigningKeys);
        if (claims is null) return ServiceWords.NotTrusted(options);
        var sub = claims["sub"]!.GetValue<string>();
        if (accessToken is not null && configuration.UserInfoEndpoint is { Length: > 0 } profile)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, profile) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } };
            using var answer = await client.SendAsync(ask, cancel);
            if (!answer.IsSuccessStatusCode || await ServiceWords.Read(answer, cancel) is not { ValueKind: JsonValueKind.Object } told) return ServiceWords.Unreachable(options);
            // §5.3.2: an answer about somebody else is not used.
            if (Arrival.At(told, "sub") != sub) return ServiceWords.NotTrusted(options);
            foreach (var claim in told.EnumerateObject()) claims[claim.Name] = JsonNode.Parse(claim.Value.GetRawText());
        }

        return Arrival.Of(name, options, JsonSerializer.SerializeToElement(claims), sub);
    }

    private async Task<OpenIdConnectConfiguration?> HasNewKeys(OpenIdConnectConfiguration before, CancellationToken cancel) =>
        await Known(KeysHoldAtLeast, cancel) is { } now && !ReferenceEquals(now, before) ? now : null;

    private List<KeyValuePair<string, string>> ExchangeFields(string code, DoorTicket ticket, string back)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", back), new("code_verifier", ticket.Verifier), new("client_id", options.ClientId),
        ];
        if (options.ClientSecret is { Length: > 0 } secret && options.SecretIn != "basic") fields.Add(new("client_secret", secret));
        return fields;
    }

    /// <summary>What it publishes about itself, kept for a while; null: it cannot be reached, or it is not who it should be. An old answer is better than none.</summary>
    private async Task<OpenIdConnectConfiguration?> Known(TimeSpan hold, CancellationToken cancel)
    {
        if (known is { } fresh && clock.Now < fresh.At.Plus(hold)) return fresh.Configuration;
        await turn.WaitAsync(cancel);
        try
        {
            if (known is { } meanwhile && clock.Now < meanwhile.At.Plus(hold)) return meanwhile.Configuration;
            var retriever = new HttpDocumentRetriever(client) { RequireHttps = !mode.Demonstration };
            var now = await OpenIdConnectConfigurationRetriever.GetAsync($"{options.Issuer.TrimEnd('/')}/.well-known/openid-configuration", retriever, cancel);
            if (now.Issuer != options.Issuer || !Named(now.AuthorizationEndpoint) || !Named(now.TokenEndpoint)) return null;
            known = (now, clock.Now);
            return now;
        }
        catch (Exception e) when (ServiceWords.IsTrouble(e, cancel))
        {
            return known?.Configuration;
        }
        finally
        {
            turn.Release();
        }
    }

    private bool Named(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var at) && wall.Allows(at);

    private static string Query(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
}
