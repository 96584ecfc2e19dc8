using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What stands beside a guide, from memory after the first reading; forgotten with every change of the catalogue, on every node.</summary>
internal sealed class GuideExperience(IDbContextFactory<CatalogueDb> contexts, PublishedGuides guides)
{
    private const int MostAnswers = 8;

    private volatile Known known = new(-1, new());

    private sealed record Known(long Changes, ConcurrentDictionary<string, GuideAsideModel> Asides);

    public async ValueTask<GuideAsideModel> Of(string item, CancellationToken cancel)
    {
        var changes = await guides.Changes(cancel);
        var mine = known;
        if (mine.Changes != changes) known = mine = new Known(changes, new());
        return mine.Asides.TryGetValue(item, out var aside) ? aside : mine.Asides.GetOrAdd(item, await Read(item, cancel));
    }

    private async Task<GuideAsideModel> Read(string item, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var answers = await db.Feedback.AsNoTracking().Where(f => f.Item == item && f.AnsweredAt != null && f.Shown)
            .OrderByDescending(f => f.AnsweredAt).Take(MostAnswers).ToListAsync(cancel);
        var kept = await db.Experiences.AsNoTracking().SingleOrDefaultAsync(e => e.Id == item, cancel);
        if (answers.Count == 0 && kept?.Figures is null) return GuideAsideModel.Nothing;
        return new GuideAsideModel(
            $"{answers.Count}.{(answers.Count == 0 ? 0 : answers[0].AnsweredAt!.Value.Microseconds)}.{kept?.MadeAt.Microseconds ?? 0}",
            kept?.Figures is { } figures ? JsonSerializer.Deserialize<KeptFigures>(figures, Json.Options)!.Shown : null,
            [.. answers.Select(a => new AnsweredModel(a.ElementName, a.Said ?? FeedbackWords.Of(a.Kind), a.Answer!, a.AnsweredAt!.Value.Date))]);
    }
}
