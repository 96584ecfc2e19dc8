using System.Net;
using System.Text.Json;

namespace OneWindow.Storage;

/// <summary>What came of asking a system outside the house.</summary>
public abstract record OutsideAnswer
{
    private OutsideAnswer()
    {
    }

    /// <param name="Body">What it said, whole.</param>
    /// <param name="Kind">Media type, as it said.</param>
    /// <param name="Headers">Those that begin with X-, by their names.</param>
    public sealed record Said(byte[] Body, string Kind, IReadOnlyDictionary<string, string> Headers) : OutsideAnswer
    {
        /// <summary>Null: it is not what was agreed.</summary>
        public T? As<T>()
            where T : class
        {
            try
            {
                return JsonSerializer.Deserialize<T>(Body, Json.Options);
            }
            catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
            {
                return null;
            }
        }
    }

    /// <summary>For good: another try would fail the same way.</summary>
    /// <param name="Body">What it said, whole.</param>
    public sealed record No(HttpStatusCode Status, string Reason, byte[] Body) : OutsideAnswer;

    /// <summary>Another try may help; what was asked may have been done all the same.</summary>
    public sealed record Later(string Reason) : OutsideAnswer;
}

/// <summary>
/// One call to a system outside: what its status means, the same for every adapter. Reasons are ours, never the other's words: personal data might stand
/// in them.
/// </summary>
public static class OutsideCall
{
    private const int Longest = 8 * 1024 * 1024;

    /// <param name="whom">In a few words: 收缴系统, 寄递企业.</param>
    public static async Task<OutsideAnswer> Send(HttpClient client, HttpRequestMessage request, string whom, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.Content.Headers.ContentLength > Longest) return new OutsideAnswer.Later($"{whom}的回答太长");
            await answer.Content.LoadIntoBufferAsync(Longest, cancel);
            var body = await answer.Content.ReadAsByteArrayAsync(cancel);
            if (answer.IsSuccessStatusCode)
            {
                return new OutsideAnswer.Said(
                    body, answer.Content.Headers.ContentType?.MediaType ?? "application/octet-stream",
                    answer.Headers.Where(h => h.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
                        .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));
            }

            var status = (int)answer.StatusCode;
            return answer.StatusCode switch
            {
                // Its own settings or ours can be put right: worth another try.
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or < HttpStatusCode.BadRequest => new OutsideAnswer.Later($"{whom}不接受本平台的请求（{status}）"),
                HttpStatusCode.TooManyRequests => new OutsideAnswer.Later($"{whom}太忙"),
                HttpStatusCode.RequestTimeout => new OutsideAnswer.Later($"{whom}没有及时回答"),
                >= HttpStatusCode.InternalServerError => new OutsideAnswer.Later($"{whom}出错（{status}）"),
                _ => new OutsideAnswer.No(answer.StatusCode, $"{whom}拒绝（{status}）", body),
            };
        }
        catch (HttpRequestException)
        {
            return new OutsideAnswer.Later($"连不上{whom}，或者连接中断");
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new OutsideAnswer.Later($"{whom}没有及时回答");
        }
    }
}
