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
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource? postgres;
    private readonly string? sqlite;

    private Database(DatabaseKind kind, string folder, NpgsqlDataSource? postgres, string? sqlite)
    {
        (Kind, Folder, this.postgres, this.sqlite) = (kind, folder, postgres, sqlite);
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
            return new Database(DatabaseKind.Sqlite, folder, null, $"Data Source={file};Pooling=true;Default Timeout=30");
        }

        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            ApplicationName = "onewindow",
        };
        return new Database(DatabaseKind.Postgres, folder, NpgsqlDataSource.Create(settings.ConnectionString), null);
    }

    /// <summary>The name of a table in plain SQL.</summary>
    public string Table(string module, string table) => Kind == DatabaseKind.Sqlite ? $"{module}_{table}" : $"{module}.{table}";

    /// <summary>An open connection. On SQLite every connection is durable: WAL with synchronous=FULL, so what was acknowledged survives a power cut.</summary>
    public async ValueTask<DbConnection> Connect(CancellationToken cancel = default)
    {
        if (postgres is not null) return await postgres.OpenConnectionAsync(cancel);
        var connection = new SqliteConnection(sqlite);
        await connection.OpenAsync(cancel);
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = Pragmas;
        await pragmas.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    internal const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000; pragma foreign_keys=on; pragma cache_size=-32768; pragma temp_store=memory; pragma wal_autocheckpoint=4000;";

    internal void Configure(DbContextOptionsBuilder options, string module)
    {
        if (postgres is not null)
        {
            options.UseNpgsql(postgres, o => o.MigrationsHistoryTable("migrations", module));
        }
        else
        {
            options.UseSqlite(sqlite, o => o.MigrationsHistoryTable($"{module}_migrations"));
            options.AddInterceptors(new SqliteDurability(), new GateInterceptor(Gate));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        else SqliteConnection.ClearPool(new SqliteConnection(sqlite));
        Gate.Dispose();
    }
}
