using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>One page of the form, checked: what was typed with its errors, and the answers that are right.</summary>
internal sealed record CheckedPage(FormStep Step, FormState State, IReadOnlyDictionary<string, string> Answers)
{
    public bool Ok => !State.IsRefused;
}

/// <summary>
/// The form that an item's guide asks for, with one page of our own at its end: how the result shall reach the applicant. Everything that
/// shows, saves, checks or files an application reads it here.
/// </summary>
internal static class ApplicationForm
{
    public const string DeliveryPage = "delivery";
    public const string DeliveryField = "ow-delivery";
    public const string PostName = "ow-post-name";
    public const string PostPhone = "ow-post-phone";
    public const string PostAddress = "ow-post-address";
    private const string ExpiryField = "ow-expires";
    private const string GuidesOwnExpiry = "expiry";

    public static IReadOnlyList<FormStep> PagesOf(Guide guide) => [.. guide.Form, Delivery(guide)];

    public static FormStep? Page(Guide guide, string id) => PagesOf(guide).FirstOrDefault(p => p.Id == id);

    /// <summary>The answers that count: of fields whose situation holds. A situation rests only on answers that count themselves.</summary>
    public static IReadOnlyDictionary<string, string> Counting(Guide guide, IReadOnlyDictionary<string, string> typed)
    {
        var counting = new Dictionary<string, string>();
        var all = PagesOf(guide).SelectMany(p => p.Fields).ToList();
        foreach (var field in all)
        {
            if (FormJudgement.Asks(field, counting, all) && typed.TryGetValue(field.Id, out var value)) counting[field.Id] = value;
        }

        return counting;
    }

    /// <summary>The fields that a page shows: those whose situation holds, or is decided on the page itself.</summary>
    public static IEnumerable<GuideField> Shown(Guide guide, FormStep page, IReadOnlyDictionary<string, string> counting)
    {
        var all = guide.Fields.Concat(page.Fields).ToList();
        return page.Fields.Where(f => IsDecidedHere(page, f) || FormJudgement.Asks(f, counting, all));
    }

    public static bool IsDecidedHere(FormStep page, GuideField field) =>
        (field.OnlyIf is { } situation && page.Fields.Any(f => situation.Asks(f.Id))) || (field.When is { } when && page.Fields.Any(f => IsAskedBy(when, f.Id)));

    private static bool IsAskedBy(string when, string field) => ExpressionText.Parse(when).Try(out var expression, out _) && ExpressionTypes.FieldsOf(expression).Contains(field);

    /// <summary>A page on which no question applies is passed over.</summary>
    public static bool IsAsked(Guide guide, FormStep page, IReadOnlyDictionary<string, string> counting) => Shown(guide, page, counting).Any();

    public static CheckedPage Check(Guide guide, FormStep page, IReadOnlyDictionary<string, string> typed)
    {
        var counting = Counting(guide, typed);
        var form = new FormReader(new FormCollection(typed.ToDictionary(t => t.Key, t => new StringValues(t.Value))));
        var answers = new Dictionary<string, string>();
        var all = guide.Fields.Concat(page.Fields).ToList();
        foreach (var field in page.Fields.Where(f => FormJudgement.Asks(f, counting, all)))
        {
            if (form.Read(field) is { } answer) answers[field.Id] = answer;
        }

        if (page.Id == DeliveryPage && answers.TryGetValue(DeliveryField, out var mode) && ModeOf(guide, mode) is null)
        {
            form.Refuse(DeliveryField, "请重新选择送达方式");
        }

        return new CheckedPage(page, form.State, answers);
    }

    public static IReadOnlyList<CheckedPage> Check(Guide guide, IReadOnlyDictionary<string, string> typed)
    {
        var counting = Counting(guide, typed);
        return [.. PagesOf(guide).Where(p => IsAsked(guide, p, counting)).Select(p => Check(guide, p, typed))];
    }

    /// <summary>
    /// 申请书: who fills in the form here has handed it in with that and does not upload it again; the sealed form, pinned in the log, stands for it.
    /// </summary>
    public static bool IsTheFormItself(GuideMaterial material) => material is { Id: "application", Kind: MaterialKind.Form };

    /// <summary>The materials that are there: those with files, and the form itself.</summary>
    public static IReadOnlyList<string> Present(Guide guide, IReadOnlyDictionary<string, string> counting, IEnumerable<StoredFile> files) =>
    [
        .. files.Select(f => f.Material).Where(m => !FieldFiles.IsOne(m))
            .Union(guide.Materials.Where(m => IsTheFormItself(m) && Filing.Applies(m.OnlyIf, counting)).Select(m => m.Id))
            .Order(StringComparer.Ordinal),
    ];

    public static DeliveryMode? ModeOf(Guide guide, string words) =>
        guide.Deliveries.Where(d => d.Words() == words).Select(d => (DeliveryMode?)d).FirstOrDefault();

    /// <summary>延续: where the expiry of the licence in force stands; a guide that asks for it in its own form is not asked again. Null: no renewal.</summary>
    public static string? ExpiryFieldOf(Guide guide) =>
        !guide.Renewal ? null : guide.Fields.Any(f => f is { Id: GuidesOwnExpiry, Kind: FieldKind.Date, Required: true }) ? GuidesOwnExpiry : ExpiryField;

    private static FormStep Delivery(Guide guide)
    {
        List<GuideField> fields =
        [
            new()
            {
                Id = DeliveryField, Label = "结果怎么送给您", Kind = FieldKind.Choice, Required = true, Choices = [.. guide.Deliveries.Select(d => d.Words())],
                Hint = guide.Deliveries.Contains(DeliveryMode.Electronic) ? "电子送达与纸质文书效力相同，可以随时下载、打印。" : null,
            },
        ];
        if (guide.Deliveries.Contains(DeliveryMode.Post))
        {
            var byPost = new Situation(DeliveryField, DeliveryMode.Post.Words());
            fields.Add(new() { Id = PostName, Label = "收件人", Kind = FieldKind.Text, Required = true, MaxLength = 40, Prefill = "name", OnlyIf = byPost });
            fields.Add(new() { Id = PostPhone, Label = "收件人电话", Kind = FieldKind.Phone, Required = true, Prefill = "phone", OnlyIf = byPost });
            fields.Add(new() { Id = PostAddress, Label = "邮寄地址", Kind = FieldKind.Address, Required = true, Prefill = "address", OnlyIf = byPost });
        }

        if (ExpiryFieldOf(guide) == ExpiryField)
        {
            fields.Insert(0, new()
            {
                Id = ExpiryField, Label = "原证照的有效期届满日", Kind = FieldKind.Date, Required = true, Hint = "印在证照上。请在届满前按办事指南写明的时间申请延续。",
            });
        }

        return new FormStep(DeliveryPage, fields[0].Id == ExpiryField ? "原证照期限和送达方式" : "送达方式", fields);
    }
}
