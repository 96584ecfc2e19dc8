using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

public sealed record CheckSectionModel(string Title, IReadOnlyList<SummaryRowModel> Rows);

/// <param name="Wrong">What keeps the filing from being handed in, each with the page where it is mended.</param>
/// <param name="Lacking">Materials that are not there: said plainly, no hindrance.</param>
/// <param name="Seen">What of this page must be the same when it is handed in.</param>
/// <param name="Changed">It was not the same: the page is shown again.</param>
public sealed record CheckAnswersModel(
    string Draft, string Item, IReadOnlyList<CheckSectionModel> Sections, IReadOnlyList<MenuLink> Wrong, IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Following, IReadOnlyList<string> NotShared, FormState Form, string Seen, bool Changed)
{
    /// <summary>The item may be approved by published rules: the applicant may ask for a person instead.</summary>
    public bool ByRules { get; init; }

    /// <summary>联署: who is asked to sign before it is handed in, and how; empty: nobody.</summary>
    public IReadOnlyList<SummaryRowModel> Signing { get; init; } = [];

    /// <summary>Checks of which it cannot be told: no hindrance, a person looks at them.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>电子签名 of the applicant; null: not offered here.</summary>
    public ElectronicSigningModel? Electronic { get; init; }

    /// <summary>Calendar days that they have.</summary>
    public int SigningDays { get; init; }
}

/// <summary>The check page, made from the draft and its files.</summary>
internal static class CheckAnswers
{
    public const string PersonField = "person";

    /// <summary>The whole application as it will be filed, only to be read.</summary>
    public static IReadOnlyList<CheckSectionModel> Sections(Draft draft, IReadOnlyList<StoredFile> files) =>
        [.. Of(draft, files, FormState.Empty, false).Sections.Select(s => s with { Rows = [.. s.Rows.Select(r => r with { Change = null })] })];

    public static CheckAnswersModel Of(Draft draft, IReadOnlyList<StoredFile> files, FormState form, bool changed, DateOnly? today = null, SaidDocuments? said = null)
    {
        var guide = draft.Guide;
        var pages = ApplicationForm.Check(guide, draft.Content.Answers);
        var counting = ApplicationForm.Counting(guide, draft.Content.Answers);
        if (today is { } day) pages = pages.With(guide, draft.Content.Answers, day, ApplicationForm.Present(guide, counting, files), said);
        var sections = new List<CheckSectionModel>();
        foreach (var page in pages)
        {
            if (page.Step.Id == ApplicationForm.DeliveryPage) sections.Add(Materials(draft, files));
            var shown = page.Step.Fields.Where(f => FormJudgement.Asks(f, counting, guide.Fields));
            sections.Add(new CheckSectionModel(page.Step.Title,
            [
                .. shown.Select(f => new SummaryRowModel(
                    f.Label,
                    page.Answers.TryGetValue(f.Id, out var answer) ? FieldReading.Show(f, answer) : Typed(f, counting.GetValueOrDefault(f.Id, "")),
                    PathOf(draft, page.Step.Id, f.Id))),
            ]));
        }

        var missing = Filing.Missing(guide, counting, ApplicationForm.Present(guide, counting, files)).Where(m => !draft.Content.Promises(m.Id)).ToList();
        return new CheckAnswersModel(
            draft.Id, guide.Name, sections,
            [.. pages.SelectMany(p => p.State.Errors.Select(e => new MenuLink(e.Words, PathOf(draft, p.Step.Id, e.Field))))],
            [.. missing.Where(m => !Follows(draft, m)).Select(m => m.Name)],
            [.. missing.Where(m => Follows(draft, m)).Select(m => m.Name)],
            [.. AttachMaterials.Applying(draft).Where(m => m.Source == MaterialSource.Shared && !draft.Content.Shared.Contains(m.Id)).Select(m => m.Name)],
            form, Fingerprint(draft, files), changed)
        {
            ByRules = guide.Automatic is not null,
            Signing = [.. SigningParties.Of(guide, pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value)).Select(p => new SummaryRowModel(
                p.Words, $"{(p.Name.Length > 0 ? p.Name : "还没有填写")}，{p.Plan.Strength.Words()}{(p.Plan.Strength == SigningStrength.Handwritten ? "" : "或者更强的方式")}"))],
            SigningDays = guide.Signing?.Days ?? 0,
            Untold = today is null ? [] : [.. FormJudgement.Hints(draft, today.Value, files, said).Where(h => h.Open).Select(h => h.Words)],
        };
    }

    /// <summary>Answers, marks and files in one value: what the applicant has before his eyes when he hands it in.</summary>
    public static string Fingerprint(Draft draft, IReadOnlyList<StoredFile> files)
    {
        var content = draft.Content;
        var text = new StringBuilder().Append(draft.Guide.Version);
        foreach (var (field, value) in content.Answers.OrderBy(a => a.Key, StringComparer.Ordinal)) text.Append('\n').Append(field).Append('=').Append(value);
        foreach (var mark in content.Later.Concat(content.Shared).Order(StringComparer.Ordinal)) text.Append('\n').Append(mark);
        if (content.Promised is { } promised) text.Append('\n').Append(promised.Told).AppendJoin('\n', promised.Materials);
        foreach (var file in files.Select(f => f.Id).Order(StringComparer.Ordinal)) text.Append('\n').Append(file);
        return Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Typed(Contracts.FormField field, string text) => field.Kind.IsWhole() ? FieldReading.Show(field, text) : text;

    private static bool Follows(Draft draft, GuideMaterial material) => draft.Content.Later.Contains(material.Id) && AttachMaterials.MayFollow(material);

    private static CheckSectionModel Materials(Draft draft, IReadOnlyList<StoredFile> files) => new("材料",
    [
        .. AttachMaterials.Applying(draft).Select(m => new SummaryRowModel(
            m.Name,
            m.Source == MaterialSource.Shared ? draft.Content.Shared.Contains(m.Id) ? "免提交，同意调取" : "免提交，还没有同意调取"
            : files.Any(f => f.Material == m.Id) ? string.Join("、", files.Where(f => f.Material == m.Id).Select(f => f.Name))
            : ApplicationForm.IsTheFormItself(m) ? "就是您在这里填写的内容，不用上传"
            : draft.Content.Promises(m.Id) ? "以书面承诺代替"
            : Follows(draft, m) ? "以后补交（容缺）"
            : m.Required ? "还没有上传" : "不交（选交）",
            $"/drafts/{draft.Id}/materials?back=check#m-{m.Id}")),
    ]);

    private static string PathOf(Draft draft, string page, string field) => $"/drafts/{draft.Id}/steps/{page}?back=check#{FormState.IdOf(field)}";
}
