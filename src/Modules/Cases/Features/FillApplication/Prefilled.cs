using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What the platform knows already is not asked again: it stands in the field, and can be changed.</summary>
internal static class Prefilled
{
    public static FormState Into(FormState state, FormStep page, Subject? person)
    {
        if (person is null) return state;
        var values = new Dictionary<string, StringValues>(state.Values);
        foreach (var field in page.Fields.Where(f => f.Prefill is not null && !values.ContainsKey(f.Id)))
        {
            if (Known(person, field.Prefill!) is { Length: > 0 } known) values[field.Id] = known;
        }

        return state with { Values = values };
    }

    private static string? Known(Subject person, string what) => what switch
    {
        "name" => person.Name,
        // A field for the usual number: of another paper the applicant fills in what is asked.
        "id" => SubjectPapers.Of(person.Kind, person.Number).Usual ? person.Number : null,
        "phone" => person.Phone,
        "address" => person.Address,
        "legal-representative" => person.Representative,
        _ => null,
    };
}
