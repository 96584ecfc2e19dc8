using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;
using QRCoder;

namespace OneWindow.Identity;

/// <summary>登录的第二步: choosing a password of one's own, setting up 动态口令, giving its code. Each is shown in answer to the step before, never by an address.</summary>
internal static class EntrySteps
{
    private const string PasswordPath = "/sign-in/password";
    private const string CodePath = "/sign-in/code";

    private static Refusal Over { get; } = new(
        "identity.entry-over", "登录中断了：时间超过十分钟，或者账号刚刚有了变化。请重新输入用户名和密码。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(PasswordPath, Choose).WithName("ChoosePassword").ExcludeFromDescription().AllowEveryone();
        routes.MapPost(CodePath, GiveCode).WithName("GiveCode").ExcludeFromDescription().AllowEveryone();
        foreach (var path in new[] { PasswordPath, CodePath })
        {
            routes.MapGet(path, () => Results.LocalRedirect("/sign-in")).WithName($"Begin{(path == CodePath ? "Code" : "Password")}Again").ExcludeFromDescription().AllowEveryone();
        }
    }

    /// <summary>The page of the step, or null: there is none left, and the session may open.</summary>
    public static IResult? Ask(AccountRow account, string back, Entrance entrance, Brand brand)
    {
        switch (entrance.Next(account))
        {
            case EntryStep.ChoosePassword:
                return Pages.Show<ChoosePasswordPage>(new ChoosePasswordModel(FormState.Empty, account.User, entrance.Ticket(account, back)));
            case EntryStep.SetUpCode:
                var secret = Totp.NewSecret();
                return Pages.Show<CodePage>(Model(FormState.Empty, account, entrance.Ticket(account, back, secret), secret, brand));
            case EntryStep.GiveCode:
                return Pages.Show<CodePage>(Model(FormState.Empty, account, entrance.Ticket(account, back), null, brand));
            default:
                return null;
        }
    }

    private static async Task<IResult> Choose(
        FormReader form, HttpContext context, IdentityDb db, Entrance entrance, Sessions sessions, Brand brand, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var text = form.Raw("ticket");
        if (await entrance.Open(text, db, cancel) is not var (account, ticket) || entrance.Next(account) != EntryStep.ChoosePassword) return Pages.Refuse(Over);
        var first = form.Secret("password", "新密码");
        var second = form.Secret("again", "再输一遍");
        if (form.Ok && first != second) form.Refuse("again", "两次输入的密码不一样，请重新输入");
        if (form.Ok && await entrance.Choose(account, first, db, cancel) is { } why) form.Refuse(why, "password");
        if (!form.Ok) return Pages.Again<ChoosePasswordPage>(new ChoosePasswordModel(form.State, account.User, text!));
        sessions.Forget(account.Id);
        return Ask(account, ticket.Return, entrance, brand) ?? await Open(account, ticket.Return, context, db, entrance, sessions, workbench, cancel);
    }

    private static async Task<IResult> GiveCode(
        FormReader form, HttpContext context, IdentityDb db, AccountDoor door, Entrance entrance, Sessions sessions, Brand brand, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var text = form.Raw("ticket");
        if (await entrance.Open(text, db, cancel) is not var (account, ticket)) return Pages.Refuse(Over);
        var setUp = ticket.Secret is { } written ? Convert.FromBase64String(written) : null;
        // A ticket for setting up opens nothing where something was set up meanwhile.
        if (entrance.Next(account) != (setUp is null ? EntryStep.GiveCode : EntryStep.SetUpCode)) return Pages.Refuse(Over);
        var code = form.Secret("code", "动态口令", 10);
        if (form.Ok && !await entrance.Accept(account, code, setUp, db, cancel))
        {
            form.Refuse(Entrance.WrongCode, "code");
            await door.WrongCode(account, context.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        }

        return form.Ok
            ? await Open(account, ticket.Return, context, db, entrance, sessions, workbench, cancel)
            : Pages.Again<CodePage>(Model(form.State, account, text!, setUp, brand));
    }

    private static async Task<IResult> Open(
        AccountRow account, string back, HttpContext context, IdentityDb db, Entrance entrance, Sessions sessions, WorkbenchMenu workbench, CancellationToken cancel)
    {
        if (!await sessions.SignIn(context, account)) return Pages.Refuse(SignIn.ForNobody);
        await entrance.Enter(account, db, cancel);
        return Results.LocalRedirect(SignIn.After(back, account.Role, workbench));
    }

    private static CodeModel Model(FormState form, AccountRow account, string ticket, byte[]? secret, Brand brand)
    {
        if (secret is null) return new CodeModel(form, ticket, null, null, null);
        var address = Totp.Address(secret, brand.ShortName, account.User);
        return new CodeModel(form, ticket, string.Join(' ', Totp.Written(secret).Chunk(4).Select(c => new string(c))), address, Squares(address));
    }

    private static string Squares(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(new System.Drawing.Size(200, 200), "#000000", "#FFFFFF", true, SvgQRCode.SizingMode.WidthHeightAttribute);
    }
}

public sealed record ChoosePasswordModel(FormState Form, string User, string Ticket);

/// <param name="Secret">What is set up, in groups of four; null: it is set up already.</param>
/// <param name="Address">The same for a phone that shows this page itself.</param>
public sealed record CodeModel(FormState Form, string Ticket, string? Secret, string? Address, string? Qr);
