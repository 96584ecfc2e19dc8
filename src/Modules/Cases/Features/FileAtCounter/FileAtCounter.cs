using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Fields">Answers to be mended, with what is wrong with each.</param>
public sealed record CounterPapersModel(
    string Number, string Item, string Title, string Lead, FormState Form, int Seen, string Act, IReadOnlyList<WrongFieldModel> Fields,
    IReadOnlyList<MaterialSlotModel> Slots, Citation Basis);

/// <summary>
/// 窗口代收: what an applicant brings in person, asked for by the one notice or promised for later. It is the same filing as his own online, into
/// the same basket: what he had uploaded already counts (青岛办法 第四十六条).
/// </summary>
internal static class FileAtCounter
{
    public const string Path = "papers";

    /// <summary>The acts that have this page; which of them is open the case says.</summary>
    public static readonly string[] Acts = [nameof(FileCorrection), nameof(FileSupplement)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/work/cases/{{number}}/{Path}", Open).WithName("OpenCounterPapers").AllowRoles(CaseReach.Receivers);
        routes.MapPost($"/work/cases/{{number}}/{Path}", File).WithName(nameof(FileAtCounter)).AllowRoles(CaseReach.Receivers)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    public static string AddressOf(CaseNumber number) => $"/work/cases/{number}/{Path}";

    private static async Task<IResult> Open(
        string number, HttpContext context, Acting acting, CaseDesk desk, ICases cases, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        if (!OpenAct(open, actor, desk).Try(out var act, out var why)) return Pages.Refuse(why);
        await OpenBasket(open, act, materials, cancel);
        var before = act == nameof(FileCorrection) ? await FiledAnswers.Of(open.Number, cases, cancel) : new Dictionary<string, string>();
        return Pages.Show<CounterPapersPage>(await Model(open, act, FormState.Of(before.Select(a => (a.Key, (string?)a.Value))), ActKey.New(), cases, materials, cancel));
    }

    private static async Task<IResult> File(
        string number, FormReader form, HttpContext context, Acting acting, CaseDesk desk, OwnCases done, ICases cases, IMaterials materials, TimeProvider clock,
        IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        var key = ActKey.Of(form);
        var actId = $"{Path}-{key}";
        var back = $"/work/cases/{open.Number}?done={Path}";
        if (await done.IsDone(open.Number, actId, cancel)) return Results.LocalRedirect(back);
        if (!OpenAct(open, actor, desk).Try(out var act, out var closed)) return Pages.Refuse(closed);

        await OpenBasket(open, act, materials, cancel);
        await UploadForm.Take(form, BasketOf(open, act), Wanted(open, act), materials, cancel);
        var before = act == nameof(FileCorrection) ? await FiledAnswers.Of(open.Number, cases, cancel) : new Dictionary<string, string>();
        if (act == nameof(FileCorrection)) await FieldFiles.Take(form, BasketOf(open, act), CorrectFiling.Fields(open).Select(f => f.Field), materials, before, cancel);
        if (form.Sent(WholeAnswers.Button)) return await Again(WholeAnswers.After(form, open.Guide.Fields, directory), form.Ok ? 200 : 422);
        if (form.Raw("then") is not null || form.Sent(UploadForm.Remove)) return await Again(form.State, form.Ok ? 200 : 422);
        if (form.Raw(Acting.Version) != $"{open.State.Version}") return await Again(form.State.Refused(CaseDecider.ChangedMeanwhile(open.State)), 409);

        var mended = act == nameof(FileCorrection) ? CorrectFiling.Mended(form, open, before, directory) : [];
        if (act == nameof(FileCorrection) && await CorrectFiling.LackingFile(open, mended, before, materials, cancel)) form.Refuse(FieldFiles.Gone);
        var brought = await materials.InBasket(BasketOf(open, act), cancel);
        if (MayFile(open, act, Intended(open, act, mended, brought), actor, clock.Now()) is { } nothing) form.Refuse(nothing);
        if (!form.Ok) return await Again(form.State, 422);

        var filed = Intended(open, act, mended, await materials.Freeze(BasketOf(open, act), cancel));
        var words = mended.Count > 0 ? new FiledForm(mended, [], [], null) : null;
        var outcome = await acting.Submit(open, actor, new Intended(filed, words), actId, open.State.Version, cancel);
        return outcome.Try(out _, out var why) ? Results.LocalRedirect(back) : await Again(form.State.Refused(why), Pages.StatusOf(why));

        async Task<IResult> Again(FormState state, int status) => Pages.Show<CounterPapersPage>(await Model(open, act, state, key, cases, materials, cancel), status);
    }

    private static Outcome<string> OpenAct(OpenCase open, Actor actor, CaseDesk desk)
    {
        var options = Acts.Select(act => desk.OptionOf(open, act, actor)).ToList();
        return options.FirstOrDefault(o => o.Closed is null) is { } found ? found.Act : options[0].Closed!;
    }

    private static string BasketOf(OpenCase open, string act) =>
        act == nameof(FileCorrection) ? CorrectFiling.BasketOf(open.State) : SupplyMaterials.BasketOf(open.State);

    private static ValueTask OpenBasket(OpenCase open, string act, IMaterials materials, CancellationToken cancel) =>
        act == nameof(FileCorrection) ? CorrectFiling.OpenBasket(open, materials, cancel) : SupplyMaterials.OpenBasket(open, materials, cancel);

    private static IEnumerable<GuideMaterial> Wanted(OpenCase open, string act) =>
        act == nameof(FileCorrection) ? CorrectFiling.Materials(open).Select(d => open.Guide.Material(d.Id)!) : SupplyMaterials.Wanted(open);

    private static CaseAct Intended(OpenCase open, string act, Dictionary<string, string> mended, IReadOnlyList<StoredFile> files) =>
        act == nameof(FileCorrection) ? CorrectFiling.Act(open, mended, files) : new FileSupplement(FiledFiles.Of(files));

    private static Refusal? MayFile(OpenCase open, string act, CaseAct filing, Actor actor, Instant at)
    {
        var by = new ActorInCase(actor, open.State);
        return act == nameof(FileCorrection)
            ? CorrectionRules.MayFile(open.State, filing, by, open.Context, at)
            : ToleranceRules.MayFileSupplement(open.State, filing, by, open.Context, at);
    }

    private static async Task<CounterPapersModel> Model(
        OpenCase open, string act, FormState form, string key, ICases cases, IMaterials materials, CancellationToken cancel)
    {
        if (act == nameof(FileCorrection))
        {
            var asked = await CorrectFiling.Model(open, await cases.Log(open.Number, cancel), form, key, materials, cancel);
            return new CounterPapersModel(
                asked.Number, asked.Item, "代收补正", $"申请人应在{asked.Due}前补齐下面各项，可以先收一部分。", form, asked.Seen, key, asked.Fields, asked.Slots, asked.Basis);
        }

        var promised = await SupplyMaterials.Model(open, form, key, materials, cancel);
        return new CounterPapersModel(
            promised.Number, promised.Item, "代收容缺材料", $"申请人应在{promised.Due}前补交下面的材料，可以先收一部分。", form, promised.Seen, key, [], promised.Slots,
            promised.Basis);
    }
}
