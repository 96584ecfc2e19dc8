using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 业务系统的设置: `Lines:{id}:Address` (where packages go), `Lines:{id}:Key` (its SM2 public key, SPKI in base64) and `Lines:{id}:Token`. Nothing has a
/// default; what is set wrongly is told in the log and counts as not set (docs/how-to/line-systems.md).
/// </summary>
internal sealed class LineSettings(IConfiguration settings, ILogger<LineSettings> log)
{
    /// <summary>Null: packages for this system wait, and the list says why.</summary>
    public Uri? AddressOf(string system)
    {
        if (settings[$"Lines:{system}:Address"] is not { Length: > 0 } text) return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        log.LogWarning("Lines:{System}:Address is not an http address: nothing goes there.", system);
        return null;
    }

    /// <summary>Whether this leads to a system that is set.</summary>
    public bool Names(Uri to) => settings.GetSection("Lines").GetChildren().Any(s => s["Address"] is { Length: > 0 } && OutsideDoor.Leads(AddressOf(s.Key), to));

    public string? TokenOf(string system) => settings[$"Lines:{system}:Token"];

    /// <summary>The keys by which its news is known, the one in use first: `Key` and, after a change of keys, `FormerKeys` with bars between.</summary>
    public IReadOnlyList<byte[]> KeysOf(string system)
    {
        var keys = new List<byte[]>();
        foreach (var text in $"{settings[$"Lines:{system}:Key"]}|{settings[$"Lines:{system}:FormerKeys"]}".Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var bytes = new byte[text.Length];
            if (Convert.TryFromBase64String(text, bytes, out var length)) keys.Add(bytes[..length]);
            else log.LogWarning("A key of Lines:{System} is not base64.", system);
        }

        return keys;
    }

    /// <summary>How long the other side may take to answer: ten seconds, if nothing else is set.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(int.TryParse(settings["Lines:Seconds"], out var seconds) && seconds is > 0 and < 100 ? seconds : 10);
}
