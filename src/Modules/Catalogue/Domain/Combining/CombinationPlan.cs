using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 组合方案: what a catalogue clerk composes and the draft keeps. The guide that is published is made from it and the guides of its parts by
/// <see cref="Union"/>; nothing of a part's guide is copied here, so that a part that changes changes the whole.
/// </summary>
internal sealed record CombinationPlan
{
    public required string Item { get; init; }

    public required string Name { get; init; }

    public required CombinationKind Kind { get; init; }

    public required RegionCode Place { get; init; }

    /// <summary>牵头部门; empty until it is named, agreed or designated.</summary>
    public string Lead { get; init; } = "";

    public LeadSettlement? Settled { get; init; }

    /// <summary>关联性: why the parts belong together.</summary>
    public string Relation { get; init; } = "";

    public bool Examined { get; init; }

    public ItemType Type { get; init; } = ItemType.PublicService;

    public string BasicCode { get; init; } = "";

    /// <summary>Empty: whom all parts serve.</summary>
    public IReadOnlyList<SubjectKind> Audience { get; init; } = [];

    /// <summary>Empty: the channels that all parts have.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>What is promised for the whole; null: the longest way through the parts.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>What is asked beside the parts' own conditions, bases and themes.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    public IReadOnlyList<LegalBasis> Bases { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public IReadOnlyList<Question> Answers { get; init; } = [];

    /// <summary>情形问卷: questions of the combination's own that lead to its parts.</summary>
    public IReadOnlyList<FormField> Questions { get; init; } = [];

    public IReadOnlyList<PlannedPart> Parts { get; init; } = [];

    /// <summary>Fields and materials that are one although their names differ.</summary>
    public IReadOnlyList<Mapping> Fields { get; init; } = [];

    public IReadOnlyList<Mapping> Materials { get; init; } = [];

    public IReadOnlyList<Settlement> Settlements { get; init; } = [];

    public PlannedPart? Part(string id) => Parts.FirstOrDefault(p => p.Id == id);

    public string? HowOf(string where) => Settlements.FirstOrDefault(s => s.Where == where)?.How;
}

internal sealed record PlannedPart
{
    public required string Id { get; init; }

    public required string Item { get; init; }

    public required string Name { get; init; }

    /// <summary>By the combination's own questions.</summary>
    public Situation? OnlyIf { get; init; }

    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Materials that another part results in: never asked of the applicant.</summary>
    public IReadOnlyList<ProducedMaterial> Produced { get; init; } = [];

    /// <summary>联动变更: for who holds a licence of one of these items; its question is answered from what we know.</summary>
    public IReadOnlyList<string> HolderOf { get; init; } = [];

    /// <summary>What it waits for: stated, or because another part makes what it needs.</summary>
    public IEnumerable<string> WaitsFor => Needs.Concat(Produced.Select(p => p.By)).Distinct(StringComparer.Ordinal);
}

/// <param name="Id">In the union.</param>
/// <param name="Label">As the applicant reads it.</param>
/// <param name="Of">Each as "part.own".</param>
internal sealed record Mapping(string Id, string Label, IReadOnlyList<string> Of);

/// <summary>How a clerk settled a conflict.</summary>
/// <param name="Where">"field:label", "material:name", "audience", "channels", "level".</param>
/// <param name="How"><see cref="Apart"/>, <see cref="Accept"/>, or the part whose form counts.</param>
internal sealed record Settlement(string Where, string How)
{
    /// <summary>Not the same thing: each part asks for its own.</summary>
    public const string Apart = "apart";

    /// <summary>As the page proposes.</summary>
    public const string Accept = "accept";
}

/// <summary>矛盾: where parts ask for one thing in two ways. Shown, never settled silently.</summary>
/// <param name="Parts">The names of the parts concerned.</param>
/// <param name="Why">Why it matters, in words.</param>
internal sealed record Conflict(string Where, string What, IReadOnlyList<string> Parts, string Why, IReadOnlyList<ConflictOption> Options);

internal sealed record ConflictOption(string How, string Words);
