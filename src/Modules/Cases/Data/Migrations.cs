using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

[DbContext(typeof(CasesDb))]
[Migration("20261122_Begin")]
internal sealed class CasesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("cases", t => new
        {
            region = t.Column<long>(),
            id = t.Column<long>(),
            version = t.Column<int>(),
            status = t.Column<string>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            subject = t.Column<string>(),
            filed_by = t.Column<string>(),
            accepted_by = t.Column<string>(nullable: true),
            reviewer = t.Column<string>(nullable: true),
            channel = t.Column<string>(),
            received_at = t.Column<long>(),
            promised_due = t.Column<DateOnly>(nullable: true),
            statutory_due = t.Column<DateOnly>(nullable: true),
            next_timer = t.Column<long>(nullable: true),
            tray = t.Column<string>(),
            due = t.Column<DateOnly>(),
            alerted = t.Column<bool>(),
            head = t.Column<byte[]>(),
            body = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_cases", c => new { c.region, c.id }));
        migration.CreateIndex("ix_cases_organisation", "cases", ["organisation", "tray", "due", "region", "id"]);
        migration.CreateIndex("ix_cases_region", "cases", ["region", "tray", "due", "id", "place"]);
        migration.CreateIndex("ix_cases_alerts_organisation", "cases", ["organisation", "due", "region", "id"], filter: "alerted");
        migration.CreateIndex("ix_cases_alerts_region", "cases", ["region", "due", "id", "place"], filter: "alerted");
        migration.CreateIndex("ix_cases_subject", "cases", ["subject", "received_at"]);
        migration.CreateIndex("ix_cases_next_timer", "cases", "next_timer", filter: "next_timer is not null");
        migration.CreateTable("case_events", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            seq = t.Column<int>(),
            act_id = t.Column<string>(),
            type = t.Column<string>(),
            at = t.Column<long>(),
            body = t.Column<string>(),
            hash = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_case_events", e => new { e.region, e.case_id, e.seq }));
        migration.CreateIndex("ix_case_events_act", "case_events", ["region", "case_id", "act_id"], unique: true);
        migration.CreateTable("papers", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            commitment = t.Column<string>(),
            subject = t.Column<string>(),
            @sealed = t.Column<byte[]>(name: "sealed"),
        }, constraints: t => t.PrimaryKey("PK_papers", p => new { p.region, p.case_id, p.commitment }));
        migration.CreateTable("drafts", t => new
        {
            id = t.Column<string>(),
            owner = t.Column<string>(),
            key = t.Column<string>(),
            subject = t.Column<string>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            version = t.Column<int>(),
            answers = t.Column<byte[]>(),
            changed_at = t.Column<long>(),
            case_number = t.Column<string>(nullable: true),
            submitted = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_drafts", d => d.id));
        migration.CreateIndex("ix_drafts_subject", "drafts", ["subject", "changed_at"]);
        migration.CreateIndex("ix_drafts_key", "drafts", ["owner", "key"], unique: true);
        migration.CreateTable("serials", t => new
        {
            region = t.Column<long>(),
            day = t.Column<DateOnly>(),
            point = t.Column<int>(),
            next = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_serials", s => new { s.region, s.day, s.point }));
        // Cases are updated a few times while young: room on the page keeps those updates in place. SQLite has no such setting.
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migration.Sql("ALTER TABLE cases.cases SET (fillfactor = 80)");
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261122_ListBeside")]
internal sealed class CasesListBeside() : ModuleMigration(CasesDb.Name)
{
    private static readonly string[] Moved =
    [
        "place", "organisation", "item", "guide_version", "subject", "filed_by", "accepted_by", "reviewer", "channel", "received_at", "promised_due", "statutory_due",
        "tray", "due", "alerted",
    ];

    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("listings", t => new
        {
            region = t.Column<long>(),
            id = t.Column<long>(),
            version = t.Column<int>(),
            status = t.Column<string>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            subject = t.Column<string>(),
            received_at = t.Column<long>(),
            promised_due = t.Column<DateOnly>(nullable: true),
            statutory_due = t.Column<DateOnly>(nullable: true),
            tray = t.Column<string>(),
            due = t.Column<DateOnly>(),
            alerted = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_listings", c => new { c.region, c.id }));
        var sqlite = migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";
        var (cases, listings) = sqlite ? ("cases_cases", "cases_listings") : ("cases.cases", "cases.listings");
        const string Columns = "region, id, version, status, place, organisation, item, guide_version, subject, received_at, promised_due, statutory_due, tray, due, alerted";
        migration.Sql($"insert into {listings} ({Columns}) select {Columns} from {cases}");
        migration.CreateIndex("ix_listings_organisation", "listings", ["organisation", "tray", "due", "region", "id"]);
        migration.CreateIndex("ix_listings_region", "listings", ["region", "tray", "due", "id", "place"]);
        migration.CreateIndex("ix_listings_alerts_organisation", "listings", ["organisation", "due", "region", "id"], filter: "alerted");
        migration.CreateIndex("ix_listings_alerts_region", "listings", ["region", "due", "id", "place"], filter: "alerted");
        migration.CreateIndex("ix_listings_subject", "listings", ["subject", "received_at"]);
        var prefix = sqlite ? "cases_ix_cases" : "cases.ix_cases";
        foreach (var index in (string[])["organisation", "region", "alerts_organisation", "alerts_region", "subject"]) migration.Sql($"drop index {prefix}_{index}");
        foreach (var column in Moved) migration.Sql($"alter table {cases} drop column {column}");
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261123_Quotas")]
internal sealed class CasesQuotas() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("quota_places", t => new
        {
            item = t.Column<string>(),
            period = t.Column<DateOnly>(),
            place = t.Column<int>(),
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            taken_at = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_quota_places", p => new { p.item, p.period, p.place }));
        migration.CreateIndex("ix_quota_places_case", "quota_places", ["region", "case_id"], unique: true);
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261123_Warnings")]
internal sealed class CasesWarnings() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("watches", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            next_at = t.Column<long>(nullable: true),
            sent = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_watches", w => new { w.region, w.case_id }));
        migration.CreateIndex("ix_watches_next", "watches", "next_at", filter: "next_at is not null");
        migration.CreateTable("warnings", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            rung = t.Column<string>(),
            owner = t.Column<string>(),
            account = t.Column<string>(nullable: true),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            item = t.Column<string>(),
            due = t.Column<DateOnly>(),
            sent_at = t.Column<long>(),
            read_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_warnings", w => new { w.region, w.case_id, w.rung }));
        migration.CreateIndex("ix_warnings_organisation", "warnings", ["organisation", "owner", "sent_at"]);
        migration.CreateIndex("ix_warnings_place", "warnings", ["place", "owner", "sent_at"]);
    }
}

/// <summary>A case has a few dozen events: an act is found among them by the key of the case. A second index on every event was a tenth of an act.</summary>
[DbContext(typeof(CasesDb))]
[Migration("20261128_FindActsByCase")]
internal sealed class CasesFindActsByCase() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.DropIndex("ix_case_events_act", "case_events");
}
