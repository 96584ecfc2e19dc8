using System.Net;
using OneWindow.Cases;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ReviewCase and DecideCase: who may, with what, and what stops it.</summary>
public sealed class ReviewCaseTests
{
    private const string OnTheSpot = "370202-public-place-hygiene-commitment";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-27-2")]
    [Clause("HY-14-7")]
    public async Task Every_material_and_condition_is_checked_before_a_decision(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInHuyi);
        var (clerk, reviewer) = (await world.SignIn("huyi-clerk"), await world.SignIn("huyi-reviewer"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Contains("还未经过", (await clerk.Get(Workbench.PageOf(number))).Closed("登记送达").Why, StringComparison.Ordinal);
        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        var checks = Workbench.EveryCheck(page);
        Assert.Equal(8 + 4, checks.Length);

        var short1 = await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", [.. checks.Skip(1), (ReviewCase.OpinionField, "基本符合")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, short1.Status);
        Assert.Contains("还有1项没有核对", short1.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(checks.Length - 1, short1.Page.QuerySelectorAll($"input[name='{ReviewCase.ChecksField}'][checked]").Length);
        Assert.Equal("基本符合", short1.Page.QuerySelector($"textarea[name='{ReviewCase.OpinionField}']")!.TextContent);
        var (why, basis) = page.Closed("批准");
        Assert.Contains("审查意见还没有登记完整", why, StringComparison.Ordinal);
        Assert.NotNull(basis);
        var tried = await reviewer.Post($"{Workbench.PageOf(number)}/approval", [("version", "3"), ("act", ActKey.New())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);

        (await reviewer.Submit(short1, $"{Workbench.PageOf(number)}/review-record", checks)).IsDone(number);
        var silent = await reviewer.Act(number, "refusal");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal($"#f-{DecideCase.ReasonsField}", silent.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        (await reviewer.Act(number, "refusal", (DecideCase.ReasonsField, "现场布局与图纸不符。"))).IsDone(number);
        Assert.Equal(CaseStatus.Refused, (await world.State(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-25-1")]
    [Clause("QD-38-2")]
    public async Task Who_received_does_not_review_but_on_the_spot(string database)
    {
        await using var world = await World.Start(database);
        var ordinary = await world.File();
        var chief = await world.SignIn("shinan-chief");
        (await chief.Act(ordinary, "acceptance")).IsDone(ordinary);
        var page = await chief.Get(Workbench.PageOf(ordinary));
        Assert.Contains("受理人不能审查自己受理的件", page.Closed("开始审查").Why, StringComparison.Ordinal);
        var tried = await chief.Post($"{Workbench.PageOf(ordinary)}/review", [("version", "2"), ("act", ActKey.New())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        Assert.Contains("受理人不能审查自己受理的件", tried.Text(".error-summary"), StringComparison.Ordinal);
        (await (await world.SignIn("shinan-reviewer")).Act(ordinary, "review")).IsDone(ordinary);

        var spot = await world.File(OnTheSpot);
        (await chief.Act(spot, "acceptance")).IsDone(spot);
        (await chief.Act(spot, "approval")).IsDone(spot);
        Assert.Equal(CaseStatus.Approved, (await world.State(spot)).Status);
        var clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(spot, "delivery")).IsDone(spot);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-13-9")]
    public async Task Materials_that_did_not_follow_become_a_drafted_refusal_that_somebody_signs(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInHuyi, "application", "layout");
        var (clerk, reviewer) = (await world.SignIn("huyi-clerk"), await world.SignIn("huyi-reviewer"));
        (await clerk.Act(number, "tolerant-acceptance", (AcceptIncompleteCase.DueField, "2025-03-11"))).IsDone(number);
        await world.MoveTo("2025-03-12 00:00");
        (clerk, reviewer) = (await world.SignIn("huyi-clerk"), await world.SignIn("huyi-reviewer"));
        Assert.Single((await reviewer.Get("/work/to-decide")).Page.QuerySelectorAll(".work-list tbody tr"));
        Assert.Single((await clerk.Get("/work/alerts")).Page.QuerySelectorAll(".work-list tbody tr"));
        var page = await reviewer.Get(Workbench.PageOf(number));
        Assert.NotNull(page.Closed("批准").Basis);
        var draft = page.Page.QuerySelector($"textarea[name='{DecideCase.ReasonsField}']")!.TextContent;
        Assert.Contains("《食品安全规章制度文本》", draft, StringComparison.Ordinal);
        Assert.Contains("2025年3月11日", draft, StringComparison.Ordinal);
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/refusal")).IsDone(number);
        Assert.Equal(CaseStatus.Refused, (await world.State(number)).Status);
    }
}
