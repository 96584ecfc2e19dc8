using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 同源核对 (青岛办法 第二十条, 鄠邑细则 第八条): of each item takes the very bytes that every outlet sends, takes the text out of them, and compares it
/// with the guide in force, element by element.
/// </summary>
internal sealed class OutletChecks(CatalogueDb db, PublishedGuides guides, GuideBytes bytes, GuideExperience experience, IDirectory directory, TimeProvider clock)
{
    public static IReadOnlyList<Outlet> All { get; } = Enum.GetValues<Outlet>();

    /// <summary>What an outlet sends for this guide, as text.</summary>
    public async Task<string> Shown(Guide guide, Outlet outlet, CancellationToken cancel)
    {
        if (outlet == Outlet.Api) return JsonSerializer.Serialize(guide, Json.Options);
        var (key, page) = await Page(guide, outlet, cancel);
        var query = outlet is Outlet.Desktop or Outlet.Mobile ? QueryString.Empty : new QueryString($"?channel={outlet.ToString().ToLowerInvariant()}");
        return Encoding.UTF8.GetString(await bytes.Shown($"/items/{guide.Item}", query, key, guide.Hash, page));
    }

    /// <summary>The name under which the outlet's page is kept.</summary>
    public async Task<string> KeyOf(Guide guide, Outlet outlet, CancellationToken cancel) => (await Page(guide, outlet, cancel)).Key;

    public IReadOnlyList<Drift> Compare(Guide guide, Outlet outlet, string shown)
    {
        var bearer = directory.Organisation(guide.Organisation)?.BearerName ?? guide.Organisation;
        var expected = GuideElements.Of(guide, bearer);
        return outlet == Outlet.Api
            ? OutletDrift.OfAnswer(expected, JsonSerializer.Deserialize<Guide>(shown, Json.Options)!, bearer)
            : OutletDrift.Of(expected, shown);
    }

    /// <summary>Checks these items at every outlet and keeps what was found; the caller has seen that they are the actor's.</summary>
    public async Task<int> Run(IReadOnlyList<string> items, CancellationToken cancel)
    {
        var known = await db.OutletChecks.Where(c => items.Contains(c.Item)).ToDictionaryAsync(c => (c.Item, c.Outlet), cancel);
        var found = 0;
        foreach (var item in items)
        {
            if (await guides.Current(item, cancel) is not { } guide) continue;
            foreach (var outlet in All)
            {
                var drifts = Compare(guide, outlet, await Shown(guide, outlet, cancel));
                if (!known.TryGetValue((item, outlet), out var row)) db.Add(row = new OutletCheckRow { Item = item, Outlet = outlet, Hash = "", Drifts = "" });
                (row.Place, row.Guide, row.Hash, row.Count, row.At) = (guide.Place.Number, guide.Version, guide.Hash, drifts.Count, clock.Now());
                row.Drifts = JsonSerializer.Serialize(drifts.Take(50), Json.Options);
                found += drifts.Count;
            }
        }

        await db.SaveChangesAsync(cancel);
        return found;
    }

    private async Task<(string Key, Func<IResult> Page)> Page(Guide guide, Outlet outlet, CancellationToken cancel) => await ShowGuide.Make(
        outlet, guide, new Dictionary<string, string>(), null, await guides.Timeline(guide.Item, cancel), clock.Now(), await experience.Of(guide.Item, cancel), guides, directory, cancel);
}
