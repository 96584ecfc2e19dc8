using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>Writes a message from what happened, seals it, puts it in the inbox, and says by which ways it goes out.</summary>
internal sealed class MessageWriter(
    ICases cases, ICatalogue catalogue, IRulebooks rulebooks, IDirectory directory, ISubjects subjects, Choices choices, IEnumerable<ICarrier> carriers, ISigningLetters letters, IGuideLetters guideLetters)
{
    /// <summary>Fills the row; it is the caller's to save, also what was filled before a failure. False: what it tells was taken back meanwhile.</summary>
    public async Task<bool> Write(MessagesDb db, MessageRow row, Instant now, CancellationToken cancel)
    {
        if (row.Source is { } told && GuideMessages.Is(row.Type)) return await WriteGuideLetter(db, row, told, now, cancel);
        if (row.Source is { } letter) return await WriteLetter(db, row, letter, now, cancel);
        if (await Read(row, cancel) is not { } happening) return false;
        if (row.Principal is not null) return await WriteCopy(db, row, happening, now, cancel);
        var limit = MessageDrafts.LimitOf(happening);
        row.MustBeBy = DayOf(limit, happening.Facts.ReceivedAt);
        var named = happening.Rules.Find(TellingPlan.Parameter);
        row.Basis = (named?.Basis ?? limit?.Basis ?? PlatformRules.Defaults).ToString();
        await Put(row, MessageDrafts.Of(happening), now, cancel);
        var chosen = await choices.Of(db, row.Subject, cancel);
        row.Plan = string.Join(',', TellingPlan.Of(named, chosen.Wanted, Reachable(chosen)).Select(m => m.Code()));
        return true;
    }

    /// <summary>抄送: as the relative chose for himself; nobody is called or written to for a copy.</summary>
    private async Task<bool> WriteCopy(MessagesDb db, MessageRow row, Happening happening, Instant now, CancellationToken cancel)
    {
        row.Basis = PlatformRules.Authorities.ToString();
        await Put(row, MessageDrafts.Of(happening) with { Copy = true }, now, cancel);
        var chosen = await choices.Of(db, row.Subject, cancel);
        row.Plan = string.Join(',', TellingPlan.Of(null, chosen.Wanted, Reachable(chosen)).Where(m => !m.IsTask()).Select(m => m.Code()));
        return true;
    }

    /// <summary>Who is asked to sign is told by the telephone that the application names, the initiator as he chose. False: the words were erased.</summary>
    private async Task<bool> WriteLetter(MessagesDb db, MessageRow row, string source, Instant now, CancellationToken cancel)
    {
        if (await letters.Find(source, cancel) is not { } letter) return false;
        row.Basis = PlatformRules.Signing.ToString();
        await Put(row, SigningMessages.Of(letter, directory.Organisation(letter.Organisation)?.Name ?? letter.Organisation), now, cancel);
        var chosen = await choices.Of(db, row.Subject, cancel);
        IEnumerable<Means> plan = letter.SendTo is null ? TellingPlan.Of(null, chosen.Wanted, Reachable(chosen)) : carriers.Any(c => c is { Means: Means.Sms, IsSetUp: true }) ? [Means.Sms] : [];
        row.Plan = string.Join(',', plan.Select(m => m.Code()));
        return true;
    }

    /// <summary>As its reader chose. False: the item has no guide any more.</summary>
    private async Task<bool> WriteGuideLetter(MessagesDb db, MessageRow row, string source, Instant now, CancellationToken cancel)
    {
        if (await guideLetters.Find(source, cancel) is not { } letter) return false;
        row.Basis = PlatformRules.Feedback.ToString();
        await Put(row, GuideMessages.Of(letter, directory.Organisation(letter.Organisation)?.Name ?? letter.Organisation), now, cancel);
        var chosen = await choices.Of(db, row.Subject, cancel);
        row.Plan = string.Join(',', TellingPlan.Of(null, chosen.Wanted, Reachable(chosen)).Select(m => m.Code()));
        return true;
    }

    private async Task Put(MessageRow row, MessageText text, Instant now, CancellationToken cancel)
    {
        row.Text = await subjects.Seal(row.Owner, Context(row.Id), JsonSerializer.SerializeToUtf8Bytes(text, Json.Options), cancel);
        // A code stands in the sealed text alone: titles are read in lists.
        (row.Title, row.Item, row.InboxAt) = (text.Code ? "签署验证码" : text.Title, text.Item, now);
    }

    /// <summary>The text for its reader; null where it was lawfully erased, or not yet written.</summary>
    public async Task<MessageText?> Open(MessageRow row, CancellationToken cancel) =>
        row.Text is not null && await subjects.Open(row.Owner, Context(row.Id), row.Text, cancel) is { } plain
            ? JsonSerializer.Deserialize<MessageText>(plain, Json.Options)
            : null;

    public static IEnumerable<Means> PlanOf(MessageRow row) =>
        row.Plan.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(MeansWords.Parse).OfType<Means>();

    private HashSet<Means> Reachable(Chosen chosen) =>
        [.. carriers.Where(c => c.IsSetUp && chosen.AddressFor(c.Means) is not null).Select(c => c.Means)];

    private async Task<Happening?> Read(MessageRow row, CancellationToken cancel)
    {
        var number = CaseNumber.Parse(row.Case);
        var facts = await cases.Find(number, cancel) ?? throw new InvalidOperationException($"{row.Case} is unknown.");
        var log = await cases.Log(number, cancel);
        if (log.Any(e => e.Type == HeldBack.Undone && e.Data.GetProperty("sequence").GetInt32() == row.Sequence)) return null;
        return new Happening(
            facts,
            log.Single(e => e.Sequence == row.Sequence),
            await catalogue.Version(facts.Item, facts.GuideVersion, cancel) ?? throw new InvalidOperationException($"{facts.Item} {facts.GuideVersion} is unknown."),
            rulebooks.Pinned(facts.RulesHash) ?? throw new InvalidOperationException($"The rules {facts.RulesHash} are unknown."),
            directory.Organisation(facts.Organisation)?.Name ?? facts.Organisation)
        {
            Before = [.. log.Where(e => e.Sequence < row.Sequence)],
        };
    }

    private DateOnly? DayOf(Rule? limit, Instant received) => limit is not null && TimeLimit.TryParse(limit.Value, out var within)
        ? LegalClock.Of(within, limit.Basis).Start(received).Due(rulebooks.Calendar)?.Day
        : null;

    private static string Context(string message) => $"message/{message}";
}
