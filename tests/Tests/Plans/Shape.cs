using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Kernel;

namespace OneWindow.Tests.Plans;

/// <summary>How many rows a table has at so many cases, and what stands in its columns. What is not said here follows from a column's name and kind.</summary>
internal static class Shape
{
    /// <summary>These grow with places, offices, items and laws: a city has hundreds or thousands, whatever number of cases it has. They may be read whole.</summary>
    private static readonly string[] Fixed =
    [
        "identity.regions", "identity.organisations", "identity.units", "identity.systems", "identity.versions", "identity.provider_keys",
        "platform.leases", "platform.settings", "platform.backup_runs", "rulebooks.changes", "rulebooks.pins", "ledger.keys", "ledger.days", "ledger.roots", "fees.days",
        "couriers.halls", "security.assets", "security.assessments", "security.cursors", "security.duties", "security.vulnerabilities", "identity.interests", "supervision.guidance", "supervision.guidance_copies", "identity.rosters", "identity.lendings", "identity.emergencies", "identity.asked_posts", "identity.held_posts", "notices.serials", "cases.serials",
    ];

    /// <summary>Of the catalogue, what people make rather than offices.</summary>
    private static readonly string[] OfPeople =
        ["catalogue.kept_plans", "catalogue.kept_plan_items", "catalogue.decided_cases", "catalogue.feedback", "catalogue.search_misses", "catalogue.guide_letters"];

    /// <summary>Rows for a hundred cases; what is not named has two.</summary>
    private static readonly Dictionary<string, int> InAHundred = new()
    {
        ["cases.cases"] = 100, ["cases.listings"] = 100, ["cases.case_events"] = 200, ["cases.papers"] = 20, ["cases.watches"] = 3, ["cases.drafts"] = 20, ["cases.warnings"] = 5,
        ["identity.subjects"] = 50, ["identity.subject_keys"] = 50, ["identity.accounts"] = 30, ["identity.hats"] = 30, ["identity.openings"] = 100, ["identity.security_events"] = 100,
        ["messages.messages"] = 100, ["messages.sendings"] = 100, ["notices.notices"] = 50, ["materials.files"] = 50, ["materials.baskets"] = 50, ["ledger.leaves"] = 50, ["ledger.nodes"] = 50,
        ["ledger.promises"] = 5, ["ratings.ratings"] = 20, ["ratings.invitations"] = 20, ["fees.charges"] = 10, ["couriers.parcels"] = 10, ["couriers.tracks"] = 10, ["catalogue.decided_cases"] = 50,
    };

    /// <summary>What differs from the rules below, by "schema.table.column".</summary>
    private static readonly Dictionary<string, string> Said = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cases.cases.head"] = "t.head", ["cases.cases.body"] = "replace(replace(t.body, t.id, c.id::text), t.region, c.region::text)", ["cases.cases.status"] = "case when c.open then 'Submitted' else 'Approved' end", ["cases.cases.next_timer"] = "case when c.open then c.at + 200000000000000 end",
        ["cases.listings.status"] = "case when c.open then 'Submitted' else 'Approved' end",
        ["cases.listings.tray"] = "case when c.open then (array['ToAccept','ToCorrect','ToReview','ToDecide','ToDeliver'])[1 + c.g % 5] else 'Closed' end",
        ["cases.listings.due"] = "c.day + 20", ["cases.listings.alerted"] = "c.open and c.g % 4 = 0", ["cases.case_events.seq"] = "n.n",
        // Whole where somebody may read it: of the people who sign in.
        ["cases.case_events.body"] = "case when c.g % 200 = 7 then replace(t.event, t.number, c.number) else 'x' end",
        ["cases.case_events.type"] = "'case.submitted/1'", ["cases.case_events.act_id"] = "'act-' || n.n", ["cases.watches.sent"] = "'[]'", ["cases.watches.next_at"] = "c.at + 200000000000000",
        ["cases.tolerances.owed"] = "c.open", ["cases.tolerances.basis"] = "'hebei-city-2022/五、（一）'", ["cases.warnings.rung"] = "'due'", ["cases.tolerances.material"] = "'rules'",
        // Numbers that are no case: what these cases need in their state cannot be copied, and a list passes over those that are not there.
        ["cases.crossings.case_id"] = "c.id - 5000000000", ["cases.venue_cases.case_id"] = "c.id - 5000000000", ["cases.passed_cases.case_id"] = "c.id - 5000000000", ["cases.drafts.submitted"] = "not c.open", ["cases.invitations.live"] = "c.open", ["cases.line_packages.due_at"] = "c.at + 200000000000000",
        ["cases.batches.due_at"] = "null", ["cases.signings.next_at"] = "case when c.open then c.at + 200000000000000 end", ["cases.passed_cases.current"] = "c.open",
        ["cases.batch_lines.line"] = "c.g", ["cases.batch_lists.number"] = "c.g", ["cases.quota_places.place"] = "c.g", ["cases.hearings.place"] = "'x'", ["cases.draft_openings.officer"] = "c.account", ["cases.draft_openings.until"] = "c.at + 200000000000000",
        ["cases.crossings.due"] = "case when c.open then c.day + 20 end", ["cases.crossings.papers_due"] = "null", ["cases.crossings.result_due"] = "case when c.open and c.g % 3 = 0 then c.day + 20 end",
        ["cases.crossings.disputed_at"] = "case when c.g % 400 = 1 then c.at end", ["cases.crossings.ruled_at"] = "case when c.g % 800 = 1 then c.at end",
        ["messages.sendings.state"] = "case when c.g % 997 = 1 then 'Task' when c.open then 'Waiting' else 'Done' end", ["messages.sendings.trouble"] = "c.g % 991 = 2", ["messages.messages.plan"] = "'[]'",
        ["messages.messages.must_be_by"] = "null", ["messages.messages.mustbeby"] = "case when c.open then c.day + 20 end", ["messages.messages.inboxat"] = "c.at",
        ["fees.charges.state"] = "case when c.g % 97 = 1 then 'Assessing' when c.open then 'Open' else 'Paid' end", ["fees.charges.trouble"] = "c.g % 199 = 2", ["fees.charges.paidon"] = "case when not c.open then c.day end",
        ["fees.refunds.state"] = "case when c.open then 'Asked' else 'Done' end", ["fees.refunds.trouble"] = "c.g % 199 = 2", ["fees.refunds.doneon"] = "case when not c.open then c.day end", ["fees.differences.day"] = "c.day::text",
        ["couriers.parcels.state"] = "case when c.open then (array['Open','Asked','Taken','OnTheWay','Refused','Lost'])[1 + c.g % 6] else 'Delivered' end", ["couriers.parcels.trouble"] = "c.g % 199 = 2",
        ["supervision.credit.trouble"] = "c.g % 199 = 2", ["cases.line_packages.state"] = "case when c.open then 'Waiting' else 'Taken' end", ["cases.line_news.state"] = "case when c.open then 'Aside' else 'Taken' end",
        ["identity.accounts.role"] = "'Applicant'", ["identity.accounts.place"] = "0", ["identity.accounts.organisation"] = "null", ["identity.accounts.active"] = "true", ["identity.accounts.user"] = "'u' || c.g",
        ["identity.hats.account"] = "'a' || c.g", ["identity.hats.place"] = "0", ["identity.subject_keys.subject"] = "'no-' || c.g", ["identity.subjects.id"] = "'s' || c.g", ["identity.subjects.numberindex"] = "'n' || c.g", ["identity.hats.capacity"] = "'Self'",
        ["identity.security_events.number"] = "1000 + c.g", ["security.log.number"] = "1000 + c.g", ["security.handlings.number"] = "1000 + c.g", ["ledger.leaves.index"] = "1000 + c.g", ["ledger.nodes.position"] = "1000 + c.g",
        ["identity.openings.depth"] = "case when c.g % 50 = 0 then 'InFull' when c.g % 10 = 1 then 'Content' else 'Record' end",
        ["identity.list_looks.export"] = "c.g % 50 = 0", ["identity.list_looks.subjects"] = "'[]'", ["identity.authorities.powers"] = "'[]'", ["identity.authorities.items"] = "null", ["identity.authorities.place"] = "0", ["identity.corrections.answer"] = "null", ["identity.opening_clues.answer"] = "null",
        ["identity.phones.subject"] = "'s' || c.g", ["identity.corrections.subject"] = "'s' || c.g", ["cases.signings.subject"] = "'s' || c.g", ["cases.review_tasks.key"] = "'visit/' || c.g", ["cases.done_acts.role"] = "'Clerk'", ["identity.former_papers.subject"] = "'s' || c.g", ["cases.review_tasks.unit"] = "case when c.open then null else '*' end", ["cases.review_tasks.person"] = "null", ["cases.warnings.owner"] = "(array['Handler','Chief','Supervisor'])[1 + c.g % 3]",
        ["identity.authorities.principal"] = "'s' || c.g", ["identity.authorities.agent"] = "'s' || (c.g + 7)",
        ["catalogue.search_misses.words"] = "'w' || c.g", ["catalogue.search_misses.state"] = "case when c.open then 'Open' else 'NotHere' end", ["catalogue.feedback.said"] = "null", ["catalogue.feedback.answerby"] = "c.day",
        ["catalogue.decided_cases.decidedat"] = "c.at", ["ratings.ratings.options"] = "'[]'", ["notices.once_notices.situation"] = "'{}'", ["security.alerts.endedat"] = "case when not c.open then c.at end",
    };

    /// <summary>An end that came where the case is closed.</summary>
    private static readonly string[] Ends = ["answeredat", "settledat", "readat", "endedat", "closedat", "acceptedat", "doneat", "sentat", "takenat", "removedat", "settled", "frozenat"];

    public static bool IsFixed(string table) =>
        table.EndsWith(".migrations", StringComparison.Ordinal) || Fixed.Contains(table) || (table.StartsWith("catalogue.", StringComparison.Ordinal) && !OfPeople.Contains(table));

    public static int TimesOf(string table) => table == "cases.case_events" ? 2 : 1;

    public static int RowsOf(string table, int cases) => (int)((long)cases * InAHundred.GetValueOrDefault(table, 2) / 100);

    public static string Of(string table, IProperty property)
    {
        var column = property.GetColumnName();
        if (Said.TryGetValue($"{table}.{column}", out var said)) return said;
        var (name, kind, nullable) = (column.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(), Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, property.IsNullable);
        if (Ends.Contains(name)) return kind == typeof(string) ? "case when not c.open then 'x' end" : nullable ? "case when not c.open then c.at end" : "c.at";
        if (kind == typeof(string))
        {
            return name switch
            {
                // A key by itself: whatever it is called, no two are the same.
                _ when name is not ("case" or "number") && (property.FindContainingPrimaryKey()?.Properties.Count == 1 || property.GetContainingIndexes().Any(i => i.IsUnique && i.Properties.Count == 1)) => "'k' || c.g",
                "organisation" or "office" or "byorganisation" or "department" => "c.organisation",
                "case" or "number" or "casenumber" => "c.number",
                "subject" or "principal" => "c.subject",
                "account" or "owner" or "by" or "askedby" or "person" or "byaccount" => "c.account",
                "item" => "c.item",
                _ when property.IsPrimaryKey() || property.IsForeignKey() || property.GetContainingIndexes().Any(i => i.IsUnique) || name is "draft" or "basket" or "charge" or "message" or "parcel" or "opening" or "authority" or "batch" or "reference" or "sheet" => "'k' || c.g",
                _ => nullable ? "null" : "'x'",
            };
        }

        if (kind.IsEnum) return nullable ? "null" : $"(array[{string.Join(",", Enum.GetNames(kind).Select(n => $"'{n}'"))}])[1 + c.g % {Enum.GetNames(kind).Length}]";
        if (kind == typeof(DateOnly)) return nullable ? "null" : "c.day";
        if (kind == typeof(TimeOnly)) return "'09:00'";
        if (kind == typeof(Instant)) return nullable ? "null" : name == "leaseduntil" ? "0" : "c.at";
        if (kind == typeof(bool)) return "false";
        if (kind == typeof(byte[])) return nullable ? "null" : "'\\x00'::bytea";
        return name switch
        {
            "region" or "county" => "c.region",
            "place" => "c.place",
            "id" or "caseid" => "c.id",
            _ => nullable ? "null" : "1",
        };
    }
}
