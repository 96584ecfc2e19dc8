using System.Diagnostics;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>Where an act's own time goes, without a database: microseconds a part, one core.</summary>
internal static class Parts
{
    public static void Run(CaseContext context, CaseState state, Actor reviewer)
    {
        var request = new ActRequest(state.Number, "a", reviewer, new Approve { Paper = new string('a', 64) }, context, state.ReceivedAt, null);
        var body = StoredCase.Body(state);
        CaseDecider.Decide(state, request).Try(out var decided, out _);
        var envelope = new CaseEnvelope(state.Region, state.Id, state.Version + 1, "a", CaseEventNames.Of(decided[0].Event), request.At, "x", Role.Reviewer, "o", decided[0].Basis, decided[0].Timer, decided[0].Event);
        Time("read the state", () => StoredCase.StateOf(body));
        Time("decide", () => CaseDecider.Decide(state, request));
        Time("evolve", () => CaseEvolution.Evolve(state, decided[0].Event, envelope.Stamp));
        Time("seal the event", () => envelope.Seal(HashChain.Genesis));
        Time("write the state", () => StoredCase.Body(state));
    }

    private static void Time(string name, Func<object?> part)
    {
        const int Many = 20_000;
        for (var i = 0; i < Many; i++) part();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Many; i++) part();
        new Figure("acts", $"part: {name}", watch.Elapsed.TotalMicroseconds / Many, "µs", null, null).Print();
    }
}
