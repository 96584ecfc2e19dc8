using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>What an id_token must be to open anything (OpenID Connect Core 1.0 §3.1.3.7), with tokens that we sign ourselves.</summary>
public sealed class IdTokenTests
{
    private const string Nonce = "the-nonce-of-this-sign-in";
    private static readonly ServiceOptions Options = new() { Issuer = "https://login.city.example", ClientId = "onewindow", Fields = new FieldPaths { Number = "number" } };
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "one" };
    private static readonly RsaSecurityKey Another = new(RSA.Create(2048)) { KeyId = "one" };

    [Fact]
    public async Task A_token_of_this_issuer_for_us_and_this_sign_in_is_believed()
    {
        var claims = await OpenIdConnectService.Claims(Token(), Nonce, Options, [Key]);
        Assert.Equal(("person-7", "370299199004121019"), (claims!["sub"]!.GetValue<string>(), claims["number"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_token_that_differs_in_one_thing_is_refused()
    {
        var now = DateTime.UtcNow;
        Dictionary<string, string> wrong = new()
        {
            ["another issuer"] = Token(issuer: "https://login.elsewhere.example"),
            ["the issuer with a slash more"] = Token(issuer: Options.Issuer + "/"),
            ["another audience"] = Token(audience: "another-portal"),
            ["another nonce"] = Token(nonce: "of-another-sign-in"),
            ["no nonce"] = Token(nonce: null),
            ["over"] = Token(from: now.AddHours(-2), until: now.AddHours(-1)),
            ["not yet"] = Token(from: now.AddHours(1), until: now.AddHours(2)),
            ["another key under the same name"] = Token(key: Another),
            ["for another party"] = Token(party: "another-portal"),
            ["nobody"] = Token(sub: null),
            ["not signed"] = Unsigned(),
            ["signed with what everybody knows"] = WithPublicKeyAsSecret(),
            ["changed after signing"] = Changed(Token()),
            ["no token"] = "not.a.token",
        };
        foreach (var (what, token) in wrong) Assert.True(await OpenIdConnectService.Claims(token, Nonce, Options, [Key]) is null, what);
    }

    private static string Token(
        string? issuer = null, string? audience = null, string? nonce = Nonce, DateTime? from = null, DateTime? until = null, SecurityKey? key = null, string? party = null, string? sub = "person-7")
    {
        var claims = new Dictionary<string, object> { ["number"] = "370299199004121019" };
        if (sub is not null) claims["sub"] = sub;
        if (nonce is not null) claims["nonce"] = nonce;
        if (party is not null) claims["azp"] = party;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Options.Issuer, Audience = audience ?? Options.ClientId, Claims = claims,
            IssuedAt = from ?? DateTime.UtcNow, NotBefore = from ?? DateTime.UtcNow, Expires = until ?? DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new SigningCredentials(key ?? Key, SecurityAlgorithms.RsaSha256), Subject = new ClaimsIdentity(),
        });
    }

    private static string Unsigned() => $"{Part(new { alg = "none", typ = "JWT" })}.{Token().Split('.')[1]}.";

    /// <summary>The old trick: HS256 with the public key for a secret.</summary>
    private static string WithPublicKeyAsSecret()
    {
        var head = $"{Part(new { alg = "HS256", typ = "JWT", kid = "one" })}.{Token().Split('.')[1]}";
        return $"{head}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Key.Rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("person-7", "person-8", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private static string Part(object value) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(value));
}
