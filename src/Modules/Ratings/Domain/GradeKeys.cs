using OneWindow.Contracts;

namespace OneWindow.Ratings;

/// <summary>Grades in addresses and forms.</summary>
internal static class GradeKeys
{
    private static readonly Dictionary<string, Grade> All = new()
    {
        ["very-satisfied"] = Grade.VerySatisfied,
        ["satisfied"] = Grade.Satisfied,
        ["fair"] = Grade.Fair,
        ["dissatisfied"] = Grade.Dissatisfied,
        ["very-dissatisfied"] = Grade.VeryDissatisfied,
    };

    public static IReadOnlyCollection<string> Keys => All.Keys;

    public static string Key(this Grade grade) => All.First(pair => pair.Value == grade).Key;

    public static Grade? Parse(string? key) => key is not null && All.TryGetValue(key, out var grade) ? grade : null;
}
