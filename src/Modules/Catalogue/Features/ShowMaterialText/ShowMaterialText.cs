using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>空表和样本: a material's blank form and its filled sample as plain pages to print.</summary>
internal static class ShowMaterialText
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{item}/materials/{material}/blank", Blank).WithName("ShowBlank").AllowEveryone();
        routes.MapGet("/items/{item}/materials/{material}/sample", Sample).WithName("ShowSample").AllowEveryone();
    }

    private static Task<IResult> Blank(string item, string material, ICatalogue catalogue, CancellationToken cancel, int? version = null) =>
        Show(item, material, "空表", m => m.Blank, catalogue, version, cancel);

    private static Task<IResult> Sample(string item, string material, ICatalogue catalogue, CancellationToken cancel, int? version = null) =>
        Show(item, material, "填写样本", m => m.Sample, catalogue, version, cancel);

    private static async Task<IResult> Show(
        string item, string id, string what, Func<GuideMaterial, string?> which, ICatalogue catalogue, int? version, CancellationToken cancel)
    {
        var guide = version is { } old ? await catalogue.Version(item, old, cancel) : await catalogue.Current(item, cancel);
        return guide?.Material(id) is { } material && which(material) is { } text
            ? Pages.Show<MaterialTextPage>(new MaterialTextPageModel($"{material.Name}（{what}）", guide.Name, $"/items/{item}", text))
            : Pages.Refuse(new Refusal("catalogue.not-found", "没有这份空表或样本。请从办事指南的材料清单进入。", Laws.MaterialElements));
    }
}

/// <param name="Text">Plain text, a line each.</param>
public sealed record MaterialTextPageModel(string Title, string ItemName, string Back, string Text);
