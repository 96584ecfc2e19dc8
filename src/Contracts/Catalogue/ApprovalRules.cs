using System.Globalization;

namespace OneWindow.Contracts;

/// <summary>
/// 智能审批: the published rules by which an item is approved without a person (河北方案 三、（五）). A rule that fails, or that has nothing to go
/// by, never refuses: the case goes to a person.
/// </summary>
/// <param name="Version">What a decision names: "by rules, version 2".</param>
public sealed record ApprovalRules(int Version, IReadOnlyList<ApprovalRule> Rules);

/// <summary>One named condition: every test of <see cref="All"/> holds and, where <see cref="Any"/> has tests, one of them.</summary>
public sealed record ApprovalRule
{
    public required string Id { get; init; }

    /// <summary>As the guide's page publishes it.</summary>
    public required string Words { get; init; }

    public required LegalBasis Basis { get; init; }

    public IReadOnlyList<ApprovalTest> All { get; init; } = [];

    public IReadOnlyList<ApprovalTest> Any { get; init; } = [];

    /// <summary>Total: whatever the sources said, a rule passes, fails, or is open. Depends on nothing but its arguments.</summary>
    public RuleVerdict Judge(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = All.Select(t => t.Judge(values)).ToList();
        if (all.Contains(RuleVerdict.Failed)) return RuleVerdict.Failed;
        var any = Any.Select(t => t.Judge(values)).ToList();
        if (any.Count > 0 && !any.Contains(RuleVerdict.Passed)) all.Add(any.Contains(RuleVerdict.Open) ? RuleVerdict.Open : RuleVerdict.Failed);
        return all.Contains(RuleVerdict.Failed) ? RuleVerdict.Failed : all.Contains(RuleVerdict.Open) ? RuleVerdict.Open : RuleVerdict.Passed;
    }

    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Sources => All.Concat(Any).Select(t => t.Of).Distinct(StringComparer.Ordinal);
}

/// <param name="Of">Where the value comes from: "field.local", "material.photo", or a register and its entry, "applicant.age".</param>
/// <param name="Value">What it is compared with; several separated by "|"; null where the comparison needs none.</param>
public sealed record ApprovalTest(string Of, TestKind Is, string? Value = null)
{
    /// <summary>Two numbers or two dates compare; anything else leaves the test open.</summary>
    public RuleVerdict Judge(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.TryGetValue(Of, out var value) || value.Length == 0) return RuleVerdict.Open;
        return Is switch
        {
            TestKind.Given => RuleVerdict.Passed,
            TestKind.OneOf => Verdict((Value ?? "").Split('|').Contains(value, StringComparer.Ordinal)),
            TestKind.NotOneOf => Verdict(!(Value ?? "").Split('|').Contains(value, StringComparer.Ordinal)),
            TestKind.AtLeast => Compare(value, Value) is { } order ? Verdict(order >= 0) : RuleVerdict.Open,
            TestKind.AtMost => Compare(value, Value) is { } order ? Verdict(order <= 0) : RuleVerdict.Open,
            _ => RuleVerdict.Open,
        };
    }

    private static RuleVerdict Verdict(bool holds) => holds ? RuleVerdict.Passed : RuleVerdict.Failed;

    private static int? Compare(string left, string? right)
    {
        if (decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var b)) return a.CompareTo(b);
        return DateOnly.TryParseExact(left, "yyyy-MM-dd", out var from) && DateOnly.TryParseExact(right, "yyyy-MM-dd", out var to) ? from.CompareTo(to) : null;
    }
}

public enum TestKind
{
    Given,
    OneOf,
    NotOneOf,
    AtLeast,
    AtMost,
}

public enum RuleVerdict
{
    Passed,
    Failed,

    /// <summary>No datum, or none that compares.</summary>
    Open,
}
