using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>The lists of who has to do what beside the handler follow the case: its rows are what the case now asks for, however often it is told.</summary>
internal sealed class ListTasksWhenReviewMoves(IDbContextFactory<CasesDb> contexts, CaseDesk desk, ICatalogue catalogue) : IReaction
{
    private static readonly HashSet<string> Moves =
    [
        "case.opinion-asked/1", "case.opinion-given/1", "case.opinion-waived/1", "case.sent-back/1", "case.recusal-raised/1", "case.recusal-decided/1",
        "case.part-examined/1", "case.examination-over/1", "case.conflict-raised/1", "case.conflict-settled/1", "case.part-heard/1",
        "case.visit-proposed/1", "case.visit-answered/1", "case.visit-recorded/1", "case.act-undone/1", "case.reopened/1",
    ];

    /// <summary>After these nobody is asked any more.</summary>
    private static readonly HashSet<string> Ends =
        ["case.approved/1", "case.refused/1", "case.withdrawn/1", "case.terminated/1", "case.deemed-renewed/1"];

    /// <summary>Of a combination these ask departments too, or no more.</summary>
    private static readonly HashSet<string> Intake = ["case.submitted/1", "case.correction-requested/1", "case.accepted/1", "case.acceptance-refused/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Moves.Contains(message.Topic) && !Ends.Contains(message.Topic) && !Intake.Contains(message.Topic) && message.Topic != "case.review-begun/1") return;
        var happened = message.Read<CaseHappened>();
        if (message.Topic == "case.review-begun/1" && (await catalogue.Version(happened.Item, happened.GuideVersion, cancel))?.Review is null) return;
        if (Intake.Contains(message.Topic) && (await catalogue.Version(happened.Item, happened.GuideVersion, cancel))?.Combination is null) return;
        var number = CaseNumber.Parse(happened.Number);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var listed = await db.Tasks.Where(t => t.Region == number.Region.Number && t.CaseId == number.Id).ToListAsync(cancel);
        if (listed.Count == 0 && Ends.Contains(message.Topic)) return;
        var wanted = await desk.Open(number, cancel) is { } open ? ReviewTasks.Of(open).ToList() : [];
        if (listed.Count == wanted.Count && listed.OrderBy(t => t.Key, StringComparer.Ordinal).Select(Text).SequenceEqual(wanted.OrderBy(t => t.Key, StringComparer.Ordinal).Select(Text))) return;
        db.Tasks.RemoveRange(listed);
        await db.InTransaction(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                db.Tasks.AddRange(wanted);
                return await db.SaveChangesAsync(cancel);
            },
            cancel);
    }

    private static string Text(ReviewTaskRow row) => $"{row.Key}|{row.Unit}|{row.Person}|{row.Due:yyyyMMdd}";
}

/// <summary>What a case asks of others now.</summary>
internal static class ReviewTasks
{
    public const string Opinion = "opinion";
    public const string Recusal = "recusal";
    public const string Visit = "visit";
    public const string Examination = "examine";
    public const string Dispute = "dispute";

    /// <summary>Whoever reviews in the organisation, where no unit and no person is meant.</summary>
    public const string AnyReviewer = "*";

    public static IEnumerable<ReviewTaskRow> Of(OpenCase open)
    {
        var state = open.State;
        if (!state.Status.BeforeDecision()) yield break;
        foreach (var asked in (state.Work?.Opinions ?? []).Where(o => o.IsOpen)) yield return Row(state, $"{Opinion}/{asked.Id}", asked.Unit, asked.Person, asked.Due.Day);
        foreach (var row in OfCombination(open)) yield return row;
        foreach (var raised in (state.Work?.Recusals ?? []).Where(r => r.Granted is null)) yield return Row(state, $"{Recusal}/{raised.Officer}", null, null, raised.Since);
        if (state.Work?.Visit is not { Standing: not VisitStanding.Done } visit) yield break;
        foreach (var officer in visit.Officers) yield return Row(state, $"{Visit}/{officer}", null, officer, visit.On);
    }

    private static IEnumerable<ReviewTaskRow> OfCombination(OpenCase open)
    {
        if (open.State is not { Master: { } master } state) yield break;
        if (ExaminationRules.IsOpen(state, open.Context) && ExaminationRules.Until(state, open.Context) is { } until)
        {
            foreach (var part in ExaminationRules.Silent(state))
            {
                yield return new ReviewTaskRow
                {
                    Region = state.Region, CaseId = state.Id, Key = $"{Examination}/{part.Id}", Organisation = part.Organisation, Place = part.Place.Number, Unit = AnyReviewer, Due = until.Date,
                };
            }
        }

        foreach (var conflict in master.Conflicts.Where(c => !c.Settled)) yield return Row(state, $"{Dispute}/{conflict.Id}", null, null, state.Promised?.Due.Day ?? state.ReceivedAt.Date);
    }

    private static ReviewTaskRow Row(CaseState state, string key, string? unit, string? person, DateOnly due) => new()
    {
        Region = state.Region, CaseId = state.Id, Key = key, Organisation = state.Organisation, Place = state.Place.Number, Unit = unit, Person = person, Due = due,
    };
}
