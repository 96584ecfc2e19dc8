using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>跨域通办的件: both sides' lists keep up, also after a crash between an act and its lists. An ordinary case costs nothing here.</summary>
internal sealed class ListCrossingWhenCaseMoves(CaseDesk desk, Crossings crossings) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (happened.Crossing != true) return;
        if (await desk.Open(CaseNumber.Parse(happened.Number), cancel) is { } open) await crossings.Keep(open.State, open.Context, cancel);
    }
}
