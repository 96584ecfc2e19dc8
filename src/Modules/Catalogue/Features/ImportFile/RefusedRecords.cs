using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>退回的记录: out as they came in, each with why; mended they are imported as they are: what begins with # nobody has to take out.</summary>
internal static class RefusedRecords
{
    private const string Note = RecordFile.NotePrefix + "错误";

    public static async Task Write(Stream stream, CatalogueDb db, string import, string format, CancellationToken cancel)
    {
        if (format == "csv")
        {
            await TableOut.Csv(stream, () => Read(db, import, cancel), cancel);
            return;
        }

        var records = await Read(db, import, cancel).ToListAsync(cancel);
        if (format == "xlsx")
        {
            var key = Workbook.KeyOf(records);
            if (key == Workbook.Number)
            {
                foreach (var (i, record) in records.Index()) record[key] = $"{i + 1}";
            }

            TableOut.Excel(stream, records, key);
            return;
        }

        var list = records.Any(r => r.ContainsKey("task_name")) ? ExchangeRecord.Table : "guides";
        var text = new JsonObject { [list] = new JsonArray([.. records]) }.ToJsonString(Json.Options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
    }

    private static async IAsyncEnumerable<JsonObject> Read(CatalogueDb db, string import, [EnumeratorCancellation] CancellationToken cancel)
    {
        JsonObject? record = null;
        var notes = new List<string>();
        await foreach (var row in db.ImportRefusals.AsNoTracking().Where(r => r.Import == import).OrderBy(r => r.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (row.Body is not null)
            {
                if (record is not null) yield return Noted(record, notes);
                (record, notes) = (JsonNode.Parse(row.Body)!.AsObject(), []);
            }

            notes.Add(row.Message);
        }

        if (record is not null) yield return Noted(record, notes);
    }

    private static JsonObject Noted(JsonObject record, List<string> notes)
    {
        record[Note] = string.Join(' ', notes);
        return record;
    }
}
