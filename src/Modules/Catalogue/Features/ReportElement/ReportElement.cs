using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>看不懂、不对 (河北方案 一（二）): one tap at an element of a guide makes a ticket of the owning department; its code shows the answer.</summary>
internal static class ReportElement
{
    public const string Limit = "feedback";
    private const int TapsAMinute = 10;

    public static ReadableCode Codes { get; } = new(10, 24, mendsLookAlikes: true);

    public static void Add(IServiceCollection services) => services.Configure<RateLimiterOptions>(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TapsAMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/items/{item}/feedback", Tap).WithName(nameof(ReportElement)).AllowEveryone().RequireRateLimiting(Limit);
        routes.MapGet("/feedback", Ask).WithName("AskForFeedback").AllowEveryone();
        routes.MapGet("/feedback/{code}", Open).WithName("OpenFeedback").AllowEveryone();
        routes.MapPost("/feedback/{code}", Say).WithName("SayMoreOfFeedback").AllowEveryone().RequireRateLimiting(Limit);
    }

    private static async Task<IResult> Tap(
        string item, FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, IRulebooks rulebooks, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var unclear = form.Raw("unclear");
        var element = unclear ?? form.Raw("wrong") ?? "";
        var guide = int.TryParse(form.Raw("version"), out var version) ? await guides.Version(item, version, cancel) : await guides.Current(item, cancel);
        if (guide is null || FeedbackWords.ElementOf(guide, element) is not { } name) return Pages.Refuse(NoElement);
        var (now, limit) = (clock.Now(), rulebooks.For(guide.Place, guide.Type, clock.Now().Date).Find("guide.feedbackLimit")!.Limit);
        var by = rulebooks.Calendar.AddWorkingDays(now.Date, limit.Amount);
        var row = new FeedbackRow
        {
            Id = Codes.New(), Item = guide.Item, ItemName = guide.Name, Guide = guide.Version, Element = element, ElementName = name,
            Kind = unclear is null ? FeedbackKind.Wrong : FeedbackKind.Unclear, Organisation = OwnerOf(guide, directory), Place = guide.Place.Number, AskedAt = now, AnswerBy = by,
            DueAt = Instant.At(by.AddDays(1), TimeOnly.MinValue), Subject = context.Actor() is { Role: Role.Applicant } actor ? actor.Subject : null,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"/feedback/{row.Id}?sent=1");
    }

    /// <summary>Of a combination the lead; else who bears the item.</summary>
    private static string OwnerOf(Guide guide, IDirectory directory) => directory.Organisation(guide.Combination?.Lead ?? guide.Organisation)?.Id ?? guide.Organisation;

    private static IResult Ask(HttpContext context, string? code = null)
    {
        if (string.IsNullOrWhiteSpace(code)) return Pages.Show<AskFeedbackPage>(new AskFeedbackModel("", null));
        return Codes.TryParse(code, out var read)
            ? Results.LocalRedirect($"/feedback/{read}")
            : Pages.Again<AskFeedbackPage>(new AskFeedbackModel(code[..Math.Min(code.Length, 40)], "查询码应为 10 位，请对照反馈时显示的逐位核对。"));
    }

    private static async Task<IResult> Open(string code, HttpContext context, CatalogueDb db, GuessLimit limit, IDirectory directory, CancellationToken cancel, string? sent = null) =>
        !limit.Allows(context, null) ? Pages.Refuse(TooMany)
        : await Find(db, code, cancel) is { } row ? Pages.Show<FeedbackPage>(Model(row, FormState.Empty, directory, sent is not null)) : Pages.Refuse(Unknown);

    private static async Task<IResult> Say(string code, FormReader form, HttpContext context, CatalogueDb db, GuessLimit limit, IDirectory directory, CancellationToken cancel)
    {
        if (!limit.Allows(context, null)) return Pages.Refuse(TooMany);
        if (await Find(db, code, cancel) is not { } row) return Pages.Refuse(Unknown);
        var said = form.LongText("said", "您的说明", max: 300, min: 2);
        if (row.AnsweredAt is not null) form.Refuse("", "已经答复，不能再补充。还有疑问请在办事指南上重新点一次。", PlatformRules.Feedback);
        if (!form.Ok) return Pages.Again<FeedbackPage>(Model(row, form.State, directory, false));
        row.Said = said;
        row.Version++;
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"/feedback/{row.Id}");
    }

    private static async Task<FeedbackRow?> Find(CatalogueDb db, string code, CancellationToken cancel) =>
        Codes.TryParse(code, out var read) ? await db.Feedback.SingleOrDefaultAsync(f => f.Id == read, cancel) : null;

    private static FeedbackModel Model(FeedbackRow row, FormState form, IDirectory directory, bool sent) => new(
        row.Id, row.Item, row.ItemName, row.ElementName, FeedbackWords.Of(row.Kind), row.Said, directory.Organisation(row.Organisation)?.Name ?? row.Organisation,
        row.AskedAt, row.AnswerBy, row.Answer, row.AnsweredAt, form, sent);

    private static Refusal NoElement { get; } = new("catalogue.not-found", "没有找到您说的这一段。请从办事指南上重新点一次。", PlatformRules.Feedback);

    private static Refusal Unknown { get; } = new("catalogue.not-found", "没有这个查询码的反馈。请对照反馈时显示的逐位核对。", PlatformRules.Feedback);

    private static Refusal TooMany { get; } = new("catalogue.too-many", "试得太频繁，请一分钟后再来。", PlatformRules.Capacity);
}

public sealed record AskFeedbackModel(string Code, string? Wrong);

public sealed record FeedbackModel(
    string Code, string Item, string ItemName, string Element, string Kind, string? Said, string Department, Instant AskedAt, DateOnly AnswerBy, string? Answer,
    Instant? AnsweredAt, FormState Form, bool Sent);
