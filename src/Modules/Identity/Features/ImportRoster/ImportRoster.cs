using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>名册: people and posts by a workbook. Uploaded, looked at row by row, submitted by the system administrator, agreed to by the security administrator.</summary>
internal static class ImportRoster
{
    public const string Path = ListPeople.Path + "/roster";
    private const int Listed = 20;

    private static Refusal Unknown { get; } = new("identity.not-found", "没有这份名册，或者不在您管理的区划之内。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Path).ExcludeFromDescription();
        all.MapGet("", Begin).WithName(nameof(ImportRoster)).AllowRoles(ListPeople.Readers);
        all.MapGet("/people.xlsx", Download).WithName("ExportRoster").AllowRoles(Role.SystemAdministrator);
        all.MapGet("/template.xlsx", Template).WithName("RosterTemplate").AllowRoles(Role.SystemAdministrator);
        all.MapPost("", Upload).WithName("UploadRoster").AllowRoles(Role.SystemAdministrator);
        all.MapGet("/{roster}", Show).WithName("ShowRoster").AllowRoles(ListPeople.Readers);
        all.MapPost("/{roster}/submission", Submit).WithName("SubmitRoster").AllowRoles(Role.SystemAdministrator);
        all.MapPost("/{roster}/agreement", Settle).WithName("SettleRoster").AllowRoles(Role.SecurityAdministrator);
        all.MapPost("/{roster}/passwords", GivePasswords).WithName("GiveRosterPasswords").AllowRoles(Role.SystemAdministrator);
    }

    private static async Task<IResult> Begin(HttpContext context, RosterDesk desk, CancellationToken cancel) =>
        Pages.Show<RostersPage>(await Model(FormState.Empty, desk, context.RequireActor(), cancel));

    /// <summary>The list as the page shows it: no numbers.</summary>
    private static async Task<IResult> Download(HttpContext context, IdentityDb db, Lendings lendings, InMemoryDirectory directory, CancellationToken cancel)
    {
        var people = await lendings.Reach(db.Accounts.AsNoTracking(), context.RequireActor()).OrderBy(a => a.User)
            .Select(a => new { a.User, a.Name, a.Role, a.Organisation, a.Unit, a.Active }).ToListAsync(cancel);
        IEnumerable<IReadOnlyList<string>> rows = people.Select(a => (IReadOnlyList<string>)
        [
            a.User, a.Name ?? "", "", RoleWords.Of(a.Role), a.Organisation is { } id ? directory.Organisation(id)?.Name ?? "" : "", a.Unit ?? "",
            a.Active ? RosterRules.InUse : RosterRules.Closed, "",
        ]);
        return Results.File(RosterBook.Write(("人员和岗位", [RosterRules.Heads, .. rows])), RosterBook.Type, "people.xlsx");
    }

    private static IResult Template(HttpContext context, InMemoryDirectory directory)
    {
        var actor = context.RequireActor();
        var offices = OpenAccount.Organisations(actor, directory);
        IReadOnlyList<IReadOnlyList<string>> how =
        [
            ["列", "怎么填"],
            [RosterRules.User, "小写字母、数字、点或短横线，以字母开头。已有的用户名表示换岗或者停用，没有的表示新开账号。"],
            [RosterRules.Name, "与身份证一致。"],
            [RosterRules.Number, "新开账号时填写，只用来核对一个人有没有重复的账号，不保存原文；已有账号的空着。"],
            [RosterRules.Post, $"可以填：{string.Join('、', AccountRules.Posts.Select(RoleWords.Of))}。"],
            [RosterRules.Office, "机构的全称，见本页下方。"],
            [RosterRules.Unit, "岗位属于某个科室的填写，否则空着。"],
            [RosterRules.State, $"“{RosterRules.InUse}”或者“{RosterRules.Closed}”；空着就是“{RosterRules.InUse}”。"],
            [RosterRules.Why, "任职、调动或者停用的依据。"],
            ["", ""],
            ["可以填的机构", ""],
            .. offices.Select(o => (IReadOnlyList<string>)[o.Words, ""]),
        ];
        return Results.File(
            RosterBook.Write(("人员和岗位", [RosterRules.Heads, RosterRules.Example(offices.Count > 0 ? offices[0].Words : "")]), ("填写说明", how)), RosterBook.Type, "template.xlsx");
    }

    private static async Task<IResult> Upload(FormReader form, HttpContext context, RosterDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (form.File("roster", "名册", RosterBook.MostBytes, [".xlsx"]) is { } file)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            if ((await desk.Upload(file.FileName, content.ToArray(), actor, cancel)).Try(out var id, out var why)) return Results.LocalRedirect($"{Path}/{id}");
            form.Refuse(why, "roster");
        }

        return Pages.Again<RostersPage>(await Model(form.State, desk, actor, cancel));
    }

    private static async Task<IResult> Show(string roster, HttpContext context, RosterDesk desk, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel) =>
        await desk.Find(roster, context.RequireActor(), cancel) is { } row ? await Answer(row, FormState.Empty, desk, context.RequireActor(), directory, db, cancel) : Pages.Refuse(Unknown);

    private static async Task<IResult> Submit(
        string roster, FormReader form, HttpContext context, RosterDesk desk, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(roster, actor, cancel) is not { } row) return Pages.Refuse(Unknown);
        if (await desk.Submit(row, Seen(form), form.Check("leave"), actor, cancel) is { } why) form.Refuse(why, why == RosterDesk.StillWrong ? "leave" : "");
        return form.Ok ? Results.LocalRedirect($"{Path}/{roster}") : await Again(roster, form, desk, actor, directory, db, cancel);
    }

    private static async Task<IResult> Settle(
        string roster, FormReader form, HttpContext context, RosterDesk desk, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(roster, actor, cancel) is not { } row) return Pages.Refuse(Unknown);
        var agrees = form.Choice("agrees", "是否同意", ["yes", "no"]) == "yes";
        var against = form.Text("against", "不同意的理由", 200, required: !agrees);
        if (form.Ok && await desk.Settle(row, Seen(form), agrees, against, actor, cancel) is { } why) form.Refuse(why);
        return form.Ok ? Results.LocalRedirect($"{Path}/{roster}") : await Again(roster, form, desk, actor, directory, db, cancel);
    }

    private static async Task<IResult> GivePasswords(
        string roster, FormReader form, HttpContext context, RosterDesk desk, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(roster, actor, cancel) is not { AppliedAt: not null } row) return Pages.Refuse(Unknown);
        context.Response.Headers.CacheControl = "no-store";
        if (!(await desk.GivePasswords(row, actor, cancel)).Try(out var given, out var why))
        {
            form.Refuse(why);
            return await Again(roster, form, desk, actor, directory, db, cancel);
        }

        return form.Raw("as") == "file"
            ? Results.File(RosterBook.Write(("初始密码", [["姓名", "用户名", "机构", "初始密码"], .. given.Select(g => (IReadOnlyList<string>)[g.Name, g.User, g.Office, g.Password])])), RosterBook.Type, "passwords.xlsx")
            : Pages.Show<RosterPasswordsPage>(new RosterPasswordsModel($"{Path}/{roster}", given));
    }

    /// <summary>Who agrees or submits has seen these very rows.</summary>
    private static int Seen(FormReader form) => int.TryParse(form.Raw("seen"), out var seen) ? seen : -1;

    private static async Task<IResult> Again(string roster, FormReader form, RosterDesk desk, Actor actor, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await desk.Find(roster, actor, cancel) is { } now ? await Answer(now, form.State, desk, actor, directory, db, cancel) : Pages.Refuse(Unknown);
    }

    private static async Task<IResult> Answer(RosterRow row, FormState form, RosterDesk desk, Actor actor, InMemoryDirectory directory, IdentityDb db, CancellationToken cancel)
    {
        var concerned = new[] { row.By, row.SettledBy }.OfType<string>().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => concerned.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name ?? a.User, cancel);
        var applied = row.AppliedAt is not null;
        var judged = applied ? [.. RosterDesk.EntriesOf(row).Select(e => (e, e.Done ?? RosterStep.Wrong, e.Refused is null ? e.Faults : [new RosterFault(RosterRules.User, e.Refused)]))] : await desk.Judge(row, actor, cancel);
        var model = new RosterModel(
            form, $"{Path}/{row.Id}", row.File, names.GetValueOrDefault(row.By, "平台"), row.At, row.Version, StandingOf(row),
            [.. judged.Select(j => new RosterLineModel(
                j.Entry.Line, j.Entry.User, j.Entry.Name, j.Entry.Role is { } role ? RoleWords.Of(role) : "", j.Entry.Organisation is { } id ? directory.Organisation(id)?.Name ?? "" : "", j.Entry.Unit,
                WordsOf(j.Step), j.Step == RosterStep.Wrong || j.Entry.Refused is not null, [.. j.Faults.Select(f => $"“{f.Column}”：{f.Words}")], j.Entry.Account is { } account ? $"{ListPeople.Path}/{account}" : null))],
            !applied && actor.Role == Role.SystemAdministrator,
            applied && row.SettledAt is null && actor.Role == Role.SecurityAdministrator && judged.Any(j => j.Entry.Asked is not null),
            applied && row is { Agreed: true, PasswordsAt: null } && actor.Role == Role.SystemAdministrator && judged.Any(j => j.Step == RosterStep.Open));
        return form.IsRefused ? Pages.Again<RosterPage>(model) : Pages.Show<RosterPage>(model);
    }

    private static string StandingOf(RosterRow row) =>
        row.AppliedAt is null ? row.SubmittedAt is null ? "没有提交，什么都还没有改" : "正在提交"
        : row.SettledAt is null ? "已提交，等待安全管理员同意"
        : row.Agreed ? "安全管理员已同意" : $"安全管理员没有同意：{row.Against}";

    private static string WordsOf(RosterStep step) => step switch
    {
        RosterStep.Open => "新开账号",
        RosterStep.Change => "换岗",
        RosterStep.Close => "停用",
        RosterStep.Same => "没有变化",
        RosterStep.Waits => "已提出，等待同意",
        RosterStep.Wrong => "有误",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A step without a word."),
    };

    private static async Task<RostersModel> Model(FormState form, RosterDesk desk, Actor actor, CancellationToken cancel)
    {
        var rows = await desk.Within(actor).AsNoTracking().OrderByDescending(r => r.At).Take(Listed)
            .Select(r => new RosterRow { Id = r.Id, Place = r.Place, File = r.File, FileHash = "", By = r.By, At = r.At, Entries = "", SubmittedAt = r.SubmittedAt, AppliedAt = r.AppliedAt, SettledAt = r.SettledAt, Agreed = r.Agreed, Against = r.Against })
            .ToListAsync(cancel);
        return new RostersModel(form, [.. rows.Select(r => new RosterHeadModel($"{Path}/{r.Id}", r.File, r.At, StandingOf(r)))], actor.Role == Role.SystemAdministrator);
    }
}

public sealed record RostersModel(FormState Form, IReadOnlyList<RosterHeadModel> Rows, bool MayUpload);

public sealed record RosterHeadModel(string Path, string File, Instant At, string Standing);

/// <param name="Version">What whoever submits or agrees has seen.</param>
public sealed record RosterModel(
    FormState Form, string Path, string File, string By, Instant At, int Version, string Standing, IReadOnlyList<RosterLineModel> Lines, bool MaySubmit, bool MaySettle, bool MayGivePasswords);

/// <param name="Faults">What is wrong, cell by cell; or why it could not be done.</param>
public sealed record RosterLineModel(int Line, string User, string Name, string Role, string Office, string? Unit, string Step, bool Wrong, IReadOnlyList<string> Faults, string? Path);

public sealed record RosterPasswordsModel(string Path, IReadOnlyList<RosterPasswordModel> Given);
