using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OneWindow.Storage;

/// <summary>
/// 对外的门: the one place where calls to systems outside are made from. A client of it calls only the hosts that its adapter names from the settings, follows no
/// redirect, waits and reads within bounds, and connects to no inner address (private, loopback, link-local, a cloud's metadata) unless the administrator named that very
/// host in `Outside:Inner`. The address is looked at when the connection is made, so that a name which leads elsewhere a moment later leads nowhere.
/// </summary>
/// <param name="settings">`Outside:Inner`: hosts, or host:port, with blanks or commas between them; read anew at each connection.</param>
public sealed class OutsideDoor(IConfiguration settings, ILogger<OutsideDoor> log)
{
    public const string Setting = "Outside:Inner";

    /// <summary>Most bytes of an answer that a client takes in at once.</summary>
    private const int Longest = 8 * 1024 * 1024;

    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(5);
    private static readonly char[] Between = [' ', ',', ';'];

    /// <param name="patience">For the whole call.</param>
    /// <param name="named">Whether the settings name the host of this address for this adapter.</param>
    /// <param name="longest">Most bytes of an answer.</param>
    public HttpClient Client(TimeSpan patience, Func<Uri, bool> named, int longest = Longest) =>
        new(new Gate(named, Connect)) { Timeout = patience, MaxResponseContentBufferSize = longest };

    /// <summary>The same place as the setting says: scheme, host and port.</summary>
    public static bool Leads(Uri? set, Uri to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return set is not null && to.UserInfo.Length == 0 && Uri.Compare(set, to, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <summary>Whether the administrator allowed this very host to stand within his own net.</summary>
    private bool IsInner(DnsEndPoint to) => (settings[Setting] ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries)
        .Any(host => host.Equals(to.Host, StringComparison.OrdinalIgnoreCase) || host.Equals($"{to.Host}:{to.Port}", StringComparison.OrdinalIgnoreCase));

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var to = context.DnsEndPoint;
        var found = IPAddress.TryParse(to.Host.Trim('[', ']'), out var literal) ? [literal] : await Resolve(to.Host, cancel);
        var allowed = IsInner(to) ? found : [.. found.Where(OutsideAddresses.IsPublic)];
        if (allowed.Length == 0)
        {
            log.LogWarning("{Host} is at an inner address and is not called: {Setting} does not name it.", to.Host, Setting);
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The host is at an inner address that the settings do not allow.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the addresses that were just looked at, never to the name: it is not asked a second time.
            await socket.ConnectAsync(allowed, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> Resolve(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The host is not known.", e);
        }
    }

    private sealed class Gate(Func<Uri, bool> named, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect) : DelegatingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would look names up for itself, behind the door.
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = ToConnect,
        ConnectCallback = connect,
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri is { IsAbsoluteUri: true } to && named(to) ? base.SendAsync(request, cancellationToken)
            : throw new HttpRequestException("The address is not one that the settings name.");
    }
}
