using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>
/// 被拒绝的操作: whoever has signed in and is told 403 or 429 stands in the log, with the pattern of the address (never the address itself: a number might stand in
/// it). The same refusal of the same account is told once a minute; where more come than the queue holds, how many were left out is told instead.
/// </summary>
internal sealed class RefusalLog(IDbContextFactory<SecurityDb> contexts, TimeProvider clock, ILogger<RefusalLog> log) : DueLoop(TimeSpan.FromSeconds(2), log)
{
    public override string Title => "记录被拒绝的操作";

    private const int Most = 2_000;
    private static readonly TimeSpan Once = TimeSpan.FromMinutes(1);
    private readonly Channel<Entry> queue = Channel.CreateBounded<Entry>(Most);
    private readonly MemoryCache told = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private int lost;

    /// <summary>After the answer was given.</summary>
    public void Note(HttpContext context)
    {
        if (context.Response.StatusCode is not (StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests) || context.Actor() is not { } actor) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "—";
        var what = $"{context.Request.Method} /{route.TrimStart('/')} {context.Response.StatusCode}，{actor.Role}";
        if (told.TryGetValue((actor.Id, what), out _)) return;
        told.Set((actor.Id, what), true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Once });
        if (!queue.Writer.TryWrite(new Entry(clock.Now(), LogKind.Refusal, actor.Id, null, what))) Interlocked.Increment(ref lost);
    }

    /// <summary>None of it is a timer that fired, so nothing is counted.</summary>
    public override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            var entries = new List<Entry>();
            while (entries.Count < Most && queue.Reader.TryRead(out var entry)) entries.Add(entry);
            if (Interlocked.Exchange(ref lost, 0) is > 0 and var many) entries.Add(new Entry(clock.Now(), LogKind.Refusal, null, null, $"另有 {many} 次拒绝来得太密，没有逐条记下"));
            if (entries.Count == 0) return 0;
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await db.SaveWithLines(entries, cancel);
            return 0;
        },
        cancel);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RunDue(cancellationToken);
    }

    public override void Dispose()
    {
        told.Dispose();
        base.Dispose();
    }
}
