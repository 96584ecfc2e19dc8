using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules;

namespace OneWindow.Tests.Storage;

/// <summary>Where a backup lies and where it is restored to: empty folders, and an empty database where asked.</summary>
internal sealed class EmptyPlace : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("onewindow-backup-").FullName;
    private readonly List<string> databases = [];

    public string File => Path.Combine(root, "day.backup");

    /// <summary>The house that stands on the restored data.</summary>
    public async Task<Restored> Open(AppOptions like, string database, string backup, string? keys = null)
    {
        var options = Options(like, database);
        var read = await Read(options, backup, keys ?? Backup.KeysOf(backup));
        Assert.True(read.Try(out var end, out var why), why?.Message);
        return new Restored(await World.Open(options), end!);
    }

    public async Task<Refusal> Refused(AppOptions like, string backup, bool otherSecret = false, byte[]? contents = null)
    {
        if (contents is not null) await System.IO.File.WriteAllBytesAsync(backup, contents);
        var options = Options(like, World.Sqlite);
        if (otherSecret)
        {
            foreach (var name in (string[])["secret", SealedSecret.FileName]) System.IO.File.Delete(Path.Combine(options.Data, name));
        }

        Assert.False((await Read(options, backup, Backup.KeysOf(backup))).Try(out _, out var why));
        return why!;
    }

    private static async Task<Outcome<BackupEnd>> Read(AppOptions options, string backup, string keys)
    {
        await using var app = OneWindowApp.Build(options);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Restore>().Read(backup, keys, TestContext.Current.CancellationToken);
    }

    private AppOptions Options(AppOptions like, string database)
    {
        var data = NewFolder(like.Data);
        string? db = null;
        if (database == World.Postgres) databases.Add(db = TestPostgres.Start().NewDatabase());
        return like with { Data = data, Db = db };
    }

    /// <summary>A data folder with nothing in it but the secret.</summary>
    public string NewFolder(string like)
    {
        var data = Path.Combine(root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(data);
        foreach (var name in (string[])["secret", SealedSecret.FileName])
        {
            if (System.IO.File.Exists(Path.Combine(like, name))) System.IO.File.Copy(Path.Combine(like, name), Path.Combine(data, name));
        }

        return data;
    }

    public void Dispose()
    {
        foreach (var db in databases) TestPostgres.Start().Drop(new NpgsqlConnectionStringBuilder(db).Database!);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }
}

internal sealed record Restored(World World, BackupEnd End) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => World.DisposeAsync();
}
