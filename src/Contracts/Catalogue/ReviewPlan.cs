using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>审查方式, as the item defines it: whom the handling unit asks, whether one signature is enough, what is looked at on site.</summary>
public sealed record ReviewPlan
{
    /// <summary>协办的内设机构 (重庆办法 第二十一条), each asked when the review begins.</summary>
    public IReadOnlyList<ReviewUnit> Units { get; init; } = [];

    /// <summary>集体研究或者联席会议: nobody decides alone (青岛办法 第三十九条, 鄠邑细则 第二十六条).</summary>
    public bool Collective { get; init; }

    /// <summary>现场核查; null: nothing is looked at on site.</summary>
    public SitePlan? Site { get; init; }
}

/// <param name="Unit">The internal unit's name, as the organisation lists it among those that co-operate.</param>
/// <param name="Question">What it is asked.</param>
/// <param name="Within">From the beginning of the review.</param>
/// <param name="Obligatory">The decision waits for it.</param>
public sealed record ReviewUnit(string Id, string Unit, string Question, TimeLimit Within, bool Obligatory);

/// <param name="Procedure">The guide's special procedure that it is.</param>
public sealed record SitePlan(string Procedure, IReadOnlyList<SitePoint> Points);

/// <summary>One thing that is looked at, shown to the applicant beforehand.</summary>
/// <param name="Standard">What good looks like, in words.</param>
/// <param name="Basis">Where it is demanded.</param>
public sealed record SitePoint(string Id, string What, string Standard, LegalBasis Basis);
