using System.Text.Json.Serialization;

namespace OneWindow.Contracts;

/// <summary>
/// 情形 that narrows materials, fields or the parts of a combination: a form field and the value it must have, perhaps others with it, perhaps others
/// instead: (Field = Value and <see cref="And"/>) or <see cref="Or"/>.
/// </summary>
public sealed record Situation(string Field, string Value)
{
    /// <summary>同时: must hold too.</summary>
    public Situation? And { get; init; }

    /// <summary>或者: holds instead.</summary>
    public Situation? Or { get; init; }

    /// <summary>One question alone decides: a page can show and hide by it as it is answered.</summary>
    [JsonIgnore]
    public bool IsSimple => this is { And: null, Or: null };

    /// <summary>Each question it rests on, once for each value.</summary>
    [JsonIgnore]
    public IEnumerable<Situation> Leaves => new[] { this }.Concat(And?.Leaves ?? []).Concat(Or?.Leaves ?? []);

    public bool Asks(string field) => Leaves.Any(l => l.Field == field);

    public bool Holds(IReadOnlyDictionary<string, string> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return (answers.TryGetValue(Field, out var value) && value == Value && And?.Holds(answers) != false) || Or?.Holds(answers) == true;
    }

    /// <summary>False: the answers given rule it out.</summary>
    /// <param name="open">A question not answered yet: may it still be asked?</param>
    public bool MayHold(IReadOnlyDictionary<string, string> answers, Func<string, bool> open)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(open);
        var here = answers.TryGetValue(Field, out var value) ? value == Value : open(Field);
        return (here && And?.MayHold(answers, open) != false) || Or?.MayHold(answers, open) == true;
    }

    /// <summary>“经营方式”选“餐饮”，并且…，或者….</summary>
    /// <param name="label">What a field is called on the form.</param>
    public string Words(Func<string, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return $"“{label(Field)}”选“{Value}”" + (And is null ? "" : $"，并且{And.Words(label)}") + (Or is null ? "" : $"，或者{Or.Words(label)}");
    }
}
