using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>Works off the files that were uploaded, a slice of seconds at a time: what a restart or another node finds is saved, and the queue is nobody's for long.</summary>
internal sealed class ImportWorker(
    IDbContextFactory<CatalogueDb> contexts, IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<ImportWorker> log)
    : DueWorker<CatalogueDb, ImportRow>(contexts, bell, clock, log)
{
    public override string Title => "事项导入";

    /// <summary>Well under the lease of a worker.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    protected override async Task Step(CatalogueDb db, ImportRow row, CancellationToken cancel)
    {
        var path = await Unpack(db, row, cancel);
        try
        {
            if (!RecordFile.Read(path).Try(out var file, out var why))
            {
                Refuse(db, row, why);
            }
            else
            {
                (row.Total, row.Fingerprint) = (file.Count, file.Fingerprint);
                await using var scope = scopes.CreateAsyncScope();
                var began = TimeProvider.System.GetTimestamp();
                if (!await new ImportRun(scope.ServiceProvider, db, row, file, null).Go(() => TimeProvider.System.GetElapsedTime(began) > Slice, cancel))
                {
                    row.Went(Clock.Now());
                    return;
                }
            }
        }
        finally
        {
            File.Delete(path);
        }

        row.Went(null);
        await db.InTransaction(() => db.Set<ImportPieceRow>().Where(p => p.Import == row.Id).ExecuteDeleteAsync(cancel), cancel);
    }

    private void Refuse(CatalogueDb db, ImportRow row, Refusal why)
    {
        db.Add(new ImportRefusalRow
        {
            Import = row.Id, Number = ++row.Reasons, Record = row.FileName, Code = why.Code, Message = why.Message, Rulebook = why.Basis.Rulebook, Article = why.Basis.Article,
        });
        row.EndedAt = Clock.Now();
    }

    private static async Task<string> Unpack(CatalogueDb db, ImportRow row, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"onewindow-import-{Guid.NewGuid():N}{Path.GetExtension(row.FileName).ToLowerInvariant()}");
        await using var file = File.Create(path);
        for (var number = 1; ; number++)
        {
            var piece = await db.Set<ImportPieceRow>().AsNoTracking().Where(p => p.Import == row.Id && p.Number == number).Select(p => p.Bytes).SingleOrDefaultAsync(cancel);
            if (piece is null) return path;
            await file.WriteAsync(piece, cancel);
        }
    }
}
