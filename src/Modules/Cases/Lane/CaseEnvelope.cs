using System.Buffers;
using System.Text;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>An event with everything that is hashed around it: its body is the very text that the chain covers.</summary>
internal sealed record CaseEnvelope(
    long Region, long Id, int Sequence, string ActId, string Type, Instant At, string Actor, Role Role, string? Organisation,
    IReadOnlyList<Citation> Basis, CaseTimer? Timer, CaseEvent Event)
{
    /// <summary>Of what happened in another system; absent from every event of ours, so that what was written before reads and hashes as it did.</summary>
    public OutsideMark? Outside { get; init; }

    /// <summary>委托: of what an agent did, the authority on which it rests; absent from every other event.</summary>
    public string? Authority { get; init; }

    private static readonly JsonWriterOptions Writing = new() { Encoder = Json.Options.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public Stamp Stamp => new(Region, Id, Sequence, Actor, Outside?.At ?? At, Timer) { Outside = Outside, HeardAt = At };

    /// <summary>Writes the body and hashes it onto the chain: SM3(0x00 ‖ previous hash ‖ body).</summary>
    public (string Body, byte[] Hash) Seal(ReadOnlySpan<byte> previous)
    {
        var bytes = buffer ??= new ArrayBufferWriter<byte>(2048);
        bytes.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(bytes, Writing);
        json.Reset(bytes);
        Write(json);
        json.Flush();
        var hash = new byte[Sm3.Size];
        HashChain.Next(previous, bytes.WrittenSpan, hash);
        return (Encoding.UTF8.GetString(bytes.WrittenSpan), hash);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteString("case", CaseNumber.From(Region, Id).ToString());
        json.WriteNumber("seq", Sequence);
        json.WriteString("act", ActId);
        json.WriteString("at", At.ToString());
        json.WriteString("actor", Actor);
        json.WriteString("role", Role.ToString());
        if (Organisation is not null) json.WriteString("organisation", Organisation);
        if (Authority is not null) json.WriteString("authority", Authority);
        if (Outside is not null)
        {
            json.WritePropertyName("outside");
            JsonSerializer.Serialize(json, Outside, Json.Options);
        }

        json.WriteStartArray("basis");
        foreach (var basis in Basis) json.WriteStringValue(basis.ToString());
        json.WriteEndArray();
        if (Timer is not null)
        {
            json.WritePropertyName("timer");
            JsonSerializer.Serialize(json, Timer, Json.Options);
        }

        json.WritePropertyName("data");
        JsonSerializer.Serialize(json, Event, Event.GetType(), Json.Options);
        json.WriteEndObject();
    }

    /// <summary>Reads a stored body. Throws <see cref="FormatException"/> where it is not one: what `verify` reports as damage.</summary>
    public static CaseEnvelope Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var number = CaseNumber.Parse(root.GetProperty("case").GetString()!);
            var type = root.GetProperty("type").GetString()!;
            var clr = CaseEventNames.TypeOf(type) ?? throw new FormatException($"Unknown event {type}.");
            return new CaseEnvelope(
                number.Region.Number,
                number.Id,
                root.GetProperty("seq").GetInt32(),
                root.GetProperty("act").GetString()!,
                type,
                Instant.Parse(root.GetProperty("at").GetString()!),
                root.GetProperty("actor").GetString()!,
                Enum.Parse<Role>(root.GetProperty("role").GetString()!),
                root.TryGetProperty("organisation", out var organisation) ? organisation.GetString() : null,
                [.. root.GetProperty("basis").EnumerateArray().Select(b => Citation.Parse(b.GetString()!))],
                root.TryGetProperty("timer", out var timer) ? timer.Deserialize<CaseTimer>(Json.Options) : null,
                (CaseEvent)root.GetProperty("data").Deserialize(clr, Json.Options)!)
            {
                Outside = root.TryGetProperty("outside", out var outside) ? outside.Deserialize<OutsideMark>(Json.Options) : null,
                Authority = root.TryGetProperty("authority", out var authority) ? authority.GetString() : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
