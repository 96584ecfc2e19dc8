using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>领办和放回: one takes a case, everybody sees it; he, a supervisor with a reason, or his absence lets it go (平台规则 第十条).</summary>
internal static class ClaimCase
{
    public const string ReasonsField = "release-reasons";

    public static WorkAct Act { get; } = new(nameof(Claim), "claim", CaseReach.Handlers, (_, _) => new Intended(new Claim()), _ => new Intended(new Claim()));

    public static WorkAct Letting { get; } = new(
        nameof(Release), "release", [.. CaseReach.Handlers, Role.ManagementOfficer],
        (_, form) => new Intended(new Release(), Reasons.Of(form.LongText(ReasonsField, "收回的理由", required: false))),
        body => new Intended(new Release(), Reasons.Of(body.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = ReasonsField },
    };
}
