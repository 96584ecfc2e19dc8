using Microsoft.AspNetCore.Components;

namespace OneWindow.Ui;

/// <summary>What every field has: the form it belongs to, its name, its words. Value and error come from the form.</summary>
public abstract class FormField : ComponentBase
{
    [Parameter, EditorRequired]
    public FormState Form { get; set; } = FormState.Empty;

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Marked （选填）. All others must be filled in.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>A token of HTML's autocomplete, where the browser may know the answer: name, tel, street-address.</summary>
    [Parameter]
    public string? Autocomplete { get; set; }

    public string Id => FormState.IdOf(Name);

    public FieldError? Error => Form.ErrorOf(Name);

    public string? Value => Form[Name];

    /// <summary>What a field of this kind says of itself besides the page's hint: its limit, its formats.</summary>
    public virtual string? OwnHint => null;

    public string? DescribedBy
    {
        get
        {
            var hint = Hint is null && OwnHint is null ? null : Id + "-hint";
            var error = Error is null ? null : Id + "-error";
            return hint is null ? error : error is null ? hint : $"{hint} {error}";
        }
    }

    /// <summary>For boolean attributes of ARIA, which want the word.</summary>
    public string? Invalid => Error is null ? null : "true";
}
