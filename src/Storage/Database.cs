using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OneWindow.Storage;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// The one database of the process: SQLite in the data folder, or PostgreSQL. Modules name their tables by module and table;
/// on PostgreSQL a module is a schema, on SQLite (which has none) a prefix.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly string connection;

    private Database(DatabaseKind kind, string folder, string connection)
    {
        (Kind, Folder, this.connection) = (kind, folder, connection);
        Gate = new WriteGate(kind == DatabaseKind.Sqlite);
    }

    public DatabaseKind Kind { get; }

    /// <summary>Where files live beside the database: uploads, keys, the lock.</summary>
    public string Folder { get; }

    public WriteGate Gate { get; }

    /// <param name="connection">A PostgreSQL connection string, or null for SQLite in <paramref name="folder"/>.</param>
    public static Database Open(string folder, string? connection)
    {
        Directory.CreateDirectory(folder);
        if (connection is null)
        {
            var file = Path.Combine(Path.GetFullPath(folder), "onewindow.db");
            return new Database(DatabaseKind.Sqlite, folder, $"Data Source={file};Pooling=true;Default Timeout=30");
        }

        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            ApplicationName = "onewindow",
        };
        return new Database(DatabaseKind.Postgres, folder, settings.ConnectionString);
    }

    /// <summary>The name of a table in plain SQL.</summary>
    public string Table(string module, string table) => Kind == DatabaseKind.Sqlite ? $"{module}_{table}" : $"{module}.{table}";

    /// <summary>An open connection. On SQLite every connection is durable: WAL with synchronous=FULL, so what was acknowledged survives a power cut.</summary>
    public async ValueTask<DbConnection> Connect(CancellationToken cancel = default)
    {
        DbConnection open = Kind == DatabaseKind.Sqlite ? new SqliteConnection(connection) : new NpgsqlConnection(connection);
        await open.OpenAsync(cancel);
        if (Kind == DatabaseKind.Postgres) return open;
        await using var pragmas = open.CreateCommand();
        pragmas.CommandText = Pragmas;
        await pragmas.ExecuteNonQueryAsync(cancel);
        return open;
    }

    /// <summary>
    /// After an erasure: what the database keeps of rows that are gone. SQLite has overwritten them (secure_delete) and lets go of its journal; PostgreSQL
    /// vacuums the tables of keys and records. What a backup or an archived journal kept before lies there until it expires.
    /// </summary>
    public async Task Scrub(CancellationToken cancel = default)
    {
        await using var open = await Connect(cancel);
        await using var command = open.CreateCommand();
        command.CommandText = Kind == DatabaseKind.Sqlite ? "pragma wal_checkpoint(truncate);" : "vacuum identity.subject_keys; vacuum identity.subjects; vacuum materials.files;";
        if (Kind == DatabaseKind.Sqlite)
        {
            await command.ExecuteNonQueryAsync(cancel);
            return;
        }

        // VACUUM stands alone.
        foreach (var one in command.CommandText.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            command.CommandText = one;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    internal const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000; pragma foreign_keys=on; pragma secure_delete=on; pragma cache_size=-32768; pragma temp_store=memory; pragma wal_autocheckpoint=4000;";

    internal void Configure(DbContextOptionsBuilder options, string module)
    {
        if (Kind == DatabaseKind.Postgres)
        {
            // By its string: with a data source of its own, EF would build its services and every model anew for each database that a process opens.
            options.UseNpgsql(connection, o => o.MigrationsHistoryTable("migrations", module));
        }
        else
        {
            options.UseSqlite(connection, o => o.MigrationsHistoryTable($"{module}_migrations"));
            options.AddInterceptors(new SqliteDurability(), new GateInterceptor(Gate));
        }
    }

    public void Dispose()
    {
        if (Kind == DatabaseKind.Sqlite) SqliteConnection.ClearPool(new SqliteConnection(connection));
        else NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        Gate.Dispose();
    }
}
