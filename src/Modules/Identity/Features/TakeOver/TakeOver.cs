using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>接管单位: a new legal representative, or head of an unincorporated organisation, by register data. In demonstration mode the register has a page of its own.</summary>
internal static class TakeOver
{
    public const string Path = "/account/take-over";
    public const string RegisterPath = "/demo/enterprise-register";

    public static void Map(IEndpointRouteBuilder routes, RunMode mode)
    {
        routes.MapGet(Path, (RunMode run) => Pages.Show<TakeOverPage>(new TakeOverModel(FormState.Empty, run.Demonstration))).WithName("ShowTakeOver").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path, Handle).WithName(nameof(TakeOver)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        if (!mode.Demonstration) return;
        routes.MapGet(RegisterPath, () => Pages.Show<EnterpriseRegisterPage>(new EnterpriseRegisterModel(FormState.Empty, false))).WithName("ShowEnterpriseRegister").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(RegisterPath, Enter).WithName("EnterRegistration").ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, TakingOver taking, IdentityDb db, Sessions sessions, RunMode mode, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var number = form.Text("number", "统一社会信用代码", 40);
        form.Check("agree", "请勾选确认");
        if (form.Ok)
        {
            if ((await taking.Take(Words.Plain(number), actor, cancel)).Try(out var organisation, out var why))
            {
                // The hat that was just taken is put on, and shown: what to confirm comes first.
                var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, cancel);
                await sessions.SignIn(context, account, organisation);
                return Results.LocalRedirect(ListAuthorities.Path);
            }

            form.Refuse(why, "number");
        }

        return Pages.Again<TakeOverPage>(new TakeOverModel(form.State, mode.Demonstration));
    }

    private static async Task<IResult> Enter(FormReader form, EnterpriseStandIn register, CancellationToken cancel)
    {
        var number = form.Text("number", "统一社会信用代码", 40);
        var head = form.Text("head", "新的法定代表人（负责人）", 50);
        var headNumber = form.Text("headNumber", "他的居民身份证号", 40);
        if (form.Ok && await register.Enter(Words.Plain(number), head, Words.Plain(headNumber), cancel) is { } why) form.Refuse(why, "number");
        return form.Ok ? Pages.Show<EnterpriseRegisterPage>(new EnterpriseRegisterModel(FormState.Empty, true)) : Pages.Again<EnterpriseRegisterPage>(new EnterpriseRegisterModel(form.State, false));
    }
}

public sealed record TakeOverModel(FormState Form, bool Demonstration);

public sealed record EnterpriseRegisterModel(FormState Form, bool Entered);
