using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Security;

/// <summary>安全管理: the registers, what was done about security events, alerts, the log of all of it, and how far logs have gone out.</summary>
internal sealed class SecurityDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "security";

    public DbSet<AssetRow> Assets => Set<AssetRow>();

    public DbSet<DutyRow> Duties => Set<DutyRow>();

    public DbSet<VulnerabilityRow> Vulnerabilities => Set<VulnerabilityRow>();

    public DbSet<AssessmentRow> Assessments => Set<AssessmentRow>();

    public DbSet<HandlingRow> Handlings => Set<HandlingRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<LogRow> Log => Set<LogRow>();

    public DbSet<CursorRow> Cursors => Set<CursorRow>();

    protected override void Map(ModelBuilder model)
    {
        var assets = model.Entity<AssetRow>().ToTable("assets");
        assets.HasKey(a => a.Id);
        assets.HasIndex(a => new { a.Place, a.Name }).HasDatabaseName("ix_assets_place");
        model.Entity<DutyRow>().ToTable("duties").HasKey(d => new { d.Asset, d.Level });
        var vulnerabilities = model.Entity<VulnerabilityRow>().ToTable("vulnerabilities");
        vulnerabilities.HasKey(v => v.Id);
        vulnerabilities.HasIndex(v => new { v.Place, v.FixedOn, v.DueOn }).HasDatabaseName("ix_vulnerabilities_place");
        var assessments = model.Entity<AssessmentRow>().ToTable("assessments");
        assessments.HasKey(a => a.Id);
        assessments.HasIndex(a => new { a.Asset, a.Kind, a.TestedOn }).HasDatabaseName("ix_assessments_asset");
        model.Entity<HandlingRow>(row =>
        {
            row.ToTable("handlings").HasKey(h => h.Number);
            row.Property(h => h.Number).ValueGeneratedNever();
        });
        var alerts = model.Entity<AlertRow>().ToTable("alerts");
        alerts.HasKey(a => a.Id);
        alerts.HasIndex(a => new { a.Place, a.EndedAt }).HasDatabaseName("ix_alerts_place");
        model.Entity<LogRow>(row =>
        {
            row.ToTable("log").HasKey(l => l.Number);
            row.Property(l => l.Number).ValueGeneratedNever();
            row.HasIndex(l => new { l.About, l.Number }).HasDatabaseName("ix_log_about");
        });
        model.Entity<CursorRow>().ToTable("cursors").HasKey(c => c.Name);
    }
}
