using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;
using OneWindow.Materials;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>The whole house: what was uploaded stands nowhere in the data folder, neither while it comes nor afterwards.</summary>
public sealed class SealedHouseTests
{
    private const string Canary = "CANARY-370202-paper";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_canary_in_an_uploaded_file_is_nowhere_on_the_disk_and_gone_with_its_owners_key(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        await applicant.Upload(draft, "layout", seed: 4); // Opens the basket, and is a file beside.
        var paper = Papers.Pdf(200_000, seed: 5);
        for (var at = 1_000; at < paper.Length - 100; at += 5_000) Encoding.ASCII.GetBytes(Canary).CopyTo(paper, at);

        var begun = await applicant.Browser.Send(Tus(HttpMethod.Post, "/uploads", ("Upload-Length", $"{paper.Length}"), ("Upload-Metadata", Said(draft))));
        Assert.Equal(HttpStatusCode.Created, begun.Status);
        var half = 130_001;
        Assert.Equal(HttpStatusCode.NoContent, (await applicant.Browser.Send(Piece(begun.Location!, 0, paper[..half]))).Status);
        Assert.Empty(Holding(world.Options.Data));
        Assert.Equal(HttpStatusCode.NoContent, (await applicant.Browser.Send(Piece(begun.Location!, half, paper[half..]))).Status);
        Assert.Empty(Holding(world.Options.Data));

        await using var db = await world.Services.GetRequiredService<IDbContextFactory<MaterialsDb>>().CreateDbContextAsync();
        var file = await db.Files.SingleAsync(f => f.Size == paper.Length);
        Assert.Contains(Canary, (await applicant.Browser.Get($"/files/{file.Id}")).Body, StringComparison.Ordinal);
        var owner = await db.Baskets.Where(b => b.Id == draft).Select(b => b.Subject).SingleAsync();
        await world.Services.GetRequiredService<SubjectVault>().Erase(owner, CancellationToken.None);
        var gone = await applicant.Browser.Get($"/files/{file.Id}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, gone.Status);
        Assert.Contains("依法删除", gone.Body, StringComparison.Ordinal);
    }

    private static List<string> Holding(string folder)
    {
        var canary = Encoding.ASCII.GetBytes(Canary);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.Contains("/files/", StringComparison.Ordinal));
        return [.. files.Where(f => ReadAll(f).AsSpan().IndexOf(canary) >= 0)];
    }

    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static string Said(string basket) => string.Join(',', new[] { ("basket", basket), ("material", "rules"), ("filename", "章程.pdf") }
        .Select(p => $"{p.Item1} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Item2))}"));

    private static HttpRequestMessage Piece(string place, long offset, byte[] bytes)
    {
        var request = Tus(HttpMethod.Patch, place, ("Upload-Offset", $"{offset}"));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new(UploadFile.Piece);
        return request;
    }

    private static HttpRequestMessage Tus(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return request;
    }
}
