using System.Net;

namespace OneWindow.Storage;

/// <summary>Which addresses lie in the open net: all but those that IANA's registers of special-purpose addresses (RFC 6890) keep for inner nets and other uses.</summary>
public static class OutsideAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Addresses of version 6 that carry one of version 4: what they lead to counts.</summary>
    private static readonly (IPNetwork Net, int At)[] Carriers = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        foreach (var (net, at) in Carriers)
        {
            if (net.Contains(address)) return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
        }

        return !Special.Any(net => net.Contains(address));
    }
}
