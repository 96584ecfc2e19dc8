using System.Text.Json.Nodes;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>When a field is asked, as JSON Schema's "if"; with all that the questions it hangs on hang on themselves.</summary>
internal static class FormConditions
{
    /// <summary>Null: the condition is beyond what the schema can say.</summary>
    public static JsonNode? Of(FormField field, IReadOnlyList<FormField> fields)
    {
        var at = fields.IndexOf(field);
        var situation = field.OnlyIf is { } s ? Of(s, fields, at) : null;
        if (field.When is not { } when) return situation;
        if (!ExpressionText.Parse(when).Try(out var expression, out _) || Of(expression, true, fields, at) is not { } condition) return null;
        return situation is null ? condition : All(situation, condition);
    }

    private static JsonNode Of(Situation situation, IReadOnlyList<FormField> fields, int before)
    {
        var here = Answered(situation.Field, new JsonObject { ["const"] = situation.Value }, fields, before);
        if (situation.And is { } and) here = All(here, Of(and, fields, before));
        return situation.Or is { } or ? new JsonObject { ["anyOf"] = new JsonArray(here, Of(or, fields, before)) } : here;
    }

    /// <summary>An answer counts only where its own question is asked, and only if that stands before.</summary>
    private static JsonNode Answered(string id, JsonNode value, IReadOnlyList<FormField> fields, int before)
    {
        var at = fields.Select((f, i) => (f.Id, i)).Where(f => f.Id == id).Select(f => f.i).DefaultIfEmpty(-1).First();
        if (at < 0 || at >= before) return new JsonObject { ["not"] = new JsonObject() };
        JsonNode here = new JsonObject { ["properties"] = new JsonObject { [id] = value }, ["required"] = new JsonArray(id) };
        return fields[at] is { OnlyIf: null, When: null } ? here : Of(fields[at], fields) is { } own ? All(own, here) : here;
    }

    /// <param name="holds">Or must not hold: what is missing is neither.</param>
    private static JsonNode? Of(Expression expression, bool holds, IReadOnlyList<FormField> fields, int before)
    {
        switch (expression)
        {
            case Expression.Not n:
                return Of(n.Of, !holds, fields, before);
            case Expression.Operation { By: Operator.And or Operator.Or } o:
                if (Of(o.Left, holds, fields, before) is not { } left || Of(o.Right, holds, fields, before) is not { } right) return null;
                return (o.By == Operator.And) == holds ? All(left, right) : new JsonObject { ["anyOf"] = new JsonArray(left, right) };
            case Expression.Answer a when fields.Any(f => f.Id == a.Field && f.Kind == FieldKind.YesNo):
                return Answered(a.Field, new JsonObject { ["const"] = holds ? "是" : "否" }, fields, before);
            case Expression.Operation { By: Operator.Equal or Operator.Unequal, Left: Expression.Answer a, Right: Expression.Constant { Value: Datum.Text t } } o when IsChoice(a.Field, fields):
                return Answered(a.Field, Among([t.Value], (o.By == Operator.Equal) == holds), fields, before);
            case Expression.OneOf { Of: Expression.Answer a } o when IsChoice(a.Field, fields) && o.Values.All(v => v is Datum.Text):
                return Answered(a.Field, Among([.. o.Values.OfType<Datum.Text>().Select(t => t.Value)], holds), fields, before);
            default:
                return null;
        }
    }

    private static bool IsChoice(string id, IReadOnlyList<FormField> fields) => fields.Any(f => f.Id == id && f.Kind == FieldKind.Choice);

    private static JsonObject Among(IReadOnlyList<string> values, bool one)
    {
        var among = new JsonObject { ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };
        return one ? among : new JsonObject { ["type"] = "string", ["minLength"] = 1, ["not"] = among };
    }

    private static JsonObject All(JsonNode first, JsonNode second) => new() { ["allOf"] = new JsonArray(first, second) };

    private static int IndexOf(this IReadOnlyList<FormField> fields, FormField field) => fields.TakeWhile(f => f.Id != field.Id).Count();
}
