using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>Why a guide must be looked at.</summary>
internal enum UpdateCause
{
    /// <summary>依据变动: a law it cites was amended or repealed.</summary>
    Basis,

    /// <summary>上级目录或者标准变动.</summary>
    Upper,

    /// <summary>本地规则变动: the place's rulebook.</summary>
    Rulebook,
}

/// <summary>调整任务 (鄠邑细则 第九条, 重庆办法 第十四条, 河北方案 一（三）): an item whose guide must be looked at, and by when.</summary>
internal sealed class UpdateTaskRow
{
    public required string Id { get; init; }

    public required string Item { get; init; }

    public required string Name { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public UpdateCause Cause { get; init; }

    public required string What { get; init; }

    public Instant OpenedAt { get; init; }

    /// <summary>Later than this it is alerted.</summary>
    public DateOnly DueOn { get; init; }

    public Instant? ClosedAt { get; set; }

    /// <summary>How: the request that changed the guide, or why nothing had to change.</summary>
    public string? Answer { get; set; }
}

/// <summary>依据登记: what a law is, as far as guides rest on it.</summary>
internal sealed class LawChangeRow
{
    /// <summary>The region of the office that registered it: its items are asked to follow.</summary>
    public long Place { get; init; }

    public required string Law { get; init; }

    public int Number { get; init; }

    /// <summary>修改、废止.</summary>
    public LawStep Step { get; init; }

    public DateOnly From { get; init; }

    /// <summary>What takes its place; null: nothing.</summary>
    public string? Successor { get; init; }

    public required string Note { get; init; }

    /// <summary>The articles it concerns, "|" between; null: the law as a whole.</summary>
    public string? Articles { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }
}

internal enum LawStep
{
    Amended,
    Repealed,
}

/// <summary>哪些指南引用哪部法: of the version published last, so that an amendment finds them without reading all guides.</summary>
internal sealed class CitationRow
{
    public required string Law { get; init; }

    public required string Item { get; init; }

    public required string Article { get; init; }

    /// <summary>Where in the guide: "materials/business-licence".</summary>
    public required string Path { get; init; }
}

internal static class UpdateTables
{
    public static void Map(ModelBuilder model)
    {
        var task = model.Entity<UpdateTaskRow>().ToTable("update_tasks");
        task.HasKey(t => t.Id);
        task.HasIndex(t => new { t.Place, t.ClosedAt, t.DueOn }).HasDatabaseName("ix_update_tasks_place");
        task.HasIndex(t => new { t.Organisation, t.ClosedAt, t.DueOn }).HasDatabaseName("ix_update_tasks_organisation");
        task.HasIndex(t => t.Item).HasDatabaseName("ix_update_tasks_item");
        model.Entity<LawChangeRow>().ToTable("law_changes").HasKey(l => new { l.Place, l.Law, l.Number });
        var citation = model.Entity<CitationRow>().ToTable("citations");
        citation.HasKey(c => new { c.Law, c.Item, c.Article, c.Path });
        citation.HasIndex(c => c.Item).HasDatabaseName("ix_citations_item");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261203_UpdateTasks")]
internal sealed class UpdateTasksBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("update_tasks", t => new
        {
            Id = t.Column<string>(),
            Item = t.Column<string>(),
            Name = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Cause = t.Column<string>(maxLength: 40),
            What = t.Column<string>(),
            OpenedAt = t.Column<long>(),
            DueOn = t.Column<DateOnly>(),
            ClosedAt = t.Column<long>(nullable: true),
            Answer = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_update_tasks", r => r.Id));
        migration.CreateIndex("ix_update_tasks_place", "update_tasks", ["Place", "ClosedAt", "DueOn"]);
        migration.CreateIndex("ix_update_tasks_organisation", "update_tasks", ["Organisation", "ClosedAt", "DueOn"]);
        migration.CreateIndex("ix_update_tasks_item", "update_tasks", "Item");
        migration.CreateTable("law_changes", t => new
        {
            Place = t.Column<long>(),
            Law = t.Column<string>(),
            Number = t.Column<int>(),
            Step = t.Column<string>(maxLength: 40),
            From = t.Column<DateOnly>(),
            Successor = t.Column<string>(nullable: true),
            Note = t.Column<string>(),
            Articles = t.Column<string>(nullable: true),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_law_changes", r => new { r.Place, r.Law, r.Number }));
        migration.CreateTable("citations", t => new
        {
            Law = t.Column<string>(),
            Item = t.Column<string>(),
            Article = t.Column<string>(),
            Path = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_citations", r => new { r.Law, r.Item, r.Article, r.Path }));
        migration.CreateIndex("ix_citations_item", "citations", "Item");
    }
}
