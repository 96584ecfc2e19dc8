using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>How departments stand by the linter: their guides, what was found in them, and the mean score.</summary>
internal static class LintFigures
{
    public static IEnumerable<DepartmentScoreModel> ByDepartment(IReadOnlyList<(Guide Guide, IReadOnlyList<LintFinding> Findings)> looked, Func<string, string> nameOf) =>
        from l in looked
        group l by l.Guide.Organisation into department
        let findings = department.SelectMany(l => l.Findings).ToList()
        let score = (int)Math.Round(department.Average(l => Linter.Score(l.Findings)))
        orderby score, department.Key
        select new DepartmentScoreModel(
            department.Key, nameOf(department.Key), department.Count(), findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning),
            findings.Count(f => f.Severity == Severity.Hint), score);
}
