using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>上级目录的变动: element by element what changed above, and what is done about it here; nothing is overwritten by itself.</summary>
internal static class SettleUpperChanges
{
    public const string Path = ClaimEntries.Path + "/differences";
    private const int Most = 100;

    public static IReadOnlyList<ChoiceModel> Answers { get; } =
    [
        new(nameof(UpperAnswer.TakeOver), "采用上级的"), new(nameof(UpperAnswer.Keep), "保留本地的"), new(nameof(UpperAnswer.Question), "提出疑问"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var differences = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        differences.MapGet("", Open).WithName("OpenUpperChanges");
        differences.MapPost("", Handle).WithName(nameof(SettleUpperChanges)).AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, CancellationToken cancel) =>
        Pages.Show<UpperChangesPage>(await Model(context.RequireActor(), FormState.Empty, db, cancel));

    private static async Task<IResult> Handle(FormReader form, HttpContext context, CatalogueDb db, BasicLists lists, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var code = form.Text("code", "编码", max: 20);
        var element = form.Text("element", "要素", max: 40);
        var number = form.Number("number", "版本", min: 1) ?? 0;
        _ = Enum.TryParse<UpperAnswer>(form.Choice("answer", "处理", Answers), out var answer);
        var reason = form.Text("reason", "理由", max: 200, required: false);
        if (!form.Ok) return Pages.Again<UpperChangesPage>(await Model(actor, form.State, db, cancel));
        var answered = await lists.Answer(actor.Place, code, (int)number, element, answer, reason, actor, cancel);
        return answered.Try(out _, out var why)
            ? Results.LocalRedirect(Path)
            : Pages.Show<UpperChangesPage>(await Model(actor, form.State.Refused(why), db, cancel), Pages.StatusOf(why));
    }

    private static async Task<UpperChangesModel> Model(Actor actor, FormState form, CatalogueDb db, CancellationToken cancel)
    {
        var place = actor.Place.Number;
        var open = await db.UpperDifferences.AsNoTracking().Where(d => d.Place == place && d.Answer == UpperAnswer.Open).OrderBy(d => d.Code).ThenBy(d => d.Element).Take(Most).ToListAsync(cancel);
        var done = await db.UpperDifferences.AsNoTracking().Where(d => d.Place == place && d.Answer != UpperAnswer.Open).OrderByDescending(d => d.At).Take(Most).ToListAsync(cancel);
        var codes = open.Concat(done).Select(d => d.Code).Distinct().ToList();
        var names = await db.Claims.AsNoTracking().Where(c => c.Place == place && codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, cancel);
        UpperChangeModel Line(UpperDifferenceRow d) => new(
            d.Code, names.GetValueOrDefault(d.Code) ?? d.Code, d.Number, d.Element, d.From, GuideValues.Words(d.Before), GuideValues.Words(d.After),
            d.Answer == UpperAnswer.Open ? null : Answers.First(a => a.Value == d.Answer.ToString()).Words, d.Reason);
        return new UpperChangesModel(form, actor.Role == Role.ManagementOfficer, [.. open.Select(Line)], [.. done.Select(Line)]);
    }
}

/// <param name="Answer">Null: open.</param>
public sealed record UpperChangeModel(string Code, string Name, int Number, string Element, DateOnly From, string? Before, string? After, string? Answer, string? Reason);

public sealed record UpperChangesModel(FormState Form, bool MayAnswer, IReadOnlyList<UpperChangeModel> Open, IReadOnlyList<UpperChangeModel> Done);
