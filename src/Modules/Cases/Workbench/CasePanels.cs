using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What other modules show on a case's page, gathered.</summary>
internal static class CasePanels
{
    public static async ValueTask<IReadOnlyList<CasePanel>> Of(this IEnumerable<ICasePanels> sources, ICases cases, CaseNumber number, Actor reader, CancellationToken cancel)
    {
        var shown = new List<CasePanel>();
        if (!sources.Any() || await cases.Find(number, cancel) is not { } facts) return shown;
        foreach (var source in sources)
        {
            if (await source.For(facts, reader, cancel) is { } panel) shown.Add(panel);
        }

        return shown;
    }

    public static StatusKind Kind(this PanelTone tone) => tone switch
    {
        PanelTone.Active => StatusKind.Active,
        PanelTone.Soon => StatusKind.Soon,
        PanelTone.Bad => StatusKind.Bad,
        PanelTone.Done => StatusKind.Done,
        _ => StatusKind.Neutral,
    };
}
