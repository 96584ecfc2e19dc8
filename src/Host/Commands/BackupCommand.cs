using System.CommandLine;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`backup FILE`: everything but the installation's secret, while the platform goes on; the keys of persons beside it in FILE.keys.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("file") { Description = "备份写到哪个文件；旁边另有同名加 .keys 的密钥文件" };
        var command = new Command("backup", "备份（平台不用停）") { file };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (!Directory.Exists(Path.GetDirectoryName(path)))
            {
                await Console.Error.WriteLineAsync($"没有这个文件夹：{Path.GetDirectoryName(path)}");
                return CommandLine.WrongUsage;
            }

            await using var scope = services.CreateAsyncScope();
            var written = await scope.ServiceProvider.GetRequiredService<Backup>().Write(path, stop);
            await BackupRuns.Record(services, BackupRunKind.Backup, path, true, written, null, stop);
            var bytes = new FileInfo(path).Length;
            if (parsed.GetValue(common.AsJson)) CommonOptions.Print(new { file = path, keys = Backup.KeysOf(path), rows = written.AllRows, files = written.Files, bytes });
            else Console.Out.WriteLine($"已备份：{written.AllRows} 行数据，{written.Files} 个文件，共 {bytes} 字节。\n密钥在 {Path.GetFileName(Backup.KeysOf(path))}：与备份分开保管，只留最新一份，旧备份也用它恢复。");
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}

/// <summary>A run of backup or of the test of restoring, for the page that shows them.</summary>
internal static class BackupRuns
{
    public static async Task Record(IServiceProvider services, BackupRunKind kind, string path, bool ok, BackupEnd? end, string? note, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Add(new BackupRunRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Kind = kind, At = services.GetRequiredService<TimeProvider>().Now(), File = Path.GetFileName(path),
            Ok = ok, Rows = end?.AllRows ?? 0, Files = end?.Files ?? 0, Note = note,
        });
        await db.SaveChangesAsync(cancel);
    }
}
