using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary><see cref="GuideWorkbook"/>: out to Excel and back.</summary>
public sealed class GuideWorkbookTests
{
    private static readonly Instant Now = World.At("2025-03-03 09:00");
    private static readonly DraftStamp Stamp = new("c1", "370202-food-business", 0);

    private static DraftLog Food => DraftLog.Begin(DraftDocument.Of(SeedItemsTests.All.Single(g => g.Item == Stamp.Item)));

    private static IReadOnlyList<DraftSheet> Through(IReadOnlyList<DraftSheet> sheets)
    {
        using var stream = new MemoryStream(SheetWriter.Write(sheets));
        return SheetReader.Read(stream).Match(s => s, why => throw new InvalidOperationException(why.Message));
    }

    private static DraftSheetChanges Changes(IReadOnlyList<DraftSheet> sheets, DraftLog log, DraftStamp? stamp = null) =>
        DraftSheetChanges.Of(sheets, log, stamp ?? Stamp).Match(c => c, why => throw new InvalidOperationException(why.Message));

    /// <summary>The same workbook with other words in one row.</summary>
    private static IReadOnlyList<DraftSheet> With(IReadOnlyList<DraftSheet> sheets, string sheet, Func<DraftSheet, IEnumerable<IReadOnlyList<string>>> rows) =>
        [.. sheets.Select(s => s.Name == sheet ? s with { Rows = [.. rows(s)] } : s)];

    private static IReadOnlyList<string> Set(DraftSheet sheet, IReadOnlyList<string> row, string head, string words) =>
        [.. row.Select((cell, i) => sheet.Heads[i] == head ? words : cell)];

    [Fact]
    public void A_workbook_that_nobody_touched_changes_nothing()
    {
        foreach (var guide in SeedItemsTests.All.Where(g => g.Combination is null))
        {
            var log = DraftLog.Begin(DraftDocument.Of(guide));
            var changes = Changes(Through(DraftSheets.Of(log.Now, new DraftStamp("c1", guide.Item, 0))), log, new DraftStamp("c1", guide.Item, 0));
            Assert.Empty(changes.Errors);
            Assert.Empty(changes.Edits);
        }
    }

    [Fact]
    public void Only_what_was_changed_becomes_edits()
    {
        var sheets = Through(DraftSheets.Of(Food.Now, Stamp));
        sheets = With(sheets, DraftSheets.First, s => s.Rows.Select(r => r[0] == "consultationPhone" ? [r[0], r[1], "0532-88886666"] : r));
        sheets = With(sheets, "材料", s =>
        [
            .. s.Rows.Where(r => r[0] != "rules").Select(r => r[0] == "layout" ? Set(s, Set(s, r, "复印件份数", "2"), "可能有的问题", "未提交、无法辨认") : r),
            [.. s.Heads.Select(h => h switch { "材料名称" => "租赁合同", "原件份数" => "0", "复印件份数" => "1", _ => "" })],
        ]);
        var changes = Changes(Through(sheets), Food);
        Assert.Empty(changes.Errors);
        var now = Food.Apply(changes.Edits, "w0", Now, changes.Seen).Now;
        Assert.Equal(
            ["consultationPhone", "materials/layout/copies", "materials/layout/defects", "materials/rules"],
            changes.Edits.Select(e => e.Path).Where(p => !p.StartsWith("materials/n", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(("0532-88886666", "2"), (now.TextAt("consultationPhone"), now.Get("materials/layout/copies")));
        Assert.Equal("租赁合同", now.TextAt($"materials/{now.Ids("materials")[^1]}/name"));
        Assert.Equal(Food.Now.Get("form"), now.Get("form"));
    }

    [Fact]
    public void Rows_in_another_order_are_moves_and_nothing_else()
    {
        var sheets = With(Through(DraftSheets.Of(Food.Now, Stamp)), "步骤", s => s.Rows.Reverse());
        var changes = Changes(sheets, Food);
        Assert.Empty(changes.Errors);
        Assert.All(changes.Edits, e => Assert.EndsWith(DraftDocument.Rank, e.Path, StringComparison.Ordinal));
        Assert.Equal(Food.Now.Ids("steps").Reverse(), Food.Apply(changes.Edits, "w0", Now, 0).Now.Ids("steps"));
    }

    [Fact]
    public void What_cannot_be_read_is_told_by_sheet_and_row_and_the_rest_is_taken()
    {
        var sheets = With(Through(DraftSheets.Of(Food.Now, Stamp)), "材料", s => s.Rows.Select(r => r[0] switch
        {
            "layout" => Set(s, Set(s, r, "复印件份数", "两份"), "从哪里来", "天上掉下来"),
            "rules" => Set(s, r, "什么情形才要", "“主要经营方式”选“开飞机”"),
            "central-kitchen" => Set(s, r, "材料名称", "食品检验能力证明"),
            _ => r,
        }).Append(["zzz", "不认识的"]));
        var changes = Changes(sheets, Food);
        Assert.Equal(["materials/central-kitchen/name"], changes.Edits.Select(e => e.Path));
        Assert.Equal(4, changes.Errors.Count);
        Assert.Contains(changes.Errors, e => e.Contains("“材料”第 ", StringComparison.Ordinal) && e.Contains("“复印件份数”：应为不小于 0 的整数，现在是“两份”", StringComparison.Ordinal));
        Assert.Contains(changes.Errors, e => e.Contains("没有标识为“zzz”的材料", StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_wrote_meanwhile_stays_or_becomes_a_choice()
    {
        var sheets = With(Through(DraftSheets.Of(Food.Now, Stamp)), DraftSheets.First, s => s.Rows.Select(r => r[0] == "name" ? [r[0], r[1], "食品经营许可（表里改的）"] : r));
        var log = Food.Apply([new DraftEdit("name", Food.Now.Get("name"), "\"食品经营许可（页面上改的）\""), new DraftEdit("visits", Food.Now.Get("visits"), "2")], "w1", Now, 0);
        var changes = Changes(sheets, log, Stamp with { Revision = log.Revision });
        log = log.Apply(changes.Edits, "w0", Now, changes.Seen);
        Assert.Equal(("食品经营许可（页面上改的）", "2"), (log.Now.TextAt("name"), log.Now.Get("visits")));
        Assert.Equal("\"食品经营许可（表里改的）\"", Assert.Single(log.Choices).After);
    }

    [Fact]
    public void A_workbook_of_another_draft_is_refused()
    {
        var sheets = Through(DraftSheets.Of(Food.Now, Stamp with { Item = "370202-other" }));
        Assert.Equal("catalogue.workbook-other", DraftSheetChanges.Of(sheets, Food, Stamp).Match(_ => "", why => why.Code));
        using var broken = new MemoryStream([80, 75, 3, 4, 1, 2, 3]);
        Assert.Equal("catalogue.file-unreadable", SheetReader.Read(broken).Match(_ => "", why => why.Code));
    }
}
