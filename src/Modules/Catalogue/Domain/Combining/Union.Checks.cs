using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The parts' checks over the shared form: each under its shared names, and only where its part is chosen.</summary>
internal static partial class Union
{
    private static List<FormCheck>? ChecksOf(IReadOnlyList<PartGuide> parts, IReadOnlyList<FormStep> form, Func<string?, string, string> field, Func<string, string, string> material)
    {
        var asked = form.SelectMany(s => s.Fields).ToList();
        var checks = new List<FormCheck>();
        foreach (var part in parts)
        {
            foreach (var check in part.Guide.Checks ?? [])
            {
                if (!ExpressionText.Parse(check.Expression).Try(out var own, out _)) continue;
                var shared = ExpressionNames.Rename(own, id => field(part.Part.Id, id), id => material(part.Part.Id, id));
                if (part.Part.OnlyIf is { } chosen) shared = new Expression.Operation(Operator.Or, new Expression.Not(ExpressionOf(chosen, asked)), shared);
                if (checks.Exists(c => c.Expression == shared.ToString())) continue;
                checks.Add(check with { Id = $"{part.Part.Id}-{check.Id}", Expression = shared.ToString(), Fields = [.. check.Fields.Select(f => field(part.Part.Id, f)).Distinct()] });
            }
        }

        return checks.Count > 0 ? checks : null;
    }

    /// <summary>A condition that all who ask it share; asked by one without a condition, it is always asked.</summary>
    private static string? ConditionOf(Joined<FormField> joined, Func<string?, string, string> field)
    {
        Expression? any = null;
        foreach (var ask in joined.Asks)
        {
            if (ask.Thing.When is not { } when || !ExpressionText.Parse(when).Try(out var own, out _)) return null;
            var shared = ExpressionNames.Rename(own, id => field(ask.Part?.Id, id));
            any = any is null || any == shared ? shared : new Expression.Operation(Operator.Or, any, shared);
        }

        return any?.ToString();
    }

    private static Expression ExpressionOf(Situation situation, IReadOnlyList<FormField> fields)
    {
        var answer = new Expression.Answer(situation.Field);
        Expression here = fields.FirstOrDefault(f => f.Id == situation.Field)?.Kind == FieldKind.YesNo
            ? situation.Value == "是" ? answer : new Expression.Not(answer)
            : new Expression.Operation(Operator.Equal, answer, new Expression.Constant(new Datum.Text(situation.Value)));
        if (situation.And is { } and) here = new Expression.Operation(Operator.And, here, ExpressionOf(and, fields));
        return situation.Or is { } or ? new Expression.Operation(Operator.Or, here, ExpressionOf(or, fields)) : here;
    }
}
