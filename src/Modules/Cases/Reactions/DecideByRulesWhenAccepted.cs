using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>However a case came to be accepted, also by silence, its rules are put to it once; to a part of a whole when what it waited for is there.</summary>
internal sealed class DecideByRulesWhenAccepted(AutomaticApproval automatic) : IReaction
{
    private static readonly HashSet<string> Moments = ["case.accepted/1", "case.precondition-met/1", "case.ruling-given/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (Moments.Contains(message.Topic)) await automatic.Decide(CaseNumber.Parse(message.Read<CaseHappened>().Number), cancel);
    }
}
