using System.Text;

namespace OneWindow.Catalogue;

/// <summary>One row of a CSV file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Trouble">What is wrong with how it is written; null: nothing.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells, string? Trouble = null);

/// <summary>
/// CSV (RFC 4180) read row by row, never the whole file. A quote that is wrong is said with its line. One that is never closed would swallow all that
/// follows: there the file ends.
/// </summary>
internal static class CsvRows
{
    /// <summary>No cell of a record is longer: a quote was left open.</summary>
    private const int LongestCell = 1_000_000;

    public static IEnumerable<CsvRow> Read(TextReader reader)
    {
        var (cells, cell, line) = (new List<string>(), new StringBuilder(), 1);
        var (begins, quoted, closed, trouble) = (1, false, false, (string?)null);
        while (reader.Read() is var next and >= 0)
        {
            var c = (char)next;
            if (quoted)
            {
                if (c == '\n') line++;
                if (c != '"') cell.Append(c);
                else if (reader.Peek() == '"') cell.Append((char)reader.Read());
                else (quoted, closed) = (false, true);
                if (cell.Length > LongestCell) throw Unclosed(begins);
                continue;
            }

            switch (c)
            {
                case '"' when cell.Length == 0 && !closed:
                    quoted = true;
                    break;
                case ',':
                    cells.Add(Take(cell));
                    closed = false;
                    break;
                case '\r':
                    break;
                case '\n':
                    cells.Add(Take(cell));
                    if (cells.Count > 1 || cells[0].Length > 0) yield return new CsvRow(begins, cells, trouble);
                    (cells, closed, trouble) = ([], false, null);
                    begins = ++line;
                    break;
                default:
                    if (closed || c == '"') trouble ??= $"第 {cells.Count + 1} 列的引号用错了：有引号的格子要整个放在一对英文引号里，里面的引号写两遍";
                    cell.Append(c);
                    break;
            }
        }

        if (quoted) throw Unclosed(begins);
        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(Take(cell));
            yield return new CsvRow(begins, cells, trouble);
        }
    }

    /// <summary>What begins so, a spreadsheet takes for a formula and runs.</summary>
    private const string Formula = "=+-@\t\r";

    /// <summary>A cell as it is written: quoted where needed, and marked as text where a spreadsheet would run it.</summary>
    public static string Cell(string text)
    {
        var cell = LooksRun(text.TrimStart('\'')) ? "'" + text : text;
        return cell.AsSpan().IndexOfAny("\",\r\n") >= 0 || (cell.Length > 0 && cell != cell.Trim()) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    /// <summary>What <see cref="Cell"/> was given: without the mark.</summary>
    public static string Plain(string cell) => cell.StartsWith('\'') && LooksRun(cell.TrimStart('\'')) ? cell[1..] : cell;

    private static bool LooksRun(string text) => text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal);

    private static string Take(StringBuilder cell)
    {
        var text = cell.ToString();
        cell.Clear();
        return text;
    }

    private static FormatException Unclosed(int line) => new($"从第 {line} 行开始的引号一直没有合上。请在这一行补上右引号，或者把文件重新导出一次");
}
