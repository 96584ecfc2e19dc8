using System.Net;

namespace OneWindow.Tests.Modules.Identity;

public sealed class ChangeBrandTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly (string, string)[] Fields = [("version", "0"), ("name", "鄠邑一件办"), ("short", "鄠邑办"), ("colour", "#7A1F1F"), ("hotline", "029-12345")];

    /// <summary>The three frames in which every client and every document is shown: the portal's, the workbench's, the printed sheet's.</summary>
    [Theory]
    [Clause("HY-2-2")]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task The_brand_is_changed_once_and_every_frame_shows_it(string database)
    {
        await using var world = await World.Start(database);
        var officer = await world.SignIn("huyi-officer");
        Assert.Equal("/workbench/brand?saved=1", (await officer.Upload("/workbench/brand", Fields, "logo", "logo.png", Png)).Location);
        foreach (var path in new[] { "/sign-in", "/workbench/organisations", "/ui/paper" })
        {
            var page = (await officer.Get(path)).Page;
            var logo = page.QuerySelector("img[src^='/brand/logo/']") ?? throw new InvalidOperationException($"{path} shows another logo.");
            Assert.Equal("/brand/logo/1", logo.GetAttribute("src"));
            Assert.Contains("鄠邑", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal("#7A1F1F", page.QuerySelector("meta[name=theme-color]")?.GetAttribute("content"));
            Assert.Contains("#7A1F1F", (await officer.Get(page.QuerySelector("link[href^='/brand.css']")!.GetAttribute("href")!)).Body, StringComparison.Ordinal);
        }

        using var client = officer.Client;
        var image = await client.GetAsync(new Uri("/brand/logo/1", UriKind.Relative));
        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Png, await image.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Of_two_who_change_the_brand_at_once_the_second_is_told()
    {
        await using var world = await World.Start(World.Sqlite);
        Assert.Equal(HttpStatusCode.Redirect, (await (await world.SignIn("huyi-officer")).Post("/workbench/brand", Fields)).Status);
        var late = await (await world.SignIn("qingdao-officer")).Post("/workbench/brand", Fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("刚刚被别人改过", late.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("1", late.Page.QuerySelector("input[name=version]")?.GetAttribute("value"));
    }

    [Theory]
    [InlineData("colour", "#FFE066", "#f-colour-error")]
    [InlineData("colour", "red", "#f-colour-error")]
    [InlineData("name", "", "#f-name-error")]
    public async Task A_colour_that_cannot_be_read_and_an_empty_name_are_refused(string field, string value, string error)
    {
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("huyi-officer");
        var answer = await officer.Post("/workbench/brand", [.. Fields.Where(f => f.Item1 != field), (field, value)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEqual("", answer.Text(error));
        Assert.DoesNotContain("鄠邑一件办", (await officer.Get("/sign-in")).Text(".brand-name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_is_what_its_bytes_are()
    {
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("huyi-officer");
        var answer = await officer.Upload("/workbench/brand", Fields, "logo", "logo.png", "<svg onload='x()'/>"u8.ToArray());
        Assert.Contains("不是 PNG 或 JPG", answer.Text("#f-logo-error"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/brand/logo/1")).Status);
    }

    [Fact]
    public async Task Only_the_office_above_which_no_other_stands_changes_the_brand()
    {
        await using var world = await World.Start(World.Sqlite);
        var district = await world.SignIn("shinan-officer");
        Assert.Equal(HttpStatusCode.Forbidden, (await district.Get("/workbench/brand")).Status);
        var answer = await district.Post("/workbench/brand", Fields);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("青岛市行政审批服务局", answer.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("huyi-clerk")).Post("/workbench/brand", Fields)).Status);
    }
}
