using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace OneWindow.Ui;

/// <summary>Where this installation is reached from outside, for what leaves the house: the setting PublicAddress, else the address it listens on.</summary>
public sealed class PublicAddress(IConfiguration settings, IServer server)
{
    public string Of(string path) =>
        (settings["PublicAddress"] ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost").TrimEnd('/') + path;
}
