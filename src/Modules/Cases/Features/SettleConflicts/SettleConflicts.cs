using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>部门意见不一致 within a combination: a department raises it, the lead's supervisor settles it by a ruling on record (重庆办法 第二十四条, 青岛办法 第三十三条).</summary>
internal static class SettleConflicts
{
    public const string PartsField = "conflict-parts";
    public const string WhatField = "conflict-words";
    public const string WhichField = "conflict";
    public const string RulingField = "ruling";

    private static readonly Role[] Rulers = [Role.ChiefRepresentative, Role.ManagementOfficer];

    public static WorkAct Raising { get; } = new(
        nameof(RaiseConflict), "conflict", CaseReach.Reviewers,
        (open, form) => new Intended(
            new RaiseConflict([.. form.Choices(PartsField, "涉及哪些事项", Disputable(open))]), Reasons.Of(form.LongText(WhatField, "哪里不一致、各方的理由", required: false))),
        json => json.As<RaiseBody>() is var body ? new Intended(new RaiseConflict(body.Parts), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.parts-unknown"] = PartsField, ["cases.part-decided"] = PartsField, ["cases.reasons-missing"] = WhatField },
    };

    public static WorkAct Ruling { get; } = new(
        nameof(SettleConflict), "ruling", Rulers,
        (open, form) => new Intended(
            new SettleConflict(int.TryParse(form.Choice(WhichField, "裁定哪一项", Waiting(open)), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0),
            Reasons.Of(form.LongText(RulingField, "怎样裁定和理由", required: false))),
        json => json.As<RulingBody>() is var body ? new Intended(new SettleConflict(body.Conflict), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.no-conflict"] = WhichField, ["cases.reasons-missing"] = RulingField },
    };

    public static IReadOnlyList<ChoiceModel> Disputable(OpenCase open) =>
        [.. (open.State.Master?.Parts ?? []).Where(p => p.Outcome is null).Select(p => new ChoiceModel(p.Id, CombinedWords.Name(open.Guide, p.Id)))];

    public static IReadOnlyList<ChoiceModel> Waiting(OpenCase open) =>
    [
        .. (open.State.Master?.Conflicts ?? []).Where(c => !c.Settled)
            .Select(c => new ChoiceModel(c.Id.ToString(CultureInfo.InvariantCulture), CombinedWords.Names(open.Guide, c.Parts))),
    ];

    private sealed record RaiseBody(IReadOnlyList<string> Parts, string? Reasons = null);

    private sealed record RulingBody(int Conflict, string? Reasons = null);
}
