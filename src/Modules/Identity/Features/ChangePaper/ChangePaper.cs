using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>换证: both papers lie before the clerk; from now on the new number is the person's, and everything stays in one dossier.</summary>
internal static class ChangePaper
{
    public const string Path = "/work/papers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<PaperPage>(new PaperModel(FormState.Empty, SignInByPhone.Papers))).WithName(nameof(ChangePaper)).ExcludeFromDescription().AllowRoles(ConfirmApplicant.Clerks);
        routes.MapPost(Path, Change).WithName("JoinNewPaper").ExcludeFromDescription().AllowRoles(ConfirmApplicant.Clerks);
    }

    private static async Task<IResult> Change(FormReader form, HttpContext context, ChangedPapers papers, CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        var name = form.Text("name", "姓名", 50);
        var old = Number(form, "oldPaper", "oldNumber", "旧证件");
        var next = Number(form, "paper", "number", "新证件");
        form.Check("seen", "请先当面核对新旧证件和本人");
        if (!form.Ok) return Pages.Again<PaperPage>(new PaperModel(form.State, SignInByPhone.Papers));
        if (!(await papers.Change(name, old, next, clerk, cancel)).Try(out var subject, out var why))
            return Pages.Again<PaperPage>(new PaperModel(form.State.Refused(why, FieldOf(why.Code)), SignInByPhone.Papers));
        var before = await papers.Of(subject, cancel);
        return Pages.Show<PaperPage>(new PaperModel(FormState.Empty, SignInByPhone.Papers)
        {
            Done = $"{name}的新证件已经接好。以后用新号码办理，原来的办件、委托和结果都在；用旧号码也还查得到。",
            Before = [.. before.Select(b => $"{SubjectPapers.Of(SubjectKind.Person, b.Number).Words} {Kernel.Masking.Identifier(SubjectPapers.Plain(b.Number))}，{Words.ShortOf(b.ReplacedAt.Date)}换下")],
        });
    }

    private static string Number(FormReader form, string paperField, string numberField, string which)
    {
        var paper = SubjectPapers.Find(form.Choice(paperField, $"{which}类型", SignInByPhone.Papers));
        var number = form.Text(numberField, $"{which}号码", 30);
        var whole = paper is { Usual: false } ? $"{paper.Code}:{number}" : number;
        if (paper is not null && number.Length > 0 && !SubjectNumber.Read(SubjectKind.Person, whole).Try(out _, out var why)) form.Refuse(why, numberField);
        return whole;
    }

    private static string FieldOf(string code) => code switch
    {
        "identity.name-differs" => "name",
        "identity.paper-unknown-old" or "identity.paper-replaced" => "oldNumber",
        "identity.changed-meanwhile" => "",
        _ => "number",
    };
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class PaperPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && ConfirmApplicant.Clerks.Contains(actor.Role) ? [new PlaceModel("申请人换证", ChangePaper.Path) { Group = PlaceGroup.Dealings }] : []);
}

public sealed record PaperModel(FormState Form, IReadOnlyList<ChoiceModel> Papers)
{
    public string? Done { get; init; }

    /// <summary>The papers before, masked, the latest first.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];
}
