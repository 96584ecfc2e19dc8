using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>处理更正请求: the management office of the person's place checks what he says and answers in time; what is granted stands in the record at once.</summary>
internal static class AnswerDataRequests
{
    public const string Path = "/workbench/data-requests";
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).WithName("ListDataRequests").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapPost(Path + "/{id}", Handle).WithName(nameof(AnswerDataRequests)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
    }

    internal static readonly ChoiceModel[] Answers = [new("granted", "核实无误，更正"), new("refused", "不能更正")];

    private static IQueryable<CorrectionRow> Within(IdentityDb db, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Set<CorrectionRow>().Where(c => c.AnsweredAt == null && (long)(object)c.Place >= from && (long)(object)c.Place < end);
    }

    private static async Task<IResult> List(HttpContext context, IdentityDb db, PersonalDataDesk desk, CancellationToken cancel) =>
        Pages.Show<DataRequestsPage>(await Model(context.RequireActor(), db, desk, FormState.Empty, cancel));

    private static async Task<IResult> Handle(string id, FormReader form, HttpContext context, IdentityDb db, PersonalDataDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Within(db, actor).SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } row)
            return Pages.Refuse(new Refusal("identity.not-found", "没有这条请求，或者它已经答复了。", PlatformRules.PersonalData));
        var granted = form.Choice("granted", "核实结果", Answers) == "granted";
        var words = form.Text("words", "给本人的答复", 200, 4);
        if (form.Ok && !(await desk.Answer(db, row, granted, words, actor, cancel)).Try(out _, out var why)) form.Refuse(why);
        return form.Ok ? Results.LocalRedirect(Path) : Pages.Again<DataRequestsPage>(await Model(actor, db, desk, form.State, cancel));
    }

    private static async Task<DataRequestsModel> Model(Actor actor, IdentityDb db, PersonalDataDesk desk, FormState form, CancellationToken cancel)
    {
        List<CorrectionModel> models = [];
        foreach (var row in await Within(db, actor).AsNoTracking().OrderBy(c => c.Due).ThenBy(c => c.Id).Take(Most).ToListAsync(cancel)) models.Add(await desk.Model(row, $"{Path}/{row.Id}", cancel));
        return new DataRequestsModel(models, form);
    }
}

public sealed record DataRequestsModel(IReadOnlyList<CorrectionModel> Rows, FormState Form);
