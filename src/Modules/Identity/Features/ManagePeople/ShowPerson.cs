using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>一个人的账号: what it may, what is asked for it, and what each administrator may do to it.</summary>
internal static class ShowPerson
{
    private const string Path = ListPeople.Path + "/{account}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string account, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel) =>
                Answer(account, FormState.Empty, null, context, people, db, directory, cancel))
            .WithName(nameof(ShowPerson)).ExcludeFromDescription().AllowRoles(ListPeople.Readers);
        routes.MapPost(Path + "/post", AskForPost).WithName("AskForPost").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost(Path + "/agreement", Settle).WithName("SettlePost").ExcludeFromDescription().AllowRoles(Role.SecurityAdministrator);
        routes.MapPost(Path + "/start-password", GiveStartPassword).WithName("GiveStartPassword").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost(Path + "/second-factor/removal", TakeSecondFactor).WithName("TakeSecondFactor").ExcludeFromDescription().AllowRoles(Role.SecurityAdministrator);
        routes.MapPost(Path + "/posts/{post}/ending", EndPost).WithName("EndPost").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator, Role.SecurityAdministrator);
        routes.MapPost(Path + "/closing", Close).WithName("CloseAccount").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator, Role.SecurityAdministrator);
    }

    private static async Task<IResult> AskForPost(
        string account, FormReader form, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { } row) return Unknown();
        var further = form.Choice("kind", "换岗还是兼任", ["move", "further"]) == "further";
        if (OpenAccount.ReadPost(form, actor, directory) is { } post && await people.Ask(row, post with { Further = further }, actor, cancel) is { } why) form.Refuse(why, "role");
        return form.Ok ? Back(account) : await Answer(account, form.State, null, context, people, db, directory, cancel);
    }

    private static async Task<IResult> Settle(
        string account, FormReader form, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { } row) return Unknown();
        var agrees = form.Choice("agrees", "是否同意", ["yes", "no"]) == "yes";
        var against = form.Text("against", "不同意的理由", 200, required: !agrees);
        if (form.Ok && await people.Settle(row, form.Raw("asked") ?? "", agrees, against, actor, cancel) is { } why) form.Refuse(why);
        return form.Ok ? Back(account) : await Answer(account, form.State, null, context, people, db, directory, cancel);
    }

    private static async Task<IResult> GiveStartPassword(
        string account, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        // An invented account of the demonstration keeps its password; a closed one gets none.
        if (await people.Find(account, actor, cancel) is not { Active: true, PasswordHash: not null } row) return Unknown();
        var password = await people.GiveStartPassword(row, actor, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return await Answer(account, FormState.Empty, password, context, people, db, directory, cancel);
    }

    private static async Task<IResult> TakeSecondFactor(string account, HttpContext context, ManagePeople people, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { TotpBox: not null } row) return Unknown();
        await people.TakeSecondFactor(row, actor, cancel);
        return Back(account);
    }

    private static async Task<IResult> EndPost(
        string account, string post, FormReader form, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { } row) return Unknown();
        if (await people.EndPost(row, post, actor, cancel) is { } why) form.Refuse(why);
        return form.Ok ? Back(account) : await Answer(account, form.State, null, context, people, db, directory, cancel);
    }

    private static async Task<IResult> Close(
        string account, FormReader form, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { } row) return Unknown();
        var reason = form.Text("reason", "停用的理由", 120, 2);
        if (form.Ok && await people.Close(row, reason, actor, cancel) is { } why) form.Refuse(why, "reason");
        return form.Ok ? Back(account) : await Answer(account, form.State, null, context, people, db, directory, cancel);
    }

    private static async Task<IResult> Answer(
        string account, FormState form, string? password, HttpContext context, ManagePeople people, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await people.Find(account, actor, cancel) is not { } row) return Unknown();
        var posts = await db.AskedPosts.AsNoTracking().Where(p => p.Account == account).OrderByDescending(p => p.AskedAt).Take(20).ToListAsync(cancel);
        var concerned = posts.SelectMany(p => new[] { p.AskedBy, p.SettledBy }).OfType<string>().Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => concerned.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name ?? a.User, cancel);
        var waiting = posts.Find(p => p.SettledAt is null);
        var invented = row.PasswordHash is null;
        var model = new PersonModel(
            form, $"{ListPeople.Path}/{account}", row.Name ?? row.User,
            [
                new("用户名", row.User), new("状态", row.Active ? "在用" : waiting is null ? "已停用" : "等待同意岗位"), new("岗位", PostOf(row.Role, row.Organisation, row.Unit, directory)),
                new("动态口令", row.TotpBox is null ? "没有设置" : "已设置"), new("情况", ListPeople.StateOf(row) ?? "正常"),
            ],
            waiting is null ? null : new AskedPostModel(waiting.Id, (waiting.Further ? "兼任 " : "") + PostOf(waiting.Role, waiting.Organisation, waiting.Unit, directory), waiting.Why, names.GetValueOrDefault(waiting.AskedBy, "平台"), waiting.AskedAt),
            [.. posts.Where(p => p.SettledAt is not null).Select(p => new SettledPostModel(
                (p.Further ? "兼任 " : "") + PostOf(p.Role, p.Organisation, p.Unit, directory), p.Why, p.Agreed, p.Against, names.GetValueOrDefault(p.SettledBy!, "平台"), p.SettledAt!.Value))],
            actor.Role == Role.SystemAdministrator && waiting is null, actor.Role == Role.SecurityAdministrator && waiting is not null,
            actor.Role == Role.SystemAdministrator && row.Active && !invented, actor.Role == Role.SecurityAdministrator && row.TotpBox is not null,
            actor.Role != Role.AuditAdministrator && row.Active, password, OpenAccount.Roles, OpenAccount.Organisations(actor, directory))
        {
            Held = [.. (await db.PostsOf(row, cancel)).Where(p => p.Id != Post.Own).Select(p => new PostModel(p.Id, p.Words(directory), actor.Role != Role.AuditAdministrator))],
        };
        return form.IsRefused ? Pages.Again<PersonPage>(model) : Pages.Show<PersonPage>(model);
    }

    private static string PostOf(Role role, string? organisation, string? unit, InMemoryDirectory directory) =>
        string.Join(' ', new[] { organisation is null ? null : directory.Organisation(organisation)?.Name, unit, RoleWords.Of(role) }.OfType<string>());

    private static IResult Back(string account) => Results.LocalRedirect($"{ListPeople.Path}/{account}");

    private static IResult Unknown() => Pages.Refuse(new Refusal("identity.not-found", "没有这个账号，或者不在您管理的区划之内。", PlatformRules.Permission));
}

/// <param name="Password">The start password that was given just now; shown this once.</param>
public sealed record PersonModel(
    FormState Form, string Path, string Name, IReadOnlyList<SummaryRowModel> Rows, AskedPostModel? Waiting, IReadOnlyList<SettledPostModel> Posts,
    bool MayAsk, bool MaySettle, bool MayGivePassword, bool MayTakeSecondFactor, bool MayClose, string? Password,
    IReadOnlyList<ChoiceModel> Roles, IReadOnlyList<ChoiceModel> Organisations)
{
    /// <summary>兼任的岗位; on: the reader may end it.</summary>
    public IReadOnlyList<PostModel> Held { get; init; } = [];
}

public sealed record AskedPostModel(string Id, string Post, string Why, string By, Instant At);

public sealed record SettledPostModel(string Post, string Why, bool Agreed, string? Against, string By, Instant At);
