using System.ComponentModel.DataAnnotations;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>区划: a place of the tree. Its level follows from its code; a functional zone has a range of codes assigned by us.</summary>
internal sealed class RegionRow
{
    public required RegionCode Code { get; init; }

    public required string Name { get; set; }

    /// <summary>From the province down, without the "市辖区" that stand for nothing.</summary>
    public required string FullName { get; set; }

    public required RegionCode Parent { get; set; }
}

/// <summary>机构: who handles, manages or receives, in the place it belongs to.</summary>
internal sealed class OrganisationRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string ShortName { get; set; }

    public required OrganisationKind Kind { get; init; }

    public required RegionCode Region { get; init; }

    /// <summary>The organisation above; null for the top of a place's tree and for stationed units.</summary>
    public string? Parent { get; set; }

    /// <summary>受委托的组织: the organ in whose name it acts.</summary>
    public string? Bearer { get; set; }

    /// <summary>功能区: the management office that guides it.</summary>
    public string? GuidedBy { get; set; }

    /// <summary>授权组织: the law and article that empower it, as it is printed.</summary>
    public string? EmpoweredBy { get; set; }

    /// <summary>业务条线; null: of none.</summary>
    public string? Line { get; set; }

    public string? CreditCode { get; set; }

    public string? Phone { get; set; }

    public string? Address { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; } = 1;

    public Instant ChangedAt { get; set; }

    public string? ChangedBy { get; set; }
}

/// <summary>内设机构 of an organisation: the one that receives and handles, and those that co-operate.</summary>
internal sealed class UnitRow
{
    public required string Organisation { get; init; }

    public required string Name { get; init; }

    public required bool Handles { get; set; }
}

/// <summary>Counts the changes of reference data, so that every node notices them.</summary>
internal sealed class VersionRow
{
    public const string Directory = "directory";

    public required string Name { get; init; }

    public long Number { get; set; }
}
