using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>逐条结果: each rule as published, what was read, what it came to, and its article.</summary>
public sealed record RuleTraceModel(string Title, string Lead, IReadOnlyList<RuleLineModel> Lines);

public sealed record RuleLineModel(string Words, string Read, StatusKind Kind, string Verdict, string Basis);

/// <summary>Reads the trace of an automatic decision out of a case's log.</summary>
internal static class RuleTraces
{
    /// <summary>Null: the case was not put to rules.</summary>
    public static RuleTraceModel? Of(OpenCase open, IReadOnlyList<CaseEntry> log)
    {
        if (open.Guide.Automatic is not { } published) return null;
        var found = log.Select(entry => (Entry: entry, Trace: CaseEnvelope.Read(entry.Body).Event switch { CaseApproved e => e.Rules, LeftToPeople e => e.Rules, _ => null }))
            .LastOrDefault(e => e.Trace is not null);
        if (found.Trace is not { } trace) return null;
        var values = found.Entry.Paper is { ValueKind: JsonValueKind.Object } paper && paper.TryGetProperty("values", out var read) ? read : default;
        return new RuleTraceModel(
            $"自动审批：按第 {trace.Version} 版规则逐条核对",
            trace.Passed ? "规则全部通过，由系统自动批准。" : "有规则没有通过或者查不到数据，由人审查。系统不会自动作出不予批准的决定。",
            [.. trace.Rules.Select(outcome => Line(outcome, published.Rules.FirstOrDefault(r => r.Id == outcome.Id), values, open.Guide))]);
    }

    private static RuleLineModel Line(RuleOutcome outcome, ApprovalRule? rule, JsonElement values, Guide guide)
    {
        var (kind, words) = outcome.Verdict switch
        {
            RuleVerdict.Passed => (StatusKind.Done, "通过"),
            RuleVerdict.Failed => (StatusKind.Bad, "不符"),
            _ => (StatusKind.Soon, "没有数据"),
        };
        return new RuleLineModel(rule?.Words ?? outcome.Id, rule is null ? "" : string.Join("；", rule.Sources.Select(s => $"{NameOf(s, guide)}：{ValueOf(s, values)}")), kind, words, outcome.Basis);
    }

    private static string ValueOf(string source, JsonElement values) =>
        values.ValueKind == JsonValueKind.Object && values.TryGetProperty(source, out var value) ? value.ToString() : "没有查到";

    public static string NameOf(string source, Guide guide) => source.Split('.') switch
    {
        ["field", var id] => guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id,
        ["material", var id] => $"《{guide.Material(id)?.Name ?? id}》",
        ["applicant", "age"] => "周岁年龄",
        ["applicant", "kind"] => "申请人类型",
        ["applicant", "birthday"] => "出生日期",
        _ => source,
    };
}
