using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>请假: somebody is away on these days, the first and the last included.</summary>
/// <param name="StandIn">代班: who handles meanwhile what he has taken on.</param>
internal sealed record Absence(string Account, DateOnly From, DateOnly Until, string? StandIn)
{
    public bool On(DateOnly day) => From <= day && day <= Until;

    public bool Meets(Absence other) => From <= other.Until && other.From <= Until;
}

/// <summary>代班: nobody's work waits for who is away (平台规则 第十条: a case has one handler at a time). Decided on plain data, for the form and for the hand-over alike.</summary>
internal static class AbsenceRules
{
    /// <summary>Posts whose work nobody else of the hall takes up by himself.</summary>
    public static readonly Role[] Deciding = [Role.Reviewer, Role.ChiefRepresentative];

    /// <param name="known">Every absence that has not been ended.</param>
    /// <param name="mayStandIn">Who holds the same role in the same organisation, himself not among them.</param>
    public static Refusal? Check(Absence asked, Role role, IReadOnlyCollection<Absence> known, IReadOnlyCollection<string> mayStandIn, DateOnly today)
    {
        if (asked.Until < asked.From) return Wrong("absence-order", "最后一天不能早于第一天，请核对。");
        if (asked.Until < today) return Wrong("absence-past", "这几天已经过去，不用登记。");
        if (known.Any(k => k.Account == asked.Account && k.Meets(asked))) return Wrong("absence-overlaps", "这几天里您已经登记过请假，请先取消原来的，或者另选日期。");
        if (known.FirstOrDefault(k => k.StandIn == asked.Account && k.Meets(asked)) is { } whose)
        {
            return Wrong("absence-stands-in", $"{Words(whose)}您正替同事代班，这几天不能同时请假；请同事先改由别人代班。");
        }

        if (asked.StandIn is not { } standIn)
        {
            return Deciding.Contains(role) ? Wrong("absence-alone", "审查、决定岗位请假，须有同一机构、同一岗位的同事代班，请选择代班的人；没有这样的同事的，请先由系统管理员给一位同事加上这个岗位。") : null;
        }

        if (!mayStandIn.Contains(standIn)) return Wrong("absence-stand-in", "代班的人须在同一机构有同样的岗位，请另选。");
        return known.Any(k => k.Account == standIn && k.Meets(asked)) ? Wrong("absence-stand-in-away", "您选的同事这几天也请假，请另选一位。") : null;
    }

    /// <summary>Who handles on that day what somebody took on.</summary>
    /// <param name="open">His account is open.</param>
    /// <param name="holds">The post is still his.</param>
    /// <param name="present">Whether somebody else is there that day under the same post.</param>
    public static Away? Of(string account, bool open, bool holds, IReadOnlyCollection<Absence> known, Func<string, bool> present, DateOnly day)
    {
        if (!open) return new Away(AwayFor.Leaving, null);
        if (!holds) return new Away(AwayFor.Move, null);
        return known.FirstOrDefault(k => k.Account == account && k.On(day)) is { } away ? new Away(AwayFor.Absence, away.StandIn is { } s && present(s) ? s : null) : null;
    }

    private static string Words(Absence absence) => $"{absence.From:M月d日}到{absence.Until:M月d日}，";

    private static Refusal Wrong(string code, string words) => new($"identity.{code}", words, PlatformRules.OneHandler);
}
