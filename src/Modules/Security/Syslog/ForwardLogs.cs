using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Security;

/// <summary>
/// 日志外送: both security logs to the receiver of the settings, in order, each line at least once: the cursor in the database moves after the receiver has had the
/// batch. One node at a time, by lease. Where the receiver is down the cursor stands, the page says since when and why, and what waits goes when it is back.
/// </summary>
internal sealed class ForwardLogs(
    IDbContextFactory<SecurityDb> contexts, ISecurityLog security, SyslogSettings settings, Leases leases, TimeProvider clock, ILogger<ForwardLogs> log)
    : DueLoop(TimeSpan.FromSeconds(10), log)
{
    public override string Title => "外送日志";

    public const string Prefix = "syslog/";
    private const int Batch = 200;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>None of it is a timer that fired, so nothing is counted.</summary>
    public override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            if (settings.Written is null || !await leases.Take("security-syslog", Lease, cancel)) return 0;
            await Forward(SealLogs.SecurityLogName, async (after, stop) =>
                [.. (await security.After(after, Batch, stop)).Select(l => (l.Number, SyslogText.Of(l, Environment.MachineName)))], cancel);
            await Forward(SecurityManagementLog.Name, Own, cancel);
            return 0;
        },
        cancel);

    /// <summary>How far the logs have gone out, by their names.</summary>
    public static async Task<IReadOnlyDictionary<string, CursorRow>> Cursors(SecurityDb db, CancellationToken cancel) =>
        await db.Cursors.AsNoTracking().Where(c => c.Name.StartsWith(Prefix)).ToDictionaryAsync(c => c.Name[Prefix.Length..], cancel);

    private async Task<IReadOnlyList<(long Number, string Text)>> Own(long after, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Log.AsNoTracking().Where(l => l.Number > after).OrderBy(l => l.Number).Take(Batch).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Number, SyslogText.Of(r, Environment.MachineName)))];
    }

    private async Task Forward(string name, Func<long, CancellationToken, Task<IReadOnlyList<(long Number, string Text)>>> read, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var cursor = await db.Cursors.FindAsync([Prefix + name], cancel);
        if (cursor is null) db.Cursors.Add(cursor = new CursorRow { Name = Prefix + name });
        while (true)
        {
            var lines = await read(cursor.Number, cancel);
            if (lines.Count == 0) break;
            if (await Failure([.. lines.Select(l => l.Text)], cancel) is { } reason)
            {
                // The log of the process names it once, not at every try.
                if (cursor.Reason != reason) Log.LogWarning("The log {Name} could not be sent to the syslog receiver: {Reason}", name, reason);
                (cursor.Failures, cursor.Reason) = (cursor.Failures + 1, reason);
                if (cursor.Failures == 1) cursor.At = clock.Now();
                break;
            }

            (cursor.Number, cursor.At, cursor.Failures, cursor.Reason) = (lines[^1].Number, clock.Now(), 0, null);
            await db.SaveChangesAsync(cancel);
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Null: it went well.</summary>
    private async Task<string?> Failure(IReadOnlyList<string> lines, CancellationToken cancel)
    {
        if (settings.Find(out var wrong) is not { } receiver) return wrong;
        try
        {
            await SyslogLine.Send(receiver, lines, cancel);
            return null;
        }
        catch (AuthenticationException)
        {
            return "接收方的证书不可信";
        }
        catch (SocketException)
        {
            return "接收方连不上";
        }
        catch (IOException)
        {
            return "接收方没有收完就断开了，或者没有应答";
        }
    }
}
