using Microsoft.Data.Sqlite;
using OneWindow.Storage;
using SQLitePCL;

namespace OneWindow.Cases;

/// <summary>
/// Prepared point reads, then BEGIN IMMEDIATE, the same three statements a write, COMMIT: behind the process's write gate. Statements are bound by
/// place through SQLite's own interface; parameters by name cost a fifth of an act.
/// </summary>
internal sealed class SqliteLane(Database database) : LaneStore
{
    private const string Select = "select head, case when head = ?3 then null else body end from cases_cases where region = ?1 and id = ?2";

    private const string Update =
        "update cases_cases set version = ?4, status = ?5, next_timer = ?6, head = ?7, body = ?8 where region = ?1 and id = ?2 and version = ?3";

    private const string InsertCase = "insert into cases_cases (region, id, version, status, next_timer, head, body) values (?1, ?2, ?4, ?5, ?6, ?7, ?8)";

    private const string InsertEvent =
        "insert into cases_case_events (region, case_id, seq, act_id, type, at, body, hash) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    private const string InsertOutbox =
        "insert into platform_outbox (Region, Id, Topic, At, NotBefore, Body, Attempts) values (?1, ?2, ?3, ?4, ?4, ?5, 0)";

    private const string EventBody = "select body from cases_case_events where region = ?1 and case_id = ?2 and act_id = ?3";

    private readonly Dictionary<string, sqlite3_stmt> prepared = [];
    private SqliteConnection? connection;

    public override Dictionary<CaseKey, StoredCase> Read(IReadOnlyCollection<CaseKey> keys)
    {
        var found = new Dictionary<CaseKey, StoredCase>(keys.Count);
        foreach (var key in keys)
        {
            var select = Prepared(Select);
            Bind(select, 1, key.Region);
            Bind(select, 2, key.Id);
            Bind(select, 3, Fresh.HeadOf(key));
            if (Step(select)) found[key] = Fresh.Read(key, raw.sqlite3_column_blob(select, 0).ToArray(), raw.sqlite3_column_text(select, 1).utf8_to_string());
            raw.sqlite3_reset(select);
        }

        return found;
    }

    protected override bool TryWrite(IReadOnlyList<CaseWrite> writes)
    {
        database.Gate.EnterNow();
        try
        {
            Run(Prepared("begin immediate"));
            try
            {
                foreach (var write in writes) Write(write);
                Run(Prepared("commit"));
                return true;
            }
            catch (SqliteException e)
            {
                Run(Prepared("rollback"));
                if (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT) return false; // A key stood in the way.
                throw;
            }
            catch
            {
                Run(Prepared("rollback"));
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
        var change = Prepared(write.From == 0 ? InsertCase : Update);
        Bind(change, 1, write.Key.Region);
        Bind(change, 2, write.Key.Id);
        if (write.From > 0) Bind(change, 3, write.From);
        Bind(change, 4, state.Version);
        Bind(change, 5, state.Status.ToString());
        if (state.Timer is { } timer) Bind(change, 6, timer.At.Microseconds);
        else raw.sqlite3_bind_null(change, 6);
        Bind(change, 7, write.Head);
        Bind(change, 8, StoredCase.Body(state));
        Run(change);
        // With one writer a missed version shows here before the events' key would.
        if (raw.sqlite3_changes(connection!.Handle) != 1) throw new SqliteException("stale", raw.SQLITE_CONSTRAINT);
        foreach (var happened in write.Events) Write(write, happened);
    }

    private void Write(CaseWrite write, SealedEvent happened)
    {
        var envelope = happened.Envelope;
        var append = Prepared(InsertEvent);
        Bind(append, 1, write.Key.Region);
        Bind(append, 2, write.Key.Id);
        Bind(append, 3, envelope.Sequence);
        Bind(append, 4, envelope.ActId);
        Bind(append, 5, envelope.Type);
        Bind(append, 6, envelope.At.Microseconds);
        Bind(append, 7, happened.Body);
        Bind(append, 8, happened.Hash);
        Run(append);
        var send = Prepared(InsertOutbox);
        Bind(send, 1, write.Key.Region);
        Bind(send, 2, OutboxId.Next(envelope.At));
        Bind(send, 3, envelope.Type);
        Bind(send, 4, envelope.At.Microseconds);
        Bind(send, 5, OutboxBody(write.State, happened));
        Run(send);
    }

    public override string? EventOf(CaseKey key, string actId)
    {
        var select = Prepared(EventBody);
        Bind(select, 1, key.Region);
        Bind(select, 2, key.Id);
        Bind(select, 3, actId);
        var body = Step(select) ? raw.sqlite3_column_text(select, 0).utf8_to_string() : null;
        raw.sqlite3_reset(select);
        return body;
    }

    private sqlite3_stmt Prepared(string sql)
    {
        if (prepared.TryGetValue(sql, out var statement)) return statement;
        connection ??= (SqliteConnection)database.Connect().AsTask().GetAwaiter().GetResult();
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
        return prepared[sql] = statement;
    }

    private static void Bind(sqlite3_stmt statement, int place, long value) => raw.sqlite3_bind_int64(statement, place, value);

    private static void Bind(sqlite3_stmt statement, int place, string value) => raw.sqlite3_bind_text(statement, place, value);

    private static void Bind(sqlite3_stmt statement, int place, byte[] value) => raw.sqlite3_bind_blob(statement, place, value);

    private void Run(sqlite3_stmt statement)
    {
        Step(statement);
        raw.sqlite3_reset(statement);
    }

    /// <summary>True: there is a row.</summary>
    private bool Step(sqlite3_stmt statement)
    {
        var answer = raw.sqlite3_step(statement);
        if (answer is raw.SQLITE_ROW or raw.SQLITE_DONE) return answer == raw.SQLITE_ROW;
        // Resetting gives the error again: it is told once.
        raw.sqlite3_reset(statement);
        Check(answer);
        return false;
    }

    private void Check(int answer)
    {
        if (answer == raw.SQLITE_OK) return;
        throw new SqliteException(raw.sqlite3_errmsg(connection!.Handle).utf8_to_string(), answer & 0xFF);
    }

    public override void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        connection?.Dispose();
    }
}
