using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>下沉的件 as the venue that received it lists them. The case itself is listed and counted once, with the department that bears it.</summary>
internal sealed class VenueCaseRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    /// <summary>The venue's.</summary>
    public long Place { get; init; }

    public required string Organisation { get; init; }

    public Instant ReceivedAt { get; init; }
}

/// <summary>Notes a case once, with its filing; the same again changes nothing.</summary>
internal sealed class VenueCases(IDbContextFactory<CasesDb> contexts)
{
    public async Task Keep(CaseState state, CancellationToken cancel = default)
    {
        if (state.Venue is not { } venue) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<VenueCaseRow>().AnyAsync(v => v.Region == state.Region && v.CaseId == state.Id, cancel)) return;
        db.Add(new VenueCaseRow { Region = state.Region, CaseId = state.Id, Place = venue.Place.Number, Organisation = venue.Organisation, ReceivedAt = state.ReceivedAt });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Noted in the same moment by act and reaction, or it is a fault.
            db.ChangeTracker.Clear();
            if (!await db.Set<VenueCaseRow>().AnyAsync(v => v.Region == state.Region && v.CaseId == state.Id, cancel)) throw;
        }
    }
}

/// <summary>Also after a crash between an act and its list. An ordinary case costs nothing here.</summary>
internal sealed class ListVenueCaseWhenItMoves(CaseDesk desk, VenueCases venues) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (happened.Venue != true) return;
        if (await desk.Open(CaseNumber.Parse(happened.Number), cancel) is { } open) await venues.Keep(open.State, cancel);
    }
}

internal static class VenueTables
{
    public static void Map(ModelBuilder model) => model.Entity<VenueCaseRow>(e =>
    {
        e.ToTable("venue_cases").HasKey(v => new { v.Region, v.CaseId });
        e.HasIndex(v => new { v.Place, v.ReceivedAt });
    });
}

[DbContext(typeof(CasesDb))]
[Migration("20261216_VenueCases")]
internal sealed class VenueCasesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("venue_cases", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            received_at = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_venue_cases", v => new { v.region, v.case_id }));
        migration.CreateIndex("ix_venue_cases_place", "venue_cases", ["place", "received_at"]);
    }
}
