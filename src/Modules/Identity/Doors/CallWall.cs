namespace OneWindow.Identity;

/// <summary>
/// What we call outside: the hosts that the settings name, over https; in the demonstration also http. Redirects are not followed, answers are
/// bounded: whatever a service writes into its answers, it cannot send us elsewhere (server-side request forgery).
/// </summary>
internal sealed class CallWall(ServiceOptions options, bool demonstration)
{
    private const int MostBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public bool Allows(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (demonstration && address.Scheme == Uri.UriSchemeHttp)) && address.UserInfo.Length == 0 && IsNamed(address);

    public HttpClient Client() => new(new Gate(this)) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };

    private bool IsNamed(Uri address) =>
        (Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) && address.Authority == issuer.Authority)
        || options.Hosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase);

    private sealed class Gate(CallWall wall) : DelegatingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            wall.Allows(request.RequestUri!) ? base.SendAsync(request, cancellationToken) : throw new HttpRequestException("The address is not one that the settings allow.");
    }
}
