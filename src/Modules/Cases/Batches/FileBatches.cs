using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 逐件提交: files signed rows one by one, each by the ordinary rules of a single filing. Each step may be the last before a crash: a row's draft has one key,
/// so that whoever goes on comes to the same case.
/// </summary>
internal sealed class FileBatches(Batches batches, BatchChecks checks, Drafts drafts, Submission submission, IMaterials materials, ICatalogue catalogue, IApplicants applicants,
    Leases leases, TimeProvider clock, ILogger<FileBatches> log) : DueLoop(Poll, log)
{
    public override string Title => "批量申报";

    private const int Most = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            var done = 0;
            foreach (var batch in await batches.Due(Most, cancel))
            {
                if (!await leases.Take($"batch-{batch.Id}", Turn, cancel)) continue;
                try
                {
                    done += await Run(batch, cancel);
                }
                finally
                {
                    await leases.Release($"batch-{batch.Id}", cancel);
                }
            }

            return done;
        },
        cancel);

    private async Task<int> Run(Batch batch, CancellationToken cancel)
    {
        var (done, again) = (0, (Instant?)null);
        var current = await catalogue.Current(batch.Guide.Item, cancel);
        foreach (var list in batch.Lists)
        {
            var waiting = batch.Lines.Where(l => l.State == LineState.Signed && l.List == list.Number).ToList();
            if (waiting.Count == 0) continue;
            var actor = await applicants.Acting(list.SignedBy, batch.Subject, cancel);
            var check = actor is null ? null : await checks.For(batch.Id, batch.Guide, actor, cancel);
            foreach (var line in waiting)
            {
                try
                {
                    var outcome = actor is null ? NoLonger
                        : current?.Version != batch.Guide.Version ? GuideMoved
                        : await File(batch, list, line, check!, actor, cancel);
                    if (!outcome.Try(out var number, out var why) && why.Code == "platform.busy")
                    {
                        again = clock.Now().Plus(Pause);
                        continue;
                    }

                    await batches.Mark(batch, why is null ? BatchRules.Filed(line, number) : BatchRules.Failed(line, why), cancel);
                    if (why is not null) Log.LogInformation("Row {Line} of batch {Batch} was refused: {Code}.", line.Line, batch.Id, why.Code);
                    done++;
                }
                catch (Exception e) when (!cancel.IsCancellationRequested)
                {
                    // One row that cannot be filed now holds up no other; it is tried again.
                    Log.LogError(e, "Row {Line} of batch {Batch} stumbled; it is tried again.", line.Line, batch.Id);
                    again = clock.Now().Plus(Pause);
                }
            }
        }

        await batches.Rest(batch, again, cancel);
        return done;
    }

    private async ValueTask<Outcome<CaseNumber>> File(Batch batch, BatchListRow list, BatchLine line, BatchCheck check, Actor actor, CancellationToken cancel)
    {
        var judged = check.Of(line.Entry);
        var key = $"{Drafts.OfBatch}{batch.Id}-{line.Line}";
        if (judged.Hash != line.Hash)
        {
            // What made it wrong may be this very row, filed just before a crash.
            if (await drafts.OfKey(key, actor, cancel) is { } begun && await submission.Settle(begun, cancel) is { } there) return there;
            return judged.Faults is [var fault, ..]
                ? new Refusal("cases.batch-row-wrong", fault.Column.Length > 0 ? $"{fault.Column}：{fault.Words}" : fault.Words, fault.Basis)
                : Altered;
        }

        var filing = check.Filing(line.Entry);
        var content = filing.Content with { Batch = new BatchMark(batch.Id, line.Line, list.Hash) };
        var draft = await drafts.Begin(batch.Guide, actor, key, content, cancel);
        if (await submission.Settle(draft, cancel) is { } done) return done;
        if (draft.Guide.Version != batch.Guide.Version && !await drafts.MoveTo(draft, batch.Guide, cancel)) return Drafts.ChangedMeanwhile;
        if (!(await drafts.Change(draft.Id, actor, _ => content, cancel)).Try(out draft, out var gone)) return gone;
        await materials.OpenBasket(draft.Id, draft.Subject, batch.Guide.Organisation, batch.Guide.Place, cancel);
        if (draft.Number is null && await Fill(draft, filing, cancel) is { } no) return no;
        var handedIn = await submission.HandIn(draft, actor, filing.Pages, cancel);
        if (!handedIn.Try(out _, out _)) await drafts.Discard(draft.Id, actor, cancel);
        return handedIn;
    }

    /// <summary>The row's own files, and no others that an earlier try may have left.</summary>
    private async ValueTask<Refusal?> Fill(Draft draft, BatchFiling filing, CancellationToken cancel)
    {
        var there = await materials.InBasket(draft.Id, cancel);
        foreach (var old in there.Where(f => !filing.Files.Any(n => n.Material == f.Material && n.Hash == f.Hash)))
        {
            if (!(await materials.Remove(draft.Id, old.Id, cancel)).Try(out _, out var no)) return no;
        }

        foreach (var file in filing.Files)
        {
            if (!(await materials.Copy(file.Id, draft.Id, file.Material, cancel)).Try(out _, out var no)) return no;
        }

        return null;
    }

    private static Refusal NoLonger { get; } = new(
        "cases.authority-expired", "签署人现在不能再代表申请人办理，委托可能已经届满或者撤销。请续办委托，或者由申请人本人重新签署提交。", PlatformRules.Permission);

    private static Refusal GuideMoved { get; } = new(
        "cases.batch-guide-changed", "签署以后办事指南有了新的版本，或者事项不再办理。请按现行指南重新核对、签署。", PlatformRules.NoSilentOverwrite);

    private static Refusal Altered { get; } = new(
        "cases.batch-altered", "签署以后，同名的材料文件或者您登记的信息有了改动，与签署的内容不一致。请重新核对、签署。", PlatformRules.NoSilentOverwrite);
}

/// <summary>What a batch is judged by today.</summary>
internal sealed class BatchChecks(CaseDesk desk, BatchFiles files, ISubjects subjects, TimeProvider clock)
{
    public async ValueTask<BatchCheck> For(string batch, Guide guide, Actor actor, CancellationToken cancel) => await For(await files.Of(batch, cancel), guide, actor, cancel);

    public async ValueTask<BatchCheck> For(IReadOnlyList<StoredFile> uploaded, Guide guide, Actor actor, CancellationToken cancel)
    {
        var context = await desk.ContextFor(guide, actor.Subject!, cancel);
        var now = clock.Now();
        return new BatchCheck(
            guide, await subjects.Find(actor.Subject!, cancel), uploaded,
            // Who must sign besides the applicant is asked row by row on the single way, not here.
            filing => SubmissionRules.MaySubmit(filing, new ActRequest(default, "", actor, filing, context, now, null)) ?? SigningParties.Lacking(guide, filing.Facts, []));
    }
}
