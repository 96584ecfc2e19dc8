using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace OneWindow.Ui;

/// <summary>
/// How often somebody without an account may try a code: so many a minute from one address, and for one thing from all addresses
/// together. Right and wrong tries count alike, or the limit itself would tell them apart.
/// </summary>
public sealed class GuessLimit : IDisposable
{
    private const int FromOneAddress = 120;
    private const int ForOneThing = 30;

    private readonly PartitionedRateLimiter<string> addresses = PerMinute(FromOneAddress);
    private readonly PartitionedRateLimiter<string> things = PerMinute(ForOneThing);

    /// <summary>False: too many tries; the answer is 429.</summary>
    /// <param name="thing">What the code belongs to: "receipt/3702…". Null where a code is tried that says itself what it opens.</param>
    public bool Allows(HttpContext context, string? thing)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var address = addresses.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!address.IsAcquired || thing is null) return address.IsAcquired;
        using var lease = things.AttemptAcquire(thing);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        addresses.Dispose();
        things.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int most) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = most,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));
}
