using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Catalogue;

/// <summary>
/// 表单设计: what the sections of the editor do not ask: the columns of rows, bounds, formats, conditions, checks between fields, with the page as an applicant
/// will see it. Every change is an edit of the draft, so that two who design at once lose nothing.
/// </summary>
internal static class DesignForm
{
    public const string Path = "/workbench/guides/{change}/{item}/form-design";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Open).WithName(nameof(DesignForm)).AllowRoles(Role.DepartmentEditor, Role.ManagementOfficer);
        routes.MapPost(Path, Save).WithName("SaveFormDesign").AllowRoles(Role.DepartmentEditor, Role.ManagementOfficer);
    }

    private static async Task<IResult> Open(string change, string item, HttpContext context, GuideDrafts drafts, CancellationToken cancel)
    {
        if (await Find(change, item, context, drafts, cancel) is not var (draft, standing)) return Pages.Refuse(GuideDrafts.NotYours);
        return Pages.Show<DesignFormPage>(Model(draft, standing, context, drafts, FormState.Empty));
    }

    private static async Task<IResult> Save(string change, string item, FormReader form, HttpContext context, GuideDrafts drafts, CancellationToken cancel)
    {
        if (await Find(change, item, context, drafts, cancel) is not var (draft, standing)) return Pages.Refuse(GuideDrafts.NotYours);
        var seen = int.TryParse(form.Raw("seen"), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var ground = draft.Log.At(seen);
        var fields = Reading(draft, standing, drafts)?.Fields.ToList() ?? [];
        var edits = form.Raw("field") is { } field ? OfField(form, fields, ground, field) : OfChecks(form, fields, ground);
        if (edits is not null && form.Ok)
        {
            var saved = await drafts.Apply(change, item, edits, seen, context.RequireActor(), cancel);
            if (saved.Try(out _, out var why)) return Results.LocalRedirect($"{PathOf(draft)}#{(form.Raw("field") is { } done ? $"field-{done}" : "checks")}");
            form.Refuse(why);
        }

        return Pages.Again<DesignFormPage>(Model(draft, standing, context, drafts, form.State));
    }

    public static string PathOf(GuideDraft draft) => $"/workbench/guides/{draft.Row.Change}/{draft.Row.Item}/form-design";

    private static async Task<(GuideDraft Draft, ChangeStanding Change)?> Find(string change, string item, HttpContext context, GuideDrafts drafts, CancellationToken cancel)
    {
        if (await drafts.Read(change, item, cancel) is not { } draft) return null;
        var standing = await drafts.Standing(change, cancel);
        return GuideDrafts.MaySee(draft.Row, standing, context.RequireActor()) ? (draft, standing) : null;
    }

    private static Guide? Reading(GuideDraft draft, ChangeStanding standing, GuideDrafts drafts) => drafts.Check(draft, standing.From).Guide;

    private static DesignFormModel Model(GuideDraft draft, ChangeStanding standing, HttpContext context, GuideDrafts drafts, FormState form)
    {
        var reading = drafts.Check(draft, standing.From);
        return new DesignFormModel(
            PathOf(draft), draft.Row.Name, draft.Log.Revision, reading.Guide?.Form ?? [], reading.Guide?.Checks ?? [], form,
            [.. reading.Faults.Select(f => f.Fault).Where(f => f.Path.StartsWith("form", StringComparison.Ordinal) || f.Path.StartsWith("checks", StringComparison.Ordinal)).Select(f => $"{f.Rule}。{f.Mend}。")],
            GuideDrafts.MayEdit(draft.Row, standing, context.RequireActor()));
    }

    /// <summary>What may be said of one field beside its name and kind.</summary>
    private static List<DraftEdit>? OfField(FormReader form, List<GuideField> fields, DraftDocument ground, string id)
    {
        var page = ground.Ids("form").FirstOrDefault(p => ground.Node($"form/{p}/fields/{id}") is not null);
        if (page is null || fields.Find(f => f.Id == id) is not { } field)
        {
            form.Refuse("", "这个填写项已经不在表单里了，请刷新后再改");
            return null;
        }

        var edits = new List<DraftEdit>();
        void Put(string name, object? value)
        {
            var path = $"form/{page}/fields/{id}/{name}";
            if (FormDesign.Json(value) is var after && after != ground.Get(path)) edits.Add(new DraftEdit(path, ground.Get(path), after));
        }

        var when = form.Text("when", "什么时候才问", ExpressionText.MostCharacters, required: false);
        if (when.Length > 0 && GuideRules.ProblemsOf(when, [.. fields.TakeWhile(f => f.Id != id)], null) is [var problem, ..]) form.Refuse("when", problem);
        Put("when", Settled(when));
        if (field.Kind is FieldKind.Number or FieldKind.Money or FieldKind.Date)
        {
            foreach (var (name, label) in new[] { ("min", "最小"), ("max", "最大") })
            {
                var bound = form.Text(name, label, 30, required: false);
                if (bound.Length > 0 && FormFacts.Read(field.Kind, bound) is null) form.Refuse(name, $"{label}要按这一项填写的样式写，例如 {(field.Kind == FieldKind.Date ? "2026-11-22" : "12")}");
                Put(name, bound);
            }
        }

        if (field.Kind == FieldKind.Text) Put("format", form.Choice("format", "格式", FieldFormats.All.Keys.ToList(), required: false));
        if (field.Kind != FieldKind.Rows) return edits;
        if (FormDesign.Columns(form.LongText("columns", "列", 2_000)).Try(out var columns, out var unreadable)) Put("columns", columns);
        else form.Refuse("columns", unreadable.Message);
        Put("minRows", (int?)form.Number("minRows", "最少行数", 0, Reckoning.MostRows, required: false));
        Put("maxRows", (int?)form.Number("maxRows", "最多行数", 1, Reckoning.MostRows, required: false));
        return edits;
    }

    private static List<DraftEdit>? OfChecks(FormReader form, List<GuideField> fields, DraftDocument ground)
    {
        var checks = ground.Get("checks") is { } json ? JsonSerializer.Deserialize<List<FormCheck>>(json, Json.Options)! : [];
        if (form.Raw("drop") is { } gone) checks.RemoveAll(c => c.Id == gone);
        else if (Made(form, fields) is { } expression)
        {
            if (GuideRules.ProblemsOf(expression, fields, ground.Ids("materials")) is [var problem, ..]) form.Refuse(form.Raw("pattern") is null ? "expression" : "", problem);
            ExpressionText.Parse(expression).Try(out var read, out _);
            IReadOnlyList<string> asked = read is null ? [] : ExpressionTypes.FieldsOf(read);
            if (form.Ok && asked.Count == 0) form.Refuse("expression", "核对里没有用到任何填写项，请写上要核对的填写项");
            var message = form.Text("message", "不符合时怎么说", 200);
            checks.Add(new FormCheck(FormDesign.Free("check", [.. checks.Select(c => c.Id)]), Settled(expression), message, asked));
        }

        return form.Ok ? [new DraftEdit("checks", ground.Get("checks"), checks.Count == 0 ? null : FormDesign.Json(checks))] : null;
    }

    /// <summary>The check that was put together; null: something of it was not chosen, and that has been said.</summary>
    private static string? Made(FormReader form, List<GuideField> fields)
    {
        string One(string name, string label) => form.Choice(name, label, (IReadOnlyCollection<string>)[.. DesignFormModel.Offered(name, fields).Select(o => o.Value)]);
        switch (form.Raw("pattern"))
        {
            case FormDesign.Before:
                var (first, second) = (One("first", "前面的日期"), One("second", "后面的日期"));
                return form.Ok ? FormDesign.Earlier(first, second).ToString() : null;
            case FormDesign.Total:
                var (total, column) = (One("total", "合计的填写项"), One("column", "相加的列"));
                return form.Ok ? FormDesign.AddsUp(total, column).ToString() : null;
            case FormDesign.Least:
                var some = form.Choices("some", "填写项", DesignFormModel.Offered("some", fields));
                if (form.Ok && some.Count < 2) form.Refuse("some", "至少选两项，只有一项的直接设为必填");
                return form.Ok ? FormDesign.AnyOf(some).ToString() : null;
            default:
                var text = form.Text("expression", "表达式", ExpressionText.MostCharacters);
                return form.Ok ? text : null;
        }
    }

    /// <summary>As it is printed, where it can be read.</summary>
    private static string Settled(string expression) => ExpressionText.Parse(expression).Try(out var read, out _) ? read.ToString() : expression;
}
