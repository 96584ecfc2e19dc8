using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>An item in a list: what helps to choose.</summary>
/// <param name="Closed">"暂停办理", "已取消"; null: it is open.</param>
/// <param name="Why">Why it was found; null in plain lists.</param>
public sealed record ItemLineModel(string Item, string Name, string Department, string Place, TimeLimit Limit, int Visits, bool Online, string? Why = null, string? Closed = null)
{
    internal static ItemLineModel Of(ItemRow row, IDirectory directory, string? why = null, string? closed = null) => new(
        row.Key, row.Name, directory.Organisation(row.Organisation)?.Name ?? "", directory.PlaceName(RegionCode.From(row.Place)),
        TimeLimit.Parse(row.Limit), row.Visits, row.Online, why, closed);

    public string VisitWords => Visits == 0 ? "不用跑" : $"最多跑 {Visits} 次";
}
