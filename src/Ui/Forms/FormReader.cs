using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>
/// Reads a posted form as text, field by field: each call gives a value or adds an error with field, words and basis, and
/// what was typed is kept, so that the page can be shown again (typed form binding cannot do that). A handler takes it as a
/// parameter: <c>Handle(FormReader form, …)</c>; then <c>if (!form.Ok) return Pages.Again&lt;XPage&gt;(new XModel(form.State));</c>
/// A field that was refused or left out gives an empty string or null; after <see cref="Ok"/> required ones are there.
/// </summary>
public sealed partial class FormReader(IFormCollection form)
{
    private const string Token = "__RequestVerificationToken";

    private readonly List<FieldError> errors = [];
    private readonly HashSet<string> secrets = [Token];

    /// <summary>True as long as no field was refused.</summary>
    public bool Ok => errors.Count == 0;

    /// <summary>What was typed and what is wrong with it, for the page. Secrets are left out.</summary>
    public FormState State => new(
        form.Where(sent => !secrets.Contains(sent.Key)).ToDictionary(sent => sent.Key, sent => sent.Value),
        [.. errors]);

    /// <summary>Called by the framework. Not a binding of <see cref="IFormCollection"/>, which would demand the framework's own antiforgery.</summary>
    /// <exception cref="BadHttpRequestException">The form is larger than the endpoint allows, or broken.</exception>
    public static async ValueTask<FormReader> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.HasFormContentType) return new FormReader(FormCollection.Empty);
        return new FormReader(await SentForm.Read(context.Request, context.RequestAborted));
    }

    /// <summary>Adds an error of the handler's own; with no field it stands above the form.</summary>
    public void Refuse(string field, string words, Citation? basis = null)
    {
        if (!errors.Exists(e => e.Field == field && field.Length > 0))
            errors.Add(new FieldError(field, words, basis ?? PlatformRules.Input));
    }

    public void Refuse(Refusal why, string field = "")
    {
        ArgumentNullException.ThrowIfNull(why);
        Refuse(field, why.Message, why.Basis);
    }

    /// <summary>What the handler knows better than what was sent: read and shown in its place from now on.</summary>
    public void Put(string field, string value) => form = new FormCollection(new Dictionary<string, StringValues>(form.ToDictionary()) { [field] = value }, form.Files);

    /// <summary>Exactly what was sent, unchecked; null if the field was not sent. For fields that the handler judges itself.</summary>
    public string? Raw(string field) => form.TryGetValue(field, out var all) && all.Count > 0 ? all[^1] : null;

    /// <summary>True if the button or hidden field of that name was sent.</summary>
    public bool Sent(string field) => form.ContainsKey(field);

    /// <summary>One line of text without the white space around it.</summary>
    public string Text(string field, string label, int max = 100, int min = 0, bool required = true) =>
        Read(field, label, max, min, required, lines: false);

    /// <summary>Text of several lines, line ends as \n.</summary>
    public string LongText(string field, string label, int max = 2000, int min = 0, bool required = true) =>
        Read(field, label, max, min, required, lines: true);

    /// <summary>A password or code: as typed, never shown again.</summary>
    public string Secret(string field, string label, int max = 200)
    {
        secrets.Add(field);
        var text = Raw(field) ?? "";
        if (text.Length == 0) Refuse(field, $"请填写{label}");
        else if (text.Length > max) Refuse(field, $"{label}最多 {max} 个字符，请核对后重填");
        return text.Length <= max ? text : "";
    }

    /// <summary>A whole number; full-width digits and grouping commas are understood.</summary>
    public long? Number(string field, string label, long min = 0, long max = int.MaxValue, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return null;
        if (!long.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Refuse(field, $"{label}应为整数，例如 12，请改为数字");
            return null;
        }

        if (number >= min && number <= max) return number;
        Refuse(field, $"{label}应在 {Words.Count(min)} 到 {Words.Count(max)} 之间，现在是 {Words.Count(number)}");
        return null;
    }

    /// <summary>An amount in yuan as people type it (1,234.50, ¥1234.5, 100元); between the limits.</summary>
    public Money? Money(string field, string label, long minFen = 0, long maxFen = 1_000_000_000_000, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return null;
        if (!Kernel.Money.TryParse(text.TrimEnd('元'), out var money))
        {
            Refuse(field, $"{label}应为金额，单位为元，最多两位小数，例如 1,234.50");
            return null;
        }

        if (money.Fen >= minFen && money.Fen <= maxFen) return money;
        Refuse(field, $"{label}应在 {new Money(minFen)} 到 {new Money(maxFen)} 之间，现在是 {money}");
        return null;
    }

    /// <summary>One of the offered answers, by its value.</summary>
    public string Choice(string field, string label, IEnumerable<ChoiceModel> offered, bool required = true) =>
        Choice(field, label, [.. offered.Select(o => o.Value)], required);

    public string Choice(string field, string label, IReadOnlyCollection<string> offered, bool required = true)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var value = Raw(field)?.Trim() ?? "";
        if (value.Length == 0)
        {
            if (required) Refuse(field, $"请选择{label}");
            return "";
        }

        if (offered.Contains(value)) return value;
        Refuse(field, $"{label}不在可选的范围内，请重新选择");
        return "";
    }

    /// <summary>Any number of the offered answers.</summary>
    public IReadOnlyList<string> Choices(string field, string label, IEnumerable<ChoiceModel> offered, bool required = true)
    {
        var values = form.TryGetValue(field, out var all) ? all.OfType<string>().Where(v => v.Length > 0).Distinct().ToList() : [];
        if (required && values.Count == 0) Refuse(field, $"请选择{label}，可选多项");
        if (values.Except(offered.Select(o => o.Value)).Any())
        {
            Refuse(field, $"{label}中有不在可选范围内的内容，请重新选择");
            return [];
        }

        return values;
    }

    /// <summary>A box that is ticked or not. With <paramref name="mustBe"/> words, an unticked box is refused with them.</summary>
    public bool Check(string field, string? mustBe = null)
    {
        var ticked = Raw(field) is "on" or "true" or "1" or "yes";
        if (!ticked && mustBe is not null) Refuse(field, mustBe);
        return ticked;
    }

    private string Read(string field, string label, int max, int min, bool required, bool lines)
    {
        var text = (Raw(field) ?? "").ReplaceLineEndings("\n").Trim();
        var length = Words.Length(text);
        string? wrong = null;
        if (length == 0) wrong = required ? $"请填写{label}" : null;
        else if (text.Any(c => char.IsControl(c) && c != '\t' && !(lines && c == '\n')))
            wrong = lines ? $"{label}含有无法识别的字符，请删除后重填" : $"{label}应为一行文字，请去掉换行和无法识别的字符";
        else if (length > max) wrong = $"{label}最多 {max} 个字，现在是 {length} 个字，请删减 {length - max} 个字";
        else if (length < min) wrong = $"{label}至少 {min} 个字，现在是 {length} 个字，请补充";
        if (wrong is null) return text;
        Refuse(field, wrong);
        return "";
    }

    /// <summary>The plain form of a short technical field; null when empty, refused if it must not be.</summary>
    private string? Typed(string field, string label, bool required, string verb = "填写")
    {
        var text = Words.Plain(Raw(field) ?? "");
        if (text.Length > 0) return text;
        if (required) Refuse(field, $"请{verb}{label}");
        return null;
    }
}
