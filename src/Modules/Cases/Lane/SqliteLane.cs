using Microsoft.Data.Sqlite;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Prepared point reads, then BEGIN IMMEDIATE, the same three statements a write, COMMIT: behind the process's write gate.</summary>
internal sealed class SqliteLane(Database database) : LaneStore
{
    private const string Select = "select head, body from cases_cases where region = $region and id = $id";

    private const string Update = """
        update cases_cases set version = $version, status = $status, next_timer = $next_timer, head = $head, body = $body
        where region = $region and id = $id and version = $from
        """;

    private const string InsertCase =
        "insert into cases_cases (region, id, version, status, next_timer, head, body) values ($region, $id, $version, $status, $next_timer, $head, $body)";

    private const string InsertEvent =
        "insert into cases_case_events (region, case_id, seq, act_id, type, at, body, hash) values ($region, $id, $seq, $act_id, $type, $at, $body, $hash)";

    private const string InsertOutbox =
        "insert into platform_outbox (Region, Id, Topic, At, NotBefore, Body, Attempts) values ($region, $id, $topic, $at, $at, $body, 0)";

    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteConnection? connection;

    public override Dictionary<CaseKey, StoredCase> Read(IReadOnlyCollection<CaseKey> keys)
    {
        Connect();
        var found = new Dictionary<CaseKey, StoredCase>(keys.Count);
        foreach (var key in keys)
        {
            using var reader = With(Select, ("$region", key.Region), ("$id", key.Id)).ExecuteReader();
            if (reader.Read()) found[key] = StoredCase.Read(reader.GetString(1), (byte[])reader[0]);
        }

        return found;
    }

    public override bool Write(IReadOnlyList<CaseWrite> writes)
    {
        Connect();
        database.Gate.EnterNow();
        try
        {
            With("begin immediate").ExecuteNonQuery();
            try
            {
                foreach (var write in writes) Write(write);
                With("commit").ExecuteNonQuery();
                return true;
            }
            catch (SqliteException e)
            {
                With("rollback").ExecuteNonQuery();
                if (e.SqliteErrorCode == 19) return false; // A key stood in the way.
                throw;
            }
            catch
            {
                With("rollback").ExecuteNonQuery();
                throw;
            }
        }
        finally
        {
            database.Gate.Leave();
        }
    }

    private void Write(CaseWrite write)
    {
        var state = write.State;
        (string, object?)[] values =
        [
            ("$region", write.Key.Region), ("$id", write.Key.Id), ("$version", state.Version), ("$status", state.Status.ToString()),
            ("$next_timer", state.Timer?.At.Microseconds), ("$head", write.Head), ("$body", StoredCase.Body(state)),
        ];
        if (write.From == 0) With(InsertCase, values).ExecuteNonQuery();
        else if (With(Update, [.. values, ("$from", write.From)]).ExecuteNonQuery() != 1)
        {
            // With one writer a missed version shows here before the events' key would.
            throw new SqliteException("stale", 19);
        }

        foreach (var happened in write.Events)
        {
            var envelope = happened.Envelope;
            With(InsertEvent,
                ("$region", write.Key.Region), ("$id", write.Key.Id), ("$seq", envelope.Sequence), ("$act_id", envelope.ActId), ("$type", envelope.Type),
                ("$at", envelope.At.Microseconds), ("$body", happened.Body), ("$hash", happened.Hash)).ExecuteNonQuery();
            With(InsertOutbox,
                ("$region", write.Key.Region), ("$id", OutboxId.Next(envelope.At)), ("$topic", envelope.Type), ("$at", envelope.At.Microseconds),
                ("$body", OutboxBody(state, happened))).ExecuteNonQuery();
        }
    }

    public override string? EventOf(CaseKey key, string actId)
    {
        Connect();
        return With("select body from cases_case_events where region = $region and case_id = $id and act_id = $act_id",
            ("$region", key.Region), ("$id", key.Id), ("$act_id", actId)).ExecuteScalar() as string;
    }

    private void Connect() => connection ??= (SqliteConnection)database.Connect().AsTask().GetAwaiter().GetResult();

    private SqliteCommand With(string sql, params (string Name, object? Value)[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection!.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            prepared[sql] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    public override void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection?.Dispose();
    }
}
