using System.Diagnostics;

namespace OneWindow.Cases;

/// <summary>
/// 同时作答: an answer that waits until a moment later than any answer takes, counted from when the work began, so that right and wrong cannot be told apart by waiting.
/// </summary>
internal readonly struct EvenAnswer(TimeSpan after)
{
    private readonly long began = Stopwatch.GetTimestamp();

    public Task Wait(CancellationToken cancel) => after - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest ? Task.Delay(rest, cancel) : Task.CompletedTask;
}
