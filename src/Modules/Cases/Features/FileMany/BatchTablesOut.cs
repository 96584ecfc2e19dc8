using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>The tables that people take home: the template, the rows that must be mended, the list of receipts.</summary>
internal static class BatchTablesOut
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static bool IsKnown(string format) => format is "xlsx" or "csv";

    public static IResult Template(Guide guide, string format)
    {
        var columns = BatchColumns.Of(guide);
        IReadOnlyList<string> heads = [.. columns.Select(BatchColumns.Headed)];
        IReadOnlyList<string> example = [.. columns.Select(c => c.Kind == ColumnKind.Reference ? "示例（提交前可以不删）" : c.Example)];
        return Answer(format, $"批量申报模板-{guide.Name}", [heads, example], columns, Explained(columns));
    }

    /// <summary>Rows that are wrong or were refused, as they were sent, with what to do; mended, the file goes in again.</summary>
    public static IResult ToMend(Batch batch, string format)
    {
        var columns = BatchColumns.Mending(batch.Guide);
        List<IReadOnlyList<string>> rows = [[.. columns.Select(BatchColumns.Headed)]];
        foreach (var line in batch.Lines.Where(l => l.State is LineState.Wrong or LineState.Failed))
        {
            rows.Add([.. columns.Select(c => c.Kind switch
            {
                ColumnKind.Line => line.Line.ToString(CultureInfo.InvariantCulture),
                ColumnKind.Told => string.Join("；", line.Faults.Select(f => f.Column.Length > 0 ? $"{f.Column}：{f.Words}" : f.Words)),
                _ => line.Entry.Cells.GetValueOrDefault(c.Id, ""),
            })]);
        }

        return Answer(format, $"需要修改的行-{batch.Guide.Name}", rows, columns, Explained(columns));
    }

    /// <param name="address">Where this platform is found, without a slash at the end.</param>
    public static IResult Receipts(Batch batch, string address)
    {
        List<IReadOnlyList<string>> rows = [["行", "内部编号", "事项", "办件编号", "内容哈希（SM3）", "清单哈希（SM3）", "收件凭证"]];
        rows.AddRange(batch.Lines.Where(l => l.State == LineState.Filed).Select(l => (IReadOnlyList<string>)
        [
            l.Line.ToString(CultureInfo.InvariantCulture), l.Entry.Reference, batch.Guide.Name, l.Number!, l.Hash!, batch.Lists.First(s => s.Number == l.List).Hash, $"{address}/receipts/{l.Number}",
        ]));
        return Results.File(Csv(rows), "text/csv; charset=utf-8", $"收件清单-{batch.Guide.Name}.csv");
    }

    private static List<IReadOnlyList<string>> Explained(IReadOnlyList<BatchColumn> columns) =>
        [["列", "必填", "怎么填"], .. columns.Select(c => (IReadOnlyList<string>)[c.Head, c.Required ? "必填" : "", c.Help])];

    private static IResult Answer(
        string format, string name, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<BatchColumn> columns, IReadOnlyList<IReadOnlyList<string>> explained)
    {
        if (format == "csv") return Results.File(Csv(rows), "text/csv; charset=utf-8", $"{name}.csv");
        var offers = columns.Select((c, i) => (i, c.Choices)).Where(c => c.Choices.Count > 0).ToDictionary(c => c.i, c => c.Choices);
        return Results.File(Excel.Write([("申报", rows), ("填写说明", explained)], offers), Workbook, $"{name}.xlsx");
    }

    /// <summary>With the mark that lets spreadsheets read Chinese; a text that they would run as a formula is marked as text.</summary>
    public static byte[] Csv(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            foreach (var row in rows) csv.WriteRecord([.. row]);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
