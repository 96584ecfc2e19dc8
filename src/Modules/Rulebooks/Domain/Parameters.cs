using static OneWindow.Rulebooks.ValueKind;

namespace OneWindow.Rulebooks;

/// <summary>参数: a key that a rulebook may set, what people call it, its values, and how it compares with the licensing law.</summary>
internal sealed record Parameter(string Key, string Label, ValueKind Kind, Against Against);

/// <summary>
/// Every key that a rulebook may set: nothing else is read. The keys are the profile_key of docs/clauses.csv, with suffixes for
/// channels and parts. Those that the case engine reads stand in ParametersOfCases.cs, the others in ParametersOfPlaces.cs.
/// </summary>
internal static partial class Parameters
{
    private static readonly OneOf YesNo = new("yes", "no");
    private static readonly Against Free = new Against.Nothing();
    private static readonly Against Shorter = new Against.ShorterIsBetter();
    private static readonly Against Joined = new Against.Joined();

    public static IReadOnlyDictionary<string, Parameter> All { get; } =
        OfCases().Concat(OfPlaces()).ToDictionary(p => p.Key, StringComparer.Ordinal);

    public static string LabelOf(string key) => All.TryGetValue(key, out var known) ? known.Label : key;

    private static Parameter Of(string key, string label, ValueKind kind, Against? against = null) => new(key, label, kind, against ?? Free);
}
