namespace OneWindow.Identity;

/// <summary>身份认证服务: one service that tells who somebody is; configuration section "IdentityServices", a sub-section each, by a short name of ours.</summary>
internal sealed class ServiceOptions
{
    /// <summary>"oidc", or "oauth2" for a service that is not quite OpenID Connect.</summary>
    public string Kind { get; set; } = "oidc";

    /// <summary>What the button says.</summary>
    public string Title { get; set; } = "统一身份认证";

    /// <summary>Its identifier, an https address. Links are kept by it: it must not change.</summary>
    public string Issuer { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>Better in a file (<see cref="ClientSecretFile"/>) or the environment than in a settings file.</summary>
    public string? ClientSecret { get; set; }

    public string? ClientSecretFile { get; set; }

    /// <summary>How it is told the secret: "basic" or "body".</summary>
    public string SecretIn { get; set; } = "basic";

    public string Scopes { get; set; } = "openid profile";

    /// <summary>Further hosts that it answers at; its issuer's is always one.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>The least level that opens anything here: "told", "checked" or "proven".</summary>
    public string Least { get; set; } = "checked";

    /// <summary>Where in its answers things stand: paths with points, "data.user.idCardNo".</summary>
    public FieldPaths Fields { get; set; } = new();

    /// <summary>Its word for a kind of applicant, to ours: person, company, unincorporated.</summary>
    public Dictionary<string, string> Kinds { get; set; } = [];

    /// <summary>Its code of a paper, to ours (resident-id, passport, credit-code …).</summary>
    public Dictionary<string, string> Papers { get; set; } = [];

    /// <summary>Its word for a level, to ours: told, checked, proven.</summary>
    public Dictionary<string, string> Levels { get; set; } = [];

    /// <summary>The level where it tells none.</summary>
    public string Level { get; set; } = "told";

    /// <summary>OAuth 2 only: how this one does it.</summary>
    public OddWays Odd { get; set; } = new();
}

/// <summary>字段映射: where each thing stands; empty: it tells none.</summary>
internal sealed class FieldPaths
{
    public string Subject { get; set; } = "sub";

    public string Kind { get; set; } = "";

    public string Name { get; set; } = "name";

    public string Paper { get; set; } = "";

    public string Number { get; set; } = "";

    public string Phone { get; set; } = "phone_number";

    public string Level { get; set; } = "";

    /// <summary>Organisations: the legal representative's name.</summary>
    public string Representative { get; set; } = "";
}

/// <summary>怪处: the names and ways in which a service differs from RFC 6749. What is not set is as the standard has it.</summary>
internal sealed class OddWays
{
    public string AuthorizeAddress { get; set; } = "";

    public string TokenAddress { get; set; } = "";

    public string ProfileAddress { get; set; } = "";

    /// <summary>Where it ends its own session; empty: nowhere.</summary>
    public string LogoutAddress { get; set; } = "";

    public string ClientIdName { get; set; } = "client_id";

    public string SecretName { get; set; } = "client_secret";

    public string RedirectName { get; set; } = "redirect_uri";

    /// <summary>What it calls the code in the address it comes back with.</summary>
    public string CodeName { get; set; } = "code";

    /// <summary>What it wants the code called when it is exchanged.</summary>
    public string CodeNameInExchange { get; set; } = "code";

    public string StateName { get; set; } = "state";

    /// <summary>How the code is exchanged: "form", "json" or "query".</summary>
    public string ExchangeBy { get; set; } = "form";

    public string TokenPath { get; set; } = "access_token";

    /// <summary>How the profile is asked for: token in "header", "query", "form" or "json".</summary>
    public string TokenIn { get; set; } = "header";

    public string TokenName { get; set; } = "access_token";

    /// <summary>Where an answer says whether it went well ("code"), and the word for yes ("0"); empty: the status says it.</summary>
    public string OkPath { get; set; } = "";

    public string OkValue { get; set; } = "";

    /// <summary>The name of a signature over all parameters, and of the time in it (milliseconds); empty: none.</summary>
    public string SignatureName { get; set; } = "";

    public string TimeName { get; set; } = "timestamp";

    /// <summary>"hmac-sm3", "hmac-sha256", "sm3" or "sha256"; the last two with the secret behind the text.</summary>
    public string SignatureBy { get; set; } = "hmac-sm3";

    public Dictionary<string, string> Extra { get; set; } = [];
}
