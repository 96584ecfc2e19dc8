using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>The cases as other modules know them: a log that a test writes, each event chained, and told in the outbox.</summary>
internal sealed class StoryOfCases(IDbContextFactory<PlatformDb> platform, TimeProvider clock) : ICases, ICaseLog
{
    public const string Code = "K7M3XA";

    private readonly SortedDictionary<string, Told> cases = new(StringComparer.Ordinal);
    private int serial;

    public sealed record Told(CaseFacts Facts, List<CaseEntry> Log, List<PinnedFile> Files);

    /// <summary>What the next case is about, where a test asks for something else.</summary>
    public Func<CaseFacts, CaseFacts> About { get; set; } = facts => facts;

    public Told this[CaseNumber number] => cases[number.ToString()];

    /// <summary>Files an application and tells of it.</summary>
    public async Task<CaseNumber> Submit(params PinnedFile[] files)
    {
        var at = clock.Now();
        var number = CaseNumber.From(RegionCode.Parse("370202"), at.Date, 0, ++serial);
        var facts = new CaseFacts(
            number, "Submitted", "已提交", "370202-food-business", 3, "食品经营许可", "370202-scjg", RegionCode.Parse("370202"), "s-li", Channel.Online,
            at, Code, "rules", 1, "", null, null, false);
        cases[number.ToString()] = new Told(About(facts), [], [.. files]);
        await Happen(number, "case.submitted/1", new { files = files.Select(f => new { f.Material, f.File, f.Size, f.Hash }) });
        return number;
    }

    public async Task<CaseEntry> Happen(CaseNumber number, string type, object data, object? paper = null, Actor? by = null, params Citation[] basis)
    {
        var told = this[number];
        var body = JsonSerializer.Serialize(new { type, at = clock.Now().ToString(), data }, Json.Options);
        var previous = told.Log.Count == 0 ? HashChain.Genesis.ToArray() : Convert.FromHexString(told.Log[^1].Hash);
        var hash = new byte[Sm3.Size];
        HashChain.Next(previous, Encoding.UTF8.GetBytes(body), hash);
        var who = by ?? Actor.Clockwork;
        var entry = new CaseEntry(
            told.Log.Count + 1, type, clock.Now(), who.Id, who.Role, who.Organisation, basis, JsonSerializer.SerializeToElement(data, Json.Options),
            paper is null ? null : JsonSerializer.SerializeToElement(paper, Json.Options), Convert.ToHexStringLower(hash), body);
        told.Log.Add(entry);
        var facts = told.Facts;
        await using var db = await platform.CreateDbContextAsync();
        db.Outbox.Add(OutboxRow.Of(facts.Place, type, entry.At, new CaseHappened(
            number.ToString(), entry.Sequence, type, entry.At, entry.Hash, facts.Item, facts.GuideVersion, facts.Organisation, facts.Place, facts.Subject, facts.Status)));
        await db.SaveChangesAsync();
        return entry;
    }

    public ValueTask<CaseFacts?> Find(CaseNumber number, CancellationToken cancel = default) => new(cases.GetValueOrDefault(number.ToString())?.Facts);

    public ValueTask<IReadOnlyList<CaseEntry>> Log(CaseNumber number, CancellationToken cancel = default) => new(this[number].Log);

    public ValueTask<IReadOnlyList<PinnedFile>> Files(CaseNumber number, CancellationToken cancel = default) => new(this[number].Files);

    public bool MaySee(Actor actor, CaseFacts facts) =>
        (actor.Role == Role.Applicant && actor.Subject == facts.Subject) || (actor.IsStaff && actor.Place.Contains(facts.Place));

    public ValueTask<CaseFacts?> FindByCode(string number, string queryCode, CancellationToken cancel = default) =>
        new(queryCode == Code && CaseNumber.TryParse(number, out var parsed) ? cases.GetValueOrDefault(parsed.ToString())?.Facts : null);

    public async IAsyncEnumerable<LoggedEvent> Events(DateOnly? since, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        foreach (var (number, told) in cases.Where(c => since is null || c.Value.Facts.Number.Day >= since))
        {
            foreach (var entry in told.Log) yield return new LoggedEvent(number, entry.Sequence, entry.Hash);
        }
    }
}
