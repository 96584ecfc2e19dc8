using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 签署: whoever was invited sees the whole application as it will be filed, and signs, says no with a reason, or asks to sign on paper. The address alone opens
/// nothing: he comes with his own account, or with the code sent to his own telephone.
/// </summary>
internal static class SignApplication
{
    public const string MyPath = "/my/signing";
    public const string ReasonField = "reason";
    public const int LongestReason = 300;
    private const int MostListed = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(MyPath, Mine).WithName("ListMySignings").AllowRoles(Role.Applicant);
        routes.MapGet("/sign/{token}", Show).WithName("OpenInvitation").AllowEveryone();
        routes.MapPost("/sign/{token}/code", SendCode).WithName("SendSigningCode").AllowEveryone();
        routes.MapPost("/sign/{token}/entry", Enter).WithName("EnterSigningCode").AllowEveryone();
        routes.MapPost("/sign/{token}/signature", Sign).WithName(nameof(SignApplication)).AllowEveryone();
        routes.MapPost("/sign/{token}/refusal", Refuse).WithName("RefuseToSign").AllowEveryone();
        routes.MapPost("/sign/{token}/paper", AskForPaper).WithName("AskToSignOnPaper").AllowEveryone();
        routes.MapGet("/sign/{token}/sheet", Sheet).WithName("PrintOwnSigningSheet").AllowEveryone();
        routes.MapGet("/sign/{token}/files/{file}", File).WithName("ReadSigningFile").AllowEveryone();
    }

    private static async Task<IResult> Mine(HttpContext context, Signings signings, ICatalogue catalogue, CancellationToken cancel)
    {
        var lines = new List<MySigningModel>();
        foreach (var one in await signings.Of(context.RequireActor().Subject!, MostListed, cancel))
        {
            if (one.Who is not { } who) continue;
            var guide = await catalogue.Version(one.Signing.Item, one.Signing.GuideVersion, cancel);
            lines.Add(new MySigningModel(SigningLetters.PageOf(who), guide?.Name ?? one.Signing.Item, SigningViews.Of(one.Signing.Round, who, full: false), one.Signing.Round.LastDay));
        }

        return Pages.Show<MySigningsPage>(new MySigningsModel(lines));
    }

    private static Task<IResult> Show(string token, HttpContext context, Invitations invitations, CancellationToken cancel) => invitations.Show(token, context, cancel);

    private static Task<IResult> SendCode(string token, HttpContext context, Invitations invitations, CancellationToken cancel) => invitations.SendCode(token, context, cancel);

    private static Task<IResult> Enter(string token, FormReader form, HttpContext context, Invitations invitations, CancellationToken cancel) =>
        invitations.Enter(token, Words.Plain(form.Secret("code", "验证码", 20)), form, context, cancel);

    private static Task<IResult> Sign(string token, FormReader form, HttpContext context, Invitations invitations, CancellationToken cancel) =>
        invitations.Act(token, form, context, (entry, who, hash) =>
        {
            form.Check("confirm", "请看清全部内容，勾选后再签署");
            return (round, now) => SigningRules.Sign(round, who.Id, hash, entry.How, entry.Account, now);
        }, cancel);

    private static Task<IResult> Refuse(string token, FormReader form, HttpContext context, Invitations invitations, CancellationToken cancel) =>
        invitations.Act(token, form, context, (_, who, hash) =>
        {
            var reason = form.LongText(ReasonField, "不同意的理由", LongestReason);
            return (round, now) => SigningRules.Refuse(round, who.Id, hash, reason, now);
        }, cancel);

    private static Task<IResult> AskForPaper(string token, FormReader form, HttpContext context, Invitations invitations, CancellationToken cancel) =>
        invitations.Act(token, form, context, (_, who, hash) => (round, now) => SigningRules.AskForPaper(round, who.Id, hash, now), cancel);

    private static Task<IResult> Sheet(string token, HttpContext context, Invitations invitations, CancellationToken cancel) => invitations.Sheet(token, context, cancel);

    private static Task<IResult> File(string token, string file, HttpContext context, Invitations invitations, CancellationToken cancel) => invitations.File(token, file, context, cancel);
}

/// <param name="By">Who invites, masked.</param>
/// <param name="Closed">Why nothing can be done here now; null: it can.</param>
/// <param name="CodeSent">A code is on its way that still holds.</param>
/// <param name="Other">Signed in as somebody else: his name.</param>
public sealed record SignModel(
    string Token, string Item, SignatoryModel Who, string By, DateOnly LastDay, FormState Form, Refusal? Closed, bool HasPhone, bool CodeSent, string? Other)
{
    /// <summary>What is signed.</summary>
    public string Hash { get; init; } = "";

    public IReadOnlyList<CheckSectionModel> Sections { get; init; } = [];

    public IReadOnlyList<SigningFileModel> Files { get; init; } = [];

    public IReadOnlyList<SigningChangeModel> Changes { get; init; } = [];

    /// <summary>He signed another content before.</summary>
    public bool Again { get; init; }

    /// <summary>He came in a way that is not strong enough for this item.</summary>
    public bool TooWeak { get; init; }

    public Refusal? Unauthorised { get; init; }

    public string Path => $"/sign/{Token}";
}

public sealed record MySigningsModel(IReadOnlyList<MySigningModel> Lines);

public sealed record MySigningModel(string Path, string Item, SignatoryModel Who, DateOnly LastDay);
