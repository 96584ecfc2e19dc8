using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>出借管理权限: a system administrator above a town lends its administrator the right to open and close some accounts; he narrows it and takes it back at once.</summary>
internal static class LendAdministration
{
    public const string Path = ListPeople.Path + "/lendings";
    private const int Listed = 50;

    private static Refusal Unknown { get; } = new("identity.not-found", "没有这项出借，或者不在您管理的区划之内。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Path).ExcludeFromDescription();
        all.MapGet("", Show).WithName(nameof(LendAdministration)).AllowRoles(ListPeople.Readers);
        all.MapPost("", Lend).WithName("LendRight").AllowRoles(Role.SystemAdministrator);
        all.MapPost("/{lending}", Narrow).WithName("NarrowRight").AllowRoles(Role.SystemAdministrator);
        all.MapPost("/{lending}/ending", End).WithName("WithdrawRight").AllowRoles(Role.SystemAdministrator, Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, Lendings lendings, InMemoryDirectory directory, CancellationToken cancel, string? to = null, string? narrow = null)
    {
        var actor = context.RequireActor();
        var lent = narrow is null ? null : await lendings.Within(actor).SingleOrDefaultAsync(l => l.Id == narrow, cancel);
        return await Answer(FormState.Empty, lent?.To ?? to, lent, actor, db, lendings, directory, cancel);
    }

    private static async Task<IResult> Lend(FormReader form, HttpContext context, IdentityDb db, Lendings lendings, InMemoryDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var to = (await Towns(db, actor, cancel)).Find(a => a.Id == form.Raw("to"));
        if (to is null) form.Refuse("to", "请选择乡镇、街道的系统管理员");
        var (posts, most, until) = Read(form, to?.Place, directory, clock);
        var why = form.Text("why", "依据", 120, 2);
        if (form.Ok && !(await lendings.Lend(to!, posts, most, until, why, actor, cancel)).Try(out _, out var not)) form.Refuse(not);
        return form.Ok ? Results.LocalRedirect(Path) : await Answer(form.State, to?.Id, null, actor, db, lendings, directory, cancel);
    }

    private static async Task<IResult> Narrow(
        string lending, FormReader form, HttpContext context, IdentityDb db, Lendings lendings, InMemoryDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (LendingRules.IsBounded(actor.Role, actor.Place) || await lendings.Within(actor).SingleOrDefaultAsync(l => l.Id == lending, cancel) is not { } row) return Pages.Refuse(Unknown);
        var (posts, most, until) = Read(form, row.Place, directory, clock);
        var seen = int.TryParse(form.Raw("seen"), out var told) ? told : -1;
        if (form.Ok && await lendings.Narrow(row, seen, posts, most, until, actor, cancel) is { } not) form.Refuse(not);
        return form.Ok ? Results.LocalRedirect(Path) : await Answer(form.State, row.To, row, actor, db, lendings, directory, cancel);
    }

    private static async Task<IResult> End(string lending, HttpContext context, Lendings lendings, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (LendingRules.IsBounded(actor.Role, actor.Place) || await lendings.Within(actor).SingleOrDefaultAsync(l => l.Id == lending, cancel) is not { } row) return Pages.Refuse(Unknown);
        return await lendings.End(row, actor, cancel) is { } not ? Pages.Refuse(not) : Results.LocalRedirect(Path);
    }

    private static (IReadOnlySet<(Role, string)> Posts, int Most, DateOnly Until) Read(FormReader form, RegionCode? town, InMemoryDirectory directory, TimeProvider clock)
    {
        var today = clock.Now().Date;
        var roles = form.Choices("roles", "岗位", Roles);
        var offices = form.Choices("offices", "机构", town is { } place ? Offices(place, directory) : []);
        var most = form.Number("most", "账号数", 1, LendingRules.MostAccounts);
        var until = form.Date("until", "最后一天", today, today.AddDays(LendingRules.MostDays));
        return (roles.SelectMany(r => offices.Select(o => (Enum.Parse<Role>(r), o))).ToHashSet(), (int)(most ?? 0), until ?? default);
    }

    private static IReadOnlyList<ChoiceModel> Roles { get; } = [.. LendingRules.Lendable.Select(r => new ChoiceModel(r.ToString(), RoleWords.Of(r)))];

    /// <summary>The town's own.</summary>
    private static IReadOnlyList<ChoiceModel> Offices(RegionCode town, InMemoryDirectory directory) =>
        [.. directory.Now.Under(town).Where(o => o.Kind != OrganisationKind.Hall).Select(o => new ChoiceModel(o.Id, o.Name))];

    private static async Task<List<AccountRow>> Towns(IdentityDb db, Actor actor, CancellationToken cancel) =>
        [.. (await ManagePeople.Within(db.Accounts.AsNoTracking(), actor).Where(a => a.Role == Role.SystemAdministrator && a.Active).ToListAsync(cancel))
            .Where(a => LendingRules.IsBounded(a.Role, a.Place)).OrderBy(a => a.Place.Number)];

    private static async Task<IResult> Answer(
        FormState form, string? to, LendingRow? narrowed, Actor actor, IdentityDb db, Lendings lendings, InMemoryDirectory directory, CancellationToken cancel)
    {
        var may = actor.Role == Role.SystemAdministrator && !LendingRules.IsBounded(actor.Role, actor.Place);
        var rows = await lendings.Within(actor).AsNoTracking().OrderByDescending(l => l.At).Take(Listed).ToListAsync(cancel);
        var concerned = rows.Select(l => l.To).ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => concerned.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name ?? a.User, cancel);
        List<LendingModel> listed = [];
        foreach (var row in rows)
        {
            var posts = await lendings.PostsOf(row.Id, cancel);
            var holds = lendings.Holds(row);
            listed.Add(new LendingModel(
                row.Id, $"{names.GetValueOrDefault(row.To, "")}（{directory.PlaceName(row.Place)}）", string.Join('、', posts.Select(p => p.Item1).Distinct().Order().Select(RoleWords.Of)),
                string.Join('、', posts.Select(p => p.Item2).Distinct().Select(o => directory.Organisation(o)?.Name ?? o).Order(StringComparer.Ordinal)),
                await lendings.Used(row, cancel), row.Most, row.Until, row.Why, holds ? "在用" : row.EndedAt is not null ? "已收回" : "已到期",
                may && holds, holds && !LendingRules.IsBounded(actor.Role, actor.Place) && actor.Role != Role.AuditAdministrator));
        }

        List<AccountRow> towns = may ? await Towns(db, actor, cancel) : [];
        var chosen = towns.Find(a => a.Id == to);
        if (narrowed is not null && !form.IsRefused) form = await Kept(narrowed, lendings, cancel);
        var model = new LendingsModel(
            form, listed, [.. towns.Select(a => new ChoiceModel(a.Id, $"{a.Name}（{directory.PlaceName(a.Place)}）"))], may, chosen?.Id,
            chosen is null ? null : $"{chosen.Name}（{directory.PlaceName(chosen.Place)}）", narrowed?.Id, narrowed?.Version ?? 0, Roles, chosen is null ? [] : Offices(chosen.Place, directory));
        return form.IsRefused ? Pages.Again<LendingsPage>(model) : Pages.Show<LendingsPage>(model);
    }

    private static async Task<FormState> Kept(LendingRow row, Lendings lendings, CancellationToken cancel)
    {
        var posts = await lendings.PostsOf(row.Id, cancel);
        return new FormState(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            ["roles"] = posts.Select(p => p.Item1.ToString()).Distinct().ToArray(), ["offices"] = posts.Select(p => p.Item2).Distinct().ToArray(),
            ["most"] = row.Most.ToString(System.Globalization.CultureInfo.InvariantCulture), ["until"] = row.Until.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        }, []);
    }
}

/// <param name="Narrowed">The lending that is being narrowed; null: a new one.</param>
public sealed record LendingsModel(
    FormState Form, IReadOnlyList<LendingModel> Rows, IReadOnlyList<ChoiceModel> Towns, bool MayLend, string? To, string? ToName, string? Narrowed, int Version,
    IReadOnlyList<ChoiceModel> Roles, IReadOnlyList<ChoiceModel> Offices);

public sealed record LendingModel(
    string Id, string To, string Roles, string Offices, int Used, int Most, DateOnly Until, string Why, string Standing, bool MayNarrow, bool MayEnd);
