using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Tables as they come: of any usual encoding, whole or broken off.</summary>
public sealed class SheetTests
{
    private const string Text = "名称,数量,备注\r\n甲店,12,\"有,逗号\"\r\n乙店,3,\"有\n换行\"\r\n";

    public static TheoryData<string> Encodings => ["utf-8 with mark", "utf-8", "gb18030", "unicode"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_table_reads_alike_in_every_usual_encoding(string encoding)
    {
        byte[] bytes = encoding switch
        {
            "utf-8 with mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text),
            "unicode" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            _ => Encoding.UTF8.GetBytes(Text),
        };
        var sheet = Read("a.csv", bytes);
        Assert.Equal(["名称", "数量", "备注"], sheet.Heads);
        Assert.Equal(["甲店", "12", "有,逗号"], sheet.Rows[0].Cells);
        Assert.Equal(["乙店", "3", "有\n换行"], sheet.Rows[1].Cells);
        Assert.Equal([2, 3], sheet.Rows.Select(r => r.Line));
    }

    [Fact]
    public void A_workbook_that_we_wrote_reads_as_it_was_written()
    {
        IReadOnlyList<IReadOnlyList<string>> rows = [["名称", "号码"], ["甲店", "370299198803160212"], ["乙店", "=1+1"]];
        var sheet = Read("a.xlsx", Excel.Write([("申报", rows), ("填写说明", [["列"]])], new Dictionary<int, IReadOnlyList<string>> { [0] = ["甲店", "乙店"] }));
        Assert.Equal(rows[0], sheet.Heads);
        Assert.Equal(rows.Skip(1), sheet.Rows.Select(r => r.Cells));
        Assert.Equal([2, 3], sheet.Rows.Select(r => r.Line));
    }

    [Fact]
    public void The_template_of_a_guide_is_a_sound_workbook_and_its_example_is_no_row()
    {
        var guide = Story.GuideFor(RegionCode.Parse("370202"), ItemType.Licence) with
        {
            Form = [new FormStep("a", "内容", [Field("name", FieldKind.Text), Field("day", FieldKind.Date), Field("pick", FieldKind.Choice, "甲", "乙")])],
        };
        var columns = BatchColumns.Of(guide);
        IReadOnlyList<string> heads = [.. columns.Select(BatchColumns.Headed)], example = [.. columns.Select(c => c.Example)];
        IReadOnlyList<string> row = [.. columns.Select(c => c.Id switch { "reference" => "A-1", "name" => "甲店", "day" => "45000", "pick" => "乙", "file:m1" => "一.pdf；二.pdf", _ => "" })];
        byte[] Written(params IReadOnlyList<string>[] rows) => Excel.Write([("申报", rows), ("填写说明", [["列", "怎么填"]])], new Dictionary<int, IReadOnlyList<string>> { [3] = ["甲", "乙"] });
        using (var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(Written(heads, example, row)), false))
        {
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(e => $"{e.Path?.XPath} {e.Description}"));
        }

        Assert.True(BatchEntries.Of(guide, Read("a.xlsx", Written(heads, example, row))).Try(out var entries, out var why), why?.Message);
        var entry = Assert.Single(entries);
        Assert.Equal(3, entry.Line);
        // A day of a spreadsheet may stand in its cell as a number.
        Assert.Equal(("A-1", "甲店", "2023-03-15", "乙"), (entry.Reference, entry.Cells["name"], entry.Cells["day"], entry.Cells["pick"]));
        Assert.Equal(["一.pdf", "二.pdf"], BatchEntries.FilesIn(entry.Cells["file:m1"]));
        Assert.False(BatchEntries.Of(guide, Read("a.xlsx", Written(heads, example))).Try(out _, out why));
        Assert.Contains("没有要申报的内容", why.Message, StringComparison.Ordinal);
        Assert.True(BatchEntries.LostDigits("3.70299198803160E+17"));
        Assert.False(BatchEntries.LostDigits("370299198803160212"));
    }

    private static FormField Field(string id, FieldKind kind, params string[] choices) => new() { Id = id, Label = $"问{id}", Kind = kind, Required = true, Choices = choices };

    [Fact]
    public void Half_a_line_has_fewer_cells_and_is_no_fault_of_the_others()
    {
        var sheet = Read("a.csv", Encoding.UTF8.GetBytes("a,b,c\n1,2,3\n4,5"));
        Assert.Equal([3, 2], sheet.Rows.Select(r => r.Cells.Count));
    }

    [Theory]
    [InlineData("a.csv", "a,b\n1,\"offen", "cases.table-broken", "第 2 行")]
    [InlineData("a.csv", "", "cases.table-empty", "空文件")]
    [InlineData("a.csv", "\n\n", "cases.table-empty", "什么也没有")]
    [InlineData("a.xls", "x", "cases.table-old-format", "另存为")]
    [InlineData("a.pdf", "x", "cases.table-unknown-format", "模板")]
    [InlineData("a.xlsx", "no workbook", "cases.table-broken", "打不开")]
    public void What_cannot_be_read_is_refused_in_words(string name, string content, string code, string words)
    {
        Assert.False(Sheet.Read(name, Encoding.UTF8.GetBytes(content), 10).Try(out _, out var why));
        Assert.Equal(code, why.Code);
        Assert.Contains(words, why.Message, StringComparison.Ordinal);
        Assert.Equal(PlatformRules.Files, why.Basis);
    }

    private static Sheet Read(string name, byte[] content)
    {
        Assert.True(Sheet.Read(name, content, 10).Try(out var sheet, out var why), why?.Message);
        return sheet;
    }
}
