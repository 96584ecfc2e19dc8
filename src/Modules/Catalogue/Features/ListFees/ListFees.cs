using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>收费目录 (重庆办法 第二十七条, 青岛办法 第二十九条): every fee by name, basis and standard, made from the guides in force. What does not stand here is free.</summary>
internal static class ListFees
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/fees", Handle).WithName(nameof(ListFees)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel,
        string? place = null, string? after = null)
    {
        var page = await GuidesInForce.Page("/fees", context, db, guides, places, place, after, cancel);
        var lines = page.Guides.SelectMany(g => g.Fees.Select(f => LineOf(g, f))).ToList();
        var rules = page.Guides.Count > 0 ? rulebooks.For(page.Guides[0].Place, ItemType.PublicService, clock.Now().Date) : null;
        return Pages.Show<FeesPage>(new FeesPageModel(page.PlaceName, lines, page.Next, rules?.Find("fee.published")?.Basis ?? rules?.Find("fee.default")?.Basis ?? Laws.NoFeeWithoutBasis));
    }

    public static string AmountOf(Fee fee) => fee switch
    {
        { Amount.Fen: 0 } => "按标准核定",
        { Unit: { } unit } => $"每{unit} {fee.Amount}",
        _ => fee.Amount.ToString(),
    };

    private static FeeLineModel LineOf(Guide guide, Fee fee) => new(
        guide.Item, guide.Name, fee.Name, AmountOf(fee), fee.Standard, $"《{fee.Basis.Law}》{fee.Basis.Article}{(fee.Basis.Type is { } type ? $"（{type.Words()}）" : "")}",
        fee.Moment == FeeMoment.AtAcceptance ? "受理时" : "领取结果前");
}

/// <param name="When">When it is asked for.</param>
public sealed record FeeLineModel(string Item, string ItemName, string Fee, string Amount, string Standard, string Basis, string When);

public sealed record FeesPageModel(string PlaceName, IReadOnlyList<FeeLineModel> Lines, string? Next, Citation Basis);
