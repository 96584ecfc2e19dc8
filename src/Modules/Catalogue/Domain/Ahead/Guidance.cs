using System.Text.Json;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>The trades and the tree of questions, embedded; read once.</summary>
internal static class Guidance
{
    private static readonly Lazy<TradesFile> ReadTrades = new(() => Read<TradesFile>("trades.yaml"));
    private static readonly Lazy<IReadOnlyList<WayQuestion>> ReadWays = new(() => Read<WaysFile>("ways.yaml").Questions);

    private sealed record TradesFile(IReadOnlyDictionary<string, string> Names, IReadOnlyList<Trade> Trades);

    private sealed record WaysFile(IReadOnlyList<WayQuestion> Questions);

    public static IReadOnlyList<Trade> Trades => ReadTrades.Value.Trades;

    /// <summary>What a permit is called where no guide of the place says it.</summary>
    public static string NameOf(string item) => ReadTrades.Value.Names.GetValueOrDefault(item, item);

    /// <summary>The first is where one begins.</summary>
    public static IReadOnlyList<WayQuestion> Ways => ReadWays.Value;

    private static T Read<T>(string name)
    {
        using var stream = typeof(Guidance).Assembly.GetManifestResourceStream($"guidance/{name}") ?? throw new InvalidOperationException($"guidance/{name} is not embedded");
        using var reader = new StreamReader(stream);
        return YamlText.Read(reader.ReadToEnd()).Deserialize<T>(Json.Options) ?? throw new FormatException($"{name} is empty");
    }
}
