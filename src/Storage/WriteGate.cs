using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OneWindow.Storage;

/// <summary>
/// SQLite takes one writer at a time, and a second one sleeps in steps that starve for seconds: all writers of the process
/// queue here instead, the act lane and EF's SaveChanges alike. On PostgreSQL the gate is open.
/// </summary>
public sealed class WriteGate(bool closed) : IDisposable
{
    private readonly SemaphoreSlim? one = closed ? new SemaphoreSlim(1, 1) : null;

    public async ValueTask Enter(CancellationToken cancel = default)
    {
        if (one is not null) await one.WaitAsync(cancel);
    }

    public void EnterNow() => one?.Wait();

    public void Leave() => one?.Release();

    public void Dispose() => one?.Dispose();
}

/// <summary>Each SaveChanges of any module passes the gate. A module must not open a transaction around SaveChanges by itself: see <see cref="ModuleDb.InTransaction"/>.</summary>
internal sealed class GateInterceptor(WriteGate gate) : SaveChangesInterceptor
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<DbContext, object> Inside = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDb { HoldsGate: true }) return result;
        await gate.Enter(cancellationToken);
        Inside.Add(eventData.Context!, gate);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new InvalidOperationException("Saving is asynchronous: call SaveChangesAsync.");

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return new(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context!);
        return Task.CompletedTask;
    }

    /// <summary>Once for each time it was entered, however often it is said.</summary>
    internal static void Leave(DbContext context)
    {
        if (Inside.TryGetValue(context, out var entered) && Inside.Remove(context)) ((WriteGate)entered).Leave();
    }
}

/// <summary>Each SQLite connection that EF opens gets the same durability as our own.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Database.Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Database.Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
