using System.Formats.Asn1;
using System.Security.Cryptography;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>
/// 电子认证和签名工具的替身: issues SM2 certificates under a root of its own and signs what it is given, as a signer's own tool would (GM/T 0010). For demonstrations and
/// tests; whoever can reach it signs as anybody, so it is never there in real use.
/// </summary>
internal sealed class SigningStandIn(TimeProvider clock) : IDisposable
{
    private const string Sm2WithSm3 = "1.2.156.10197.1.501";
    private const string Sm3Digest = "1.2.156.10197.1.401";
    private const string RootName = "演示电子认证机构";
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private readonly Sm2PrivateKey root = Sm2PrivateKey.Generate();

    public void Map(IEndpointRouteBuilder routes, string path)
    {
        routes.MapGet(path, () => Page(path)).ExcludeFromDescription().AllowEveryone();
        routes.MapPost(path, async (FormReader form, CancellationToken cancel) =>
        {
            var name = form.Text("name", "签名人");
            if (form.File("file", "要签的文件", 1 << 20, [".txt"]) is not { } file || !form.Ok) return Page(path);
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            return Results.Bytes(Sign(name, content.ToArray()), "application/pkcs7-signature", file.FileName + ".p7s");
        }).ExcludeFromDescription().AllowEveryone();
    }

    /// <summary>The root's certificate: what a place that trusts this stand-in puts into its folder.</summary>
    public byte[] Root() => Certificate(RootName, root, authority: true, clock.Now().ToChina().AddYears(10));

    /// <summary>A signature apart from the content, by a certificate on that name.</summary>
    /// <param name="until">When the certificate ends; null: in a year.</param>
    public byte[] Sign(string name, byte[] content, DateTimeOffset? until = null)
    {
        using var own = Sm2PrivateKey.Generate();
        var certificate = Certificate(name, own, authority: false, until ?? clock.Now().ToChina().AddYears(1));
        var attributes = Attributes(Sm3.Of(content));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.156.10197.6.1.4.2.2");
            using (writer.PushSequence(First)) WriteSignedData(writer, certificate, attributes, own.Sign(attributes));
        }

        return writer.Encode();
    }

    public void Dispose() => root.Dispose();

    private static void WriteSignedData(AsnWriter writer, byte[] certificate, byte[] attributes, byte[] signature)
    {
        if (!SigningCertificate.TryParse(certificate, out var known)) throw new CryptographicException("Our own certificate cannot be read.");
        using var whole = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSetOf()) WriteAlgorithm(writer, Sm3Digest);
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.156.10197.6.1.4.2.1");
        using (writer.PushSetOf(First)) writer.WriteEncodedValue(certificate);
        using var signers = writer.PushSetOf();
        using var signer = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(known.Issuer);
            writer.WriteInteger(known.SerialNumber);
        }

        WriteAlgorithm(writer, Sm3Digest);
        byte[] tagged = [0xA0, .. attributes.AsSpan(1)];
        writer.WriteEncodedValue(tagged);
        WriteAlgorithm(writer, Sm2WithSm3);
        writer.WriteOctetString(signature);
    }

    private byte[] Attributes(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.9.4");
                using (writer.PushSetOf()) writer.WriteOctetString(digest);
            }

            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.9.5");
                using (writer.PushSetOf()) writer.WriteUtcTime(clock.Now().ToChina());
            }
        }

        return writer.Encode();
    }

    private byte[] Certificate(string name, Sm2PrivateKey key, bool authority, DateTimeOffset until)
    {
        var body = new AsnWriter(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            using (body.PushSequence(First)) body.WriteInteger(2);
            body.WriteIntegerUnsigned([1, .. RandomNumberGenerator.GetBytes(8)]);
            WriteAlgorithm(body, Sm2WithSm3);
            WriteName(body, RootName);
            using (body.PushSequence())
            {
                body.WriteUtcTime(clock.Now().ToChina().AddDays(-1) < until ? clock.Now().ToChina().AddDays(-1) : until.AddYears(-1));
                body.WriteUtcTime(until);
            }

            WriteName(body, name);
            using (var half = key.Public()) body.WriteEncodedValue(half.ToSpki());
            using (body.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
            using (body.PushSequence())
            {
                WriteExtension(body, "2.5.29.19", value =>
                {
                    using (value.PushSequence())
                    {
                        if (authority) value.WriteBoolean(true);
                    }
                });
                WriteExtension(body, "2.5.29.15", value => value.WriteBitString(authority ? [0x06] : [0xC0], authority ? 1 : 6));
            }
        }

        var part = body.Encode();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(part);
            WriteAlgorithm(writer, Sm2WithSm3);
            writer.WriteBitString(root.Sign(part));
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer, string id)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(id);
    }

    private static void WriteName(AsnWriter writer, string name)
    {
        using (writer.PushSequence())
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.4.3");
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, name);
        }
    }

    private static void WriteExtension(AsnWriter writer, string id, Action<AsnWriter> write)
    {
        var value = new AsnWriter(AsnEncodingRules.DER);
        write(value);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(id);
            writer.WriteOctetString(value.Encode());
        }
    }

    /// <summary>As plain as can be: it stands for a program on the signer's own computer.</summary>
    private static IResult Page(string path) => Results.Content(
        $"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>演示签名工具</title><h1>演示签名工具</h1><p>代替您电脑上的签名工具，只作演示：谁的名字都能签，没有任何效力。</p><form method="post" action="{path}" enctype="multipart/form-data"><p><label>签名人 <input name="name" required></label></p><p><label>要签的文件（.txt） <input type="file" name="file" accept=".txt" required></label></p><button>签名，下载签名文件</button></form></html>""",
        "text/html; charset=utf-8");
}
