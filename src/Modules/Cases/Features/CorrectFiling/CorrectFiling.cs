using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>提交补正: what the one notice asks for, beside what was handed in before. A part may be filed; the rest stays open until its last day.</summary>
internal static class CorrectFiling
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/correction", Open).WithName("OpenCorrection").AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/correction", File).WithName(nameof(CorrectFiling)).AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    private static async Task<IResult> Open(string number, HttpContext context, OwnCases own, ICases cases, IMaterials materials, CancellationToken cancel)
    {
        if (await own.Find(number, context.RequireActor(), cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        if (own.Closed(open, context.RequireActor(), nameof(FileCorrection)) is { } closed) return Pages.Refuse(closed);
        await OpenBasket(open, materials, cancel);
        var log = await cases.Log(open.Number, cancel);
        var before = FiledAnswers.Of(log);
        return Pages.Show<CorrectionPage>(await Model(open, log, FormState.Of(before.Select(a => (a.Key, (string?)a.Value))), ActKey.New(), materials, cancel));
    }

    private static async Task<IResult> File(
        string number, FormReader form, HttpContext context, OwnCases own, ICases cases, CaseDesk desk, IMaterials materials, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var actId = $"correct-{key}";
        if (await own.IsDone(open.Number, actId, cancel)) return Results.LocalRedirect($"/cases/{open.Number}");
        if (own.Closed(open, actor, nameof(FileCorrection)) is { } closed) return Pages.Refuse(closed);

        var guide = open.Guide;
        var log = await cases.Log(open.Number, cancel);
        await OpenBasket(open, materials, cancel);
        await UploadForm.Take(form, BasketOf(open.State), Materials(open).Select(d => guide.Material(d.Id)!), materials, cancel);
        var before = FiledAnswers.Of(log);
        await FieldFiles.Take(form, BasketOf(open.State), Fields(open).Select(f => f.Field), materials, before, cancel);
        if (form.Sent(WholeAnswers.Button))
        {
            return Pages.Show<CorrectionPage>(await Model(open, log, WholeAnswers.After(form, guide.Fields, directory), key, materials, cancel), form.Ok ? 200 : 422);
        }

        if (form.Raw("then") is not null || form.Sent(UploadForm.Remove))
        {
            return Pages.Show<CorrectionPage>(await Model(open, log, form.State, key, materials, cancel), form.Ok ? 200 : 422);
        }

        // Never decided on a page that no longer tells how the case stands (platform rule 第一条).
        if (form.Raw("seen") != $"{open.State.Version}") return await Again(form.State.Refused(CaseDecider.ChangedMeanwhile(open.State)), 409);
        var mended = Mended(form, open, before, directory);
        if (await LackingFile(open, mended, before, materials, cancel)) form.Refuse(FieldFiles.Gone);
        var files = await materials.InBasket(BasketOf(open.State), cancel);
        var act = Act(open, mended, files);
        if (CorrectionRules.MayFile(open.State, act, new ActorInCase(actor, open.State), open.Context, default) is { } nothing) form.Refuse(nothing);
        else if (form.Ok && CorrectionRules.File(open.State, act).Open is { Count: > 0 } left && !form.Check("partial"))
        {
            form.Refuse("partial", $"还有 {left.Count} 项没有补：{string.Join("；", left.Select(d => CaseTrack.DefectLine(guide, d)))}。请补上，或者勾选先提交这些");
        }

        if (!form.Ok) return await Again(form.State, 422);
        act = Act(open, mended, await materials.Freeze(BasketOf(open.State), cancel));
        var done = await desk.Do(open, actor, act, new FiledForm(mended, [], [], null), actId, open.State.Version, cancel);
        return done.Try(out _, out var why) ? Results.LocalRedirect($"/cases/{open.Number}") : await Again(form.State.Refused(why), Pages.StatusOf(why));

        async Task<IResult> Again(FormState state, int status) => Pages.Show<CorrectionPage>(await Model(open, log, state, key, materials, cancel), status);
    }

    /// <summary>Each partial filing closes its basket; what is still open gets the next one.</summary>
    public static string BasketOf(CaseState state) => $"{state.Number}-correction-{state.Correction!.Open.Count}";

    public static async ValueTask OpenBasket(OpenCase open, IMaterials materials, CancellationToken cancel)
    {
        await materials.OpenBasket(BasketOf(open.State), open.State.Subject, open.State.Organisation, open.State.Place, cancel);
        if (open.State.Crossing is { } crossing) await materials.ShareBasket(BasketOf(open.State), crossing.Organisation, crossing.Place, until: null, cancel);
    }

    public static IEnumerable<Defect> Materials(OpenCase open) => open.State.Correction!.Open.Where(d => d.Kind == DefectKind.Material).DistinctBy(d => d.Id);

    public static IEnumerable<(GuideField Field, Defect Defect)> Fields(OpenCase open) =>
        from defect in open.State.Correction!.Open
        where defect.Kind == DefectKind.Field
        from field in open.Guide.Fields
        where field.Id == defect.Id
        select (field, defect);

    /// <summary>Fields filled in anew: what stands as before is not mended.</summary>
    public static Dictionary<string, string> Mended(FormReader form, OpenCase open, IReadOnlyDictionary<string, string> before, IDirectory directory)
    {
        var mended = new Dictionary<string, string>();
        foreach (var (field, _) in Fields(open))
        {
            if (string.IsNullOrWhiteSpace(WholeAnswers.Typed(form, field, directory))) continue;
            if (WholeAnswers.Read(form, field, directory) is { } answer && answer != before.GetValueOrDefault(field.Id)) mended[field.Id] = answer;
        }

        return mended;
    }

    /// <summary>Whether an answer names a file that is neither in this basket nor was handed in before. What no answer names leaves the basket.</summary>
    public static async ValueTask<bool> LackingFile(
        OpenCase open, IReadOnlyDictionary<string, string> mended, IReadOnlyDictionary<string, string> before, IMaterials materials, CancellationToken cancel)
    {
        var own = FieldFiles.Named(open.Guide, mended).Except(FieldFiles.Named(open.Guide, before)).ToHashSet();
        var there = await materials.InBasket(BasketOf(open.State), cancel);
        foreach (var left in there.Where(f => FieldFiles.IsOne(f.Material) && !own.Contains((f.Id, f.Material)))) await materials.Remove(BasketOf(open.State), left.Id, cancel);
        return own.Any(n => !there.Any(f => f.Id == n.File && f.Material == n.Material));
    }

    public static FileCorrection Act(OpenCase open, Dictionary<string, string> mended, IReadOnlyList<StoredFile> files)
    {
        var facts = open.State.Facts.ToDictionary(f => f.Key, f => f.Value);
        foreach (var (field, value) in Filing.Facts(open.Guide, mended)) facts[field] = value;
        return new FileCorrection(FiledFiles.Of(files), [.. mended.Keys], facts);
    }

    public static async Task<CorrectionModel> Model(
        OpenCase open, IReadOnlyList<CaseEntry> log, FormState form, string key, IMaterials materials, CancellationToken cancel)
    {
        var (state, guide) = (open.State, open.Guide);
        var (notes, marks) = (FiledAnswers.NotesOf(log), await FiledAnswers.MarksOf(open, log, materials, cancel));
        string Wrong(string id, IEnumerable<Defect> defects) =>
            string.Join("；", defects.Select(d => Defects.Words.GetValueOrDefault(d.What, d.What))) + (notes.TryGetValue(id, out var note) ? $"（{note}）" : "");
        var files = await materials.InBasket(BasketOf(state), cancel);
        return new CorrectionModel(
            state.Number.ToString(), guide.Name, Words.Of(state.Correction!.Due), form, state.Version, key,
            [
                .. Fields(open).Select(f => new WrongFieldModel(
                    new ShownFieldModel(f.Field with { Required = true }, null) { Place = guide.Place, Upload = new FieldUploadModel(BasketOf(state), materials.Terms) }, Wrong(f.Field.Id, [f.Defect]))),
            ],
            [
                .. Materials(open).Select(d => UploadForm.Slot(guide.Material(d.Id)!, files, BasketOf(state), materials.Terms) with
                {
                    Wrong = Wrong(d.Id, state.Correction.Open.Where(o => o.Kind == DefectKind.Material && o.Id == d.Id)),
                    Mark = marks.GetValueOrDefault(d.Id),
                }),
            ],
            CaseClocks.BasisOf(open.Rules, "correction.times"), form.ErrorOf("partial") is not null || form["partial"] is not null);
    }
}

/// <param name="Partial">Offer to file a part.</param>
public sealed record CorrectionModel(
    string Number, string Item, string Due, FormState Form, int Seen, string Act, IReadOnlyList<WrongFieldModel> Fields,
    IReadOnlyList<MaterialSlotModel> Slots, Citation Basis, bool Partial);

public sealed record WrongFieldModel(ShownFieldModel Field, string Wrong);
