using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 制发: writes the document that an event calls for, renders page and PDF from it, signs the PDF's hash, and keeps all three sealed under
/// the applicant's key. The same event gives one document, however often it is heard.
/// </summary>
internal sealed class NoticeOffice(
    IDbContextFactory<NoticesDb> contexts, ICases cases, ICatalogue catalogue, IRulebooks rulebooks, IDirectory directory, ISubjects subjects, ISigner signer,
    NoticeHtml html, PublicAddress address, RunMode mode) : INotices
{
    public async ValueTask<IReadOnlyList<IssuedNotice>> Of(CaseNumber number, CancellationToken cancel = default)
    {
        var text = number.ToString();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Notices.AsNoTracking().Where(n => n.Case == text).OrderBy(n => n.Sequence)
            .Select(n => new { n.Number, n.Kind, n.Title, n.IssuedAt, n.Code, n.Sequence, n.Replaces }).ToListAsync(cancel);
        return [.. rows.Select(n => new IssuedNotice(n.Number, n.Kind, n.Title, n.IssuedAt, n.Code, n.Sequence)
        {
            ReplacedBy = rows.FirstOrDefault(r => r.Replaces == n.Code)?.Code,
            Standing = rows.FirstOrDefault(r => r.Replaces == n.Code) is { } by ? NoticeDrafts.StandingUnder(by.Kind) : null,
        })];
    }

    public async ValueTask<byte[]?> Pdf(CaseNumber number, string code, CancellationToken cancel = default)
    {
        var text = number.ToString();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Case == text && n.Code == code, cancel) is { } row ? await ReadPdf(row, cancel) : null;
    }

    public async ValueTask<bool> Says(CaseNumber number, int sequence, string words, CancellationToken cancel = default)
    {
        if (await ReadOf(number, sequence, cancel) is not { } notice) return false;
        var found = false;
        notice.Each(text =>
        {
            found |= text.Contains(words, StringComparison.Ordinal);
            return text;
        });
        return found;
    }

    /// <summary>What has taken this document's place; null: nothing.</summary>
    public async Task<NoticeRow?> Successor(NoticeRow row, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Replaces == row.Code, cancel);
    }

    private async Task<NoticeModel?> ReadOf(CaseNumber number, int sequence, CancellationToken cancel)
    {
        var text = number.ToString();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Case == text && n.Sequence == sequence, cancel) is { } row ? await Read(row, cancel) : null;
    }

    public async Task Issue(CaseNumber of, int sequence, CancellationToken cancel)
    {
        var earlier = await Of(of, cancel);
        if (earlier.Any(n => n.Sequence == sequence)) return;
        var facts = await cases.Find(of, cancel) ?? throw new InvalidOperationException($"{of} is unknown.");
        var subject = await subjects.Find(facts.Subject, cancel) ?? throw new InvalidOperationException($"The applicant of {of} is unknown or erased.");
        var occasion = await OccasionOf(facts, sequence, subject, earlier, cancel);
        if (NoticeDrafts.Of(occasion) is not { } draft) return;
        if (Missing(Compose(draft, occasion, subject, "", "")) is { Count: > 0 } missing)
        {
            await Hold(facts, sequence, draft, missing, occasion.Entry.At, cancel);
            return;
        }

        // The number first, by itself: drawing and signing take long, and nobody else can write meanwhile. A crash between leaves a gap.
        var number = await NextNumber(occasion.Organisation, draft.Word, occasion.Date.Year, cancel);
        var row = await Make(draft, occasion, subject, number, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Notices.Add(row);
        db.HeldNotices.RemoveRange(await db.HeldNotices.Where(h => h.Case == row.Case && h.Sequence == sequence).ToListAsync(cancel));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Heard twice at once: the first document stands.
            if (!(await Of(of, cancel)).Any(n => n.Sequence == sequence)) throw;
        }
    }

    /// <summary>The text of a document for its reader; null where it was lawfully erased.</summary>
    public async Task<NoticeModel?> Read(NoticeRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Code, "text"), row.Text, cancel) is { } text ? JsonSerializer.Deserialize<NoticeModel>(text, Json.Options) : null;

    public async Task<string?> ReadHtml(NoticeRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Code, "html"), row.Html, cancel) is { } text ? Encoding.UTF8.GetString(text) : null;

    public async Task<byte[]?> ReadPdf(NoticeRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Code, "pdf"), row.Pdf, cancel);

    private async Task<Occasion> OccasionOf(CaseFacts facts, int sequence, Subject subject, IReadOnlyList<IssuedNotice> earlier, CancellationToken cancel)
    {
        var log = (await cases.Log(facts.Number, cancel)).Where(e => e.Sequence <= sequence).ToList();
        var organisation = directory.Organisation(facts.Organisation) ?? throw new InvalidOperationException($"{facts.Organisation} is unknown.");
        return new Occasion(
            facts,
            log,
            log.Single(e => e.Sequence == sequence),
            await catalogue.Version(facts.Item, facts.GuideVersion, cancel) ?? throw new InvalidOperationException($"{facts.Item} {facts.GuideVersion} is unknown."),
            rulebooks.Pinned(facts.RulesHash) ?? throw new InvalidOperationException($"The rules {facts.RulesHash} are unknown."),
            organisation,
            subject.Name,
            RemedyFinder.Of(organisation, directory),
            earlier,
            Cite)
        {
            Calendar = rulebooks.Calendar,
            Corrected = log[^1] is { Type: "case.rectified/1" } rectified
                ? await ReadOf(facts.Number, rectified.Data.GetProperty("document").GetInt32(), cancel)
                : null,
        };
    }

    /// <summary>Null for the platform's own rules: a document rests on law.</summary>
    private string? Cite(Citation basis) =>
        basis.Rulebook == PlatformRules.Rulebook || rulebooks.Find(basis) is not { } article ? null : $"《{article.LawName}》{basis.Article}";

    private async Task<NoticeRow> Make(NoticeDraft draft, Occasion occasion, Subject subject, string number, CancellationToken cancel)
    {
        var (facts, at, code) = (occasion.Facts, occasion.Entry.At, NoticeCode.New());
        var notice = Compose(draft, occasion, subject, number, code);
        var pdf = NoticePdf.Render(notice, at.ToChina());
        var hash = Convert.ToHexStringLower(Sm3.Of(pdf));
        var signature = await signer.Sign(number, hash, cancel);
        return new NoticeRow
        {
            Code = code,
            Number = number,
            Case = facts.Number.ToString(),
            Sequence = occasion.Entry.Sequence,
            Kind = draft.Kind,
            Title = draft.Title,
            Subject = facts.Subject,
            Bearer = occasion.Organisation.BearerName,
            Item = facts.ItemName,
            IssuedAt = at,
            Replaces = draft.Replaces,
            Hash = hash,
            KeyId = signature.KeyId,
            Signature = signature.Value,
            Text = await subjects.Seal(facts.Subject, Context(code, "text"), JsonSerializer.SerializeToUtf8Bytes(notice, Json.Options), cancel),
            Html = await subjects.Seal(facts.Subject, Context(code, "html"), Encoding.UTF8.GetBytes(await html.Render(notice)), cancel),
            Pdf = await subjects.Seal(facts.Subject, Context(code, "pdf"), pdf, cancel),
        };
    }

    private NoticeModel Compose(NoticeDraft draft, Occasion occasion, Subject subject, string number, string code)
    {
        List<string> foot = [$"咨询电话 {occasion.Guide.ConsultationPhone}　监督投诉电话 {occasion.Guide.ComplaintPhone}"];
        if (mode.Demonstration) foot.Add("演示文书：人物、机构和印章均为演示，没有法律效力。");
        return new NoticeModel(
            draft.Kind, draft.Title, number, subject.Name, draft.Sections,
            [.. draft.Basis.Select(Cite).OfType<string>().Distinct()],
            new NoticeSealModel(occasion.Organisation.BearerName, draft.Seal), occasion.Entry.At.Date, code, address.Of($"/verify/{code}"), foot);
    }

    /// <summary>The signs that no font has: known before a number is given, so that none is lost.</summary>
    private static IReadOnlyList<Rune> Missing(NoticeModel notice)
    {
        List<string> texts = [notice.Title, notice.Seal.Organisation, .. notice.Basis, .. notice.Foot, .. notice.Sections.SelectMany(s => s.Fields.Select(f => f.Term).Append(s.Heading ?? "").Concat(s.Table?.Heads ?? []))];
        notice.Each(text =>
        {
            texts.Add(text);
            return text;
        });
        return FontShelf.Missing(texts);
    }

    /// <summary>缺字待印: the document waits until the fonts have the sign; the case goes on.</summary>
    private async Task Hold(CaseFacts facts, int sequence, NoticeDraft draft, IReadOnlyList<Rune> missing, Instant at, CancellationToken cancel)
    {
        var (text, points) = (facts.Number.ToString(), MissingGlyphException.Words(missing));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.HeldNotices.SingleOrDefaultAsync(h => h.Case == text && h.Sequence == sequence, cancel) is { } held) held.Points = points;
        else db.HeldNotices.Add(new HeldNoticeRow { Case = text, Sequence = sequence, Title = draft.Title, Item = facts.ItemName, Points = points, Since = at });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Heard twice at once: it is on the list already.
            db.ChangeTracker.Clear();
            if (!await db.HeldNotices.AnyAsync(h => h.Case == text && h.Sequence == sequence, cancel)) throw;
        }
    }

    /// <summary>文号: 区市场监管局受〔2026〕12号, counted by organisation, word and year.</summary>
    public async Task<string> NextNumber(Organisation organisation, string word, int year, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.InTransaction(
            async () =>
            {
                var row = await db.Serials.FirstOrDefaultAsync(s => s.Organisation == organisation.Id && s.Word == word && s.Year == year, cancel);
                if (row is null) db.Serials.Add(row = new SerialRow { Organisation = organisation.Id, Word = word, Year = year });
                row.Last++;
                await db.SaveChangesAsync(cancel);
                return string.Create(CultureInfo.InvariantCulture, $"{organisation.ShortName}{word}〔{year}〕{row.Last}号");
            },
            cancel);
    }

    private static string Context(string code, string part) => $"notice/{code}/{part}";
}
