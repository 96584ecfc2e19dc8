using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What an item lacks to be in step with the system above.</summary>
/// <param name="Code">Null: it has none, and cannot be exchanged.</param>
internal sealed record ToSync(string Item, string Name, string Organisation, int Version, int Change, bool Known, string? Code);

/// <summary>
/// 导出: all guides in force as they are imported (JSON, CSV, Excel), and what changed since it was last exchanged as exchange records. Combinations are
/// left out: they are made of their parts.
/// </summary>
internal sealed class ItemExport(CatalogueDb db, PublishedGuides guides, IDirectory directory, TimeProvider clock)
{
    private const int Page = 200;

    public static IReadOnlyList<string> Formats { get; } = ["json", "csv", "xlsx"];

    /// <summary>待同步: items whose version or standing is not what was last exchanged (青岛基层 二（二）2).</summary>
    public async Task<IReadOnlyList<ToSync>> Pending(RegionCode place, long? since, string after, int most, CancellationToken cancel)
    {
        var (from, end, later, now) = (place.Number, place.End, since ?? long.MaxValue, clock.Now());
        var rows = await (
            from i in db.Items.AsNoTracking()
            where i.Place >= @from && i.Place < end && i.CurrentVersion > 0 && string.Compare(i.Key, after) > 0 && !db.Combinations.Any(c => c.Item == i.Key)
            join e in db.Set<ExchangedItemRow>() on i.Key equals e.Item into known
            from e in known.DefaultIfEmpty()
            let change = db.Changes.Where(c => c.Item == i.Key && c.StartsAt <= now).Max(c => (int?)c.Number) ?? 0
            where e == null || e.Version != i.CurrentVersion || e.Change != change || e.Batch > later
            orderby i.Key
            select new { i.Key, i.Name, i.Organisation, i.CurrentVersion, Change = change, e!.Code, Synced = (int?)e.Version }).Take(most).ToListAsync(cancel);
        var all = new List<ToSync>();
        foreach (var row in rows)
        {
            var guide = row.Code is null ? await guides.Version(row.Key, row.CurrentVersion, cancel) : null;
            all.Add(new ToSync(row.Key, row.Name, row.Organisation, row.CurrentVersion, row.Change, row.Synced > 0, row.Code ?? (guide is null ? null : CodeOf(guide))));
        }

        return all;
    }

    /// <summary>The exchange's key: 办理项编码, 实施编码, or made of the body's credit code, the level and the basic code. Null: it cannot be told.</summary>
    public string? CodeOf(Guide guide)
    {
        if ((guide.HandlingCode ?? guide.ImplementationCode) is { } own) return own;
        var made = $"{directory.Organisation(guide.Organisation)?.CreditCode}{guide.ExerciseLevel}{guide.BasicCode}";
        return ItemCode.TryParse(made, out var code) && code.Kind == ItemCodeKind.Implementation ? code.ToString() : null;
    }

    /// <summary>Writes what is to be synchronised and counts it as synchronised; the number of the batch, by which a later one may ask "since".</summary>
    /// <param name="since">Also what went out with later batches: the other side lost them.</param>
    public async Task<(long Batch, int Written, int WithoutCode)> Exchange(Stream stream, RegionCode place, CodeSet set, long? since, string by, CancellationToken cancel)
    {
        var now = clock.Now();
        var number = (await db.Set<ExportBatchRow>().MaxAsync(b => (long?)b.Number, cancel) ?? 0) + 1;
        var batch = number.ToString("D8", CultureInfo.InvariantCulture);
        var (written, without, after) = (0, 0, "");
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false, Encoder = Json.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("data_source", place.ToString());
        json.WriteString("cd_batch", batch);
        json.WriteStartArray(ExchangeRecord.Table);
        var row = new ExportBatchRow { Number = number, Place = place.Number, At = now, By = by };
        db.Add(row);
        while (await Pending(place, since, after, Page, cancel) is { Count: > 0 } page)
        {
            after = page[^1].Item;
            foreach (var item in page)
            {
                if (item.Code is null || await guides.Version(item.Item, item.Version, cancel) is not { } guide)
                {
                    without++;
                    continue;
                }

                var timeline = await guides.Timeline(item.Item, cancel);
                var (operation, state) = timeline.ClosedAt(now)?.Step switch
                {
                    ItemStep.Cancelled or ItemStep.Moved => ('D', "3"),
                    ItemStep.Suspended => (item.Known ? 'U' : 'I', "2"),
                    _ => (item.Known ? 'U' : 'I', "1"),
                };
                ExchangeOut.Of(guide, item.Code, operation, state, directory.Organisation(guide.Organisation), set, now, batch).WriteTo(json);
                var known = await db.Set<ExchangedItemRow>().FindAsync([item.Item], cancel);
                if (known is null) db.Add(known = new ExchangedItemRow { Item = item.Item, Code = item.Code });
                (known.Code, known.Version, known.Change, known.Batch) = (item.Code, item.Version, item.Change, number);
                written++;
            }

            await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        // The file is whole before anything counts as synchronised.
        row.Items = written;
        await db.SaveChangesAsync(cancel);
        return (number, written, without);
    }

    /// <summary>The guides in force as our own format has them: imported again they change nothing.</summary>
    public async IAsyncEnumerable<JsonObject> Records(RegionCode place, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (from, end, after) = (place.Number, place.End, "");
        while (true)
        {
            var keys = await db.Items.AsNoTracking()
                .Where(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end && string.Compare(i.Key, after) > 0 && !db.Combinations.Any(c => c.Item == i.Key))
                .OrderBy(i => i.Key).Select(i => new { i.Key, i.CurrentVersion }).Take(Page).ToListAsync(cancel);
            if (keys.Count == 0) yield break;
            after = keys[^1].Key;
            var names = keys.Select(k => k.Key).ToList();
            var bodies = (await db.Versions.AsNoTracking().Where(v => names.Contains(v.Item)).Select(v => new { v.Item, v.Version, v.Body }).ToListAsync(cancel)).ToDictionary(v => (v.Item, v.Version), v => v.Body);
            foreach (var key in keys)
            {
                var record = JsonNode.Parse(bodies[(key.Key, key.CurrentVersion)])!.AsObject();
                record.Remove("version");
                yield return record;
            }
        }
    }

    public async Task Write(Stream stream, string format, RegionCode place, CancellationToken cancel)
    {
        if (format == "csv")
        {
            await TableOut.Csv(stream, () => Records(place, cancel), cancel);
            return;
        }

        if (format == "xlsx")
        {
            TableOut.Excel(stream, await Records(place, cancel).ToListAsync(cancel), "item");
            return;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes("{\"guides\":["), cancel);
        var first = true;
        await foreach (var record in Records(place, cancel))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes((first ? "\n" : ",\n") + record.ToJsonString(Json.Options)), cancel);
            first = false;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes("\n]}\n"), cancel);
    }
}
