namespace OneWindow.Cases;

/// <summary>撤回误操作: the last act is taken back by whoever took it, within a minute and before anybody heard of it (platform/第二十一条).</summary>
internal static class UndoMistake
{
    public const string Path = "undo";

    public static WorkAct Act { get; } = new(
        nameof(UndoLast), Path, CaseReach.Handlers, (_, _) => new Intended(new UndoLast()), _ => new Intended(new UndoLast()));
}
