namespace OneWindow.Notices;

/// <summary>
/// 文书, whole: what stands on it and in which order. The page and the PDF are two renderings of the same record, and neither knows
/// anything else.
/// </summary>
/// <param name="Kind">Stable code of the kind: "acceptance", "correction", ….</param>
/// <param name="Addressee">The applicant's name.</param>
/// <param name="Basis">Laws and articles as people read them.</param>
/// <param name="VerifyAt">Where anybody checks it: a whole address.</param>
/// <param name="Foot">Telephone numbers, and that a demonstration's paper binds nobody.</param>
public sealed record NoticeModel(
    string Kind, string Title, string Number, string Addressee, IReadOnlyList<NoticeSectionModel> Sections, IReadOnlyList<string> Basis,
    NoticeSealModel Seal, DateOnly Date, string Code, string VerifyAt, IReadOnlyList<string> Foot)
{
    /// <summary>The same document with every text put through this.</summary>
    public NoticeModel Each(Func<string, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return this with
        {
            Addressee = text(Addressee),
            Sections = [.. Sections.Select(s => s.Each(text))],
        };
    }
}

/// <summary>A part with its heading; null: the text goes on.</summary>
public sealed record NoticeSectionModel(string? Heading)
{
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<NoticeFieldModel> Fields { get; init; } = [];

    /// <summary>Numbered.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    public NoticeTableModel? Table { get; init; }

    internal NoticeSectionModel Each(Func<string, string> text) => this with
    {
        Paragraphs = [.. Paragraphs.Select(text)],
        Fields = [.. Fields.Select(f => f with { Value = text(f.Value) })],
        Items = [.. Items.Select(text)],
        Table = Table is null ? null : Table with { Rows = [.. Table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(text)])] },
    };
}

public sealed record NoticeFieldModel(string Term, string Value);

/// <param name="Widths">Parts of the whole width, one for each head.</param>
public sealed record NoticeTableModel(IReadOnlyList<string> Heads, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>印章: the body that bears the act, and which of its seals; no kind: its own (公章).</summary>
public sealed record NoticeSealModel(string Organisation, string? Kind)
{
    public string Words => Kind is null ? $"{Organisation}（公章）" : $"{Organisation} {Kind}";
}
