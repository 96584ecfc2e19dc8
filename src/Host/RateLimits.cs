using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>
/// 频次限制: how often a minute one address, and one account, may sign in, upload, search and call the API. Settings `RateLimits:{SignIn,Upload,Search,Api}:{Address,Account}`.
/// A hall's machines share one address, so an address has many times an account's. The demonstration, which one laptop drives, has none but those that are set.
/// What guards single secrets (sign-in failures, query codes, receipts) is beside this, in the modules, always.
/// </summary>
internal sealed class RateLimits(IConfiguration settings, RunMode mode) : IEvidence
{
    private static readonly (string Door, string Words, int Address, int Account)[] Doors =
    [
        ("SignIn", "登录", 300, 60), ("Upload", "上传", 12_000, 1_200), ("Search", "搜索", 3_000, 300), ("Api", "接口", 6_000, 1_200),
    ];

    /// <summary>Null: it is not counted.</summary>
    public static string? DoorOf(HttpRequest request)
    {
        var path = request.Path;
        if (path.StartsWithSegments("/uploads", StringComparison.OrdinalIgnoreCase)) return "Upload";
        if (path.StartsWithSegments("/search", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/work/search", StringComparison.OrdinalIgnoreCase)) return "Search";
        if (path.StartsWithSegments("/api/v1/session", StringComparison.OrdinalIgnoreCase)) return "SignIn";
        if (path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return "Api";
        return path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(request.Method) ? "SignIn" : null;
    }

    /// <summary>So many a minute; null: no limit.</summary>
    public int? Of(string door, string whom)
    {
        var (_, _, address, account) = Array.Find(Doors, d => d.Door == door);
        return settings.GetValue<int?>($"RateLimits:{door}:{whom}") is { } set ? (set > 0 ? set : null) : mode.Demonstration ? null : whom == "Address" ? address : account;
    }

    public void Configure(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            // The account first: one that is at its end uses up nothing of the address that others share.
            PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, "Account", context.Actor()?.Id)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, "Address", context.Connection.RemoteIpAddress?.ToString() ?? "")));
    }

    public ValueTask<IReadOnlyList<SettingFact>> Facts(CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<SettingFact>>(
    [
        new("limits.requests", string.Join('；', Doors.Select(d => $"{d.Words}每分钟：一个地址{Most(d.Door, "Address")}，一个账号{Most(d.Door, "Account")}")), Doors.All(d => Of(d.Door, "Address") is not null)),
    ]);

    private string Most(string door, string whom) => Of(door, whom) is { } most ? $" {most} 次" : "不限";

    private RateLimitPartition<string> Partition(HttpContext context, string whom, string? who)
    {
        if (who is null || DoorOf(context.Request) is not { } door || Of(door, whom) is not { } most) return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetSlidingWindowLimiter($"{door} {who}", _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6,
        });
    }
}
