using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Ui;
using OneWindow.Contracts;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ArrangeVisit by the office, AgreeVisit by the applicant, InspectSite on the phone.</summary>
public sealed class InspectSiteTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_visit_is_agreed_recorded_on_site_with_photographs_and_what_failed_stands_in_the_review(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, applicant) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), (await Applicant.SignIn(world)).Browser);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        (await reviewer.Act(number, "procedure", (RunProcedure.BegunField, "inspection"))).IsDone(number);
        var work = await reviewer.Get(Workbench.PageOf(number));
        string Officer(string name) => work.Page.QuerySelectorAll($"[name='{ArrangeVisit.FirstField}']").First(i => i.ParentElement!.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("value")!;
        var (first, second) = (Officer("宋知行"), Officer("程知远"));
        Assert.DoesNotContain(work.Page.QuerySelectorAll($"[name='{ArrangeVisit.FirstField}']"), i => i.ParentElement!.TextContent.Contains("穆清风", StringComparison.Ordinal));
        (await reviewer.Act(
            number, "visit", (ArrangeVisit.DayField, "2025-03-05"), (ArrangeVisit.HourField, "09:30"), (ArrangeVisit.FirstField, first), (ArrangeVisit.SecondField, second))).IsDone(number);
        await world.Settle();
        Assert.Contains("现场核查", (await (await world.SignIn("shinan-reviewer-3")).Get("/work/tasks")).Text("tbody"), StringComparison.Ordinal);

        Assert.Contains("请确认现场核查的日期", (await applicant.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        var own = await applicant.Get($"/cases/{number}/inspection");
        Assert.Contains("生熟分开", own.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"/cases/{number}", (await applicant.Submit(
            own, $"/cases/{number}/inspection", (AgreeVisit.AnswerField, AgreeVisit.Moved), (AgreeVisit.DayField, "2025-03-06"), (AgreeVisit.HourField, "10:00"), (AgreeVisit.WhyField, "当天停电。"))).Location);
        (await reviewer.Act(number, "visit")).IsDone(number);

        var path = InspectSite.PathOf(number);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.Get(path)).Status);
        await world.MoveTo("2025-03-06 10:00");
        var form = await reviewer.Get(path);
        Assert.Equal(HttpStatusCode.OK, form.Status);
        var key = form.Page.QuerySelector($"input[name='{ActKey.Field}']")!.GetAttribute("value")!;
        (string, string)[] Filled(params (string, string)[] more) =>
        [
            (ActKey.Field, key), ("result-layout", "passed"), ("result-environment", "passed"), ("result-water", "failed"), ("result-equipment", "passed"), ("result-people", "passed"),
            ("officer-name-1", "宋知行"), ("officer-name-2", "程知远"), (InspectSite.ApplicantField, "苏景澄"), (InspectSite.DrawnField, "M1 2 L3 4 "), (InspectSite.ConfirmField, "on"), .. more,
        ];
        var again = await reviewer.Upload(path, Filled(), "photo-water", "drain.png", Sheets.Png);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("哪里不合格", again.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("已经上传 1 张", again.Text("main"), StringComparison.Ordinal);
        var done = await reviewer.Upload(path, Filled(("note-water", "地漏没有网罩。")), "photo-water", "drain.png", Sheets.Png);
        Assert.Equal($"/work/cases/{number}#site", done.Location);
        Assert.Equal(done.Location, (await reviewer.Upload(path, Filled(("note-water", "地漏没有网罩。")), "photo-water", "drain.png", Sheets.Png)).Location);

        var file = (await world.Services.GetRequiredService<ICases>().Files(number)).Single(f => f.Material == "photo-water");
        Assert.Equal((await world.Services.GetRequiredService<IMaterials>().Find(file.File))!.Hash, file.Hash);
        var page = await reviewer.Get(Workbench.PageOf(number));
        Assert.Contains("不合格：供水和排水（《中华人民共和国食品安全法》第三十三条）", page.Text("section[aria-labelledby=site]"), StringComparison.Ordinal);
        Assert.Contains(Workbench.EveryCheck(page), check => check.Item2 == "site-water");
        Assert.Contains("地漏没有网罩。", (await applicant.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Closed("批准").Why);
    }

    [Fact]
    public async Task The_worker_that_keeps_the_form_for_a_site_without_a_network_is_served_under_its_own_address()
    {
        await using var world = await World.Start(World.Sqlite);
        foreach (var script in new[] { "/workbench/inspection.js", "/workbench/inspection-worker.js" })
        {
            var answer = await world.Browser().Get(script);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("'use strict'", answer.Body, StringComparison.Ordinal);
        }
    }
}
