using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Good guides to plant faults in: the seed's, and the same items as they would stand in the other three places.</summary>
internal sealed record Corpus(IReadOnlyList<Guide> Seeds, IReadOnlyList<Guide> Hosts)
{
    public static readonly RegionCode Shinan = RegionCode.Parse("370202");
    public static readonly RegionCode Chongqing = RegionCode.Parse("500103");
    public static readonly RegionCode Hebei = RegionCode.Parse("130181");
    public static readonly RegionCode Huyi = RegionCode.Parse("610118");

    private static readonly Lazy<Corpus> Known = new(Make);

    public static IReadOnlyList<RegionCode> Places { get; } = [Shinan, Chongqing, Hebei, Huyi];

    public static Corpus Shipped => Known.Value;

    /// <summary>"food-business": the item without its place.</summary>
    public static string Key(Guide guide) => guide.Item[(guide.Item.IndexOf('-', StringComparison.Ordinal) + 1)..];

    /// <summary>Which of the four places a guide belongs to, its streets included.</summary>
    public static RegionCode? PlaceOf(Guide guide) => Places.Where(p => p.Contains(guide.Place)).Select(p => (RegionCode?)p).FirstOrDefault();

    private static Corpus Make()
    {
        // An operator's guides are only reminded of what the kinds plant.
        var seeds = SeedItemsTests.All.Where(g => g.Combination is null && g.ByOperator is null).ToList();
        var own = seeds.Where(g => PlaceOf(g) is not null).ToList();
        var there = own.Select(g => g.Item).ToHashSet(StringComparer.Ordinal);
        var moved =
            from place in Places
            let like = own.First(g => g.Place == place)
            from guide in own.Where(g => g.Place == Shinan)
            let item = $"{place.ToString()[..6]}-{Key(guide)}"
            where !there.Contains(item) && (place != Chongqing || FitsChongqing(guide))
            select OneWindow.Catalogue.GuideText.Seal(guide with
            {
                Item = item,
                Place = place,
                Organisation = like.Organisation,
                Places = like.Places,
                ConsultationPhone = like.ConsultationPhone,
                ComplaintPhone = like.ComplaintPhone,
                CrossRegion = null,
            });
        return new Corpus(seeds, [.. own, .. moved]);
    }

    /// <summary>One set of each material, and promised in fewer days than the law gives (重庆办法 第二十五条、第二十八条).</summary>
    private static bool FitsChongqing(Guide guide) =>
        guide.Materials.All(m => m.Originals + m.Copies <= 1)
        && (guide.StatutoryLimit is not { } statutory || Bed.Days(guide.PromisedLimit) < Bed.Days(statutory));
}
