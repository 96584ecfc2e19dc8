using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Supervision;

/// <summary>
/// 信用平台: the HTTP interface of docs/how-to/credit-platform.md. Settings `Supervision:Credit:Address` and `:Token`, read anew at each use. Every message is signed with
/// our own SM2 key, which is published at /ledger/key, so that the platform need trust no wire.
/// </summary>
internal sealed class CreditPlatform(IConfiguration settings, ISigner signer, OutsideDoor door, ILogger<CreditPlatform> log) : IDisposable
{
    private const string Setting = "Supervision:Credit:Address";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient client = door.Client(Patience, to => OutsideDoor.Leads(In(settings[Setting]), to));

    public bool IsSetUp => Address is not null;

    private Uri? Address
    {
        get
        {
            if (settings[Setting] is not { Length: > 0 } text) return null;
            if (In(text) is { } uri) return uri;
            log.LogWarning("Supervision:Credit:Address is not an http address: nothing is pushed.");
            return null;
        }
    }

    private static Uri? In(string? text) => Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <summary>The same key is the same message, however often it comes.</summary>
    public async Task<OutsideAnswer> Push(string key, byte[] body, CancellationToken cancel)
    {
        if (Address is not { } address) return new OutsideAnswer.Later("本平台没有接通信用平台");
        var signature = await signer.Sign(key, Convert.ToHexStringLower(Sm3.Of(body)), cancel);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, $"commitments/{key}")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Key-Id", signature.KeyId);
        request.Headers.Add("X-Signature", signature.Value);
        if (settings["Supervision:Credit:Token"] is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await OutsideCall.Send(client, request, "信用平台", cancel);
    }

    public void Dispose() => client.Dispose();
}

internal sealed record CreditSaid(string? Received);
