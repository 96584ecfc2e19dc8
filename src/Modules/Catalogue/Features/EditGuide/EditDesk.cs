using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The editor's pages, made anew from what is kept, with what was typed where a form was refused.</summary>
internal sealed class EditDesk(GuideDrafts drafts, DraftRebase rebase, Lints lints, BasicLists lists, IStaff staff, IDirectory directory)
{
    private const int MostLines = 60;

    public GuideDrafts Drafts => drafts;

    public DraftRebase Rebase => rebase;

    public static string PathOf(string change, string item) => $"{EditGuide.Path}/{change}/{item}";

    /// <summary>The draft with how its change stands; null: none, or not the actor's.</summary>
    public async Task<(GuideDraft Draft, ChangeStanding Change)?> Find(string change, string item, Actor actor, CancellationToken cancel)
    {
        if (await drafts.Read(change, item, cancel) is not { } draft) return null;
        var standing = await drafts.Standing(change, cancel);
        return GuideDrafts.MaySee(draft.Row, standing, actor) ? (draft, standing) : null;
    }

    public async Task<IResult> Overview(
        GuideDraft draft, ChangeStanding change, Actor actor, FormState form, CancellationToken cancel, WorkbookReportModel? workbook = null, int status = StatusCodes.Status200OK)
    {
        var faults = await Faults(draft, change, cancel);
        var head = Head(draft, change, actor);
        var choices = Choices(draft);
        return Pages.Show<DraftOverviewPage>(
            new DraftOverviewModel(
                head, form,
                [.. DraftSchema.Sections.Select(s => new TaskModel(s.Title, $"{head.Path}/{s.Id}", StandingOf(s, draft, faults, choices), NoteOf(s, draft)))],
                faults, choices, [.. draft.Comments.Where(c => !c.Settled).Select(c => Comment(c, draft, head.Path))],
                [.. draft.Log.Lines.Reverse().Take(MostLines).Select(l => Line(l, draft, actor))], Math.Max(0, draft.Log.Lines.Count - MostLines))
            {
                Workbook = workbook,
                Newer = await rebase.Newer(draft.Row, cancel),
            },
            status);
    }

    /// <param name="at">The element that is opened.</param>
    /// <param name="refused">A form of this page that was refused, with what was typed.</param>
    public async Task<IResult> Section(
        GuideDraft draft, ChangeStanding change, Actor actor, DraftSectionModel section, string? at, CancellationToken cancel, FormState? refused = null, bool saved = false,
        int status = StatusCodes.Status200OK)
    {
        var now = draft.Log.Now;
        var head = Head(draft, change, actor);
        var faults = (await Faults(draft, change, cancel)).Where(f => DraftSchema.SectionOf(f.Address) == section).ToList();
        var values = new Dictionary<string, StringValues>();
        foreach (var field in section.Fields) Put(values, field, now.Get(field.Path), "");
        var lists = section.Lists.Select(l => Items(draft, l, l.Path, at, faults, values, head.Path)).ToList();
        // What was typed stands where it was typed, even where a box was unticked.
        if (refused is not null)
        {
            foreach (var shown in refused.Values.Keys.Where(k => k.EndsWith(DraftForm.Shown, StringComparison.Ordinal))) values.Remove(shown[..^DraftForm.Shown.Length]);
            foreach (var (name, typed) in refused.Values) values[name] = typed;
        }

        var place = DraftSchema.Sections.ToList().IndexOf(section);
        return Pages.Show<DraftSectionPage>(
            new DraftSectionPageModel(
                head, section, new FormState(values, refused?.Errors ?? []), lists,
                [.. faults.Where(f => DraftDocument.ItemsAbove(f.Address + "/").FirstOrDefault() is null)],
                [.. Choices(draft).Where(c => c.Section == section.Id)],
                [.. draft.Comments.Where(c => c.Path == section.Id).Select(c => Comment(c, draft, head.Path))],
                SituationRows.Answers(now), Situations(now, section),
                place > 0 ? DraftSchema.Sections[place - 1] : null, place + 1 < DraftSchema.Sections.Count ? DraftSchema.Sections[place + 1] : null, saved)
            {
                Unread = head.MayEdit && Unread(section, draft),
            },
            status);
    }

    /// <summary>What a new item's form shows first.</summary>
    public static FormState Beginning(DraftItemsModel of)
    {
        var begins = JsonNode.Parse(of.List.Begins)!.AsObject();
        var values = new Dictionary<string, StringValues>();
        foreach (var field in of.List.Fields) Put(values, field, DraftDocument.Canonical(begins[field.Path]), of.Prefix);
        return new FormState(values, []);
    }

    public GuidePageModel Preview(GuideDraft draft, Guide guide) => new(
        guide, directory.Organisation(guide.Organisation)?.BearerName ?? draft.Row.Organisation, directory.PlaceName(guide.Place), new Dictionary<string, string>(), null);

    public static DraftHeadModel Head(GuideDraft draft, ChangeStanding change, Actor actor) => new(
        PathOf(draft.Row.Change, draft.Row.Item), draft.Row.Change, draft.Row.Item, draft.Row.Name.Length == 0 ? "还没有名称的事项" : draft.Row.Name,
        (draft.Row.BaseVersion == 0 ? "新的事项" : $"在第 {draft.Row.BaseVersion} 版的基础上改") + $"，打算{Words.ShortOf(change.From)}起生效。"
        + (change.MayBeEdited ? "边写边存，几个人可以同时写。" : "申请已经送审，现在只能看。"),
        draft.Log.Revision, GuideDrafts.MayEdit(draft.Row, change, actor));

    /// <summary>All that is to be said of the draft, looked at once for the whole page: what is missing, and the linter's findings, what stops it first.</summary>
    public async Task<IReadOnlyList<DraftFaultModel>> Faults(GuideDraft draft, ChangeStanding change, CancellationToken cancel)
    {
        var (path, now) = (PathOf(draft.Row.Change, draft.Row.Item), draft.Log.Now);
        var reading = drafts.Check(draft, change.From);
        var found = reading.Guide is { } guide ? await lints.Of(guide, cancel) : [];
        var orphan = reading.Guide is { BasicCode: not null } whole ? await lists.Orphan(whole, cancel) : null;
        // What is not there yet is said once, as missing; what the rules said already is not said again.
        var gaps = reading.Gaps.Select(g => g.Path).ToList();
        var said = reading.Faults.Select(f => (f.Fault.Path, f.Fault.Code)).ToHashSet();
        return
        [
            .. reading.Faults.Select(f => new DraftFaultModel(f.Address, DraftWords.Place(f.Address, now), f.Fault.Rule, f.Fault.Mend, f.Fault.Basis, LinkTo(path, f.Address, now))),
            .. orphan is null ? [] : new[] { new DraftFaultModel("basicCode", DraftWords.Place("basicCode", now), orphan.Message.TrimEnd('。'), "", orphan.Basis, LinkTo(path, "basicCode", now)) },
            .. found.Where(f => !said.Contains((f.Path, $"catalogue.{f.Rule}")) && !gaps.Any(g => g == f.Path || g.StartsWith(f.Path + ".", StringComparison.Ordinal)))
                .Select(f => (f, Address: DraftReading.Address(now, f.Path)))
                .Select(f => new DraftFaultModel(f.Address, DraftWords.Place(f.Address, now), Said(f.f), f.f.Mend.TrimEnd('。'), f.f.Basis, LinkTo(path, f.Address, now))
                {
                    Stops = f.f.Severity == Severity.Error, Mark = f.f.Severity == Severity.Error ? null : SeverityWords.Of(f.f.Severity),
                }),
        ];
    }

    /// <summary>The place is named beside it.</summary>
    private static string Said(LintFinding f) => (f.Message.StartsWith(f.Element + "：", StringComparison.Ordinal) ? f.Message[(f.Element.Length + 1)..] : f.Message).TrimEnd('。');

    /// <summary>The page and place where an element is written.</summary>
    internal static string LinkTo(string path, string address, DraftDocument draft)
    {
        var section = DraftSchema.SectionOf(address)?.Id ?? DraftSchema.Sections[0].Id;
        var dotted = address.Replace('/', '.');
        var anchor = DraftSchema.FieldAt(address) is not null ? FormState.IdOf(dotted)
            : DraftSchema.FieldAt(address + "/law") is not null ? FormState.IdOf(dotted + ".law")
            : DraftDocument.ListOf(address) is not null || DraftSchema.ListAt(address) is not null ? "e-" + dotted
            : null;
        var item = DraftDocument.ItemsAbove(address + "/x").LastOrDefault(i => draft.Node(i) is not null);
        return $"{path}/{section}{(item is null ? "" : $"?at={Uri.EscapeDataString(item)}")}{(anchor is null ? "" : "#" + anchor)}";
    }

    public IReadOnlyList<DraftChoiceModel> Choices(GuideDraft draft) => [.. draft.Log.Choices.Select(c =>
    {
        var now = draft.Log.Now.Get(c.Path);
        var last = draft.Log.Lines.FindLast(l => l.Changed && (l.Path == c.Path || c.Path.StartsWith(l.Path + "/", StringComparison.Ordinal) || l.Path.StartsWith(c.Path + "/", StringComparison.Ordinal)));
        return new DraftChoiceModel(
            c.Number, DraftWords.Place(c.Path, draft.Log.Now), DraftWords.Value(c.Path, c.After, draft.Log.Now), NameOf(c.By), c.At,
            draft.Log.Now.Reaches(c.Path) ? DraftWords.Value(c.Path, now, draft.Log.Now) : "（这一项已经删去）",
            last is null ? "原来的" : NameOf(last.By), last?.At, DraftSchema.SectionOf(c.Path)?.Id ?? "") { OfVersion = DraftGround.VersionOf(c.By) is not null };
    })];

    public string NameOf(string account) => DraftGround.VersionOf(account) is { } version ? $"已公布的第 {version} 版" : staff.Find(account)?.Name ?? "已离岗的人员";

    private DraftItemsModel Items(GuideDraft draft, DraftListModel list, string path, string? at, IReadOnlyList<DraftFaultModel> faults, Dictionary<string, StringValues> values, string home)
    {
        var now = draft.Log.Now;
        var ids = now.Ids(path);
        var items = new List<DraftItemModel>();
        foreach (var (number, id) in ids.Index())
        {
            var item = $"{path}/{id}";
            var prefix = item.Replace('/', '.') + ".";
            foreach (var field in list.Fields) Put(values, field, now.Get($"{item}/{field.Path}"), prefix);
            var inner = list.Inner is { } below ? Items(draft, below, $"{item}/fields", at, faults, values, home) : null;
            var title = now.TextAt($"{item}/{list.Title}");
            items.Add(new DraftItemModel(
                item, title.Length == 0 ? $"（{list.One} {number + 1}，还没写）" : title, Note(now, item), at == item || at?.StartsWith(item + "/", StringComparison.Ordinal) == true, number == 0, number == ids.Count - 1,
                [.. faults.Where(f => IsOf(f.Address, item) && inner?.Items.Any(i => IsOf(f.Address, i.Path)) != true)],
                [.. draft.Comments.Where(c => c.Path == item).Select(c => Comment(c, draft, home))], inner));
        }

        return new DraftItemsModel(path, list, items, at == path || ids.Count == 0);
    }

    private static bool IsOf(string address, string item) => address == item || address.StartsWith(item + "/", StringComparison.Ordinal);

    /// <summary>What tells items apart at a glance.</summary>
    private static string? Note(DraftDocument now, string item) =>
        now.Get(item + "/onlyIf") is { } situation ? SituationRows.Words(situation, now) + "时"
        : DraftText.LimitOf(now.TextAt(item + "/limit")) is { } limit ? limit.ToString()
        : now.TextAt(item + "/article") is { Length: > 0 } article ? article : null;

    private static Dictionary<string, string> Situations(DraftDocument now, DraftSectionModel section)
    {
        var words = new Dictionary<string, string>();
        foreach (var list in now.AllLists.Where(l => section.Lists.Any(s => s.Path == l.Split('/')[0])))
        {
            foreach (var item in now.Ids(list).Select(id => $"{list}/{id}"))
            {
                if (now.Get(item + "/onlyIf") is { } json) words[item.Replace('/', '.') + ".onlyIf"] = (SituationRows.Of(json) is null ? "!" : "") + SituationRows.Words(json, now);
            }
        }

        return words;
    }

    private static TaskStanding StandingOf(DraftSectionModel section, GuideDraft draft, IReadOnlyList<DraftFaultModel> faults, IReadOnlyList<DraftChoiceModel> choices)
    {
        if (choices.Any(c => c.Section == section.Id)) return TaskStanding.Wrong;
        var (now, own) = (draft.Log.Now, faults.Where(f => f.Stops && DraftSchema.SectionOf(f.Address) == section).ToList());
        var written = IsWritten(section, now);
        if (own.Count > 0) return written ? TaskStanding.Wrong : TaskStanding.NotStarted;
        return !written ? TaskStanding.NotStarted : Unread(section, draft) ? TaskStanding.Unread : TaskStanding.Done;
    }

    private static bool IsWritten(DraftSectionModel section, DraftDocument now) =>
        section.Fields.Any(f => now.Get(f.Path) is not null) || section.Lists.Any(l => now.Ids(l.Path).Count > 0);

    /// <summary>What a new guide was begun with, from a template or another guide, and nobody has touched since.</summary>
    private static bool Unread(DraftSectionModel section, GuideDraft draft) =>
        draft.Row.BaseVersion == 0 && section.Id != DraftSchema.Sections[0].Id && draft.Row.Looked?.Split('|').Contains(section.Id) != true
        && IsWritten(section, draft.Log.Now)
        && !draft.Log.Lines.Any(l => l.State != EditState.Undone && DraftSchema.SectionOf(l.Path) == section);

    private static string? NoteOf(DraftSectionModel section, GuideDraft draft)
    {
        var count = string.Join("，", section.Lists.Select(l => $"{l.One} {draft.Log.Now.Ids(l.Path).Count} 项"));
        return count.Length == 0 ? null : count;
    }

    private DraftLineModel Line(DraftLine line, GuideDraft draft, Actor actor) => new(
        line.Number, DraftWords.Edit(line.Path, line.Before, line.After, draft.Log.Now), NameOf(line.By), line.At,
        line.State switch
        {
            EditState.Contested => "等人选定",
            EditState.Taken => "选定用这个",
            EditState.Dropped => "选定留别人的",
            EditState.Undone => "已撤销",
            _ => "",
        },
        line.By != actor.Id ? null : line.State switch { EditState.Applied => "撤销", EditState.Undone => "恢复", _ => null });

    private DraftCommentModel Comment(GuideCommentRow c, GuideDraft draft, string path) => new(
        c.Number, c.Path, DraftSchema.Section(c.Path)?.Title ?? DraftWords.Place(c.Path, draft.Log.Now), c.Words, NameOf(c.By), c.At, c.Settled,
        DraftSchema.Section(c.Path) is { } section ? $"{path}/{section.Id}" : LinkTo(path, c.Path, draft.Log.Now));

    private static void Put(Dictionary<string, StringValues> values, DraftFieldModel field, string? json, string prefix)
    {
        foreach (var (name, value) in DraftForm.Show(field, json, prefix)) values[name] = value;
    }
}
