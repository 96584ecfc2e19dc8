using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>短信: the small HTTP interface of docs/how-to/sms-gateway.md. PUT under a key that stays the same, so that a repetition is none.</summary>
internal sealed class SmsGateway(MessageSettings settings, OutsideDoor door) : ICarrier, IDisposable
{
    private readonly HttpClient client = door.Client(settings.GatewayPatience, to => OutsideDoor.Leads(settings.Gateway, to));

    public Means Means => Means.Sms;

    public bool IsSetUp => settings.Gateway is not null;

    public Task<Carried> Carry(Parcel parcel, CancellationToken cancel) =>
        Call(HttpMethod.Put, parcel.Key, JsonContent.Create(new { to = parcel.To, text = parcel.Text }), cancel);

    public Task<Carried> Ask(string key, CancellationToken cancel) => Call(HttpMethod.Get, key, null, cancel);

    private async Task<Carried> Call(HttpMethod method, string key, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(settings.Gateway!, $"messages/{key}")) { Content = content };
        if (settings.GatewayToken is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode) return Read(await answer.Content.ReadFromJsonAsync<Report>(cancel), key);
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound when method == HttpMethod.Get => new Carried.Refused("网关没有收到过这条短信"),
                HttpStatusCode.TooManyRequests => new Carried.Later("网关太忙", Unclear: false),
                // Its own settings can be put right: worth another try.
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or < HttpStatusCode.BadRequest =>
                    new Carried.Later($"网关不接受本平台的请求（{(int)answer.StatusCode}）", Unclear: false),
                >= HttpStatusCode.InternalServerError => new Carried.Later($"网关出错（{(int)answer.StatusCode}）", Unclear: true),
                _ => new Carried.Refused($"网关拒绝（{(int)answer.StatusCode}）"),
            };
        }
        catch (HttpRequestException e)
        {
            // Only what never got a connection is sure not to have gone out.
            return new Carried.Later("连不上网关，或者连接中断", Unclear: e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Carried.Later(e is OperationCanceledException ? "网关没有及时回答" : "网关的回答无法识别", Unclear: true);
        }
    }

    private static Carried Read(Report? report, string key) => report?.State switch
    {
        "accepted" => new Carried.Taken($"网关编号 {report.Id ?? key}"),
        "delivered" => new Carried.Arrived($"网关编号 {report.Id ?? key}"),
        "failed" => new Carried.Refused(Known(report.Reason)),
        _ => new Carried.Later("网关的回答无法识别", Unclear: true),
    };

    /// <summary>The gateway's words are not kept: a telephone number might stand in them.</summary>
    private static string Known(string? reason) => reason switch
    {
        "number-invalid" => "号码无效",
        "number-unreachable" => "停机、关机或者不在服务区",
        "refused-by-receiver" => "收信人拒收",
        "content-blocked" => "内容被运营商拦截",
        _ => "网关报告没有送达",
    };

    public void Dispose() => client.Dispose();

    private sealed record Report(string? State, string? Id, string? Reason);
}
