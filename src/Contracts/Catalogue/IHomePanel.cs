namespace OneWindow.Contracts;

/// <summary>首页: what a module shows to somebody who is signed in ("我正在办的事"). Any module may answer; null: nothing to show.</summary>
public interface IHomePanel
{
    ValueTask<HomePanel?> For(Actor actor, CancellationToken cancel = default);
}

/// <param name="More">Where the whole list is.</param>
public sealed record HomePanel(string Title, IReadOnlyList<HomeLine> Lines, string? More);

/// <param name="Status">In words: "请补正 1 项材料".</param>
/// <param name="Urgent">Something is asked of the reader.</param>
/// <param name="Note">By when, or what happens next.</param>
public sealed record HomeLine(string Words, string Path, string Status, bool Urgent, string? Note);
