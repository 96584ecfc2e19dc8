using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>Why a case stands as it does: both clocks day by day, the next timer, every act open or closed with its article.</summary>
internal sealed class ExplainCases(CaseDesk desk, IDirectory directory) : IExplainCases
{
    public async ValueTask<CaseExplained?> Explain(CaseNumber number, CancellationToken cancel = default)
    {
        if (await desk.Open(number, cancel) is not { } open) return null;
        var state = open.State;
        var (allowed, refused) = (new List<ActExplained>(), new List<ActExplained>());
        foreach (var act in CaseLifecycle.Steps.Where(s => s.Role != Who.Time).Select(s => s.Act).Distinct(StringComparer.Ordinal).Where(a => LineRules.MayConcern(open.Context, a) && CrossRegionRules.MayConcern(state, a)))
        {
            var option = desk.OptionOf(open, act, null);
            (option.Closed is null ? allowed : refused).Add(new ActExplained(act, option.Words, option.Closed?.Basis ?? option.Basis, option.Closed?.Code, option.Closed?.Message));
        }

        return new CaseExplained(
            number.ToString(), state.Status.ToString(), state.Status.Words(), Proof(state.Promised, open), Proof(state.Statutory, open),
            state.Timer?.Kind.ToString(), state.Timer?.At, allowed, refused)
        {
            Line = open.Guide.HandledIn is { } line
                ? new LineExplained(line.Id, line.Name, state.Line?.HandedOverAt, state.Line?.HappenedAt, state.Line?.HeardAt, state.Line?.ByHand ?? 0)
                : null,
            Crossing = state.Crossing is { } crossing
                ? new CrossingExplained(
                    directory.Organisation(crossing.Organisation)?.Name ?? crossing.Organisation, crossing.ReceivedAt, crossing.ReachedAt, directory.PlaceName(PassingRules.PlaceOf(state)),
                    directory.PlaceName(state.Place))
                : null,
        };
    }

    public static ClockProof? Proof(CaseClock? clock, OpenCase open) => clock is null
        ? null
        : new ClockProof(clock.Clock.Budget.ToString(), clock.Due.Day, clock.Due.Provisional, clock.Clock.Basis, clock.Clock.Explain(open.Context.Calendar));
}
