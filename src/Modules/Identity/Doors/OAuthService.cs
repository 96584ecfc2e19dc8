using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// OAuth 2 for services that are not quite OpenID Connect: the same steps, with names, places and a signature as the settings tell. Who somebody is
/// comes from the profile alone, fetched over a line of our own, never from what the browser carries.
/// </summary>
internal sealed class OAuthService(string name, ServiceOptions options, RunMode mode, SessionClock clock, OutsideDoor door) : IIdentityService
{
    private readonly HttpClient client = new CallWall(options, mode.Demonstration).Client(door);

    public string Name => name;

    public ServiceOptions Options => options;

    public string CodeName => options.Odd.CodeName;

    public string StateName => options.Odd.StateName;

    private OddWays Odd => options.Odd;

    public Task<Outcome<Uri>> Begin(DoorTicket ticket, string back, CancellationToken cancel)
    {
        Dictionary<string, string> fields = new(Odd.Extra)
        {
            ["response_type"] = "code", [Odd.ClientIdName] = options.ClientId, [Odd.RedirectName] = back, [Odd.StateName] = ticket.State,
            ["code_challenge"] = ticket.Challenge, ["code_challenge_method"] = "S256",
        };
        if (options.Scopes.Length > 0) fields["scope"] = options.Scopes;
        return Task.FromResult<Outcome<Uri>>(With(Odd.AuthorizeAddress, fields));
    }

    public async Task<Outcome<Arrival>> Finish(string code, DoorTicket ticket, string back, CancellationToken cancel)
    {
        try
        {
            Dictionary<string, string> exchange = new()
            {
                ["grant_type"] = "authorization_code", [Odd.CodeNameInExchange] = code, [Odd.ClientIdName] = options.ClientId, [Odd.RedirectName] = back,
                ["code_verifier"] = ticket.Verifier,
            };
            if (options.ClientSecret is { Length: > 0 } secret && Odd.SecretName.Length > 0) exchange[Odd.SecretName] = secret;
            using var given = await client.SendAsync(Ask(Odd.TokenAddress, Odd.ExchangeBy, Signed(exchange)), cancel);
            if (await Judge(given, cancel) is not { } tokens) return Answer(given);
            if (Arrival.At(tokens, Odd.TokenPath) is not { Length: > 0 } token) return ServiceWords.NotTrusted(options);

            using var ask = Odd.TokenIn == "header"
                ? Ask(Odd.ProfileAddress, "query", Signed([]))
                : Ask(Odd.ProfileAddress, Odd.TokenIn, Signed(new() { [Odd.TokenName] = token, [Odd.ClientIdName] = options.ClientId }));
            if (Odd.TokenIn == "header") ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var told = await client.SendAsync(ask, cancel);
            return await Judge(told, cancel) is { } profile ? Arrival.Of(name, options, profile) : Answer(told);
        }
        catch (Exception e) when (ServiceWords.IsTrouble(e, cancel))
        {
            return ServiceWords.Unreachable(options);
        }
    }

    public Task<Uri?> Leave(string back, CancellationToken cancel) => Task.FromResult(
        Odd.LogoutAddress.Length > 0 ? With(Odd.LogoutAddress, new() { [Odd.RedirectName] = back, [Odd.ClientIdName] = options.ClientId }) : null);

    public void Dispose() => client.Dispose();

    /// <summary>The text that is signed: all parameters by name, "a=1&amp;b=2", empty ones left out.</summary>
    internal static string SignatureOf(IReadOnlyDictionary<string, string> fields, string by, string secret)
    {
        var text = string.Join('&', fields.Where(f => f.Value.Length > 0).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
        byte[] key = Encoding.UTF8.GetBytes(secret), plain = Encoding.UTF8.GetBytes(text), behind = Encoding.UTF8.GetBytes(text + secret);
        var mac = new byte[Sm3.Size];
        switch (by)
        {
            case "hmac-sha256": return Convert.ToHexStringLower(HMACSHA256.HashData(key, plain));
            case "sha256": return Convert.ToHexStringLower(SHA256.HashData(behind));
            case "sm3": return Convert.ToHexStringLower(Sm3.Of(behind));
            default:
                Sm3.Mac(key, plain, mac);
                return Convert.ToHexStringLower(mac);
        }
    }

    private Dictionary<string, string> Signed(Dictionary<string, string> fields)
    {
        if (Odd.SignatureName.Length == 0) return fields;
        fields[Odd.TimeName] = (clock.Now.Microseconds / 1000).ToString(CultureInfo.InvariantCulture);
        fields[Odd.SignatureName] = SignatureOf(fields, Odd.SignatureBy, options.ClientSecret ?? "");
        return fields;
    }

    private static HttpRequestMessage Ask(string address, string by, Dictionary<string, string> fields) => by switch
    {
        "json" => new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(fields) },
        "form" => new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) },
        _ => new HttpRequestMessage(HttpMethod.Get, With(address, fields)),
    };

    /// <summary>Its answer, where it says that it went well: some say no with status 200.</summary>
    private async Task<JsonElement?> Judge(HttpResponseMessage answer, CancellationToken cancel) =>
        answer.IsSuccessStatusCode && await ServiceWords.Read(answer, cancel) is { } told && (Odd.OkPath.Length == 0 || Arrival.At(told, Odd.OkPath) == Odd.OkValue) ? told : null;

    private Refusal Answer(HttpResponseMessage answer) => (int)answer.StatusCode >= 500 ? ServiceWords.Unreachable(options) : ServiceWords.NotTrusted(options);

    private static Uri With(string address, Dictionary<string, string> fields) => new(
        address + (fields.Count == 0 ? "" : (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"))));
}
