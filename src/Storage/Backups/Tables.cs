using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace OneWindow.Storage;

/// <summary>A table as plain SQL names it.</summary>
internal readonly record struct TableName(string Module, string Table)
{
    public override string ToString() => $"{Module}.{Table}";

    public string In(Database database) => database.Kind == DatabaseKind.Sqlite ? $"\"{Module}_{Table}\"" : $"\"{Module}\".\"{Table}\"";
}

/// <summary>The tables of all modules, read whole and filled whole.</summary>
internal sealed class Tables(Database database, DbConnection connection, DbTransaction transaction)
{
    /// <summary>All tables of these modules but EF's own, in a stable order.</summary>
    public async Task<IReadOnlyList<TableName>> All(IReadOnlyCollection<string> modules, CancellationToken cancel)
    {
        await using var command = Command(database.Kind == DatabaseKind.Sqlite
            ? "select name from sqlite_master where type = 'table' order by name"
            : "select table_schema || '.' || table_name from information_schema.tables where table_type = 'BASE TABLE' order by 1");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(cancel)) names.Add(reader.GetString(0));
        var between = database.Kind == DatabaseKind.Sqlite ? '_' : '.';
        return [..
            from module in modules
            from name in names
            where name.StartsWith(module + between, StringComparison.Ordinal)
            let table = name[(module.Length + 1)..]
            where table != "migrations"
            orderby module, table
            select new TableName(module, table)];
    }

    public async Task<long> Write(TableName table, Stream to, CancellationToken cancel)
    {
        await using var command = Command($"select * from {table.In(database)}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await RowFormat.Write(rows, to, cancel);
    }

    /// <summary>The table holds the archive's rows and nothing else.</summary>
    public async Task<long> Fill(TableName table, Stream from, CancellationToken cancel)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        var columns = RowFormat.Columns(reader);
        await Run($"delete from {table.In(database)}", cancel);
        return database.Kind == DatabaseKind.Sqlite ? await Insert(table, columns, reader, cancel) : await Copy(table, columns, reader, cancel);
    }

    public async Task Run(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<long> Insert(TableName table, IReadOnlyList<string> columns, BinaryReader reader, CancellationToken cancel)
    {
        await using var insert = Command($"insert into {table.In(database)} ({Listed(columns)}) values ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})");
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i + 1}");
            insert.Parameters.Add(parameter);
        }

        var (values, count) = (new object?[columns.Count], 0L);
        for (; RowFormat.Next(reader, values); count++)
        {
            for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancel);
        }

        return count;
    }

    private async Task<long> Copy(TableName table, IReadOnlyList<string> columns, BinaryReader reader, CancellationToken cancel)
    {
        var types = await TypesOf(table, columns, cancel);
        await using var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"copy {table.In(database)} ({Listed(columns)}) from stdin (format binary)", cancel);
        var (values, count) = (new object?[columns.Count], 0L);
        for (; RowFormat.Next(reader, values); count++)
        {
            await copy.StartRowAsync(cancel);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is { } value) await copy.WriteAsync(As(value, types[i]), types[i], cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }

        await copy.CompleteAsync(cancel);
        return count;
    }

    private async Task<NpgsqlDbType[]> TypesOf(TableName table, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        await using var command = Command($"select {Listed(columns)} from {table.In(database)} limit 0");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return [.. columns.Select((_, i) => rows.GetDataTypeName(i) switch
        {
            "bigint" => NpgsqlDbType.Bigint,
            "integer" => NpgsqlDbType.Integer,
            "smallint" => NpgsqlDbType.Smallint,
            "boolean" => NpgsqlDbType.Boolean,
            "text" => NpgsqlDbType.Text,
            "date" => NpgsqlDbType.Date,
            "time without time zone" => NpgsqlDbType.Time,
            "bytea" => NpgsqlDbType.Bytea,
            var name when name.StartsWith("character varying", StringComparison.Ordinal) => NpgsqlDbType.Varchar,
            var name => throw new NotSupportedException($"A column of type {name} has no way back from a backup yet: add it here."),
        })];
    }

    private static object As(object value, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Boolean => (long)value != 0,
        NpgsqlDbType.Integer => checked((int)(long)value),
        NpgsqlDbType.Smallint => checked((short)(long)value),
        NpgsqlDbType.Date => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        NpgsqlDbType.Time => TimeOnly.Parse((string)value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }
}
