using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.v3;

namespace OneWindow.Tests.Documents;

/// <summary>A test that says it enforces a row.</summary>
internal sealed record ClauseMark(string Id, bool Assists, string Test);

/// <summary>
/// Finds the <see cref="ClauseAttribute"/> marks: by reflection in assemblies at hand, by reading the source where the
/// assembly is another program (the journeys), so that the print does not depend on what happens to be built.
/// </summary>
internal static partial class ClauseMarks
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<ClauseMark> In(Assembly assembly)
    {
        foreach (var method in assembly.GetTypes().SelectMany(t => t.GetMethods(Declared)))
        {
            var marks = method.GetCustomAttributes<ClauseAttribute>().ToList();
            if (marks.Count == 0) continue;
            var name = $"{method.DeclaringType!.Name}.{method.Name}";
            var fact = method.GetCustomAttributes().OfType<IFactAttribute>().FirstOrDefault()
                ?? throw new FormatException($"{name} is marked with {marks[0].Id} but is no test.");
            // SkipUnless/SkipWhen depend on the machine; a plain Skip never runs, and what never runs enforces nothing.
            if (fact is { Skip: not null, SkipUnless: null, SkipWhen: null })
                throw new FormatException($"{name} is marked with {marks[0].Id} but skipped.");
            foreach (var mark in marks) yield return new ClauseMark(mark.Id, mark.Assists, name);
        }
    }

    /// <summary>The marks in C# text of our layout: attributes above the method, lines that begin with a bracket.</summary>
    public static IEnumerable<ClauseMark> InSource(string text)
    {
        var type = "";
        List<(string Id, bool Assists)> waiting = [];
        foreach (var line in text.Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } named) type = named.Groups[1].Value;
            if (line.TrimStart().StartsWith('['))
                waiting.AddRange(MarkText().Matches(line).Select(m => (m.Groups[1].Value, m.Groups[2].Success)));
            if (waiting.Count == 0 || MethodLine().Match(line) is not { Success: true } method) continue;
            var test = $"{type}.{method.Groups[1].Value}";
            foreach (var (id, assists) in waiting) yield return new ClauseMark(id, assists, test);
            waiting = [];
        }

        if (waiting.Count > 0) throw new FormatException($"The mark {waiting[0].Id} in {type} stands above no method.");
    }

    [GeneratedRegex(@"^\s*(?:(?:public|internal|sealed|static|partial|abstract)\s+)*(?:class|record)\s+(\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""\bClause\("([^"]+)"(\s*,\s*Assists\s*=\s*true)?\s*\)""")]
    private static partial Regex MarkText();

    [GeneratedRegex(@"^\s*(?:public|internal)\s+(?:async\s+)?[\w<>\[\]?]+\s+(\w+)\s*\(")]
    private static partial Regex MethodLine();
}
