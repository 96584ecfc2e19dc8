using System.Globalization;
using System.Text.Json.Nodes;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>
/// A form as JSON Schema 2020-12: what a program sends as "answers", in the form in which they are kept. What the schema cannot say (check digits, bounds of
/// numbers written as text, checks between fields) stands beside it under x-onewindow-… and is demanded by the server alone.
/// </summary>
internal static class FormSchema
{
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject Of(Guide guide)
    {
        var fields = guide.Fields.ToList();
        var properties = new JsonObject();
        var required = new JsonArray();
        var conditional = new JsonArray();
        foreach (var field in fields)
        {
            if (field is { OnlyIf: null, When: null })
            {
                properties[field.Id] = Property(field);
                if (field.Required) required.Add(field.Id);
                continue;
            }

            // A field that is not asked is not looked at: what it must be stands under its condition.
            var named = Titled(field);
            if (field.OnlyIf is { } situation) named["x-onewindow-only-if"] = situation.Words(id => fields.Find(f => f.Id == id)?.Label ?? id);
            if (field.When is { } when) named["x-onewindow-when"] = when;
            properties[field.Id] = named;
            if (FormConditions.Of(field, fields) is { } condition) conditional.Add(new JsonObject { ["if"] = condition, ["then"] = Asked(field) });
        }

        var schema = new JsonObject
        {
            ["$schema"] = Dialect, ["$id"] = $"/api/v1/items/{guide.Item}/form.schema.json", ["title"] = guide.Name, ["type"] = "object", ["properties"] = properties, ["required"] = required,
        };
        if (conditional.Count > 0) schema["allOf"] = conditional;
        schema["x-onewindow-version"] = guide.Version;
        schema["x-onewindow-hash"] = guide.Hash;
        schema["x-onewindow-checks"] = new JsonArray([.. (guide.Checks ?? []).Select(CheckOf)]);
        return schema;
    }

    private static JsonObject Asked(FormField field)
    {
        var then = new JsonObject { ["properties"] = new JsonObject { [field.Id] = Property(field) } };
        if (field.Required) then["required"] = new JsonArray(field.Id);
        return then;
    }

    /// <summary>What is optional may be left empty, in whatever way.</summary>
    private static JsonObject Property(FormField field)
    {
        var shape = Shape(field);
        var property = Titled(field);
        if (field.Required) foreach (var (key, value) in shape) property[key] = value?.DeepClone();
        else property["anyOf"] = new JsonArray(new JsonObject { ["const"] = field.Kind == FieldKind.Rows ? new JsonArray() : field.Kind.IsWhole() ? new JsonObject() : "" }, shape);
        return property;
    }

    private static JsonObject Titled(FormField field)
    {
        var property = new JsonObject { ["title"] = field.Label };
        if (field.Hint is { } hint) property["description"] = hint;
        if (field.Min is { } min) property["x-onewindow-minimum"] = min;
        if (field.Max is { } max) property["x-onewindow-maximum"] = max;
        return property;
    }

    private static JsonObject Shape(FormField field) => field.Kind switch
    {
        FieldKind.Rows => new JsonObject
        {
            ["type"] = "array", ["minItems"] = Math.Max(field.MinRows ?? 0, 1), ["maxItems"] = Math.Min(field.MaxRows ?? 20, Reckoning.MostRows), ["items"] = Whole(field.Columns ?? []),
        },
        FieldKind.RegionAddress => Whole(
        [
            new FormField { Id = FieldParts.Region, Label = "区划代码", Kind = FieldKind.Text, Required = true }, FieldParts.Of(field)[1] with { Required = true },
        ]),
        FieldKind.Person or FieldKind.Company => Whole([.. FieldParts.Of(field).Select(p => p with { Required = true })]),
        FieldKind.Choice => new JsonObject { ["enum"] = new JsonArray([.. field.Choices.Select(c => (JsonNode)c)]) },
        FieldKind.YesNo => new JsonObject { ["enum"] = new JsonArray("是", "否") },
        FieldKind.Date => new JsonObject { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        FieldKind.Number => Text("^[0-9]+(\\.[0-9]+)?$", Math.Min(field.MaxLength, 15)),
        FieldKind.Money => Text("^([0-9]{1,10}(\\.[0-9]{1,2})?|10000000000(\\.0{1,2})?)$"),
        FieldKind.Phone => Text("^(1[3-9][0-9]{9}|(010|02[0-9]|0[3-9][0-9]{2})-[2-9][0-9]{6,7})$"),
        FieldKind.ResidentId => Text("^[0-9]{17}[0-9X]$"),
        FieldKind.CreditCode => Text("^[0-9A-HJ-NPQRTUWXY]{18}$"),
        _ when field.Id == FieldParts.Region => Text("^([1-9][0-9]{5}|[1-9][0-9]{11})$"),
        _ when field.Format is { } format && FieldFormats.All.TryGetValue(format, out var known) => Text(known.Pattern, field.MaxLength),
        _ => Text("[^ \\t\\r\\n]", field.MaxLength),
    };

    private static JsonObject Whole(IReadOnlyList<FormField> parts) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(parts.Select(p => KeyValuePair.Create(p.Id, (JsonNode?)Property(p)))),
        ["required"] = new JsonArray([.. parts.Where(p => p.Required).Select(p => (JsonNode)p.Id)]),
    };

    private static JsonObject Text(string pattern, int? max = null)
    {
        var text = new JsonObject { ["type"] = "string", ["pattern"] = pattern };
        if (max is { } most) text["maxLength"] = most;
        return text;
    }

    private static JsonNode CheckOf(FormCheck check)
    {
        var whole = new JsonObject
        {
            ["id"] = check.Id, ["expression"] = check.Expression, ["message"] = check.Message, ["fields"] = new JsonArray([.. check.Fields.Select(f => (JsonNode)f)]),
        };
        if (check.Basis is { } basis) whole["basis"] = string.Create(CultureInfo.InvariantCulture, $"《{basis.Law}》{basis.Article}");
        return whole;
    }
}
