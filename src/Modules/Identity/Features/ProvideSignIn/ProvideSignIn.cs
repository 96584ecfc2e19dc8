using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>统一登录: who has signed in here enters a department's registered system without signing in again. Discovery, keys, authorisation, tokens, userinfo.</summary>
internal static class ProvideSignIn
{
    private const string Authorize = "/oidc/authorize";
    private const string Exchange = "/oidc/token";
    private const string Profile = "/oidc/userinfo";
    private const string KeysPath = "/oidc/jwks";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", Discover).WithName(nameof(ProvideSignIn)).ExcludeFromDescription().AllowEveryone();
        routes.MapGet(KeysPath, ShowKeys).WithName("ShowProviderKeys").ExcludeFromDescription().AllowEveryone();
        routes.MapGet(Authorize, Begin).WithName("AuthoriseSystem").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(Exchange, GiveTokens).WithName("GiveSystemTokens").ExcludeFromDescription().AllowEveryone();
        routes.MapGet(Profile, Tell).WithName("TellSystem").ExcludeFromDescription().AllowEveryone();
    }

    private static IResult Discover(SignInProvider provider) => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = provider.Issuer,
        ["authorization_endpoint"] = provider.Issuer + Authorize,
        ["token_endpoint"] = provider.Issuer + Exchange,
        ["userinfo_endpoint"] = provider.Issuer + Profile,
        ["jwks_uri"] = provider.Issuer + KeysPath,
        ["response_types_supported"] = List("code"),
        ["response_modes_supported"] = List("query"),
        ["grant_types_supported"] = List("authorization_code"),
        ["subject_types_supported"] = List("public"),
        ["id_token_signing_alg_values_supported"] = List(SecurityAlgorithms.RsaSha256),
        ["token_endpoint_auth_methods_supported"] = List("client_secret_basic", "client_secret_post"),
        ["code_challenge_methods_supported"] = List("S256"),
        ["scopes_supported"] = SignInProvider.AllScopes,
        ["acr_values_supported"] = Enum.GetValues<Contracts.Assurance>().Select(SignInProvider.AcrOf).ToArray(),
        ["claims_supported"] = List("sub", "acr", "name", "kind", "level", "subject", "paper", "number", "phone_number", "role", "organisation", "place"),
        ["authorization_response_iss_parameter_supported"] = true,
    });

    private static string[] List(params string[] words) => words;

    private static async Task<IResult> ShowKeys(ProviderKeys keys, CancellationToken cancel) => Results.Json(new
    {
        keys = (await keys.All(cancel)).Select(k => k.Rsa.ExportParameters(includePrivateParameters: false) is var rsa
            ? new { kty = "RSA", use = "sig", alg = SecurityAlgorithms.RsaSha256, kid = k.KeyId, n = DoorTicket.Url(rsa.Modulus), e = DoorTicket.Url(rsa.Exponent) }
            : null),
    });

    private static async Task<IResult> Begin(HttpContext context, SignInProvider provider, CancellationToken cancel)
    {
        var query = context.Request.Query;
        string? One(string name) => query[name] is [{ Length: > 0 and <= 2000 } value] ? value : null;
        var asked = new Asked(
            One("client_id"), One("redirect_uri"), One("response_type"), One("scope"), One("state"), One("nonce"), One("code_challenge"), One("code_challenge_method"), One("prompt"));
        // An address that is not registered is never followed: not even to say that it is wrong.
        if (await provider.Known(asked.ClientId, asked.Return, cancel) is not { } system) return Pages.Refuse(Unknown);
        if (SignInProvider.Wrong(asked, system) is { } wrong) return Back(("error", wrong));
        if (context.Actor() is not { } actor)
        {
            return asked.Prompt == "none" ? Back(("error", "login_required")) : Results.LocalRedirect($"/sign-in?return={Uri.EscapeDataString(Authorize + context.Request.QueryString)}");
        }

        context.Response.Headers.CacheControl = "no-store";
        return Back(("code", await provider.Grant(asked, system, actor, cancel)));

        IResult Back((string Name, string Value) what)
        {
            List<(string Name, string Value)> fields = [what, ("iss", provider.Issuer)];
            if (asked.State is not null) fields.Add(("state", asked.State));
            return Results.Redirect(asked.Return + (asked.Return!.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}")));
        }
    }

    private static async Task<IResult> GiveTokens(FormReader form, HttpContext context, SignInProvider provider, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (id, secret) = Credentials(context.Request.Headers.Authorization.ToString()) ?? (form.Raw("client_id"), form.Raw("client_secret"));
        if (!limit.Allows(context, $"oidc/{id}")) return Error("temporarily_unavailable", StatusCodes.Status429TooManyRequests);
        if (await provider.Authenticate(id, secret, cancel) is not { } system)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"oidc\"";
            return Error("invalid_client", StatusCodes.Status401Unauthorized);
        }

        if (form.Raw("grant_type") != "authorization_code") return Error("unsupported_grant_type");
        return await provider.Exchange(system, form.Raw("code"), form.Raw("redirect_uri"), form.Raw("code_verifier"), cancel) is { } given
            ? Results.Json(new Dictionary<string, object>
            {
                ["access_token"] = given.Token, ["token_type"] = "Bearer", ["expires_in"] = (int)SignInProvider.TokenHolds.TotalSeconds, ["id_token"] = given.IdToken, ["scope"] = given.Scope,
            })
            : Error("invalid_grant");
    }

    private static async Task<IResult> Tell(HttpContext context, SignInProvider provider, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await provider.Tell(BearerHandler.TokenOf(context.Request), cancel) is { } claims) return Results.Json(claims);
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Error("invalid_token", StatusCodes.Status401Unauthorized);
    }

    private static (string? Id, string? Secret)? Credentials(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)) return (null, null);
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : (null, null);
    }

    private static IResult Error(string code, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error = code }, statusCode: status);

    private static Refusal Unknown { get; } = new(
        "identity.system-unknown", "要进入的业务系统没有在本平台登记，或者返回的地址不对，所以没有带您过去。请从该部门的正式网站重新进入，或者联系服务热线。", PlatformRules.Permission);
}
