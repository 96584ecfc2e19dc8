using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>下沉: what a mode means in plain words, and what a place has not brought down yet. What a mode permits stands in <see cref="SinkDownModes"/>. Pure.</summary>
internal static class SinkDown
{
    /// <summary>For the list's page.</summary>
    public static string Meaning(SinkDownMode mode) => mode switch
    {
        SinkDownMode.Receive => "委托受理：可以在这里交件、当场受理，由原来的部门审查和决定。",
        SinkDownMode.Decide => "授权办理：从受理到决定都在这里办完。",
        _ => "帮办代办：这里的人帮您填、替您递交，受理和决定仍在原来的部门。",
    };

    /// <summary>缺口: the domains that a venue has nothing of.</summary>
    public static IReadOnlyList<string> Gaps(IEnumerable<string> demanded, IEnumerable<string> offered) => [.. demanded.Except(offered, StringComparer.Ordinal)];
}
