using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>A signing with the row that it stands in.</summary>
internal sealed record OpenSigning(string Draft, string Reference, string Item, int GuideVersion, SigningRound Round);

/// <summary>What an address opened: the party as he stands now; <see cref="Who"/> is null where the invitation is of an earlier round.</summary>
internal sealed record OpenInvitation(OpenSigning Signing, InvitationRow Row, Signatory? Who);

/// <summary>
/// 联署的存放: one row a draft. Every step names the version it stands on; the step, the draft's lock, the invitations and the letters that follow from it
/// are one transaction, so that a crash leaves all or nothing of it.
/// </summary>
internal sealed class Signings(IDbContextFactory<CasesDb> contexts, ISubjects subjects, ICatalogue catalogue, OutboxBell bell, TimeProvider clock) : ISigningLetters
{
    private const int MostTries = 20;
    private static readonly ReadableCode References = new(10, longest: 40);
    private static readonly ReadableCode Sheets = new(8, longest: 40);

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public static string NewSheet() => Sheets.New();

    public static string? ReadSheet(string? typed) => Sheets.TryParse(typed, out var sheet) ? sheet : null;

    public static string KeyOf(string token) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(token)));

    public async ValueTask<OpenSigning?> Find(string draft, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Signings.AsNoTracking().FirstOrDefaultAsync(s => s.Draft == draft, cancel) is { } row ? await Open(row, cancel) : null;
    }

    /// <summary>Null: no such address, or the applicant's data were erased.</summary>
    public async ValueTask<OpenInvitation?> ByToken(string token, CancellationToken cancel)
    {
        if (token.Length > 100) return null;
        var key = KeyOf(token);
        return await Invitation(i => i.Key == key, cancel);
    }

    public async ValueTask<OpenInvitation?> BySheet(string sheet, Actor clerk, CancellationToken cancel)
    {
        var (from, end) = (clerk.Place.Number, clerk.Place.End);
        return await Invitation(i => i.Sheet == sheet && i.Place >= from && i.Place < end, cancel);
    }

    /// <summary>Who is asked to sign, by his own record: the newest first.</summary>
    public async ValueTask<IReadOnlyList<OpenInvitation>> Of(string subject, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Invitations.AsNoTracking().Where(i => i.Subject == subject && i.Live && i.Standing != SignatoryStanding.Waiting)
            .OrderByDescending(i => i.Since).Take(most).ToListAsync(cancel);
        return await Opened(rows, cancel);
    }

    /// <summary>Scans that wait for a clerk of this place, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<OpenInvitation>> ScansFor(Actor clerk, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Opened(await Waiting(db, clerk).OrderBy(i => i.Since).Take(most).ToListAsync(cancel), cancel);
    }

    public async Task<IReadOnlyList<string>> Due(int most, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Signings.AsNoTracking().Where(s => s.NextAt <= now).OrderBy(s => s.NextAt).Select(s => s.Draft).Take(most).ToListAsync(cancel);
    }

    /// <summary>Locks the draft and begins, or says that it was changed meanwhile.</summary>
    public async Task<Outcome<SigningRound>> Begin(Draft draft, SigningRound round, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Drafts.SingleOrDefaultAsync(d => d.Id == draft.Id && d.Version == draft.Version && !d.Submitted && !d.Locked, cancel);
        if (row is null) return Drafts.ChangedMeanwhile;
        (row.Locked, row.Version) = (true, row.Version + 1);
        var signing = await db.Signings.SingleOrDefaultAsync(s => s.Draft == draft.Id, cancel);
        if (signing is null)
        {
            db.Signings.Add(signing = new SigningRow
            {
                Draft = draft.Id, Reference = $"LS{References.New()}", Subject = draft.Subject, Organisation = draft.Guide.Organisation, Place = draft.Guide.Place.Number,
                Item = draft.Guide.Item, Box = [],
            });
        }

        signing.GuideVersion = draft.Guide.Version;
        await Write(db, signing, null, round, [], cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return round;
        }
        catch (DbUpdateException)
        {
            // Begun in the same moment by another page: that one stands.
            return Drafts.ChangedMeanwhile;
        }
    }

    /// <summary>Takes one step on the round as it now stands. What it makes no difference to is not written.</summary>
    /// <param name="also">Letters beside those that the step itself brings: a one-time code.</param>
    public async Task<Outcome<SigningRound>> Change(
        string draft, Func<SigningRound, Outcome<SigningRound>> step, CancellationToken cancel, Func<SigningRound, IReadOnlyList<LetterWords>>? also = null)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await db.Signings.SingleOrDefaultAsync(s => s.Draft == draft, cancel) is not { } row || await Open(row, cancel) is not { Round: var before }) return SigningRules.Unknown;
            if (!step(before).Try(out var after, out var why)) return why;
            if (ReferenceEquals(after, before)) return before;
            await Write(db, row, before, after, also?.Invoke(after) ?? [], cancel);
            if (before.Locks && after.Stage is SigningStage.TakenBack or SigningStage.Lapsed && await db.Drafts.SingleOrDefaultAsync(d => d.Id == draft, cancel) is { } kept)
                (kept.Locked, kept.Version) = (false, kept.Version + 1);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (tries < MostTries - 1)
            {
                // Another step was first: by its version, or by the number of its letter.
                continue;
            }

            bell.Ring();
            return after;
        }

        throw new InvalidOperationException("The last try saves or throws.");
    }

    async ValueTask<SigningLetter?> ISigningLetters.Find(string letter, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Letters.AsNoTracking().Where(l => l.Id == letter)
            .Join(db.Signings.AsNoTracking(), l => l.Draft, s => s.Draft, (l, s) => new { Letter = l, Signing = s }).SingleOrDefaultAsync(cancel);
        if (found is null || await subjects.Open(found.Letter.Subject, LetterContext(letter), found.Letter.Box, cancel) is not { } plain) return null;
        var words = JsonSerializer.Deserialize<LetterWords>(plain, Json.Options)!;
        var guide = await catalogue.Version(found.Signing.Item, found.Signing.GuideVersion, cancel);
        return new SigningLetter(
            found.Signing.Reference, found.Letter.Sequence, words.Kind, found.Letter.At, found.Letter.Subject, found.Signing.Organisation, RegionCode.From(found.Signing.Place),
            guide?.Name ?? found.Signing.Item, words.Title, words.Happened, words.Todo, words.By, words.Otherwise, words.Path, guide?.ConsultationPhone ?? "", words.SendTo);
    }

    private async Task Write(CasesDb db, SigningRow row, SigningRound? before, SigningRound after, IReadOnlyList<LetterWords> also, CancellationToken cancel)
    {
        var now = clock.Now();
        // A round that begins follows the one before it in the same row: nobody is told of the old one again.
        IReadOnlyList<LetterWords> letters = [.. before is null ? [] : SigningLetters.Between(row.Draft, before, after), .. also];
        var numbered = after with { Letters = after.Letters + letters.Count };
        row.Box = await subjects.Seal(row.Subject, Context(row.Draft), JsonSerializer.SerializeToUtf8Bytes(numbered, Json.Options), cancel);
        (row.Stage, row.NextAt, row.Version) = (after.Stage, SigningRules.NextAt(after), row.Version + 1);
        for (var i = 0; i < letters.Count; i++)
        {
            var id = NewToken();
            db.Letters.Add(new LetterRow
            {
                Id = id, Draft = row.Draft, Sequence = after.Letters + i + 1, Subject = letters[i].Subject, At = now,
                Box = await subjects.Seal(letters[i].Subject, LetterContext(id), JsonSerializer.SerializeToUtf8Bytes(letters[i], Json.Options), cancel),
            });
            db.Outbox.Add(OutboxRow.Of(RegionCode.From(row.Place), SigningLetterWritten.Topic, now, new SigningLetterWritten(id)));
        }

        await Invite(db, row, after, cancel);
    }

    private static async Task Invite(CasesDb db, SigningRow row, SigningRound round, CancellationToken cancel)
    {
        var there = await db.Invitations.Where(i => i.Draft == row.Draft && (i.Live || i.Round == round.Number)).ToListAsync(cancel);
        foreach (var old in there.Where(i => i.Round != round.Number)) old.Live = false;
        foreach (var who in round.Parties)
        {
            var key = KeyOf(who.Token);
            if (there.FirstOrDefault(i => i.Key == key) is not { } invitation)
            {
                db.Invitations.Add(invitation = new InvitationRow
                {
                    Key = key, Draft = row.Draft, Round = round.Number, Party = who.Id, Subject = who.Subject, Sheet = who.Check, Place = row.Place,
                });
            }

            (invitation.Standing, invitation.Since, invitation.Live) = (who.Standing, who.Since, round.Stage is SigningStage.Preparing or SigningStage.Open);
        }
    }

    private async ValueTask<OpenInvitation?> Invitation(System.Linq.Expressions.Expression<Func<InvitationRow, bool>> which, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(which, cancel);
        return row is null ? null : await Opened([row], cancel) is [var one] ? one : null;
    }

    private async ValueTask<List<OpenInvitation>> Opened(List<InvitationRow> rows, CancellationToken cancel)
    {
        var opened = new List<OpenInvitation>(rows.Count);
        foreach (var row in rows)
        {
            if (await Find(row.Draft, cancel) is { } signing)
                opened.Add(new OpenInvitation(signing, row, signing.Round.Number == row.Round ? signing.Round.Party(row.Party) : null));
        }

        return opened;
    }

    private async ValueTask<OpenSigning?> Open(SigningRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Draft), row.Box, cancel) is { } plain
            ? new OpenSigning(row.Draft, row.Reference, row.Item, row.GuideVersion, JsonSerializer.Deserialize<SigningRound>(plain, Json.Options)!)
            : null;

    private static IQueryable<InvitationRow> Waiting(CasesDb db, Actor clerk)
    {
        var (from, end) = (clerk.Place.Number, clerk.Place.End);
        return db.Invitations.AsNoTracking().Where(i => i.Live && i.Standing == SignatoryStanding.ScanWaiting && i.Place >= from && i.Place < end);
    }

    private static string Context(string draft) => $"signing/{draft}";

    private static string LetterContext(string letter) => $"signing-letter/{letter}";
}
