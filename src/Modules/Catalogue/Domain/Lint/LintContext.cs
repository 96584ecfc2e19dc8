using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>What a guide is held against: the law of its place, the lists, and the guides of the same item elsewhere.</summary>
internal sealed record LintContext
{
    /// <summary>The rules of the guide's place on its first day; null: the strictest reading.</summary>
    public RuleSet? Law { get; init; }

    /// <summary>保留证明 that may be asked for in the place; null: the register is not at hand, and nothing is said of it.</summary>
    public IReadOnlyList<LibraryEntry>? Proofs { get; init; }

    /// <summary>中介服务 that are listed in the place; null: the list is not at hand.</summary>
    public IReadOnlyList<LibraryEntry>? Intermediaries { get; init; }

    public LibraryIndex Library { get; init; } = LibraryIndex.Empty;

    /// <summary>Guides of the same basic code at other levels and in other places that it has to agree with; the standard first.</summary>
    public IReadOnlyList<Guide> Siblings { get; init; } = [];
}
