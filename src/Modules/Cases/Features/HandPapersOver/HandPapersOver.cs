using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Ways">To whom this reader may send; one is given without asking.</param>
public sealed record HandOverFormModel(IReadOnlyList<ChoiceModel> Ways, IReadOnlyList<ChoiceModel> Lines);

/// <param name="List">Its number in the case.</param>
public sealed record HandOverCheckModel(int List, string From, IReadOnlyList<ChoiceModel> Lines);

/// <summary>移交: papers listed and sent to the other place, and confirmed there line by line, what is missing or damaged noted (平台规则 第二十七条).</summary>
internal static class HandPapersOver
{
    public const string ToField = "hand-to";
    public const string WaybillField = "hand-waybill";
    public const string ListField = "hand-list";
    public const string FaultsField = "hand-faults";

    public static IReadOnlyList<ChoiceModel> Findings { get; } =
        [new(nameof(PaperFinding.Whole), "完好"), new(nameof(PaperFinding.Missing), "缺失"), new(nameof(PaperFinding.Damaged), "损坏")];

    public static WorkAct Sending { get; } = new(nameof(SendPapers), "hand-over", CaseReach.Handlers, ReadSending, json => ParseSending(json.As<SendingBody>()))
    {
        Filled = (open, _, _) => FormState.Of(Suggested(open)),
        Fields = new Dictionary<string, string> { ["cases.wrong-side"] = ToField, ["cases.list-empty"] = WaybillField, ["cases.paper-count"] = WaybillField },
    };

    public static WorkAct Confirming { get; } = new(
        nameof(ConfirmPapers), "hand-over-receipt", CaseReach.Handlers, ReadConfirming,
        json => json.As<ConfirmingBody>() is var body ? new Intended(new ConfirmPapers(body.List, body.Lines), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = FaultsField },
    };

    public static string Originals(string material) => $"originals-{material}";

    public static string Copies(string material) => $"copies-{material}";

    public static string Line(string material) => $"line-{material}";

    public static string Words(HandOverTo to) => to == HandOverTo.Handling ? "交办理地" : "退回代收窗口";

    public static HandOverFormModel Form(OpenCase open, Actor actor)
    {
        var by = new ActorInCase(actor, open.State);
        return new HandOverFormModel(
            [.. Enum.GetValues<HandOverTo>().Where(to => HandOverRules.IsSender(by, to)).Select(to => new ChoiceModel(to.ToString(), Words(to)))],
            [.. Lines(open).Select(id => new ChoiceModel(id, HandOverRules.NameOf(open.Guide, id)))]);
    }

    public static HandOverCheckModel? Check(OpenCase open, Actor actor)
    {
        var by = new ActorInCase(actor, open.State);
        return (open.State.Crossing?.OpenLists ?? []).FirstOrDefault(l => HandOverRules.IsReceiver(by, l.To)) is { } list
            ? new HandOverCheckModel(
                list.Number, $"{Ui.Words.Of(list.SentAt)}移交{(list.Waybill is { } waybill ? $"，单号 {waybill}" : "，专人送达")}，请在{Ui.Words.Of(list.Due)}前签收。",
                [.. list.Papers.Select(p => new ChoiceModel(p.Material, $"{HandOverRules.NameOf(open.Guide, p.Material)}{Counted(p)}"))])
            : null;
    }

    public static string Counted(HandedPaper paper) => string.Create(
        CultureInfo.InvariantCulture, $"{(paper.Originals > 0 ? $"原件 {paper.Originals} 份" : "")}{(paper is { Originals: > 0, Copies: > 0 } ? "，" : "")}{(paper.Copies > 0 ? $"复印件 {paper.Copies} 份" : "")}");

    private static IEnumerable<string> Lines(OpenCase open)
    {
        if (HandOverRules.Knows(open.State, open.Guide, HandOverTo.Receiving, HandedPaper.Result)) yield return HandedPaper.Result;
        foreach (var material in open.Guide.Materials.Where(m => open.State.Present.Contains(m.Id))) yield return material.Id;
    }

    /// <summary>Before the decision what the guide asks for on paper, after it the result.</summary>
    private static (string, string?)[] Suggested(OpenCase open) => Lines(open).First() == HandedPaper.Result
        ? [(Originals(HandedPaper.Result), "1")]
        : [.. open.Guide.Materials.Where(m => open.State.Present.Contains(m.Id)).SelectMany(m => new[] { (Originals(m.Id), Some(m.Originals)), (Copies(m.Id), Some(m.Copies)) })];

    private static string? Some(int count) => count > 0 ? count.ToString(CultureInfo.InvariantCulture) : null;

    private static Intended ReadSending(OpenCase open, FormReader form)
    {
        ChoiceModel[] ways = [.. Enum.GetValues<HandOverTo>().Select(to => new ChoiceModel(to.ToString(), Words(to)))];
        var to = Enum.TryParse<HandOverTo>(form.Choice(ToField, "移交给谁", ways), out var chosen) ? chosen : default;
        var papers = new List<HandedPaper>();
        foreach (var id in Lines(open))
        {
            var name = HandOverRules.NameOf(open.Guide, id);
            var paper = new HandedPaper(
                id, (int)(form.Number(Originals(id), $"{name}的原件份数", 0, HandOverRules.MostOfOne, required: false) ?? 0),
                (int)(form.Number(Copies(id), $"{name}的复印件份数", 0, HandOverRules.MostOfOne, required: false) ?? 0));
            if (paper.Originals + paper.Copies > 0) papers.Add(paper);
        }

        return new Intended(new SendPapers(to, papers, form.Text(WaybillField, "寄递单号", 60, required: false) is { Length: > 0 } waybill ? waybill : null));
    }

    private static Intended ReadConfirming(OpenCase open, FormReader form)
    {
        var number = int.TryParse(form.Raw(ListField), CultureInfo.InvariantCulture, out var known) ? known : 0;
        var list = open.State.Crossing?.Lists?.FirstOrDefault(l => l.Number == number);
        var lines = (list?.Papers ?? []).Select(p => new PaperChecked(
            p.Material, Enum.TryParse<PaperFinding>(form.Choice(Line(p.Material), HandOverRules.NameOf(open.Guide, p.Material), Findings), out var found) ? found : default)).ToList();
        return new Intended(new ConfirmPapers(number, lines), Reasons.Of(form.LongText(FaultsField, "缺失、损坏的情况", required: false)));
    }

    private static Intended ParseSending(SendingBody body) => new(new SendPapers(body.To, body.Papers, body.Waybill));

    private sealed record SendingBody(HandOverTo To, IReadOnlyList<HandedPaper> Papers, string? Waybill = null);

    private sealed record ConfirmingBody(int List, IReadOnlyList<PaperChecked> Lines, string? Reasons = null);
}
