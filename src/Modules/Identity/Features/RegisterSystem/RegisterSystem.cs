using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登记业务系统: which departments' systems sign in here, where they may send people back to, and what they are told. The secret is shown once.</summary>
internal static class RegisterSystem
{
    public const string Path = "/workbench/systems";
    private const int Most = 500;

    public static IReadOnlyList<ChoiceModel> Scopes { get; } =
    [
        new("profile", "姓名（名称）、类型、实名等级"), new("identity", "证件号码、联系电话", "只给法定职责确需的系统。"), new("staff", "工作人员的岗位和机构"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (IdentityDb db, CancellationToken cancel) => Pages.Show<SystemsPage>(await Model(FormState.Empty, db, cancel)))
            .WithName(nameof(RegisterSystem)).ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost(Path, Handle).WithName("RegisterSystemForm").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost($"{Path}/closing", Close).WithName("CloseSystem").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
    }

    private static async Task<IResult> Handle(FormReader form, HttpContext context, IdentityDb db, RunMode mode, SessionClock clock, CancellationToken cancel)
    {
        var name = form.Text("name", "系统名称", 60, 2);
        var id = form.Text("id", "系统代号", 40, 3).ToLowerInvariant();
        var returns = form.LongText("returns", "返回地址", 2000).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var scopes = form.Choices("scopes", "告诉它什么", Scopes, required: false);
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) form.Refuse("id", "系统代号用小写字母、数字和短横线，例如 housing-registry");
        if (returns.FirstOrDefault(r => !IsSafe(r, mode.Demonstration)) is { } bad) form.Refuse("returns", $"返回地址应以 https:// 开头，写完整，不带 # 和空格：{bad}");
        if (form.Ok && await db.Set<SystemRow>().AnyAsync(s => s.Id == id, cancel)) form.Refuse("id", "这个代号已经登记过，请换一个；停用的代号也不再使用");
        if (!form.Ok) return Pages.Again<SystemsPage>(await Model(form.State, db, cancel));
        var secret = DoorTicket.Random();
        var actor = context.RequireActor();
        db.Add(new SystemRow
        {
            Id = id, Name = name, Returns = string.Join('\n', returns), Scopes = string.Join(' ', ["openid", .. scopes]), SecretHash = SignInProvider.HashOf(secret), RegisteredBy = actor.Id, RegisteredAt = clock.Now,
        });
        await db.SaveWithEvent(clock.Now, SecurityEventKind.ClientRegistered, null, actor.Id, cancel, name);
        return Pages.Show<SystemsPage>(await Model(FormState.Empty, db, cancel) with { New = new NewSystemModel(name, id, secret) });
    }

    private static async Task<IResult> Close(FormReader form, HttpContext context, IdentityDb db, SessionClock clock, CancellationToken cancel)
    {
        var id = form.Raw("id") ?? "";
        if (await db.Set<SystemRow>().SingleOrDefaultAsync(s => s.Id == id && s.Active, cancel) is { } row)
        {
            row.Active = false;
            await db.SaveWithEvent(clock.Now, SecurityEventKind.ClientClosed, null, context.RequireActor().Id, cancel, row.Name);
        }

        return Results.LocalRedirect(Path);
    }

    internal static bool IsSafe(string address, bool demonstration) =>
        Uri.TryCreate(address, UriKind.Absolute, out var at) && at.UserInfo.Length == 0 && at.Fragment.Length == 0 && !address.Any(char.IsWhiteSpace)
        && (at.Scheme == Uri.UriSchemeHttps || (demonstration && at is { Scheme: "http", IsLoopback: true }));

    private static async Task<SystemsModel> Model(FormState form, IdentityDb db, CancellationToken cancel) => new(
        form,
        [
            .. (await db.Set<SystemRow>().AsNoTracking().OrderBy(s => s.Id).Take(Most).ToListAsync(cancel)).Select(s => new SystemModel(
                s.Id, s.Name, s.Returns.Split('\n'), string.Join("；", Scopes.Where(o => s.Scopes.Split(' ').Contains(o.Value)).Select(o => o.Words)) is { Length: > 0 } told ? told : "只知道是同一个账号", s.Active, s.RegisteredAt)),
        ]);
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class SystemsPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor()?.Role == Role.SystemAdministrator ? [new PlaceModel("统一登录的业务系统", RegisterSystem.Path) { Group = PlaceGroup.Settings }] : []);
}

public sealed record SystemsModel(FormState Form, IReadOnlyList<SystemModel> Systems)
{
    public NewSystemModel? New { get; init; }
}

public sealed record SystemModel(string Id, string Name, IReadOnlyList<string> Returns, string Told, bool Active, Instant RegisteredAt);

/// <param name="Secret">Shown this once.</param>
public sealed record NewSystemModel(string Name, string Id, string Secret);
