using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 指南上的实际数字: by night, for items of which a case was decided: measures what is new from the cases' logs (each once) and keeps what the guide's page
/// shows, so that no page ever counts.
/// </summary>
internal sealed class MakeGuideFigures(
    IDbContextFactory<CatalogueDb> contexts, PublishedGuides guides, IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<MakeGuideFigures> log)
    : DueWorker<CatalogueDb, ItemExperienceRow>(contexts, bell, clock, log)
{
    public override string Title => "指南的办理数据";

    private const int MonthsBack = 12;

    protected override async Task Step(CatalogueDb db, ItemExperienceRow row, CancellationToken cancel)
    {
        var since = Instant.At(Clock.Now().Date.AddMonths(-MonthsBack), TimeOnly.MinValue);
        var cohort = await db.DecidedCases.Where(d => d.Item == row.Id && d.DecidedAt >= since).OrderByDescending(d => d.DecidedAt).ThenBy(d => d.Number).Take(GuideFigures.Cohort).ToListAsync(cancel);
        if (cohort.Count >= GuideFigures.Least && await guides.Current(row.Id, cancel) is { } guide)
        {
            await using var scope = scopes.CreateAsyncScope();
            var cases = scope.ServiceProvider.GetRequiredService<ICases>();
            foreach (var one in cohort.Where(c => c.OfficeMinutes is null)) await Measure(one, cases, cancel);
            var figures = GuideFigures.Of([.. cohort.Where(c => c.OfficeMinutes is not null)], guide) is { } made ? JsonSerializer.Serialize(KeptFigures.Of(made), Json.Options) : null;
            if (figures != row.Figures)
            {
                (row.Figures, row.MadeAt) = (figures, Clock.Now());
                await Publication.CountChange(db, cancel);
            }
        }

        row.Went(null);
    }

    /// <summary>From the log alone: filed, asked for corrections, corrected, decided.</summary>
    private static async Task Measure(DecidedCaseRow row, ICases cases, CancellationToken cancel)
    {
        var number = CaseNumber.Parse(row.Number);
        if (await cases.Find(number, cancel) is not { } facts) return;
        var (own, asked, corrected) = (TimeSpan.Zero, (Instant?)null, new List<string>());
        foreach (var entry in await cases.Log(number, cancel))
        {
            if (entry.At > row.DecidedAt) break;
            switch (entry.Type)
            {
                case "case.correction-requested/1":
                    asked ??= entry.At;
                    corrected.AddRange(Lines(entry.Data));
                    break;
                case "case.correction-filed/1" when asked is { } from:
                    own += Span(from, entry.At);
                    asked = null;
                    break;
                default:
                    break;
            }
        }

        row.OwnMinutes = (int)own.TotalMinutes;
        row.OfficeMinutes = Math.Max(0, (int)(Span(facts.ReceivedAt, row.DecidedAt) - own).TotalMinutes);
        row.OnTime = facts.PromisedDue is not { } due || row.DecidedAt.Date <= due;
        row.Online = facts.Channel is Channel.Online or Channel.Mobile;
        row.Corrected = corrected.Count == 0 ? null : string.Join('\n', corrected.Distinct());
    }

    private static TimeSpan Span(Instant from, Instant to) => TimeSpan.FromMicroseconds(to.Microseconds - from.Microseconds);

    private static IEnumerable<string> Lines(JsonElement data) => data.TryGetProperty("defects", out var defects)
        ? defects.EnumerateArray().Select(d => $"{d.GetProperty("kind").GetString()?.ToLowerInvariant()}|{d.GetProperty("id").GetString()}|{d.GetProperty("what").GetString()}") : [];
}

/// <summary>The figures as they are kept: numbers without what they mean, which stands in the register.</summary>
internal sealed record KeptFigures(
    long Cases, DateOnly From, DateOnly Until, long Median, long Ninetieth, long? OwnTime, long OnTime, long Online, IReadOnlyList<KeptCorrection> Corrected)
{
    public static KeptFigures Of(GuideFiguresModel f) => new(
        f.Cases.Value, f.From, f.Until, f.Median.Value, f.Ninetieth.Value, f.OwnTime?.Value, f.OnTime.Value, f.Online.Value,
        [.. f.Corrected.Select(c => new KeptCorrection(c.What, c.Wrong, c.Times.Value, c.Good, c.Bad))]);

    public GuideFiguresModel Shown => new(
        Metrics.GuideCases.Of(Cases), From, Until, Metrics.GuideMedian.Of(Median), Metrics.GuideNinetieth.Of(Ninetieth), OwnTime is { } own ? Metrics.GuideOwnTime.Of(own) : null,
        Metrics.GuideOnTime.Of(OnTime), Metrics.GuideOnline.Of(Online), [.. Corrected.Select(c => new CorrectedModel(c.What, c.Wrong, Metrics.GuideCorrected.Of(c.Times), c.Good, c.Bad))]);
}

internal sealed record KeptCorrection(string What, string Wrong, long Times, string Good, string Bad);
