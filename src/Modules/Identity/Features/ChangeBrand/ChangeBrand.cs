using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>更换品牌形象 (鄠邑细则 第二条): name, logo and colour are changed once, and every client and every document shows them.</summary>
internal static class ChangeBrand
{
    private const string Path = "/workbench/brand";
    private const int MostBytes = 256 * 1024;
    private const double LeastContrast = 4.5;
    private static readonly string[] Kinds = [".png", ".jpg", ".jpeg"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ShowBrand").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapPost(Path, Handle).WithName(nameof(ChangeBrand)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapGet("/brand/logo/{version:int}", Logo).WithName("ShowLogo").ExcludeFromDescription().AllowEveryone();
    }

    private static IResult Show(HttpContext context, BrandBook book, InMemoryDirectory directory)
    {
        if (Check(context.RequireActor(), directory.Now) is { } why) return Pages.Refuse(why);
        var (brand, version) = book.Now;
        var form = FormState.Of(("name", brand.Name), ("short", brand.ShortName), ("colour", brand.Colour), ("hotline", brand.Hotline));
        return Pages.Show<ChangeBrandPage>(new ChangeBrandModel(form, version, brand.Logo, context.Request.Query.ContainsKey("saved")));
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, BrandBook book, InMemoryDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (Check(actor, directory.Now) is { } why) return Pages.Refuse(why);
        var before = book.Now;
        var brand = before.Brand with
        {
            Name = form.Text("name", "名称", 20, 2),
            ShortName = form.Text("short", "简称", 8, 1),
            Colour = form.Text("colour", "主色", 7).ToUpperInvariant(),
            Hotline = form.Text("hotline", "服务热线", 20),
        };
        if (brand.Colour.Length > 0 && brand.Contrast < LeastContrast)
        {
            form.Refuse("colour", $"主色应写成 # 加六位十六进制数，例如 {Brand.OwnColour}，并且在白底上看得清（对比度不低于 4.5），请换深一些的颜色");
        }

        var logo = await ReadLogo(form, cancel);
        var version = (int)(form.Number("version", "版本") ?? -1);
        if (form.Ok && !await book.Save(brand, logo, version, actor.Id, clock.Now(), cancel))
        {
            book.Refresh();
            form.Refuse("", "品牌形象刚刚被别人改过，您的修改没有保存。请核对页面上方现在的标志和名称后再提交。", PlatformRules.NoSilentOverwrite);
        }

        return form.Ok
            ? Results.LocalRedirect(Path + "?saved=1")
            : Pages.Again<ChangeBrandPage>(new ChangeBrandModel(form.State, book.Now.Version, book.Now.Brand.Logo, false));
    }

    private static async Task<IResult> Logo(int version, HttpContext context, BrandBook book, CancellationToken cancel)
    {
        if (await book.Logo(version, cancel) is not { } logo) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(logo.Bytes, logo.Type);
    }

    /// <summary>One brand for all: the office above which no other stands sets it.</summary>
    internal static Refusal? Check(Actor actor, DirectorySnapshot directory) =>
        directory.All.Select(k => k.Organisation).FirstOrDefault(o => o.Kind == OrganisationKind.ManagementOffice
            && o.Id != actor.Organisation && o.Region != actor.Place && o.Region.Contains(actor.Place)) is { } above
            ? new("identity.forbidden", $"品牌形象全域统一，由“{above.Name}”设置，请向其提出建议。", new Citation("huyi-2021", "第二条"))
            : null;

    /// <summary>Pictures only by what their bytes are: an SVG could carry script.</summary>
    private static async Task<LogoImage?> ReadLogo(FormReader form, CancellationToken cancel)
    {
        if (form.File("logo", "标志", MostBytes, Kinds, required: false) is not { } file) return null;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var type = bytes.ToArray() switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            _ => null,
        };
        if (type is not null) return new LogoImage(type, bytes.ToArray());
        form.Refuse("logo", "标志的内容不是 PNG 或 JPG 图片，请另存为这两种格式后再上传", PlatformRules.Files);
        return null;
    }
}

/// <param name="Version">What was read: a change in between is noticed.</param>
public sealed record ChangeBrandModel(FormState Form, int Version, string Logo, bool Saved);
