namespace OneWindow.Contracts;

/// <summary>A page of the application form: one topic.</summary>
public sealed record FormStep(string Id, string Title, IReadOnlyList<FormField> Fields);

public sealed record FormField
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required FieldKind Kind { get; init; }

    public required bool Required { get; init; }

    public string? Hint { get; init; }

    /// <summary>The choices of a choice field: value and label are the same Chinese words.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public int MaxLength { get; init; } = 200;

    /// <summary>Filled from the applicant's own record: name | id | phone | address | legal-representative.</summary>
    public string? Prefill { get; init; }

    public Situation? OnlyIf { get; init; }

    /// <summary>字段字典: the entry that it asks for; null: none is named. By it answers are reused, joined and compared.</summary>
    public string? Entry { get; init; }

    /// <summary>Asked only where this expression over earlier answers holds, beside <see cref="OnlyIf"/>; null: always.</summary>
    public string? When { get; init; }

    /// <summary>The least and most of a number, an amount in yuan, or a day, written as it is answered; null: no bound.</summary>
    public string? Min { get; init; }

    public string? Max { get; init; }

    /// <summary>The form that a line of text must have: a name of <see cref="FieldFormats"/>.</summary>
    public string? Format { get; init; }

    /// <summary>Rows: what each row asks, of simple kinds; and how few and many rows there may be.</summary>
    public IReadOnlyList<FormField>? Columns { get; init; }

    public int? MinRows { get; init; }

    public int? MaxRows { get; init; }
}

public enum FieldKind
{
    Text,
    LongText,
    Number,
    Money,
    Date,
    Choice,
    YesNo,
    Phone,
    ResidentId,
    CreditCode,
    Address,

    /// <summary>姓名、证件号码、电话.</summary>
    Person,

    /// <summary>名称、统一社会信用代码.</summary>
    Company,

    /// <summary>所在地区 by its code, and the address in it.</summary>
    RegionAddress,

    /// <summary>可以添加多行.</summary>
    Rows,

    /// <summary>A file that belongs to the answer, not to the list of materials.</summary>
    File,
}
