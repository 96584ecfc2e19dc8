using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>The part of a refusal's form that says what was false and by what evidence.</summary>
internal static class FalseFindings
{
    /// <summary>What can be found false: the guide's materials and its form.</summary>
    public static IReadOnlyList<ChoiceModel> Items(OpenCase open) =>
    [
        .. open.Guide.Materials.Where(m => open.State.Present.Contains(m.Id)).Select(m => new ChoiceModel(m.Id, $"《{m.Name}》")),
        .. open.Guide.Fields.Select(f => new ChoiceModel(f.Id, $"申请表：{f.Label}")),
    ];

    public static FalseFinding Read(OpenCase open, FormReader form, string items, string evidence) =>
        new(form.Choices(items, "认定虚假或者隐瞒的内容", Items(open), required: false), form.LongText(evidence, "证据", required: false));

    public static object? Words(string? reasons, FalseFinding? finding) =>
        string.IsNullOrWhiteSpace(reasons) ? null : finding is null ? Reasons.Of(reasons) : new FindingWords(reasons.Trim(), finding.Evidence.Trim());
}

/// <summary>The paper of a refusal for concealed or false materials.</summary>
internal sealed record FindingWords(string Reasons, string Evidence);
