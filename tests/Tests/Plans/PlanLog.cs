using System.Text;
using System.Text.Json;
using Npgsql;
using OneWindow.Tests.Modules;

namespace OneWindow.Tests.Plans;

/// <summary>What one statement did, as the server measured it (auto_explain).</summary>
/// <param name="Returned">Rows that it gave back or changed, and rows that it counted.</param>
/// <param name="Counted">Rows that went into its counts and sums.</param>
/// <param name="Read">Rows of growing tables that were looked at, also those thrown away.</param>
/// <param name="Blocks">Pages of the database that were touched.</param>
/// <param name="Scanned">Growing tables that were read from end to end.</param>
internal sealed record Taken(string Sql, string Plan, double Returned, double Counted, double Read, long Blocks, IReadOnlyList<string> Scanned);

/// <summary>The server's log, read as it grows.</summary>
internal sealed class PlanLog
{
    private readonly string file;
    private long read;

    private PlanLog(string file) => (this.file, read) = (file, new FileInfo(file).Length);

    public static PlanLog Begin(TestPostgres server, string connection)
    {
        using var open = new NpgsqlConnection(connection);
        open.Open();
        foreach (var (name, value) in new[]
        {
            ("session_preload_libraries", "auto_explain"), ("auto_explain.log_min_duration", "0"), ("auto_explain.log_analyze", "on"), ("auto_explain.log_timing", "off"), ("auto_explain.log_buffers", "on"),
            ("auto_explain.log_verbose", "on"), ("auto_explain.log_format", "json"), ("auto_explain.log_nested_statements", "on"),
        })
        {
            using var set = new NpgsqlCommand($"alter database \"{open.Database}\" set {name} = '{value}'", open);
            set.ExecuteNonQuery();
        }

        NpgsqlConnection.ClearAllPools();
        return new PlanLog(server.Log);
    }

    /// <summary>What was run since the last call.</summary>
    /// <param name="growing">Tables whose reading counts, as "schema.table".</param>
    public IReadOnlyList<Taken> Since(IReadOnlySet<string> growing)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(read, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var found = new List<Taken>();
        StringBuilder? text = null;
        while (reader.ReadLine() is { } line)
        {
            if (text is not null && line.StartsWith('\t'))
            {
                text.Append(line, 1, line.Length - 1).Append('\n');
                continue;
            }

            if (text is not null) found.Add(Of(text.ToString(), growing));
            text = line.EndsWith(" plan:", StringComparison.Ordinal) ? new StringBuilder() : null;
        }

        if (text is not null) found.Add(Of(text.ToString(), growing));
        read = stream.Length;
        return found;
    }

    private static Taken Of(string text, IReadOnlySet<string> growing)
    {
        using var json = JsonDocument.Parse(text);
        var plan = json.RootElement.GetProperty("Plan");
        var sums = new Sums(growing);
        sums.Add(plan, null);
        // An insert or update gives nothing back but what it did.
        var returned = plan.GetProperty("Node Type").GetString() == "ModifyTable" ? plan.GetProperty("Plans")[0].GetProperty("Actual Rows").GetDouble() : plan.GetProperty("Actual Rows").GetDouble();
        return new Taken(
            json.RootElement.GetProperty("Query Text").GetString()!, JsonSerializer.Serialize(plan, Wide), returned + sums.Counted, sums.Counted, sums.Read,
            Number(plan, "Shared Hit Blocks") + Number(plan, "Shared Read Blocks"), sums.Scanned);
    }

    private static readonly JsonSerializerOptions Wide = new() { WriteIndented = true };

    private static long Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;

    private sealed class Sums(IReadOnlySet<string> growing)
    {
        public double Read { get; private set; }

        public double Counted { get; private set; }

        public List<string> Scanned { get; } = [];

        /// <param name="heap">The table whose bitmap is being made here.</param>
        public void Add(JsonElement node, string? heap)
        {
            var (kind, loops, rows) = (node.GetProperty("Node Type").GetString()!, Number(node, "Actual Loops"), node.GetProperty("Actual Rows").GetDouble());
            var table = node.TryGetProperty("Relation Name", out var relation) && node.TryGetProperty("Schema", out var schema) ? $"{schema.GetString()}.{relation.GetString()}" : null;
            if (kind == "Bitmap Index Scan" && heap is not null && growing.Contains(heap)) Read += rows * loops;
            else if (table is not null && growing.Contains(table) && kind.EndsWith("Scan", StringComparison.Ordinal))
            {
                var looked = (rows + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck")) * loops;
                Read += looked;
                // "Is there any" may begin anywhere where half of the rows are; what counts is that it ended at the first.
                if (kind is "Seq Scan" && looked > QueryPlanTests.Always) Scanned.Add(table);
            }

            if (!node.TryGetProperty("Plans", out var inner)) return;
            foreach (var one in inner.EnumerateArray())
            {
                if (kind is "Aggregate" or "Group") Counted += one.GetProperty("Actual Rows").GetDouble() * Number(one, "Actual Loops");
                Add(one, kind == "Bitmap Heap Scan" ? table : heap);
            }
        }
    }
}
