using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

internal enum ColumnKind
{
    /// <summary>The line of this batch that a mended row stands for.</summary>
    Line,

    /// <summary>The applicant's own number for the row.</summary>
    Reference,
    Field,

    /// <summary>Names of the files of one material.</summary>
    Material,

    /// <summary>Consent that we fetch a material.</summary>
    Shared,

    /// <summary>What we wrote about a wrong row; not read.</summary>
    Told,
}

/// <summary>A column of the table, made of the guide's form.</summary>
/// <param name="Id">Under which its cell is kept.</param>
/// <param name="Required">True only where every row must fill it in.</param>
internal sealed record BatchColumn(ColumnKind Kind, string Id, string Head, bool Required, string Help, string Example)
{
    public IReadOnlyList<string> Choices { get; init; } = [];

    public FieldKind? Field { get; init; }
}

/// <summary>批量申报的列: a guide's form, materials and delivery as the columns of a table; read and written by the same list.</summary>
internal static class BatchColumns
{
    public const string Reference = "reference";
    public const string Line = "line";
    public const string FilePrefix = "file:";
    public const string SharedPrefix = "shared:";

    /// <summary>Rows that begin so are the template's own.</summary>
    public const string ExampleMark = "示例";

    /// <summary>In a material's column: it follows later (容缺).</summary>
    public const string Later = "后补";

    private const string RequiredMark = "（必填）";

    public static IReadOnlyList<BatchColumn> Of(Guide guide) =>
    [
        new(ColumnKind.Reference, Reference, "内部编号", false, "您自己的编号，方便对照，不能重复；可以不填。", ExampleMark),
        .. ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields).Where(f => f.Kind != FieldKind.File).Select(f => Of(guide, f)),
        .. Attached(guide).Select(m => new BatchColumn(
            ColumnKind.Material, FilePrefix + m.Id, $"材料：{m.Name}", false,
            $"和表格一起上传的文件名，连同后缀；多个用分号隔开。{(m.Required ? "必要材料" : "选交")}{(AttachMaterials.MayFollow(m) ? "；以后再交的填“后补”" : "")}。", "")),
        .. guide.Materials.Where(m => m.Source == MaterialSource.Shared).Select(m => new BatchColumn(
            ColumnKind.Shared, SharedPrefix + m.Id, $"同意调取：{m.Name}", false, "免提交：同意我们向出具部门调取的，填“是”。", "是") { Choices = FieldReading.YesNo }),
    ];

    /// <summary>With what a file of wrong rows bears besides.</summary>
    public static IReadOnlyList<BatchColumn> Mending(Guide guide) =>
    [
        new(ColumnKind.Line, Line, "原行号", false, "改好后再交时用来对上原来的行，请不要改。", ""),
        new(ColumnKind.Told, "told", "错误说明", false, "哪里不对、怎么改；再交时不用删。", ""),
        .. Of(guide),
    ];

    public static IEnumerable<GuideMaterial> Attached(Guide guide) => guide.Materials.Where(m => m.Source != MaterialSource.Shared && !ApplicationForm.IsTheFormItself(m));

    public static string Headed(BatchColumn column) => column.Required ? column.Head + RequiredMark : column.Head;

    /// <summary>Which column each head is, in the file's order; null: a head without words.</summary>
    public static Outcome<List<BatchColumn?>> Match(Guide guide, IReadOnlyList<string> heads)
    {
        var known = new Dictionary<string, BatchColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Mending(guide))
        {
            known.TryAdd(Plain(column.Head), column);
            known.TryAdd(column.Id, column);
        }

        var found = heads.Select(h => known.GetValueOrDefault(Plain(h))).ToList();
        var strange = heads.Where((h, i) => found[i] is null && !string.IsNullOrWhiteSpace(h)).ToList();
        if (strange.Count > 0) return Cases.Sheet.No("columns", $"表格里有本事项没有的列：{Named(strange)}。请下载本页的模板，把内容贴进去；列名不要改。");
        var twice = found.OfType<BatchColumn>().GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => g.First().Head).ToList();
        if (twice.Count > 0) return Cases.Sheet.No("columns", $"表格里有重复的列：{Named(twice)}。同一列请只留一个。");
        var lacking = Of(guide).Where(c => c.Required && found.All(f => f?.Id != c.Id)).Select(c => c.Head).ToList();
        return lacking.Count > 0
            ? Cases.Sheet.No("columns", $"表格缺少这些列：{Named(lacking)}。请下载本页的模板，把内容贴进去；第一行应为列名。")
            : found;
    }

    private static string Named(IEnumerable<string> heads) => string.Join('、', heads.Select(h => $"“{h.Trim()}”"));

    private static string Plain(string head)
    {
        var plain = Words.Plain(head).TrimEnd('*');
        return plain.EndsWith("(必填)", StringComparison.Ordinal) ? plain[..^"(必填)".Length] : plain;
    }

    private static BatchColumn Of(Guide guide, GuideField field)
    {
        var choices = field.Kind switch { FieldKind.Choice => field.Choices, FieldKind.YesNo => FieldReading.YesNo, _ => [] };
        var head = guide.Fields.Count(f => f.Label == field.Label) > 1 ? $"{field.Label}（{field.Id}）" : field.Label;
        List<string> help = [];
        if (field.OnlyIf is { } situation) help.Add(situation.Words(id => ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields).FirstOrDefault(f => f.Id == id)?.Label ?? id) + "时填写");
        if (field.Prefill is not null) help.Add("不填就用您登记的信息");
        help.Add(field.Kind switch
        {
            FieldKind.Choice or FieldKind.YesNo => $"只能填：{string.Join('、', choices)}",
            FieldKind.Date => "日期，例如 2026-11-22",
            FieldKind.Money => "金额，单位元，例如 1000.00",
            FieldKind.Number => "数字，例如 12 或 86.5",
            FieldKind.Phone => "11 位手机号，或带区号的固定电话",
            FieldKind.ResidentId => "18 位公民身份号码",
            FieldKind.CreditCode => "18 位统一社会信用代码",
            _ => $"最多 {field.MaxLength} 个字",
        });
        if (field.Hint is { } hint) help.Add(hint.TrimEnd('。'));
        return new BatchColumn(ColumnKind.Field, field.Id, head, field is { Required: true, OnlyIf: null, Prefill: null }, string.Join("；", help) + "。", ExampleOf(field))
        {
            Choices = choices, Field = field.Kind,
        };
    }

    /// <summary>Numbers of the standards' own examples.</summary>
    private static string ExampleOf(GuideField field) => field.Kind switch
    {
        FieldKind.Choice => field.Choices[0],
        FieldKind.YesNo => FieldReading.YesNo[1],
        FieldKind.Date => "2026-11-22",
        FieldKind.Money => "1000.00",
        FieldKind.Number => "12",
        FieldKind.Phone => "0532-12345678",
        FieldKind.ResidentId => "11010519491231002X",
        FieldKind.CreditCode => "91350100M000100Y43",
        _ => "示例内容",
    };
}
