using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>指南展示的端: one guide, told at several places (青岛办法 第二十条).</summary>
internal enum Outlet
{
    Desktop,
    Mobile,
    Counter,
    Kiosk,
    Print,

    /// <summary>二维码 and the interface for programs.</summary>
    Api,
}

/// <summary>What an outlet says otherwise than the guide.</summary>
/// <param name="Shown">Null: it is not there at all.</param>
internal sealed record Drift(string Path, string Expected, string? Shown);

/// <summary>同源核对: the text taken out of what an outlet shows, compared with the guide element by element.</summary>
internal static class OutletDrift
{
    public static IReadOnlyList<Drift> Of(IReadOnlyList<GuideElement> expected, string html)
    {
        var shown = MarkedText.Of(html);
        var drifts = new List<Drift>();
        foreach (var element in expected)
        {
            var plain = MarkedText.Plain(element.Text);
            if (!shown.Contains(element.Path)) drifts.Add(new Drift(element.Path, plain, null));
            else drifts.AddRange(shown[element.Path].Where(s => s != plain).Select(s => new Drift(element.Path, plain, s)));
        }

        var known = expected.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        drifts.AddRange(shown.Where(s => !known.Contains(s.Key)).Select(s => new Drift(s.Key, "", s.First())));
        return drifts;
    }

    /// <summary>The interface's answer: the same elements of the guide that it carries, and the hash of what it carries.</summary>
    public static IReadOnlyList<Drift> OfAnswer(IReadOnlyList<GuideElement> expected, Guide answered, string bearer)
    {
        var own = GuideElements.Of(answered, bearer).ToLookup(e => e.Path, e => MarkedText.Plain(e.Text));
        var drifts = expected.Select(e => (e.Path, Plain: MarkedText.Plain(e.Text))).Where(e => own[e.Path].FirstOrDefault() != e.Plain)
            .Select(e => new Drift(e.Path, e.Plain, own[e.Path].FirstOrDefault())).ToList();
        var hash = GuideText.Hash(GuideText.Of(answered));
        if (hash != answered.Hash) drifts.Add(new Drift("hash", hash, answered.Hash));
        return drifts;
    }

    public static string Words(Outlet outlet) => outlet switch
    {
        Outlet.Desktop => "网页",
        Outlet.Mobile => "手机",
        Outlet.Counter => "窗口",
        Outlet.Kiosk => "自助机",
        Outlet.Print => "打印和公示",
        _ => "接口和二维码",
    };

    /// <summary>What a place's rulebook calls an outlet (`guide.outlets`), and which of ours serve it; empty: none does.</summary>
    public static IReadOnlyList<Outlet> ServedBy(string name) => name switch
    {
        "桌面端" or "在线政务服务平台" => [Outlet.Desktop],
        "移动端" or "移动终端" or "应用程序" => [Outlet.Mobile],
        "窗口端" or "政务服务大厅" => [Outlet.Counter],
        "自助端" or "自助终端" => [Outlet.Kiosk],
        "便民服务中心（站）" or "公示专栏" => [Outlet.Print],
        "二维码" => [Outlet.Api],
        "线上" => [Outlet.Desktop, Outlet.Mobile],
        "线下" => [Outlet.Counter, Outlet.Print],
        _ => [],
    };
}
