using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <param name="Code">Our name for it: in addresses and in the log.</param>
/// <param name="Secret">What call-backs are signed with (HMAC-SM3); null: none are heard.</param>
/// <param name="Places">Where it carries; empty: everywhere.</param>
internal sealed record Courier(string Code, string Name, Uri Address, string? Token, string? Secret, IReadOnlyList<RegionCode> Places)
{
    public bool Serves(RegionCode place) => Places.Count == 0 || Places.Any(p => p.Contains(place));
}

/// <summary>
/// 寄递企业, as many as there are, from the configuration (`Couriers:ems:Name`, `:Address`, `:Token`, `:Secret`, `:Places`). Read anew at each use. None: what
/// goes by post is sent by hand, and the waybill typed in. One that is set wrongly is told in the log and left out.
/// </summary>
internal sealed class CourierSettings(IConfiguration settings, PublicAddress address, ILogger<CourierSettings> log)
{
    public IReadOnlyList<Courier> All => [.. settings.GetSection("Couriers").GetChildren().Select(Read).OfType<Courier>().OrderBy(c => c.Code, StringComparer.Ordinal)];

    public IReadOnlyList<Courier> Serving(RegionCode place) => [.. All.Where(c => c.Serves(place))];

    public Courier? Find(string? code) => All.FirstOrDefault(c => c.Code == code);

    public string NotifyAt(string courier) => address.Of(HearCourier.PathOf(courier));

    private Courier? Read(IConfigurationSection section)
    {
        var name = section["Name"];
        if (!Uri.TryCreate(section["Address"]?.TrimEnd('/') + "/", UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || string.IsNullOrWhiteSpace(name))
        {
            log.LogWarning("The courier {Courier} needs a name and an http address: it is left out.", section.Key);
            return null;
        }

        var places = new List<RegionCode>();
        foreach (var text in (section["Places"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (RegionCode.TryParse(text, out var place)) places.Add(place);
            else log.LogWarning("The courier {Courier} names a place that is none.", section.Key);
        }

        return new Courier(section.Key, name, uri, section["Token"], section["Secret"], places);
    }
}
