namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Every kind of fault that can be planted.</summary>
internal static class Planters
{
    public static IReadOnlyList<Planter> All { get; } =
    [
        .. VaguePlanters.All,
        .. MaterialPlanters.All,
        .. SituationPlanters.All,
        .. LimitPlanters.All,
        .. ChannelPlanters.All,
        .. ElementPlanters.All,
        .. UniformPlanters.All,
    ];
}
