using System.Data.Common;
using System.Globalization;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>One thing that `verify` found wrong. Sequence 0: the case's own row.</summary>
internal sealed record Damage(string Case, int Sequence, string What);

/// <summary>
/// Re-checks every chain from its first event, every column beside a body, and every projection against its log. Streams both tables in key
/// order, holding one case at a time; what it reports first for a case is the first damage in it.
/// </summary>
internal sealed class CaseAudit(Database database)
{
    /// <param name="from">Only cases filed on this day or later; null: all.</param>
    public async Task<(long Cases, long Events, List<Damage> Damage)> Run(DateOnly? from, CancellationToken cancel = default)
    {
        await using var eventsConnection = await database.Connect(cancel);
        await using var casesConnection = await database.Connect(cancel);
        var least = from is { } day ? (day.Year * 10_000L + day.Month * 100 + day.Day) * 10_000_000_000 : 0;
        await using var cases = await Read(
            casesConnection,
            $"select region, id, version, status, place, organisation, item, guide_version, subject, filed_by, accepted_by, reviewer, channel, received_at, promised_due, statutory_due, next_timer, head, body from {database.Table(CasesDb.Name, "cases")} where id >= {least} order by region, id",
            cancel);
        await using var events = await Read(
            eventsConnection,
            $"select region, case_id, seq, act_id, type, at, body, hash from {database.Table(CasesDb.Name, "case_events")} where case_id >= {least} order by region, case_id, seq",
            cancel);
        var damage = new List<Damage>();
        var (caseCount, eventCount) = (0L, 0L);
        var row = await Next(cases, CaseColumns.Read, cancel);
        var logged = await Next(events, EventColumns.Read, cancel);
        while (row is not null || logged is not null)
        {
            var key = Least(row?.Key, logged?.Key);
            var chain = new ChainCheck(key);
            while (logged is not null && logged.Key == key)
            {
                eventCount++;
                chain.Add(logged);
                logged = await Next(events, EventColumns.Read, cancel);
            }

            if (row is not null && row.Key == key)
            {
                caseCount++;
                chain.Against(row);
                row = await Next(cases, CaseColumns.Read, cancel);
            }
            else chain.WithoutCase();

            if (chain.First is { } found) damage.Add(found);
        }

        return (caseCount, eventCount, damage);
    }

    private static CaseKey Least(CaseKey? a, CaseKey? b) =>
        a is null ? b!.Value : b is null ? a.Value : (a.Value.Region, a.Value.Id).CompareTo((b.Value.Region, b.Value.Id)) <= 0 ? a.Value : b.Value;

    private static async Task<DbDataReader> Read(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteReaderAsync(cancel);
    }

    private static async ValueTask<T?> Next<T>(DbDataReader reader, Func<DbDataReader, T> read, CancellationToken cancel)
        where T : class => await reader.ReadAsync(cancel) ? read(reader) : null;
}

/// <summary>A row of case_events as it stands, whatever somebody did to it.</summary>
internal sealed record EventColumns(CaseKey Key, object Seq, object ActId, object Type, object At, object Body, object Hash)
{
    public static EventColumns Read(DbDataReader r) =>
        new(new CaseKey(Convert.ToInt64(r[0], CultureInfo.InvariantCulture), Convert.ToInt64(r[1], CultureInfo.InvariantCulture)), r[2], r[3], r[4], r[5], r[6], r[7]);
}

/// <summary>A row of cases as it stands: the columns by name.</summary>
internal sealed record CaseColumns(CaseKey Key, IReadOnlyDictionary<string, object?> Values)
{
    public static CaseColumns Read(DbDataReader r) => new(
        new CaseKey(Convert.ToInt64(r[0], CultureInfo.InvariantCulture), Convert.ToInt64(r[1], CultureInfo.InvariantCulture)),
        Enumerable.Range(2, r.FieldCount - 2).ToDictionary(r.GetName, i => r.IsDBNull(i) ? null : r[i]));
}

/// <summary>The check of one case: its chain in order, then its projection.</summary>
internal sealed class ChainCheck(CaseKey key)
{
    private byte[] head = HashChain.Genesis.ToArray();
    private CaseState? state;
    private int sequence;

    /// <summary>The first damage found; null: none.</summary>
    public Damage? First { get; private set; }

    public void Add(EventColumns row)
    {
        if (First is not null) return;
        sequence++;
        if (!Same(row.Seq, sequence)) Found(sequence, $"日志缺少第{sequence}条，或者序号被改动");
        else if (row.Body is not string body) Found(sequence, "正文不是文本");
        else if (row.Hash is not byte[] hash || !Next(body).AsSpan().SequenceEqual(hash)) Found(sequence, "正文与散列链不符");
        else Follow(row, body, hash);
    }

    private void Follow(EventColumns row, string body, byte[] hash)
    {
        head = hash;
        try
        {
            var envelope = CaseEnvelope.Read(body);
            var wrong = Wrong(
                ("region", envelope.Region, key.Region), ("case_id", envelope.Id, key.Id), ("seq", envelope.Sequence, sequence),
                ("act_id", envelope.ActId, row.ActId), ("type", envelope.Type, row.Type), ("at", envelope.At.Microseconds, row.At));
            if (wrong is not null) Found(sequence, $"列 {wrong} 与正文不符");
            else state = CaseEvolution.Evolve(state, envelope.Event, envelope.Stamp);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NullReferenceException)
        {
            Found(sequence, $"正文无法读取：{e.Message}");
        }
    }

    public void WithoutCase() => Found(0, "有日志而没有办件记录");

    public void Against(CaseColumns row)
    {
        if (First is not null) return;
        if (state is null)
        {
            Found(1, "有办件记录而没有日志");
            return;
        }

        var values = row.Values;
        if (!Same(values["version"], state.Version) && Convert.ToInt64(values["version"], CultureInfo.InvariantCulture) is var claimed && claimed > state.Version)
        {
            Found(state.Version + 1, "日志末尾被截断，或者版本号被改动");
            return;
        }

        var wrong = Wrong(
            ("version", state.Version, values["version"]), ("status", state.Status.ToString(), values["status"]), ("place", state.Place.Number, values["place"]),
            ("organisation", state.Organisation, values["organisation"]), ("item", state.Item, values["item"]),
            ("guide_version", state.GuideVersion, values["guide_version"]), ("subject", state.Subject, values["subject"]),
            ("filed_by", state.FiledBy, values["filed_by"]), ("accepted_by", state.AcceptedBy, values["accepted_by"]),
            ("reviewer", state.Reviewer, values["reviewer"]), ("channel", state.Channel.ToString(), values["channel"]),
            ("received_at", state.ReceivedAt.Microseconds, values["received_at"]), ("promised_due", state.Promised?.Due.Day, values["promised_due"]),
            ("statutory_due", state.Statutory?.Due.Day, values["statutory_due"]), ("next_timer", state.Timer?.At.Microseconds, values["next_timer"]),
            ("head", Convert.ToHexString(head), values["head"] is byte[] stored ? Convert.ToHexString(stored) : values["head"]),
            ("body", StoredCase.Body(state), values["body"]));
        if (wrong is not null) Found(0, $"办件记录的 {wrong} 与日志重建的不符");
    }

    private byte[] Next(string body)
    {
        var into = new byte[Sm3.Size];
        HashChain.Next(head, System.Text.Encoding.UTF8.GetBytes(body), into);
        return into;
    }

    private void Found(int at, string what) => First ??= new Damage(Name(key), at, what);

    /// <summary>A key that no case number can have is named as it stands.</summary>
    private static string Name(CaseKey key)
    {
        try
        {
            return CaseNumber.From(key.Region, key.Id).ToString();
        }
        catch (FormatException)
        {
            return $"{key.Region}/{key.Id}";
        }
    }

    private static string? Wrong(params (string Column, object? Expected, object? Found)[] pairs) =>
        pairs.Where(p => !Same(p.Found, p.Expected)).Select(p => p.Column).FirstOrDefault();

    /// <summary>Equal as the databases print them: numbers as numbers, dates as text or dates, an empty column as null.</summary>
    private static bool Same(object? found, object? expected) => (found, expected) switch
    {
        (null or DBNull, null) => true,
        (null or DBNull, _) or (_, null) => false,
        (DateTime day, DateOnly wanted) => DateOnly.FromDateTime(day) == wanted,
        (DateOnly day, DateOnly wanted) => day == wanted,
        (string day, DateOnly wanted) => day == wanted.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (int or long or short, int or long) => Convert.ToInt64(found, CultureInfo.InvariantCulture) == Convert.ToInt64(expected, CultureInfo.InvariantCulture),
        (string text, string wanted) => string.Equals(text, wanted, StringComparison.Ordinal),
        _ => false,
    };
}
