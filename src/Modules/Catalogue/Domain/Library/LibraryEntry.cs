using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>The four lists that guides are written from and checked against.</summary>
internal enum LibraryKind
{
    /// <summary>标准材料.</summary>
    Material,

    /// <summary>表单字段.</summary>
    Field,

    /// <summary>保留证明事项 (鄠邑细则 第七条).</summary>
    Proof,

    /// <summary>中介服务 (青岛办法 第三十一条).</summary>
    Intermediary,
}

/// <summary>Whom or what a field asks about.</summary>
internal enum FieldSubject
{
    Person,
    Company,
    Place,
    Property,
    Activity,
}

/// <summary>How closely an answer is kept (个人信息保护法 第二十八条 names the sensitive ones).</summary>
internal enum PrivacyClass
{
    Public,
    Plain,
    Contact,
    Personal,
    Sensitive,
}

/// <summary>备案: a new proof was told to one of the bodies that must hear of it.</summary>
internal sealed record ProofFiling(string To, DateOnly On, string Number);

/// <summary>
/// One entry of one list, all kinds in one shape: what a kind does not have is null and <see cref="LibraryParts"/> says what it has.
/// An entry never loses its id; one that was merged points at the one it became.
/// </summary>
internal sealed record LibraryEntry
{
    public required LibraryKind Kind { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Other names in use: by them guides find it too.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public MaterialKind? MaterialKind { get; init; }

    /// <summary>出具机构.</summary>
    public string? Issuer { get; init; }

    /// <summary>What it proves; whom a proof is asked for.</summary>
    public string? Proves { get; init; }

    public int? ValidMonths { get; init; }

    /// <summary>The register it can be fetched from; null: only the applicant has it.</summary>
    public string? Source { get; init; }

    /// <summary>What a good one looks like.</summary>
    public string? Sample { get; init; }

    /// <summary>证照类型代码 (GB/T 36904).</summary>
    public string? LicenceType { get; init; }

    public FieldSubject? Subject { get; init; }

    public FieldKind? FieldKind { get; init; }

    /// <summary>The code set of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public string? Prefill { get; init; }

    public PrivacyClass? Privacy { get; init; }

    public string? Law { get; init; }

    public string? Article { get; init; }

    /// <summary>索要单位 of a proof.</summary>
    public string? Department { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day on which it may be asked for; null: no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>New proofs: the day on which the amended law took effect; null: it stood in the register from the beginning.</summary>
    public DateOnly? AmendedOn { get; init; }

    public IReadOnlyList<ProofFiling> Filings { get; init; } = [];

    /// <summary>类别 of an intermediary service.</summary>
    public string? Category { get; init; }

    /// <summary>机构类别或者资质: who may do it, in the words that guides use as the issuer.</summary>
    public string? Provider { get; init; }

    /// <summary>Where a proof or a service is listed; null: everywhere.</summary>
    public RegionCode? Place { get; init; }

    public IEnumerable<string> Names => Aliases.Prepend(Name);

    public bool HoldsOn(DateOnly day) => !(From > day) && !(Until < day);

    public static string Write(LibraryEntry entry) => JsonSerializer.Serialize(entry, Json.Options);

    public static LibraryEntry Read(string body) => JsonSerializer.Deserialize<LibraryEntry>(body, Json.Options)!;
}
