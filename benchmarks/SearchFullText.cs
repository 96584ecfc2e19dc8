using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OneWindow.Bench;

/// <summary>
/// SQLite FTS5 as well as it can be made to read Chinese: its trigram tokenizer, and single characters as words asked for as pairs, any of
/// them, ranked by bm25 with the name above the department.
/// </summary>
internal sealed class FullText : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public FullText(IReadOnlyList<(string Code, string Name, string Department)> items)
    {
        connection.Open();
        Run("CREATE VIRTUAL TABLE chars USING fts5(code UNINDEXED, name, department)");
        Run("CREATE VIRTUAL TABLE grams USING fts5(code UNINDEXED, name, department, tokenize = 'trigram')");
        using var transaction = connection.BeginTransaction();
        foreach (var (code, name, department) in items)
        {
            Insert("chars", code, Apart(name), Apart(department));
            Insert("grams", code, name, department);
        }

        transaction.Commit();
    }

    public List<string> ByPairs(string query) => Find("chars", [.. Parts(query, 2).Select(p => $"\"{string.Join(' ', p.ToCharArray())}\"")]);

    public List<string> ByTrigram(string query) => Find("grams", [.. Parts(query, 3).Select(p => $"\"{p}\"")]);

    public void Dispose() => connection.Dispose();

    private static string Apart(string text) => string.Join(' ', text.Where(char.IsLetterOrDigit));

    private static IEnumerable<string> Parts(string query, int length)
    {
        var plain = string.Concat(query.Where(char.IsLetterOrDigit));
        return Enumerable.Range(0, Math.Max(0, plain.Length - length + 1)).Select(i => plain.Substring(i, length)).Distinct();
    }

    private List<string> Find(string table, string[] parts)
    {
        if (parts.Length == 0) return [];
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table's name is one of the two above; what is asked for is a parameter.
        command.CommandText = $"SELECT code FROM {table} WHERE {table} MATCH $q ORDER BY bm25({table}, 0, 10, 1) LIMIT 10";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$q", string.Join(" OR ", parts));
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }

    private void Insert(string table, string code, string name, string department)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // As above.
        command.CommandText = $"INSERT INTO {table}(code, name, department) VALUES ($c, $n, $d)";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$c", code);
        command.Parameters.AddWithValue("$n", name);
        command.Parameters.AddWithValue("$d", department);
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
