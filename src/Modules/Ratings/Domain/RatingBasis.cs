using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ratings;

/// <summary>Which article asks for this rating: the place's own, once a matter where it says so; else the house rule.</summary>
internal static class RatingBasis
{
    public static Citation Of(RuleSet rules) =>
        (rules.Find("rating.granularity") ?? rules.Find("rating.objects"))?.Basis ?? PlatformRules.Order;
}
