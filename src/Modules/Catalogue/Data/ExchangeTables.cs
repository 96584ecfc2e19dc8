using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 一次导入: which file, how far it came. Saved in the transaction of each batch, so that whoever goes on after a stop begins behind what is saved and counts
/// nothing twice. From the page it waits in a queue; from the command line it is never due.
/// </summary>
internal sealed class ImportRow : DueRow
{
    public required string FileName { get; init; }

    /// <summary>SHA-256: the same file again goes on where it stopped.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Where records belong that name no place.</summary>
    public long Place { get; init; }

    /// <summary>The officer's account; "command" for the command line.</summary>
    public required string By { get; init; }

    public Instant BegunAt { get; init; }

    public Instant? EndedAt { get; set; }

    /// <summary>How many records the file has; 0: not looked through yet.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    public int Accepted { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Records, not reasons.</summary>
    public int Refused { get; set; }

    /// <summary>Reasons so far: what numbers them.</summary>
    public int Reasons { get; set; }

    /// <summary>Drafts that an office's upload of guides has made.</summary>
    public int Drafted { get; set; }

    /// <summary>What the change request of the guides says for reason; null: the file's name.</summary>
    public string? Why { get; init; }

    /// <summary>From when the guides are to be in force; null: from the day of the import.</summary>
    public DateOnly? From { get; init; }
}

/// <summary>A reason why a record was refused, and with the first reason the record itself, so that it can come out to be mended.</summary>
internal sealed class ImportRefusalRow
{
    public required string Import { get; init; }

    public int Number { get; init; }

    public required string Record { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required string Rulebook { get; init; }

    public required string Article { get; init; }

    /// <summary>JSON; null: a further reason for the record before.</summary>
    public string? Body { get; init; }
}

/// <summary>A piece of a file that waits to be imported; gone when it is.</summary>
internal sealed class ImportPieceRow
{
    public required string Import { get; init; }

    public int Number { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>同步状态: how an item stood when it was last in step with the system above. Its code there is the key of the exchange (青岛办法 第二十条).</summary>
internal sealed class ExchangedItemRow
{
    public required string Item { get; init; }

    /// <summary>办理项编码, 实施编码, else the local code.</summary>
    public required string Code { get; set; }

    /// <summary>The guide's version that was exported; 0: never.</summary>
    public int Version { get; set; }

    /// <summary>The number of the item's last change (cancelled, suspended, …) that was exported.</summary>
    public int Change { get; set; }

    /// <summary>The batch it went out with, by its order.</summary>
    public long Batch { get; set; }
}

/// <summary>A record of a batch that was applied: applied once.</summary>
internal sealed class AppliedRecordRow
{
    public required string Code { get; init; }

    public required string Source { get; init; }

    public required string Batch { get; init; }

    /// <summary>cd_time with the operation, as written.</summary>
    public required string Step { get; init; }

    /// <summary>The change request that it became a draft of: withdrawn, it counts as not applied. Null: it was applied at once.</summary>
    public string? Request { get; set; }
}

/// <summary>导出批次.</summary>
internal sealed class ExportBatchRow
{
    public long Number { get; init; }

    public long Place { get; init; }

    public Instant At { get; init; }

    public required string By { get; init; }

    public int Items { get; set; }
}

internal static class ExchangeTables
{
    public static void Map(ModelBuilder model)
    {
        var import = model.Entity<ImportRow>().ToTable("imports");
        import.HasKey(i => i.Id);
        import.HasIndex(i => i.DueAt).HasDatabaseName("ix_imports_due");
        import.HasIndex(i => new { i.By, i.Fingerprint }).HasDatabaseName("ix_imports_file");
        import.HasIndex(i => new { i.Place, i.BegunAt }).HasDatabaseName("ix_imports_place");
        model.Entity<ImportRefusalRow>().ToTable("import_refusals").HasKey(r => new { r.Import, r.Number });
        model.Entity<ImportPieceRow>().ToTable("import_pieces").HasKey(p => new { p.Import, p.Number });
        var item = model.Entity<ExchangedItemRow>().ToTable("exchanged_items");
        item.HasKey(i => i.Item);
        item.HasIndex(i => i.Code).HasDatabaseName("ix_exchanged_items_code");
        model.Entity<AppliedRecordRow>().ToTable("applied_records").HasKey(r => new { r.Code, r.Source, r.Batch, r.Step });
        var batch = model.Entity<ExportBatchRow>().ToTable("export_batches");
        batch.HasKey(b => b.Number);
        batch.Property(b => b.Number).ValueGeneratedNever();
    }
}
