using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class SealingTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Whose_key_is_erased_has_no_readable_file_and_who_got_a_copy_keeps_it(string database)
    {
        await using var host = await MaterialsHost.Start(databases.NewFolder(), databases.NewConnection(database));
        var mine = await Put(host, await host.OpenBasket());
        var theirs = Must(await host.Materials.Copy(mine.Id, await host.OpenBasket("b-wang", "s-wang"), "m"));
        Assert.Equal(mine.Hash, theirs.Hash);

        host.Owners.Erase("s-li");
        Assert.Null(await host.Materials.Read(mine.Id));
        using var li = host.As(MaterialsHost.Li);
        using var answer = await li.GetAsync(new Uri($"/files/{mine.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("依法删除", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False((await host.Materials.Copy(mine.Id, "b-wang", "n")).Try(out _, out var why));
        Assert.Equal("materials.erased", why.Code);
        using var wang = host.As(MaterialsHost.Wang);
        Assert.Equal(Papers.Pdf(), await wang.GetByteArrayAsync(new Uri($"/files/{theirs.Id}", UriKind.Relative)));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Files_of_an_earlier_version_open_are_sealed_once_and_leave_no_plain_bytes(string database)
    {
        var folder = databases.NewFolder();
        await using var host = await MaterialsHost.Start(folder, databases.NewConnection(database));
        var content = Papers.Pdf(200_000);
        var hash = Convert.ToHexStringLower(Sm3.Of(content));
        await host.OpenBasket();
        await host.OpenBasket("b-wang", "s-wang");
        await Plain(folder, hash, content);
        await using (var db = await Context(host))
        {
            foreach (var (id, basket) in (ValueTuple<string, string>[])[("f-1", "b-1"), ("f-2", "b-wang")])
            {
                db.Files.Add(new FileRow
                {
                    Id = id, Basket = basket, Material = "m", Name = "旧.pdf", MediaType = "application/pdf", Size = content.Length, Hash = hash, StoredAt = TimeProvider.System.Now(),
                });
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(content, await Read(host, "f-1"));
        var round = host.Services.GetRequiredService<SealOldFiles>();
        // A copy of what lies in the clear is sealed on its way.
        Must(await host.Materials.Copy("f-1", "b-1", "copy"));
        Assert.True(File.Exists(Path.Combine(folder, "files", hash[..2], hash)));
        host.Owners.Erase("s-wang");
        Assert.Equal(1, await round.Run());
        Assert.Equal(0, await round.Run());
        Assert.False(File.Exists(Path.Combine(folder, "files", hash[..2], hash)));
        Assert.Equal(content, await Read(host, "f-1"));
        Assert.Null(await host.Materials.Read("f-2"));
        Assert.Equal(hash, (await host.Materials.Find("f-1"))!.Hash);
    }

    [Fact]
    public async Task A_content_changed_on_the_disk_is_not_given_out()
    {
        var folder = databases.NewFolder();
        await using var host = await MaterialsHost.Start(folder);
        var file = await Put(host, await host.OpenBasket());
        var path = Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await using var read = (await host.Materials.Read(file.Id))!;
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => read.CopyToAsync(Stream.Null));
        await File.WriteAllBytesAsync(path, bytes[..^1]);
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => host.Materials.Read(file.Id).AsTask());
    }

    private static async Task Plain(string folder, string hash, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(folder, "files", hash[..2]));
        await File.WriteAllBytesAsync(Path.Combine(folder, "files", hash[..2], hash), content);
    }

    private static Task<MaterialsDb> Context(MaterialsHost host) => host.Services.GetRequiredService<IDbContextFactory<MaterialsDb>>().CreateDbContextAsync();

    private static async Task<byte[]> Read(MaterialsHost host, string file)
    {
        await using var read = (await host.Materials.Read(file))!;
        using var bytes = new MemoryStream();
        await read.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task<StoredFile> Put(MaterialsHost host, string basket) => Must(await host.Materials.Store(basket, "m", "证.pdf", new MemoryStream(Papers.Pdf())));

    private static StoredFile Must(Outcome<StoredFile> outcome) => outcome.Match(f => f, why => throw new InvalidOperationException(why.Message));
}
