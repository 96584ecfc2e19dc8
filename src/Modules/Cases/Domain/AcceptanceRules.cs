using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>受理与不予受理 (行政许可法 第三十二条; 重庆办法 第十七条、第二十条; 鄠邑细则 第十三条; 青岛办法 第二十六条).</summary>
internal static class AcceptanceRules
{
    public static readonly IReadOnlyDictionary<string, string> Grounds = new Dictionary<string, string>
    {
        ["not-required"] = "依法不需要办理本事项",
        ["out-of-powers"] = "不属于本部门职权范围",
        ["false-materials"] = "隐瞒情况或者提供虚假材料",
        ["contrary-to-law"] = "不符合法律法规或者国家有关政策规定",
        ["not-tolerable"] = "材料不齐全且不符合容缺受理条件，经告知补正后仍未补正",
        [ClosureRules.NoLongerRequired] = "事项已经取消或者停止执行，不再需要办理",
    };

    /// <summary>Where the text has no number ("及时") or is silent, the platform's own limit alerts, without legal effect (requirements-summary §8.9).</summary>
    public static TimeLimit? Limit(RuleSet rules, string channel) =>
        TimeLimit.TryParse(rules.Find($"acceptance.limit.{channel}")?.Value, out var limit) ? limit : rules.Find("acceptance.alertLimit")?.Limit;

    /// <summary>When silence turns into acceptance; null where it has no legal effect.</summary>
    public static TimeLimit? LapseLimit(RuleSet rules, string channel) =>
        rules.Says("acceptance.lapseEffect", "deemed-accepted") ? rules.Find($"acceptance.lapseLimit.{channel}")?.Limit : null;

    /// <summary>
    /// Whether silence can accept this filing at all: one that lacks something and nobody said so. A complete one is to be accepted and stays with its alert
    /// (requirements-summary §8.2; `acceptance.lapseScope: every` reads it the other way).
    /// </summary>
    public static bool SilenceAccepts(CaseState state, CaseContext context) =>
        context.Guide.ByOperator != true && state.Correction is null && (context.Rules.Says("acceptance.lapseScope", "every") || Filing.Missing(context.Guide, state).Count > 0);

    /// <summary>逾期未告知: told after the lapse, a notice has no effect; whatever is not of the form is weighed in the decision (行政许可法 第三十二条第四项).</summary>
    public static Refusal? ToldTooLate(CaseState state, CaseContext context, Instant at) =>
        context.Guide.ByOperator != true && state.Correction is null && !state.Has(Alert.ItemClosed) && LapseLimit(context.Rules, CaseTimers.ChannelKey(state)) is { } limit
        && at >= Deadlines.After(ReopeningRules.WaitsSince(state), limit, context.Calendar).Lapses
            ? new Refusal("cases.told-too-late", "告知补正的期限已过，不能再要求补正，请受理；材料的问题在审查中处理。", context.Rules.Find("acceptance.lapseEffect")!.Basis)
            : null;

    public static Refusal? MayAccept(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ClosureRules.Closed(context, at) is { } closed) return closed;
        var missing = Filing.Missing(context.Guide, state);
        if (missing.Count == 0) return act is Accept { OmitNotice: true } ? MayOmitNotice(context) : null;
        var names = string.Join("、", missing.Select(m => $"《{m.Name}》"));
        return Filing.MayFollow(missing)
            ? new Refusal("cases.tolerate-instead", $"还缺{names}，均可后补，请用“容缺受理”。", CaseClocks.BasisOf(context.Rules, "tolerant.mode"))
            : new Refusal("cases.incomplete", $"还缺{names}，不能受理。请一次性告知申请人补正。", CaseClocks.BasisOf(context.Rules, "correction.voucherName"));
    }

    /// <summary>当场办结的可以不出受理文书: only where the place says so (重庆办法 第十七条), and only for what is decided on the spot.</summary>
    private static Refusal? MayOmitNotice(CaseContext context)
    {
        var rule = context.Rules.Find("acceptance.noticeOmittedOnSpot");
        if (rule?.Value != "yes")
        {
            return new Refusal("cases.notice-owed", "受理应当出具受理文书，请先出具再办理。", rule?.Basis ?? CaseClocks.BasisOf(context.Rules, "acceptance.noticeName"));
        }

        return context.Guide.OnTheSpot ? null : new Refusal("cases.notice-owed", "本事项不是当场办结的事项，应当出具受理文书。", rule.Basis);
    }

    /// <summary>窗口申请齐全合规的当场受理 (重庆办法 第十七条): where nothing is absent only what is not of the legal form may be told (第十八条).</summary>
    public static Refusal? MustAcceptAtOnce(CaseState state, RequestCorrection request, CaseContext context) =>
        request.Defects.All(d => d.What == "missing" && d.Kind == DefectKind.Material) && state is { Channel: Channel.Counter, Correction: null } && context.Rules.Find("acceptance.limit.counter") is { Value: "on-the-spot" } rule
        && Filing.Missing(context.Guide, state).Count == 0
            ? new Refusal("cases.accept-on-the-spot", "当面收件时材料齐全、符合法定形式，应当当场受理；只能就不符合法定形式的内容告知补正。", rule.Basis)
            : null;

    public static CaseAccepted Accept(CaseState state, Accept act, CaseContext context, Instant at)
    {
        // What became complete by a correction is accepted as of the day on which the whole correction arrived (requirements-summary T8).
        var mode = state.Correction is null ? AcceptanceMode.Ordinary : AcceptanceMode.AfterCorrection;
        return Accepted(mode, state.Correction?.MendedAt is { } mended && mended > ReopeningRules.WaitsSince(state) ? mended : at, context) with { NoticeOmitted = act.OmitNotice ? true : null };
    }

    /// <summary>视为受理: as of the receipt date, and every limit counts from it (重庆办法 第十八条, 行政许可法 第三十二条).</summary>
    public static CaseAccepted Deemed(CaseState state, CaseContext context) => Accepted(AcceptanceMode.Deemed, ReopeningRules.WaitsSince(state), context);

    public static Refusal? MayRefuse(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var rules = context.Rules;
        if ((context.Item.ClosedAt(at) is not null && act is null) || act is RefuseAcceptance { Ground: ClosureRules.NoLongerRequired }) return Unneeded(act, context, at);
        var grounds = rules.Find("refusalToAccept.grounds");
        if (grounds is null && !StaffDecide(rules)) return new Refusal("cases.no-ground", "本地和上位规定都没有列出不予受理的情形，不能不予受理。", PlatformRules.Order);
        if (rules.Says("tolerant.mode", "must") && Filing.MayFollow(Filing.Missing(context.Guide, state)))
        {
            return new Refusal("cases.must-tolerate", "所缺材料均可后补，应当先予受理，不能不予受理。", rules.Find("tolerant.mode")!.Basis);
        }

        return act is RefuseAcceptance refuse ? Check(refuse, state, grounds, context, at) : null;
    }

    /// <summary>Where all texts name no ground staff decide, on any, in writing (青岛办法 第二十六条; requirements-summary §6).</summary>
    private static bool StaffDecide(RuleSet rules) => rules.Says("refusalToAccept.whenSilent", "staff-decide");

    private static IReadOnlyList<string> Listed(RuleSet rules) =>
        rules.Find("refusalToAccept.grounds")?.Entries ?? (StaffDecide(rules) ? [.. Grounds.Keys.Where(g => g != ClosureRules.NoLongerRequired)] : []);

    private static Refusal? Unneeded(CaseAct? act, CaseContext context, Instant at)
    {
        if (context.Item.ClosedAt(at) is null)
            return new Refusal("cases.item-open", "这个事项正在办理，不能以“不再需要办理”不予受理。", ClosureRules.Basis(context.Rules));
        return act is { Paper: null } ? new Refusal("cases.reasons-missing", "请写明不予受理的理由。", CaseClocks.BasisOf(context.Rules, "refusalToAccept.documentName")) : null;
    }

    /// <summary>What may be chosen now: the place's grounds, and that the matter is no longer required while its item is closed.</summary>
    public static IReadOnlyList<string> GroundsNow(CaseContext context, Instant at) =>
        [.. Listed(context.Rules), .. context.Item.ClosedAt(at) is null ? Array.Empty<string>() : [ClosureRules.NoLongerRequired]];

    private static Refusal? Check(RefuseAcceptance refuse, CaseState state, Rule? grounds, CaseContext context, Instant at)
    {
        var basis = grounds?.Basis ?? CaseClocks.BasisOf(context.Rules, "refusalToAccept.whenSilent");
        if (!Listed(context.Rules).Contains(refuse.Ground))
        {
            var listed = string.Join("；", Listed(context.Rules).Select(g => Grounds.GetValueOrDefault(g, g)));
            return new Refusal("cases.ground-not-listed", $"不予受理只能选择法定情形：{listed}。材料不齐请一次性告知补正。", basis);
        }

        if (refuse.Ground == "out-of-powers" && string.IsNullOrWhiteSpace(refuse.CompetentBody))
        {
            return new Refusal("cases.competent-body-missing", "不属于本部门职权的，应写明应当向哪个机关申请。", basis);
        }

        if (refuse.Ground == "not-tolerable" && !(state is { Status: CaseStatus.CorrectionRequired, Correction: { } told } && at.Date > told.Due))
        {
            return new Refusal("cases.correct-first", "应先一次性告知补正；补正期限届满仍未补正的，才能以此不予受理。", CaseClocks.BasisOf(context.Rules, "correction.voucherName"));
        }

        if (refuse.Ground == "not-tolerable" && context.Guide.Type == ItemType.Licence)
        {
            return new Refusal("cases.licence-not-for-incompleteness", "行政许可不能仅因材料不齐而不予受理。", new Citation("licensing-law-2019", "第三十二条"));
        }

        if (refuse.Ground == DishonestyRules.Ground && DishonestyRules.MayFind(refuse.Finding, context) is { } unfounded) return unfounded;
        return refuse.Paper is null ? new Refusal("cases.reasons-missing", "请写明不予受理的理由。", CaseClocks.BasisOf(context.Rules, "refusalToAccept.documentName")) : null;
    }

    private static CaseAccepted Accepted(AcceptanceMode mode, Instant from, CaseContext context) =>
        new(mode, from.Date, CaseClocks.Promised(context, from), CaseClocks.Statutory(context, from), null);
}
