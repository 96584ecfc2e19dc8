using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>导入: reads a file, tells its layout, checks each record and takes what is right. Twice changes nothing; stopped half way it goes on where it was.</summary>
internal static class ImportFile
{
    /// <summary>青岛市市南区: where records belong that name no place.</summary>
    public const string DefaultPlace = "370202";

    /// <summary>Who imports from the command line.</summary>
    public const string Command = "command";

    public static async Task<ImportReport> Run(
        IServiceProvider services, string file, string? place, IProgress<(int Done, int Total)>? progress, CancellationToken cancel)
    {
        var report = new ImportReport();
        if (!RegionCode.TryParse(place ?? DefaultPlace, out var region))
        {
            report.Refuse(Path.GetFileName(file), "catalogue.place-unknown", $"区划代码“{place}”应为 6 位或 12 位。请核对。", PlatformRules.Input);
            return report;
        }

        await using var scope = services.CreateAsyncScope();
        var s = scope.ServiceProvider;
        if (RecordFile.UpperList(file) is { } upper)
        {
            await ImportUpper.Run(s.GetRequiredService<BasicLists>(), upper, report, cancel);
            return report;
        }

        if (!RecordFile.Read(file).Try(out var records, out var why))
        {
            report.Refuse(Path.GetFileName(file), why.Code, why.Message, why.Basis);
            return report;
        }

        var db = s.GetRequiredService<CatalogueDb>();
        var run = await Begun(db, records, region, s.GetRequiredService<TimeProvider>().Now(), cancel);
        await new ImportRun(s, db, run, records, progress).Go(() => false, cancel);
        (report.Read, report.Accepted, report.Unchanged) = (run.Total, run.Accepted, run.Unchanged);
        foreach (var refusal in await db.ImportRefusals.AsNoTracking().Where(r => r.Import == run.Id).OrderBy(r => r.Number).ToListAsync(cancel)) report.Refuse(refusal);
        return report;
    }

    /// <summary>The import of the same file that was stopped, or a new one.</summary>
    private static async Task<ImportRow> Begun(CatalogueDb db, RecordFile file, RegionCode place, Instant now, CancellationToken cancel)
    {
        var stopped = await db.Imports.Where(i => i.By == Command && i.Fingerprint == file.Fingerprint && i.Place == place.Number && i.EndedAt == null).FirstOrDefaultAsync(cancel);
        if (stopped is not null) return stopped;
        var run = new ImportRow
        {
            Id = Guid.CreateVersion7().ToString("N"), FileName = Path.GetFileName(file.Path), Fingerprint = file.Fingerprint, Place = place.Number, By = Command, BegunAt = now, Total = file.Count,
        };
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return run;
    }
}
