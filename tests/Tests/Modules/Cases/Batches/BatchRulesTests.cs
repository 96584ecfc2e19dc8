using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Batches lived at random: tables, mended tables, signatures pressed twice, crashes before and after a filing.</summary>
public sealed class BatchRulesTests
{
    private static readonly Citation Basis = PlatformRules.Input;

    [Fact]
    public void Each_right_row_becomes_exactly_one_case_and_no_wrong_row_any() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            (from rows in Gen.Elements(Row.Right, Row.Right, Row.Right, Row.Wrong, Row.Twin, Row.Refused).ListOf()
             from moves in Gen.Elements(Enum.GetValues<Move>()).ListOf()
             select (Rows: rows.Take(60).ToList(), Moves: moves.ToList())).ToArbitrary(),
            life => Live(life.Rows, life.Moves)));

    [Fact]
    public void A_list_is_signed_as_it_was_seen_or_not_at_all()
    {
        var lines = Take([], Entries([Row.Right, Row.Wrong, Row.Right]));
        var (right, hash) = BatchRules.ListOf(lines);
        Assert.Equal([2, 4], right.Select(l => l.Line));
        Assert.Equal(hash, BatchRules.HashOf([lines[0].Hash!, lines[2].Hash!]));
        Assert.False(BatchRules.Sign(lines, BatchRules.HashOf([lines[0].Hash!]), 1).Try(out _, out var why));
        Assert.Equal("cases.changed-meanwhile", why.Code);
        Assert.True(BatchRules.Sign(lines, hash, 1).Try(out var signed, out _));
        Assert.All(signed, l => Assert.Equal((LineState.Signed, 1), (l.State, l.List)));
    }

    [Fact]
    public void What_is_signed_or_filed_is_touched_by_no_table()
    {
        var lines = Sign(Take([], Entries([Row.Right, Row.Right])), 1);
        var filed = lines.Select((l, i) => i == 0 ? BatchRules.Filed(l, CaseNumber.From(RegionCode.Parse("370202"), new DateOnly(2025, 3, 3), 0, 1)) : l).ToList();
        foreach (var (line, words) in new[] { (2, "已经提交"), (3, "正在提交") })
        {
            Assert.False(BatchRules.Place(filed, [Entry(9, "x") with { Mends = line.ToString(CultureInfo.InvariantCulture) }]).Try(out _, out var why));
            Assert.Contains(words, why.Message, StringComparison.Ordinal);
        }

        Assert.False(BatchRules.Place(filed, [Entry(9, "x") with { Mends = "77" }]).Try(out _, out _));
        // A table without line numbers adds, and what is filed already is told.
        var again = Take(filed, Entries([Row.Right, Row.Right]));
        Assert.Equal(4, again.Count);
        Assert.All(again.Skip(2), l => Assert.Equal(LineState.Wrong, l.State));
        Assert.Contains("第 2 行", again[2].Faults[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_and_one_rows_are_refused()
    {
        var rows = Enumerable.Range(2, 501).Select(i => Entry(i, $"v{i}")).ToList();
        Assert.False(BatchRules.Place([], rows).Try(out _, out var why));
        Assert.Equal(BatchRules.TooMany, why);
        Assert.True(BatchRules.Place([], rows.Skip(1).ToList()).Try(out _, out _));
    }

    private enum Row
    {
        Right,
        Wrong,

        /// <summary>Says the same as the row before.</summary>
        Twin,

        /// <summary>Right as far as one sees, refused as it is filed.</summary>
        Refused,
    }

    private enum Move
    {
        Sign,
        SignStale,
        File,
        FileAgain,
        CrashBefore,
        CrashAfter,
        Mend,
        UploadAgain,
    }

    private static bool Live(List<Row> rows, List<Move> moves)
    {
        if (rows.Count == 0) return true;
        var first = Entries(rows);
        var lines = Take([], first);
        if (lines.Count != rows.Count) return false;
        var (house, lists, mended) = (new Dictionary<int, string>(), 0, 0);
        foreach (var move in moves.Concat(Enumerable.Repeat(Move.Mend, 1)).Concat([Move.Sign]).Concat(Enumerable.Repeat(Move.File, 200)))
        {
            var stale = lines;
            switch (move)
            {
                case Move.Sign or Move.SignStale:
                    // Stale: of a page that was opened before something was mended.
                    var seen = move == Move.Sign ? BatchRules.ListOf(lines).Hash : BatchRules.HashOf(["stale"]);
                    if (BatchRules.Sign(lines, seen, lists + 1).Try(out var signed, out _))
                    {
                        if (move == Move.SignStale) return false;
                        lists++;
                        lines = Merge(lines, signed);
                    }

                    break;
                case Move.Mend:
                    var open = lines.Where(l => l.State is LineState.Wrong or LineState.Failed).Take(3).Select(l => Entry(99, $"mended-{++mended}") with { Mends = l.Line.ToString(CultureInfo.InvariantCulture) }).ToList();
                    if (open.Count > 0) lines = Take(lines, open);
                    break;
                case Move.UploadAgain:
                    // The whole first table once more: it replaces what nobody signed, else what is filed is told.
                    lines = Take(lines, first);
                    break;
                default:
                    if (lines.FirstOrDefault(l => l.State == LineState.Signed) is not { } next || move == Move.CrashBefore) break;
                    if (next.Entry.Cells["v"].StartsWith("refused", StringComparison.Ordinal))
                    {
                        lines = Merge(lines, [BatchRules.Failed(next, new Refusal("cases.no", "不行。", Basis))]);
                        break;
                    }

                    // The house knows the row by batch and line: a second filing is the same case.
                    if (house.TryGetValue(next.Line, out var there) && there != next.Hash) return false;
                    house[next.Line] = next.Hash!;
                    if (move != Move.CrashAfter) lines = Merge(lines, [BatchRules.Filed(next, CaseNumber.From(RegionCode.Parse("370202"), new DateOnly(2025, 3, 3), 0, next.Line))]);
                    break;
            }

            if (stale.Any(l => l.State == LineState.Filed && lines.First(n => n.Line == l.Line).State != LineState.Filed)) return false;
        }

        var filed = lines.Where(l => l.State == LineState.Filed).ToList();
        return filed.Select(l => l.Line).Order().SequenceEqual(house.Keys.Order())
            && filed.Select(l => l.Hash).Distinct().Count() == filed.Count
            && lines.All(l => l.State is LineState.Filed or LineState.Wrong or LineState.Failed)
            && lines.Count(l => l.State == LineState.Filed) + lines.Count(l => l.State == LineState.Wrong) + lines.Count(l => l.State == LineState.Failed) == lines.Count
            && lines.Where(l => l.State == LineState.Wrong).All(l => l.Faults.Count > 0 && !house.ContainsKey(l.Line));
    }

    private static List<BatchEntry> Entries(IReadOnlyList<Row> rows) =>
    [
        .. rows.Select((row, i) => Entry(i + 2, row switch
        {
            Row.Wrong => "wrong",
            Row.Twin when i > 0 => $"row-{i - 1}",
            Row.Refused => $"refused-{i}",
            _ => $"row-{i}",
        })),
    ];

    private static BatchEntry Entry(int line, string value) => new(line, new Dictionary<string, string> { ["v"] = value });

    private static List<BatchLine> Take(IReadOnlyList<BatchLine> held, IReadOnlyList<BatchEntry> sent)
    {
        if (!BatchRules.Place(held, sent).Try(out var placed, out _)) return [.. held];
        var mended = placed.Rows.Select(r => r.Line).ToHashSet();
        var rest = placed.Anew ? [] : held.Where(l => !mended.Contains(l.Line)).ToList();
        bool Again(BatchLine line) => line.State is LineState.Wrong or LineState.Right;
        var judged = BatchRules.Judge([.. rest.Where(l => !Again(l))], [.. rest.Where(Again).Select(l => l.Entry).Concat(placed.Rows).Select(Judged)]);
        return Merge([.. rest.Where(l => !Again(l))], judged);
    }

    private static CheckedEntry Judged(BatchEntry entry) => entry.Cells["v"] == "wrong"
        ? new CheckedEntry(entry, [new RowFault("v", "请改。", Basis)], null, [])
        : new CheckedEntry(entry, [], Convert.ToHexStringLower(Sm3.Of(System.Text.Encoding.UTF8.GetBytes(entry.Cells["v"]))), []);

    private static List<BatchLine> Sign(List<BatchLine> lines, int list)
    {
        Assert.True(BatchRules.Sign(lines, BatchRules.ListOf(lines).Hash, list).Try(out var signed, out _));
        return Merge(lines, signed);
    }

    private static List<BatchLine> Merge(IReadOnlyList<BatchLine> lines, IReadOnlyList<BatchLine> changed) =>
        [.. lines.Where(l => changed.All(c => c.Line != l.Line)).Concat(changed).OrderBy(l => l.Line)];
}
