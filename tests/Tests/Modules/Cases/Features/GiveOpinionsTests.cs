using System.Net;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>GiveOpinions by a co-operating unit from its ListReviewTasks, and what a reviewer asks of it: AskColleagues.</summary>
public sealed class GiveOpinionsTests
{
    private const string Item = "370202-construction-permit";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-21-5")]
    public async Task A_unit_finds_its_task_and_answers_it_and_every_way_to_accept_or_decide_is_shut_to_it(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = CaseNumber.Parse(await applicant.File(Item));
        var (clerk, reviewer, unit, other) =
            (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-survey-unit"), await world.SignIn("shinan-food-unit"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Empty((await unit.Get("/work/tasks")).Page.QuerySelectorAll("tbody tr"));
        (await reviewer.Act(number, "review")).IsDone(number);
        await world.Settle();

        Assert.Equal(ListReviewTasks.Path, (await unit.Get("/work")).Location);
        var path = $"/work/opinions/{number}/survey";
        Assert.Equal(path, (await unit.Get("/work/tasks")).Page.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Empty((await other.Get("/work/tasks")).Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.Get(path)).Status);

        foreach (var shut in WorkAct.All)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await unit.Post(shut.Address(number), [])).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await unit.Get(Workbench.PageOf(number))).Status);
        Assert.Contains("勘验评审科的意见", (await reviewer.Get(Workbench.PageOf(number))).Closed("不予批准").Why, StringComparison.Ordinal);

        var page = await unit.Get(path);
        Assert.Contains("施工场地是否具备施工条件", page.Text("main"), StringComparison.Ordinal);
        var file = page.Page.QuerySelector("main a[href^='/files/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await unit.Get(file)).Status);
        var empty = await unit.Submit(page, path, (GiveOpinions.AnswerField, "Agrees"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (empty.Status, empty.Page.QuerySelector("input[value=Agrees]")!.HasAttribute("checked")));
        Assert.Equal(ListReviewTasks.AfterOne, (await unit.Submit(page, path, (GiveOpinions.AnswerField, "Agrees"), (GiveOpinions.ReasonsField, "场地已经平整。"))).Location);
        await world.Settle();
        Assert.Empty((await unit.Get("/work/tasks")).Page.QuerySelectorAll("tbody tr"));
        var seen = await reviewer.Get(Workbench.PageOf(number));
        Assert.Contains("场地已经平整。", seen.Text("section[aria-labelledby=opinions]"), StringComparison.Ordinal);
        Assert.DoesNotContain("场地已经平整", (await applicant.Browser.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_asks_one_more_unit_and_sends_its_answer_back()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        var (clerk, reviewer, unit) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-survey-unit"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var blank = await reviewer.Act(number, "opinion-request", (AskColleagues.WhomField, "unit:勘验评审科"));
        Assert.Contains("请写明请对方答复什么", blank.Text(".error-summary"), StringComparison.Ordinal);
        (await reviewer.Act(number, "opinion-request", (AskColleagues.WhomField, "unit:勘验评审科"), (AskColleagues.QuestionField, "场所是否合格？"))).IsDone(number);
        await world.Settle();
        var path = $"/work/opinions/{number}/added-1";
        var page = await unit.Get(path);
        Assert.Contains("场所是否合格？", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(ListReviewTasks.AfterOne, (await unit.Submit(page, path, (GiveOpinions.AnswerField, "Objects"), (GiveOpinions.ReasonsField, "没看到。"))).Location);
        (await reviewer.Act(number, "send-back", (AskColleagues.BackField, "added-1"), (AskColleagues.BackReasonsField, "请实地看。"))).IsDone(number);
        Assert.Contains("请实地看。", (await unit.Get(path)).Text("main"), StringComparison.Ordinal);
    }
}
