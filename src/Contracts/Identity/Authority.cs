using System.Text.Json.Serialization;

namespace OneWindow.Contracts;

/// <summary>委托权限: what a principal lets somebody else do in his matters, each by itself.</summary>
public enum Power
{
    /// <summary>查看进度.</summary>
    Progress,

    /// <summary>填写并提交申请.</summary>
    Apply,

    /// <summary>补正、补交材料.</summary>
    Correct,

    /// <summary>撤回申请.</summary>
    Withdraw,

    /// <summary>陈述申辩、听证、申请回避、配合核查.</summary>
    Plead,

    /// <summary>领取结果.</summary>
    Collect,

    /// <summary>查看消息.</summary>
    Messages,

    /// <summary>预约.</summary>
    Book,
}

/// <summary>What one act of the principal gave: a written authority, a relative's leave, or what the register of guardians says.</summary>
/// <param name="Id">Of the authority; it stands in the log beside each act that rests on it. Empty: on none that is written down here.</param>
/// <param name="Items">The scope: items by their keys; null: whatever the principal may apply for.</param>
/// <param name="From">The first day; null: from the beginning.</param>
/// <param name="Until">The last day; null: no end.</param>
public sealed record Grant(string Id, IReadOnlyList<Power> Powers, IReadOnlyList<string>? Items, DateOnly? From, DateOnly? Until)
{
    public bool Covers(string item) => Items is null || Items.Contains(item, StringComparer.Ordinal);

    public bool HoldsOn(DateOnly day) => (From is null || day >= From) && (Until is null || day <= Until);

    /// <summary>Whoever may do something in a case may also see how it stands.</summary>
    public bool ShowsCases => Powers.Any(PowerWords.IsOfCases);
}

/// <summary>委托 (青岛办法 第二十五条): the principal is the actor's subject, the agent his account. Several grants add up.</summary>
[method: JsonConstructor]
public sealed record Authority(IReadOnlyList<Grant> Grants)
{
    /// <summary>Every power, within a scope and a term.</summary>
    public Authority(IReadOnlyList<string>? items, DateOnly? until)
        : this([new Grant("", PowerWords.All, items, null, until)])
    {
    }

    public bool Covers(string item) => Grants.Any(g => g.Covers(item));

    public bool HoldsOn(DateOnly day) => Grants.Any(g => g.HoldsOn(day));

    /// <summary>The grant on which an act rests; null: none gives this power for this item on this day.</summary>
    public Grant? For(Power power, string item, DateOnly day) => Grants.FirstOrDefault(g => g.Powers.Contains(power) && g.Covers(item) && g.HoldsOn(day));

    /// <summary>May he see how a case of this item stands?</summary>
    public bool Sees(string item) => Grants.Any(g => g.ShowsCases && g.Covers(item));

    /// <summary>A power for one item at least, whichever.</summary>
    public bool Has(Power power) => Grants.Any(g => g.Powers.Contains(power));

    /// <summary>For lists: the items whose cases he may see; null: all.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Shown => Grants.Any(g => g.ShowsCases && g.Items is null) ? null : [.. Grants.Where(g => g.ShowsCases).SelectMany(g => g.Items!).Distinct(StringComparer.Ordinal)];
}

/// <summary>What an agent may do in his principal's matters. Who acts for himself or by office may all of it.</summary>
public static class ActorPowers
{
    /// <summary>May this actor see cases of this item, as far as an authority limits him?</summary>
    public static bool Sees(this Actor actor, string item)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Authority?.Sees(item) != false;
    }

    /// <summary>Has he the power for this item, whatever the day?</summary>
    public static bool May(this Actor actor, Power power, string item)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Authority is not { } authority || authority.Grants.Any(g => g.Powers.Contains(power) && g.Covers(item));
    }

    /// <summary>Has he the power for any item?</summary>
    public static bool May(this Actor actor, Power power)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Authority?.Has(power) != false;
    }
}

/// <summary>Powers as people read them: the one table.</summary>
public static class PowerWords
{
    public static IReadOnlyList<Power> All { get; } = Enum.GetValues<Power>();

    /// <summary>查看进度、提交申请、…</summary>
    public static string Of(Power power) => power switch
    {
        Power.Progress => "查看办件进度",
        Power.Apply => "填写并提交申请",
        Power.Correct => "补正、补交材料",
        Power.Withdraw => "撤回申请",
        Power.Plead => "陈述申辩、听证和配合核查",
        Power.Collect => "领取结果",
        Power.Messages => "查看消息",
        Power.Book => "预约",
        _ => throw new ArgumentOutOfRangeException(nameof(power), power, "A power without a word."),
    };

    public static string Of(IEnumerable<Power> powers) => string.Join("；", powers.Order().Select(Of));

    /// <summary>A power that is used in a case, and so shows how the case stands.</summary>
    public static bool IsOfCases(Power power) => power is not (Power.Messages or Power.Book);
}
