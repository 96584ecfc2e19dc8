using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// A module's tables. The conventions are set here once for both databases: instants as bigint microseconds, regions as bigint,
/// money as bigint fen, enums as short text, dates as dates, text in byte order (C collation); a schema per module on PostgreSQL,
/// a prefix on SQLite; the outbox beside the module's own tables, so that an event is written in the same transaction.
/// </summary>
public abstract class ModuleDb(Database database, string module) : DbContext
{
    internal Database Store => database;

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal bool HoldsGate { get; private set; }

    internal string Module => module;

    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        database.Configure(optionsBuilder, module);
        // Migrations are written by hand and compared with the model by a test; there is no snapshot to compare with at run time.
        optionsBuilder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        optionsBuilder.ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, ModelPerDatabase>();
        optionsBuilder.UseQueryTrackingBehavior(QueryTrackingBehavior.TrackAll);
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToLong>();
        configurationBuilder.Properties<RegionCode>().HaveConversion<RegionToLong>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyToLong>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        if (database.Kind == DatabaseKind.Postgres) configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Map(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes()) Place(entity);
        OutboxRow.Map(modelBuilder, database, module);
    }

    /// <summary>The module's tables by plain names ("accounts"): the schema or prefix is put before them here.</summary>
    protected abstract void Map(ModelBuilder model);

    private void Place(IMutableEntityType entity)
    {
        if (entity.GetTableName() is not { } table) return;
        if (database.Kind == DatabaseKind.Postgres) entity.SetSchema(module);
        else entity.SetTableName($"{module}_{table}");
    }

    /// <summary>False: somebody else changed a row since it was read. His change stands; the caller says so or tries again.</summary>
    public async Task<bool> TrySave(CancellationToken cancel)
    {
        try
        {
            await SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <remarks>Interceptors hear of failed saves, but not of those that came second: the gate would stay closed for everybody.</remarks>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            GateInterceptor.Leave(this);
            throw;
        }
    }

    /// <summary>Several saves and statements as one transaction, behind the write gate.</summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        await database.Gate.Enter(cancel);
        HoldsGate = true;
        try
        {
            await using var transaction = await base.Database.BeginTransactionAsync(cancel);
            var result = await work();
            await transaction.CommitAsync(cancel);
            return result;
        }
        finally
        {
            HoldsGate = false;
            database.Gate.Leave();
        }
    }

    private sealed class InstantToLong() : ValueConverter<Instant, long>(i => i.Microseconds, n => new Instant(n));

    private sealed class RegionToLong() : ValueConverter<RegionCode, long>(r => r.Number, n => RegionCode.From(n));

    private sealed class MoneyToLong() : ValueConverter<Money, long>(m => m.Fen, n => new Money(n));
}

/// <summary>The model differs by database (schemas, collation): tests run both in one process.</summary>
internal sealed class ModelPerDatabase : Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), (context as ModuleDb)?.Store.Kind, designTime);
}
