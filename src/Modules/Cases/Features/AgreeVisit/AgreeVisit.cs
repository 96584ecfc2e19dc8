using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>确认现场核查: the applicant sees what will be looked at, and agrees to the day or moves it.</summary>
internal static class AgreeVisit
{
    public const string AnswerField = "answer";
    public const string DayField = "day";
    public const string HourField = "hour";
    public const string WhyField = "why";
    public const string Agreed = "agreed";
    public const string Moved = "moved";

    public static IReadOnlyList<ChoiceModel> Answers { get; } = [new(Agreed, "可以，就在这一天"), new(Moved, "改到别的日期")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/inspection", Open).WithName(nameof(AgreeVisit)).AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/inspection", Answer).WithName("AnswerVisit").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Open(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await own.Find(number, actor, cancel, Power.Book) is { } open && open.Guide.Review?.Site is not null
            ? Pages.Show<AgreeVisitPage>(Model(open, own.Closed(open, actor, nameof(AnswerVisit)) is null, FormState.Empty, ActKey.New()))
            : Pages.Refuse(OwnCases.Unknown);
    }

    private static async Task<IResult> Answer(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel, Power.Book) is not { } open || open.Guide.Review?.Site is null) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var moves = form.Choice(AnswerField, "日期", Answers) == Moved;
        var day = moves ? form.Date(DayField, "改到哪一天") : null;
        var hour = moves ? ArrangeVisit.HourOf(form.Choice(HourField, "时间", ArrangeVisit.Hours)) : (TimeOnly?)null;
        var why = moves ? form.LongText(WhyField, "改期的理由", max: 500) : "";
        if (!form.Ok) return Pages.Again<AgreeVisitPage>(Model(open, true, form.State, key));
        var act = new AnswerVisit(day, hour);
        var done = moves ? await desk.Do(open, actor, act, new Reasons(why), $"visit-{key}", cancel: cancel) : await desk.Do(open, actor, act, $"visit-{key}");
        return done.Try(out _, out var no)
            ? Results.LocalRedirect(actor.Sees(open.State.Item) ? $"/cases/{open.Number}" : $"/cases/{open.Number}/inspection")
            : Pages.Show<AgreeVisitPage>(Model(open, true, form.State.Refused(no, moves ? DayField : ""), key), Pages.StatusOf(no));
    }

    private static AgreeVisitModel Model(OpenCase open, bool asked, FormState form, string key)
    {
        var visit = open.State.Work?.Visit;
        return new AgreeVisitModel(
            open.Number.ToString(), open.Guide.Name, visit is null ? null : $"{Words.Of(visit.On)}{Words.Of(visit.From)}", asked && visit is { Standing: VisitStanding.Proposed },
            open.Guide.Review!.Site!.Points, form, key, VisitRules.BasisOf(open.Context));
    }
}

public sealed record AgreeVisitModel(
    string Number, string Item, string? When, bool Asked, IReadOnlyList<SitePoint> Points, FormState Form, string Act, Citation Basis);
