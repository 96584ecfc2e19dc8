using System.Net;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Materials;

public sealed class DownloadFileTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task The_owner_the_window_of_the_place_and_the_department_see_a_file_and_nobody_else(string database)
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder(), databases.NewConnection(database));
        var file = await Put(host, "身份证.pdf", Papers.Pdf());
        foreach (var reader in (Actor[])[MaterialsHost.Li, MaterialsHost.Clerk, MaterialsHost.Reviewer, MaterialsHost.Clerk with { Place = RegionCode.Parse("370200") }])
        {
            using var answer = await Get(host, reader, file.Id);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Papers.Pdf(), await answer.Content.ReadAsByteArrayAsync());
        }

        using var missing = await Get(host, MaterialsHost.Li, new string('0', 32));
        var nothing = await missing.Content.ReadAsStringAsync();
        foreach (var stranger in (Actor[])[MaterialsHost.Wang, MaterialsHost.FarClerk, MaterialsHost.OtherReviewer, MaterialsHost.Li with { Subject = null }])
        {
            using var answer = await Get(host, stranger, file.Id);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("没有找到这份材料", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("没有找到这份材料", nothing, StringComparison.Ordinal);
        using var administrator = await Get(host, MaterialsHost.Administrator, file.Id);
        Assert.Equal(HttpStatusCode.Forbidden, administrator.StatusCode);
        using var nobody = await Get(host, null, file.Id);
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
    }

    [Fact]
    public async Task Pictures_and_pdf_open_in_place_and_the_rest_is_saved_and_nothing_in_them_may_run()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        foreach (var (name, content, disposition) in ((string, byte[], string)[])
            [("图.png", Papers.Png, "inline"), ("扫描.pdf", Papers.Pdf(), "inline"), ("表.xlsx", Papers.Xlsx, "attachment")])
        {
            using var answer = await Get(host, MaterialsHost.Li, (await Put(host, name, content)).Id);
            Assert.Equal(disposition, answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal(name, answer.Content.Headers.ContentDisposition.FileNameStar);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    private static async Task<StoredFile> Put(MaterialsHost host, string name, byte[] content) =>
        (await host.Materials.Store(await host.OpenBasket(), "m", name, new MemoryStream(content))).Match(f => f, why => throw new InvalidOperationException(why.Message));

    private static async Task<HttpResponseMessage> Get(MaterialsHost host, Actor? who, string file)
    {
        using var browser = host.As(who);
        return await browser.GetAsync(new Uri($"/files/{file}", UriKind.Relative));
    }
}
