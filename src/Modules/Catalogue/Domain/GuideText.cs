using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// The canonical text of a guide: its JSON in the record's own order, no spaces, no nulls, and without the hash, which is the
/// SM3 of exactly these bytes in UTF-8. The text is what is stored; portal, counter, kiosk, print and API all read it.
/// </summary>
internal static class GuideText
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Of(Guide guide) => JsonSerializer.Serialize(guide, Options);

    public static Guide Read(string body, string hash) => JsonSerializer.Deserialize<Guide>(body, Options)! with { Hash = hash };

    public static string Hash(string body) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(body)));

    /// <summary>The same guide with the hash of its own text.</summary>
    public static Guide Seal(Guide guide) => guide with { Hash = Hash(Of(guide)) };

    private static JsonSerializerOptions Make() => new(Json.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheHash } },
    };

    private static void LeaveOutTheHash(JsonTypeInfo type)
    {
        if (type.Type != typeof(Guide)) return;
        var hash = type.Properties.Single(p => p.Name == "hash");
        hash.ShouldSerialize = static (_, _) => false;
        hash.IsRequired = false;
    }
}
