using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>条目: what it is, which guides refer to it, every version of it, and for a new proof its filings.</summary>
internal static class EditEntry
{
    private const int MostUses = 200;

    public static void Map(RouteGroupBuilder all)
    {
        all.MapGet("/{list}/{id}", Show).WithName("OpenLibraryEntry").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapPost("/{list}/{id}", Save).WithName(nameof(EditEntry)).AllowRoles(Role.ManagementOfficer);
        all.MapPost("/{list}/{id}/filings", File).WithName("FileNewProof").AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Show(string list, string id, HttpContext context, LibraryDesk desk, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(list, id, desk, cancel) is not { } row) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        if (row.MergedInto is { } into) return Results.LocalRedirect($"{ManageLibrary.Path}/{list}/{into}");
        var entry = LibraryEntry.Read(row.Body);
        return await Page(row, LibraryForm.Of(entry), context.RequireActor(), desk, rulebooks, directory, clock, cancel);
    }

    private static async Task<IResult> Save(string list, string id, FormReader form, HttpContext context, LibraryDesk desk, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(list, id, desk, cancel) is not { MergedInto: null } row) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        var before = LibraryEntry.Read(row.Body);
        if (!ManageLibrary.MayEdit(actor, before)) return Pages.Refuse(NotYours);
        var entry = LibraryForm.Read(form, before);
        if (!form.Ok) return await Page(row, form.State, actor, desk, rulebooks, directory, clock, cancel, StatusCodes.Status422UnprocessableEntity);
        _ = int.TryParse(form.Raw("seen"), out var seen);
        return (await desk.Save(row, entry, seen, actor, cancel)).Try(out _, out var why)
            ? Results.LocalRedirect($"{ManageLibrary.Path}/{list}/{id}")
            : await Page((await Find(list, id, desk, cancel))!, form.State.Refused(why), actor, desk, rulebooks, directory, clock, cancel, Pages.StatusOf(why));
    }

    private static async Task<IResult> File(string list, string id, FormReader form, HttpContext context, LibraryDesk desk, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(list, id, desk, cancel) is not { Kind: LibraryKind.Proof, MergedInto: null } row) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        var entry = LibraryEntry.Read(row.Body);
        if (!ManageLibrary.MayEdit(actor, entry)) return Pages.Refuse(NotYours);
        var today = clock.Now().Date;
        var to = form.Choice("to", "向谁备案", [.. NewProof.Recipients(LawOf(entry, actor, rulebooks, today)).Select(r => new ChoiceModel(r, r))]);
        var on = form.Date("on", "备案日期", from: entry.AmendedOn, to: today);
        var number = form.Text("number", "备案文号", max: 60, min: 2);
        if (!form.Ok) return await Page(row, Kept(entry, form.State), actor, desk, rulebooks, directory, clock, cancel, StatusCodes.Status422UnprocessableEntity);
        _ = int.TryParse(form.Raw("seen"), out var seen);
        var filed = entry with { Filings = [.. entry.Filings.Where(f => f.To != to), new ProofFiling(to, on!.Value, number)] };
        return (await desk.Save(row, filed, seen, actor, cancel)).Try(out _, out var why)
            ? Results.LocalRedirect($"{ManageLibrary.Path}/{list}/{id}")
            : await Page((await Find(list, id, desk, cancel))!, Kept(entry, form.State).Refused(why), actor, desk, rulebooks, directory, clock, cancel, Pages.StatusOf(why));
    }

    /// <summary>The form of the filing beside the entry's own parts.</summary>
    private static FormState Kept(LibraryEntry entry, FormState sent) =>
        sent with { Values = LibraryForm.Of(entry).Values.Concat(sent.Values.Where(v => v.Key is "to" or "on" or "number")).ToDictionary(v => v.Key, v => v.Value) };

    private static async Task<LibraryRow?> Find(string list, string id, LibraryDesk desk, CancellationToken cancel) =>
        LibraryWords.Parse(list) is { } kind ? await desk.Find(kind, id, cancel) : null;

    private static RuleSet LawOf(LibraryEntry entry, Actor actor, IRulebooks rulebooks, DateOnly today) => rulebooks.For(entry.Place ?? actor.Place, ItemType.PublicService, today);

    private static async Task<IResult> Page(
        LibraryRow row, FormState form, Actor actor, LibraryDesk desk, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var entry = LibraryEntry.Read(row.Body);
        var ids = await desk.IdsOf(row.Kind, row.Id, cancel);
        var used = row.Kind is LibraryKind.Material or LibraryKind.Field ? await desk.UsedBy(row.Kind, ids, MostUses + 1, cancel) : [];
        var today = clock.Now().Date;
        var law = LawOf(entry, actor, rulebooks, today);
        var filing = row.Kind == LibraryKind.Proof ? NewProof.Of(entry, law, rulebooks.Calendar, today) : null;
        return Pages.Show<EntryPage>(
            new LibraryEntryModel(
                LibraryWords.Code(row.Kind), LibraryWords.Title(row.Kind), row.Id, entry.Name, row.Version, form, ManageLibrary.MayEdit(actor, entry),
                [.. LibraryParts.Of(row.Kind).Select(p => new SummaryRowModel(p.Label, p.Show(entry))).Where(r => r.Value.Length > 0)],
                [.. used.Take(MostUses).Select(i => new LibraryUseModel(i.Key, i.Name, directory.Organisation(i.Organisation)?.Name ?? i.Organisation))], used.Count > MostUses,
                [.. (await desk.Changes(row.Kind, row.Id, cancel)).Select(c => new LibraryChangeModel(c.Number, c.What, c.By, c.At))],
                filing is null ? null : new NewProofModel(
                    filing.Complete ? "备案齐全，可以索要" : $"备案不全，还差{string.Join('、', filing.Missing)}；备案齐全以前不得索要", filing.Complete, filing.Overdue, filing.Due, filing.Basis,
                    [.. entry.Filings.Select(f => new SummaryRowModel(f.To, $"{Words.ShortOf(f.On)}，{f.Number}"))], [.. filing.Missing.Select(r => new ChoiceModel(r, r))])),
            status);
    }

    internal static Refusal NotYours { get; } = new("catalogue.forbidden", "这个条目由列入它的那一级管理机构维护，您不能改。需要改的，请向上级提出。", Laws.Lists);
}

public sealed record LibraryUseModel(string Item, string Name, string Organisation);

public sealed record LibraryChangeModel(int Number, string What, string By, Instant At);

/// <param name="Due">The last day of the filing.</param>
/// <param name="To">Who has not been told yet.</param>
public sealed record NewProofModel(
    string Standing, bool Complete, bool Overdue, DateOnly? Due, Citation Basis, IReadOnlyList<SummaryRowModel> Filed, IReadOnlyList<ChoiceModel> To);

/// <param name="MoreUses">There are more guides than are listed.</param>
public sealed record LibraryEntryModel(
    string List, string ListTitle, string Id, string Name, int Seen, FormState Form, bool MayEdit, IReadOnlyList<SummaryRowModel> Parts,
    IReadOnlyList<LibraryUseModel> Uses, bool MoreUses, IReadOnlyList<LibraryChangeModel> Changes, NewProofModel? Filing);
