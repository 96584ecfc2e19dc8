using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>跨区域争议: either place says what it is about; the common superior's ruling is recorded and told to both (青岛办法 第三十三条).</summary>
internal static class ResolveDispute
{
    public const string WhatField = "dispute-what";
    public const string RulingField = "dispute-ruling";

    public static WorkAct Raising { get; } = new(
        nameof(RaiseDispute), "dispute", CaseReach.Handlers,
        (_, form) => new Intended(new RaiseDispute(), Reasons.Of(form.LongText(WhatField, "争议和本地的意见", required: false))),
        json => new Intended(new RaiseDispute(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = WhatField },
    };

    public static WorkAct Settling { get; } = new(
        nameof(SettleDispute), "dispute-ruling", [Role.ChiefRepresentative, Role.ManagementOfficer],
        (_, form) => new Intended(new SettleDispute(), Reasons.Of(form.LongText(RulingField, "裁定和理由", required: false))),
        json => new Intended(new SettleDispute(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = RulingField },
    };

    /// <summary>Who settles it, in words.</summary>
    public static string LeadOf(OpenCase open, IDirectory directory) => open.State.Crossing?.Dispute?.Lead is { } lead
        ? directory.Organisation(lead.Organisation)?.Name ?? lead.Organisation
        : $"{directory.PlaceName(open.State.Place)}的主管（没有规定牵头部门，或者没有登记共同的上级部门）";
}
