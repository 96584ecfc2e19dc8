using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>谁领办着哪些件: so that what somebody holds is found when he is away. A row may outlive its claim; who reads it asks the case.</summary>
internal sealed class HoldingRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Account { get; set; }

    public Role Role { get; set; }

    public string? Organisation { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<HoldingRow>(e =>
    {
        e.ToTable("holdings").HasKey(h => new { h.Region, h.CaseId });
        e.HasIndex(h => h.Account);
    });
}

/// <summary>Notes who holds a case; a case that nobody holds costs nothing.</summary>
internal sealed class Holdings(IDbContextFactory<CasesDb> contexts)
{
    public async Task Keep(CaseState state, CancellationToken cancel = default)
    {
        if (state.Work?.Held is not { } held) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Held.SingleOrDefaultAsync(h => h.Region == state.Region && h.CaseId == state.Id, cancel);
        if (row is null) db.Add(new HoldingRow { Region = state.Region, CaseId = state.Id, Account = held.By, Role = held.Role, Organisation = held.Organisation });
        else (row.Account, row.Role, row.Organisation) = (held.By, held.Role, held.Organisation);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Noted in the same moment by act and reaction, or it is a fault.
            db.ChangeTracker.Clear();
            if (!await db.Held.AnyAsync(h => h.Region == state.Region && h.CaseId == state.Id, cancel)) throw;
        }
    }

    /// <summary>The claim is over.</summary>
    public async Task Forget(CaseKey key, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(() => db.Held.Where(h => h.Region == key.Region && h.CaseId == key.Id).ExecuteDeleteAsync(cancel), cancel);
    }
}

/// <summary>Also after a crash between an act and its note.</summary>
internal sealed class NoteWhoHoldsWhenItMoves(CaseDesk desk, Holdings holdings) : IReaction
{
    private static readonly HashSet<string> Moves = ["case.claimed/1", "case.handed-on/1", "case.recusal-decided/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Moves.Contains(message.Topic)) return;
        if (await desk.Open(CaseNumber.Parse(message.Read<CaseHappened>().Number), cancel) is { } open) await holdings.Keep(open.State, cancel);
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261227_Holdings")]
internal sealed class HoldingsBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("holdings", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            account = t.Column<string>(),
            role = t.Column<string>(maxLength: 40),
            organisation = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_holdings", h => new { h.region, h.case_id }));
        migration.CreateIndex("ix_holdings_account", "holdings", "account");
    }
}
