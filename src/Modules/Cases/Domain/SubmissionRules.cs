using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>提交申请 (requirements-summary T2): who may file, by which channel, for which item.</summary>
internal static class SubmissionRules
{
    public static Refusal? MaySubmit(Submit act, ActRequest request)
    {
        var (guide, rules) = (request.Context.Guide, request.Context.Rules);
        if (ClosureRules.Closed(request.Context, request.At) is { } closed) return closed;
        if (request.Context.OnlineOutage is { } outage && act.Channel != Channel.Counter)
        {
            return new Refusal("cases.online-outage", $"网上申请暂时停用：{outage.TrimEnd('。')}。您填写的内容会保留；急着办的，可以到窗口办理。", CaseClocks.BasisOf(rules, "channel.restriction"));
        }

        if (DishonestyRules.Barred(request.Context, request.At) is { } barred) return barred;
        if (guide.InPerson && act.Channel != Channel.Counter)
        {
            return new Refusal("cases.in-person-only", "本事项依法应由申请人本人到窗口提出申请。", CaseClocks.BasisOf(rules, "application.agent"));
        }

        if (!guide.Channels.Contains(act.Channel))
        {
            return new Refusal("cases.channel-not-offered", $"本事项不通过“{act.Channel.Words()}”办理，请按办事指南选择办理方式。", CaseClocks.BasisOf(rules, "channel.restriction"));
        }

        var forSelf = request.By.Role == Role.Applicant && request.By.Subject == act.Subject && act.Channel != Channel.Counter;
        var atCounter = request.By.Role is Role.Clerk or Role.ChiefRepresentative && act.Channel == Channel.Counter
            && (request.By.Place.Contains(guide.Place) || CrossRegionRules.MayReceive(request.By, guide) || VenueRules.Right(request.By, request.Context.Sunk, request.At) is not null);
        if (!forSelf && !atCounter && CrossRegionRules.NotReceivable(request.By, guide, rules) is { } beyond) return beyond;
        if (!forSelf && !atCounter && act.Channel == Channel.Counter && VenueRules.NotReceivable(request.By, request.Context, request.At) is { } notHere) return notHere;
        if (VenueRules.Unagreed(act, request) is { } unagreed) return unagreed;
        if (!forSelf && !atCounter)
        {
            return new Refusal("cases.not-the-applicant", "只能由申请人本人网上提交，或由本地窗口当面收件。", PlatformRules.Permission);
        }

        if (forSelf && LevelTooLow(request.By, guide, rules) is { } unsure) return unsure;
        if (AgentRules.Bars(request.By, nameof(Submit), guide.Item, rules, request.At) is { } unauthorised) return unauthorised;
        if (!guide.Deliveries.Contains(act.Delivery))
        {
            return new Refusal("cases.mode-not-offered", $"本事项不提供“{act.Delivery.Words()}”，请另选送达方式。", CaseClocks.BasisOf(rules, "delivery.modes"));
        }

        if (guide.Renewal && act.Expires is null)
        {
            return new Refusal("cases.expiry-missing", "申请延续的，请填写原证照的有效期届满日。", CaseClocks.BasisOf(rules, "renewal.filingWindow"));
        }

        if (CommitmentRules.MaySign(act, request.Context) is { } notSigned) return notSigned;
        return act.Present.Count == 0 && act.Commitment is null && Filing.Demanded(guide, act.Facts).Any()
            ? new Refusal("cases.no-materials", "还没有上传任何材料，请至少上传一项后再提交。", PlatformRules.Input)
            : null;
    }

    /// <summary>实名等级: how surely a sign-in must say who is there before something is filed online: as the place asks of everything, or the item of itself. At a counter the clerk sees the paper.</summary>
    private static Refusal? LevelTooLow(Actor by, Guide guide, RuleSet rules)
    {
        var rule = rules.Find("application.level");
        var place = rule is null ? null : AssuranceWords.Read(rule.Value);
        var own = guide.Level > (place ?? Assurance.Told);
        return (own ? guide.Level : place) is { } least && by.Level < least
            ? new Refusal(
                "cases.level-too-low",
                $"{(own ? "本事项网上申请" : "在这里网上申请")}，登录要达到“{AssuranceWords.Of(least)}”，您这次登录是“{AssuranceWords.Of(by.Level)}”。请换用能核验证件的方式登录，或者带证件到任一窗口核对一次；也可以直接到窗口申请。",
                own ? PlatformRules.Levels : rule!.Basis)
            : null;
    }

    public static string Words(this Channel channel) => channel switch
    {
        Channel.Counter => "窗口办理",
        Channel.Online => "网上办理",
        Channel.Mobile => "手机办理",
        Channel.Kiosk => "自助终端办理",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
