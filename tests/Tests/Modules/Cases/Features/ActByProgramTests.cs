using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ActByProgram and the list for programs.</summary>
public sealed class ActByProgramTests
{
    private static readonly string[] One = ["layout"];

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_departments_program_takes_a_case_from_the_list_to_its_end(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var clerk = await Program(world, "shinan-clerk");
        var list = await clerk.GetFromJsonAsync<JsonElement>("/api/v1/work?place=to-accept");
        var row = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(number.ToString(), row.GetProperty("number").GetString());
        Assert.Equal("2025-03-03", row.GetProperty("receivedOn").GetString());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next").ValueKind);

        var accepted = await Json(await Act(clerk, number, "accept", new { seenVersion = 1 }, "k1"), HttpStatusCode.OK);
        Assert.Equal(("Accepted", 2), (accepted.GetProperty("status").GetString(), accepted.GetProperty("version").GetInt32()));
        await Json(await Act(clerk, number, "accept", new { seenVersion = 1 }, "k1"), HttpStatusCode.OK);
        Assert.Equal(2, await world.Events(number));

        var reviewer = await Program(world, "shinan-reviewer");
        await Json(await Act(reviewer, number, "begin-review", new { }, "k2"), HttpStatusCode.OK);
        var some = await Json(await Act(reviewer, number, "record-review", new { checks = One }, "k3"), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("cases.review-incomplete", some.GetProperty("code").GetString());
        Assert.NotEmpty(some.GetProperty("basis").GetProperty("article").GetString()!);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;
        var checks = ReviewRules.CheckItems(new CaseContext(guide, null!, null!)).ToArray();
        await Json(await Act(reviewer, number, "record-review", new { checks, reasons = "同意" }, "k4"), HttpStatusCode.OK);
        await Json(await Act(reviewer, number, "approve", new { }, "k5"), HttpStatusCode.OK);
        await Json(await Act(clerk, number, "begin-delivery", new { mode = "counter" }, "k6"), HttpStatusCode.OK);
        var typed = await Json(await Act(clerk, number, "record-delivery", new { waybill = "苏景澄签收", proof = "identity" }, "k6b"), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("cases.collector-unproven", typed.GetProperty("code").GetString());
        var closed = await Json(await Act(clerk, number, "record-delivery", new { number = "11010519491231002X", name = "辛一舟", warrant = "3月3日的授权委托书" }, "k7"), HttpStatusCode.OK);
        Assert.Equal("Closed", closed.GetProperty("status").GetString());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_a_program_gets_wrong_is_told_with_code_and_basis(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await Program(world, "yuzhong-clerk");
        async Task Says(HttpStatusCode status, string code, HttpResponseMessage answer)
        {
            var problem = await Json(answer, status);
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.NotEmpty(problem.GetProperty("basis").GetProperty("rulebook").GetString()!);
        }

        await Says(HttpStatusCode.UnprocessableEntity, "cases.incomplete", await Act(clerk, number, "accept", new { }, "a"));
        await Says(HttpStatusCode.UnprocessableEntity, "platform.idempotency-key-missing", await Act(clerk, number, "accept", new { }, null));
        await Says(HttpStatusCode.Conflict, "cases.changed-meanwhile", await Act(clerk, number, "accept", new { seenVersion = 7 }, "b"));
        await Says(HttpStatusCode.NotFound, "cases.not-found", await Act(clerk, number, "abolish", new { }, "c"));
        await Says(HttpStatusCode.UnprocessableEntity, "platform.body-invalid", await Act(clerk, number, "request-correction", new { due = "2025-03-20" }, "d"));
        await Says(HttpStatusCode.UnprocessableEntity, "platform.body-invalid", await Act(clerk, number, "begin-delivery", new { mode = "pigeon" }, "e"));
        await Says(
            HttpStatusCode.UnprocessableEntity, "cases.not-in-guide",
            await Act(clerk, number, "request-correction", new { due = "2025-03-20", defects = new[] { new { kind = "material", id = "business-licence", what = "missing" } } }, "f"));
        await Says(HttpStatusCode.Forbidden, "cases.forbidden", await Act(await Program(world, "shinan-clerk"), number, "accept", new { }, "g"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Act(clerk, number, "begin-review", new { }, "h")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Act(await Program(world, "yuzhong-officer"), number, "accept", new { }, "i")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Act(await Program(world, "yuzhong-company"), number, "accept", new { }, "j")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Act(world.Browser().Client, number, "accept", new { }, "k")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Browser().Client.GetAsync("/api/v1/work")).StatusCode);
        Assert.Equal(1, await world.Events(number));
    }

    private static async Task<HttpClient> Program(World world, string user)
    {
        var client = world.Browser().Client;
        var accounts = await client.GetFromJsonAsync<JsonElement>("/demo/accounts");
        var password = accounts.EnumerateArray().Single(a => a.GetProperty("user").GetString() == user).GetProperty("password").GetString();
        var session = await client.PostAsJsonAsync("/api/v1/session", new { user, password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return client;
    }

    private static async Task<HttpResponseMessage> Act(HttpClient client, CaseNumber number, string act, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{number}/acts/{act}") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
