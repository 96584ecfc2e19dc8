using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>What the three kinds of applicants are called: by the place's text (青岛办法 第三条, 重庆办法 第二条), the kept code the same everywhere.</summary>
internal static class ApplicantLabels
{
    private static readonly string[] Usual = ["自然人", "法人", "非法人组织"];

    /// <summary>A text that names applicants in one word leaves the usual three names.</summary>
    public static string Of(SubjectKind kind, RuleSet rules)
    {
        var named = rules.Find("applicant.labels")?.Entries;
        return (named is { Count: 3 } ? named : Usual)[(int)kind];
    }
}
