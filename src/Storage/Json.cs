using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>How records are written in the database: camelCase, enums as text, Chinese as Chinese, no nulls.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new InstantText());
        options.Converters.Add(new RegionText());
        options.Converters.Add(new CitationText());
        options.Converters.Add(new LimitText());
        options.Converters.Add(new MoneyNumber());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class RegionText : JsonConverter<RegionCode>
    {
        public override RegionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RegionCode.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("Not a region code.");

        public override void Write(Utf8JsonWriter writer, RegionCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value == RegionCode.Nation ? "0" : value.ToString());
    }

    private sealed class CitationText : JsonConverter<Citation>
    {
        public override Citation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Citation.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Citation value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class LimitText : JsonConverter<TimeLimit>
    {
        public override TimeLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeLimit.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }

    private sealed class MoneyNumber : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
    }
}
