using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>What an electronic signature turned out to be.</summary>
public enum SignatureStanding
{
    /// <summary>可靠: fits every byte, the certificate held and comes from an issuer that the place trusts.</summary>
    Valid = 1,

    /// <summary>Something was changed after it was signed, or it belongs to another content.</summary>
    Altered,

    /// <summary>It fits, but nobody whom the place trusts says whose key that is.</summary>
    Untrusted,

    /// <summary>It fits, but the certificate did not hold at that time.</summary>
    Expired,

    /// <summary>Something was added behind what is signed: that part nobody signed.</summary>
    AddedTo,

    /// <summary>No electronic signature that can be read.</summary>
    None,
}

/// <summary>A signature that was checked.</summary>
/// <param name="Signer">Whom the certificate names; an organisation by its own name.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="SaidAt">When it was signed, as the signer's machine says; null: it does not.</param>
public sealed record SignatureCheck(SignatureStanding Standing, string Signer, string Issuer, Instant? SaidAt, Instant? From, Instant? Until)
{
    public static SignatureCheck Nothing { get; } = new(SignatureStanding.None, "", "", null, null, null);
}

/// <summary>
/// 电子签名 (电子签名法 第十三条、第十四条; 重庆办法 第二十九条): checks signatures made with signers' own certificates, against the issuers that the place trusts.
/// </summary>
public interface IElectronicSignatures
{
    /// <summary>The place trusts at least one issuer: only then can any signature be relied on.</summary>
    bool IsSetUp { get; }

    /// <param name="signature">CMS apart from the content (.p7s), DER or base64.</param>
    /// <param name="at">When the certificate must have held.</param>
    SignatureCheck Check(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, Instant at);

    /// <summary>The signature that stands in a PDF; <see cref="SignatureStanding.None"/>: none.</summary>
    SignatureCheck CheckPdf(ReadOnlySpan<byte> pdf, Instant at);
}

/// <summary>签名文件 apart from the content that they sign: how signing tools name them, and how long one may be.</summary>
public static class SignatureFiles
{
    /// <summary>With its certificates a signature has some kilobytes; longer ones are made up.</summary>
    public const long MostBytes = 256 * 1024;

    public static IReadOnlyList<string> Endings { get; } = [".p7s", ".p7m", ".sig", ".der", ".pem"];
}

public static class SignatureWords
{
    public static string Words(this SignatureStanding standing) => standing switch
    {
        SignatureStanding.Valid => "电子签名有效",
        SignatureStanding.Altered => "内容和签名对不上：签名以后改动过，或者不是这份内容的签名",
        SignatureStanding.Untrusted => "内容没有改动，但签发证书的机构不在本地信任的名单里，不能确认是谁签的",
        SignatureStanding.Expired => "内容没有改动，但签名人的证书当时不在有效期内",
        SignatureStanding.AddedTo => "签名以后又在文件后面添加了内容，添加的部分没有人签",
        SignatureStanding.None => "没有可以识别的电子签名",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}
