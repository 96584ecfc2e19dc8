using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What the module answers to the others.</summary>
internal sealed class CaseAnswers(
    IDbContextFactory<CasesDb> contexts, CaseDesk desk, Papers papers, IMaterials materials, QueryCodes codes) : ICases
{
    public async ValueTask<CaseFacts?> Find(CaseNumber number, CancellationToken cancel = default) =>
        await desk.Open(number, cancel) is { } open ? FactsOf(open) : null;

    public async ValueTask<CaseFacts?> Find(string number, Func<CaseFacts, bool> may, CancellationToken cancel = default) =>
        await desk.Open(number, state => may(FactsOf(state, "", [])), cancel) is { } open ? FactsOf(open) : null;

    public async ValueTask<IReadOnlyList<CaseEntry>> Log(CaseNumber number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Events.AsNoTracking()
            .Where(e => e.Region == number.Region.Number && e.CaseId == number.Id).OrderBy(e => e.Seq).ToListAsync(cancel);
        var entries = new List<CaseEntry>(rows.Count);
        foreach (var row in rows)
        {
            var envelope = CaseEnvelope.Read(row.Body);
            using var body = JsonDocument.Parse(row.Body);
            var paper = envelope.Event.Paper is { } commitment ? await papers.Open(number, commitment, cancel) : null;
            entries.Add(new CaseEntry(
                row.Seq, row.Type, row.At, envelope.Actor, envelope.Role, envelope.Organisation, envelope.Basis,
                body.RootElement.GetProperty("data").Clone(), paper, Convert.ToHexStringLower(row.Hash), row.Body) { Outside = envelope.Outside, Authority = envelope.Authority });
        }

        return entries;
    }

    public async ValueTask<IReadOnlyList<PinnedFile>> Files(CaseNumber number, CancellationToken cancel = default)
    {
        var files = new List<PinnedFile>();
        foreach (var entry in await Log(number, cancel))
        {
            if (!entry.Data.TryGetProperty("files", out var pinned)) continue;
            foreach (var file in pinned.Deserialize<List<FiledFile>>(Json.Options)!)
            {
                var stored = await materials.Find(file.File, cancel);
                files.Add(new PinnedFile(file.Material, file.File, stored?.Name ?? file.File, file.Size, file.Hash));
            }
        }

        return files;
    }

    public bool MaySee(Actor actor, CaseFacts facts) =>
        (actor.Role == Role.Applicant && actor.Subject == facts.Subject && actor.Sees(facts.Item))
        || CaseReach.MaySee(actor, facts.Organisation, facts.Place)
        || facts.Units.Any(u => CaseReach.MaySee(actor, u.Organisation, u.Place))
        || (facts.Venue is var (_, venue, _) && CaseReach.AtVenue(actor, venue))
        || (facts.Crossing is { } c && (CaseReach.Receives(actor, c.Organisation, c.Place) || (c.Lead is var (lead, seat) && CaseReach.Leads(actor, lead, seat))));

    public string WordsOf(string type) => CaseEventNames.TypeOf(type) is { } known ? AgentRules.WordsOf(known) ?? type : type;

    public async ValueTask<CaseFacts?> FindByCode(string number, string queryCode, CancellationToken cancel = default)
    {
        // The same work for a number that does not exist: the answer's time tells nothing.
        var parsed = CaseNumber.TryParse(number, out var known);
        var right = codes.Matches(known, queryCode) & parsed;
        return await desk.Open(number, _ => right, cancel) is { } open ? FactsOf(open) : null;
    }

    private CaseFacts FactsOf(OpenCase open) => FactsOf(open.State, open.Guide.Name, open.Head);

    private CaseFacts FactsOf(CaseState state, string item, byte[] head)
    {
        return new CaseFacts(
            state.Number, state.Status.ToString(), state.Status.Words(), state.Item, state.GuideVersion, item, state.Organisation, state.Place,
            state.Subject, state.Channel, state.ReceivedAt, codes.Of(state.Number), state.RulesHash, state.Version, Convert.ToHexStringLower(head),
            state.Promised?.Due.Day, state.Statutory?.Due.Day, state.Status.IsEnd())
        {
            Combined = state.Master is not null || state.Whole is not null,
            Units =
            [
                .. state.Units is { } units ? [(state.Organisation, units.Place), .. units.Former.Select(f => (f.Organisation, f.Place))] : Array.Empty<(string, RegionCode)>(),
                .. state.Master?.Parts.Select(p => (p.Organisation, p.Place)) ?? [],
            ],
            Venue = state.Venue is { } v ? (v.Organisation, v.Place, v.Mode) : null,
            Crossing = state.Crossing is { } c
                ? new CrossingFacts(c.Mode, c.Organisation, c.Place, c.ReceivedAt, c.ReachedAt, c.Dispute?.Lead is { } lead ? (lead.Organisation, lead.Place) : null)
                : null,
        };
    }
}

/// <summary>查询码: opens the progress of one case to somebody without an account. Derived from the installation's secret, so it is stored nowhere.</summary>
internal sealed class QueryCodes(InstallationSecret secret)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // 32 signs without look-alikes: five bits each.
    private readonly byte[] key = secret.Derive("query-codes");

    public string Of(CaseNumber number)
    {
        Span<byte> mac = stackalloc byte[Sm3.Size];
        Sm3.Mac(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number.Region.Number}/{number.Id}")), mac);
        Span<char> code = stackalloc char[6];
        for (var i = 0; i < code.Length; i++) code[i] = Alphabet[mac[i] & 31];
        return new string(code);
    }

    public bool Matches(CaseNumber number, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Of(number)), Encoding.UTF8.GetBytes(given.Trim().ToUpperInvariant()));
}
