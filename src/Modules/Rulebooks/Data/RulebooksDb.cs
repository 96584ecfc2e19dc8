using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Rulebooks;

/// <summary>What the YAML cannot hold: the rule sets that cases have pinned, and the settings that places have changed.</summary>
internal sealed class RulebooksDb(Database database) : ModuleDb(database, "rulebooks")
{
    public DbSet<PinRow> Pins => Set<PinRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<PinRow>().ToTable("pins").HasKey(p => p.Hash);
        model.Entity<ChangeRow>().ToTable("changes").HasKey(c => new { c.Rulebook, c.Version });
    }
}

/// <summary>A rule set as cases were filed under it; written once, never changed.</summary>
internal sealed class PinRow
{
    public required string Hash { get; init; }

    public required string Body { get; init; }
}

/// <summary>One version of a profile: version 1 is the text itself, so the first row is version 2.</summary>
internal sealed class ChangeRow
{
    public required string Rulebook { get; init; }

    public required int Version { get; init; }

    public required string Key { get; init; }

    public required Scope Scope { get; init; }

    public required string Value { get; init; }

    public required DateOnly From { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    public static ChangeRow Of(SettingChange change) => new()
    {
        Rulebook = change.Rulebook,
        Version = change.Version,
        Key = change.Key,
        Scope = change.Scope,
        Value = change.Value,
        From = change.From,
        Reason = change.Reason,
        By = change.By,
        At = change.At,
    };

    public SettingChange ToChange() => new(Rulebook, Version, Key, Scope, Value, From, Reason, By, At);
}

[DbContext(typeof(RulebooksDb))]
[Migration("20261122_Begin")]
internal sealed class RulebooksBegin() : ModuleMigration("rulebooks")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("pins", t => new
        {
            Hash = t.Column<string>(),
            Body = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_pins", r => r.Hash));
        migration.CreateTable("changes", t => new
        {
            Rulebook = t.Column<string>(),
            Version = t.Column<int>(),
            Key = t.Column<string>(),
            Scope = t.Column<string>(maxLength: 40),
            Value = t.Column<string>(),
            From = t.Column<DateOnly>(),
            Reason = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_changes", r => new { r.Rulebook, r.Version }));
    }
}
