using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>
/// 组合前后: what the parts ask for one by one, and what the whole asks for. Counted from the published guides of the parts and of the whole: a guide that
/// changes moves the number.
/// </summary>
internal static class BeforeAfter
{
    public static IReadOnlyList<MeasureModel> Of(Guide whole, IReadOnlyList<Guide> parts) =>
    [
        new("申请", $"{parts.Count} 次", "1 次", parts.Count, 1),
        new("办理环节", $"{parts.Sum(p => p.Steps.Count)} 个", $"{whole.Steps.Count} 个", parts.Sum(p => p.Steps.Count), whole.Steps.Count),
        new("填写的项目", $"{parts.Sum(p => p.Fields.Count())} 项", $"{whole.Fields.Count()} 项", parts.Sum(p => p.Fields.Count()), whole.Fields.Count()),
        new("材料", $"{parts.Sum(p => p.Materials.Count)} 项", $"{whole.Materials.Count} 项", parts.Sum(p => p.Materials.Count), whole.Materials.Count),
        Time(whole, parts),
        new("跑动", $"{parts.Sum(p => p.Visits)} 次", $"{whole.Visits} 次", parts.Sum(p => p.Visits), whole.Visits),
    ];

    private static MeasureModel Time(Guide whole, IReadOnlyList<Guide> parts)
    {
        var sum = Span.Of(parts.Select(p => p.PromisedLimit));
        return new("时限", sum.ToString(), whole.PromisedLimit.ToString(), sum.AtMostHours, Span.None.Plus(whole.PromisedLimit).AtMostHours);
    }
}

/// <param name="Before">In words: one after another.</param>
/// <param name="After">In words: together.</param>
/// <param name="From">The same as numbers that compare.</param>
public sealed record MeasureModel(string What, string Before, string After, int From, int To);
