using System.CommandLine;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`restore FILE`: a backup into an empty installation; with `--test`, into an empty place that is thrown away again, verified there and recorded here.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("file") { Description = "备份文件" };
        var keys = new Option<string?>("--keys") { Description = "最新的密钥文件；不给则用备份旁边同名加 .keys 的" };
        var test = new Option<bool>("--test") { Description = "恢复演练：恢复到一个临时的空平台，核验后清除，结果记入本平台" };
        var command = new Command("restore", "把备份恢复到空的平台") { file, keys, test };
        common.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            var beside = parsed.GetValue(keys) is { } given ? Path.GetFullPath(given) : Backup.KeysOf(path);
            var asJson = parsed.GetValue(common.AsJson);
            return parsed.GetValue(test)
                ? common.Within(parsed, (services, stop) => Test(services, common.Read(parsed), path, beside, asJson, stop), cancel)
                : Into(common.Read(parsed), path, beside, asJson, cancel);
        });
        return command;
    }

    private static async Task<int> Into(AppOptions options, string path, string keys, bool asJson, CancellationToken cancel)
    {
        var restored = await Read(options, path, keys, cancel);
        if (!restored.Try(out var end, out var why)) return CommonOptions.Refuse(why, asJson);
        if (asJson) CommonOptions.Print(new { rows = end.AllRows, files = end.Files });
        else Console.Out.WriteLine($"已恢复：{end.AllRows} 行数据，{end.Files} 个文件。请接着运行 verify 核验。");
        return CommandLine.Done;
    }

    private static async Task<Outcome<BackupEnd>> Read(AppOptions options, string path, string keys, CancellationToken cancel)
    {
        await using var app = OneWindowApp.Build(options);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Restore>().Read(path, keys, cancel);
    }

    /// <summary>GB/T 22239-2019 8.1.4.9: that a backup can be restored is tried, not believed. The empty place is an SQLite folder, whatever the platform runs on.</summary>
    private static async Task<int> Test(IServiceProvider services, AppOptions here, string path, string keys, bool asJson, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-restore-").FullName;
        try
        {
            foreach (var name in (string[])["secret", SealedSecret.FileName])
            {
                if (Path.Combine(here.Data, name) is var own && File.Exists(own)) File.Copy(own, Path.Combine(folder, name));
            }

            var there = here with { Data = folder, Db = null };
            var restored = await Read(there, path, keys, cancel);
            if (!restored.Try(out var end, out var why))
            {
                await BackupRuns.Record(services, BackupRunKind.RestoreTest, path, false, null, why.Message, cancel);
                return CommonOptions.Refuse(why, asJson);
            }

            var report = await Verify(there, cancel);
            var note = $"办件 {report.Cases} 件，日志 {report.Events} 条，存证根 {report.Roots} 个{(report.Ok ? "，核验无误" : $"，发现损坏 {report.Damage.Count} 处")}";
            await BackupRuns.Record(services, BackupRunKind.RestoreTest, path, report.Ok, end, note, cancel);
            if (asJson) CommonOptions.Print(new { ok = report.Ok, rows = end.AllRows, files = end.Files, cases = report.Cases, events = report.Events, roots = report.Roots, damage = report.Damage });
            else Console.Out.WriteLine($"恢复演练{(report.Ok ? "成功" : "失败")}：{end.AllRows} 行数据，{end.Files} 个文件；{note}。");
            return report.Ok ? CommandLine.Done : CommandLine.Refused;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<AuditReport> Verify(AppOptions options, CancellationToken cancel)
    {
        await using var app = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(app.Services, options, cancel);
        return await VerifyCommand.All(app.Services, null, cancel);
    }
}
