using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>清单的一个版本 (青岛办法 第十五条, 重庆办法 第十三条): why, from when, by whom; what it changed are its lines.</summary>
internal sealed class ListVersionRow
{
    public long Place { get; init; }

    public ListKind List { get; init; }

    public int Number { get; init; }

    public Instant EffectiveAt { get; init; }

    public ListReason Reason { get; init; }

    /// <summary>In words for the public.</summary>
    public required string Why { get; init; }

    /// <summary>The request that it came from, or the import ("import-…", "seed-…").</summary>
    public required string Origin { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }
}

/// <summary>What one version of a list did to one entry.</summary>
internal sealed class ListLineRow
{
    public long Place { get; init; }

    public ListKind List { get; init; }

    public int Number { get; init; }

    /// <summary>An item's key, or the code of an entry of the basic list.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Department { get; init; }

    public ListStep Step { get; init; }

    /// <summary>The guide's version; 0 on the basic list.</summary>
    public int Guide { get; init; }
}

internal enum ListKind
{
    /// <summary>基本目录清单.</summary>
    Basic,

    /// <summary>实施清单.</summary>
    Implementation,
}

internal enum ListStep
{
    Added,
    Changed,
    Removed,
    Moved,
}

internal static class ListTables
{
    public static void Map(ModelBuilder model)
    {
        var version = model.Entity<ListVersionRow>().ToTable("list_versions");
        version.HasKey(v => new { v.Place, v.List, v.Number });
        version.HasIndex(v => v.Origin).HasDatabaseName("ix_list_versions_origin");
        var line = model.Entity<ListLineRow>().ToTable("list_lines");
        line.HasKey(l => new { l.Place, l.List, l.Number, l.Key });
        line.HasIndex(l => new { l.Key, l.Number }).HasDatabaseName("ix_list_lines_key");
    }
}
