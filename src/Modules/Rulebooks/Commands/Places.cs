using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>地方: a place as people type it: a region code, a folder of rulebooks/ ("chongqing"), or a rulebook's key ("huyi-2021").</summary>
internal static class Places
{
    public static RegionCode? Find(Shelf shelf, string text) =>
        RegionCode.TryParse(text, out var code)
            ? code
            : (shelf.Find(text) ?? shelf.Rulebooks.FirstOrDefault(r => r.PlaceKey == text))?.Place;

    public static Refusal Unknown(Shelf shelf, string text) => new(
        "rulebooks.unknown-place",
        $"没有 {text} 这个地方。请给 6 位或 12 位区划代码，或下列名称之一：{string.Join('、', shelf.Rulebooks.Select(r => r.PlaceKey).Distinct())}。",
        PlatformRules.Input);
}
