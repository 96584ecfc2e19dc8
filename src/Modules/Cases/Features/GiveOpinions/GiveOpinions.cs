using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>协办意见: who is asked sees the question and the papers, and answers with reasons; more of the case is not his (重庆办法 第二十一条).</summary>
internal static class GiveOpinions
{
    public const string AnswerField = "answer";
    public const string ReasonsField = "opinion-reasons";

    public static readonly Role[] Advisers = [Role.UnitOfficer, .. CaseReach.Reviewers];

    public static IReadOnlyList<ChoiceModel> Answers { get; } = [new(nameof(OpinionAnswer.Agrees), "同意"), new(nameof(OpinionAnswer.Objects), "不同意")];

    public static string PathOf(CaseNumber number, string id) => $"/work/opinions/{number}/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/opinions/{number}/{opinion}", Open).WithName("OpenOpinion").AllowRoles(Advisers);
        routes.MapPost("/work/opinions/{number}/{opinion}", Give).WithName(nameof(GiveOpinions)).AllowRoles(Advisers);
    }

    private static async Task<IResult> Open(string number, string opinion, HttpContext context, CaseDesk desk, ICases cases, CaseFiles files, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await Find(number, opinion, actor, desk, cancel) is { } found
            ? Pages.Show<OpinionPage>(await Model(found.Open, found.Asked, FormState.Empty, ActKey.New(), cases, files, cancel))
            : Pages.Refuse(Acting.NotFound);
    }

    private static async Task<IResult> Give(
        string number, string opinion, FormReader form, HttpContext context, CaseDesk desk, ICases cases, CaseFiles files, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(number, opinion, actor, desk, cancel) is not var (open, asked)) return Pages.Refuse(Acting.NotFound);
        var key = ActKey.Of(form);
        var answer = Enum.TryParse<OpinionAnswer>(form.Choice(AnswerField, "意见", Answers), out var chosen) ? chosen : default;
        var reasons = form.LongText(ReasonsField, "理由");
        if (!form.Ok) return Pages.Again<OpinionPage>(await Model(open, asked, form.State, key, cases, files, cancel));
        var done = await desk.Do(open, actor, new GiveOpinion(asked.Id, answer), new Reasons(reasons), $"opinion-{key}", cancel: cancel);
        return done.Try(out _, out var why)
            ? Results.LocalRedirect(ListReviewTasks.AfterOne)
            : Pages.Show<OpinionPage>(await Model(open, asked, form.State.Refused(why), key, cases, files, cancel), Pages.StatusOf(why));
    }

    /// <summary>Null: no such opinion, or it is another's.</summary>
    private static async Task<(OpenCase Open, AskedOpinion Asked)?> Find(string number, string opinion, Actor actor, CaseDesk desk, CancellationToken cancel) =>
        await desk.Open(number, state => Of(state, opinion, actor) is not null, cancel) is { } open && Of(open.State, opinion, actor) is { } asked ? (open, asked) : null;

    private static AskedOpinion? Of(CaseState state, string opinion, Actor actor) =>
        state.Organisation == actor.Organisation && state.Work?.Opinion(opinion) is { } asked && OpinionRules.IsAsked(asked, actor) ? asked : null;

    private static async Task<OpinionPageModel> Model(OpenCase open, AskedOpinion asked, FormState form, string key, ICases cases, CaseFiles files, CancellationToken cancel)
    {
        var log = await cases.Log(open.Number, cancel);
        var paper = new CasePaper(open, log, inFull: false);
        var closed = asked.IsOpen ? null : asked.Waived ? "审查人员已经写明理由，不再等这份意见。" : "这份意见已经提交。";
        return new OpinionPageModel(
            open.Number.ToString(), WorkRows.GroupsOf(open.Number), open.Guide.Name, OpinionLines.Question(open, asked, log) ?? "请提出意见。", Words.Of(asked.Due.Day), closed,
            OpinionLines.SentBack(asked, log), await files.Materials(open, paper, handles: true, cancel), paper.Answers(), form, key, OpinionRules.BasisOf(open.Context),
            PathOf(open.Number, asked.Id));
    }
}

public sealed record OpinionPageModel(
    string Number, IReadOnlyList<string> Groups, string Item, string Question, string Due, string? Closed, string? SentBack,
    IReadOnlyList<HeldMaterialModel> Materials, IReadOnlyList<AnswersModel> Answers, FormState Form, string Act, Citation Basis, string Path);
