using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>Finds the guides of a place by their short names, and makes the plan of them.</summary>
internal sealed class AheadDesk(ICatalogue catalogue, IRulebooks rulebooks, TimeProvider clock)
{
    private const int MostYearsAhead = 2;

    /// <summary>The place's own guide, else that of the nearest region above it; none that is cancelled or suspended now.</summary>
    public async ValueTask<Guide?> Find(string item, RegionCode place, CancellationToken cancel)
    {
        foreach (var region in place.UpTheTree())
        {
            var key = $"{region.ToString()[..(region.Level is RegionLevel.Town or RegionLevel.Village ? 9 : 6)]}-{item}";
            if (await catalogue.Current(key, cancel) is { } guide && (await catalogue.Timeline(key, cancel)).ClosedAt(clock.Now()) is null) return guide;
        }

        return null;
    }

    public async ValueTask<AheadPlan> Plan(Trade trade, IReadOnlyDictionary<string, string> answers, RegionCode place, DateOnly start, CancellationToken cancel)
    {
        var guides = new Dictionary<string, Guide?>();
        foreach (var permit in trade.Permits) guides[permit.Item] = await Find(permit.Item, place, cancel);
        return AheadPlan.Of(trade, answers, guides.GetValueOrDefault, start, rulebooks.Calendar);
    }

    /// <summary>The day asked for, or today where none is, or none that can be counted from.</summary>
    public DateOnly Start(string? asked)
    {
        var today = clock.Now().Date;
        return DateOnly.TryParseExact(asked, "yyyy-MM-dd", out var day) && day >= today && day < today.AddYears(MostYearsAhead) ? day : today;
    }
}
