using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>How far a row is.</summary>
internal enum LineState
{
    Wrong,

    /// <summary>Nothing is wrong; not signed.</summary>
    Right,

    /// <summary>On a signed list, waiting for its turn.</summary>
    Signed,
    Filed,

    /// <summary>Refused as it was filed: mended, it goes in again.</summary>
    Failed,
}

/// <summary>批次 and 行: which list a case stands on. Pinned in <c>case.submitted/1</c>.</summary>
/// <param name="List">SM3 over the list of hashes that the applicant signed, hex.</param>
internal sealed record BatchMark(string Batch, int Line, string List);

/// <summary>A row of a batch as it stands.</summary>
/// <param name="List">Which of the batch's signatures covers it.</param>
internal sealed record BatchLine(
    int Line, LineState State, BatchEntry Entry, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> Lacking, string? Hash, int? List = null, string? Number = null)
{
    /// <summary>It may be replaced by a mended row: nothing rests on it.</summary>
    public bool IsOpen => State is LineState.Wrong or LineState.Right or LineState.Failed;
}

/// <summary>A table's rows with the lines that they have in their batch.</summary>
/// <param name="Anew">They take the place of all that was there.</param>
internal sealed record Placed(bool Anew, IReadOnlyList<BatchEntry> Rows);

/// <summary>批量申报的规矩: what becomes of rows when a table is taken in, signed, filed. Pure: numbers, hashes and refusals are given.</summary>
internal static class BatchRules
{
    public const int MostRows = 500;

    public static Refusal TooMany { get; } = new("cases.batch-full", $"一批最多 {MostRows} 行。请分成几个表格，分几次申报。", PlatformRules.Capacity);

    public static Refusal Changed { get; } = new(
        "cases.changed-meanwhile", "您打开页面之后，清单有了改动，还没有签署。请再核对一遍清单，再签署。", PlatformRules.NoSilentOverwrite);

    public static Refusal NothingToSign { get; } = new("cases.batch-nothing-right", "没有可以提交的行。请先改好有错的行，再上传。", PlatformRules.Order);

    /// <summary>
    /// A table comes in. Rows that name a line mend it; where nothing is signed yet and no row names one, the table takes the place of the one before;
    /// otherwise rows are added. A table that would touch what is signed or filed is refused whole, so that nothing is merged in silence.
    /// </summary>
    public static Outcome<Placed> Place(IReadOnlyList<BatchLine> held, IReadOnlyList<BatchEntry> sent)
    {
        var kept = held.All(l => l.IsOpen && l.State != LineState.Failed) && sent.All(e => e.Mends is null) ? [] : held;
        var lines = kept.ToDictionary(l => l.Line);
        var next = kept.Count == 0 ? 0 : kept.Max(l => l.Line);
        var placed = new List<BatchEntry>();
        foreach (var entry in sent)
        {
            if (entry.Mends is not { } told)
            {
                // The first table's rows keep the line numbers of their file.
                placed.Add(kept.Count == 0 ? entry : entry with { Line = ++next });
                continue;
            }

            if (!int.TryParse(told, out var line) || !lines.TryGetValue(line, out var old))
            {
                return Sheet.No("line-unknown", $"第 {entry.Line} 行写的原行号“{told}”在这一批里没有。请不要改“原行号”一列；新加的行请把它留空。");
            }

            if (!old.IsOpen)
            {
                return Sheet.No("line-done", $"第 {entry.Line} 行写的原行号 {line} 已经{(old.State == LineState.Filed ? $"提交（办件编号 {old.Number}）" : "签署，正在提交")}，不会再提交一次。请从表格里删去这一行，再上传。");
            }

            if (placed.Any(p => p.Line == line)) return Sheet.No("line-twice", $"有两行写了同一个原行号 {line}。请只留一行，再上传。");
            placed.Add(entry with { Line = line });
        }

        return kept.Count + placed.Count(p => !lines.ContainsKey(p.Line)) > MostRows ? TooMany : new Placed(kept.Count == 0, placed);
    }

    /// <summary>Rows that were judged, beside those that stay: what says the same twice, or bears the same number of the applicant's own, is told.</summary>
    public static IReadOnlyList<BatchLine> Judge(IReadOnlyList<BatchLine> staying, IReadOnlyList<CheckedEntry> rows)
    {
        var seen = staying.Where(l => l.Hash is not null && l.State != LineState.Failed).ToDictionary(l => l.Hash!, l => l.Line);
        var named = staying.Where(l => l.Entry.Reference.Length > 0).ToLookup(l => l.Entry.Reference, l => l.Line).ToDictionary(g => g.Key, g => g.First());
        var judged = new List<BatchLine>();
        foreach (var row in rows.OrderBy(r => r.Entry.Line))
        {
            var (faults, line) = (row.Faults.ToList(), row.Entry.Line);
            if (row.Entry.Reference is { Length: > 0 } reference && !named.TryAdd(reference, line))
            {
                faults.Add(new RowFault("内部编号", $"与第 {named[reference]} 行的内部编号相同。请改成不同的编号；重复的行请删去。", PlatformRules.Input));
            }
            else if (row.Hash is { } hash && !seen.TryAdd(hash, line))
            {
                faults.Add(new RowFault("", $"与第 {seen[hash]} 行的内容完全相同。重复的请删去这一行；确实要申请两件的，请在“内部编号”写上不同的编号。", PlatformRules.Input));
            }

            judged.Add(new BatchLine(line, faults.Count == 0 ? LineState.Right : LineState.Wrong, row.Entry, faults, row.Lacking, faults.Count == 0 ? row.Hash : null));
        }

        return judged;
    }

    /// <summary>What is signed: the hash of every right row, a line each, in the order of the rows, and SM3 over these lines.</summary>
    public static (IReadOnlyList<BatchLine> Lines, string Hash) ListOf(IReadOnlyList<BatchLine> lines)
    {
        var right = lines.Where(l => l.State == LineState.Right).OrderBy(l => l.Line).ToList();
        return (right, HashOf(right.Select(l => l.Hash!)));
    }

    public static string HashOf(IEnumerable<string> hashes) => Convert.ToHexStringLower(Sm3.Of(Encoding.ASCII.GetBytes(string.Concat(hashes.Select(h => h + "\n")))));

    /// <param name="seen">The hash of the list that was shown.</param>
    /// <param name="list">The number of this signature in its batch.</param>
    public static Outcome<List<BatchLine>> Sign(IReadOnlyList<BatchLine> lines, string? seen, int list)
    {
        var (right, hash) = ListOf(lines);
        if (right.Count == 0) return NothingToSign;
        return seen == hash ? right.Select(l => l with { State = LineState.Signed, List = list }).ToList() : Changed;
    }

    public static BatchLine Filed(BatchLine line, CaseNumber number) => line with { State = LineState.Filed, Number = number.ToString(), Faults = [] };

    public static BatchLine Failed(BatchLine line, Refusal why) => line with { State = LineState.Failed, Faults = [new RowFault("", why.Message, why.Basis)] };
}
