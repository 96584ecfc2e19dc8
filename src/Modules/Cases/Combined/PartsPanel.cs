using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>各个事项的进展: on the page of a whole each of its parts with its department, day and standing; on a part's page the way back to its whole.</summary>
internal sealed class PartsPanel(CaseDesk desk, HeldLicences held, IDirectory directory) : ICasePanels
{
    public async ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default)
    {
        if (!facts.Combined || await desk.Open(facts.Number, cancel) is not { } open) return null;
        if (open.State.Whole is { } whole) return await OfPart(whole, reader, cancel);
        if (open.State.Master is not { } master) return null;
        var lines = new List<CasePanelLine>();
        var links = new List<CasePanelLink>();
        foreach (var part in master.Parts)
        {
            var own = await desk.Open(CaseNumber.Parse(part.Number), cancel);
            lines.Add(Line(open, part, own));
            if (own is not null && MaySee(reader, own.State)) links.Add(new CasePanelLink($"{CombinedWords.Name(open.Guide, part.Id)}：看这一项", PathOf(reader, own.Number)));
        }

        foreach (var unlinked in await held.Unlinked(open.Guide, open.State.Subject, open.State.ReceivedAt, cancel))
        {
            lines.Add(new CasePanelLine(unlinked.Name, "没有联动", PanelTone.Soon, "您持有这一项的证照，但它不在这次联动的范围里，请另行办理变更。"));
        }

        return new CasePanel($"各个事项的进展（{master.Parts.Count(p => p.Over)}／{master.Parts.Count} 办完）", lines, links) { Leads = true };
    }

    private CasePanelLine Line(OpenCase open, MasterPart part, OpenCase? own)
    {
        var name = CombinedWords.Name(open.Guide, part.Id);
        var department = directory.Organisation(part.Organisation)?.ShortName ?? part.Organisation;
        if (part.Outcome is { } outcome)
        {
            return new CasePanelLine(
                name, CombinedWords.Words(outcome), outcome == PartOutcome.Granted ? PanelTone.Done : outcome == PartOutcome.Refused ? PanelTone.Bad : PanelTone.Neutral,
                $"{department}。{(part.Over ? "已办完。" : "正在送达。")}");
        }

        if (own is null) return new CasePanelLine(name, open.State.AcceptedOn is null ? "待受理" : "正在立件", PanelTone.Neutral, $"{department}。{Needs(open, part.Needs)}");
        var state = own.State;
        var waits = state.Whole!.Waits;
        return new CasePanelLine(
            name, waits.Count > 0 ? "等前置事项" : state.Status.Words(), waits.Count > 0 ? PanelTone.Neutral : PanelTone.Active,
            $"{department}。{Needs(open, waits)}{(state.Promised is { } promised ? $"承诺{Words.Of(promised.Due.Day)}前办结。" : null)}");
    }

    private static string? Needs(OpenCase open, IReadOnlyList<string> needs) => needs.Count == 0 ? null : $"要等{CombinedWords.Names(open.Guide, needs)}批准以后决定。";

    private async ValueTask<CasePanel?> OfPart(PartOf part, Actor reader, CancellationToken cancel)
    {
        if (await desk.Open(CaseNumber.Parse(part.Master), cancel) is not { } open) return null;
        var note = part.Waits.Count > 0 ? $"要等{CombinedWords.Names(open.Guide, part.Waits)}批准以后决定，在此以前不计办理期限。" : null;
        return new CasePanel(
            "这一项属于", [new CasePanelLine(open.Guide.Name, open.State.Status.Words(), PanelTone.Neutral, note)],
            MaySee(reader, open.State) ? [new CasePanelLink("看整件", PathOf(reader, open.Number))] : []) { Leads = true };
    }

    private static bool MaySee(Actor reader, CaseState state) => reader.Role == Role.Applicant ? reader.Subject == state.Subject && reader.Sees(state.Item) : CaseReach.MaySee(reader, state);

    private static string PathOf(Actor reader, CaseNumber number) => reader.Role == Role.Applicant ? $"/cases/{number}" : $"/work/cases/{number}";
}
