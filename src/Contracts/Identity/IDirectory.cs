using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>实施主体性质 (青岛办法 第三条, 重庆办法 第二条; GB/T 39046 A.3), and what else an organisation can be.</summary>
public enum OrganisationKind
{
    /// <summary>政府 of a region.</summary>
    Government,

    /// <summary>行政机关.</summary>
    Department,

    /// <summary>法律法规授权的组织: needs a citation.</summary>
    Empowered,

    /// <summary>受委托的组织: acts in the name of the body that entrusted it.</summary>
    Entrusted,

    /// <summary>政务服务管理机构.</summary>
    ManagementOffice,

    /// <summary>中央、省驻地方单位.</summary>
    Stationed,

    /// <summary>功能区.</summary>
    FunctionalZone,

    /// <summary>政务服务中心、便民服务中心、便民服务站.</summary>
    Hall,

    /// <summary>经营单位、服务机构 (河北方案 三（五）; 青岛办法 第六十条): 水电气热、通信、公证、法律援助. Serves, and holds no administrative power.</summary>
    Operator,
}

/// <summary>An organisation as documents and pages name it.</summary>
/// <param name="BearerName">The body that bears the act: itself, or for an entrusted organisation the one that entrusted it.</param>
public sealed record Organisation(
    string Id, string Name, string ShortName, OrganisationKind Kind, RegionCode Region, string BearerName, string? CreditCode, string? Phone, string? Address)
{
    /// <summary>业务条线 ("civil-affairs"): departments of different places with the same one are each other's superiors and inferiors. Null: of no line.</summary>
    public string? Line { get; init; }
}

public sealed record Region(RegionCode Code, string Name, string FullName);

/// <summary>Regions and organisations, answered from memory: reference data on every database.</summary>
public interface IDirectory
{
    Organisation? Organisation(string id);

    IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place);

    Region? Region(RegionCode code);

    /// <summary>The regions directly below, in code order.</summary>
    IReadOnlyList<Region> RegionsBelow(RegionCode code);

    /// <summary>The region whose own range of codes a functional zone was given, or the region itself.</summary>
    string PlaceName(RegionCode code);
}
