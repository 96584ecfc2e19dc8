using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>导入: reads a file, tells its layout, checks each record and takes what is right. Twice changes nothing.</summary>
internal static class ImportFile
{
    /// <summary>青岛市市南区: where records belong that name no place.</summary>
    public const string DefaultPlace = "370202";

    public static async Task<ImportReport> Run(
        IServiceProvider services, string file, string? place, IProgress<(int Done, int Total)>? progress, CancellationToken cancel)
    {
        var report = new ImportReport();
        if (!RegionCode.TryParse(place ?? DefaultPlace, out var region))
        {
            report.Refuse(Path.GetFileName(file), "catalogue.place-unknown", $"区划代码“{place}”应为 6 位或 12 位。请核对。", PlatformRules.Input);
            return report;
        }

        if (RecordFile.UpperList(file) is { } upper)
        {
            await using var uppers = services.CreateAsyncScope();
            await ImportUpper.Run(uppers.ServiceProvider.GetRequiredService<BasicLists>(), upper, report, cancel);
            return report;
        }

        if (!RecordFile.Read(file).Try(out var records, out var why))
        {
            report.Refuse(Path.GetFileName(file), why.Code, why.Message, why.Basis);
            return report;
        }

        report.Read = records.Records.Count;
        await using var scope = services.CreateAsyncScope();
        var s = scope.ServiceProvider;
        var (db, now) = (s.GetRequiredService<CatalogueDb>(), s.GetRequiredService<TimeProvider>().Now());
        if (records.Layout == RecordLayout.DistrictItem)
        {
            await ImportItems.Run(db, records.Records, report, progress, cancel);
        }
        else
        {
            var law = s.GetRequiredService<IRulebooks>();
            var published = await ImportGuides.Run(db, records, region, law, now, report, progress, cancel);
            if (published.Count > 0) await s.GetRequiredService<Combinations>().PartsChanged(published, cancel);
            s.GetRequiredService<PublishedGuides>().Forget();
        }

        return report;
    }
}
