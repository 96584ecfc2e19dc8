using OneWindow.Contracts;

namespace OneWindow.Couriers;

/// <summary>大厅送达方式 (鄠邑细则 第十六条): how many ways a centre or external hall offers, and which of the place's list it lacks where they are too few. The list is open.</summary>
internal static class HallModes
{
    public static IReadOnlyDictionary<DeliveryMode, string> Words { get; } = new Dictionary<DeliveryMode, string>
    {
        [DeliveryMode.Counter] = "窗口领取", [DeliveryMode.Electronic] = "电子文书", [DeliveryMode.Kiosk] = "自助领取", [DeliveryMode.Post] = "邮寄",
    };

    /// <summary>The ways that the place names and the hall does not offer, where it offers fewer than it must; empty: no gap, or the place asks for nothing.</summary>
    public static IReadOnlyList<DeliveryMode> Gap(IReadOnlyCollection<DeliveryMode> offered, RuleSet rules)
    {
        if (rules.Find("delivery.leastModes") is not { } least || !int.TryParse(least.Value, out var enough) || offered.Distinct().Count() >= enough) return [];
        var named = rules.Find("delivery.modes")?.Entries ?? [];
        return [.. Words.Keys.Where(m => named.Contains(Code(m)) && !offered.Contains(m))];
    }

    private static string Code(DeliveryMode mode) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(mode.ToString());
}
