using System.Net;
using OneWindow.Cases;
using OneWindow.Ui;
using OneWindow.Tests.Modules.Identity;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>预约 by a relative: the day of a visit (AgreeVisit), and nothing else of the case.</summary>
public sealed class BookedByRelativeTests
{
    [Fact]
    public async Task A_relative_with_the_power_to_book_moves_the_day_of_a_visit_and_sees_and_does_nothing_else()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        var (clerk, reviewer, company, relative) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-company"), await world.SignIn("shinan-person"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        (await reviewer.Act(number, "procedure", (RunProcedure.BegunField, "inspection"))).IsDone(number);
        var work = await reviewer.Get(Workbench.PageOf(number));
        string Officer(string name) => work.Page.QuerySelectorAll($"[name='{ArrangeVisit.FirstField}']").First(i => i.ParentElement!.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("value")!;
        (await reviewer.Act(
            number, "visit", (ArrangeVisit.DayField, "2025-03-05"), (ArrangeVisit.HourField, "09:30"), (ArrangeVisit.FirstField, Officer("宋知行")), (ArrangeVisit.SecondField, Officer("程知远")))).IsDone(number);

        async Task Entrust(string power)
        {
            await company.Post("/account/authorities/new",
            [
                ("kind", "Relative"), ("name", "林晓舟"), ("number", "370299198803160212"), ("powers", power), ("scope", "all"), ("from", "2025-03-03"), ("until", "2025-12-31"),
            ]);
            await relative.Post((await relative.Get("/account/acting")).Page.QuerySelector("form[action$='/accept']")!.GetAttribute("action")!, []);
        }

        // Progress shows the page, and books nothing.
        await Entrust("Progress");
        await GivenAuthorityTests.PutOn(relative, "青岛示范湾餐饮有限公司");
        Assert.DoesNotContain((await relative.Get($"/cases/{number}/inspection")).Page.QuerySelectorAll("main form"), f => f.GetAttribute("action") == $"/cases/{number}/inspection");
        var forced = await relative.Post($"/cases/{number}/inspection", [(AgreeVisit.AnswerField, AgreeVisit.Agreed), (ActKey.Field, ActKey.New())]);
        Assert.Contains("委托的权限不含“陈述申辩、听证和配合核查”或者“预约”", forced.Text("main"), StringComparison.Ordinal);
        await company.Post((await company.Get("/account/authorities")).Page.QuerySelectorAll("form[action$='/end']").First(f => f.ParentElement!.TextContent.Contains("林晓舟", StringComparison.Ordinal)).GetAttribute("action")!, []);

        relative = await world.SignIn("shinan-person");
        await Entrust("Book");
        await GivenAuthorityTests.PutOn(relative, "青岛示范湾餐饮有限公司");
        Assert.Equal(HttpStatusCode.NotFound, (await relative.Get($"/cases/{number}")).Status);
        var own = await relative.Get($"/cases/{number}/inspection");
        Assert.Equal($"/cases/{number}/inspection", (await relative.Submit(
            own, $"/cases/{number}/inspection", (AgreeVisit.AnswerField, AgreeVisit.Moved), (AgreeVisit.DayField, "2025-03-06"), (AgreeVisit.HourField, "10:00"), (AgreeVisit.WhyField, "当天不在家。"))).Location);
        Assert.Contains("2025年3月6日", (await relative.Get($"/cases/{number}/inspection")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await relative.Get($"/cases/{number}/withdrawal")).Status);
        await world.Settle();
        Assert.Contains("答复了现场核查的日期", (await company.Get("/account/authorities")).Text("main"), StringComparison.Ordinal);
    }
}
