using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// The services that are set up, by name. What is set wrongly is told in the log and counts as not set: a start never fails for it, and no
/// door stands half open.
/// </summary>
internal sealed class IdentityServices : IDisposable
{
    public const string Section = "IdentityServices";

    private readonly Dictionary<string, IIdentityService> all = new(StringComparer.Ordinal);

    public IdentityServices(IConfiguration settings, RunMode mode, SessionClock clock, OutsideDoor door, ILogger<IdentityServices> log)
    {
        foreach (var section in settings.GetSection(Section).GetChildren())
        {
            var name = section.Key.ToLowerInvariant();
            var options = section.Get<ServiceOptions>() ?? new ServiceOptions();
            if (Wrong(name, options, mode.Demonstration) is { } wrong)
            {
                log.LogWarning("{Section}:{Name} is not set up: {Wrong}", Section, name, wrong);
                continue;
            }

            all[name] = options.Kind == "oauth2" ? new OAuthService(name, options, mode, clock, door) : new OpenIdConnectService(name, options, mode, clock, door);
        }
    }

    public IEnumerable<IIdentityService> All => all.Values;

    public bool Find(string? name, [NotNullWhen(true)] out IIdentityService? service)
    {
        service = null;
        return name is not null && all.TryGetValue(name, out service);
    }

    public void Dispose()
    {
        foreach (var service in all.Values) service.Dispose();
    }

    /// <summary>Null: it may be used.</summary>
    internal static string? Wrong(string name, ServiceOptions options, bool demonstration)
    {
        if (name.Length is 0 or > 30 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return "its name is not of letters and digits.";
        if (options.Kind is not ("oidc" or "oauth2")) return "Kind is neither oidc nor oauth2.";
        if (options.ClientId.Length == 0) return "ClientId is missing.";
        if (options.ClientSecretFile is { Length: > 0 } file)
        {
            if (!File.Exists(file)) return "ClientSecretFile is not there.";
            options.ClientSecret = File.ReadAllText(file).Trim();
        }

        if (options.Fields.Number.Length == 0) return "Fields:Number is missing: without a number nobody is known again.";
        if (AssuranceWords.Read(options.Least) is null || AssuranceWords.Read(options.Level) is null || options.Levels.Values.Any(l => AssuranceWords.Read(l) is null)) return "a level is none of told, checked, proven.";
        if (options.Papers.Values.Any(p => SubjectPapers.Find(p) is null)) return "Papers names a paper that is unknown.";
        if (options.Kinds.Values.Any(k => Arrival.KindOf(k) is null)) return "Kinds names a kind that is none of person, company, unincorporated.";
        var addresses = options.Kind == "oauth2" ? new[] { options.Issuer, options.Odd.AuthorizeAddress, options.Odd.TokenAddress, options.Odd.ProfileAddress } : [options.Issuer];
        return addresses.Any(a => !Uri.TryCreate(a, UriKind.Absolute, out var at) || !new CallWall(options, demonstration).Allows(at))
            ? "an address is missing, is not https, or is at a host that is not named."
            : null;
    }
}

/// <summary>One way to be told by another house who somebody is.</summary>
internal interface IIdentityService : IDisposable
{
    string Name { get; }

    ServiceOptions Options { get; }

    /// <summary>What it calls the code when it sends the browser back.</summary>
    string CodeName { get; }

    string StateName { get; }

    /// <summary>Where the browser goes to say who it is.</summary>
    Task<Kernel.Outcome<Uri>> Begin(DoorTicket ticket, string back, CancellationToken cancel);

    /// <summary>Who came back.</summary>
    Task<Kernel.Outcome<Arrival>> Finish(string code, DoorTicket ticket, string back, CancellationToken cancel);

    /// <summary>Where its own session is ended; null: nowhere, or it cannot be asked now.</summary>
    Task<Uri?> Leave(string back, CancellationToken cancel);
}
