using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(CasesDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class CasesListsByIndex() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_crossings_place", "crossings", ["county", "place"]);
        migration.CreateIndex("ix_lists_crossings_organisation", "crossings", "organisation");
        migration.CreateIndex("ix_lists_passed_cases_passed", "passed_cases", "passed_at");
        migration.CreateIndex("ix_lists_venue_cases_received", "venue_cases", "received_at");
        migration.CreateIndex("ix_lists_overreaches_at", "overreaches", "at");
        migration.CreateIndex("ix_lists_review_tasks_free", "review_tasks", ["due", "region", "case_id"], filter: "unit is null and person is null");
        migration.CreateIndex("ix_lists_line_packages_organisation", "line_packages", ["organisation", "state"]);
        migration.CreateIndex("ix_lists_line_news_organisation", "line_news", ["organisation", "state"]);
        migration.CreateIndex("ix_lists_tolerances_organisation", "tolerances", ["organisation", "due", "region", "case_id", "material"], filter: "owed");
        migration.CreateIndex("ix_lists_urgings_open_place", "urgings", "place", filter: "answered_at is null");
        migration.CreateIndex("ix_lists_warnings_account", "warnings", "account", filter: "read_at is null");
        migration.CreateIndex("ix_lists_warnings_unread_organisation", "warnings", ["organisation", "owner"], filter: "read_at is null");
        migration.CreateIndex("ix_lists_warnings_unread_place", "warnings", ["place", "owner"], filter: "read_at is null");
        // In the order of the lists: what is still open first.
        var postgres = migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        foreach (var (table, name, columns) in new[]
        {
            ("urgings", "by_time", "(answered_at is not null), at desc"), ("urgings", "by_organisation", "organisation, (answered_at is not null), at desc"),
            ("urgings", "by_urger", "by_organisation, (answered_at is not null), at desc"), ("warnings", "by_time", "owner, (read_at is not null), sent_at desc, case_id"),
            ("warnings", "by_account", "account, (read_at is not null), sent_at desc, case_id"),
        })
        {
            migration.Sql(postgres ? $"create index ix_lists_{table}_{name} on cases.{table} ({columns})" : $"create index cases_ix_lists_{table}_{name} on cases_{table} ({columns})");
        }
    }
}

/// <summary>What is open, by itself: a place and an office have few of those and many that are closed.</summary>
[DbContext(typeof(CasesDb))]
[Migration("20261230_OpenByIndex")]
internal sealed class OpenByIndex() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        foreach (var (name, column) in new[] { ("open", "due"), ("papers", "papers_due"), ("results", "result_due"), ("disputes", "disputed_at") })
        {
            migration.CreateIndex($"ix_lists_crossings_{name}", "crossings", ["county", "place", column], filter: $"{column} is not null");
        }

        migration.CreateIndex("ix_lists_crossings_side", "crossings", ["organisation", "side"]);
        migration.CreateIndex("ix_lists_urgings_open_organisation", "urgings", "organisation", filter: "answered_at is null");
        migration.CreateIndex("ix_lists_urgings_open_urger", "urgings", "by_organisation", filter: "answered_at is null");
        migration.CreateIndex("ix_lists_line_packages_open", "line_packages", ["place", "state"], filter: "state <> 'Taken'");
        migration.CreateIndex("ix_lists_line_news_open", "line_news", ["place", "state"], filter: "state <> 'Taken'");
        migration.ByDistrictAndTown(CasesDb.Name, "passed_cases", "passed_at desc, case_id", place: "place");
        migration.ByDistrictAndTown(CasesDb.Name, "venue_cases", "received_at desc, case_id", place: "place");
        migration.CreateIndex("ix_lists_listings_open", "listings", ["organisation", "tray", "due"], filter: "tray <> 'Closed'");
        migration.CreateIndex("ix_lists_listings_open_place", "listings", ["region", "place", "tray", "due"], filter: "tray <> 'Closed'");
    }
}
