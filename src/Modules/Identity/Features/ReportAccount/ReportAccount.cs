using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>报告冒名账号: somebody opened an account in my name. A code proves who reports by telephone; what was opened without a paper being seen is locked at once, and a counter settles it.</summary>
internal static class ReportAccount
{
    public const string Path = "/sign-in/report";
    private const string CodePath = Path + "/code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<ReportPage>(new ReportModel(FormState.Empty, SignInByPhone.Papers))).WithName(nameof(ReportAccount)).ExcludeFromDescription().AllowEveryone();
        routes.MapPost(Path, Send).WithName("SendReportCode").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(CodePath, Report).WithName("GiveReportCode").ExcludeFromDescription().AllowEveryone();
        routes.MapGet(CodePath, () => Results.LocalRedirect(Path)).WithName("BeginReportAgain").ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> Send(FormReader form, HttpContext context, DoorCodes codes, SealedNotes notes, CancellationToken cancel)
    {
        var number = SignInByPhone.ReadNumber(form);
        if (form.Ok && !SubjectNumber.Read(Contracts.SubjectKind.Person, number).Try(out _, out var unread)) form.Refuse(unread!, "number");
        var phone = SignInByPhone.Mobile(form, "phone", "您的手机号码");
        if (!form.Ok) return Pages.Again<ReportPage>(new ReportModel(form.State, SignInByPhone.Papers));
        if (!(await codes.Send(CodeAct.Report, phone, SignInByPhone.AddressOf(context), null, cancel)).Try(out var sent, out var why))
        {
            return Pages.Show<ReportPage>(new ReportModel(form.State.Refused(why, "phone"), SignInByPhone.Papers), Pages.StatusOf(why));
        }

        return Pages.Show<PhoneCodePage>(Code(FormState.Empty, sent.Id, Masking.Phone(phone), notes.Seal(new Claimed(number)), sent.Shown));
    }

    private static async Task<IResult> Report(FormReader form, HttpContext context, DoorCodes codes, PhoneAccounts accounts, SealedNotes notes, CancellationToken cancel)
    {
        var (id, ticket, code) = (form.Raw("sent"), form.Raw("ticket"), form.Secret("code", "验证码", 12));
        if (notes.Open<Claimed>(ticket) is not { } claimed || await codes.PhoneOf(id, cancel) is not { } phone) return Pages.Refuse(DoorCodes.Wrong);
        if (form.Ok && !(await codes.Try(id, CodeAct.Report, code, null, SignInByPhone.AddressOf(context), cancel)).Try(out _, out var why)) form.Refuse(why!, "code");
        if (!form.Ok) return Pages.Again<PhoneCodePage>(Code(form.State, id!, Masking.Phone(phone), ticket!, null));
        await accounts.Report(claimed.Number, cancel);
        return Pages.Show<ReportedPage>();
    }

    private static PhoneCodeModel Code(FormState form, string sent, string phone, string ticket, string? shown) => new(form, CodePath, sent, phone, shown, "报告")
    {
        Lead = $"已经发到 {phone}，10 分钟内有效。这个验证码用来确认：报告有人用您的名义开设账号。", Ticket = ticket, Again = Path,
    };

    private sealed record Claimed(string Number);
}

public sealed record ReportModel(FormState Form, IReadOnlyList<ChoiceModel> Papers);
