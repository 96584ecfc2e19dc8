using static OneWindow.Catalogue.DraftFieldModel;

namespace OneWindow.Catalogue;

/// <summary>
/// What the editor asks, in the order in which a guide is written. Forms, words of the history, the workbook and the many-at-once changes all read it, so that
/// a new element needs one line here.
/// </summary>
internal static partial class DraftSchema
{
    public static IReadOnlyList<DraftSectionModel> Sections { get; } =
        [Basics, Who, Grounds, Limits, Papers, Way, Form, Money, Where, Outcome, Help, Finding, More];

    public static DraftSectionModel? Section(string id) => Sections.FirstOrDefault(s => s.Id == id);

    /// <summary>The section that an address belongs to; null: none shows it.</summary>
    public static DraftSectionModel? SectionOf(string path)
    {
        var head = path.Split('/')[0];
        return Sections.FirstOrDefault(s => s.Fields.Any(f => f.Path == path || path.StartsWith(f.Path + "/", StringComparison.Ordinal)))
            ?? Sections.FirstOrDefault(s => s.Lists.Any(l => l.Path == head) || s.Fields.Any(f => f.Path.Split('/')[0] == head) || s.Also.Contains(head));
    }

    /// <summary>The list that "materials" or "form/company/fields" is.</summary>
    public static DraftListModel? ListAt(string list) => list.Split('/') switch
    {
        [var name] => Sections.SelectMany(s => s.Lists).FirstOrDefault(l => l.Path == name),
        [var name, _, var inner] => Sections.SelectMany(s => s.Lists).FirstOrDefault(l => l.Path == name)?.Inner is { } below && below.Path.EndsWith(inner, StringComparison.Ordinal) ? below : null,
        _ => null,
    };

    /// <summary>The field that stands at an address, with the item it lies in; null: the address is of no field.</summary>
    public static (DraftFieldModel Field, string? Item)? FieldAt(string path)
    {
        if (DraftDocument.ItemsAbove(path).LastOrDefault() is { } item)
            return ListAt(DraftDocument.ListOf(item)!)?.Fields.FirstOrDefault(f => f.Path == path[(item.Length + 1)..]) is { } own ? (own, item) : null;
        return Sections.SelectMany(s => s.Fields).FirstOrDefault(f => f.Path == path) is { } field ? (field, null) : null;
    }

    private static DraftFieldModel Line(string path, string label, string hint, int max = 100) => new(path, label, Kinds.Line, hint) { Max = max };

    private static DraftFieldModel Text(string path, string label, string hint, int max = 500) => new(path, label, Kinds.Text, hint) { Max = max };

    private static DraftFieldModel Lines(string path, string label, string hint, int max = 60) => new(path, label, Kinds.Lines, hint) { Max = max };

    private static DraftFieldModel Whole(string path, string label, string hint) => new(path, label, Kinds.Whole, hint);

    private static DraftFieldModel Flag(string path, string label, string hint) => new(path, label, Kinds.Flag, hint);

    private static DraftFieldModel Limit(string path, string label, string hint) => new(path, label, Kinds.Limit, hint);

    private static DraftFieldModel One(string path, string label, string hint, IReadOnlyList<Ui.ChoiceModel> options) => new(path, label, Kinds.One, hint) { Options = options };

    private static DraftFieldModel Many(string path, string label, string hint, IReadOnlyList<Ui.ChoiceModel> options) => new(path, label, Kinds.Many, hint) { Options = options };

    /// <summary>依据: law, article and kind below one name.</summary>
    private static IReadOnlyList<DraftFieldModel> Basis(string path, string of, string example)
    {
        var below = path.Length == 0 ? "" : path + "/";
        return
        [
            path is "" or "basis" ? Line(below + "law", $"{of}：法律文件的名称", $"写全称，不用书名号，例如“{example}”。").Must() : Line(below + "law", $"{of}：法律文件的名称", $"写全称，不用书名号，例如“{example}”。"),
            Line(below + "article", $"{of}：第几条", "例如“第三十五条”；整部文件作依据的可以不写。", 60),
            One(below + "type", $"{of}：文件种类", "收费、要多份、要纸质、须到场的，只有一定种类的文件可以作依据。", DraftOptions.BasisTypes),
        ];
    }
}
