using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OneWindow.Identity;

/// <summary>Counts failures by address within a minute. Whoever signs in rightly is not counted: a hall's machines share one address.</summary>
internal sealed class FailedAttempts(IOptions<SignInOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.MostFailuresOfAnAddress,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    public bool TooMany(string address)
    {
        using var lease = limiter.AttemptAcquire(address, 0);
        return !lease.IsAcquired;
    }

    public void Count(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
    }

    public void Dispose() => limiter.Dispose();
}
