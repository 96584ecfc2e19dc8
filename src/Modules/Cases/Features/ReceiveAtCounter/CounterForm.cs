using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

public sealed record CounterFormModel(
    string Draft, string Item, string Applicant, IReadOnlyList<CounterSectionModel> Sections, IReadOnlyList<CounterSlotModel> Slots,
    IReadOnlyList<GuideMaterial> Shared, FormState Form, int Seen)
{
    /// <summary>The item may be approved by published rules: the applicant may ask for a person instead.</summary>
    public bool ByRules { get; init; }

    /// <summary>联署: who signs by hand before the clerk's eyes.</summary>
    public IReadOnlyList<ChoiceModel> Signing { get; init; } = [];

    /// <summary>草稿号, the same that the applicant sees.</summary>
    public string DraftNumber { get; init; } = "";

    /// <summary>异地代收: who handles it and by whose rules; null: handled here.</summary>
    public string? Rules { get; init; }

    /// <summary>下沉: in which mode this window takes it; null: it is the place's own.</summary>
    public SinkDownMode? Sunk { get; init; }
}

public sealed record CounterSectionModel(string Title, IReadOnlyList<ShownFieldModel> Fields);

/// <param name="Condition">When the material is needed, in words; null: always.</param>
public sealed record CounterSlotModel(MaterialSlotModel Slot, string? Condition);

/// <summary>当面填表: the whole form and all papers of one filing on one page. Whatever is wrong, what was typed and uploaded is kept.</summary>
internal static class CounterForm
{
    public const string Window = "window";

    /// <summary>帮办代办: the applicant agrees.</summary>
    public const string Agreed = "agreed";
    private const string Cookie = "ow-window";

    public static async Task<IResult> Show(
        string draft, HttpContext context, Drafts drafts, Submission submission, IMaterials materials, ISubjects subjects, HandlingPlaces places,
        ICatalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        if (await drafts.Held(draft, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } number) return Results.LocalRedirect($"/receipts/{number}");
        await OpenBasket(found, context.RequireActor(), await SunkFor(context.RequireActor(), found.Guide, catalogue, clock, cancel), materials, cancel);
        var person = await subjects.Find(found.Subject, cancel);
        var values = found.Content.Answers.ToDictionary(a => a.Key, a => new StringValues(a.Value));
        values["later"] = found.Content.Later.ToArray();
        values["shared"] = found.Content.Shared.ToArray();
        values[Window] = Desk.Of(context.User)?.ToString(CultureInfo.InvariantCulture) ?? context.Request.Kept(Cookie);
        var state = ApplicationForm.PagesOf(found.Guide).Aggregate(new FormState(values, []), (form, page) => Prefilled.Into(form, page, person));
        return Pages.Show<CounterFormPage>(await Model(found, context.RequireActor(), state, await SunkFor(context.RequireActor(), found.Guide, catalogue, clock, cancel), materials, subjects, places, cancel));
    }

    public static async Task<IResult> Save(
        string draft, FormReader form, HttpContext context, Drafts drafts, Submission submission, IMaterials materials, ISubjects subjects, HandlingPlaces places,
        IDirectory directory, FetchedDocuments fetched, ICatalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        if (await drafts.Held(draft, clerk, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } done) return Results.LocalRedirect($"/receipts/{done}");
        await OpenBasket(found, clerk, await SunkFor(clerk, found.Guide, catalogue, clock, cancel), materials, cancel);
        var behalf = clerk with { Subject = found.Subject };
        var guide = found.Guide;
        await UploadForm.Take(form, found.Id, guide.Materials.Where(m => m.Source != MaterialSource.Shared), materials, cancel);
        await FieldFiles.Take(form, found.Id, guide.Fields, materials, null, cancel);

        var content = new DraftContent
        {
            Answers = Typed(form, guide, directory),
            Later = form.Choices("later", "后补的材料", guide.Materials.Where(AttachMaterials.MayFollow).Select(m => new ChoiceModel(m.Id, m.Name)), required: false),
            Shared = form.Choices("shared", "共享的材料", guide.Materials.Where(m => m.Source == MaterialSource.Shared).Select(m => new ChoiceModel(m.Id, m.Name)), required: false),
        };
        var seen = int.TryParse(form.Raw("seen"), out var version) ? version : 0;
        var saved = await drafts.Change(found.Id, behalf, d => d.Version == seen ? Over(d, content, clock.Now()) : null, cancel);
        if (!saved.Try(out var now, out var overtaken))
        {
            var latest = await drafts.Held(draft, clerk, cancel) ?? found;
            return await Again(latest, form.State.Refused(overtaken), Pages.StatusOf(overtaken));
        }

        if (WholeAnswers.Anchor(form) is { } anchor && form.Ok) return Results.LocalRedirect($"/work/receive/{now.Id}#{anchor}");
        if (form.Raw("then") is { } then && form.Ok) return Results.LocalRedirect($"/work/receive/{now.Id}#{then}");
        if (form.Sent(UploadForm.Remove) && form.Ok) return Results.LocalRedirect($"/work/receive/{now.Id}#materials");
        if (form.Raw("then") is not null || form.Sent(UploadForm.Remove) || form.Sent(WholeAnswers.Button)) return await Again(now, form.State, StatusCodes.Status422UnprocessableEntity);

        var window = (int?)form.Number(Window, "窗口号", 1, 9_999);
        form.Check("confirm", "请申请人核对以上内容，并勾选确认");
        var sunk = await SunkFor(clerk, guide, catalogue, clock, cancel);
        var agreed = sunk?.Mode == SinkDownMode.Help && form.Check(Agreed, "帮办代办须征得申请人同意，请当面问明并勾选");
        var files = await materials.InBasket(found.Id, cancel);
        var pages = ApplicationForm.Check(guide, content.Answers)
            .With(guide, content.Answers, clock.Now().Date, ApplicationForm.Present(guide, ApplicationForm.Counting(guide, content.Answers), files), await fetched.Of(now, cancel));
        var state = form.State with { Errors = [.. pages.SelectMany(p => p.State.Errors).Where(e => form.State.ErrorOf(e.Field) is null), .. form.State.Errors] };
        if (state.IsRefused) return await Again(now, state, StatusCodes.Status422UnprocessableEntity);
        var person = form.Check(CheckAnswers.PersonField);
        if (!(await CounterSignatures.Of(now, pages, person, form, clerk, materials, subjects, clock.Now(), cancel)).Try(out var signed, out var unsigned))
            return await Again(now, form.State.Refused(unsigned), Pages.StatusOf(unsigned));
        context.Keep(Cookie, window!.Value.ToString(CultureInfo.InvariantCulture), TimeSpan.FromDays(30));
        return (await submission.HandIn(now.AskingFor(person).Agreeing(agreed), behalf, pages, window, signed, cancel)).Try(out var number, out var why)
            ? Results.LocalRedirect($"/receipts/{number}")
            : await Again(now, form.State.Refused(why), Pages.StatusOf(why));

        async Task<IResult> Again(Draft shown, FormState again, int status) =>
            Pages.Show<CounterFormPage>(await Model(shown, clerk, again, await SunkFor(clerk, shown.Guide, catalogue, clock, cancel), materials, subjects, places, cancel), status);
    }

    private static Dictionary<string, string> Typed(FormReader form, Guide guide, IDirectory directory) => ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields)
        .Select(f => (f.Id, Value: f.Kind.IsWhole() ? WholeAnswers.Typed(form, f, directory) : form.Raw(f.Id))).Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Id, f => f.Value!);

    /// <summary>What only the applicant's own pages hold stays; every page that this write changed is marked, so that he is told where he had it open (platform rule 第一条).</summary>
    private static DraftContent Over(Draft draft, DraftContent typed, Instant now)
    {
        var (before, pages) = (draft.Content, new Dictionary<string, PageMark>(draft.Content.Pages));
        foreach (var page in ApplicationForm.PagesOf(draft.Guide))
        {
            if (page.Fields.Any(f => before.Answers.GetValueOrDefault(f.Id, "") != typed.Answers.GetValueOrDefault(f.Id, ""))) pages[page.Id] = new PageMark(draft.Version + 1, "window", true, now);
        }

        return before with { Answers = typed.Answers, Later = typed.Later, Shared = typed.Shared, Pages = pages };
    }

    private static async ValueTask<SunkRight?> SunkFor(Actor clerk, Guide guide, ICatalogue catalogue, TimeProvider clock, CancellationToken cancel) =>
        clerk.Place.Contains(guide.Place) ? null : VenueRules.Right(clerk, await catalogue.Sunk(guide.Item, cancel), clock.Now());

    private static async ValueTask OpenBasket(Draft draft, Actor clerk, SunkRight? sunk, IMaterials materials, CancellationToken cancel)
    {
        await materials.OpenBasket(draft.Id, draft.Subject, draft.Guide.Organisation, draft.Guide.Place, cancel);
        if (CrossRegionRules.MayReceive(clerk, draft.Guide) || sunk is not null) await materials.ShareBasket(draft.Id, clerk.Organisation!, clerk.Place, until: null, cancel);
    }

    private static async Task<CounterFormModel> Model(
        Draft draft, Actor clerk, FormState form, SunkRight? sunk, IMaterials materials, ISubjects subjects, HandlingPlaces places, CancellationToken cancel)
    {
        var guide = draft.Guide;
        var files = await materials.InBasket(draft.Id, cancel);
        var person = await subjects.Find(draft.Subject, cancel);
        var pages = ApplicationForm.PagesOf(guide);
        var fields = pages.SelectMany(p => p.Fields).ToList();
        return new CounterFormModel(
            draft.Id, guide.Name, person is null ? WorkRows.Erased : $"{person.Name}，{string.Join(' ', Words.Groups(SubjectPapers.Plain(person.Number)))}",
            [.. pages.Select(p => new CounterSectionModel(p.Title, [.. p.Fields.Select(f => new ShownFieldModel(f, FormJudgement.ConditionOf(f, fields)) { Place = guide.Place, Upload = new FieldUploadModel(draft.Id, materials.Terms) })]))],
            [
                .. guide.Materials.Where(m => m.Source != MaterialSource.Shared).Select(m => new CounterSlotModel(
                    UploadForm.Slot(m, files, draft.Id, materials.Terms) with { MayFollow = AttachMaterials.MayFollow(m), Later = form.Has("later", m.Id) },
                    Condition(m.OnlyIf, fields, "需要"))),
            ],
            [.. guide.Materials.Where(m => m.Source == MaterialSource.Shared)], form, draft.Version) { ByRules = guide.Automatic is not null, Signing = CounterSignatures.Choices(guide), DraftNumber = DraftNumbers.Of(draft.Id), Rules = sunk is null ? places.RulesFor(guide, clerk) : null, Sunk = sunk?.Mode };
    }

    private static string? Condition(Situation? situation, IEnumerable<GuideField> fields, string verb) => situation is null
        ? null
        : $"{situation.Words(id => fields.FirstOrDefault(f => f.Id == id)?.Label ?? id)}时{verb}。";
}
