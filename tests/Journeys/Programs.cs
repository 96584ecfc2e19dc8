using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OneWindow.Journeys;

/// <summary>What programs do before a story, so that it begins where it is about something: the same house, by its interface.</summary>
internal sealed class Programs(House house) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = house.Url };
    private readonly Dictionary<string, string> tokens = [];
    // Of two programs in one house, each sends acts of its own.
    private readonly string run = Guid.NewGuid().ToString("N");
    private int keys;

    /// <summary>A whole filing with everything that the guide demands; the case's number.</summary>
    public async Task<string> File(string user, string item)
    {
        var guide = await client.GetFromJsonAsync<JsonElement>($"/api/v1/items/{item}");
        var answers = guide.GetProperty("form").EnumerateArray().SelectMany(step => step.GetProperty("fields").EnumerateArray())
            .ToDictionary(f => f.GetProperty("id").GetString()!, Typical);
        var materials = guide.GetProperty("materials").EnumerateArray().ToList();
        var files = materials.Where(m => !IsShared(m) && m.GetProperty("required").GetBoolean() && Fits(m, answers)).Select(m => m.GetProperty("id").GetString()!)
            .Select(id => new { material = id, name = $"{id}.pdf", content = Convert.ToBase64String(Paper.Of(id)) });
        var filed = await Send(user, "/api/v1/cases", new
        {
            item, answers, delivery = "counter", files, shared = materials.Where(IsShared).Select(m => m.GetProperty("id").GetString()),
        });
        return filed.GetProperty("number").GetString()!;
    }

    public Task<JsonElement> Act(string user, string number, string act, object body) => Send(user, $"/api/v1/cases/{number}/acts/{act}", body);

    private async Task<JsonElement> Send(string user, string path, object body)
    {
        if (!tokens.TryGetValue(user, out var token))
        {
            var session = await client.PostAsJsonAsync("/api/v1/session", new { user, password = house.PasswordOf(user) });
            token = tokens[user] = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", $"{run}-{++keys}");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static bool IsShared(JsonElement material) => material.GetProperty("source").GetString() == "shared";

    private static bool Fits(JsonElement material, Dictionary<string, string> answers) =>
        !material.TryGetProperty("onlyIf", out var only) || only.ValueKind == JsonValueKind.Null
        || answers.GetValueOrDefault(only.GetProperty("field").GetString()!) == only.GetProperty("value").GetString();

    private static string Typical(JsonElement field) => field.GetProperty("kind").GetString() switch
    {
        "number" => "86.5",
        "money" => "1,234.50",
        "date" => "2026-12-31",
        "choice" => field.GetProperty("choices")[0].GetString()!,
        "yes-no" => "否",
        "phone" => "13800000000",
        "resident-id" => "370299198803160212",
        "credit-code" => "91370202XNQ00001X2",
        _ => "示范内容",
    };

    public void Dispose() => client.Dispose();
}
