using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>
/// One kind of fault that a bad guide could have, written from the law and the quality rules, not from the code that looks for it. The linter is
/// measured by it: of how many planted faults does it speak, and of how many twins wrongly? What a host says before counts against neither.
/// </summary>
/// <param name="Kind">Unique, for reports.</param>
/// <param name="What">The fault in a sentence.</param>
/// <param name="Source">Row of the requirements, article or quality rule that it offends.</param>
/// <param name="Element">Element of the guide where the fault is, as its canonical text names it; <see cref="Planted.At"/> begins with it.</param>
/// <param name="Sow">The guide with exactly this fault; null: does not apply to it.</param>
/// <param name="Mirror">The comparable harmless change, which nobody may complain of; null: does not apply.</param>
internal sealed record Planter(
    string Kind, string What, string Source, string Element, Func<Guide, Corpus, Random, Planted?> Sow, Func<Guide, Corpus, Random, Planted?> Mirror)
{
    /// <summary>Where the rule binds; empty: everywhere.</summary>
    public IReadOnlyList<RegionCode> Where { get; init; } = [];

    public Planted? Plant(Guide host, Corpus corpus, int seed) => Change(Sow, host, corpus, seed);

    public Planted? Twin(Guide host, Corpus corpus, int seed) => Change(Mirror, host, corpus, seed);

    private Planted? Change(Func<Guide, Corpus, Random, Planted?> how, Guide host, Corpus corpus, int seed)
    {
        if (Where.Count > 0 && !Where.Any(w => w.Contains(host.Place))) return null;
        var changed = how(host, corpus, new Random(seed));
        return changed is null ? null : changed with { Guide = OneWindow.Catalogue.GuideText.Seal(changed.Guide) };
    }
}

/// <param name="Guide">Sealed again.</param>
/// <param name="At">Where it was changed: element, then id or number, then field ("materials/photo/basis").</param>
internal sealed record Planted(Guide Guide, string At)
{
    /// <summary>Guides of the same item at other levels or places that it has to agree with; the standard first.</summary>
    public IReadOnlyList<Guide> Siblings { get; init; } = [];
}
