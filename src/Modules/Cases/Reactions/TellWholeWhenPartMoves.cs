using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What a part has come to is told to its whole, with the version it is true of: an older message never undoes a newer one.</summary>
internal sealed class TellWholeWhenPartMoves(CaseDesk desk) : IReaction
{
    private static readonly HashSet<string> Moves =
    [
        "case.approved/1", "case.refused/1", "case.deemed-renewed/1", "case.delivered/1", "case.withdrawn/1", "case.terminated/1", "case.reopened/1",
    ];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Moves.Contains(message.Topic) || message.Read<CaseHappened>() is not { Whole: { } whole } happened) return;
        if (await desk.Open(CaseNumber.Parse(happened.Number), cancel) is not { State: { Whole: { } place } part }) return;
        if (await desk.Open(CaseNumber.Parse(whole), cancel) is not { State.Master: { } master } open || master.Part(place.Part) is not { } known) return;
        var (outcome, over) = CombinationRules.Standing(part);
        if ((known.Outcome, known.Over) == (outcome, over)) return;
        var told = await desk.Do(open, Actor.Clockwork, new HearPart(place.Part, outcome, over, part.Version), $"part-{place.Part}-{part.Version}");
        if (!told.Try(out _, out var why) && why.Code == "platform.busy") throw new InvalidOperationException($"{whole} could not be told: {why.Code}.");
    }
}
