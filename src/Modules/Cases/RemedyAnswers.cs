using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>救济 of one case, for its page and for the ready application.</summary>
internal sealed class RemedyAnswers(CaseDesk desk, ICases cases) : IRemedies
{
    public async ValueTask<Remedy?> Of(CaseNumber number, CancellationToken cancel = default) =>
        await desk.Open(number, cancel) is { } open ? Of(open, await cases.Log(number, cancel)) : null;

    public static Remedy? Of(OpenCase open, IReadOnlyList<CaseEntry> log) =>
        RemedyRules.Of(open.State, [.. log.Select(e => (e.Sequence, CaseEnvelope.Read(e.Body).Event, e.At))], open.Context);
}
