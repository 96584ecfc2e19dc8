namespace OneWindow.Cases;

/// <summary>受理: the window takes a complete application on, and both clocks start (行政许可法 第三十二条).</summary>
internal static class AcceptCase
{
    public static WorkAct Act { get; } = new(nameof(Accept), "acceptance", CaseReach.Receivers, (_, _) => new Intended(new Accept()), _ => new Intended(new Accept()));
}
