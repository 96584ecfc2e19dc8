namespace OneWindow.Contracts;

/// <summary>
/// What is told a little later, so that a slip can be taken back before anybody hears of it (platform/第二十一条). Short enough for every
/// message to be there within a minute; no document is ever held back.
/// </summary>
public static class HeldBack
{
    /// <summary>The event that says that another one counts as not having been; its data names that one's "sequence".</summary>
    public const string Undone = "case.act-undone/1";

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    public static TimeSpan For(string eventType) => eventType is "case.review-begun/1" or "case.hearing-held/1" ? Short : TimeSpan.Zero;
}
