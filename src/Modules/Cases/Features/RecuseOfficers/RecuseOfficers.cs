using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>回避 at the workbench: an officer says that he stands aside, a supervisor decides and names who goes on (公务员法 第七十六条、第七十七条).</summary>
internal static class RecuseOfficers
{
    public const string GroundField = "recusal-ground";
    public const string WhyField = "recusal-why";
    public const string OfficerField = "recusal-officer";
    public const string DecisionField = "recusal-decision";
    public const string SuccessorField = "recusal-successor";
    public const string ReasonsField = "recusal-reasons";
    private const string Yes = "granted";

    public static IReadOnlyList<ChoiceModel> Grounds { get; } =
    [
        new(nameof(RecusalGround.OwnInterest), "涉及本人的利害关系"), new(nameof(RecusalGround.Relatives), "涉及近亲属的利害关系"),
        new(nameof(RecusalGround.Other), "有其他情形，可能影响公正办理"),
    ];

    public static IReadOnlyList<ChoiceModel> Decisions { get; } = [new(Yes, "回避，由其他人员接着办理"), new("denied", "不需要回避")];

    public static WorkAct Declaring { get; } = new(
        nameof(DeclareRecusal), "recusal", CaseReach.Handlers,
        (_, form) => new Intended(new DeclareRecusal(Ground(form)), Reasons.Of(form.LongText(WhyField, "回避的理由", required: false))),
        json => json.As<GroundBody>() is var body ? new Intended(new DeclareRecusal(body.Ground), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = WhyField },
    };

    public static WorkAct Deciding { get; } = new(nameof(DecideRecusal), "recusal-decision", [Role.ChiefRepresentative, Role.ManagementOfficer], Read, Parse)
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = ReasonsField, ["cases.successor-unfit"] = SuccessorField },
    };

    public static RecusalGround Ground(FormReader form) => Enum.TryParse<RecusalGround>(form.Choice(GroundField, "情形", Grounds), out var ground) ? ground : default;

    public static string Words(RecusalGround ground) => Grounds.First(g => g.Value == ground.ToString()).Words;

    public static string NameOf(string officer, IReadOnlyList<StaffMember> staff) => staff.FirstOrDefault(m => m.Id == officer)?.Name ?? "窗口或者其他人员";

    /// <summary>Whose recusal waits for a decision.</summary>
    public static IReadOnlyList<ChoiceModel> Waiting(OpenCase open, string self) =>
    [
        .. (open.State.Work?.Recusals ?? []).Where(r => r.Granted is null && r.Officer != self)
            .Select(r => new ChoiceModel(r.Officer, NameOf(r.Officer, open.Context.Staff), Words(r.Ground))),
    ];

    public static IReadOnlyList<ChoiceModel> Successors(OpenCase open) =>
    [
        .. open.Context.Staff.Where(m => RecusalRules.MaySucceed(open.State, "", m.Id, open.Context)).Select(m => new ChoiceModel(m.Id, $"{m.Name}（{RoleWords.Of(m.Role)}）")),
    ];

    private static Intended Read(OpenCase open, FormReader form)
    {
        var officer = form.Choice(OfficerField, "谁的回避", Waiting(open, ""));
        var granted = form.Choice(DecisionField, "决定", Decisions) == Yes;
        var successor = form.Choice(SuccessorField, "由谁接办", Successors(open), required: false);
        return new Intended(new DecideRecusal(officer, granted, granted && successor.Length > 0 ? successor : null), Reasons.Of(form.LongText(ReasonsField, "决定的理由", required: false)));
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<DecisionBody>();
        return new Intended(new DecideRecusal(body.Officer, body.Granted, body.Successor), Reasons.Of(body.Reasons));
    }

    private sealed record GroundBody(RecusalGround Ground, string? Reasons = null);

    private sealed record DecisionBody(string Officer, bool Granted, string? Successor = null, string? Reasons = null);
}
