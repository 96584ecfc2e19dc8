using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What was asked of a case and what was answered: written sealed, opened for who may read the case.</summary>
internal sealed class Urging(IDbContextFactory<CasesDb> contexts, ISubjects subjects, IDirectory directory, IStaff staff, LineReach line, TimeProvider clock)
{
    public static IQueryable<UrgingRow> Of(CasesDb db, CaseNumber number)
    {
        var (region, id) = (number.Region.Number, number.Id);
        return db.Set<UrgingRow>().AsNoTracking().Where(u => u.Region == region && u.CaseId == id).OrderByDescending(u => u.At);
    }

    public async Task Urge(OpenCase open, Actor actor, string words, CasesDb db, CancellationToken cancel)
    {
        var id = Guid.NewGuid().ToString("N");
        var (context, bytes) = UrgeCase.Sealing(id, "words", words);
        db.Add(new UrgingRow
        {
            Id = id, Region = open.State.Region, CaseId = open.State.Id, Organisation = open.State.Organisation, Place = open.State.Place.Number, Handler = open.State.Work?.Held?.By,
            ByAccount = actor.Id, ByOrganisation = actor.Organisation!, At = clock.Now(), Words = await subjects.Seal(open.State.Subject, context, bytes, cancel),
        });
        await db.SaveChangesAsync(cancel);
    }

    public async Task Answer(OpenCase open, UrgingRow row, Actor actor, string words, CasesDb db, CancellationToken cancel)
    {
        var (context, bytes) = UrgeCase.Sealing(row.Id, "answer", words);
        (row.AnsweredBy, row.AnsweredAt, row.Answer) = (actor.Id, clock.Now(), await subjects.Seal(open.State.Subject, context, bytes, cancel));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<UrgeCaseModel> Model(OpenCase open, Actor actor, FormState form, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var answers = UrgeCase.Answers(open, actor);
        var lines = new List<UrgingModel>();
        foreach (var row in await Of(db, open.Number).ToListAsync(cancel))
        {
            lines.Add(new UrgingModel(
                directory.Organisation(row.ByOrganisation)?.Name ?? row.ByOrganisation, staff.Find(row.ByAccount)?.Name, row.At, await Read(open, row.Id, "words", row.Words, cancel),
                row.AnsweredAt is { } at ? (staff.Find(row.AnsweredBy!)?.Name, at, await Read(open, row.Id, "answer", row.Answer!, cancel)) : null,
                row.AnsweredAt is null && answers ? $"{UrgeCase.PathOf(open.Number)}/{row.Id}" : null));
        }

        var urges = UrgeCase.MayUrge(actor, open.State, line);
        return new UrgeCaseModel(form, open.Number.ToString(), WorkRows.GroupsOf(open.Number), open.Guide.Name, lines, urges, urges ? await UrgeCase.Why(open, actor, db, cancel) : null);
    }

    private async Task<string> Read(OpenCase open, string id, string part, byte[] box, CancellationToken cancel) =>
        await subjects.Open(open.State.Subject, UrgeCase.Sealing(id, part, "").Context, box, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : WorkRows.Erased;
}

/// <summary>On the case's page: that it was urged and whether it was answered, and the way there.</summary>
internal sealed class UrgingPanel(IDbContextFactory<CasesDb> contexts, LineReach line, CaseDesk desk, IDirectory directory) : ICasePanels
{
    public async ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default)
    {
        if (!reader.IsStaff) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Urging.Of(db, facts.Number).Take(5).ToListAsync(cancel);
        var path = $"/work/cases/{facts.Number}/urging";
        if (rows.Count == 0)
        {
            var offers = await desk.Open(facts.Number, cancel) is { } open && UrgeCase.MayUrge(reader, open.State, line) && await UrgeCase.Why(open, reader, db, cancel) is null;
            return offers ? new CasePanel("督办", [], [new CasePanelLink("督办本件", path)]) : null;
        }

        return new CasePanel(
            "督办",
            [.. rows.Select(r => new CasePanelLine(
                $"{directory.Organisation(r.ByOrganisation)?.ShortName ?? r.ByOrganisation}，{Words.Of(r.At)}", r.AnsweredAt is null ? "等待答复" : "已答复", r.AnsweredAt is null ? PanelTone.Bad : PanelTone.Done))],
            [new CasePanelLink(rows.Exists(r => r.AnsweredAt is null) ? "查看并答复" : "查看督办", path)]);
    }
}

/// <param name="Urges">The reader may urge; <paramref name="Closed"/> says why not now.</param>
public sealed record UrgeCaseModel(FormState Form, string Number, IReadOnlyList<string> Groups, string Item, IReadOnlyList<UrgingModel> Lines, bool Urges, Refusal? Closed);

/// <param name="By">Null: no longer in post.</param>
/// <param name="AnswerPath">Where the reader answers; null: it is answered, or it is not his to answer.</param>
public sealed record UrgingModel(string Office, string? By, Instant At, string Words, (string? By, Instant At, string Words)? Answer, string? AnswerPath);
