using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace OneWindow.Ui;

/// <summary>
/// Paths of style sheets and scripts with the fingerprint of their content, which browsers keep for ever.
/// Without a manifest (a test host) the plain path.
/// </summary>
public sealed class AssetPaths(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> known = new(() => endpoints.Endpoints
        .Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>())
        .OfType<StaticAssetDescriptor>()
        .SelectMany(a => a.Properties.Where(p => p.Name == "label").Select(p => (Label: p.Value, a.Route)))
        .GroupBy(a => a.Label)
        .ToDictionary(a => a.Key, a => "/" + a.First().Route));

    /// <summary>The path to link for a file of Ui's own wwwroot: <c>Of("lib/onewindow.css")</c>.</summary>
    public string Of(string file)
    {
        var path = "_content/OneWindow.Ui/" + file;
        return known.Value.GetValueOrDefault(path, "/" + path);
    }
}
