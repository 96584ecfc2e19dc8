using System.Text.Json;

namespace OneWindow.Bench;

/// <summary>One measured figure beside the bare limit of the same run: a line of JSON on standard output.</summary>
internal sealed record Figure(string Scenario, string Name, double Value, string Unit, double? Limit, string? LimitName)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public void Print() => Console.Out.WriteLine(JsonSerializer.Serialize(
        new
        {
            scenario = Scenario, name = Name, value = Math.Round(Value, 2), unit = Unit, limit = Limit is { } l ? Math.Round(l, 2) : (double?)null,
            limitName = LimitName, ratio = Limit is > 0 and { } limit ? Math.Round(Value / limit, 3) : (double?)null,
        }, Options));

    /// <summary>Of what each client has measured; 0 where nothing was.</summary>
    public static double Percentile99(IEnumerable<IEnumerable<double>> measured) =>
        measured.SelectMany(m => m).Order().ToList() is { Count: > 0 } sorted ? sorted[(int)(sorted.Count * 0.99)] : 0;

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
