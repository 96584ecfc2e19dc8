using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>
/// 外部系统的替身 of the demonstration: mapped under /demo, and connected where the settings name no real one. Never in real use.
/// </summary>
internal static class StandIns
{
    private const string Collection = "/demo/collection";
    private const string Couriers = "/demo/couriers";
    private const string Signing = "/demo/signing";
    private static readonly (string Code, string Name, string Prefix)[] Carriers = [("ems", "演示邮政", "EA"), ("quick", "演示快递", "QK")];

    public static IServiceCollection AddStandIns(this IServiceCollection services) => services.AddSingleton<CollectionStandIn>().AddSingleton<SigningStandIn>();

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<CollectionStandIn>().Map(app, Collection);
        app.Services.GetRequiredService<SigningStandIn>().Map(app, Signing);
        foreach (var carrier in Carriers) Courier(app, carrier.Code, carrier.Prefix).Map(app, $"{Couriers}/{carrier.Code}");
    }

    /// <summary>Once the process listens: what is not set leads to itself.</summary>
    public static void Connect(WebApplication app)
    {
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listens) return;
        var here = listens.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');
        // The house may call itself, wherever it stands.
        app.Configuration[OutsideDoor.Setting] = $"{app.Configuration[OutsideDoor.Setting]} {new Uri(here).Authority}".Trim();
        if (app.Configuration["Fees:Collection:Address"] is null)
        {
            app.Configuration["Fees:Collection:Address"] = here + Collection;
            app.Configuration["Fees:Collection:Key"] = app.Services.GetRequiredService<CollectionStandIn>().PublicKey;
        }

        if (app.Configuration["Signatures:Issuers"] is null)
        {
            // Roots of earlier starts stay: what was signed then can still be checked.
            var folder = Path.Combine(Path.GetFullPath(app.Services.GetRequiredService<Database>().Folder), "demo-issuers");
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{Guid.NewGuid():N}.cer"), app.Services.GetRequiredService<SigningStandIn>().Root());
            app.Configuration["Signatures:Issuers"] = folder;
        }

        if (app.Configuration.GetSection("Couriers").GetChildren().Any()) return;
        foreach (var (code, name, _) in Carriers)
        {
            (app.Configuration[$"Couriers:{code}:Name"], app.Configuration[$"Couriers:{code}:Address"]) = (name, $"{here}{Couriers}/{code}");
            app.Configuration[$"Couriers:{code}:Secret"] = SecretOf(app, code);
        }
    }

    private static CourierStandIn Courier(WebApplication app, string code, string prefix)
    {
        var courier = new CourierStandIn(SecretOf(app, code), prefix, app.Services.GetRequiredService<TimeProvider>());
        app.Lifetime.ApplicationStopped.Register(courier.Dispose);
        return courier;
    }

    /// <summary>Another in every installation.</summary>
    private static string SecretOf(WebApplication app, string code) => Convert.ToHexStringLower(app.Services.GetRequiredService<InstallationSecret>().Derive($"demo-courier-{code}"));
}
