namespace OneWindow.Contracts;

/// <summary>办件页上的一栏: what another module shows on a case's page, to its applicant and to staff. Any module may answer; null: nothing to show.</summary>
public interface ICasePanels
{
    /// <param name="reader">May see the case: the page has checked it.</param>
    ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default);
}

/// <param name="Asks">Something is asked of the applicant: it stands on top of his page, in amber.</param>
public sealed record CasePanel(string Title, IReadOnlyList<CasePanelLine> Lines, IReadOnlyList<CasePanelLink> Links, bool Asks = false)
{
    /// <summary>What the page is mostly opened for: it stands before the dates.</summary>
    public bool Leads { get; init; }
}

/// <param name="Status">In words: "待缴".</param>
/// <param name="Note">What it means, or what happens next.</param>
public sealed record CasePanelLine(string Words, string Status, PanelTone Tone, string? Note = null);

public sealed record CasePanelLink(string Words, string Path);

public enum PanelTone
{
    Neutral,
    Active,
    Soon,
    Bad,
    Done,
}
