using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What came of sending one package.</summary>
internal abstract record Sent
{
    private Sent()
    {
    }

    public sealed record Taken(string? Receipt) : Sent;

    public sealed record Later(string Reason) : Sent;

    public sealed record Refused(string Reason) : Sent;
}

/// <summary>交件 over HTTP (docs/how-to/line-systems.md): PUT under the package's id, so that a repetition is none.</summary>
internal sealed class LineLink(LineSettings settings, DemonstrationLine demonstration, OutsideDoor door) : IDisposable
{
    private readonly HttpClient client = door.Client(settings.Patience, settings.Names);

    public async Task<Sent> Send(PackageRow package, CancellationToken cancel)
    {
        if (settings.AddressOf(package.System) is not { } address)
        {
            return demonstration.Stands(package.System) ? new Sent.Taken($"演示-{package.Id[^6..]}") : new Sent.Later("没有设置这个系统的地址");
        }

        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, $"packages/{package.Id}"))
        {
            Content = JsonContent.Create(new { package = package.Body, hash = package.Hash, keyId = package.KeyId, signature = package.Signature }),
        };
        if (settings.TokenOf(package.System) is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode) return new Sent.Taken((await answer.Content.ReadFromJsonAsync<Receipt>(cancel))?.Number);
            return answer.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => new Sent.Later("对方太忙"),
                // Its own settings can be put right: worth another try.
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout or < HttpStatusCode.BadRequest =>
                    new Sent.Later($"对方不接受本平台的请求（{(int)answer.StatusCode}）"),
                >= HttpStatusCode.InternalServerError => new Sent.Later($"对方出错（{(int)answer.StatusCode}）"),
                _ => new Sent.Refused($"对方拒收（{(int)answer.StatusCode}）"),
            };
        }
        catch (HttpRequestException)
        {
            return new Sent.Later("连不上，或者连接中断");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Sent.Later(e is OperationCanceledException ? "没有及时回答" : "回答无法识别");
        }
    }

    public void Dispose() => client.Dispose();

    private sealed record Receipt(string? Number);
}
