using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

public sealed class FindProgressTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Number_and_code_show_how_a_case_stands_and_whatever_is_wrong_gives_one_answer(string database)
    {
        await using var world = await World.Start(database);
        var number = await (await Applicant.SignIn(world)).File();
        var code = world.Services.GetRequiredService<QueryCodes>().Of(CaseNumber.Parse(number));
        var visitor = world.Browser();
        var found = await visitor.Post("/progress", [("number", CaseNumber.Parse(number).Grouped), ("code", code.ToLowerInvariant())]);
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("待受理", found.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("layout.pdf", found.Body, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{number}/withdrawal", found.Body, StringComparison.Ordinal);

        var wrongCode = await visitor.Post("/progress", [("number", number), ("code", "AAAAAA")]);
        var unknown = await visitor.Post("/progress", [("number", "3702022025030300000000016"), ("code", "AAAAAA")]);
        var nonsense = await visitor.Post("/progress", [("number", "12"), ("code", "AAAAAA")]);
        Assert.All([wrongCode, unknown, nonsense], a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        Assert.Equal(wrongCode.Text(".error-summary"), unknown.Text(".error-summary"));
        Assert.Equal(wrongCode.Text(".error-summary"), nonsense.Text(".error-summary"));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Tries_are_few(string database)
    {
        await using var world = await World.Start(database);
        var visitor = world.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++) answers.Add((await visitor.Post("/progress", [("number", "12"), ("code", "")])).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }
}
