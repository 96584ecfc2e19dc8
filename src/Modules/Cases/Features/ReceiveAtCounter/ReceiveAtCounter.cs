using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Begun">What this account has begun to receive and not finished.</param>
public sealed record ReceiveModel(string Words, IReadOnlyList<ItemFound> Items, IReadOnlyList<BegunModel> Begun)
{
    /// <summary>跨域通办: items of other places that this window may receive.</summary>
    public IReadOnlyList<ItemFound> Elsewhere { get; init; } = [];

    /// <summary>下沉到本窗口的事项, with what the window may do.</summary>
    public IReadOnlyList<SunkItem> Sunk { get; init; } = [];
}

public sealed record BegunModel(string Path, string Item, string Applicant, Instant ChangedAt);

public sealed record CounterApplicantModel(string Item, string Name, string Key, IReadOnlyList<ChoiceModel> Kinds, IReadOnlyList<ChoiceModel> Papers, FormState Form)
{
    /// <summary>异地代收: who handles it and by whose rules; null: handled here.</summary>
    public string? Rules { get; init; }
}

/// <summary>
/// 窗口收件: for a person who came without account or telephone. The item, who he is, then the whole form with his papers on one page; what is
/// begun is kept at every step, and the printed receipt is what he takes home.
/// </summary>
internal static class ReceiveAtCounter
{
    private const int MostItems = 20;
    private const int MostBegun = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/receive", Choose).WithName(nameof(ReceiveAtCounter)).AllowRoles(CaseReach.Receivers);
        routes.MapGet("/work/receive/items/{item}", Ask).WithName("AskWhoComes").AllowRoles(CaseReach.Receivers);
        routes.MapPost("/work/receive/items/{item}", Begin).WithName("BeginReceiving").AllowRoles(CaseReach.Receivers);
        routes.MapGet("/work/receive/{draft}", CounterForm.Show).WithName("FillAtCounter").AllowRoles(CaseReach.Receivers);
        routes.MapPost("/work/receive/{draft}", CounterForm.Save).WithName("FileFromCounter").AllowRoles(CaseReach.Receivers)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    private static async Task<IResult> Choose(
        string? q, HttpContext context, IItemFinder finder, Drafts drafts, ICatalogue catalogue, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var words = (q ?? "").Trim();
        var items = await finder.Find(words[..Math.Min(100, words.Length)], actor.Place, MostItems, cancel);
        var elsewhere = await finder.FindElsewhere(words[..Math.Min(100, words.Length)], actor.Place, MostItems, cancel);
        var sunk = await catalogue.SunkAt(actor.Place, cancel);
        var rows = await drafts.Unfinished(actor, MostBegun, cancel);
        var names = await subjects.MaskedNames([.. rows.Select(r => r.Subject)], cancel);
        var begun = new List<BegunModel>();
        foreach (var row in rows)
        {
            var guide = await catalogue.Version(row.Item, row.GuideVersion, cancel);
            begun.Add(new BegunModel($"/work/receive/{row.Id}", guide?.Name ?? row.Item, names.GetValueOrDefault(row.Subject, WorkRows.Erased), row.ChangedAt));
        }

        return Pages.Show<ReceivePage>(new ReceiveModel(words, items, begun) { Elsewhere = elsewhere, Sunk = [.. sunk.Where(s => s.Name.Contains(words, StringComparison.OrdinalIgnoreCase))] });
    }

    private static async Task<IResult> Ask(string item, HttpContext context, ICatalogue catalogue, CaseDesk desk, HandlingPlaces places, TimeProvider clock, CancellationToken cancel)
    {
        var offered = await Offered(item, context.RequireActor(), catalogue, desk, clock, cancel);
        if (!offered.Try(out var guide, out var why)) return Pages.Refuse(why);
        // Where one kind alone may apply, nobody is asked which.
        var begun = Kinds(guide, desk) is [var only] ? FormState.Of(("kind", only.Value)) : FormState.Empty;
        return Pages.Show<CounterApplicantPage>(Model(guide, desk, ActKey.New(), begun) with { Rules = places.RulesFor(guide, context.RequireActor()) });
    }

    private static async Task<IResult> Begin(
        string item, FormReader form, HttpContext context, ICatalogue catalogue, CaseDesk desk, Drafts drafts, ISubjects subjects, HandlingPlaces places, Overreaches overreaches, TimeProvider clock,
        CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        var key = ActKey.Of(form);
        if (!(await Offered(item, clerk, catalogue, desk, clock, cancel)).Try(out var guide, out var why))
        {
            await overreaches.Note(clerk, item, why, key, cancel);
            return Pages.Refuse(why);
        }

        var kind = Enum.TryParse<SubjectKind>(form.Choice("kind", "申请人类型", Kinds(guide, desk)), out var chosen) ? chosen : SubjectKind.Person;
        var name = form.Text("name", kind == SubjectKind.Person ? "姓名" : "名称", 100);
        var paper = SubjectPapers.Find(form.Choice("paper", "证件类型", Papers(guide), required: false));
        var number = paper is { Usual: false }
            ? $"{paper.Code}:{form.Text("number", "证件号码", 30)}"
            : kind == SubjectKind.Person ? form.ResidentId("number", "公民身份号码")?.ToString() : form.CreditCode("number", "统一社会信用代码")?.ToString();
        var phone = form.Phone("phone", "联系电话", required: false);
        if (!form.Ok) return Pages.Again<CounterApplicantPage>(Model(guide, desk, key, form.State) with { Rules = places.RulesFor(guide, clerk) });

        var registered = await subjects.Register(kind, name, number!, phone.Length > 0 ? phone : null, cancel);
        if (!registered.Try(out var subject, out var no))
        {
            return Pages.Again<CounterApplicantPage>(
                Model(guide, desk, key, form.State.Refused(no, no.Code.Contains("name", StringComparison.Ordinal) ? "name" : "number")) with { Rules = places.RulesFor(guide, clerk) });
        }

        // Told before anything is filled in; the filing itself asks again.
        if (DishonestyRules.Barred(await desk.ContextFor(guide, subject, cancel), clock.Now()) is { } barred) return Pages.Refuse(barred);
        var draft = await drafts.Begin(guide, clerk with { Subject = subject }, $"counter-{key}", DraftContent.Empty, cancel);
        return Results.LocalRedirect($"/work/receive/{draft.Id}");
    }

    /// <summary>The guide in force, if this window may receive it at all: told before anything is asked.</summary>
    private static async ValueTask<Outcome<Guide>> Offered(string item, Actor clerk, ICatalogue catalogue, CaseDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        if (await catalogue.Current(item, cancel) is not { } guide) return StartApplication.NotOffered;
        var (at, context) = (clock.Now(), await desk.ContextFor(guide, cancel));
        if (!clerk.Place.Contains(guide.Place) && guide.CrossRegion is null && VenueRules.Right(clerk, context.Sunk, at) is null)
            return VenueRules.NotReceivable(clerk, context, at) ?? StartApplication.NotOffered;
        var filing = new Submit("", Channel.Counter, [], ["any"], new Dictionary<string, string>(), guide.Deliveries[0], at.Date) { Agreed = true };
        return SubmissionRules.MaySubmit(filing, new ActRequest(default, "", clerk, filing, context, at, null)) is { } why ? why : guide;
    }

    private static CounterApplicantModel Model(Guide guide, CaseDesk desk, string key, FormState form) => new(guide.Item, guide.Name, key, Kinds(guide, desk), Papers(guide), form);

    private static IReadOnlyList<ChoiceModel> Kinds(Guide guide, CaseDesk desk)
    {
        var rules = desk.RulesFor(guide);
        return [.. guide.Audience.Select(k => new ChoiceModel(k.ToString(), ApplicantLabels.Of(k, rules)))];
    }

    private static IReadOnlyList<ChoiceModel> Papers(Guide guide) =>
        [.. SubjectPapers.All.Where(p => p.Kinds.Intersect(guide.Audience).Any()).Select(p => new ChoiceModel(p.Code, p.Words))];
}
