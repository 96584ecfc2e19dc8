using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>窗口核对账号: the paper lies before the clerk and its owner stands there. Opened, confirmed, moved to another number, handed back, closed; each a line of the security log.</summary>
internal static class ConfirmApplicant
{
    public const string Path = "/work/accounts";

    public static readonly Role[] Clerks = [Role.Clerk, Role.ChiefRepresentative];

    private static readonly ChoiceModel Confirm = new("confirm", "核对证件，号码不变"), Phone = new("phone", "换成本人现在的手机号码"),
        HandOver = new("hand-over", "不是本人开的：交还本人，换成本人的手机号码"), Close = new("close", "停用这个账号（合并到本人的另一个账号）");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<ApplicantPage>(new ApplicantModel(FormState.Empty, SignInByPhone.Papers, null, []))).WithName(nameof(ConfirmApplicant)).ExcludeFromDescription().AllowRoles(Clerks);
        routes.MapPost(Path, Find).WithName("FindApplicantAccount").ExcludeFromDescription().AllowRoles(Clerks);
        routes.MapPost($"{Path}/act", Act).WithName("SettleApplicantAccount").ExcludeFromDescription().AllowRoles(Clerks);
    }

    private static async Task<IResult> Find(FormReader form, SubjectVault subjects, PhoneAccounts accounts, CancellationToken cancel)
    {
        var subject = await Read(form, subjects, cancel);
        return form.Ok
            ? Pages.Show<ApplicantPage>(await Model(form.State, subject, null, accounts, cancel))
            : Pages.Again<ApplicantPage>(new ApplicantModel(form.State, SignInByPhone.Papers, null, []));
    }

    private static async Task<IResult> Act(FormReader form, HttpContext context, SubjectVault subjects, PhoneAccounts accounts, CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        var subject = await Read(form, subjects, cancel);
        if (!form.Ok) return Pages.Again<ApplicantPage>(new ApplicantModel(form.State, SignInByPhone.Papers, null, []));
        form.Check("seen", "请先当面核对证件原件和本人");
        var row = subject is null ? null : (await accounts.Of(subject, cancel)).FirstOrDefault(a => a.Account == form.Raw("account"));
        var act = row is null ? "open" : form.Choice("do", "办什么", Acts(row));
        var phone = act is "open" or "phone" or "hand-over" ? SignInByPhone.Mobile(form, "phone", "本人的手机号码") : "";
        if (form.Ok && await Done(act, row, phone, form, subject, clerk, subjects, accounts, cancel) is { } why) form.Refuse(why, why.Code == "identity.phone-taken" ? "phone" : "");
        subject ??= form.Ok ? await Read(form, subjects, cancel) : null;
        return form.Ok
            ? Pages.Show<ApplicantPage>(await Model(FormState.Of(("name", form.Raw("name")), ("paper", form.Raw("paper")), ("number", form.Raw("number"))), subject, WordsOf(act), accounts, cancel))
            : Pages.Again<ApplicantPage>(await Model(form.State, subject, null, accounts, cancel));
    }

    private static async Task<Refusal?> Done(
        string act, PhoneRow? row, string phone, FormReader form, string? subject, Actor clerk, SubjectVault subjects, PhoneAccounts accounts, CancellationToken cancel)
    {
        if (row is null)
        {
            if (await accounts.Find(phone, cancel) is not null) return PhoneAccounts.PhoneTaken;
            if (subject is null && !(await subjects.Register(SubjectKind.Person, form.Raw("name")!, SignInByPhone.ReadNumber(form), phone, cancel)).Try(out subject, out var unread)) return unread;
            await accounts.Begin(subject!, phone, Assurance.Proven, clerk.Id, cancel);
            return null;
        }

        if (act == Close.Value)
        {
            await accounts.Close(row, clerk.Id, cancel);
            return null;
        }

        if (phone.Length > 0 && await accounts.Change(row, phone, clerk.Id, cancel) is { } taken) return taken;
        await accounts.Confirm(row, clerk.Id, act == HandOver.Value, cancel);
        return null;
    }

    /// <summary>Who the paper says it is; null: nobody whom we know yet. The name must be the one on record.</summary>
    private static async Task<string?> Read(FormReader form, SubjectVault subjects, CancellationToken cancel)
    {
        var (name, number) = (form.Text("name", "姓名", 50), SignInByPhone.ReadNumber(form));
        if (!form.Ok) return null;
        if (!SubjectNumber.Read(SubjectKind.Person, number).Try(out var read, out var why))
        {
            form.Refuse(why!, "number");
            return null;
        }

        if (await subjects.FindByNumber(read, cancel) is not { } known) return null;
        if (PersonName.Same((await subjects.Find(known, cancel))?.Name, name)) return known;
        form.Refuse("name", "姓名与这个证件号码已登记的不一致，请对照证件核对");
        return null;
    }

    private static async Task<ApplicantModel> Model(FormState form, string? subject, string? done, PhoneAccounts accounts, CancellationToken cancel)
    {
        List<ApplicantAccountModel> found = [];
        foreach (var row in subject is null ? [] : await accounts.Of(subject, cancel))
        {
            var phone = await accounts.Open(row, cancel);
            found.Add(new ApplicantAccountModel(
                row.Account, phone is null ? "" : Masking.Phone(phone), row.OpenedAt, AssuranceWords.Of(row.Level), row.ReportedAt, Acts(row)));
        }

        return new ApplicantModel(form, SignInByPhone.Papers, found.Count, found) { Done = done };
    }

    private static IReadOnlyList<ChoiceModel> Acts(PhoneRow row) => row.ReportedAt is not null ? [Confirm, HandOver, Close] : [Confirm, Phone, HandOver, Close];

    private static string WordsOf(string act) => act switch
    {
        "open" => "账号已经开通，本人可以用手机验证码登录。",
        "phone" => "登录用的手机号码已经换好，旧号码不能再登录。",
        "hand-over" => "账号已经交还本人，只能用新的手机号码登录。",
        "close" => "账号已经停用。",
        _ => "已经核对，账号达到“本人核验”。",
    };
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class ApplicantAccountPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && ConfirmApplicant.Clerks.Contains(actor.Role) ? [new PlaceModel("核对申请人账号", ConfirmApplicant.Path) { Group = PlaceGroup.Dealings }] : []);
}

/// <param name="Found">How many accounts there are; null: nobody was looked for yet.</param>
public sealed record ApplicantModel(FormState Form, IReadOnlyList<ChoiceModel> Papers, int? Found, IReadOnlyList<ApplicantAccountModel> Accounts)
{
    public string? Done { get; init; }
}

public sealed record ApplicantAccountModel(string Account, string Phone, Instant OpenedAt, string Level, Instant? ReportedAt, IReadOnlyList<ChoiceModel> Acts);
