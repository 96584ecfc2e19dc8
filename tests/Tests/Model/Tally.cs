using System.Collections;
using System.Globalization;
using System.Text;
using OneWindow.Cases;

namespace OneWindow.Tests.Model;

/// <summary>How often each place, transition and refusal was met. The transitions' names come from the lifecycle table, by reflection: the model reads nothing else of it.</summary>
internal sealed class Tally
{
    private static readonly IReadOnlyList<(string Name, string From, string Act, IReadOnlySet<string> To)> Steps = [.. Read()];

    private readonly SortedDictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> transitions = Steps.Select(s => s.Name).Distinct().ToDictionary(name => name, _ => 0);

    public int Total { get; private set; }

    /// <summary>Transitions of these acts that never happened.</summary>
    public IEnumerable<string> NeverHit(IReadOnlyCollection<string> acts) => Steps.Where(s => acts.Contains(s.Act) && transitions[s.Name] == 0).Select(s => s.Name).Distinct();

    /// <summary>Acts of the lifecycle table that the model does not play; with <paramref name="ofLaw"/> only those that stand in a row of the law's table.</summary>
    public static IEnumerable<string> Unplayed(IReadOnlyCollection<string> acts, bool ofLaw) =>
        Steps.Where(s => !ofLaw || s.Name.StartsWith('T')).Select(s => s.Act).Distinct().Except(acts);

    public IEnumerable<string> NeverSaid(IEnumerable<string> codes) => codes.Where(code => !refusals.ContainsKey(code));

    public int PlacesMet => places.Count;

    public void Step(string place)
    {
        Total++;
        places[place] = places.GetValueOrDefault(place) + 1;
    }

    public void Refused(string code) => refusals[code] = refusals.GetValueOrDefault(code) + 1;

    public void Went(CaseStatus? from, string act, CaseStatus to)
    {
        foreach (var step in Steps.Where(s => s.Act == act && s.From == $"{from}" && s.To.Contains($"{to}"))) transitions[step.Name]++;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (title, counts) in new[] { ("place", places.AsEnumerable()), ("transition", transitions), ("refusal", refusals) })
        {
            foreach (var (name, count) in counts) text.AppendLine(CultureInfo.InvariantCulture, $"{title,-10} {name,-60} {count,8}");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"steps {Total}").ToString();
    }

    private static IEnumerable<(string, string, string, IReadOnlySet<string>)> Read()
    {
        foreach (var step in (IEnumerable)typeof(CaseStatus).Assembly.GetType("OneWindow.Cases.CaseLifecycle")!
            .GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Where(m => m.Name == "Steps").Select(m => m is System.Reflection.FieldInfo f ? f.GetValue(null) : ((System.Reflection.PropertyInfo)m).GetValue(null)).Single()!)
        {
            object? Get(string name) => step.GetType().GetProperty(name)!.GetValue(step);
            // Wholes and their parts live together: in CombinedLives.
            if ($"{Get("From")}" == nameof(CaseStatus.Combined) || $"{Get("T")}" == "T28" || $"{Get("Act")}" == nameof(ExaminePart)) continue;
            var to = Get("To") is IEnumerable many and not string ? many.Cast<object>().Select(o => $"{o}").ToHashSet() : [$"{Get("To")}"];
            yield return ($"{Get("T")} {Get("From")} {Get("Act")} -> {string.Join('/', to)}", $"{Get("From")}", $"{Get("Act")}", to);
        }
    }
}
