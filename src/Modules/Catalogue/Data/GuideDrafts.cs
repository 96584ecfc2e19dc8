using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <param name="Department">Who asked for it; null: the item's own.</param>
/// <param name="From">The first day that it is to be in force.</param>
internal sealed record ChangeStanding(bool MayBeEdited, string? Department, DateOnly From);

/// <summary>A draft as it is read: its row, its document with every edit, its comments.</summary>
internal sealed record GuideDraft(GuideDraftRow Row, DraftLog Log, IReadOnlyList<GuideCommentRow> Comments);

/// <summary>
/// 办事指南的草稿: what a change request will publish for an item. Several may write at once: every save reads again, merges by <see cref="DraftLog"/> and is
/// repeated where another save came first.
/// </summary>
internal sealed class GuideDrafts(CatalogueDb db, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>Enough for as many as can write in one second.</summary>
    private const int MostTries = 40;

    /// <summary>A document larger than this is no guide.</summary>
    private const int MostText = 1_000_000;

    public static Refusal NotYours { get; } = new("catalogue.not-found", "没有这份草稿，或者它不归您的部门编写。", Laws.Lists);

    /// <summary>部门起草、政务服务管理机构一起写 (鄠邑细则 第五条): the department that bears the item or asked for the change, and the office of the place.</summary>
    public static bool MaySee(GuideDraftRow draft, ChangeStanding change, Actor actor) => actor.Role switch
    {
        Role.DepartmentEditor => actor.Organisation is { } own && (own == draft.Organisation || own == change.Department),
        Role.ManagementOfficer => actor.Place.Contains(RegionCode.From(draft.Place)),
        _ => false,
    };

    public static bool MayEdit(GuideDraftRow draft, ChangeStanding change, Actor actor) => change.MayBeEdited && MaySee(draft, change, actor);

    /// <summary>How the change request stands that a draft belongs to.</summary>
    public async Task<ChangeStanding> Standing(string change, CancellationToken cancel)
    {
        if (await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == change, cancel) is not { } row) return new ChangeStanding(false, null, clock.Now().Date);
        var request = ChangeRequests.Read(row);
        return new ChangeStanding(request.MayBeEdited, request.Department, request.EffectiveFrom);
    }

    /// <summary>Those whose change may still be edited.</summary>
    public IQueryable<GuideDraftRow> BeingWritten() => db.GuideDrafts.AsNoTracking()
        .Where(d => db.Requests.Any(r => r.Id == d.Change && (r.State == ChangeState.Drafting || r.State == ChangeState.Returned)));

    /// <summary>Begins a draft of the item from its guide, or empty. Begun already: nothing happens.</summary>
    /// <param name="from">The version that it is to follow; null: the item has none.</param>
    public async Task Begin(string change, string item, Guide? from, Actor actor, CancellationToken cancel)
    {
        if (from is not null) await Begin(change, item, from.Version, from.Organisation, from.Place, DraftDocument.Of(from), cancel);
        else await BeginNew(change, DraftTemplates.Empty(item, actor), cancel);
    }

    /// <summary>A draft of an item that is not there yet.</summary>
    public Task<GuideDraftRow> BeginNew(string change, DraftDocument document, CancellationToken cancel) =>
        Begin(change, document.TextAt("item"), 0, document.TextAt("organisation"), RegionCode.Parse(document.TextAt("place")), document, cancel);

    private async Task<GuideDraftRow> Begin(string change, string item, int version, string organisation, RegionCode place, DraftDocument document, CancellationToken cancel)
    {
        if (await db.GuideDrafts.FindAsync([change, item], cancel) is { } begun) return begun;
        var row = new GuideDraftRow
        {
            Change = change,
            Item = item,
            Name = document.TextAt("name"),
            BaseVersion = version,
            Organisation = organisation,
            Place = place.Number,
            Begun = document.Text,
            Body = document.Text,
            ChangedAt = clock.Now(),
        };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return row;
    }

    /// <summary>Many drafts with their edits at once; the caller saves, together with the change request.</summary>
    public void AddMany(string change, IReadOnlyList<(Guide Guide, DraftDocument Draft, IReadOnlyList<DraftEdit> Edits)> all, Actor actor)
    {
        foreach (var (guide, draft, edits) in all) Add(change, guide.Item, guide.Version, guide.Organisation, guide.Place, draft, edits, actor.Id);
    }

    /// <summary>A draft with its edits; the caller saves.</summary>
    /// <param name="version">The version that it is to follow; 0: the item is new.</param>
    public void Add(string change, string item, int version, string organisation, RegionCode place, DraftDocument begun, IReadOnlyList<DraftEdit> edits, string by)
    {
        var log = DraftLog.Begin(begun).Apply(edits, by, clock.Now(), 0);
        var row = new GuideDraftRow
        {
            Change = change, Item = item, Name = log.Now.TextAt("name"), BaseVersion = version, Organisation = organisation, Place = place.Number,
            Begun = begun.Text, Body = log.Now.Text, Revision = log.Revision, ChangedAt = clock.Now(),
        };
        db.Add(row);
        db.AddRange(log.Lines.Select(l => Row(row, l)));
    }

    /// <summary>Every draft of a change request, in the order of the items' keys.</summary>
    public async Task<IReadOnlyList<GuideDraftRow>> Of(string change, CancellationToken cancel) =>
        await db.GuideDrafts.AsNoTracking().Where(d => d.Change == change).OrderBy(d => d.Item).ToListAsync(cancel);

    public async Task<GuideDraft?> Read(string change, string item, CancellationToken cancel)
    {
        if (await db.GuideDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Change == change && d.Item == item, cancel) is not { } row) return null;
        var lines = await db.GuideEdits.AsNoTracking().Where(e => e.Change == change && e.Item == item && e.Number <= row.Revision).OrderBy(e => e.Number).ToListAsync(cancel);
        var comments = await db.GuideComments.AsNoTracking().Where(c => c.Change == change && c.Item == item).OrderBy(c => c.Number).ToListAsync(cancel);
        return new GuideDraft(row, new DraftLog(DraftDocument.Parse(row.Body), [.. lines.Select(Line)]), comments);
    }

    /// <param name="seen">The revision that the writer had before him.</param>
    public Task<Outcome<DraftLog>> Apply(string change, string item, IReadOnlyList<DraftEdit> edits, int seen, Actor actor, CancellationToken cancel) =>
        Save(change, item, actor, (log, at) => log.Apply(edits, actor.Id, at, seen), cancel);

    public Task<Outcome<DraftLog>> Settle(string change, string item, int number, bool take, int seen, Actor actor, CancellationToken cancel) =>
        Save(change, item, actor, (log, at) => log.Settle(number, take, actor.Id, at, seen), cancel);

    /// <summary>One's own edits only.</summary>
    public Task<Outcome<DraftLog>> Undo(string change, string item, int number, Actor actor, CancellationToken cancel) =>
        Save(change, item, actor, (log, at) => log.Line(number)?.By != actor.Id ? NotOwn
            : log.Line(number)!.State == EditState.Undone ? log.Redo(number, actor.Id, at) : log.Undo(number, actor.Id, at), cancel);

    public async Task<Outcome<GuideCommentRow>> Comment(string change, string item, string path, string words, Actor actor, CancellationToken cancel)
    {
        if (await db.GuideDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Change == change && d.Item == item, cancel) is not { } row || !MaySee(row, await Standing(change, cancel), actor)) return NotYours;
        return await db.InTransaction<Outcome<GuideCommentRow>>(async () =>
        {
            var last = await db.GuideComments.Where(c => c.Change == change && c.Item == item).MaxAsync(c => (int?)c.Number, cancel) ?? 0;
            var comment = new GuideCommentRow { Change = change, Item = item, Number = last + 1, Path = path, Words = words, By = actor.Id, At = clock.Now() };
            db.Add(comment);
            await db.SaveChangesAsync(cancel);
            return comment;
        }, cancel);
    }

    /// <summary>核对过了: what the section was begun with is right as it is.</summary>
    public async Task<Outcome<GuideDraftRow>> LookThrough(string change, string item, string section, Actor actor, CancellationToken cancel)
    {
        if (await db.GuideDrafts.SingleOrDefaultAsync(d => d.Change == change && d.Item == item, cancel) is not { } row || !MaySee(row, await Standing(change, cancel), actor)) return NotYours;
        row.Looked = string.Join('|', (row.Looked?.Split('|') ?? []).Append(section).Distinct());
        return await db.TrySave(cancel) ? row : new Refusal("catalogue.draft-moved", "刚才有人改了这份草稿，请再看一遍。", PlatformRules.NoSilentOverwrite);
    }

    /// <summary>办好了, or open again.</summary>
    public async Task<Outcome<GuideCommentRow>> SettleComment(string change, string item, int number, bool settled, Actor actor, CancellationToken cancel)
    {
        if (await db.GuideDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Change == change && d.Item == item, cancel) is not { } row || !MaySee(row, await Standing(change, cancel), actor)
            || await db.GuideComments.FindAsync([change, item, number], cancel) is not { } comment) return NotYours;
        comment.Settled = settled;
        await db.SaveChangesAsync(cancel);
        return comment;
    }

    /// <summary>The draft as a guide with everything that is wrong or missing.</summary>
    /// <param name="from">The first day that it is to be in force.</param>
    public DraftReading Check(GuideDraft draft, DateOnly from) =>
        DraftReading.Of(draft.Log.Now, draft.Row.BaseVersion + 1, from, guide => rulebooks.For(guide.Place, guide.Type, from));

    /// <summary>The whole guide, whatever the rules say of it; or what keeps it from being one: gaps, and choices that nobody has settled.</summary>
    public async Task<(Guide? Guide, IReadOnlyList<Fault> Faults)> Complete(string change, string item, DateOnly from, CancellationToken cancel)
    {
        if (await Read(change, item, cancel) is not { } draft)
            return (null, [new Fault("item", ElementNames.Of("item"), item, "catalogue.draft-missing", "这份申请里没有它的草稿", "请在申请里重新加上这个事项", PlatformRules.Input)]);
        var reading = Check(draft, from);
        IReadOnlyList<Fault> faults =
        [
            .. draft.Log.Choices.Select(c => new Fault(
                c.Path, DraftWords.Place(c.Path, draft.Log.Now), null, "catalogue.choice-open", "两个人写得不一样", "请到草稿里选定一个", PlatformRules.NoSilentOverwrite)),
            .. reading.Gaps,
        ];
        return faults.Count == 0 && reading.Guide is { } guide ? (guide, []) : (null, faults);
    }

    private async Task<Outcome<DraftLog>> Save(string change, string item, Actor actor, Func<DraftLog, Instant, Outcome<DraftLog>> step, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await Read(change, item, cancel) is not { } draft || !MayEdit(draft.Row, await Standing(change, cancel), actor)) return NotYours;
            if (!step(draft.Log, clock.Now()).Try(out var next, out var why)) return why;
            if (ReferenceEquals(next, draft.Log)) return next;
            Keep(draft, next);
            if (draft.Row.Body.Length > MostText) return new Refusal("catalogue.too-many", "这份指南太长了，请删减后再保存。", PlatformRules.Input);
            try
            {
                await db.SaveChangesAsync(cancel);
                return next;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Another save came first: read what it made and merge again.
                await Task.Delay(TimeSpan.FromMilliseconds(5 * tries), cancel);
            }
        }
    }

    internal void Keep(GuideDraft draft, DraftLog next)
    {
        var row = draft.Row;
        db.Attach(row);
        (row.Body, row.Name, row.Revision, row.ChangedAt) = (next.Now.Text, next.Now.TextAt("name"), next.Revision, clock.Now());
        // A choice that is dropped adds no line: the row is written all the same, so that two who choose at once meet here.
        db.Entry(row).Property(r => r.Revision).IsModified = true;
        foreach (var line in next.Lines)
        {
            if (draft.Log.Line(line.Number) is not { } known)
            {
                db.Add(Row(row, line));
            }
            else if (known.State != line.State)
            {
                var kept = Row(row, known);
                db.Attach(kept);
                kept.State = line.State;
            }
        }
    }

    private static DraftLine Line(GuideEditRow e) => new(e.Number, e.Path, e.Before, e.After, e.By, e.At, e.Seen, e.State, e.Answers);

    private static GuideEditRow Row(GuideDraftRow draft, DraftLine line) => new()
    {
        Change = draft.Change, Item = draft.Item, Number = line.Number, Path = line.Path, Before = line.Before, After = line.After,
        By = line.By, At = line.At, Seen = line.Seen, State = line.State, Answers = line.Answers,
    };

    private static Refusal NotOwn { get; } = new("catalogue.edit-not-own", "只能撤销自己的修改。别人的修改，请在批注里说，或者再改一次。", PlatformRules.Undo);
}
