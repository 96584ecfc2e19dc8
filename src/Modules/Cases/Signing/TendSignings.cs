using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 联署的后续: locks the files, reminds, lapses, and hands in at the instant of the last signature. Pages call it as they go; whatever a crash left
/// undone is found here again, and doing it twice is doing it once.
/// </summary>
internal sealed class TendSignings(
    Signings signings, Drafts drafts, Submission submission, IMaterials materials, ICatalogue catalogue, TimeProvider clock, ILogger<TendSignings> log) : DueLoop(Pause, log)
{
    public override string Title => "各方签署";

    private const int Most = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    public override async Task<int> RunDue(CancellationToken cancel)
    {
        var due = await signings.Due(Most, cancel);
        foreach (var draft in due)
        {
            try
            {
                await Tend(draft, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that fails holds no other up; it is due again at the next look.
                Log.LogError(e, "A joint signing could not be carried on.");
            }
        }

        return due.Count;
    }

    /// <summary>Does what is due of one signing now.</summary>
    public async Task<SigningRound?> Tend(string draft, CancellationToken cancel)
    {
        if (await signings.Find(draft, cancel) is not { Round: var round }) return null;
        var now = clock.Now();
        if (!(SigningRules.NextAt(round) <= now)) return round;
        return round.Stage switch
        {
            SigningStage.Preparing => await Open(draft, round, cancel),
            SigningStage.Open => (await signings.Change(draft, r => SigningRules.Lapse(SigningRules.Remind(r, now), now), cancel)).Try(out var after, out _) ? await Tend(draft, after, cancel) : round,
            SigningStage.Complete => await File(draft, round, cancel),
            _ => await Thaw(draft, round, cancel),
        };
    }

    /// <summary>A lapse is followed at once by opening the files again.</summary>
    private async Task<SigningRound?> Tend(string draft, SigningRound after, CancellationToken cancel) =>
        after.Stage == SigningStage.Open ? after : await Tend(draft, cancel);

    private async Task<SigningRound> Open(string draft, SigningRound round, CancellationToken cancel)
    {
        if (await drafts.Find(draft, round.By.Actor, cancel) is not { } found) return round;
        await materials.OpenBasket(draft, found.Subject, found.Guide.Organisation, found.Guide.Place, cancel);
        var content = ContentOf(found, round, await materials.Freeze(draft, cancel));
        return (await signings.Change(draft, r => SigningRules.Open(r, content, clock.Now()), cancel)).Try(out var open, out _) ? open : round;
    }

    private async Task<SigningRound> Thaw(string draft, SigningRound round, CancellationToken cancel)
    {
        await materials.Thaw(draft, cancel);
        return (await signings.Change(draft, SigningRules.Thaw, cancel)).Try(out var thawed, out _) ? thawed : round;
    }

    private async Task<SigningRound> File(string draft, SigningRound round, CancellationToken cancel)
    {
        if (await drafts.Find(draft, round.By.Actor, cancel) is not { } found) return round;
        var number = await submission.Settle(found, cancel);
        if (number is null)
        {
            if (!(await HandIn(found, round, cancel)).Try(out var filed, out var why))
                return (await signings.Change(draft, r => SigningRules.Hinder(r, why.Message, clock.Now().Plus(Again)), cancel)).Try(out var hindered, out _) ? hindered : round;
            number = filed;
        }

        return (await signings.Change(draft, r => SigningRules.Filed(r, number.Value.ToString()), cancel)).Try(out var done, out _) ? done : round;
    }

    private async Task<Outcome<CaseNumber>> HandIn(Draft draft, SigningRound round, CancellationToken cancel)
    {
        if ((await catalogue.Current(draft.Guide.Item, cancel))?.Version != draft.Guide.Version)
            return new Refusal("cases.guide-changed", "办事指南在签署期间有了新版本，要按新的办理。请收回后按新版指南继续，再请各方签署。", PlatformRules.Signing);
        // What was signed is what is filed, or nothing is.
        if (ContentOf(draft, round, await materials.InBasket(draft.Id, cancel)).Hashed() != round.Hash)
            return SigningRules.Changed;
        var pages = ApplicationForm.Check(draft.Guide, draft.Content.Answers);
        var done = new SigningDone(SignaturePaper.Of(round), round.Hindrance is null ? round.CompletedAt : null);
        return await submission.HandIn(draft.AskingFor(round.Person), round.By.Actor, pages, window: null, done, cancel);
    }

    private static SignedContent ContentOf(Draft draft, SigningRound round, IEnumerable<StoredFile> files) =>
        Of(draft, ApplicationForm.Check(draft.Guide, draft.Content.Answers), round.Person, files);

    public static SignedContent Of(Draft draft, IReadOnlyList<CheckedPage> pages, bool person, IEnumerable<StoredFile> files)
    {
        var answers = pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value);
        return SignedContent.Of(draft.Guide, answers, draft.Content, person, files, SigningParties.Of(draft.Guide, answers));
    }
}
