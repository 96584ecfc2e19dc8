using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>查看完整信息: who only reads a case sees names, numbers and telephones masked; who supervises it may have them in full for some minutes, with a reason that the person will read.</summary>
internal static class RevealApplicant
{
    public const string Path = "reveal";

    /// <summary>Where the form begins.</summary>
    public const string Reason = "reveal-reason";

    public const string WordsField = "reveal-words";

    public static Refusal NotAllowed { get; } = new(
        "cases.forbidden", "您的岗位不办理也不监督这个办件，只能看到打码的信息。这次要求已经记入安全日志。", PlatformRules.Openings);

    public static ChoiceModel[] Reasons { get; } = [.. OpeningReasons.Words.Select(r => new ChoiceModel(r.Key, r.Value))];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost($"/work/cases/{{number}}/{Path}", Handle).WithName(nameof(RevealApplicant)).AllowRoles(CaseReach.Readers);

    /// <summary>Role and relation: who handles sees in full as it is; who supervises, with a reason; nobody else.</summary>
    public static bool May(ActorInCase by) => by.IsSupervisor;

    private static async Task<IResult> Handle(
        string number, FormReader form, HttpContext context, Acting acting, CaseFiles files, IOpenings openings, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        var (by, subject) = (new ActorInCase(actor, open.State), open.State.Subject);
        if (!CaseFiles.Handles(by) && !May(by))
        {
            await openings.Refused(actor, subject, open.Number.ToString(), cancel);
            return Pages.Refuse(NotAllowed);
        }

        var reason = form.Choice(Reason, "为什么要看", Reasons);
        var words = form.Text(WordsField, "具体说明", 100, 4);
        if (!form.Ok) return Pages.Again<WorkCasePage>((await files.Of(open, actor, cancel)) with { Reveal = new RevealModel(AddressOf(open.Number), form.State) });
        await openings.OpenInFull(actor, subject, open.Number.ToString(), reason, words, cancel);
        return Results.LocalRedirect($"/work/cases/{open.Number}#applicant");
    }

    public static string AddressOf(CaseNumber number) => $"/work/cases/{number}/{Path}";
}

/// <summary>The form with which masked values are asked for in full.</summary>
public sealed record RevealModel(string Path, FormState Form);
