using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 指标: what a figure means, wherever it is shown. A page shows a <see cref="Figure"/> and computes none of its own, so two pages never count the
/// same thing differently; a changed formula is a new version.
/// </summary>
/// <param name="Key">Stable: "cases.waiting".</param>
/// <param name="Meaning">In Chinese, for whoever reads the figure.</param>
/// <param name="Formula">Over events or the records that stand for them.</param>
/// <param name="Unit">件, 条, 个.</param>
/// <param name="Basis">The article that the figure serves.</param>
public sealed record Metric(string Key, int Version, string Name, string Meaning, string Formula, string Unit, Citation Basis)
{
    public Figure Of(long value) => new(this, value);
}

/// <summary>A number with what it means.</summary>
public readonly record struct Figure(Metric Metric, long Value)
{
    public static Figure operator +(Figure a, Figure b) => a.Metric == b.Metric ? new(a.Metric, a.Value + b.Value) : throw new InvalidOperationException("Figures of two metrics do not add.");

    public static Figure Add(Figure left, Figure right) => left + right;

    public override string ToString() => $"{Value} {Metric.Unit}";
}
