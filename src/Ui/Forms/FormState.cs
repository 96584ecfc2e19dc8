using Microsoft.Extensions.Primitives;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>What is wrong with one field, in words that say how to mend it. An empty field name means the form as a whole.</summary>
public sealed record FieldError(string Field, string Words, Citation Basis);

/// <summary>A form as the page shows it: what was typed, exactly, and what is wrong with it.</summary>
public sealed record FormState(IReadOnlyDictionary<string, StringValues> Values, IReadOnlyList<FieldError> Errors)
{
    public static FormState Empty { get; } = new(new Dictionary<string, StringValues>(), []);

    /// <summary>A form filled in beforehand: from a draft, or from what we know already.</summary>
    public static FormState Of(params IEnumerable<(string Field, string? Value)> values) =>
        new(values.Where(v => v.Value is not null).ToDictionary(v => v.Field, v => new StringValues(v.Value)), []);

    public bool IsRefused => Errors.Count > 0;

    /// <summary>What stands in the field; null when nothing was sent.</summary>
    public string? this[string field] => Values.TryGetValue(field, out var all) && all.Count > 0 ? all[^1] : null;

    public bool Has(string field, string value) => Values.TryGetValue(field, out var all) && all.Contains(value);

    public FieldError? ErrorOf(string field)
    {
        foreach (var error in Errors)
        {
            if (error.Field == field) return error;
        }

        return null;
    }

    /// <summary>The same form with one more error: when the domain refuses what the fields allowed.</summary>
    public FormState Refused(Refusal why, string field = "") =>
        this with { Errors = [.. Errors, new FieldError(field, why.Message, why.Basis)] };

    /// <summary>The id of a field's control: what the error summary links to.</summary>
    public static string IdOf(string field) => "f-" + field;
}

/// <summary>One of several answers: what is sent, what is shown, and a line of help.</summary>
public sealed record ChoiceModel(string Value, string Words, string? Hint = null);
