using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 越出清单和指南的操作 (青岛办法 第十五条、第十九条, 河北方案 二（一）, 鄠邑细则 第五条): what somebody of the staff tried and was refused. An applicant who
/// asks for what is not on the list is only told so.
/// </summary>
internal sealed class OverreachRow
{
    public required string Id { get; init; }

    public long Place { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The officer's account.</summary>
    public required string Account { get; init; }

    public Instant At { get; init; }

    /// <summary>The item as it was asked for, or the case.</summary>
    public required string On { get; init; }

    public required string Code { get; init; }

    /// <summary>What he was told.</summary>
    public required string Words { get; init; }
}

internal static class OverreachTables
{
    public static void Map(ModelBuilder model) => model.Entity<OverreachRow>(e =>
    {
        e.ToTable("overreaches").HasKey(o => o.Id);
        e.HasIndex(o => new { o.Place, o.At });
        e.HasIndex(o => new { o.Organisation, o.At });
    });
}

/// <summary>Keeps what was refused for going beyond list or guide; everything else that is refused is a mistake, not a matter for supervision.</summary>
internal sealed class Overreaches(IDbContextFactory<CasesDb> contexts, TimeProvider clock)
{
    private static readonly string[] Beyond = ["cases.not-in-guide", "cases.procedure-not-listed", "cases.item-not-listed"];

    private const int MostOn = 60;

    /// <param name="key">Of the act: pressed twice it is one line.</param>
    public async Task Note(Actor actor, string on, Refusal why, string key, CancellationToken cancel)
    {
        if (!actor.IsStaff || !Beyond.Contains(why.Code)) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var id = $"{actor.Id}-{key}";
        if (await db.Set<OverreachRow>().AnyAsync(o => o.Id == id, cancel)) return;
        db.Add(new OverreachRow
        {
            Id = id, Place = actor.Place.Number, Organisation = actor.Organisation ?? "", Account = actor.Id, At = clock.Now(), On = on.Length <= MostOn ? on : on[..MostOn], Code = why.Code, Words = why.Message,
        });
        await db.SaveChangesAsync(cancel);
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261202_Overreaches")]
internal sealed class OverreachesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("overreaches", t => new
        {
            id = t.Column<string>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            account = t.Column<string>(),
            at = t.Column<long>(),
            on = t.Column<string>(),
            code = t.Column<string>(),
            words = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_overreaches", r => r.id));
        migration.CreateIndex("ix_overreaches_place", "overreaches", ["place", "at"]);
        migration.CreateIndex("ix_overreaches_organisation", "overreaches", ["organisation", "at"]);
    }
}
