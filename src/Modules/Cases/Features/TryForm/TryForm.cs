using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>试填: the whole form on one page, checked as in earnest, for everybody. Nothing of it is kept.</summary>
internal static class TryForm
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{item}/try", Open).WithName(nameof(TryForm)).AllowEveryone();
        routes.MapPost("/items/{item}/try", Check).WithName("CheckTriedForm").AllowEveryone().WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<IResult> Open(string item, ICatalogue catalogue, CancellationToken cancel) =>
        await catalogue.Current(item, cancel) is { } guide
            ? Pages.Show<TryFormPage>(Model(guide, FormState.Empty, new Dictionary<string, string>(), null))
            : Pages.Refuse(StartApplication.NotOffered);

    private static async Task<IResult> Check(string item, FormReader form, ICatalogue catalogue, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (await catalogue.Current(item, cancel) is not { } guide) return Pages.Refuse(StartApplication.NotOffered);
        var typed = guide.Fields.Select(f => (f.Id, Text: f.Kind.IsWhole() ? WholeAnswers.Typed(form, f, directory) : form.Raw(f.Id) ?? "")).Where(t => t.Text.Length > 0).ToDictionary(t => t.Id, t => t.Text);
        if (form.Sent(WholeAnswers.Button)) return Pages.Show<TryFormPage>(Model(guide, WholeAnswers.After(form, guide.Fields, directory), typed, null));
        var pages = ApplicationForm.Check(FieldFiles.Unasked(guide), typed).Where(p => p.Step.Id != ApplicationForm.DeliveryPage).ToList().With(guide, typed, clock.Now().Date, given: null);
        var state = form.State with { Errors = [.. pages.SelectMany(p => p.State.Errors)] };
        return Pages.Show<TryFormPage>(Model(guide, state, typed, !state.IsRefused), state.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static TryFormModel Model(Guide guide, FormState form, IReadOnlyDictionary<string, string> typed, bool? right)
    {
        // On one page every situation is decided here.
        var whole = new FormStep("try", guide.Name, [.. guide.Fields]);
        var shown = ApplicationStep.Fields(guide, whole, typed).ToDictionary(f => f.Field.Id);
        var counting = ApplicationForm.Counting(guide, typed);
        return new TryFormModel(
            guide.Item, guide.Name, form,
            [.. guide.Form.Select(s => new TrySectionModel(s.Title, [.. s.Fields.Where(f => shown.ContainsKey(f.Id)).Select(f => shown[f.Id])]))],
            [
                .. guide.Materials.Where(m => right is null || Filing.Applies(m.OnlyIf, counting)).Select(m => new TryMaterialModel(
                    m.Name,
                    (m.Source == MaterialSource.Shared ? "免提交，我们直接调取" : ApplicationForm.IsTheFormItself(m) ? "就是网上填写的内容，不用上传" : m.Required ? "必交" : "选交")
                        + (AttachMaterials.MayFollow(m) ? "；可以容缺（先受理，材料稍后补）" : "")
                        + (right is null && m.OnlyIf is { } situation ? $"；{ConditionOf(guide, situation)}" : ""))),
            ],
            right);
    }

    private static string ConditionOf(Guide guide, Situation situation) =>
        $"{situation.Words(id => guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id)}时需要";
}

/// <param name="Right">Null: not checked yet.</param>
public sealed record TryFormModel(
    string ItemKey, string Item, FormState Form, IReadOnlyList<TrySectionModel> Sections, IReadOnlyList<TryMaterialModel> Materials, bool? Right);

public sealed record TrySectionModel(string Title, IReadOnlyList<ShownFieldModel> Fields);

public sealed record TryMaterialModel(string Name, string Words);
