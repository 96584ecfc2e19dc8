using System.Text.Json;

namespace OneWindow.Cases;

/// <summary>受理: the window takes a complete application on, and both clocks start (行政许可法 第三十二条).</summary>
internal static class AcceptCase
{
    public const string OmitField = "omit-notice";

    public static WorkAct Act { get; } = new(
        nameof(Accept), "acceptance", CaseReach.Receivers,
        (_, form) => new Intended(new Accept { OmitNotice = form.Check(OmitField) }),
        body => new Intended(new Accept { OmitNotice = body.ValueKind == JsonValueKind.Object && body.As<Body>().OmitNotice }))
    {
        Fields = new Dictionary<string, string> { ["cases.notice-owed"] = OmitField },
    };

    /// <summary>当场办结的可以不出受理文书 (重庆办法 第十七条).</summary>
    public static bool MayOmit(OpenCase open) => open.Guide.OnTheSpot && open.Rules.Says("acceptance.noticeOmittedOnSpot", "yes");

    private sealed record Body(bool OmitNotice = false);
}
