using System.Globalization;
using System.Text;

namespace OneWindow.Tests.Documents;

/// <summary>
/// What of the law stands: every row of docs/clauses.csv with the tests that enforce it, printed as
/// docs/generated/clauses.csv and clauses.md. A row counts only by its own marks: a row that behaves like another
/// (`same_as`) still needs a test under its own place.
/// </summary>
public sealed class ClauseCoverage
{
    private static readonly string[] Standings = ["enforced", "assisted", "organisational", "not yet"];

    private static readonly IReadOnlyList<ClauseRow> Rows = ClauseRows.Read();

    private static readonly IReadOnlyList<ClauseMark> Marks =
    [
        .. ClauseMarks.In(typeof(ClauseCoverage).Assembly),
        .. Tree.FilesUnder("tests/Journeys/", ".cs").SelectMany(file => ClauseMarks.InSource(Tree.Read(file))),
    ];

    [Fact]
    public void Every_mark_names_a_row_that_exists() =>
        Verdict.None($"A mark names a row of {ClauseRows.File}.", Unknown(Rows, Marks));

    [Fact]
    public void The_table_of_clauses_is_printed()
    {
        Printed.Check("docs/generated/clauses.csv", Csv(Rows, Marks));
        Printed.Check("docs/generated/clauses.md", Markdown(Rows, Marks));
    }

    [Fact]
    public void Every_row_is_there_once_and_refers_only_to_rows()
    {
        Assert.Equal(518, Rows.Count);
        Assert.Equal(500, Rows.Count(r => !r.Organisational));
        var ids = Rows.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Rows.Count, ids.Count);
        Assert.DoesNotContain(Rows, r => r.SameAs == r.Id || (r.SameAs.Length > 0 && !ids.Contains(r.SameAs)));
    }

    [Fact]
    public void Summaries_are_one_short_line_each_and_none_is_said_twice()
    {
        Assert.DoesNotContain(Rows, r => r.Summary.Length is < 8 or > 60 || !r.Summary.Any(char.IsLetter));
        Assert.Equal(Rows.Count, Rows.Select(r => r.Summary).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Standing_follows_from_the_marks()
    {
        ClauseRow[] rows = [Row("A"), Row("B"), Row("C"), Row("D", organisational: true)];
        ClauseMark[] marks = [new("A", true, "Z.z"), new("A", false, "B.b"), new("B", true, "C.c"), new("B", true, "C.c")];
        Assert.Equal(
            "id,standing,tests\nA,enforced,B.b;Z.z\nB,assisted,C.c\nC,not yet,\nD,organisational,\n",
            Csv(rows, marks));
        Assert.Equal(["X: S.s"], Unknown(rows, [.. marks, new("X", false, "S.s")]));
    }

    [Fact]
    public void Marks_are_read_from_source_too()
    {
        const string source = """
            /// <summary>Not a mark: [Clause("NO")]</summary>
            public sealed class Story(Browser browser)
            {
                [Fact, Clause("A"), Clause("B", Assists = true)]
                [Clause("C")]
                public async Task A_resident_applies()
                {
                }

                [Fact]
                public void Unmarked() => Nothing("[Clause]");
            }
            """;
        const string test = "Story.A_resident_applies";
        Assert.Equal([new("A", false, test), new("B", true, test), new("C", false, test)], ClauseMarks.InSource(source));
        Assert.Throws<FormatException>(() => ClauseMarks.InSource("[Clause(\"A\")]\n").ToList());
    }

    private static List<string> Unknown(IReadOnlyList<ClauseRow> rows, IReadOnlyList<ClauseMark> marks)
    {
        var ids = rows.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return [.. marks.Where(m => !ids.Contains(m.Id)).Select(m => $"{m.Id}: {m.Test}")];
    }

    private static string Csv(IReadOnlyList<ClauseRow> rows, IReadOnlyList<ClauseMark> marks)
    {
        var byRow = marks.ToLookup(m => m.Id);
        var text = new StringBuilder("id,standing,tests\n");
        foreach (var row in rows)
        {
            var tests = byRow[row.Id].Select(m => m.Test).Distinct().Order(StringComparer.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{row.Id},{Standing(row, byRow[row.Id])},{string.Join(';', tests)}\n");
        }

        return text.ToString();
    }

    private static string Markdown(IReadOnlyList<ClauseRow> rows, IReadOnlyList<ClauseMark> marks)
    {
        var byRow = marks.ToLookup(m => m.Id);
        var standing = rows.ToDictionary(r => r.Id, r => Standing(r, byRow[r.Id]));
        var text = new StringBuilder("""
            # The clauses and where they stand

            Printed by `ClauseCoverage`; renew with `ONEWINDOW_PRINT=1 ./test`. The tests of each row: [clauses.csv](clauses.csv).

            - enforced: a test fails when the behaviour is taken away
            - assisted: the system helps, a person decides
            - organisational: no software is asked for

            QD 青岛办法 2023, HB 河北县市方案, QG 青岛基层方案 2020, CQ 重庆办法, HY 鄠邑办法 2021.

            ## Totals


            """);
        text.Append(CultureInfo.InvariantCulture, $"| area | {string.Join(" | ", Standings)} | all |\n");
        text.Append("|---|---:|---:|---:|---:|---:|\n");
        foreach (var area in rows.GroupBy(r => r.Area).OrderBy(g => g.Key, StringComparer.Ordinal))
            AppendTotals(area.Key, [.. area]);
        AppendTotals("**all**", rows);
        text.Append("\n## Rows\n\n| id | 条 | area | standing | 要求 |\n|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var same = row.SameAs.Length > 0 ? $"（同 {row.SameAs}）" : "";
            text.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Article} | {row.Area} | {standing[row.Id]} | ");
            text.Append(CultureInfo.InvariantCulture, $"{row.Summary}{same} |\n");
        }

        return text.ToString();

        void AppendTotals(string name, IReadOnlyList<ClauseRow> some)
        {
            var counts = Standings.Select(s => some.Count(r => standing[r.Id] == s));
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", counts)} | {some.Count} |\n");
        }
    }

    private static string Standing(ClauseRow row, IEnumerable<ClauseMark> marks) => marks.ToList() switch
    {
        [] => row.Organisational ? "organisational" : "not yet",
        var some => some.All(m => m.Assists) ? "assisted" : "enforced",
    };

    private static ClauseRow Row(string id, bool organisational = false) =>
        new(id, "第一条", "platform", organisational, "", "", "…");
}
