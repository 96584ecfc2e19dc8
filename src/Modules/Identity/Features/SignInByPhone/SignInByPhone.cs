using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>手机验证码登录: a telephone, a code, and in; who has no account yet opens one there and then. Whether a number has an account is told to nobody but who holds the telephone.</summary>
internal static class SignInByPhone
{
    public const string Path = "/sign-in/phone";
    private const string CodePath = Path + "/code";
    private const string OpenPath = Path + "/opening";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(SignInByPhone)).ExcludeFromDescription().AllowEveryone();
        routes.MapPost(Path, Send).WithName("SendSignInCode").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(CodePath, GiveCode).WithName("GiveSignInCode").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(OpenPath, Open).WithName("OpenOwnAccount").ExcludeFromDescription().AllowEveryone();
        foreach (var path in new[] { CodePath, OpenPath })
        {
            routes.MapGet(path, () => Results.LocalRedirect(Path)).WithName($"Begin{(path == CodePath ? "PhoneCode" : "Opening")}Again").ExcludeFromDescription().AllowEveryone();
        }
    }

    /// <summary>A mobile number of a form: a code reaches no other.</summary>
    public static string Mobile(FormReader form, string field, string label)
    {
        var phone = form.Phone(field, label);
        if (phone.Length > 0 && phone.Contains('-', StringComparison.Ordinal)) form.Refuse(field, "验证码只能发到手机，请填写 11 位手机号；没有手机的，请到大厅窗口办理");
        return phone;
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static IResult Show(HttpContext context, DoorCodes codes) =>
        codes.IsSetUp ? Pages.Show<PhonePage>(new PhoneModel(FormState.Empty, TextSize.LocalPath(context.Request.Query["return"]))) : Pages.Refuse(DoorCodes.NotSetUp);

    private static async Task<IResult> Send(FormReader form, HttpContext context, DoorCodes codes, CancellationToken cancel)
    {
        var (phone, back) = (Mobile(form, "phone", "手机号码"), TextSize.LocalPath(form.Raw("return")));
        if (!form.Ok) return Pages.Again<PhonePage>(new PhoneModel(form.State, back));
        if (!(await codes.Send(CodeAct.SignIn, phone, AddressOf(context), null, cancel)).Try(out var sent, out var why))
        {
            return Pages.Show<PhonePage>(new PhoneModel(form.State.Refused(why, "phone"), back), Pages.StatusOf(why));
        }

        return Pages.Show<PhoneCodePage>(new PhoneCodeModel(FormState.Empty, CodePath, sent.Id, Masking.Phone(phone), sent.Shown, "登录") { Return = back, Again = Path });
    }

    private static async Task<IResult> GiveCode(
        FormReader form, HttpContext context, DoorCodes codes, PhoneAccounts accounts, SealedNotes notes, Sessions sessions, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var (id, back, code) = (form.Raw("sent"), TextSize.LocalPath(form.Raw("return")), form.Secret("code", "验证码", 12));
        if (form.Ok)
        {
            if ((await codes.Try(id, CodeAct.SignIn, code, null, AddressOf(context), cancel)).Try(out var phone, out var why))
            {
                if (await accounts.Find(phone, cancel) is var (row, account)) return await Enter(row, account, back, context, sessions, workbench);
                return Pages.Show<OpenOwnPage>(new OpenOwnModel(FormState.Empty, OpenPath, notes.Seal(new ProvedPhone(phone)), Masking.Phone(phone), back, Papers));
            }

            form.Refuse(why, "code");
        }

        return await codes.PhoneOf(id, cancel) is { } to
            ? Pages.Again<PhoneCodePage>(new PhoneCodeModel(form.State, CodePath, id!, Masking.Phone(to), null, "登录") { Return = back, Again = Path })
            : Pages.Again<PhonePage>(new PhoneModel(FormState.Empty.Refused(DoorCodes.Wrong, "phone"), back));
    }

    private static async Task<IResult> Open(
        FormReader form, HttpContext context, PhoneAccounts accounts, SealedNotes notes, Sessions sessions, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var (ticket, back) = (form.Raw("ticket"), TextSize.LocalPath(form.Raw("return")));
        if (notes.Open<ProvedPhone>(ticket) is not { Phone: var phone }) return Pages.Again<PhonePage>(new PhoneModel(FormState.Empty.Refused(Over), back));
        var name = form.Text("name", "姓名", 50);
        var number = ReadNumber(form);
        form.Check("true", "请确认填写的是您本人的姓名和证件号码");
        if (form.Ok)
        {
            if ((await accounts.Open(name, number, phone, cancel)).Try(out var opened, out var why)) return await Enter(opened.Phone, opened.Account, back, context, sessions, workbench);
            form.Refuse(why, why.Code == "identity.number-wrong" ? "number" : "");
        }

        return Pages.Again<OpenOwnPage>(new OpenOwnModel(form.State, OpenPath, ticket!, Masking.Phone(phone), back, Papers));
    }

    /// <summary>证件种类和号码, as the vault takes them.</summary>
    public static string ReadNumber(FormReader form)
    {
        var paper = SubjectPapers.Find(form.Choice("paper", "证件类型", Papers));
        var number = form.Text("number", "证件号码", 30);
        return paper is { Usual: false } ? $"{paper.Code}:{number}" : number;
    }

    public static IReadOnlyList<ChoiceModel> Papers { get; } =
        [.. SubjectPapers.All.Where(p => p.Kinds.Contains(SubjectKind.Person)).Select(p => new ChoiceModel(p.Code, p.Words))];

    private static async Task<IResult> Enter(PhoneRow row, AccountRow account, string back, HttpContext context, Sessions sessions, WorkbenchMenu workbench)
    {
        if (!account.Active) return Pages.Refuse(Arrivals.Closed);
        if (row.ReportedAt is not null) return Pages.Refuse(PhoneAccounts.Reported);
        return await sessions.SignIn(context, account, row.Subject, (row.Level, null))
            ? Results.LocalRedirect(SignIn.After(back, Role.Applicant, workbench))
            : Pages.Refuse(SignIn.ForNobody);
    }

    private static Refusal Over { get; } = new("identity.entry-over", "时间超过了十五分钟，请重新获取验证码。", PlatformRules.Permission);

    /// <summary>A telephone that a code has proved, until an account is opened with it.</summary>
    private sealed record ProvedPhone(string Phone);
}

public sealed record PhoneModel(FormState Form, string Return);

/// <param name="Sent">Which code was sent.</param>
/// <param name="Shown">The code, in a demonstration without a gateway.</param>
/// <param name="Act">What the button does.</param>
public sealed record PhoneCodeModel(FormState Form, string Action, string Sent, string Phone, string? Shown, string Act)
{
    public string Return { get; init; } = "/";

    /// <summary>Where another code is asked for.</summary>
    public string Again { get; init; } = "/sign-in";

    /// <summary>What the code confirms, where it is not a sign-in.</summary>
    public string? Lead { get; init; }

    /// <summary>Carried from the step before.</summary>
    public string? Ticket { get; init; }
}

public sealed record OpenOwnModel(FormState Form, string Action, string Ticket, string Phone, string Return, IReadOnlyList<ChoiceModel> Papers);
