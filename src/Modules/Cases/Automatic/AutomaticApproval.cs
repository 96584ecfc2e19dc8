using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 智能审批: puts the guide's published rules to what was filed and what the registers say, and submits the outcome like anybody else. Heard twice
/// it is one act. A register that does not answer leaves its rules open, and the case to people.
/// </summary>
internal sealed class AutomaticApproval(CaseDesk desk, ICases cases, IEnumerable<IRegister> registers, TimeProvider clock, ILogger<AutomaticApproval> log)
{
    private const string Once = "by-rules";

    /// <summary>Does nothing where rules may not decide.</summary>
    public async Task Decide(CaseNumber number, CancellationToken cancel)
    {
        if (await desk.Open(number, cancel) is not { Guide.Automatic: { } rules } open || desk.OptionOf(open, nameof(DecideByRules), null).Closed is not null) return;
        var values = await Values(open, rules, cancel);
        var paper = new RuleValues(rules.Version, values);
        var done = await desk.Do(open, Actor.Clockwork, new DecideByRules(values), paper, Once, cancel: cancel);
        if (!done.Try(out _, out var why)) log.LogInformation("{Case} is not decided by rules: {Code}.", number, why.Code);
    }

    private async Task<IReadOnlyDictionary<string, string>> Values(OpenCase open, ApprovalRules rules, CancellationToken cancel)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var paper = new CasePaper(open, await cases.Log(open.Number, cancel), inFull: true);
        foreach (var source in rules.Rules.SelectMany(r => r.Sources).Distinct(StringComparer.Ordinal))
        {
            if (source.Split('.') is not [var from, var entry]) continue;
            var value = from switch
            {
                "field" => paper.Given.GetValueOrDefault(entry),
                "material" => open.State.Present.Contains(entry) ? "有" : null,
                _ => await Look(from, entry, open.State.Subject, cancel),
            };
            if (value is { Length: > 0 }) values[source] = value;
        }

        return values;
    }

    private async Task<string?> Look(string key, string entry, string subject, CancellationToken cancel)
    {
        if (registers.FirstOrDefault(r => r.Key == key) is not { } register) return null;
        try
        {
            return (await register.Look(subject, clock.Now().Date, cancel))?.GetValueOrDefault(entry);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            log.LogWarning(e, "The register {Register} gave no answer.", key);
            return null;
        }
    }
}

/// <summary>What was read, by source: the sealed paper of an automatic decision.</summary>
internal sealed record RuleValues(int Version, IReadOnlyDictionary<string, string> Values);
