using System.Net;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>看不懂、不对: <see cref="ReportElement"/>, <see cref="AnswerFeedback"/>.</summary>
public sealed class ReportElementTests
{
    private const string Food = "370202-food-business";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-1.2-3")]
    public async Task A_visitor_reports_an_element_and_the_owning_department_answers(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var visitor = world.Browser();
        var guide = await visitor.Get($"/items/{Food}");
        Assert.NotEmpty(guide.Page.QuerySelectorAll("button[form=tap][name=wrong]"));
        var tapped = await visitor.Submit(guide, $"/items/{Food}/feedback", ("wrong", "fees"));
        var code = tapped.Location!.Split('/', '?')[2];
        var ticket = await visitor.Get($"/feedback/{code}");
        Assert.Contains("2025年3月10日", ticket.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Submit(ticket, $"/feedback/{code}", ("said", ""))).Status);
        await visitor.Submit(ticket, $"/feedback/{code}", ("said", "窗口说要收工本费"));

        // The department that owns the item has it; another one does not.
        var editor = await world.SignIn("shinan-editor");
        Assert.Contains("食品经营许可", (await editor.Get(AnswerFeedback.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("yuzhong-officer")).Get($"{AnswerFeedback.Path}/{code}")).Status);
        var form = await editor.Get($"{AnswerFeedback.Path}/{code}");
        Assert.Contains("窗口说要收工本费", form.Text("main"), StringComparison.Ordinal);

        // Not answered within five working days: alerted, for the department and the office.
        await world.MoveTo("2025-03-10 17:00");
        Assert.DoesNotContain("逾期", (await editor.Get(AnswerFeedback.Path)).Text("main"), StringComparison.Ordinal);
        await world.MoveTo("2025-03-11 09:00");
        Assert.Contains("逾期未答复", (await editor.Get(AnswerFeedback.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("逾期未答复", (await (await world.SignIn("shinan-officer")).Get(AnswerFeedback.Path)).Text("main"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Submit(form, $"{AnswerFeedback.Path}/{code}", ("answer", "不"))).Status);
        await editor.Submit(form, $"{AnswerFeedback.Path}/{code}", ("answer", "不收任何费用，已向窗口核实并纠正。"), ("shown", "on"));
        Assert.Contains("已向窗口核实并纠正", (await visitor.Get($"/feedback/{code}")).Text("main"), StringComparison.Ordinal);
        var shown = await visitor.Get($"/items/{Food}");
        Assert.Contains("已向窗口核实并纠正", shown.Text("#asked"), StringComparison.Ordinal);
        Assert.Contains("窗口说要收工本费", shown.Text("#asked"), StringComparison.Ordinal);
        // Who was signed in as he tapped is told by a message as well.
        var resident = await world.SignIn("shinan-person");
        var own = (await resident.Submit(await resident.Get($"/items/{Food}"), $"/items/{Food}/feedback", ("unclear", "fees"))).Location!.Split('/', '?')[2];
        await editor.Submit(await editor.Get($"{AnswerFeedback.Path}/{own}"), $"{AnswerFeedback.Path}/{own}", ("answer", "不收费，页面上已经写清楚。"));
        await world.Settle();
        var inbox = (await resident.Get("/my/messages")).Page.QuerySelectorAll("main a").Where(a => a.TextContent.Contains("您的反馈有了答复", StringComparison.Ordinal)).ToList();
        Assert.NotNull((await resident.Get(Assert.Single(inbox).GetAttribute("href")!)).Page.QuerySelector($"main a[href='/feedback/{own}']"));
        Assert.Contains("已经答复", (await visitor.Submit(ticket, $"/feedback/{code}", ("said", "再补一句"))).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tap_names_an_element_that_is_there_and_taps_are_few()
    {
        await using var world = await World.Start(World.Sqlite);
        var visitor = world.Browser();
        var guide = await visitor.Get($"/items/{Food}");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Submit(guide, $"/items/{Food}/feedback", ("wrong", "nothing"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Submit(guide, $"/items/{Food}/feedback")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/feedback/2345678923")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Get("/feedback?code=123")).Status);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 12; i++) last = (await visitor.Submit(guide, $"/items/{Food}/feedback", ("unclear", "materials"))).Status;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }
}
