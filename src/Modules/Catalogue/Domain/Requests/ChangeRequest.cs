using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 变更申请 (青岛办法 第十五条、第十八条, 重庆办法 第十三条, 河北方案 一（二）, 鄠邑细则 第五条): a department asks, the parties whom the place names agree, the
/// management office alone publishes. Nothing changes a list or a guide but this (and the import of what is decided elsewhere).
/// </summary>
internal sealed record ChangeRequest
{
    public required string Id { get; init; }

    public required RequestKind Kind { get; init; }

    /// <summary>The region of the office that decides: the department's own level, or where that has none the next above.</summary>
    public required RegionCode Place { get; init; }

    /// <summary>The organisation that asks.</summary>
    public required string Department { get; init; }

    /// <summary>The account that filed it; another person reviews.</summary>
    public required string FiledBy { get; init; }

    public required ListReason Reason { get; init; }

    /// <summary>In words for the public: what was decided, by which document.</summary>
    public required string Why { get; init; }

    /// <summary>From the beginning of this day.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public required IReadOnlyList<RequestedItem> Items { get; init; }

    /// <summary>下放、承接: to whom; else null.</summary>
    public ItemHeir? To { get; init; }

    public ChangeState State { get; init; }

    /// <summary>联合审核: who must agree; settled when it is submitted.</summary>
    public IReadOnlyList<ReviewParty> Parties { get; init; } = [];

    public IReadOnlyList<PartyReview> Reviews { get; init; } = [];

    /// <summary>Published over findings that stop others; null: none did.</summary>
    public UrgentRelease? Urgent { get; init; }

    public PublishedStamp? Published { get; init; }

    /// <summary>What must be agreed on has not all been said.</summary>
    public IEnumerable<ReviewParty> Unheard => Parties.Where(p => !Reviews.Any(r => r.Party == p && r.Agrees));

    public bool MayBeEdited => State is ChangeState.Drafting or ChangeState.Returned;

    public Outcome<ChangeRequest> Submit(IReadOnlyList<ReviewParty> parties, Actor by, Instant at)
    {
        if (!MayBeEdited) return NotNow;
        if (Items.Count == 0) return No("request-empty", "这份申请里还没有事项，请先加上。");
        // Who asks has said what he thinks by asking, for the party whose officer he is and no other.
        var own = parties.FirstOrDefault(p => p.Organisation == Department && (p.Kind == PartyKind.Office) == (by.Role == Role.ManagementOfficer));
        return this with
        {
            State = parties.Count == (own is null ? 0 : 1) ? ChangeState.Reviewed : ChangeState.Reviewing, Parties = parties,
            Reviews = own is null ? [] : [new PartyReview(own, true, "提出申请", by.Id, at)],
        };
    }

    /// <summary>A party speaks; one that disagrees sends it back with the reason.</summary>
    /// <param name="as">The party the officer speaks for.</param>
    public Outcome<ChangeRequest> Review(ReviewParty @as, bool agrees, string words, Actor by, Instant at)
    {
        if (State is not (ChangeState.Reviewing or ChangeState.Reviewed)) return NotNow;
        if (!Parties.Contains(@as)) return No("forbidden", "这份申请不用您所在的单位审核。");
        if (by.Id == FiledBy) return No("review-own", "自己提出的申请要由别人审核。");
        if (!agrees && words.Length < 4) return No("reason-missing", "不同意的，请写明哪里要改、为什么。");
        var next = this with { Reviews = [.. Reviews.Where(r => r.Party != @as), new PartyReview(@as, agrees, words, by.Id, at)] };
        return next with { State = !agrees ? ChangeState.Returned : next.Unheard.Any() ? ChangeState.Reviewing : ChangeState.Reviewed };
    }

    /// <summary>去掉一个事项: the others go on without it.</summary>
    public Outcome<ChangeRequest> Without(string item) =>
        !MayBeEdited ? NotNow
        : Items.All(i => i.Item == item) ? No("request-empty", "申请里只有这一个事项。不改了的，请撤回这份申请。")
        : this with { Items = [.. Items.Where(i => i.Item != item)] };

    /// <summary>撤回: before it is published.</summary>
    public Outcome<ChangeRequest> Withdraw() => State is ChangeState.Published or ChangeState.Withdrawn ? NotNow : this with { State = ChangeState.Withdrawn };

    /// <summary>Only the management office, only when all agree, never for a day that has passed.</summary>
    /// <param name="findings">What the linter would stop it for, in words.</param>
    /// <param name="urgent">紧急发布: over those findings, with reason and the day by which they are mended.</param>
    public Outcome<ChangeRequest> Publish(IReadOnlyList<string> findings, UrgentRelease? urgent, Actor by, Instant at)
    {
        if (by.Role != Role.ManagementOfficer || by.Place != Place) return OfficeAlone;
        if (State == ChangeState.Reviewing) return No("review-open", $"还在联合审核：等{string.Join('、', Unheard.Select(p => p.Name))}。");
        if (State != ChangeState.Reviewed) return NotNow;
        if (EffectiveFrom < at.Date) return No("change-in-the-past", $"生效日期 {EffectiveFrom:yyyy-MM-dd} 已经过了。请退回，改一个不早于今天的日期。");
        if (findings.Count > 0 && urgent is null)
            return No("findings-open", $"检查发现 {findings.Count} 处问题，改好以后才能发布：{string.Join("；", findings.Take(3))}");
        if (urgent is not null && urgent.MendBy <= at.Date) return No("mend-by-past", "补正的期限要晚于今天。");
        if (urgent is not null && urgent.Reason.Length < 4) return No("reason-missing", "紧急发布的，请写明理由，理由会公布。");
        return this with
        {
            State = ChangeState.Published, Published = new PublishedStamp(by.Id, at),
            Urgent = findings.Count == 0 ? null : urgent! with { Findings = findings },
        };
    }

    /// <summary>An officer of the office asks for another day before it is published; the parties agreed on the change, not on the day.</summary>
    public Outcome<ChangeRequest> MoveTo(DateOnly day, Instant now) =>
        State is ChangeState.Published or ChangeState.Withdrawn ? NotNow
        : day < now.Date ? No("change-in-the-past", "生效日期不能早于今天：已经受理的不受影响。")
        : this with { EffectiveFrom = day };

    public static Refusal OfficeAlone { get; } = No("forbidden", "审核通过的变更由本级政务服务管理机构发布，别的机构不能发布。");

    private static Refusal NotNow { get; } = No("request-state", "这份申请现在不能这样处理，请看它现在的状态。");

    private static Refusal No(string code, string words) => new("catalogue." + code, words, Laws.JointReview);
}

/// <param name="Before">The guide's version that it was asked against; 0: a new item.</param>
internal sealed record RequestedItem(string Item, string Name, string Department, int Before);

internal enum RequestKind
{
    /// <summary>指南和实施清单要素: the items' guides become new versions.</summary>
    Guide,

    /// <summary>取消.</summary>
    Cancel,

    /// <summary>下放、承接: another body handles it.</summary>
    Move,
}

/// <summary>变动事由 (青岛办法 第十五条, 重庆办法 第十三条), and 勘误 for what is only put right.</summary>
internal enum ListReason
{
    TakeOver,
    Delegate,
    Cancel,
    Adjust,
    Correct,
}

internal enum ChangeState
{
    Drafting,
    Reviewing,
    Returned,
    Reviewed,
    Published,
    Withdrawn,
}

internal enum PartyKind
{
    Department,
    Legal,
    Office,
}

/// <param name="Organisation">Who speaks for it.</param>
internal sealed record ReviewParty(PartyKind Kind, string Organisation, string Name);

/// <param name="By">The officer's account.</param>
internal sealed record PartyReview(ReviewParty Party, bool Agrees, string Words, string By, Instant At);

/// <param name="MendBy">By this day the findings are mended.</param>
internal sealed record UrgentRelease(string Reason, DateOnly MendBy)
{
    /// <summary>What it was published over, in words.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}

internal sealed record PublishedStamp(string By, Instant At);
