using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class BasketTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private string folder = "";

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_stored_file_lies_sealed_under_a_name_that_says_nothing_readable_by_us_alone_and_is_there_after_a_restart(string database)
    {
        var connection = databases.NewConnection(database);
        var content = Papers.Pdf(300_000);
        await using (var host = await Start(connection))
        {
            var stored = await Stored(host.Materials, await host.OpenBasket(), "身份证.pdf", content);
            Assert.Equal((300_000, Convert.ToHexStringLower(Sm3.Of(content)), "application/pdf"), (stored.Size, stored.Hash, stored.MediaType));
            var path = Assert.Single(Contents());
            Assert.Equal(stored, await host.Materials.Find(stored.Id));
            Assert.Null(await host.Materials.Find("none"));
            Assert.DoesNotContain(stored.Hash, path, StringComparison.Ordinal);
            Assert.True((await File.ReadAllBytesAsync(path)).AsSpan().IndexOf(content.AsSpan(1_000, 8)) < 0);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files", "incoming")));
        }

        await using var again = await MaterialsHost.Start(folder, connection);
        var file = Assert.Single(await again.Materials.InBasket("b-1"));
        Assert.Equal(content, await again.As(MaterialsHost.Li).GetByteArrayAsync(new Uri($"/files/{file.Id}", UriKind.Relative)));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_content_of_two_owners_is_sealed_for_each_and_goes_when_nobody_refers_to_it(string database)
    {
        await using var host = await Start(databases.NewConnection(database));
        var sweep = host.Services.GetRequiredService<SweepFiles>();
        var mine = await Stored(host.Materials, await host.OpenBasket("b-li"), "a.pdf", Papers.Pdf());
        var yours = await Stored(host.Materials, await host.OpenBasket("b-wang", "s-wang"), "b.pdf", Papers.Pdf());
        Assert.Equal(mine.Hash, yours.Hash);
        Assert.NotEqual(mine.Id, yours.Id);
        Assert.Equal(2, Contents().Count());
        var copy = (await host.Materials.Copy(mine.Id, "b-wang", "copy")).Match(f => f, why => throw new InvalidOperationException(why.Message));
        Assert.Equal(2, Contents().Count());

        Assert.True((await host.Materials.Remove("b-li", mine.Id)).Try(out _, out _));
        Assert.True((await host.Materials.Remove("b-wang", yours.Id)).Try(out _, out _));
        await sweep.ForgetUnreferred(TimeProvider.System.GetUtcNow().AddHours(-1));
        Assert.Equal(2, Contents().Count()); // Young: its row might be about to be written.
        await sweep.ForgetUnreferred(TimeProvider.System.GetUtcNow().AddMinutes(1));
        Assert.Single(Contents()); // The copy refers to the first.
        Assert.True((await host.Materials.Remove("b-wang", copy.Id)).Try(out _, out _));
        await sweep.ForgetUnreferred(TimeProvider.System.GetUtcNow().AddMinutes(1));
        Assert.Empty(Contents());
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task The_same_file_sent_twice_for_one_material_is_one_file(string database)
    {
        await using var host = await Start(databases.NewConnection(database));
        var basket = await host.OpenBasket();
        var first = await Stored(host.Materials, basket, "a.pdf", Papers.Pdf());
        Assert.Equal(first, await Stored(host.Materials, basket, "a.pdf", Papers.Pdf()));
        Assert.NotEqual(first.Id, (await Stored(host.Materials, basket, "a.pdf", Papers.Pdf(), "other")).Id);
        Assert.Equal(2, (await host.Materials.InBasket(basket)).Count);
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_frozen_basket_lists_its_hashes_and_takes_and_gives_nothing(string database)
    {
        await using var host = await Start(databases.NewConnection(database));
        var basket = await host.OpenBasket();
        var file = await Stored(host.Materials, basket, "a.pdf", Papers.Pdf());
        Assert.Equal([file], await host.Materials.Freeze(basket));
        Assert.Equal([file], await host.Materials.Freeze(basket));
        await host.OpenBasket();

        Assert.False((await Store(host.Materials, basket, "b.pdf", Papers.Pdf(seed: 2))).Try(out _, out var add));
        Assert.False((await host.Materials.Remove(basket, file.Id)).Try(out _, out var remove));
        Assert.Equal(("materials.frozen", "materials.frozen"), (add.Code, remove.Code));
        Assert.Equal([file], await host.Materials.InBasket(basket));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Whoever_races_with_the_freezing_is_in_the_list_or_is_refused(string database)
    {
        await using var host = await Start(databases.NewConnection(database));
        for (var round = 0; round < 8; round++)
        {
            var basket = await host.OpenBasket($"b-{round}");
            var removed = await Stored(host.Materials, basket, "r.pdf", Papers.Pdf(seed: 99));
            var adds = Enumerable.Range(0, 6).Select(i => Task.Run(() => Store(host.Materials, basket, $"{i}.pdf", Papers.Pdf(seed: i)))).ToList();
            var removal = Task.Run(async () => await host.Materials.Remove(basket, removed.Id));
            await Task.Delay(round % 4);
            var frozen = (await host.Materials.Freeze(basket)).Select(f => f.Id).ToHashSet();
            var taken = (await Task.WhenAll(adds)).SelectMany(a => a.Match<string[]>(f => [f.Id], _ => [])).ToHashSet();
            if (!(await removal).Try(out _, out _)) taken.Add(removed.Id);
            Assert.Equal(taken.Order(), frozen.Order());
            Assert.Equal(frozen.Order(), (await host.Materials.InBasket(basket)).Select(f => f.Id).Order());
        }
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Limits_are_refused_in_words_and_leave_nothing_behind(string database)
    {
        await using var host = await Start(
            databases.NewConnection(database), new MaterialLimits { MostPerFile = 10_000, MostPerBasket = 25_000, MostFiles = 4 });
        var basket = await host.OpenBasket();
        Assert.False((await Store(host.Materials, basket, "big.pdf", Papers.Pdf(10_001))).Try(out _, out var large));
        Assert.Equal(("materials.too-large", PlatformRules.Files), (large.Code, large.Basis));
        Assert.Empty(Contents());

        await Stored(host.Materials, basket, "1.pdf", Papers.Pdf(10_000, 1));
        await Stored(host.Materials, basket, "2.pdf", Papers.Pdf(10_000, 2));
        Assert.False((await Store(host.Materials, basket, "3.pdf", Papers.Pdf(5_001, 3))).Try(out _, out var full));
        Assert.Equal("materials.basket-full", full.Code);
        await Stored(host.Materials, basket, "4.pdf", Papers.Pdf(100, 4));
        await Stored(host.Materials, basket, "5.pdf", Papers.Pdf(100, 5));
        Assert.False((await Store(host.Materials, basket, "6.pdf", Papers.Pdf(100, 6))).Try(out _, out var many));
        Assert.Equal("materials.too-many-files", many.Code);
        Assert.False((await Store(host.Materials, "b-none", "6.pdf", Papers.Pdf(100, 6))).Try(out _, out var nowhere));
        Assert.Equal("materials.not-found", nowhere.Code);
    }

    [Fact]
    public async Task A_sender_that_breaks_off_leaves_no_half_file()
    {
        await using var host = await Start(null);
        var basket = await host.OpenBasket();
        await Assert.ThrowsAsync<IOException>(() => host.Materials.Store(basket, "m", "a.pdf", new BrokenStream(Papers.Pdf())).AsTask());
        Assert.Empty(await host.Materials.InBasket(basket));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_basket_is_opened_for_one_subject_only()
    {
        await using var host = await Start(null);
        await host.OpenBasket();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.OpenBasket("b-1", "s-wang"));
    }

    private Task<MaterialsHost> Start(string? connection, MaterialLimits? limits = null) =>
        MaterialsHost.Start(folder = databases.NewFolder(), connection, limits);

    private IEnumerable<string> Contents() =>
        Directory.GetDirectories(Path.Combine(folder, "files")).Where(d => Path.GetFileName(d) != "incoming").SelectMany(Directory.GetFiles);

    private static Task<Outcome<StoredFile>> Store(IMaterials materials, string basket, string name, byte[] content, string material = "m") =>
        materials.Store(basket, material, name, new MemoryStream(content)).AsTask();

    private static async Task<StoredFile> Stored(IMaterials materials, string basket, string name, byte[] content, string material = "m") =>
        (await Store(materials, basket, name, content, material)).Match(f => f, why => throw new InvalidOperationException(why.Message));

    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= 1_000 ? throw new IOException("cut") : base.ReadAsync(buffer[..Math.Min(500, buffer.Length)], cancellationToken);
    }
}
