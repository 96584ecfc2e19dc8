using OneWindow.Contracts;

namespace OneWindow.Catalogue;

internal static partial class Union
{
    private static IEnumerable<Ask<FormField>> QuestionAsks(CombinationPlan plan) =>
        plan.Questions.Select(f => new Ask<FormField>(null, f.Id, f.Label, f, f.Required, Situations.Of(f.OnlyIf, plan.Questions)) { Entry = f.Entry });

    private static IEnumerable<Ask<FormField>> FieldAsks(PartGuide part) =>
        part.Guide.Fields.Select(f => new Ask<FormField>(part.Part, f.Id, f.Label, f, f.Required, Situations.Of(f.OnlyIf, [.. part.Guide.Fields])) { Entry = f.Entry });

    private static IEnumerable<Conflict> FieldConflicts(Joined<FormField> field, CombinationPlan plan, Func<string?, string, string> renamed)
    {
        var asks = field.Asks;
        if (asks.Select(a => a.Thing.Kind).Distinct().Skip(1).Any())
        {
            yield return new Conflict(
                field.Where, $"“{field.Label}”的填法不同", PartNames(asks), $"{string.Join("；", asks.Select(a => $"{PartNames([a])[0]}要填{KindWords(a.Thing.Kind)}"))}。一个答案不能两用。",
                [new(Settlement.Apart, "不是一回事，分开问")]);
        }
        else if (asks.Select(a => string.Join('|', a.Thing.Choices.Order(StringComparer.Ordinal))).Distinct().Skip(1).Any() && !Narrow(asks).Any(a => a.Part is { } p && p.Id == plan.HowOf(field.Where)))
        {
            yield return new Conflict(
                field.Where, $"“{field.Label}”的选项不同", PartNames(asks), $"{string.Join("；", asks.Select(a => $"{PartNames([a])[0]}：{string.Join('、', a.Thing.Choices)}"))}。",
                [.. Narrow(asks).Where(a => a.Part is not null).Select(a => new ConflictOption(a.Part!.Id, $"都按“{a.Part.Name}”的选项")), new(Settlement.Apart, "不是一回事，分开问")]);
        }

        foreach (var conflict in RequiredConflicts(field, "填", plan, renamed)) yield return conflict;
    }

    /// <summary>Whose choices every other part knows too.</summary>
    private static IEnumerable<Ask<FormField>> Narrow(IReadOnlyList<Ask<FormField>> asks) =>
        asks.Where(a => asks.All(other => a.Thing.Choices.All(other.Thing.Choices.Contains)));

    /// <summary>The questionnaire first; then the parts' pages, those of one title as one page.</summary>
    private static List<FormStep> FormOf(CombinationPlan plan, IReadOnlyList<PartGuide> parts, IReadOnlyList<Joined<FormField>> fields, Func<string?, string, string> renamed)
    {
        var pages = new List<(string Id, string Title, List<FormField> Fields)>();
        var placed = new HashSet<string>();
        var ids = new HashSet<string> { QuestionStep };
        void Put(string title, string id, IEnumerable<FormField> own, PlannedPart? part)
        {
            foreach (var field in own)
            {
                var joined = fields.First(f => f.NameOfAsk(part, field.Id));
                if (joined.When.IsNever || !placed.Add(joined.Id)) continue;
                if (pages.Find(p => p.Title == title).Fields is not { } page)
                {
                    if (part is not null && !ids.Add(id)) ids.Add(id = $"{part.Id}-{id}");
                    pages.Add((id, title, page = []));
                }

                page.Add(FieldOf(joined, renamed));
            }
        }

        Put("您的情况", QuestionStep, plan.Questions, null);
        foreach (var part in parts)
        {
            foreach (var step in part.Guide.Form) Put(step.Title, step.Id, step.Fields, part.Part);
        }

        return [.. pages.Select(p => new FormStep(p.Id, p.Title, p.Fields))];
    }

    private static bool NameOfAsk(this Joined<FormField> joined, PlannedPart? part, string own) => joined.Asks.Any(a => a.Part?.Id == part?.Id && a.Own == own);

    private static FormField FieldOf(Joined<FormField> joined, Func<string?, string, string> renamed)
    {
        var model = joined.Asks[0].Thing;
        return model with
        {
            Id = joined.Id,
            Label = joined.Label,
            Required = joined.Asks.Any(a => a.Required),
            Hint = joined.Asks.Select(a => a.Thing.Hint).FirstOrDefault(h => h is not null),
            MaxLength = joined.Asks.Min(a => a.Thing.MaxLength),
            Prefill = joined.Asks.Select(a => a.Thing.Prefill).FirstOrDefault(p => p is not null),
            OnlyIf = joined.When.ToSituation(),
            When = ConditionOf(joined, renamed),
            Entry = joined.Asks.Select(a => a.Thing.Entry).Distinct().ToList() is [var entry] ? entry : null,
        };
    }

    private static string KindWords(FieldKind kind) => kind switch
    {
        FieldKind.Text or FieldKind.LongText => "文字",
        FieldKind.Number => "数字",
        FieldKind.Money => "金额",
        FieldKind.Date => "日期",
        FieldKind.Choice => "选项",
        FieldKind.YesNo => "是或否",
        FieldKind.Phone => "电话号码",
        FieldKind.ResidentId => "居民身份证号码",
        FieldKind.CreditCode => "统一社会信用代码",
        FieldKind.Person => "个人（姓名、证件号码、电话）",
        FieldKind.Company => "单位（名称、代码）",
        FieldKind.Rows => "多行",
        FieldKind.File => "文件",
        _ => "地址",
    };
}
