using OneWindow.Contracts;

namespace OneWindow.Supervision;

internal enum CreditKind
{
    /// <summary>承诺.</summary>
    Commitment,

    /// <summary>承诺的履行情况.</summary>
    Performance,

    /// <summary>不实承诺的处理.</summary>
    Revocation,
}

/// <summary>信用推送 (河北方案 三（四）): where the place's rulebook says so (`commitment.push`), what was promised and how it was kept goes to the credit platform.</summary>
internal static class CreditRules
{
    /// <summary>What an event of a case that rests on a promise says to the platform; null: nothing.</summary>
    public static CreditKind? Of(string topic, RuleSet rules)
    {
        var push = rules.Find("commitment.push");
        return topic switch
        {
            "case.approved/1" when push?.Lists("credit-platform") == true => CreditKind.Commitment,
            "case.commitment-checked/1" when push?.Lists("performance") == true => CreditKind.Performance,
            "case.revocation-decided/1" when push?.Lists("performance") == true => CreditKind.Revocation,
            _ => null,
        };
    }

    public static string Words(CreditKind kind) => kind switch
    {
        CreditKind.Commitment => "承诺",
        CreditKind.Performance => "履行情况",
        _ => "不实承诺的处理",
    };
}
