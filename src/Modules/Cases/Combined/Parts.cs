using System.Text.Json;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 分别立件和前置: keeps the parts of a whole in step with it, by acts alone and never in one transaction. Whatever was done before is not done again, so that
/// hearing the same news twice, late or out of order leads to the same cases.
/// </summary>
internal sealed class Parts(CaseDesk desk, ICases cases, Papers papers, ICatalogue catalogue, IRulebooks rulebooks, ILogger<Parts> log)
{
    /// <summary>Opens what is not open yet, then tells every part what it waits for and does not know.</summary>
    public async Task Begin(CaseNumber whole, CancellationToken cancel)
    {
        if (await desk.Open(whole, cancel) is not { State: { Master: not null, AcceptedOn: not null } } open) return;
        var there = await desk.Which([.. open.State.Master.Parts.Select(p => CaseNumber.Parse(p.Number))], cancel);
        var missing = open.State.Master.Parts.Where(p => !there.Contains(CaseNumber.Parse(p.Number))).ToList();
        if (missing.Count > 0)
        {
            var filing = await Filing(open, cancel);
            foreach (var part in missing) await Begin(open, part, filing, cancel);
        }

        // What was granted while they were being opened is told now.
        await Tell(whole, cancel);
    }

    /// <summary>Tells the parts that wait for something, or are disputed, what they do not know; the others are not even read.</summary>
    public async Task Tell(CaseNumber whole, CancellationToken cancel)
    {
        if (await desk.Open(whole, cancel) is not { State: { Master: { } master, AcceptedOn: not null } }) return;
        foreach (var part in master.Parts.Where(p => !p.Over && MayConcern(master, p))) await Tell(master, part, cancel);
    }

    private static bool MayConcern(Master master, MasterPart part) =>
        part.Needs.Any(need => master.Part(need)?.Outcome is not null) || master.Conflicts.Any(c => c.Parts.Contains(part.Id));

    /// <summary>What a part has come to, if its whole does not know it; then those that wait for it hear it too, also where only they did not know.</summary>
    /// <param name="decided">False: only its delivery, which nobody waits for.</param>
    public async Task TellWhole(CaseNumber number, bool decided, CancellationToken cancel)
    {
        if (await desk.Open(number, cancel) is not { State: { Whole: { } place } part }) return;
        if (await desk.Open(CaseNumber.Parse(place.Master), cancel) is not { State.Master: { } master } open || master.Part(place.Part) is not { } known) return;
        var (outcome, over) = CombinationRules.Standing(part);
        if ((known.Outcome, known.Over) != (outcome, over))
        {
            var heard = await desk.Do(open, Actor.Clockwork, new HearPart(place.Part, outcome, over, part.Version), $"part-{place.Part}-{part.Version}");
            if (Note(known, heard) && heard.Try(out var acted, out _)) master = acted.State.Master!;
        }

        if (!decided) return;
        // Opened again, it hears itself what happened while it was decided.
        foreach (var waiting in master.Parts.Where(p => !p.Over && (outcome is null ? p.Id == place.Part : p.Needs.Contains(place.Part)))) await Tell(master, waiting, cancel);
    }

    /// <summary>容缺 of the whole: what came goes to the parts that lack it.</summary>
    public async Task Supply(CaseNumber whole, int sequence, CancellationToken cancel)
    {
        if (await desk.Open(whole, cancel) is not { State.Master: { } master } open) return;
        var entry = (await cases.Log(whole, cancel)).Single(e => e.Sequence == sequence);
        if (CaseEnvelope.Read(entry.Body).Event is not SupplementFiled { Files: { } files }) return;
        foreach (var part in master.Parts)
        {
            if (await desk.Open(CaseNumber.Parse(part.Number), cancel) is not { State.Supplement: { Cleared: false } owed } own) continue;
            var brought = OwnFiles(open.Guide.Combination!.Part(part.Id)!, own.Guide, files).Where(f => owed.Open.Contains(f.Material)).ToList();
            if (brought.Count > 0) Note(part, await desk.Do(own, ActorOf(entry, open.State), new FileSupplement(brought), $"whole-{sequence}"));
        }
    }

    private async Task Tell(Master master, MasterPart part, CancellationToken cancel)
    {
        var number = CaseNumber.Parse(part.Number);
        while (await desk.Open(number, cancel) is { State: { Whole: { } whole, Status: var status } } own && status.BeforeDecision())
        {
            if (NewsFor(master, part, whole) is not { } news) return;
            var told = await desk.Do(own, Actor.Clockwork, news, $"whole-{news.News}-{news.Part}{news.Conflict}-{own.State.Version}");
            if (!Note(part, told)) return;
        }
    }

    /// <summary>The next thing that this part does not know; null: it knows everything.</summary>
    internal static HearMaster? NewsFor(Master master, MasterPart part, PartOf whole)
    {
        foreach (var need in whole.Waits)
        {
            if (master.Part(need)?.Outcome is not { } outcome) continue;
            return new HearMaster(outcome == PartOutcome.Granted ? MasterNews.PreconditionGranted : MasterNews.PreconditionLost, need, null);
        }

        foreach (var conflict in master.Conflicts.Where(c => c.Parts.Contains(part.Id)))
        {
            var known = whole.Disputed?.Contains(conflict.Id) == true;
            if (known == conflict.Settled) return new HearMaster(conflict.Settled ? MasterNews.ConflictSettled : MasterNews.ConflictRaised, null, conflict.Id);
        }

        return null;
    }

    private async Task Begin(OpenCase whole, MasterPart part, WholeFiling filing, CancellationToken cancel)
    {
        var (state, combined) = (whole.State, whole.Guide.Combination!.Part(part.Id)!);
        var guide = await catalogue.Version(part.Item, part.Version, cancel)
            ?? throw new InvalidOperationException($"{whole.Number} has the part {part.Item} v{part.Version}, which the catalogue does not have.");
        var context = new CaseContext(guide, rulebooks.For(part.Place, guide.Type, state.ReceivedAt.Date), rulebooks.Calendar) { Item = await catalogue.Timeline(part.Item, cancel) };
        // An answer that another part asked for counts only where this one would have asked it too.
        var answers = ApplicationForm.Counting(
            guide, guide.Fields.Where(f => filing.Form.Answers.ContainsKey(SharedField(combined, f.Id))).ToDictionary(f => f.Id, f => filing.Form.Answers[SharedField(combined, f.Id)]));
        IReadOnlyList<string> Own(IEnumerable<string> shared) => [.. guide.Materials.Where(m => SharedMaterial(combined, m.Id) is { } name && shared.Contains(name)).Select(m => m.Id)];
        var demand = filing.Accepted.Supplement is { } later && Own(later.Materials) is { Count: > 0 } owed ? later with { Materials = owed } : null;
        IReadOnlyList<string> present =
            [.. Own(state.Present).Union(combined.Produced.Select(p => p.Own)).Union(guide.Materials.Where(ApplicationForm.IsTheFormItself).Select(m => m.Id)).Except(demand?.Materials ?? []).Order(StringComparer.Ordinal)];
        var submit = new Submit(
            state.Subject, state.Channel, OwnFiles(combined, guide, filing.Files), present, Cases.Filing.Facts(guide, answers),
            guide.Deliveries.Contains(state.Delivery) ? state.Delivery : guide.Deliveries[0], guide.Renewal ? state.Expires : null);
        var number = CaseNumber.Parse(part.Number);
        var paper = await papers.Save(number, state.Subject, new FiledForm(answers, Own(filing.Form.Later), Own(filing.Form.Shared), filing.Form.SendTo), cancel);
        var waits = part.Needs.Where(need => state.Master!.Part(need)?.Outcome != PartOutcome.Granted);
        var act = new OpenPart(
            submit, new PartOf(whole.Number.ToString(), part.Id, [.. waits]), filing.Filer, filing.Acceptor, state.ReceivedAt, filing.Accepted.Mode, filing.AcceptedFrom, demand)
        {
            Paper = paper,
        };
        Note(part, await desk.Open(number, act, context, $"open-{whole.Number}", cancel));
    }

    private async Task<WholeFiling> Filing(OpenCase open, CancellationToken cancel)
    {
        var entries = await cases.Log(open.Number, cancel);
        var (first, accepted) = (entries[0], entries.Last(e => e.Type == "case.accepted/1"));
        var events = entries.Select(e => CaseEnvelope.Read(e.Body).Event).ToList();
        var taken = events.OfType<CaseAccepted>().Last();
        var form = first.Paper?.Deserialize<FiledForm>(Json.Options) ?? new FiledForm(new Dictionary<string, string>(), [], [], null);
        // 补正后受理、视为受理: as of an earlier day than that of the act.
        var from = accepted.At.Date == taken.AcceptedOn ? accepted.At : CaseTimers.StartOf(taken.AcceptedOn);
        return new WholeFiling(
            form with { Answers = FiledAnswers.Of(entries) },
            [.. events.SelectMany(e => e switch { CaseSubmitted s => s.Files, CorrectionFiled c => c.Files, _ => [] })],
            taken, from, ActorOf(first, open.State), ActorOf(accepted, open.State));
    }

    private static IReadOnlyList<FiledFile> OwnFiles(CombinedPart part, Guide guide, IEnumerable<FiledFile> files) =>
    [
        .. guide.Materials.SelectMany(m => files.Where(f => f.Material == SharedMaterial(part, m.Id)).Select(f => f with { Material = m.Id })),
        .. guide.Fields.SelectMany(field => new[] { field.Id }.Concat((field.Columns ?? []).Select(c => $"{field.Id}.{c.Id}")).SelectMany(own =>
            files.Where(f => f.Material == FieldFiles.Prefix + SharedField(part, field.Id) + own[field.Id.Length..]).Select(f => f with { Material = FieldFiles.Prefix + own }))),
    ];

    private static string SharedField(CombinedPart part, string own) => part.Fields.FirstOrDefault(n => n.Own == own)?.Shared ?? own;

    /// <summary>Null: nobody hands it in, another part makes it.</summary>
    private static string? SharedMaterial(CombinedPart part, string own) =>
        part.Produced.Any(p => p.Own == own) ? null : part.Materials.FirstOrDefault(n => n.Own == own)?.Shared ?? own;

    /// <summary>Whoever stands in the log of the whole stands in that of the part: the account and its post.</summary>
    private static Actor ActorOf(CaseEntry entry, CaseState state) =>
        new(entry.ActorId, "", entry.Role, entry.Role == Role.Applicant ? RegionCode.Nation : state.Place, entry.Organisation, entry.Role == Role.Applicant ? state.Subject : null);

    /// <summary>True: done. What is refused by the rules is known already, or a person's to settle; what could not be tried now is heard again.</summary>
    private bool Note(MasterPart part, Outcome<Acted> outcome)
    {
        if (outcome.Try(out _, out var why)) return true;
        if (why.Code is "platform.busy" or "cases.changed-meanwhile") throw new InvalidOperationException($"{part.Number} could not be told: {why.Code}.");
        log.LogInformation("{Case} did not take or give its news: {Code}.", part.Number, why.Code);
        return false;
    }

    private sealed record WholeFiling(FiledForm Form, IReadOnlyList<FiledFile> Files, CaseAccepted Accepted, Instant AcceptedFrom, Actor Filer, Actor Acceptor);
}
