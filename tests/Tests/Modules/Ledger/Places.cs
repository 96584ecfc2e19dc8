using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>A directory of few organisations, one of them entrusted.</summary>
internal sealed class Places : IDirectory
{
    public const string Bureau = "青岛市市南区市场监督管理局";

    public Organisation? Organisation(string id) => id switch
    {
        "370202-scjg" => new(id, Bureau, "区市场监管局", OrganisationKind.Department, RegionCode.Parse("370202"), Bureau, null, "0532-55500101", "青岛市示范路 2 号"),
        "370202-hall" => new(
            id, "市南区政务服务中心", "区中心", OrganisationKind.Entrusted, RegionCode.Parse("370202"), Bureau, null, "0532-55500102", "青岛市示范路 3 号"),
        "610118-spj" => new(
            id, "西安市鄠邑区行政审批服务局", "区审批局", OrganisationKind.Department, RegionCode.Parse("610118"), "西安市鄠邑区行政审批服务局", null, "029-55500001", "示范路 4 号"),
        _ => null,
    };

    public IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place) =>
    [
        .. new[] { Government("370200", "青岛市人民政府"), Government("370202", "青岛市市南区人民政府") }.Where(o => place.Contains(o.Region)),
    ];

    public Region? Region(RegionCode code) => new(code, "市南区", "山东省青岛市市南区");

    public IReadOnlyList<Region> RegionsBelow(RegionCode code) => [];

    private static Organisation Government(string region, string name) =>
        new(region, name, name, OrganisationKind.Government, RegionCode.Parse(region), name, null, null, null);

    public string PlaceName(RegionCode code) => code.Number / 1_000_000 == 370202 ? "青岛市市南区" : "某地";
}
