using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>名额和次序, as applicant and staff read it.</summary>
internal static class QuotaWords
{
    /// <summary>Null: not limited, not accepted yet, or decided.</summary>
    public static string? Of(OpenCase open)
    {
        if (open.Guide.Quota is not { } quota || open.Context.Queue is not { } queue || open.State is not { AcceptedOn: { } accepted } || !open.State.Status.BeforeDecision()) return null;
        var limit = $"{quota.WordsOf(accepted)}限 {queue.Count} 个，已发出 {Metrics.QuotaTaken.Of(queue.Taken)}";
        return queue.Free == 0
            ? $"{limit}，名额已按受理先后用完"
            : $"{limit}；按受理先后排第 {queue.Ahead.Count + 1} 位" + (queue.Ahead.Count > 0 ? $"，前面 {queue.Ahead.Count} 件还没有决定" : "");
    }
}
