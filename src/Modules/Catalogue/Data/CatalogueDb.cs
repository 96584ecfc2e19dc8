using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>Items, published guides, drafts, the basic catalogue. Reference data: the same on every shard.</summary>
internal sealed class CatalogueDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "catalogue";

    public DbSet<ItemRow> Items => Set<ItemRow>();

    public DbSet<FeedbackRow> Feedback => Set<FeedbackRow>();

    public DbSet<OutletCheckRow> OutletChecks => Set<OutletCheckRow>();

    public DbSet<BoardRulesRow> BoardRules => Set<BoardRulesRow>();

    public DbSet<SinkDownRow> SinkDowns => Set<SinkDownRow>();

    public DbSet<DecidedCaseRow> DecidedCases => Set<DecidedCaseRow>();

    public DbSet<ItemExperienceRow> Experiences => Set<ItemExperienceRow>();

    public DbSet<NotStationedRow> NotStationed => Set<NotStationedRow>();

    public DbSet<SearchMissRow> SearchMisses => Set<SearchMissRow>();

    public DbSet<KeptPlanRow> KeptPlans => Set<KeptPlanRow>();

    public DbSet<KeptPlanItemRow> KeptPlanItems => Set<KeptPlanItemRow>();

    public DbSet<ItemChangeRow> Changes => Set<ItemChangeRow>();

    public DbSet<ItemThemeRow> Themes => Set<ItemThemeRow>();

    public DbSet<GuideVersionRow> Versions => Set<GuideVersionRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<BasicEntryRow> BasicEntries => Set<BasicEntryRow>();

    public DbSet<ProcessTemplateRow> Templates => Set<ProcessTemplateRow>();

    public DbSet<CombinationRow> Combinations => Set<CombinationRow>();

    public DbSet<CombinationChangeRow> CombinationChanges => Set<CombinationChangeRow>();

    public DbSet<CoordinationRow> Coordinations => Set<CoordinationRow>();

    public DbSet<ChangeCountRow> ChangeCounts => Set<ChangeCountRow>();

    public DbSet<GuideDraftRow> GuideDrafts => Set<GuideDraftRow>();

    public DbSet<GuideEditRow> GuideEdits => Set<GuideEditRow>();

    public DbSet<GuideCommentRow> GuideComments => Set<GuideCommentRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<RequestItemRow> RequestItems => Set<RequestItemRow>();

    public DbSet<RequestPartyRow> RequestParties => Set<RequestPartyRow>();

    public DbSet<RequestLineRow> RequestLines => Set<RequestLineRow>();

    public DbSet<GuideReportRow> GuideReports => Set<GuideReportRow>();

    public DbSet<SwitchRow> Switches => Set<SwitchRow>();

    public DbSet<ListVersionRow> ListVersions => Set<ListVersionRow>();

    public DbSet<ListLineRow> ListLines => Set<ListLineRow>();

    public DbSet<UpperEntryRow> UpperEntries => Set<UpperEntryRow>();

    public DbSet<ClaimRow> Claims => Set<ClaimRow>();

    public DbSet<UpperDifferenceRow> UpperDifferences => Set<UpperDifferenceRow>();

    public DbSet<UpdateTaskRow> UpdateTasks => Set<UpdateTaskRow>();

    public DbSet<LawChangeRow> LawChanges => Set<LawChangeRow>();

    public DbSet<CitationRow> Citations => Set<CitationRow>();

    public DbSet<ImportRow> Imports => Set<ImportRow>();

    public DbSet<ImportRefusalRow> ImportRefusals => Set<ImportRefusalRow>();

    protected override void Map(ModelBuilder model)
    {
        PublicFeatures.Map(model);
        var item = model.Entity<ItemRow>().ToTable("items");
        item.HasKey(i => i.Key);
        item.HasIndex(i => new { i.State, i.Place, i.Key }).HasDatabaseName("ix_items_place");
        item.HasIndex(i => new { i.Organisation, i.Key }).HasDatabaseName("ix_items_organisation");

        SearchTables.Map(model);
        KeptPlanTables.Map(model);
        model.Entity<ItemChangeRow>().ToTable("item_changes").HasKey(c => new { c.Item, c.Number });

        var theme = model.Entity<ItemThemeRow>().ToTable("item_themes");
        theme.HasKey(t => new { t.Theme, t.Item });
        theme.HasIndex(t => t.Item).HasDatabaseName("ix_item_themes_item");

        model.Entity<GuideVersionRow>().ToTable("guide_versions").HasKey(v => new { v.Item, v.Version });
        model.Entity<DraftRow>().ToTable("drafts").HasKey(d => d.Item);

        var entry = model.Entity<BasicEntryRow>().ToTable("basic_entries");
        entry.HasKey(e => new { e.Place, e.Code });

        model.Entity<ProcessTemplateRow>().ToTable("process_templates").HasKey(t => t.Id);

        var combination = model.Entity<CombinationRow>().ToTable("combinations");
        combination.HasKey(c => c.Item);
        combination.HasIndex(c => c.Place).HasDatabaseName("ix_combinations_place");
        combination.Property(c => c.Version).IsConcurrencyToken();
        model.Entity<CombinationChangeRow>().ToTable("combination_changes").HasKey(c => new { c.Item, c.Number });
        var coordination = model.Entity<CoordinationRow>().ToTable("coordinations");
        coordination.HasKey(c => new { c.Item, c.Number });
        coordination.Property(c => c.Version).IsConcurrencyToken();

        var count = model.Entity<ChangeCountRow>().ToTable("change_count");
        count.HasKey(c => c.Id);
        count.Property(c => c.Id).ValueGeneratedNever();

        LibraryTables.Map(model);
        GuideDraftTables.Map(model);

        RequestTables.Map(model);
        ListTables.Map(model);
        BasicTables.Map(model);
        UpdateTables.Map(model);
        ExchangeTables.Map(model);
    }
}
