using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// 先看后租: trade, place and a few answers give every permit in order, with days, cost, visits and what the inspector looks at, as a dated plan. Nobody
/// signs in; the address carries the answers, so that it can be sent to a partner or a landlord. Whoever signs in may keep it.
/// </summary>
internal static class PlanAhead
{
    public const string Path = "/plan";
    private const string AnswerPrefix = "a.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(PlanAhead)).AllowEveryone();
        routes.MapGet($"{Path}/keep", Confirm).WithName("ConfirmKeepingPlan").AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/keep", Keep).WithName("KeepPlan").AllowRoles(Role.Applicant);
        routes.MapGet("/my/plans", Mine).WithName("ListKeptPlans").AllowRoles(Role.Applicant);
        routes.MapPost("/my/plans/{plan}/removal", Discard).WithName("DiscardKeptPlan").AllowRoles(Role.Applicant);
    }

    private sealed record Asked(Trade Trade, RegionCode Place, IReadOnlyDictionary<string, string> Answers, DateOnly Start)
    {
        public string Query
        {
            get
            {
                var query = new StringBuilder($"?trade={Trade.Id}&place={Place}&start={Words.Machine(Start)}");
                foreach (var question in Trade.Questions) query.Append('&').Append(AnswerPrefix).Append(question.Id).Append('=').Append(Uri.EscapeDataString(Answers[question.Id]));
                return query.ToString();
            }
        }
    }

    private static async Task<IResult> Show(HttpContext context, AheadDesk desk, ServedPlaces places, IDirectory directory, CancellationToken cancel)
    {
        var asked = await Read(context, desk, places);
        var here = asked?.Place ?? await places.Of(context);
        var offered = (await places.All(cancel)).Select(p => new OptionModel(p.ToString(), places.NameOf(p), p == here)).ToList();
        var trades = Guidance.Trades.Select(t => new OptionModel(t.Id, t.Name, t.Id == asked?.Trade.Id)).ToList();
        if (asked is null) return Pages.Show<PlanAheadPage>(new PlanAheadModel(trades, offered, places.NameOf(here), [], Words.Machine(desk.Start(null)), null));
        var plan = await desk.Plan(asked.Trade, asked.Answers, asked.Place, asked.Start, cancel);
        return Pages.Show<PlanAheadPage>(new PlanAheadModel(
            trades, offered, places.NameOf(here), [.. asked.Trade.Questions.Select(q => new PlanQuestionModel(AnswerPrefix + q.Id, q.Ask, q.Choices, asked.Answers[q.Id]))],
            Words.Machine(asked.Start), await Result(plan, asked, desk, directory, cancel)) { SignedIn = context.Actor() is not null });
    }

    private static async Task<PlanResultModel> Result(AheadPlan plan, Asked asked, AheadDesk desk, IDirectory directory, CancellationToken cancel)
    {
        var bundle = asked.Trade.Bundle is { } own && await desk.Find(own.Item, asked.Place, cancel) is { } guide
            ? new PlanBundleModel(
                guide.Name, ApplyPath(guide, own.OnForm(asked.Answers)),
                [.. plan.Steps.Where(s => own.Parts.Contains(s.Permit.Item)).Select(s => s.Guide.Name)])
            : null;
        return new PlanResultModel(
            asked.Trade.Name, asked.Trade.Look, plan.Start, plan.End, $"{plan.Cost}" + (plan.CostsMore ? "，另有按面积、天数等计算的费用" : ""), plan.Visits,
            [.. plan.Steps.Select(s => Step(s, directory))],
            [.. plan.Missing.Select(Guidance.NameOf)], bundle is { Parts.Count: > 1 } ? bundle : null, asked.Query);
    }

    private static PlanStepModel Step(AheadStep step, IDirectory directory) => new(
        step.Guide.Name, $"/items/{step.Guide.Item}", directory.Organisation(step.Guide.Organisation)?.Name ?? step.Guide.Organisation,
        $"{step.Guide.PromisedLimit}" + (step.Visit is { } visit ? $"，另加现场核查最长 {visit}" : ""), step.From, step.By, step.Critical, step.After,
        [.. step.Materials.Select(m => m.Source == MaterialSource.Shared ? $"{m.Name}（我们自己调取，不用交）" : m.Required ? m.Name : $"{m.Name}（需要时）")],
        [.. step.Guide.Fees.Select(f => $"{f.Name}：{f.Amount}{(f.Unit is { } unit ? $"/{unit}" : "")}（{f.Standard}）")],
        step.Guide.Visits,
        [.. (step.Guide.Review?.Site?.Points ?? []).Select(p => new PlanPointModel(p.What, p.Standard, $"《{p.Basis.Law}》{p.Basis.Article}"))],
        ApplyPath(step.Guide, step.Answers));

    /// <summary>The draft begins with what is answered here.</summary>
    private static string ApplyPath(Guide guide, IReadOnlyDictionary<string, string> answers)
    {
        var known = answers.Where(a => guide.Fields.Any(f => f.Id == a.Key)).Select(a => $"{ShowGuide.SituationPrefix}{a.Key}={Uri.EscapeDataString(a.Value)}").ToList();
        return $"/items/{guide.Item}/apply" + (known.Count == 0 ? "" : "?" + string.Join('&', known));
    }

    private static async ValueTask<Asked?> Read(HttpContext context, AheadDesk desk, ServedPlaces places)
    {
        var query = context.Request.Query;
        if (Guidance.Trades.FirstOrDefault(t => t.Id == query["trade"].ToString()) is not { } trade) return null;
        var place = RegionCode.TryParse(query["place"], out var there) && there != RegionCode.Nation ? there : await places.Of(context);
        return new Asked(trade, place, trade.Answers(q => query[AnswerPrefix + q]), desk.Start(query["start"]));
    }

    private static async Task<IResult> Confirm(HttpContext context, AheadDesk desk, ServedPlaces places) => await Read(context, desk, places) is { } asked
        ? Pages.Show<KeepPlanPage>(new KeepPlanModel(NameOf(asked, places), Path + asked.Query, $"{Path}/keep{asked.Query}"))
        : Results.LocalRedirect(Path);

    private static async Task<IResult> Keep(HttpContext context, AheadDesk desk, KeptPlans kept, ServedPlaces places, CancellationToken cancel)
    {
        if (await Read(context, desk, places) is not { } asked) return Results.LocalRedirect(Path);
        var plan = await desk.Plan(asked.Trade, asked.Answers, asked.Place, asked.Start, cancel);
        var why = await kept.Keep(context.RequireActor(), Path + asked.Query, NameOf(asked, places), plan.Steps, cancel);
        return why is null ? Results.LocalRedirect("/my/plans") : Pages.Refuse(why);
    }

    private static async Task<IResult> Mine(HttpContext context, KeptPlans kept, CancellationToken cancel) => Pages.Show<KeptPlansPage>(new KeptPlansModel(
        [.. (await kept.Of(context.RequireActor(), cancel)).Select(p => new KeptPlanModel(p.Id, p.Name, p.Address, p.KeptAt, p.Changed?.Split('\n') ?? []))]));

    private static async Task<IResult> Discard(string plan, HttpContext context, KeptPlans kept, CancellationToken cancel)
    {
        await kept.Discard(context.RequireActor(), plan, cancel);
        return Results.LocalRedirect("/my/plans");
    }

    private static string NameOf(Asked asked, ServedPlaces places) => $"{places.NameOf(asked.Place)} · {asked.Trade.Name}，{Words.ShortOf(asked.Start)}起";
}

public sealed record PlanQuestionModel(string Name, string Ask, IReadOnlyList<string> Choices, string Answer);

public sealed record PlanPointModel(string What, string Standard, string Basis);

/// <param name="After">Names of what is had before.</param>
public sealed record PlanStepModel(
    string Name, string Path, string Department, string Limit, DateOnly From, DateOnly By, bool Critical, IReadOnlyList<string> After,
    IReadOnlyList<string> Materials, IReadOnlyList<string> Fees, int Visits, IReadOnlyList<PlanPointModel> Points, string Apply);

public sealed record PlanBundleModel(string Name, string Apply, IReadOnlyList<string> Parts);

/// <param name="Query">The address's query, which is the plan.</param>
public sealed record PlanResultModel(
    string Trade, string Look, DateOnly Start, DateOnly End, string Cost, int Visits, IReadOnlyList<PlanStepModel> Steps, IReadOnlyList<string> Missing,
    PlanBundleModel? Bundle, string Query);

public sealed record PlanAheadModel(
    IReadOnlyList<OptionModel> Trades, IReadOnlyList<OptionModel> Places, string PlaceName, IReadOnlyList<PlanQuestionModel> Questions, string Start, PlanResultModel? Result)
{
    /// <summary>Who keeps a plan signs in first.</summary>
    public bool SignedIn { get; init; }
}

public sealed record KeepPlanModel(string Name, string Address, string Action);

public sealed record KeptPlanModel(string Id, string Name, string Address, Instant KeptAt, IReadOnlyList<string> Changed);

public sealed record KeptPlansModel(IReadOnlyList<KeptPlanModel> Plans);
