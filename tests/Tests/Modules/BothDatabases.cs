namespace OneWindow.Tests.Modules;

/// <summary>Gives each test a folder and, for the theory's "PostgreSQL", an empty database of the run's server.</summary>
public sealed class BothDatabases : IDisposable
{
    private readonly Lazy<TestPostgres> postgres = new(TestPostgres.Start);
    private readonly string root = Path.Combine(Path.GetTempPath(), $"onewindow-{Guid.NewGuid():N}");

    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    public string NewFolder() => Path.Combine(root, Guid.NewGuid().ToString("N"));

    /// <summary>Null stands for SQLite in the folder.</summary>
    public string? NewConnection(string database) => database == Postgres ? postgres.Value.NewDatabase() : null;

    public void Dispose()
    {
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
    }
}
