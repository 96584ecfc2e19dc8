using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Model;

/// <summary>
/// What a place's text says, written down once more by hand from the articles (requirements-summary.md §6), not read from the rulebooks:
/// a rulebook that is wrong is found like an engine that is wrong. Limits are working days; null: the text is silent.
/// </summary>
internal sealed record LocalLaw(string Name, RegionCode Place)
{
    /// <summary>Accept within; silent and "及时" are reminded after the house's three days (平台规则 第八条).</summary>
    public int? AcceptAtCounter { get; init; }

    public int? AcceptOnline { get; init; }

    /// <summary>Untold incompleteness is acceptance for every type, not for licences alone (重庆办法 第十八条).</summary>
    public bool SilenceAcceptsAllTypes { get; init; }

    public int SilenceOnline { get; init; } = 5;

    public bool LateCorrectionIsWithdrawal { get; init; }

    public bool MustTolerate { get; init; }

    public bool ToleratesWithPromiseOnly { get; init; }

    public bool LateSupplementIsRefusalTask { get; init; }

    public bool PromiseCountsFromSupplement { get; init; }

    /// <summary>Grounds of 不予受理 for other types; null: silent. Licences: <see cref="LicenceGrounds"/>.</summary>
    public string[]? OtherGrounds { get; init; }

    /// <summary>行政许可法 第三十二条(一)(二), 第七十八条.</summary>
    public string[] LicenceGrounds { get; init; } = ["not-required", "out-of-powers", "false-materials"];

    public bool LatenessWantsReason { get; init; }

    /// <summary>What touches these is never done on a promise (河北方案 三（四）, 重庆办法 第二十三条).</summary>
    public string[] NeverByWord { get; init; } = [];

    /// <summary>延续 of other types than licences is deemed granted too (鄠邑细则 第十四条(四)).</summary>
    public bool RenewsAllTypes { get; init; }

    public static readonly LocalLaw Qingdao = new("Qingdao", TheLaw.Shinan)
    {
        MustTolerate = true,
    };

    /// <summary>The fifth place: a town of Qingdao, where the plan of 2020 lies over the measures.</summary>
    public static readonly LocalLaw QingdaoTown = Qingdao with { Name = "Qingdao town", Place = TheLaw.ShinanTown };

    public static readonly LocalLaw Hebei = new("Hebei city", TheLaw.HebeiCity) { NeverByWord = ["国家安全", "公共安全", "金融业审慎监管"] };

    public static readonly LocalLaw Chongqing = new("Chongqing", TheLaw.Shapingba)
    {
        AcceptAtCounter = 0, AcceptOnline = 1, SilenceAcceptsAllTypes = true, SilenceOnline = 1, LateCorrectionIsWithdrawal = true,
        ToleratesWithPromiseOnly = true, PromiseCountsFromSupplement = true,
        NeverByWord = ["国家安全", "生态环境保护", "公民人身健康", "重大财产安全"],
        OtherGrounds = ["out-of-powers", "contrary-to-law"], LicenceGrounds = ["out-of-powers", "contrary-to-law"],
    };

    public static readonly LocalLaw Huyi = new("Huyi", TheLaw.Huyi)
    {
        AcceptAtCounter = 1, AcceptOnline = 1, MustTolerate = true, LateSupplementIsRefusalTask = true, RenewsAllTypes = true, LatenessWantsReason = true,
        OtherGrounds = ["out-of-powers", "not-tolerable"],
    };

    public static readonly LocalLaw[] All = [Qingdao, QingdaoTown, Hebei, Chongqing, Huyi];
}
