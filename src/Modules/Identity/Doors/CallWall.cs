using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// What one identity service may have us call: the hosts that the settings name, over https; in the demonstration also http. Whatever a service writes into its
/// answers, it cannot send us elsewhere (server-side request forgery); the rest is <see cref="OutsideDoor"/>'s.
/// </summary>
internal sealed class CallWall(ServiceOptions options, bool demonstration)
{
    private const int MostBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public bool Allows(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (demonstration && address.Scheme == Uri.UriSchemeHttp)) && address.UserInfo.Length == 0 && IsNamed(address);

    public HttpClient Client(OutsideDoor door) => door.Client(Patience, Allows, MostBytes);

    private bool IsNamed(Uri address) =>
        (Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) && address.Authority == issuer.Authority)
        || options.Hosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase);
}
