using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>我的账户: who I am, under which hat, where; changing the hat; ending every session of the account.</summary>
internal static class ShowAccount
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", Show).WithName(nameof(ShowAccount)).ExcludeFromDescription().AllowSignedIn();
        routes.MapPost("/account/hat", ChangeHat).WithName("ChangeHat").ExcludeFromDescription().AllowRoles(Role.Applicant).UnderAnyHat();
        routes.MapPost("/account/post", ChangePost).WithName("ChangePost").ExcludeFromDescription().AllowStaff().UnderAnyHat();
        routes.MapPost("/account/sign-out-everywhere", SignOutEverywhere).WithName("SignOutEverywhere").ExcludeFromDescription().AllowSignedIn().UnderAnyHat();
    }

    private static async Task<IResult> Show(HttpContext context, Hats hats, SubjectVault subjects, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        List<SummaryRowModel> rows = [new("姓名（名称）", actor.Name), new("身份", RoleWords.Of(actor.Role))];
        List<HatModel> offered = [];
        List<PostModel> posts = [];
        var organisation = false;
        if (actor.Subject is not null)
        {
            offered.AddRange((await hats.Of(actor.Id, cancel)).Select(h => new HatModel(
                h.Subject, h.Name, CapacityWords.Of(h.Capacity), Term(h), h.Subject == actor.Subject)));
            if (offered.Find(h => h.On) is { } on) rows[1] = new("身份", $"{RoleWords.Of(actor.Role)}（{on.Capacity}）");
            rows.Add(new("实名等级", AssuranceWords.Of(actor.Level)));
            if (await subjects.Find(actor.Subject, cancel) is { } subject)
            {
                rows.AddRange(Own(subject));
                organisation = subject.Kind != SubjectKind.Person && actor.Authority is null;
            }
        }
        else
        {
            if (actor.Organisation is { } id && directory.Organisation(id) is { } office) rows.Add(new("所在机构", office.Name));
            if (context.User.FindFirst(ShownHat.PostClaim) is { Value: var worn })
            {
                var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, cancel);
                posts.AddRange((await db.PostsOf(account, cancel)).Select(p => new PostModel(p.Id, p.Words(directory), p.Id == worn)));
            }

            rows.Add(new("岗位范围", directory.Region(actor.Place)?.FullName ?? directory.PlaceName(actor.Place)));
        }

        return Pages.Show<AccountPage>(new AccountModel(rows, offered, actor.IsStaff, organisation) { Posts = posts });
    }

    private static async Task<IResult> ChangeHat(FormReader form, HttpContext context, IdentityDb db, Sessions sessions, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, cancel);
        return await sessions.SignIn(context, account, form.Raw("subject") ?? "")
            ? Results.LocalRedirect("/account")
            : Pages.Refuse(new Refusal("identity.forbidden", "您不能以这个身份办事：委托可能已经到期或撤销，请联系委托人。", PlatformRules.Permission));
    }

    /// <summary>换岗位: the permission is that of the post that is put on, and of no other.</summary>
    private static async Task<IResult> ChangePost(FormReader form, HttpContext context, IdentityDb db, Sessions sessions, WorkbenchMenu workbench, SessionClock clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, cancel);
        if (!await sessions.SignIn(context, account, form.Raw("post") ?? ""))
        {
            return Pages.Refuse(new Refusal("identity.forbidden", "您没有这个岗位，或者它已经结束。请联系本单位的系统管理员。", PlatformRules.Permission));
        }

        await db.SaveWithEvent(clock.Now, SecurityEventKind.PostWorn, actor.Id, actor.Id, cancel, RoleWords.CodeOf(context.RequireActor().Role));
        return Results.LocalRedirect(workbench.Home);
    }

    private static async Task<IResult> SignOutEverywhere(HttpContext context, IdentityDb db, Sessions sessions, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var account = await db.Accounts.SingleAsync(a => a.Id == actor.Id, cancel);
        account.Stamp = Ids.New();
        await db.SaveChangesAsync(cancel);
        sessions.Forget(account.Id);
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>委托到 2030年12月31日，限 2 个事项</summary>
    private static string? Term(Hat hat)
    {
        if (hat.Authority is not { } authority) return null;
        var until = hat.Until is { } day ? $"{(hat.Capacity == Capacity.Guardian ? "监护到" : "委托到")} {Words.ShortOf(day)}" : "";
        var scope = authority.Grants.Any(g => g.Items is null) ? "" : string.Create(CultureInfo.InvariantCulture, $"，限 {authority.Grants.SelectMany(g => g.Items!).Distinct().Count()} 个事项");
        var powers = PowerWords.All.Where(authority.Has).ToList();
        return until + scope + (powers.Count == PowerWords.All.Count ? "" : $"，只可：{PowerWords.Of(powers)}");
    }

    private static IEnumerable<SummaryRowModel> Own(Subject subject)
    {
        yield return new(SubjectPapers.Of(subject.Kind, subject.Number) is { Code: not "resident-id" } paper ? paper.Words : "居民身份证号", subject.Kind == SubjectKind.Person ? Masking.Identifier(SubjectPapers.Plain(subject.Number)) : SubjectPapers.Plain(subject.Number));
        if (subject.Representative is not null) yield return new("法定代表人", subject.Representative);
        if (subject.Phone is not null) yield return new("联系电话", Masking.Phone(subject.Phone));
        if (subject.Address is not null) yield return new("地址", subject.Address);
    }
}

/// <param name="Hats">For whom an applicant may act; empty for staff.</param>
public sealed record AccountModel(IReadOnlyList<SummaryRowModel> Rows, IReadOnlyList<HatModel> Hats, bool IsStaff, bool IsOrganisation)
{
    /// <summary>Staff with several posts.</summary>
    public IReadOnlyList<PostModel> Posts { get; init; } = [];
}

/// <param name="On">The one that is worn now.</param>
public sealed record PostModel(string Id, string Words, bool On);

/// <param name="On">The one that is worn now.</param>
public sealed record HatModel(string Subject, string Name, string Capacity, string? Until, bool On);
