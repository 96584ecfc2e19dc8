using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>异地代收 on the case's page, for staff of both sides and for the applicant: where, when there, when here, whose rules.</summary>
internal sealed class CrossingPanel(CaseDesk desk, IDirectory directory, IRulebooks rulebooks) : ICasePanels
{
    public async ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default)
    {
        if (facts.Crossing is null || await desk.Open(facts.Number, cancel) is not { State.Crossing: { } crossing } open) return null;
        var place = directory.PlaceName(open.State.Place);
        var lines = new List<CasePanelLine>
        {
            new($"{directory.Organisation(crossing.Organisation)?.Name ?? crossing.Organisation}代收", "收到", PanelTone.Done, Words.Of(crossing.ReceivedAt)),
            crossing.ReachedAt is { } reached
                ? new($"到达{place}", "到达", PanelTone.Done, Words.Of(reached))
                : new($"到达{place}", "在路上", PanelTone.Active, "纸质材料移交、签收以后记下到达的时间；网上的材料那边已经看得到。"),
            new(RulesOf(open.Guide, open.Rules, directory, rulebooks), crossing.Mode.Words(), PanelTone.Neutral, "结果回到代收窗口，由那里交给申请人；选了别的送达方式的除外。"),
        };
        foreach (var list in crossing.Lists ?? []) lines.Add(Line(list, reader.IsStaff));
        if (crossing.Dispute is { } dispute && reader.IsStaff)
        {
            lines.Add(new CasePanelLine(
                $"跨区域争议，由{ResolveDispute.LeadOf(open, directory)}裁定", dispute.IsOpen ? "等待裁定" : "已裁定", dispute.IsOpen ? PanelTone.Soon : PanelTone.Done,
                dispute.SettledAt is { } settled ? $"{Words.Of(settled)}，裁定写在办理记录里。" : $"{Words.Of(dispute.RaisedAt)}提出。"));
        }

        return new CasePanel("跨域通办", lines, reader.IsStaff ? [.. (crossing.Lists ?? []).Select(l => new CasePanelLink($"移交清单第 {l.Number} 号", ShowHandOver.AddressOf(open.Number, l.Number)))] : []);
    }

    /// <summary>适用××的规定: said before anything is filled in, and on every page of the case.</summary>
    public static string RulesOf(Guide guide, RuleSet rules, IDirectory directory, IRulebooks rulebooks)
    {
        var law = rulebooks.Find(new Kernel.Citation(rules.Profile, "第一条"))?.LawName;
        return $"由{directory.Organisation(guide.Organisation)?.Name ?? guide.Organisation}办理，适用{directory.PlaceName(guide.Place)}的规定{(law is null ? "" : $"（《{law.Trim('《', '》')}》等）")}";
    }

    private static CasePanelLine Line(HandOver list, bool staff)
    {
        var words = $"第 {list.Number} 号清单，{HandPapersOver.Words(list.To)}，{list.Papers.Count} 项";
        var sent = $"{Words.Of(list.SentAt)}移交{(staff && list.Waybill is { } waybill ? $"，单号 {waybill}" : "")}";
        return list switch
        {
            { IsOpen: true } => new CasePanelLine(words, "等待签收", PanelTone.Active, $"{sent}，{Words.Of(list.Due)}前签收。"),
            { Faults: { } faults } => new CasePanelLine(words, "签收，有缺损", PanelTone.Bad, $"{sent}，{Words.Of(list.ReceivedAt!.Value)}签收，{faults.Count} 项缺失或者损坏。"),
            _ => new CasePanelLine(words, "已签收", PanelTone.Done, $"{sent}，{Words.Of(list.ReceivedAt!.Value)}签收。"),
        };
    }

}

/// <summary>Whose rules a window that receives for another place works under, in words.</summary>
internal sealed class HandlingPlaces(CaseDesk desk, IDirectory directory, IRulebooks rulebooks)
{
    /// <summary>Null: the window's own place handles it.</summary>
    public string? RulesFor(Guide guide, Actor clerk) =>
        clerk.Place.Contains(guide.Place) ? null : CrossingPanel.RulesOf(guide, desk.RulesFor(guide), directory, rulebooks);
}
