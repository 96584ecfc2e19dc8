using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What a line system is told of its message.</summary>
internal sealed record NewsAnswer(string Standing, string? Code, string? Message, int? Sequence);

/// <summary>
/// 回传: takes what line systems tell. Everything that is signed is stored before it is put to its case; what does not fit is kept aside with its reason and
/// tried again after the next news of the same case, for news may come out of order; what is not signed by who it says is refused and listed.
/// </summary>
internal sealed class HearNews(
    IDbContextFactory<CasesDb> contexts, CaseDesk desk, LineSettings settings, DemonstrationLine demonstration, TimeProvider clock, ILogger<HearNews> log)
{
    public const int LongestBody = 64 * 1024;

    /// <summary>Unsigned messages that are listed in a day; beyond it they are only logged, so that a stranger cannot fill the table.</summary>
    private const int MostStrangers = 200;

    public static Refusal Unsigned { get; } = new("cases.news-signature", "签名与登记的公钥不符，没有收下。", PlatformRules.LineNews);

    public static Refusal UnknownLine { get; } = new("cases.line-unknown", "没有登记这个业务系统。", PlatformRules.LineNews);

    public async Task<Outcome<NewsAnswer>> Hear(string system, byte[] body, string signature, CancellationToken cancel)
    {
        var keys = await KeysOf(system, cancel);
        if (keys.Count == 0) return UnknownLine;
        var id = Convert.ToHexStringLower(Sm3.Of([.. Encoding.UTF8.GetBytes(system + "\n"), .. body]));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.News.SingleOrDefaultAsync(n => n.Id == id && n.State != NewsState.Refused, cancel) is { } known)
        {
            known.Times++;
            await db.SaveChangesAsync(cancel);
            return AnswerOf(known);
        }

        if (!Holds(keys, body, signature)) return await Refuse(db, system, id, cancel);
        var text = Encoding.UTF8.GetString(body);
        var row = await db.News.SingleOrDefaultAsync(n => n.Id == id, cancel);
        if (row is null) db.News.Add(row = new NewsRow { Id = id, System = system, HeardAt = clock.Now(), Body = text, Signature = signature });
        else (row.Body, row.Signature, row.State, row.HeardAt) = (text, signature, NewsState.Heard, clock.Now()); // The same words came under a wrong signature before.
        var news = OutsideNews.Read(text);
        if (news is not null) (row.Number, row.Act, row.HappenedAt) = (news.Number, news.Act, news.At);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The same message twice at once: the first one is being put to its case.
            return new NewsAnswer("taken-already", null, null, null);
        }

        await Put(db, row, news, cancel);
        if (row.State == NewsState.Taken) await TryOthers(db, row, cancel);
        return AnswerOf(row);
    }

    /// <summary>再试: what was kept aside is put to its case once more.</summary>
    public async Task<NewsRow?> Again(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.News.SingleOrDefaultAsync(n => n.Id == id && (n.State == NewsState.Aside || n.State == NewsState.Heard), cancel) is not { } row) return null;
        await Put(db, row, OutsideNews.Read(row.Body), cancel);
        if (row.State == NewsState.Taken) await TryOthers(db, row, cancel);
        return row;
    }

    public async ValueTask<IReadOnlyList<byte[]>> KeysOf(string system, CancellationToken cancel)
    {
        var keys = settings.KeysOf(system);
        return keys.Count == 0 && demonstration.Stands(system) ? [await demonstration.PublicKey(cancel)] : keys;
    }

    public static bool Holds(IReadOnlyList<byte[]> keys, byte[] body, string signature)
    {
        var der = new byte[signature.Length];
        if (signature.Length > 400 || !Convert.TryFromBase64String(signature, der, out var length)) return false;
        foreach (var spki in keys)
        {
            try
            {
                using var key = Sm2PublicKey.FromSpki(spki);
                if (key.Verify(OutsideNews.Signed(body), der.AsSpan(0, length))) return true;
            }
            catch (CryptographicException)
            {
                // A key that is none verifies nothing.
            }
        }

        return false;
    }

    private async Task<Outcome<NewsAnswer>> Refuse(CasesDb db, string system, string id, CancellationToken cancel)
    {
        var since = clock.Now().Plus(-TimeSpan.FromDays(1));
        log.LogWarning("A message for {System} did not bear its signature.", system);
        if (await db.News.SingleOrDefaultAsync(n => n.Id == id, cancel) is { } again) again.Times++;
        else if ((await db.News.Where(n => n.State == NewsState.Refused && n.HeardAt > since).Select(n => n.Id).Take(MostStrangers).ToListAsync(cancel)).Count < MostStrangers)
        {
            db.News.Add(new NewsRow
            {
                Id = id, System = system, HeardAt = clock.Now(), Body = "", Signature = "", State = NewsState.Refused, Code = Unsigned.Code, Reason = Unsigned.Message,
            });
        }

        await db.SaveChangesAsync(cancel);
        return Unsigned;
    }

    private async Task Put(CasesDb db, NewsRow row, OutsideNews? news, CancellationToken cancel)
    {
        var why = await WhyNot(db, row, news, cancel);
        if (why is null) (row.State, row.Code, row.Reason) = (NewsState.Taken, null, null);
        else (row.State, row.Code, row.Reason) = (NewsState.Aside, why.Code, why.Message);
        row.Version++;
        await db.SaveChangesAsync(cancel);
        if (why is not null) log.LogInformation("News {Number} of {System} was kept aside: {Code}.", row.Number, row.System, why.Code);
    }

    /// <summary>Null: it is in the log now.</summary>
    private async Task<Refusal?> WhyNot(CasesDb db, NewsRow row, OutsideNews? news, CancellationToken cancel)
    {
        if (news is null) return new Refusal("cases.news-unreadable", "内容不符合接口约定，读不出来。", PlatformRules.LineNews);
        if (news.System != row.System) return new Refusal("cases.other-line", "内容里写的系统与发送的系统不是一个。", PlatformRules.LineNews);
        if (!CaseNumber.TryParse(news.Case, out var number) || await desk.Open(number, cancel) is not { } open) return CaseDecider.Unknown;
        (row.Region, row.CaseId, row.Organisation, row.Place) = (open.State.Region, open.State.Id, open.State.Organisation, open.State.Place.Number);
        if (await db.News.AnyAsync(n => n.System == row.System && n.Number == row.Number && n.Id != row.Id && n.State != NewsState.Refused, cancel))
        {
            return new Refusal("cases.news-number-reused", "这个编号已经用过，内容却不同。", PlatformRules.LineNews);
        }

        if (news.Means(open.Context) is not { } act) return new Refusal("cases.not-from-line", "这种办理不从业务系统回传，或者缺少必要的内容。", PlatformRules.LineNews);
        act = act with { Outside = new OutsideMark(row.System, row.Number, news.At) { Proof = OutsideNews.ProofOf(Encoding.UTF8.GetBytes(row.Body)) } };
        // There an officer of the same body acts; who he is, only the other house knows.
        var by = new Actor($"line:{row.System}{(news.Officer is { Length: > 0 and <= 40 } officer ? $":{officer}" : "")}", row.System, Role.Reviewer, open.State.Place, open.State.Organisation, null);
        var actId = $"news-{row.System}-{row.Number}";
        var outcome = OneWindow.Cases.Reasons.Of(news.Reasons) is { } words
            ? await desk.Do(open, by, act, words, actId, cancel: cancel)
            : await desk.Do(open, by, act, actId);
        if (!outcome.Try(out var acted, out var why)) return why;
        row.Sequence = acted.Events.FirstOrDefault(e => e.Envelope.Outside is not null)?.Envelope.Sequence;
        return null;
    }

    /// <summary>What came too early may fit now.</summary>
    private async Task TryOthers(CasesDb db, NewsRow taken, CancellationToken cancel)
    {
        var waiting = await db.News.Where(n => n.Region == taken.Region && n.CaseId == taken.CaseId && n.State == NewsState.Aside).ToListAsync(cancel);
        foreach (var row in waiting.OrderBy(n => n.HappenedAt?.Microseconds ?? long.MaxValue)) await Put(db, row, OutsideNews.Read(row.Body), cancel);
    }

    private static NewsAnswer AnswerOf(NewsRow row) => row.State switch
    {
        NewsState.Taken => new NewsAnswer("taken", null, null, row.Sequence),
        NewsState.Settled => new NewsAnswer("settled", row.Code, row.Reason, null),
        _ => new NewsAnswer("kept-aside", row.Code, row.Reason, null),
    };
}
