using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>A parameter of the rulebooks that says how long, with its article.</summary>
internal sealed record Interval(TimeLimit Limit, Citation Basis)
{
    /// <summary>The last day on which it is still in time.</summary>
    public DateOnly After(DateOnly day) => Limit.Unit == LimitUnit.Month ? day.AddMonths(Limit.Amount) : day.AddDays(Limit.Amount);

    public DateOnly Before(DateOnly day) => Limit.Unit == LimitUnit.Month ? day.AddMonths(-Limit.Amount) : day.AddDays(-Limit.Amount);
}

/// <summary>到期日 of assessments and of mending, by the parameters of the place on that day. Where no text names an interval there is none, and nothing is due.</summary>
internal static class DueDays
{
    public const string RemindAhead = "security.assessment.remindAhead";

    public static string KeyOf(Severity severity) => $"security.mend.{severity.ToString().ToLowerInvariant()}";

    public static string? KeyOf(AssessmentKind kind, AssetGrade grade) => (kind, grade) switch
    {
        (AssessmentKind.GradedProtection, AssetGrade.Second or AssetGrade.Third or AssetGrade.Fourth) => $"security.gradedTest.{grade.ToString().ToLowerInvariant()}",
        // The regulation asks it of systems that must be protected by cryptography: from the third grade on.
        (AssessmentKind.Cryptography, AssetGrade.Third or AssetGrade.Fourth) => "security.cryptographyTest",
        _ => null,
    };

    public static Interval? Find(RuleSet rules, string? key) => key is not null && rules.Find(key) is { } rule ? new Interval(rule.Limit, rule.Basis) : null;
}

/// <summary>Where an obligation stands today.</summary>
internal enum DueStanding
{
    /// <summary>No text asks for it.</summary>
    NotAsked,

    /// <summary>Asked for, and never done.</summary>
    Missing,
    InTime,
    Soon,
    Overdue,
}

/// <summary>测评安排 of one system: when it was last done, when next.</summary>
/// <param name="DueOn">The last day in time; overdue from the day after. Null: not asked, or never done.</param>
internal sealed record AssessmentStanding(DueStanding At, DateOnly? LastOn, DateOnly? DueOn, Citation? Basis)
{
    public static AssessmentStanding Of(DateOnly? last, Interval? every, Interval? remind, DateOnly today)
    {
        if (every is null) return new(DueStanding.NotAsked, last, null, null);
        if (last is not { } done) return new(DueStanding.Missing, null, null, every.Basis);
        var due = every.After(done);
        var at = today > due ? DueStanding.Overdue : remind is not null && today >= remind.Before(due) ? DueStanding.Soon : DueStanding.InTime;
        return new(at, done, due, every.Basis);
    }
}
