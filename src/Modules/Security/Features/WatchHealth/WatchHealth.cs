using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>运行状况: whether the database answers, how much room the disk has, whether the news between modules arrives, and each background work with what does not get on.</summary>
internal static class WatchHealth
{
    public const string Path = "/workbench/security/health";

    /// <summary>Below this share of the disk it is time to act.</summary>
    private const double LeastRoom = 0.1;

    /// <summary>An event that waits so long has not merely been said just now.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(WatchHealth)).AllowRoles(SecurityDesk.Readers);

    private static async Task<IResult> Show(PlatformDb db, Database database, IEnumerable<IDueWork> works, TimeProvider clock, CancellationToken cancel)
    {
        var rows = new List<HealthModel>();
        foreach (var loop in works.OfType<DueLoop>()) rows.Add(await Of(loop, cancel));
        return Pages.Show<HealthPage>(new HealthPageModel(
            [await Answering(database, cancel), Room(database), await News(db, clock.Now(), cancel)], [.. rows.OrderBy(r => r.Well ?? true).ThenBy(r => r.Name, StringComparer.Ordinal)], Environment.MachineName));
    }

    private static async Task<HealthModel> Answering(Database database, CancellationToken cancel)
    {
        var kind = database.Kind == DatabaseKind.Postgres ? "PostgreSQL" : "SQLite";
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Kind == DatabaseKind.Postgres ? "show server_version" : "select sqlite_version()";
        return new("数据库", true, $"{kind} {await command.ExecuteScalarAsync(cancel)}，答复正常", null);
    }

    private static HealthModel Room(Database database)
    {
        var disk = new DriveInfo(System.IO.Path.GetFullPath(database.Folder));
        var (free, all) = (disk.AvailableFreeSpace, Math.Max(1, disk.TotalSize));
        var share = (double)free / all;
        return new("数据目录所在的磁盘", share >= LeastRoom, $"还有 {free / 1_073_741_824.0:0.0} GB，占 {share:P0}{(share >= LeastRoom ? "" : "。请尽快清理或者扩容，写满以后不能再收件")}", null);
    }

    private static async Task<HealthModel> News(PlatformDb db, Instant now, CancellationToken cancel)
    {
        var oldest = await db.Outbox.AsNoTracking().OrderBy(r => r.Region).ThenBy(r => r.Id).Select(r => new { r.Topic, r.At, r.Attempts, r.Error }).FirstOrDefaultAsync(cancel);
        return oldest switch
        {
            null => new("模块之间的消息", true, "都送到了", null),
            { Attempts: 0 } when oldest.At.Plus(Late) > now => new("模块之间的消息", true, "正在送", oldest.At),
            _ => new("模块之间的消息", false, $"{oldest.Topic} 还没有送到，试了 {oldest.Attempts} 次{(oldest.Error is null ? "" : $"：{oldest.Error}")}。平台会一直重试，请把这一行交给运维人员", oldest.At),
        };
    }

    private static async Task<HealthModel> Of(DueLoop loop, CancellationToken cancel)
    {
        string? stuck;
        try
        {
            stuck = await loop.Stuck(cancel);
        }
        catch (DbException e)
        {
            stuck = e.GetType().Name;
        }

        return (loop.LastRound, stuck) switch
        {
            ({ Fault: { } fault } round, _) => new(loop.Title, false, $"上一轮出错（{fault}），已经在重试", round.At),
            (var round, { } why) => new(loop.Title, false, why.Length > 0 ? $"有没办成的：{why}" : "有没办成的", round?.At),
            ({ } round, null) => new(loop.Title, true, "没有办不成的", round.At),
            _ => new(loop.Title, null, "在这个节点上没有运行", null),
        };
    }
}

/// <param name="Node">Background work is told of as this node does it.</param>
public sealed record HealthPageModel(IReadOnlyList<HealthModel> House, IReadOnlyList<HealthModel> Works, string Node);

/// <param name="Well">Null: nothing to be judged.</param>
/// <param name="At">Of the last round, or since when something waits.</param>
public sealed record HealthModel(string Name, bool? Well, string Words, Instant? At);
