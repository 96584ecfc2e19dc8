using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>岗位 as it is offered for wearing. The account's own has no row: it is <see cref="Own"/>.</summary>
internal sealed record Post(string Id, Role Role, OneWindow.Kernel.RegionCode Place, string? Organisation, string? Unit)
{
    public const string Own = OneWindow.Ui.ShownHat.OwnPost;

    public static Post OwnOf(AccountRow account) => new(Own, account.Role, account.Place, account.Organisation, account.Unit);

    public static Post Of(HeldPostRow row) => new(row.Id, row.Role, row.Place, row.Organisation, row.Unit);

    /// <summary>市南区行政审批服务局 食品科 审查人员</summary>
    public string Words(InMemoryDirectory directory) =>
        string.Join(' ', new[] { Organisation is null ? null : directory.Organisation(Organisation)?.Name, Unit, RoleWords.Of(Role) }.OfType<string>());
}

internal static class Posts
{
    /// <summary>Every post that the account holds, its own first.</summary>
    public static async Task<IReadOnlyList<Post>> PostsOf(this IdentityDb db, AccountRow account, CancellationToken cancel) =>
        [Post.OwnOf(account), .. (await db.HeldPosts.AsNoTracking().Where(p => p.Account == account.Id && p.EndedAt == null).OrderBy(p => p.Since).ToListAsync(cancel)).Select(Post.Of)];
}
