using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// From draft to case. Each step may be the last one before a crash, and doing all of them again leads to the same case: the number is reserved
/// on the draft, the basket stays frozen, the act carries the draft's id, the promise is the same promise.
/// </summary>
internal sealed class Submission(
    IDbContextFactory<CasesDb> contexts, Drafts drafts, Serials serials, Papers papers, CaseDesk desk, IMaterials materials,
    ILedger ledger, FetchedDocuments fetched, OwnSignature own, TimeProvider clock)
{
    /// <summary>The number of the case that this draft has become, also where the answer was lost on the way; null: it is still a draft.</summary>
    public async ValueTask<CaseNumber?> Settle(Draft draft, CancellationToken cancel = default)
    {
        if (draft.Number is not { } number) return null;
        if (draft.Submitted) return number;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var filed = await db.Events.AsNoTracking().Where(e => e.Region == number.Region.Number && e.CaseId == number.Id && e.Seq == 1)
            .Select(e => new { e.Hash, e.At }).FirstOrDefaultAsync(cancel);
        if (filed is null) return null;
        await ledger.Promise(number.ToString(), 1, Convert.ToHexStringLower(filed.Hash), filed.At, cancel);
        await drafts.MarkSubmitted(draft, cancel);
        return number;
    }

    public ValueTask<Outcome<CaseNumber>> HandIn(Draft draft, Actor actor, IReadOnlyList<CheckedPage> pages, CancellationToken cancel = default) =>
        HandIn(draft, actor, pages, window: null, signed: null, cancel);

    /// <param name="pages">All pages of the form, checked and right.</param>
    /// <param name="window">The window that receives it; null: it comes online.</param>
    /// <param name="signed">联署: every signature; null: none was asked for.</param>
    public async ValueTask<Outcome<CaseNumber>> HandIn(
        Draft draft, Actor actor, IReadOnlyList<CheckedPage> pages, int? window, SigningDone? signed, CancellationToken cancel = default)
    {
        if (await Settle(draft, cancel) is { } done) return done;
        var guide = draft.Guide;
        var context = await desk.ContextFor(guide, draft.Subject, cancel);
        var answers = pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value);
        await materials.OpenBasket(draft.Id, draft.Subject, guide.Organisation, guide.Place, cancel);
        // Asked before the basket is closed for good: after that nothing could be added to mend a refusal.
        if (await FieldFiles.Settle(guide, answers, draft.Id, materials, cancel) is { } lost) return lost;
        var channel = window is null ? StartApplication.ChannelOf(guide) : Channel.Counter;
        var asked = Act(draft, channel, answers, await materials.InBasket(draft.Id, cancel));
        if (SubmissionRules.MaySubmit(asked, new ActRequest(default, "", actor, asked, context, clock.Now(), null)) is { } refusal) return refusal;
        if (FormJudgement.WhyNot(guide, answers, clock.Now().Date, asked.Present, await fetched.Of(draft, cancel)) is { } contradicts) return contradicts;
        if (CombinationRules.MayFile(guide, asked.Facts, filed: null) is { } unfit) return unfit;
        // The same as the decider asks, with the papers not yet sealed.
        if (SigningParties.Lacking(guide, asked.Facts, [.. signed?.Papers.Select(p => new CaseSignature(p.Party, p.Strength, p.At, "")) ?? []]) is { } unsigned) return unsigned;

        if (signed is null && draft.Content.Signature is not null)
        {
            if (!(await own.Done(draft, cancel)).Try(out signed, out var stale)) return stale;
        }

        var number = draft.Number ?? await drafts.Reserve(draft, actor, await serials.Next(guide.Place, clock.Now().Date, PointOf(actor, guide, window), cancel), cancel);
        var files = await materials.Freeze(draft.Id, cancel);
        var paper = await papers.Save(number, draft.Subject, FiledForm.Of(draft.Content, answers), cancel);
        var act = Act(draft, channel, answers, files) with { Paper = paper, Signatures = await Sealed(number, draft, signed, cancel), SignedAt = signed?.At };
        if (guide.Combination is { } combination) act = act with { Combination = await Numbered(combination, act.Facts, window ?? 0, cancel) };
        var filed = await desk.File(number, actor, act, context, $"submit-{draft.Id}", cancel);
        // Filed already: by another account of the same applicant, in the same moment.
        if (!filed.Try(out _, out var why) && why.Code != "cases.filed-already") return why;
        return await Settle(draft with { Number = number }, cancel) ?? throw new InvalidOperationException($"{number} was filed and is not there.");
    }

    /// <summary>Every part has its number from the place that will handle it; what a failed try took is left out, like any serial that was not used.</summary>
    private async Task<FiledCombination> Numbered(Combination combination, IReadOnlyDictionary<string, string> facts, int window, CancellationToken cancel)
    {
        var numbers = new Dictionary<string, CaseNumber>();
        foreach (var part in combination.Chosen(facts)) numbers[part.Id] = await serials.Next(part.Place, clock.Now().Date, window, cancel);
        return CombinationRules.Of(combination, facts, part => numbers[part.Id]);
    }

    /// <summary>Each signature is a paper of its own. Saved again by a second try it is left over, like any paper of an act that did not come about.</summary>
    private async ValueTask<IReadOnlyList<CaseSignature>?> Sealed(CaseNumber number, Draft draft, SigningDone? signed, CancellationToken cancel)
    {
        if (signed is null) return null;
        var signatures = new List<CaseSignature>(signed.Papers.Count);
        foreach (var one in signed.Papers) signatures.Add(new CaseSignature(one.Party, one.Strength, one.At, await papers.Save(number, draft.Subject, one, cancel)));
        return signatures;
    }

    /// <summary>受理点: a window of the handling place; another place's numbers say nothing here.</summary>
    private static int PointOf(Actor actor, Guide guide, int? window) => actor.Place.Contains(guide.Place) ? window ?? 0 : 0;

    public static Submit Act(Draft draft, Channel channel, Dictionary<string, string> answers, IReadOnlyList<StoredFile> files) => new(
        draft.Subject,
        channel,
        FiledFiles.Of(files),
        ApplicationForm.Present(draft.Guide, answers, files),
        Filing.Facts(draft.Guide, answers),
        ApplicationForm.ModeOf(draft.Guide, answers[ApplicationForm.DeliveryField])!.Value,
        ApplicationForm.ExpiryFieldOf(draft.Guide) is { } field && answers.TryGetValue(field, out var expires)
            ? DateOnly.ParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null) { Commitment = draft.Content.Promised, Person = draft.Content.Person && draft.Guide.Automatic is not null, Batch = draft.Content.Batch, Agreed = draft.Content.Agreed };
}

/// <summary>Files as the log pins them.</summary>
internal static class FiledFiles
{
    public static IReadOnlyList<FiledFile> Of(IEnumerable<StoredFile> files) => 
        [.. files.Select(f => new FiledFile(f.Material, f.Id, f.Size, f.Hash) { Signed = f.Signature == SignatureStanding.Valid ? true : null })];
}

/// <summary>What the applicant wrote: the sealed paper of case.submitted and, with what was mended, of case.correction-filed.</summary>
/// <param name="Later">容缺: materials that the applicant asks to hand in later.</param>
/// <param name="Shared">免提交: materials that we may fetch.</param>
internal sealed record FiledForm(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Later, IReadOnlyList<string> Shared, PostalAddress? SendTo)
{
    public static FiledForm Of(DraftContent content, IReadOnlyDictionary<string, string> answers) => new(
        answers.Where(a => !a.Key.StartsWith("ow-", StringComparison.Ordinal)).ToDictionary(a => a.Key, a => a.Value),
        content.Later,
        content.Shared,
        answers.TryGetValue(ApplicationForm.PostAddress, out var address)
            ? new PostalAddress(answers[ApplicationForm.PostName], answers[ApplicationForm.PostPhone], address)
            : null);
}

internal sealed record PostalAddress(string Name, string Phone, string Address);
