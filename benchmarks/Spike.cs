using System.Collections.Concurrent;
using System.Diagnostics;

namespace OneWindow.Bench;

/// <summary>
/// Lives arrive by the clock, whether the house keeps up or not: 1 → 15 → 1 → 25 → 2 → 35 → 10 a second, times ten, at a million cases of which a tenth
/// is open. In each valley those who waited must be through.
/// </summary>
internal static class Spike
{
    private const int Times = 10;
    private const int StillOpen = 100_000;
    private const double Step = 0.02;
    private static readonly int[] Curve = [1, 15, 1, 25, 2, 35, 10];

    /// <summary>With those still open: a million cases.</summary>
    public const int Closed = 900_000;

    public static async Task Run(double seconds, int closed)
    {
        using var server = new BenchPostgres();
        await using var house = await House.Open(server.Connection);
        Crowd.Pour(server.Connection, house.Live(House.Acts, house.Now), closed, point: 9_000);
        Crowd.Pour(server.Connection, house.Live(4, house.Now), StillOpen, point: 8_000);
        BareWrites.Analyse(server.Connection);
        await house.Lives(10);

        var errors = 0;
        var living = new ConcurrentDictionary<int, Task>();
        var begun = 0;
        foreach (var rate in Curve.Select(c => c * Times))
        {
            var times = new ConcurrentBag<List<double>>();
            var most = 0;
            var watch = Stopwatch.StartNew();
            for (var owed = 0.0; watch.Elapsed.TotalSeconds < seconds; await Task.Delay(TimeSpan.FromSeconds(Step)))
            {
                for (; owed < watch.Elapsed.TotalSeconds * rate; owed++) Begin(begun++, times);
                most = Math.Max(most, living.Count);
            }

            new Figure("spike", $"{rate} lives a second: 99th percentile of an act", Figure.Percentile99(times), "ms", null, null).Print();
            new Figure("spike", $"{rate} lives a second: most lives at once", most, "lives", null, null).Print();
            new Figure("spike", $"{rate} lives a second: lives still waiting at the end", living.Count, "lives", null, null).Print();
        }

        await Task.WhenAll(living.Values);
        new Figure("spike", $"errors in {begun} lives", errors, "errors", null, null).Print();

        void Begin(int life, ConcurrentBag<List<double>> times)
        {
            var mine = new List<double>(House.Acts);
            living[life] = Task.Run(async () =>
            {
                try
                {
                    await house.Life(life % House.Windows, mine);
                }
                catch (InvalidOperationException e)
                {
                    Interlocked.Increment(ref errors);
                    await Console.Error.WriteLineAsync(e.Message);
                }

                times.Add(mine);
                living.TryRemove(life, out _);
            });
        }
    }
}
