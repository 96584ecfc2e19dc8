using System.Collections.Immutable;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>修改: what stood at an address and what is to stand there, as canonical JSON; null: nothing.</summary>
internal sealed record DraftEdit(string Path, string? Before, string? After);

/// <summary>What became of an edit.</summary>
internal enum EditState
{
    Applied,

    /// <summary>Somebody else changed the same thing first: both are shown, and somebody chooses.</summary>
    Contested,

    /// <summary>Contested, and chosen: a further line applied it.</summary>
    Taken,

    /// <summary>Contested, and what the other wrote was kept.</summary>
    Dropped,

    /// <summary>Applied, and undone by a further line.</summary>
    Undone,
}

/// <summary>One edit as it is kept.</summary>
/// <param name="Seen">The revision that its writer had before him.</param>
/// <param name="Answers">The line that this one undoes, or whose choice it settles; null: neither.</param>
internal sealed record DraftLine(int Number, string Path, string? Before, string? After, string By, Instant At, int Seen, EditState State, int? Answers = null)
{
    /// <summary>It changed the document when it was written, whatever became of it later.</summary>
    public bool Changed => State is EditState.Applied or EditState.Undone;
}

/// <summary>
/// 共同编写: a document and every edit that made it what it is. Edits at different addresses merge; an edit whose ground has moved becomes a choice. Nothing that
/// somebody wrote is lost, nothing is overwritten that its writer had not seen, and replaying the lines gives the document.
/// </summary>
internal sealed record DraftLog(DraftDocument Now, ImmutableList<DraftLine> Lines)
{
    public static DraftLog Begin(DraftDocument document) => new(document, []);

    public int Revision => Lines.Count == 0 ? 0 : Lines[^1].Number;

    public IEnumerable<DraftLine> Choices => Lines.Where(l => l.State == EditState.Contested);

    public DraftLine? Line(int number) => Lines.Find(l => l.Number == number);

    public static DraftDocument Replay(DraftDocument begun, IEnumerable<DraftLine> lines) =>
        begun.With(lines.Where(l => l.Changed).OrderBy(l => l.Number).Select(l => (l.Path, l.After)));

    /// <summary>The document as whoever had this revision before him saw it.</summary>
    public DraftDocument At(int revision) =>
        Now.With(Lines.Where(l => l.Changed && l.Number > revision).OrderByDescending(l => l.Number).Select(l => (l.Path, l.Before)));

    public DraftLog Apply(IEnumerable<DraftEdit> edits, string by, Instant at, int seen, int? answers = null)
    {
        var log = this;
        foreach (var edit in edits) log = log.Apply(edit, by, at, seen, answers);
        return log;
    }

    private DraftLog Apply(DraftEdit edit, string by, Instant at, int seen, int? answers)
    {
        var here = Now.Get(edit.Path);
        var reached = Now.Reaches(edit.Path);
        // Both wrote the same, or what was to go is gone with all around it.
        if (here == edit.After && (reached || edit.After is null)) return this;
        if (reached && here == edit.Before)
            return this with { Now = Now.With(edit.Path, edit.After), Lines = Lines.Add(Next(edit, by, at, seen, EditState.Applied, answers)) };
        var sentTwice = Choices.Any(c => c.By == by && c.Path == edit.Path && c.After == edit.After);
        return sentTwice ? this : this with { Lines = Lines.Add(Next(edit, by, at, seen, EditState.Contested, answers)) };
    }

    /// <summary>
    /// 换到新的版本上: what a version that was published meanwhile changed comes in as another writer's edits. What only one of both changed stands as he changed it;
    /// what both changed is a choice.
    /// </summary>
    public DraftLog Rebase(DraftDocument begun, DraftDocument onto, int version, Instant at) =>
        Apply(DraftGround.Edits(DraftGround.Of(begun, Lines), onto), DraftGround.Writer(version), at, Revision);

    /// <summary>选定: what was contested is taken, or what stands is kept.</summary>
    /// <param name="seen">The revision that whoever chooses had before him: what stands may have moved again.</param>
    public Outcome<DraftLog> Settle(int number, bool take, string by, Instant at, int seen)
    {
        if (Line(number) is not { State: EditState.Contested } contested) return SettledAlready;
        if (At(seen).Get(contested.Path) != Now.Get(contested.Path)) return MovedAgain;
        if (!take) return Mark(number, EditState.Dropped);
        var marked = Mark(number, EditState.Taken);
        return marked.Apply([marked.Restoring(contested)], by, at, Revision, number);
    }

    /// <summary>撤销: what stood before comes back; where somebody has changed it since, that is a choice as well.</summary>
    public Outcome<DraftLog> Undo(int number, string by, Instant at)
    {
        if (Line(number) is not { State: EditState.Applied } line) return new Refusal("catalogue.edit-not-found", "这处修改已经撤销，或者不在了。", PlatformRules.Undo);
        var next = Apply(new DraftEdit(line.Path, line.After, line.Before), by, at, Revision, number);
        return next.Lines.Count == Lines.Count || next.Lines[^1].State == EditState.Applied ? next.Mark(number, EditState.Undone) : next;
    }

    /// <summary>恢复: what was undone is written again, likewise.</summary>
    public Outcome<DraftLog> Redo(int number, string by, Instant at) =>
        Line(number) is { State: EditState.Undone } line
            ? Apply(new DraftEdit(line.Path, line.Before, line.After), by, at, Revision, number)
            : new Refusal("catalogue.edit-not-found", "这处修改没有撤销过。", PlatformRules.Undo);

    /// <summary>The edit that puts the contested value in; with what it lay in, where that was removed meanwhile.</summary>
    private DraftEdit Restoring(DraftLine contested)
    {
        var gone = DraftDocument.ItemsAbove(contested.Path).FirstOrDefault(item => Now.Node(item) is null);
        if (gone is null) return new DraftEdit(contested.Path, Now.Get(contested.Path), contested.After);
        var last = Lines.FindLast(l => l.Changed && l.Path == gone && l.After is null)?.Before ?? $"{{\"{DraftDocument.Rank}\":{Now.NextRank(DraftDocument.ListOf(gone)!)}}}";
        return new DraftEdit(gone, null, DraftDocument.Empty.With([(gone, last), (contested.Path, contested.After)]).Get(gone));
    }

    private DraftLog Mark(int number, EditState state)
    {
        var at = Lines.FindIndex(l => l.Number == number);
        return this with { Lines = Lines.SetItem(at, Lines[at] with { State = state }) };
    }

    private DraftLine Next(DraftEdit edit, string by, Instant at, int seen, EditState state, int? answers) =>
        new(Revision + 1, edit.Path, edit.Before, edit.After, by, at, seen, state, answers);

    private static Refusal SettledAlready { get; } = new("catalogue.choice-not-found", "这一处已经有人选定了。", PlatformRules.NoSilentOverwrite);

    private static Refusal MovedAgain { get; } = new("catalogue.changed-meanwhile", "您打开页面之后，这一处又有人改过。请看现在的内容再选。", PlatformRules.NoSilentOverwrite);
}
