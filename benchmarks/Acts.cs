namespace OneWindow.Bench;

/// <summary>
/// Whole lives of nine acts by 32 clients through the act lane: read, rules, chain, outbox, durable; beside the bare three writes in the same
/// run. Interleaved A-B-A-B after a warm-up, median of three.
/// </summary>
internal static class Acts
{
    private const int Rounds = 3;

    /// <summary>Seconds until the compiler has settled.</summary>
    private const double WarmUp = 20;

    /// <param name="on">"postgres" or "sqlite" alone; null: both.</param>
    public static async Task Run(double seconds, string? db, string? on)
    {
        if (on is null or "postgres") await OnPostgres(seconds, db);
        if (on is null or "sqlite") await OnSqlite(seconds);
    }

    /// <summary>Flatness: the same lives in a house that has many closed cases, beside one that has none.</summary>
    /// <param name="brief">Filed and withdrawn, instead of whole lives.</param>
    public static async Task RunFlat(double seconds, int closed, bool brief)
    {
        using var server = new BenchPostgres();
        var (emptyDb, fullDb) = (server.Connection, server.NewDatabase("crowded"));
        await using var empty = await House.Open(emptyDb);
        await using var full = await House.Open(fullDb);
        Crowd.Pour(fullDb, brief ? full.LiveShort(full.Now) : full.Live(House.Acts, full.Now), closed, point: 9_000);
        var (young, old) = (new List<double>(), new List<double>());
        await empty.Lives(WarmUp);
        await full.Lives(WarmUp);
        BareWrites.Analyse(emptyDb);
        BareWrites.Analyse(fullDb);
        for (var round = 0; round < Rounds; round++)
        {
            young.Add((await empty.Lives(seconds)).Rate);
            old.Add((await full.Lives(seconds)).Rate);
        }

        new Figure("acts", $"postgres: acts a second at {closed} closed cases{(brief ? " of two events" : "")}", Figure.Median(old), "1/s", Figure.Median(young), "the same at none").Print();
    }

    public static async Task RunParts()
    {
        await using var house = await House.Open(null);
        house.Parts();
    }

    private static async Task OnPostgres(double seconds, string? db)
    {
        using var server = db is null ? new BenchPostgres() : null;
        var connection = db ?? server!.Connection;
        var script = BareWrites.PreparePostgres(connection);
        await using var house = await House.Open(connection);
        var (ours, bare, late) = (new List<double>(), new List<double>(), new List<double>());
        await house.Lives(WarmUp);
        BareWrites.Analyse(connection);
        server?.PgBench(script, House.Windows, 2);
        for (var round = 0; round < Rounds; round++)
        {
            if (server is not null) bare.Add(server.PgBench(script, House.Windows, seconds));
            var (rate, p99) = await house.Lives(seconds);
            ours.Add(rate);
            late.Add(p99);
        }

        File.Delete(script);
        Report("postgres", ours, bare, late, "bare three writes as one statement, pgbench -M prepared");
    }

    private static async Task OnSqlite(double seconds)
    {
        await using var house = await House.Open(null);
        await using var writer = BareWrites.PrepareSqlite(house.Folder);
        var (ours, bare, late) = (new List<double>(), new List<double>(), new List<double>());
        await house.Lives(WarmUp);
        BareWrites.RunSqlite(writer, 2);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(BareWrites.RunSqlite(writer, seconds));
            var (rate, p99) = await house.Lives(seconds);
            ours.Add(rate);
            late.Add(p99);
        }

        Report("sqlite", ours, bare, late, "the same three statements, one prepared writer, 64 a commit");
    }

    private static void Report(string database, List<double> ours, List<double> bare, List<double> late, string limitName)
    {
        double? limit = bare.Count > 0 ? Figure.Median(bare) : null;
        new Figure("acts", $"{database}: acts a second, 32 clients", Figure.Median(ours), "1/s", limit, limitName).Print();
        new Figure("acts", $"{database}: lives of nine acts a second", Figure.Median(ours) / 9, "1/s", null, null).Print();
        new Figure("acts", $"{database}: 99th percentile of an act", Figure.Median(late), "ms", null, null).Print();
    }
}
