using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// A file's records in batches: what a batch changes, how far the import came and what it refused are one transaction. Killed at any instant it goes on
/// behind the last batch; the codes that a file may have once only are known again from the records passed over.
/// </summary>
internal sealed class ImportRun(IServiceProvider services, CatalogueDb db, ImportRow run, RecordFile file, IProgress<(int Done, int Total)>? progress)
{
    private const int ItemsAtOnce = 500;
    private const int GuidesAtOnce = 50;

    private readonly List<string> published = [];

    /// <param name="enough">After a batch: leave the rest for another time.</param>
    /// <returns>Whether all of it is done.</returns>
    public async Task<bool> Go(Func<bool> enough, CancellationToken cancel)
    {
        var intake = await Intake(cancel);
        var batch = new List<FileRecord>();
        var number = 0;
        foreach (var record in file.Records)
        {
            if (number++ < run.Done)
            {
                intake.PassOver(record);
                continue;
            }

            batch.Add(record);
            if (batch.Count < (file.Layout == RecordLayout.DistrictItem ? ItemsAtOnce : GuidesAtOnce)) continue;
            await Take(intake, batch, cancel);
            batch.Clear();
            if (enough()) return false;
        }

        if (batch.Count > 0) await Take(intake, batch, cancel);
        run.EndedAt = services.GetRequiredService<TimeProvider>().Now();
        await intake.Close(cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<IIntake> Intake(CancellationToken cancel)
    {
        // Who imports over the page answers for his own place; the command line is the house's own.
        var (place, command) = (RegionCode.From(run.Place), run.By == ImportFile.Command);
        var within = command ? RegionCode.Nation : place;
        if (file.Layout == RecordLayout.DistrictItem) return new ImportItems(db, within);

        var (clock, directory, rulebooks) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IDirectory>(), services.GetRequiredService<IRulebooks>());
        // All of them save with the batch.
        var requests = new ChangeRequests(db, directory, rulebooks, clock);
        var library = await Library.Read(db, cancel);
        var drafted = command ? null : new DraftImported(db, new GuideDrafts(db, rulebooks, clock), requests, services.GetRequiredService<PublishedGuides>(), library, run, place, clock.Now());
        return new ImportGuides(
            db, place, within, file, rulebooks, new ExchangeRecords(db, requests, directory, place, within, clock.Now(), drafted),
            drafted ?? (IGuideSink)new PublishImported(db, library, "import", clock.Now(), published));
    }

    private async Task Take(IIntake intake, List<FileRecord> batch, CancellationToken cancel)
    {
        var told = run.Done;
        try
        {
            await db.InTransaction(
                async () =>
                {
                    var seen = await intake.Take(batch, Refuse, () => progress?.Report((++told, run.Total)), cancel);
                    run.Accepted += seen.Accepted;
                    run.Unchanged += seen.Unchanged;
                    run.Refused += seen.Refused;
                    run.Done += batch.Count;
                    await db.SaveChangesAsync(cancel);
                    return true;
                },
                cancel);
        }
        catch
        {
            // What memory says of this batch was not saved: whoever saves the row after us must not save that.
            Forget();
            await db.Entry(run).ReloadAsync(CancellationToken.None);
            throw;
        }

        Forget();
        if (published.Count == 0) return;
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Combinations>().PartsChanged(published, cancel);
        services.GetRequiredService<PublishedGuides>().Forget();
        published.Clear();
    }

    private void Refuse(FileRecord record, IReadOnlyList<Fault> faults)
    {
        for (var i = 0; i < faults.Count; i++)
        {
            var fault = faults[i];
            db.Add(new ImportRefusalRow
            {
                Import = run.Id, Number = ++run.Reasons, Record = record.Name, Code = fault.Code, Message = fault.Code == RecordMalformed ? fault.Rule : fault.Message,
                Rulebook = fault.Basis.Rulebook, Article = fault.Basis.Article, Body = i == 0 ? record.Body.ToJsonString(Json.Options) : null,
            });
        }
    }

    /// <summary>Everything but the import's own row.</summary>
    private void Forget()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => !ReferenceEquals(e.Entity, run)).ToList()) entry.State = EntityState.Detached;
    }

    /// <summary>Of another place than the officer's.</summary>
    internal static Fault NotYours(string path, RegionCode place) =>
        new(path, "区划", place.ToString(), "catalogue.place-not-yours", "不在您所在的区划里", "请由那里的政务服务管理机构导入", PlatformRules.Permission);

    internal const string RecordMalformed = "catalogue.record-malformed";

    /// <summary>A record that could not be read right, as a fault of its own.</summary>
    internal static Fault Malformed(string trouble) => new("", "", null, RecordMalformed, trouble, "", PlatformRules.Files);
}

/// <summary>How many records of a batch went which way.</summary>
internal readonly record struct Taken(int Accepted, int Unchanged, int Refused);

/// <summary>What takes the records of one layout into the catalogue.</summary>
internal interface IIntake
{
    /// <summary>Taken before the import was stopped: only what it says of later records counts (a code that stands twice).</summary>
    void PassOver(FileRecord record);

    /// <summary>All records were taken; the caller saves.</summary>
    Task Close(CancellationToken cancel);

    Task<Taken> Take(IReadOnlyList<FileRecord> batch, Action<FileRecord, IReadOnlyList<Fault>> refuse, Action step, CancellationToken cancel);
}
