using System.Text.Json;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>What is said when another house does not answer, or not as it should. What it wrote itself is never shown: nobody knows what stands in it.</summary>
internal static class ServiceWords
{
    public static Refusal Unreachable(ServiceOptions options) => new(
        "identity.busy", $"{options.Title}现在没有应答，您还没有登录。请过几分钟再试一次；急办的事可以到大厅窗口办理，不需要登录。", PlatformRules.Capacity);

    public static Refusal NotTrusted(ServiceOptions options) => new(
        "identity.service-not-trusted", $"{options.Title}送回的登录结果核对不上，为了您的安全没有登录。请从登录页重新开始；反复出现的，请联系服务热线。", PlatformRules.Permission);

    public static Refusal Cancelled(ServiceOptions options) => new(
        "identity.service-cancelled", $"您在{options.Title}没有完成登录。需要登录的，请再试一次。", PlatformRules.Permission);

    public static Refusal Over { get; } = new(
        "identity.service-over", "这次登录不是从这个浏览器开始的，或者时间超过了十五分钟。请从登录页重新开始。", PlatformRules.Permission);

    /// <summary>An answer as JSON; null: it is none.</summary>
    public static async Task<JsonElement?> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            return (await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = 20 }, cancel)).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The line or the other house failed; not our own caller who went away.</summary>
    public static bool IsTrouble(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IOException or JsonException or InvalidOperationException or ArgumentException || (e is OperationCanceledException && !cancel.IsCancellationRequested);
}
