using System.Globalization;
using System.Text;

namespace OneWindow.Tests.Plans;

/// <summary>
/// With many cases (a hundred thousand, or a million where that is asked for) no page reads a table from end to end, and none reads much more than it shows. Everything that can be looked at is asked for with every role;
/// what the database really did is in its own log.
/// </summary>
public sealed class QueryPlanTests
{
    /// <summary>Rows read for each row that is shown, changed or counted.</summary>
    private const int RowsForOne = 20;

    /// <summary>A few pages that turn out to be somebody else's are no scan.</summary>
    internal const int Always = 1_000;

    /// <summary>Most rows that one figure counts, from an index: the ratings of half a million people.</summary>
    private static readonly int MostCounted = Math.Max(5_000, BigHouse.Cases / 10);

    [Fact]
    public async Task However_many_cases_there_are_no_address_reads_much_more_than_it_shows()
    {
        await using var house = await BigHouse.Build();
        var growing = Filling.Growing(house.World.Services).Select(t => t.Name).ToHashSet();
        var walk = new Walk(house.World);
        var (faults, broken, statements) = (new Dictionary<string, string>(), new List<string>(), 0);
        house.Log.Since(growing);
        await walk.Run((route, who, path, answer) =>
        {
            if ((int)answer.Status >= 500) broken.Add($"{path} answered {who} with {(int)answer.Status}");
            foreach (var taken in house.Log.Since(growing))
            {
                statements++;
                if (WhatIsWrong(taken) is { } why) faults.TryAdd(taken.Sql, $"{why}\nfirst at {path} as {who} (route {route})\n{taken.Sql}\n{taken.Plan}");
            }

            return Task.CompletedTask;
        },
        () =>
        {
            house.Log.Since(growing);
            return Task.CompletedTask;
        });
        Assert.True(walk.Asked > 400, $"Only {walk.Asked} addresses were asked for.");
        Assert.True(statements > 2_000, $"Only {statements} statements were seen.");
        Report(faults.Values);
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(faults.Count == 0, $"{faults.Count} statements read too much:\n\n{string.Join("\n\n", faults.Values.Select(f => f.Length > 6_000 ? f[..6_000] + " …" : f))}");
    }

    /// <summary>Null: nothing.</summary>
    private static string? WhatIsWrong(Taken taken)
    {
        if (taken.Scanned.Count > 0) return $"reads {string.Join(", ", taken.Scanned.Distinct())} from end to end";
        if (taken.Counted > MostCounted) return Say($"counts {taken.Counted} rows");
        if (taken.Read > Always + (RowsForOne * taken.Returned)) return Say($"reads {taken.Read} rows for {taken.Returned}");
        return taken.Blocks > (4 * Always) + (RowsForOne * taken.Returned) ? Say($"touches {taken.Blocks} pages for {taken.Returned} rows") : null;
    }

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);

    /// <summary>ONEWINDOW_PLAN_REPORT names a file that takes all of it, for whoever mends.</summary>
    private static void Report(IEnumerable<string> faults)
    {
        if (Environment.GetEnvironmentVariable("ONEWINDOW_PLAN_REPORT") is { Length: > 0 } file) File.WriteAllText(file, string.Join("\n\n==========\n", faults), Encoding.UTF8);
    }
}
