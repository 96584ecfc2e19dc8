namespace OneWindow.Contracts;

/// <summary>查看登记: who saw whose data, why, and when. What is opened through <see cref="ISubjects"/> for a member of staff is written down by itself, before it is shown.</summary>
public interface IOpenings
{
    /// <summary>Has this member of staff given a reason, within the last minutes, to see this person's data of this case in full?</summary>
    ValueTask<bool> InFull(Actor actor, string subject, string ofCase, CancellationToken cancel = default);

    /// <summary>查看完整信息: from now on in full for some minutes; the reason is kept and shown to the person.</summary>
    /// <param name="reason">One of <see cref="OpeningReasons"/>.</param>
    ValueTask OpenInFull(Actor actor, string subject, string ofCase, string reason, string words, CancellationToken cancel = default);

    /// <summary>Somebody asked for it who may not: a line of the security log.</summary>
    ValueTask Refused(Actor actor, string subject, string ofCase, CancellationToken cancel = default);
}

/// <summary>Reasons for which a masked value is shown in full.</summary>
public static class OpeningReasons
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["call"] = "联系申请人",
        ["check"] = "核对身份或者材料",
        ["complaint"] = "处理投诉、申诉或者复议",
        ["inspection"] = "监督检查、评查案卷",
        ["court"] = "配合司法、监察机关依法调取",
    };
}
