using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Contracts;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ApplyByProgram, ReadOwnCases: the same filing for programs.</summary>
public sealed class ByProgramTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_key_is_the_same_case_and_it_can_be_read_and_listed(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var order = Order(await applicant.GuideOf(Applicant.Restaurant));
        var first = await Send(applicant.Browser, order, "k-1");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        var detail = JsonDocument.Parse(first.Body).RootElement;
        var number = detail.GetProperty("number").GetString()!;
        Assert.Equal($"/api/v1/cases/{number}", first.Location);
        Assert.Equal(number, JsonDocument.Parse((await Send(applicant.Browser, order, "k-1")).Body).RootElement.GetProperty("number").GetString());
        Assert.NotEqual(number, JsonDocument.Parse((await Send(applicant.Browser, order, "k-2")).Body).RootElement.GetProperty("number").GetString());

        var read = JsonDocument.Parse((await applicant.Browser.Get($"/api/v1/cases/{number}")).Body).RootElement;
        Assert.Equal("Submitted", read.GetProperty("status").GetString());
        var acts = read.GetProperty("acts").EnumerateArray().ToDictionary(a => a.GetProperty("act").GetString()!);
        Assert.True(acts["Withdraw"].GetProperty("open").GetBoolean());
        Assert.False(acts["FileCorrection"].GetProperty("open").GetBoolean());
        Assert.NotEmpty(acts["FileCorrection"].GetProperty("basis").GetProperty("article").GetString()!);
        var list = JsonDocument.Parse((await applicant.Browser.Get("/api/v1/cases")).Body).RootElement;
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("shinan-person")).Get($"/api/v1/cases/{number}")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_wrong_is_told_by_field_and_begins_nothing(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var order = Order(await applicant.GuideOf(Applicant.Restaurant)) with { Answers = new Dictionary<string, string> { ["area"] = "很大" } };
        var refused = await Send(applicant.Browser, order, "k-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var problem = JsonDocument.Parse(refused.Body).RootElement;
        Assert.Equal("cases.form-incomplete", problem.GetProperty("code").GetString());
        Assert.Contains(problem.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "area");
        Assert.Equal("cases.idempotency-key-missing", JsonDocument.Parse((await Send(applicant.Browser, order, null)).Body).RootElement.GetProperty("code").GetString());
        Assert.DoesNotContain("草稿，", (await applicant.Browser.Get("/my/cases")).Text("main"), StringComparison.Ordinal);
    }

    private sealed record OrderBody(string Item, IReadOnlyDictionary<string, string> Answers, string Delivery, object[] Files);

    private static OrderBody Order(Guide guide) => new(
        guide.Item, guide.Fields.ToDictionary(f => f.Id, Applicant.Typical), "electronic",
        [.. Applicant.Needed(guide).Select(m => new { material = m, name = $"{m}.pdf", content = Convert.ToBase64String(Sheets.Pdf()) })]);

    private static Task<Answer> Send(Browser browser, OrderBody order, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(order) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return browser.Send(request);
    }
}
