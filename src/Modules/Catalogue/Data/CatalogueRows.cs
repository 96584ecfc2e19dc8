using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>An item of the implementation list, with what lists filter and show so that they need no guide.</summary>
internal sealed class ItemRow
{
    public required string Key { get; init; }

    public required string Name { get; set; }

    public required string Organisation { get; set; }

    /// <summary>The region's number: lists filter by half-open range.</summary>
    public long Place { get; set; }

    public ItemType Type { get; set; }

    /// <summary>The version published last; 0 for a draft. Which one is in force depends on the day.</summary>
    public int CurrentVersion { get; set; }

    public ItemState State { get; set; }

    public Instant StateSince { get; set; }

    public bool ForPersons { get; set; }

    public bool ForCompanies { get; set; }

    public bool OnTheSpot { get; set; }

    public bool Online { get; set; }

    public int Visits { get; set; }

    /// <summary>承诺时限, as code.</summary>
    public required string Limit { get; set; }

    public string? BasicCode { get; set; }

    /// <summary>What people search by beside the name: synonyms, then names of materials and result, a line each.</summary>
    public required string Words { get; set; }

    /// <summary>跨域通办: windows in or under this region may receive it, 0 all; null: only its own place's.</summary>
    public long? CrossesWithin { get; set; }
}

/// <summary>取消、停办、恢复: written once, never changed; the list of them is the log.</summary>
internal sealed class ItemChangeRow
{
    public required string Item { get; init; }

    public int Number { get; init; }

    public ItemStep Step { get; init; }

    public Instant StartsAt { get; init; }

    public Instant? EndsAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>Moved: the organisation that handles it from then on, its name and region as they were.</summary>
    public string? ToOrganisation { get; init; }

    public string? ToName { get; init; }

    public string? ToPlace { get; init; }

    /// <summary>Suspended: what becomes of running cases, and where to go meanwhile.</summary>
    public string? Running { get; init; }

    public string? Elsewhere { get; init; }

    /// <summary>The officer's account.</summary>
    public required string SetBy { get; init; }

    public Instant SetAt { get; init; }
}

/// <summary>A theme an item is found under: "p045", "c010".</summary>
internal sealed class ItemThemeRow
{
    public required string Theme { get; init; }

    public required string Item { get; init; }
}

/// <summary>A published guide: never changed, never deleted.</summary>
internal sealed class GuideVersionRow
{
    public required string Item { get; init; }

    public int Version { get; init; }

    /// <summary>From the beginning of this day in China it is the one in force.</summary>
    public Instant EffectiveAt { get; init; }

    /// <summary>The canonical text (<see cref="GuideText"/>), the very characters that are hashed.</summary>
    public required string Body { get; init; }

    public required string Hash { get; init; }

    public Instant PublishedAt { get; init; }

    public required string PublishedBy { get; init; }
}

/// <summary>A guide that is not complete yet: what is there, and what is missing in words.</summary>
internal sealed class DraftRow
{
    public required string Item { get; init; }

    public required string Body { get; set; }

    /// <summary>JSON list of faults.</summary>
    public required string Missing { get; set; }

    public Instant ChangedAt { get; set; }
}

/// <summary>An entry of the basic catalogue as a place claims it: name, code, type, department.</summary>
internal sealed class BasicEntryRow
{
    public long Place { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>The entry of the upper catalogue that it is a part of; null where the list names none.</summary>
    public string? Main { get; set; }

    public ItemType Type { get; set; }

    public required string Department { get; set; }

    /// <summary>实施主体: unified credit code, or the nine signs of the older organisation code.</summary>
    public required string Body { get; set; }
}

internal sealed class ProcessTemplateRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>JSON of the stages.</summary>
    public required string Stages { get; init; }
}

/// <summary>One row: how often anything was published, suspended or cancelled. Nodes compare it to know that their memory is stale.</summary>
internal sealed class ChangeCountRow
{
    public int Id { get; init; }

    public long Changes { get; set; }
}
