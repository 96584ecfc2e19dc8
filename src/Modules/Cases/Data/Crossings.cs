using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Whose row it is.</summary>
internal enum CrossingSide
{
    /// <summary>代收.</summary>
    Receiving,
    Handling,

    /// <summary>牵头, once there was a dispute.</summary>
    Lead,
}

/// <summary>跨域通办的件 as each side lists it: a row a side, so that every list is one range of one index. The case itself is listed and counted once, where it is handled.</summary>
internal sealed class CrossingRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public CrossingSide Side { get; init; }

    /// <summary>Of the case: an older one never replaces a newer.</summary>
    public int Version { get; init; }

    /// <summary>The side's county, or its place where that lies above the counties.</summary>
    public long County { get; init; }

    public long Place { get; init; }

    public required string Organisation { get; init; }

    public Instant ReceivedAt { get; init; }

    /// <summary>Null: not reached the handling place yet.</summary>
    public Instant? ReachedAt { get; init; }

    /// <summary>What the list of open ones is ordered by; null: ended.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>By when the first unconfirmed hand-over list is to be confirmed; null: none is on its way.</summary>
    public DateOnly? PapersDue { get; init; }

    /// <summary>By when the result is to be back at the window; null: it is, or there is none yet.</summary>
    public DateOnly? ResultDue { get; init; }

    /// <summary>The last dispute; null: none.</summary>
    public Instant? DisputedAt { get; init; }

    public Instant? RuledAt { get; init; }
}

/// <summary>Keeps the rows up with the case, in one statement: an older row never replaces a newer one, so act and reaction may come in any order.</summary>
internal sealed class Crossings(Database database)
{
    public async Task Keep(CaseState state, CaseContext context, CancellationToken cancel = default)
    {
        if (state.Crossing is null) return;
        var rows = Sides(state).Select(side => Row(side.Side, side.Organisation, side.Place, state, context)).ToList();
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        foreach (var (_, value, type) in rows.SelectMany(Columns))
        {
            var parameter = command.CreateParameter();
            if (database.Kind == DatabaseKind.Sqlite) parameter.ParameterName = $"${command.Parameters.Count + 1}";
            if (value is null) parameter.DbType = type;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.CommandText = Statement(rows.Count, [.. Columns(rows[0]).Select(c => c.Name)]);
        await database.Gate.Enter(cancel);
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        finally
        {
            database.Gate.Leave();
        }
    }

    private string Statement(int rows, IReadOnlyList<string> columns)
    {
        var tuples = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, i) => $"${(row * columns.Count) + i + 1}"))})");
        var table = database.Table(CasesDb.Name, "crossings");
        return $"""
            insert into {table} ({string.Join(", ", columns)}) values {string.Join(", ", tuples)}
            on conflict (region, case_id, side) do update set {string.Join(", ", columns.Skip(3).Select(c => $"{c} = excluded.{c}"))}
            where {table}.version < excluded.version
            """;
    }

    private static IEnumerable<(string Name, object? Value, DbType Type)> Columns(CrossingRow row) =>
    [
        ("region", row.Region, DbType.Int64), ("case_id", row.CaseId, DbType.Int64), ("side", row.Side.ToString(), DbType.String), ("version", row.Version, DbType.Int32),
        ("county", row.County, DbType.Int64), ("place", row.Place, DbType.Int64), ("organisation", row.Organisation, DbType.String),
        ("received_at", row.ReceivedAt.Microseconds, DbType.Int64), ("reached_at", row.ReachedAt?.Microseconds, DbType.Int64), ("due", row.Due, DbType.Date),
        ("papers_due", row.PapersDue, DbType.Date), ("result_due", row.ResultDue, DbType.Date), ("disputed_at", row.DisputedAt?.Microseconds, DbType.Int64),
        ("ruled_at", row.RuledAt?.Microseconds, DbType.Int64),
    ];

    private static IEnumerable<(CrossingSide Side, string Organisation, RegionCode Place)> Sides(CaseState state)
    {
        yield return (CrossingSide.Receiving, state.Crossing!.Organisation, state.Crossing.Place);
        yield return (CrossingSide.Handling, state.Organisation, state.Place);
        if (state.Crossing.Dispute?.Lead is { } lead) yield return (CrossingSide.Lead, lead.Organisation, lead.Place);
    }

    private static CrossingRow Row(CrossingSide side, string organisation, RegionCode place, CaseState state, CaseContext context) => new()
    {
        Region = state.Region,
        CaseId = state.Id,
        Side = side,
        Version = state.Version,
        County = CountyOf(place),
        Place = place.Number,
        Organisation = organisation,
        ReceivedAt = state.Crossing!.ReceivedAt,
        ReachedAt = state.Crossing.ReachedAt,
        Due = Trays.Of(state) == Tray.Closed ? null : Trays.DueOf(state),
        PapersDue = state.Crossing.OpenLists.Select(l => (DateOnly?)l.Due).Min(),
        ResultDue = ResultDue(state, context),
        DisputedAt = state.Crossing.Dispute?.RaisedAt,
        RuledAt = state.Crossing.Dispute?.SettledAt,
    };

    /// <summary>The limit of handing a result over (行政许可法 第四十四条, else the house's own), from the decision; only what has to come back on paper.</summary>
    private static DateOnly? ResultDue(CaseState state, CaseContext context) =>
        state is { Delivery: DeliveryMode.Counter, DecidedOn: { } decided, Status: CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering }
        && state.Crossing is { Mode: not CrossRegionMode.FullOnline, ResultIsBack: false } && DeliveryRules.Limit(context.Rules) is { } rule
            ? CaseClocks.Start(rule.Limit, rule.Basis, CaseTimers.StartOf(decided), context.Calendar)?.Due.Day
            : null;

    private static long CountyOf(RegionCode place) => place.Level < RegionLevel.County ? place.Number : place.UpTheTree().First(r => r.Level == RegionLevel.County).Number;
}

internal static class CrossingTables
{
    public static void Map(ModelBuilder model) => model.Entity<CrossingRow>(e =>
    {
        e.ToTable("crossings").HasKey(c => new { c.Region, c.CaseId, c.Side });
        e.HasIndex(c => new { c.County, c.Due, c.Region, c.CaseId }).HasFilter("due is not null");
        e.HasIndex(c => new { c.Organisation, c.Due, c.Region, c.CaseId }).HasFilter("due is not null");
        e.HasIndex(c => new { c.County, c.PapersDue }).HasFilter("papers_due is not null");
        e.HasIndex(c => new { c.Organisation, c.PapersDue }).HasFilter("papers_due is not null");
        e.HasIndex(c => new { c.County, c.ResultDue }).HasFilter("result_due is not null");
        e.HasIndex(c => new { c.Organisation, c.ResultDue }).HasFilter("result_due is not null");
        e.HasIndex(c => new { c.County, c.DisputedAt }).HasFilter("disputed_at is not null");
        e.HasIndex(c => new { c.Organisation, c.DisputedAt }).HasFilter("disputed_at is not null");
    });
}

[DbContext(typeof(CasesDb))]
[Migration("20261205_Crossings")]
internal sealed class CrossingsBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("crossings", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            side = t.Column<string>(),
            version = t.Column<int>(),
            county = t.Column<long>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            received_at = t.Column<long>(),
            reached_at = t.Column<long>(nullable: true),
            due = t.Column<DateOnly>(nullable: true),
            papers_due = t.Column<DateOnly>(nullable: true),
            result_due = t.Column<DateOnly>(nullable: true),
            disputed_at = t.Column<long>(nullable: true),
            ruled_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_crossings", c => new { c.region, c.case_id, c.side }));
        migration.CreateIndex("ix_crossings_county", "crossings", ["county", "due", "region", "case_id"], filter: "due is not null");
        migration.CreateIndex("ix_crossings_organisation", "crossings", ["organisation", "due", "region", "case_id"], filter: "due is not null");
        foreach (var (name, column) in new[] { ("papers", "papers_due"), ("results", "result_due"), ("disputes", "disputed_at") })
        {
            migration.CreateIndex($"ix_crossings_{name}_county", "crossings", ["county", column], filter: $"{column} is not null");
            migration.CreateIndex($"ix_crossings_{name}_organisation", "crossings", ["organisation", column], filter: $"{column} is not null");
        }
    }
}
