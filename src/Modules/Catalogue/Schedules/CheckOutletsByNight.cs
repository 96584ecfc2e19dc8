using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>同源核对的轮次: one row, how far this night's round came.</summary>
internal sealed class OutletRoundRow : DueRow
{
    public const string Only = "all";

    /// <summary>The last item that was looked at; null: the next round begins.</summary>
    public string? Cursor { get; set; }
}

/// <summary>夜间同源核对 (鄠邑细则 第八条): every item at every outlet once a night, a slice at a time; what differs stands on the office's page and in its menu.</summary>
internal sealed class CheckOutletsByNight(
    IDbContextFactory<CatalogueDb> contexts, IServiceScopeFactory scopes, IConfiguration settings, OutboxBell bell, TimeProvider clock, ILogger<CheckOutletsByNight> log)
    : DueWorker<CatalogueDb, OutletRoundRow>(contexts, bell, clock, log)
{
    public override string Title => "办事渠道核对";

    /// <summary>"false" switches it off.</summary>
    public const string Setting = "Catalogue:CheckOutletsByNight";

    private const int Slice = 40;
    private static readonly TimeOnly Hour = new(3, 10);

    private bool there = settings[Setting] == "false";

    protected override async Task Prepare(CancellationToken cancel)
    {
        if (there) return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        if (!await db.Set<OutletRoundRow>().AnyAsync(cancel))
        {
            db.Add(new OutletRoundRow { Id = OutletRoundRow.Only, DueAt = NextNight() });
            await db.SaveChangesAsync(cancel);
        }

        there = true;
    }

    protected override async Task Step(CatalogueDb db, OutletRoundRow row, CancellationToken cancel)
    {
        var after = row.Cursor ?? "";
        var items = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && string.Compare(i.Key, after) > 0).OrderBy(i => i.Key).Take(Slice).Select(i => i.Key).ToListAsync(cancel);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutletChecks>().Run(items, cancel);
        row.Cursor = items.Count < Slice ? null : items[^1];
        row.Went(row.Cursor is null ? NextNight() : Clock.Now());
    }

    private Instant NextNight() => Instant.At(Clock.Now().Date.AddDays(1), Hour);
}

internal static class OutletRoundTables
{
    public static void Map(ModelBuilder model)
    {
        var round = model.Entity<OutletRoundRow>().ToTable("outlet_rounds");
        round.HasKey(r => r.Id);
        round.HasIndex(r => r.DueAt).HasDatabaseName("ix_outlet_rounds_due");
    }
}
