using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>Regions and organisations (reference data), accounts and their hats, applicants and the keys that make them readable.</summary>
internal sealed class IdentityDb(Database database) : ModuleDb(database, "identity")
{
    public DbSet<RegionRow> Regions => Set<RegionRow>();

    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    public DbSet<UnitRow> Units => Set<UnitRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AskedPostRow> AskedPosts => Set<AskedPostRow>();

    public DbSet<HeldPostRow> HeldPosts => Set<HeldPostRow>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<SecurityEventRow> SecurityEvents => Set<SecurityEventRow>();

    public DbSet<HatRow> Hats => Set<HatRow>();

    public DbSet<InterestRow> Interests => Set<InterestRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();

    public DbSet<SubjectKeyRow> SubjectKeys => Set<SubjectKeyRow>();

    public DbSet<FormerPaperRow> FormerPapers => Set<FormerPaperRow>();

    public DbSet<AuthorityRow> Authorities => Set<AuthorityRow>();

    public DbSet<StaffingRow> Staffing => Set<StaffingRow>();

    public DbSet<AuthorityUseRow> AuthorityUses => Set<AuthorityUseRow>();

    public DbSet<EnterpriseEntryRow> EnterpriseEntries => Set<EnterpriseEntryRow>();

    public DbSet<VersionRow> Versions => Set<VersionRow>();

    protected override void Map(ModelBuilder model)
    {
        DoorRows.Map(model);
        SignInRow.Map(model);
        HeldPostRow.Map(model);
        AbsenceRow.Map(model);
        model.Entity<RegionRow>(row =>
        {
            row.ToTable("regions").HasKey(r => r.Code);
            row.Property(r => r.Code).ValueGeneratedNever();
        });
        model.Entity<OrganisationRow>(row =>
        {
            row.ToTable("organisations").HasKey(o => o.Id);
            row.HasIndex(o => o.CreditCode).IsUnique();
        });
        model.Entity<UnitRow>().ToTable("units").HasKey(u => new { u.Organisation, u.Name });
        model.Entity<AccountRow>(row =>
        {
            row.ToTable("accounts").HasKey(a => a.Id);
            row.HasIndex(a => a.User).IsUnique();
            row.HasIndex(a => a.NumberIndex).IsUnique();
        });
        model.Entity<AskedPostRow>(row =>
        {
            row.ToTable("asked_posts").HasKey(p => p.Id);
            row.HasIndex(p => new { p.Account, p.AskedAt });
        });
        model.Entity<SecurityEventRow>(row =>
        {
            row.ToTable("security_events").HasKey(e => e.Number);
            row.Property(e => e.Number).ValueGeneratedNever();
            row.HasIndex(e => new { e.Account, e.Number });
            row.HasIndex(e => new { e.Kind, e.Number });
        });
        model.Entity<HatRow>().ToTable("hats").HasKey(h => new { h.Account, h.Subject });
        model.Entity<InterestRow>().ToTable("interests").HasKey(i => new { i.Account, i.Subject });
        model.Entity<TokenRow>(row =>
        {
            row.ToTable("tokens").HasKey(t => t.Hash);
            row.HasIndex(t => t.Account);
        });
        model.Entity<SubjectRow>(row =>
        {
            row.ToTable("subjects").HasKey(s => s.Id);
            row.HasIndex(s => s.NumberIndex).IsUnique();
            row.HasIndex(s => s.NameIndex);
        });
        model.Entity<FormerPaperRow>(row =>
        {
            row.ToTable("former_papers").HasKey(p => p.NumberIndex);
            row.HasIndex(p => p.Subject);
        });
        model.Entity<SubjectKeyRow>().ToTable("subject_keys").HasKey(k => k.Subject);
        AuthorityTables.Map(model);
        DutyTables.Map(model);
        OpeningTables.Map(model);
        CorrectionRow.Map(model);
        RosterRow.Map(model);
        LendingTables.Map(model);
        EmergencyRow.Map(model);
        model.Entity<VersionRow>().ToTable("versions").HasKey(v => v.Name);
    }
}
