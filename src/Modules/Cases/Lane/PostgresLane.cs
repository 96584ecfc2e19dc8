using Npgsql;
using NpgsqlTypes;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>One read by unnest and one batch in one implicit transaction: two trips a turn, the form that PostgreSQL and Citus both run well.</summary>
internal sealed class PostgresLane(Database database) : LaneStore
{
    private const string Select = """
        SELECT c.region, c.id, c.head, CASE WHEN c.head = t.head THEN NULL ELSE c.body END
        FROM unnest($1, $2, $3) AS t(region, id, head) JOIN cases.cases c ON c.region = t.region AND c.id = t.id
        """;

    /// <summary>A plan made while the tables were small must not stay a scan when they are large: this connection only ever goes by key.</summary>
    private const string ByKeyOnly = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off";

    private const string Update = """
        UPDATE cases.cases SET version = $4, status = $5, next_timer = $6, head = $7, body = $8
        WHERE region = $1 AND id = $2 AND version = $3
        """;

    private const string InsertCase =
        "INSERT INTO cases.cases (region, id, version, status, next_timer, head, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    private const string InsertEvent =
        "INSERT INTO cases.case_events (region, case_id, seq, act_id, type, at, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    private const string InsertOutbox =
        "INSERT INTO platform.outbox (\"Region\", \"Id\", \"Topic\", \"At\", \"NotBefore\", \"Body\", \"Attempts\") VALUES ($1, $2, $3, $4, $4, $5, 0)";

    private NpgsqlConnection? connection;

    private NpgsqlConnection Connection()
    {
        if (connection is { FullState: System.Data.ConnectionState.Open }) return connection;
        connection?.Dispose();
        connection = (NpgsqlConnection)database.Connect().AsTask().GetAwaiter().GetResult();
        using var plans = new NpgsqlCommand(ByKeyOnly, connection);
        plans.ExecuteNonQuery();
        return connection;
    }

    public override Dictionary<CaseKey, StoredCase> Read(IReadOnlyCollection<CaseKey> keys)
    {
        var found = new Dictionary<CaseKey, StoredCase>(keys.Count);
        using var command = new NpgsqlCommand(Select, Connection());
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. keys.Select(k => k.Region)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. keys.Select(k => k.Id)] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. keys.Select(Fresh.HeadOf)] });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = new CaseKey(reader.GetInt64(0), reader.GetInt64(1));
            found[key] = Fresh.Read(key, reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : reader.GetString(3));
        }

        return found;
    }

    protected override bool TryWrite(IReadOnlyList<CaseWrite> writes)
    {
        using var batch = new NpgsqlBatch(Connection());
        foreach (var write in writes)
        {
            batch.BatchCommands.Add(write.From == 0 ? Creation(write) : Change(write));
            foreach (var happened in write.Events)
            {
                batch.BatchCommands.Add(Event(write, happened));
                batch.BatchCommands.Add(Outbox(write, happened));
            }
        }

        try
        {
            batch.ExecuteNonQuery();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }

        // A row that the lane has read is never deleted, and a stale version falls over the events' key: nothing updated means damage.
        var missed = batch.BatchCommands.Cast<NpgsqlBatchCommand>().Any(c => c.CommandText == Update && c.RecordsAffected != 1);
        return missed ? throw new InvalidOperationException("A case row vanished under its lane: run `verify`.") : true;
    }

    private static NpgsqlBatchCommand Change(CaseWrite write)
    {
        var command = new NpgsqlBatchCommand(Update);
        command.Parameters.Add(P(write.Key.Region));
        command.Parameters.Add(P(write.Key.Id));
        command.Parameters.Add(P(write.From));
        AddState(command, write);
        return command;
    }

    private static NpgsqlBatchCommand Creation(CaseWrite write)
    {
        var command = new NpgsqlBatchCommand(InsertCase);
        command.Parameters.Add(P(write.Key.Region));
        command.Parameters.Add(P(write.Key.Id));
        AddState(command, write);
        return command;
    }

    private static void AddState(NpgsqlBatchCommand command, CaseWrite write)
    {
        var state = write.State;
        command.Parameters.Add(P(state.Version));
        command.Parameters.Add(P(state.Status.ToString()));
        command.Parameters.Add(Nullable(state.Timer?.At.Microseconds, NpgsqlDbType.Bigint));
        command.Parameters.Add(P(write.Head));
        command.Parameters.Add(P(StoredCase.Body(state)));
    }

    private static NpgsqlBatchCommand Event(CaseWrite write, SealedEvent happened)
    {
        var command = new NpgsqlBatchCommand(InsertEvent);
        command.Parameters.Add(P(write.Key.Region));
        command.Parameters.Add(P(write.Key.Id));
        command.Parameters.Add(P(happened.Envelope.Sequence));
        command.Parameters.Add(P(happened.Envelope.ActId));
        command.Parameters.Add(P(happened.Envelope.Type));
        command.Parameters.Add(P(happened.Envelope.At.Microseconds));
        command.Parameters.Add(P(happened.Body));
        command.Parameters.Add(P(happened.Hash));
        return command;
    }

    private static NpgsqlBatchCommand Outbox(CaseWrite write, SealedEvent happened)
    {
        var command = new NpgsqlBatchCommand(InsertOutbox);
        command.Parameters.Add(P(write.Key.Region));
        command.Parameters.Add(P(OutboxId.Next(happened.Envelope.At)));
        command.Parameters.Add(P(happened.Envelope.Type));
        command.Parameters.Add(P(happened.Envelope.At.Microseconds));
        command.Parameters.Add(P(OutboxBody(write.State, happened)));
        return command;
    }

    public override string? EventOf(CaseKey key, string actId)
    {
        using var command = new NpgsqlCommand(
            "SELECT body FROM cases.case_events WHERE region = $1 AND case_id = $2 AND act_id = $3", Connection());
        command.Parameters.Add(P(key.Region));
        command.Parameters.Add(P(key.Id));
        command.Parameters.Add(P(actId));
        return command.ExecuteScalar() as string;
    }

    private static NpgsqlParameter<T> P<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    public override void Dispose()
    {
        connection?.Dispose();
    }
}
