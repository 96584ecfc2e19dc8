using System.Net;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>The plain forms: StoreFile and RemoveFile.</summary>
public sealed class StoreFileTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Fact]
    public async Task Without_script_a_file_is_handed_in_and_taken_out_by_plain_forms()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        var basket = await host.OpenBasket();
        using var browser = host.As(MaterialsHost.Li);
        using var answer = await browser.PostAsync(At($"/baskets/{basket}/files"), Form("执照.pdf", Papers.Pdf(), "/apply/d-1/materials"));
        Assert.Equal("/apply/d-1/materials", answer.Headers.Location!.ToString());
        var file = Assert.Single(await host.Materials.InBasket(basket));
        Assert.Equal(("m-1", "执照.pdf"), (file.Material, file.Name));

        using var removed = await browser.PostAsync(At($"/baskets/{basket}/files/{file.Id}/removal"), new FormUrlEncodedContent([new("return", "/apply/d-1/materials")]));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty(await host.Materials.InBasket(basket));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("")]
    public async Task It_never_leads_to_another_site(string back)
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        using var browser = host.As(MaterialsHost.Li);
        using var answer = await browser.PostAsync(At($"/baskets/{await host.OpenBasket()}/files"), Form("执照.pdf", Papers.Pdf(), back));
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_refusal_says_why_and_leads_back()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder(), limits: new() { MostPerFile = 3_000 });
        var basket = await host.OpenBasket();
        using var browser = host.As(MaterialsHost.Li);
        foreach (var (name, content, words) in ((string, byte[], string)[])
            [("执照.pdf", Papers.Html, "不是可以接收的格式"), ("执照.exe", Papers.Pdf(), "格式"), ("执照.pdf", Papers.Pdf(3_001), "超过上限"), ("执照.pdf", [], "空文件")])
        {
            using var answer = await browser.PostAsync(At($"/baskets/{basket}/files"), Form(name, content, "/back-here"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains(words, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Contains("href=\"/back-here\"", page, StringComparison.Ordinal);
        }

        Assert.Empty(await host.Materials.InBasket(basket));
    }

    [Fact]
    public async Task Nobody_puts_files_into_or_takes_them_out_of_a_basket_that_is_not_his_to_fill()
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder());
        var basket = await host.OpenBasket();
        using (var clerk = host.As(MaterialsHost.Clerk))
            (await clerk.PostAsync(At($"/baskets/{basket}/files"), Form("执照.pdf", Papers.Pdf(), "/"))).Dispose();
        var file = Assert.Single(await host.Materials.InBasket(basket));
        foreach (var stranger in (Actor?[])[MaterialsHost.Wang, MaterialsHost.FarClerk, MaterialsHost.Reviewer, MaterialsHost.Administrator, null])
        {
            using var browser = host.As(stranger);
            using var put = await browser.PostAsync(At($"/baskets/{basket}/files"), Form("假.pdf", Papers.Pdf(seed: 9), "/"));
            using var take = await browser.PostAsync(At($"/baskets/{basket}/files/{file.Id}/removal"), new FormUrlEncodedContent([new("return", "/")]));
            Assert.True((int)put.StatusCode >= 400 && (int)take.StatusCode >= 400, $"{stranger?.Id}: {put.StatusCode}, {take.StatusCode}");
        }

        Assert.Equal([file], await host.Materials.InBasket(basket));
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static MultipartFormDataContent Form(string name, byte[] content, string back) => new()
    {
        { new StringContent("m-1"), "material" },
        { new StringContent(back), "return" },
        { new ByteArrayContent(content), "file", name },
    };
}
