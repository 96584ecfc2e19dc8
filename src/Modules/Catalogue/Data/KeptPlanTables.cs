using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A plan that somebody kept: its address, which carries the answers, and what has changed since. No names, nothing of a person but the account.</summary>
internal sealed class KeptPlanRow
{
    /// <summary>Sixteen hexadecimal digits of the SM3 of account and address: kept twice it is one.</summary>
    public required string Id { get; init; }

    public required string Account { get; init; }

    /// <summary>"/plan?trade=…": on this house, beginning with a slash.</summary>
    public required string Address { get; init; }

    public required string Name { get; init; }

    /// <summary>For whom it was kept: whom its changes are told to; null: kept before messages told them.</summary>
    public string? Subject { get; set; }

    public Instant KeptAt { get; set; }

    /// <summary>What changed since, a line each; null: nothing.</summary>
    public string? Changed { get; set; }
}

/// <summary>An item of a kept plan, with the version of its guide that was read.</summary>
internal sealed class KeptPlanItemRow
{
    public required string Item { get; init; }

    public required string Plan { get; init; }

    public int Version { get; set; }
}

internal static class KeptPlanTables
{
    public static void Map(ModelBuilder model)
    {
        var plan = model.Entity<KeptPlanRow>().ToTable("kept_plans");
        plan.HasKey(p => p.Id);
        plan.HasIndex(p => p.Account).HasDatabaseName("ix_kept_plans_account");
        var item = model.Entity<KeptPlanItemRow>().ToTable("kept_plan_items");
        item.HasKey(i => new { i.Item, i.Plan });
        item.HasIndex(i => i.Plan).HasDatabaseName("ix_kept_plan_items_plan");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261209_KeptPlans")]
internal sealed class KeptPlansBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("kept_plans", t => new
        {
            Id = t.Column<string>(maxLength: 16),
            Account = t.Column<string>(),
            Address = t.Column<string>(),
            Name = t.Column<string>(),
            KeptAt = t.Column<long>(),
            Changed = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_kept_plans", r => r.Id));
        migration.CreateIndex("ix_kept_plans_account", "kept_plans", "Account");
        migration.CreateTable("kept_plan_items", t => new
        {
            Item = t.Column<string>(),
            Plan = t.Column<string>(maxLength: 16),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_kept_plan_items", r => new { r.Item, r.Plan }));
        migration.CreateIndex("ix_kept_plan_items_plan", "kept_plan_items", "Plan");
    }
}
