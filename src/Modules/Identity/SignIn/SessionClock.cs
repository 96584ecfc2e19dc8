using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>
/// Sessions, tokens and lock-outs run on real time: whoever moves the demonstration's clock three days on stays signed in.
/// </summary>
internal sealed class SessionClock
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Instant Now => Time.Now();
}
