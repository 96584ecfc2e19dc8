using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// Keeps the listings up with the cases. Whoever did an act waits until his list shows it; all that wait share one statement. An older row never
/// replaces a newer one, so the order of arrival does not matter. What a crash left behind is listed by <see cref="ListCaseWhenItMoves"/>.
/// </summary>
internal sealed class CaseListings : IAsyncDisposable
{
    private const int Most = 64;

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Database database;
    private readonly ILogger<CaseListings> log;
    private readonly Task loop;

    public CaseListings(Database database, ILogger<CaseListings> log)
    {
        (this.database, this.log) = (database, log);
        loop = Task.Run(Run);
    }

    /// <summary>Ends when the lists show the case so, or when the database would not: then the outbox brings it there later.</summary>
    public Task Show(CaseState state)
    {
        var waiting = new Waiting(Listing.Of(state));
        return queue.Writer.TryWrite(waiting) ? waiting.Shown.Task : Task.CompletedTask;
    }

    private async Task Run()
    {
        var turn = new List<Waiting>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            turn.Clear();
            while (turn.Count < Most && queue.Reader.TryRead(out var waiting)) turn.Add(waiting);
            try
            {
                await Write([.. turn.Select(w => w.Row).GroupBy(r => (r.Region, r.Id)).Select(g => g.MaxBy(r => r.Version)!).OrderBy(r => (r.Region, r.Id))]);
            }
            catch (DbException e)
            {
                log.LogError(e, "{Count} cases could not be listed; the outbox will try again.", turn.Count);
            }

            foreach (var waiting in turn) waiting.Shown.TrySetResult();
        }
    }

    private async Task Write(IReadOnlyList<Listing> rows)
    {
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        foreach (var (_, value) in rows.SelectMany(r => r.Columns))
        {
            var parameter = command.CreateParameter();
            if (database.Kind == DatabaseKind.Sqlite) parameter.ParameterName = $"${command.Parameters.Count + 1}";
            if (value is null) parameter.DbType = DbType.Date;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.CommandText = Statement(rows.Count, [.. rows[0].Columns.Select(c => c.Column)]);
        await database.Gate.Enter();
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            database.Gate.Leave();
        }
    }

    private string Statement(int rows, IReadOnlyList<string> columns)
    {
        var tuples = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, i) => $"${(row * columns.Count) + i + 1}"))})");
        var table = database.Table(CasesDb.Name, "listings");
        return $"""
            insert into {table} ({string.Join(", ", columns)}) values {string.Join(", ", tuples)}
            on conflict (region, id) do update set {string.Join(", ", columns.Skip(2).Select(c => $"{c} = excluded.{c}"))}
            where {table}.version < excluded.version
            """;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private sealed record Waiting(Listing Row)
    {
        public TaskCompletionSource Shown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
