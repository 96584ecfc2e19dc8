using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>选择地区: what lies directly below a region, for the lists of a form. Without script the page itself lists it.</summary>
internal static class ChooseRegion
{
    internal sealed record Listed(string Code, string Name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/regions/{code}/below", Below).WithName(nameof(ChooseRegion)).AllowEveryone();

    private static IResult Below(string code, HttpContext context, IDirectory directory)
    {
        if (!RegionCode.TryParse(code, out var region)) return Pages.Problem(new Refusal("cases.region-unknown", "没有这个地区，请重新选择。", PlatformRules.Input));
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Json(directory.RegionsBelow(region).Select(r => new Listed(r.Code.ToString(), r.Name)).ToList());
    }
}
