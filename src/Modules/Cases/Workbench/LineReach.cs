using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 条线监督 (青岛办法 第十一条, 重庆办法 第十一条): a department reads the cases of its line one level lower, a regulator also those of his own organisation (河北方案 五（一）).
/// Nothing of it lets anybody act on them.
/// </summary>
internal sealed class LineReach(IDirectory directory)
{
    public static readonly Role[] Watchers = [Role.Reviewer, Role.ChiefRepresentative, Role.Regulator];

    public static Refusal ReadOnly { get; } = new(
        "cases.forbidden", "您对本件只有监督权：可以查看和督办，不能办理或者决定。请由承办单位办理。", new Citation("qingdao-2023", "第十一条"));

    public IReadOnlyList<Organisation> Watched(Actor actor)
    {
        if (!Watchers.Contains(actor.Role) || actor.Organisation is null || directory.Organisation(actor.Organisation) is not { } own) return [];
        IEnumerable<Organisation> below = directory.LineBelow(own.Id);
        return [.. (actor.Role == Role.Regulator ? below.Prepend(own) : below).Where(o => actor.Place.Contains(o.Region))];
    }

    public bool MayWatch(Actor actor, string organisation) => Watched(actor).Any(o => o.Id == organisation);
}
