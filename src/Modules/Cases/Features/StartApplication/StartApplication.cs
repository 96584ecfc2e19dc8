using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>在线办理: goes on with the draft of this item, or begins one under the guide in force. Whether it can be filed here at all is said at once.</summary>
internal static class StartApplication
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{item}/apply", Resume).WithName(nameof(StartApplication)).AllowRoles(Role.Applicant);
        routes.MapPost("/items/{item}/apply", Another).WithName("StartAnotherApplication").AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/removal", Discard).WithName("DiscardApplication").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Resume(
        string item, HttpContext context, ICatalogue catalogue, Drafts drafts, Filings filings, HeldLicences held, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await drafts.Unfinished(item, actor, cancel) is { } id) return Results.LocalRedirect($"/drafts/{id}");
        return await Begin(item, Drafts.ResumedKey(item), actor, catalogue, drafts, filings, held, cancel, context.Request.Query);
    }

    /// <summary>A second application for the same item beside the first: the same key twice is one draft.</summary>
    private static async Task<IResult> Another(
        string item, FormReader form, HttpContext context, ICatalogue catalogue, Drafts drafts, Filings filings, HeldLicences held, CancellationToken cancel) =>
        await Begin(item, $"new-{ActKey.Of(form)}", context.RequireActor(), catalogue, drafts, filings, held, cancel);

    private static async Task<IResult> Begin(
        string item, string key, Actor actor, ICatalogue catalogue, Drafts drafts, Filings filings, HeldLicences held, CancellationToken cancel, IQueryCollection? asked = null)
    {
        if (await catalogue.Current(item, cancel) is not { } guide) return Pages.Refuse(NotOffered);
        if (await filings.WhyNot(guide, actor, cancel) is { } why) return Pages.Refuse(why);
        var known = Carried(guide, asked);
        foreach (var (field, value) in await held.Answers(guide, actor.Subject!, cancel)) known[field] = value;
        var draft = await drafts.Begin(guide, actor, key, DraftContent.Empty with { Answers = known }, cancel);
        return Results.LocalRedirect($"/drafts/{draft.Id}");
    }

    /// <summary>Choices that a plan or a situation guide made already, "s.field=value" in the address: only those that the form offers.</summary>
    private static Dictionary<string, string> Carried(Guide guide, IQueryCollection? asked)
    {
        var carried = new Dictionary<string, string>();
        if (asked is null || asked.Count == 0) return carried;
        foreach (var field in guide.Fields)
        {
            var value = asked[$"s.{field.Id}"].ToString();
            if ((field.Kind == FieldKind.YesNo ? ["是", "否"] : field.Choices).Contains(value)) carried[field.Id] = value;
        }

        return carried;
    }

    private static async Task<IResult> Discard(string draft, HttpContext context, Drafts drafts, CancellationToken cancel) =>
        await drafts.Discard(draft, context.RequireActor(), cancel) ? Results.LocalRedirect("/my/cases")
            : Pages.Refuse(await drafts.Find(draft, context.RequireActor(), cancel) is { Locked: true } ? SigningRules.DraftLocked : Drafts.Unknown);

    public static Refusal NotOffered { get; } = new(
        "cases.item-not-listed", "这个事项不在公布的事项清单里，不能申请，也不能受理。可能已经取消或者改了名称：请搜索其他事项，或拨打服务热线询问。", new Citation("qingdao-2023", "第十五条"));

    public static Channel ChannelOf(Guide guide) =>
        !guide.Channels.Contains(Channel.Online) && guide.Channels.Contains(Channel.Mobile) ? Channel.Mobile : Channel.Online;
}

/// <summary>What no filling-in could mend, told before anything is filled in: the same rules that the filing itself will meet, and for whom the item is.</summary>
internal sealed class Filings(CaseDesk desk, ISubjects subjects, TimeProvider clock)
{
    public async ValueTask<Refusal?> WhyNot(Guide guide, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var filing = new Submit(
            actor.Subject!, StartApplication.ChannelOf(guide), [], ["any"], new Dictionary<string, string>(), guide.Deliveries[0], now.Date);
        var context = await desk.ContextFor(guide, actor.Subject!, cancel);
        if (SubmissionRules.MaySubmit(filing, new ActRequest(default, "", actor, filing, context, now, null)) is { } refusal) return refusal;
        if (await subjects.Find(actor.Subject!, cancel) is not { } person || guide.Audience.Contains(person.Kind)) return null;
        return new Refusal(
            "cases.not-for-you",
            $"本事项由{string.Join("、", guide.Audience.Select(NameOf))}申请，您现在以{NameOf(person.Kind)}身份办事。如果您代表单位办理，请先在“我的账户”切换身份。",
            PlatformRules.Permission);
    }

    private static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Person => "个人",
        SubjectKind.Company => "企业等法人",
        SubjectKind.Unincorporated => "非法人组织",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
