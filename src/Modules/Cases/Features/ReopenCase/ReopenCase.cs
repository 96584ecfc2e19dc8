using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 重新办理: a review body or a court has ordered it, or the body corrects itself. The order is cited with number, body, date and scan; the number of the
/// case stays, its clocks begin anew (行政复议法 第六十四条; 行政诉讼法 第七十条).
/// </summary>
internal static class ReopenCase
{
    public const string SourceField = "order-source";
    public const string NumberField = "order-number";
    public const string BodyField = "order-body";
    public const string DateField = "order-date";
    public const string DaysField = "order-days";
    public const string ReasonsField = "order-reasons";
    public const string ScanField = "order-scan";
    public const string Material = "order";
    public const long MostBytes = 50L << 20;

    public static IReadOnlyList<ChoiceModel> Sources { get; } =
    [
        new(nameof(OrderSource.Review), "复议机关责令重新作出"), new(nameof(OrderSource.Court), "法院判决重新作出"),
        new(nameof(OrderSource.Body), "本机关自行纠正", "由原审查人以外的人办理。"),
    ];

    public static readonly string[] Kinds = [".pdf", ".jpg", ".jpeg", ".png"];

    public static WorkAct Act { get; } = new(nameof(Reopen), "reopening", CaseReach.Reviewers, Read, Parse)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.approver-is-author"] = SourceField, ["cases.order-missing"] = NumberField, ["cases.order-out-of-range"] = DateField, ["cases.order-limit"] = DaysField,
            ["cases.order-scan-missing"] = ScanField, ["cases.reasons-missing"] = ReasonsField,
        },
    };

    private static Intended Read(OpenCase open, FormReader form)
    {
        var source = Enum.TryParse<OrderSource>(form.Choice(SourceField, "依据", Sources), out var chosen) ? chosen : default;
        var (number, body) = (form.Text(NumberField, "文号", 100), form.Text(BodyField, "作出机关", 100));
        var on = form.Date(DateField, "文书日期", required: true);
        var days = form.Number(DaysField, "文书写明的期限", 1, 180, required: false);
        var reasons = form.LongText(ReasonsField, "要求和理由", required: false);
        var scan = form.File(ScanField, "扫描件", MostBytes, Kinds, required: false);
        return Intend(
            new Reopen(source, number, body, on ?? default, days is { } d ? new TimeLimit((int)d, LimitUnit.CalendarDay) : null, []), reasons,
            scan is null ? null : (scan.FileName, scan.OpenReadStream));
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Order>();
        byte[]? bytes = null;
        try
        {
            bytes = body.Scan is { } scan ? Convert.FromBase64String(scan.Content) : null;
        }
        catch (FormatException e)
        {
            throw new JsonException("The scan is not base64.", e);
        }

        return Intend(
            new Reopen(body.Source, body.OrderNumber, body.Body, body.OrderedOn, body.Within, []), body.Reasons,
            bytes is null ? null : (body.Scan!.Name, () => new MemoryStream(bytes)));
    }

    private static Intended Intend(Reopen act, string? reasons, (string Name, Func<Stream> Open)? scan) => new(act, Reasons.Of(reasons))
    {
        Prepare = async (preparing, open, cancel) =>
        {
            if (scan is not var (name, content)) return new Intended(act, Reasons.Of(reasons));
            // A basket of its own for each try, closed at once: nothing in it is ever exchanged.
            var basket = $"{open.Number}-order-{ActKey.New()}";
            await preparing.Materials.OpenBasket(basket, open.State.Subject, open.State.Organisation, open.State.Place, cancel);
            await using var stream = content();
            if (!(await preparing.Materials.Store(basket, Material, name, stream, cancel)).Try(out _, out var why)) return why;
            return new Intended(act with { Scan = FiledFiles.Of(await preparing.Materials.Freeze(basket, cancel)) }, Reasons.Of(reasons));
        },
    };

    private sealed record Order(OrderSource Source, string OrderNumber, string Body, DateOnly OrderedOn, TimeLimit? Within = null, Scanned? Scan = null, string? Reasons = null);

    private sealed record Scanned(string Name, string Content);
}
