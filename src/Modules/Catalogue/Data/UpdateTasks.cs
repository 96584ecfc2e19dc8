using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 依据变动和调整任务: what a law's amendment touches is found by what the guides cite; each item gets a task with a day, closed by its next version or by
/// the word that nothing has to change.
/// </summary>
internal sealed class UpdateTasks(CatalogueDb db, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>Where no rulebook gives a number: 及时 as this house reads it.</summary>
    private static readonly TimeLimit Promptly = TimeLimit.WorkingDays(10);

    /// <summary>Registers that a law was amended or repealed and asks every item that rests on it; the same law registered again is a new line.</summary>
    /// <param name="articles">Empty: the law as a whole.</param>
    public async Task<IReadOnlyList<UpdateTaskRow>> Amend(
        RegionCode place, string law, LawStep step, DateOnly from, string? successor, string note, IReadOnlyList<string> articles, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var number = (await db.LawChanges.Where(l => l.Place == place.Number && l.Law == law).MaxAsync(l => (int?)l.Number, cancel) ?? 0) + 1;
        db.Add(new LawChangeRow
        {
            Place = place.Number, Law = law, Number = number, Step = step, From = from, Successor = successor, Note = note, Articles = articles.Count == 0 ? null : string.Join('|', articles), By = actor.Id, At = now,
        });
        var words = $"《{law}》{(articles.Count == 0 ? "" : string.Join('、', articles))}{(step == LawStep.Repealed ? "废止" : "修改")}，{from:yyyy-MM-dd} 起{(successor is null ? "" : $"，由《{successor}》替代")}";
        var tasks = (await Touched(place, law, articles, cancel)).Select(item => Row(item, UpdateCause.Basis, words, $"law-{law}-{number}", now)).ToList();
        db.AddRange(tasks);
        await db.SaveChangesAsync(cancel);
        return tasks;
    }

    /// <summary>Items of the place that cite the law, or one of its articles.</summary>
    public async Task<IReadOnlyList<ItemRow>> Touched(RegionCode place, string law, IReadOnlyList<string> articles, CancellationToken cancel)
    {
        var (from, end) = (place.Number, place.End);
        var citing = db.Citations.Where(c => c.Law == law && (articles.Count == 0 || articles.Contains(c.Article))).Select(c => c.Item);
        return await db.Items.AsNoTracking().Where(i => i.Place >= from && i.Place < end && i.State == ItemState.InUse && citing.Contains(i.Key)).OrderBy(i => i.Key).ToListAsync(cancel);
    }

    /// <summary>核对过，不用改.</summary>
    public async Task<Outcome<UpdateTaskRow>> Close(UpdateTaskRow task, string why, CancellationToken cancel)
    {
        if (task.ClosedAt is not null) return new Refusal("catalogue.task-closed", "这项任务已经办完。", Laws.BasisChanged);
        if (why.Trim().Length < 4) return new Refusal("catalogue.reason-missing", "不用调整的，请写明为什么。", Laws.BasisChanged);
        (task.ClosedAt, task.Answer) = (clock.Now(), why.Trim());
        await db.SaveChangesAsync(cancel);
        return task;
    }

    public UpdateTaskRow Row(ItemRow item, UpdateCause cause, string what, string origin, Instant now)
    {
        var place = RegionCode.From(item.Place);
        var limit = rulebooks.For(place, item.Type, now.Date).Find("guide.updateLimit")?.Limit ?? Promptly;
        return new UpdateTaskRow
        {
            Id = $"{origin}-{item.Key}", Item = item.Key, Name = item.Name, Organisation = item.Organisation, Place = item.Place, Cause = cause, What = what, OpenedAt = now,
            DueOn = Deadlines.After(now, limit, rulebooks.Calendar).Day,
        };
    }

    /// <summary>What a guide cites and where, from its own text: bases, materials, fees, procedures.</summary>
    public static IEnumerable<CitationRow> CitationsOf(Guide guide) => Cited(GuideDiff.Tree(guide), "").Select(c => new CitationRow { Item = guide.Item, Law = c.Law, Article = c.Article, Path = c.Path })
        .DistinctBy(c => (c.Law, c.Article, c.Path));

    private static IEnumerable<(string Law, string Article, string Path)> Cited(JsonNode? node, string path) => node switch
    {
        JsonObject o when o["law"] is JsonValue law && o["article"] is JsonValue article => [(law.ToString(), article.ToString(), path)],
        JsonObject o => o.SelectMany(p => Cited(p.Value, path.Length == 0 ? p.Key : $"{path}/{p.Key}")),
        JsonArray list => list.SelectMany((entry, i) => Cited(entry, $"{path}/{(entry is JsonObject record && record["id"] is JsonValue id ? id.ToString() : i)}")),
        _ => [],
    };
}
