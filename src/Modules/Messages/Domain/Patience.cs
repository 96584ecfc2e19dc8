namespace OneWindow.Messages;

/// <summary>重试: how long to wait after each failure, and for a report of delivery, before giving up.</summary>
internal static class Patience
{
    private static readonly TimeSpan[] Retries =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private static readonly TimeSpan[] Reports =
        [TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(15)];

    private static readonly TimeSpan LongestForInbox = TimeSpan.FromHours(1);

    /// <summary>Null: tried often enough.</summary>
    public static TimeSpan? AfterFailure(int failures) => failures <= Retries.Length ? Retries[failures - 1] : null;

    /// <summary>Null: asked often enough, a day in all.</summary>
    public static TimeSpan? ForReport(int asked) => asked < Reports.Length ? Reports[asked] : null;

    /// <summary>The inbox never gives up.</summary>
    public static TimeSpan ForInbox(int failures) => AfterFailure(failures) is { } wait && wait < LongestForInbox ? wait : LongestForInbox;
}
