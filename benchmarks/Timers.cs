using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>
/// The timer sweep over a million open cases of which a thousand are due, beside the same thousand in a house that has no others: the cost must follow
/// what is due. Interleaved, median of three.
/// </summary>
internal static class Timers
{
    private const int Open = 1_000_000;
    private const int Due = 1_000;
    private const int Rounds = 3;
    private static readonly Instant Now = Instant.Parse("2025-06-03T01:00:00Z");

    public static async Task Run()
    {
        using var server = new BenchPostgres();
        var (fullDb, emptyDb) = (server.NewDatabase("crowded"), server.NewDatabase("alone"));
        await using var full = await House.Open(fullDb, Now);
        await using var empty = await House.Open(emptyDb, Now);
        // Filed this morning: nothing of theirs is due for days. Filed weeks ago and never looked at: due.
        Crowd.Pour(fullDb, full.Live(1, Now), Open, point: 9_000);
        BareWrites.Analyse(fullDb);
        var (crowded, alone) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (db, house, rates) in new[] { (emptyDb, empty, alone), (fullDb, full, crowded) })
            {
                Crowd.Pour(db, house.Live(1, Now.Plus(TimeSpan.FromDays(-28))), Due, point: 8_000, firstSerial: (round + 1) * Due);
                var rate = await house.FireDue(Due);
                // The first round warms up.
                if (round >= 0) rates.Add(rate);
            }
        }

        new Figure("timers", "due timers fired a second, a million open cases, 1,000 due", Figure.Median(crowded), "1/s", Figure.Median(alone), "the same 1,000 with no other case").Print();
    }
}
