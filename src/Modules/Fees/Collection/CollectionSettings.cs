using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>
/// 设置: where the collection service is and by which key it signs (`Fees:Collection:Address`, `:Token`, `:Key`, `:Seconds`). Read anew at each use. Nothing
/// set: charges stand, and wait on the list with that as their reason. What is set wrongly counts as not set and is told in the log.
/// </summary>
internal sealed class CollectionSettings(IConfiguration settings, PublicAddress address, ILogger<CollectionSettings> log)
{
    /// <summary>Null: not connected.</summary>
    public Uri? Address
    {
        get
        {
            if (settings["Fees:Collection:Address"] is not { Length: > 0 } text) return null;
            if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
            log.LogWarning("Fees:Collection:Address is not an http address: no fees are collected.");
            return null;
        }
    }

    /// <summary>Sent as a bearer token; null: none asked for.</summary>
    public string? Token => settings["Fees:Collection:Token"];

    /// <summary>How long the service may take to answer: ten seconds, if nothing else is set.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(int.TryParse(settings["Fees:Collection:Seconds"], out var seconds) && seconds is > 0 and < 100 ? seconds : 10);

    /// <summary>Where the service tells us that something was paid.</summary>
    public string NotifyAt => address.Of(HearCollection.Path);

    /// <summary>Was this signed by the service? False too where its key is not set.</summary>
    /// <param name="signature">SM2, DER, base64.</param>
    public bool Signed(ReadOnlySpan<byte> message, string? signature)
    {
        if (settings["Fees:Collection:Key"] is not { Length: > 0 } text || signature is null) return false;
        try
        {
            using var key = Sm2PublicKey.FromSpki(Convert.FromBase64String(text));
            return key.Verify(message, Convert.FromBase64String(signature));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            log.LogWarning("Fees:Collection:Key or a signature is not readable: {Kind}.", e.GetType().Name);
            return false;
        }
    }
}
