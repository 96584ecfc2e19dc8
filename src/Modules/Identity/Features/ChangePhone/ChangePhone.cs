using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登录用的手机号码: moved to another number with a code of each, and another account of the same person found and closed.</summary>
internal static class ChangePhone
{
    public const string Path = "/account/phone";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, PhoneAccounts accounts, IdentityDb db, CancellationToken cancel) =>
            Pages.Show<ChangePhonePage>(await Model(FormState.Empty, context.RequireActor(), accounts, db, cancel))).WithName(nameof(ChangePhone)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path, Send).WithName("SendPhoneCodes").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/codes", Change).WithName("GivePhoneCodes").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/other", CloseOther).WithName("CloseOtherAccount").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Send(FormReader form, HttpContext context, DoorCodes codes, PhoneAccounts accounts, IdentityDb db, CancellationToken cancel)
    {
        var (actor, address) = (context.RequireActor(), SignInByPhone.AddressOf(context));
        var phone = SignInByPhone.Mobile(form, "phone", "新的手机号码");
        if (await accounts.OfAccount(actor.Id, cancel) is not { } row) return Pages.Refuse(NoPhone);
        var old = await accounts.Open(row, cancel);
        if (form.Ok && phone == old) form.Refuse("phone", "这就是现在的号码，请填写新的号码");
        if (!form.Ok) return Pages.Again<ChangePhonePage>(await Model(form.State, actor, accounts, db, cancel));
        if (!(await codes.Send(CodeAct.TakePhone, phone, address, actor.Id, cancel)).Try(out var taken, out var why)) return await Again(why);
        SentCode? left = null;
        if (AsksOld(context) && !(await codes.Send(CodeAct.LeavePhone, old!, address, actor.Id, cancel)).Try(out left, out why)) return await Again(why);
        return Pages.Show<PhoneCodesPage>(new PhoneCodesModel(FormState.Empty, taken.Id, Masking.Phone(phone), left?.Id, old is null ? "" : Masking.Phone(old), Shown(taken, left)));

        async Task<IResult> Again(Refusal no) => Pages.Show<ChangePhonePage>(await Model(form.State.Refused(no, "phone"), actor, accounts, db, cancel), Pages.StatusOf(no));
    }

    private static async Task<IResult> Change(FormReader form, HttpContext context, DoorCodes codes, PhoneAccounts accounts, CancellationToken cancel)
    {
        var (actor, address, taking, leaving) = (context.RequireActor(), SignInByPhone.AddressOf(context), form.Raw("taking"), form.Raw("leaving"));
        if (await accounts.OfAccount(actor.Id, cancel) is not { } row || await codes.PhoneOf(taking, cancel) is not { } phone) return Pages.Refuse(DoorCodes.Wrong);
        var (asksOld, old) = (AsksOld(context), await accounts.Open(row, cancel));
        var typed = form.Secret("code", "新号码收到的验证码", 12);
        var typedOld = asksOld ? form.Secret("old", "旧号码收到的验证码", 12) : "";
        Refusal? why = null;
        // The old number first: a wrong code there must not use up the new one's.
        if (form.Ok && asksOld && !(await codes.Try(leaving, CodeAct.LeavePhone, typedOld, actor.Id, address, cancel)).Try(out _, out why)) form.Refuse(why!, "old");
        if (form.Ok && !(await codes.Try(taking, CodeAct.TakePhone, typed, actor.Id, address, cancel)).Try(out _, out why)) form.Refuse(why!, "code");
        if (form.Ok && await accounts.Change(row, phone, null, cancel) is { } taken) form.Refuse(taken);
        return form.Ok
            ? Pages.Show<PhoneChangedPage>(Masking.Phone(phone))
            : Pages.Again<PhoneCodesPage>(new PhoneCodesModel(form.State, taking!, Masking.Phone(phone), leaving, old is null ? "" : Masking.Phone(old), null));
    }

    /// <summary>停用另一个账号: by who is known by his paper, for what was opened with it by telephone.</summary>
    private static async Task<IResult> CloseOther(FormReader form, HttpContext context, PhoneAccounts accounts, IdentityDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var others = actor.Level >= Assurance.Named ? await Others(actor, accounts, db, cancel) : [];
        if (others.FirstOrDefault(o => o.Account == form.Raw("account")) is not { } other) return Pages.Refuse(NotYours);
        await accounts.Close(other, actor.Id, cancel);
        return Results.LocalRedirect(Path);
    }

    /// <summary>Who came by the old number proves it once more; whom a service has just proved need not have it any longer.</summary>
    private static bool AsksOld(HttpContext context) => Sessions.ServiceOf(context.User) is null;

    private static async Task<ChangePhoneModel> Model(FormState form, Actor actor, PhoneAccounts accounts, IdentityDb db, CancellationToken cancel)
    {
        var row = await accounts.OfAccount(actor.Id, cancel);
        List<OtherAccountModel> others = [];
        if (actor.Level >= Assurance.Named)
        {
            foreach (var other in await Others(actor, accounts, db, cancel)) others.Add(new OtherAccountModel(other.Account, Masked(await accounts.Open(other, cancel)), other.OpenedAt));
        }

        return new ChangePhoneModel(form, row is null ? null : Masked(await accounts.Open(row, cancel)), others);
    }

    private static async Task<List<PhoneRow>> Others(Actor actor, PhoneAccounts accounts, IdentityDb db, CancellationToken cancel) =>
        await db.Hats.AsNoTracking().FirstOrDefaultAsync(h => h.Account == actor.Id && h.Capacity == Capacity.Self, cancel) is { } self
            ? [.. (await accounts.Of(self.Subject, cancel)).Where(p => p.Account != actor.Id)]
            : [];

    private static string Masked(string? phone) => phone is null ? "" : Masking.Phone(phone);

    private static string? Shown(SentCode taken, SentCode? left) =>
        taken.Shown is null ? null : left is null ? taken.Shown : $"新号码 {taken.Shown}，旧号码 {left.Shown}";

    private static Refusal NoPhone { get; } = new("identity.no-phone", "这个账号不是凭手机号码登录的，没有号码可换。要改联系电话的，请在申请时填写，或者到窗口更正。", PlatformRules.Permission);

    private static Refusal NotYours { get; } = new("identity.forbidden", "只有用统一身份认证登录、或者在窗口核对过证件以后，才能停用自己的另一个账号。", PlatformRules.Permission);
}

/// <param name="Phone">Masked; null: the account has none.</param>
public sealed record ChangePhoneModel(FormState Form, string? Phone, IReadOnlyList<OtherAccountModel> Others);

public sealed record OtherAccountModel(string Account, string Phone, Instant OpenedAt);

/// <param name="Leaving">The code sent to the old number; null: not asked for.</param>
public sealed record PhoneCodesModel(FormState Form, string Taking, string Phone, string? Leaving, string Old, string? Shown);
