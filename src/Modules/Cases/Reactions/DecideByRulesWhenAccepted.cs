using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>However a case came to be accepted, also by silence, its rules are put to it once.</summary>
internal sealed class DecideByRulesWhenAccepted(AutomaticApproval automatic) : IReaction
{
    public string Topic => "case.accepted/1";

    public Task React(Message message, CancellationToken cancel) => automatic.Decide(CaseNumber.Parse(message.Read<CaseHappened>().Number), cancel);
}
