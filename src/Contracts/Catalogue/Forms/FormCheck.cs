namespace OneWindow.Contracts;

/// <summary>核对: what the answers of a form must be to each other. Told at every save, demanded when it is handed in.</summary>
/// <param name="Expression">Must hold (<see cref="ExpressionText"/>); where it cannot be told, nobody is refused by it.</param>
/// <param name="Message">In plain words: what is wrong and what to do.</param>
/// <param name="Fields">Beside which it is shown; the first is where it is mended.</param>
/// <param name="Basis">The law that demands it; null: the form's own sense.</param>
public sealed record FormCheck(string Id, string Expression, string Message, IReadOnlyList<string> Fields, LegalBasis? Basis = null);

/// <summary>A check that does not hold, or of which it cannot be told.</summary>
/// <param name="Holds">False, or null: 无法判断.</param>
public sealed record CheckFinding(FormCheck Check, bool? Holds);

public static class FormChecks
{
    /// <summary>
    /// The checks that do not hold, and those of which it cannot be told although everything they ask was answered. A check about what is not answered yet
    /// says nothing.
    /// </summary>
    public static IReadOnlyList<CheckFinding> Of(IEnumerable<FormCheck>? checks, FormFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var findings = new List<CheckFinding>();
        foreach (var check in checks ?? [])
        {
            if (!ExpressionText.Parse(check.Expression).Try(out var expression, out _))
            {
                findings.Add(new CheckFinding(check, null));
                continue;
            }

            var holds = Reckoning.Of(expression, facts).Holds;
            if (holds is false || (holds is null && ExpressionTypes.FieldsOf(expression).All(f => facts.Answers.GetValueOrDefault(f, "").Length > 0))) findings.Add(new CheckFinding(check, holds));
        }

        return findings;
    }

    /// <summary>Whether a field is asked; a condition that cannot be told does not hold.</summary>
    public static bool HoldsOf(string? condition, FormFacts facts) =>
        condition is null || (ExpressionText.Parse(condition).Try(out var expression, out _) && Reckoning.Of(expression, facts).Holds == true);
}
