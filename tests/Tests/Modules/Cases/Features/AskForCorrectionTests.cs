using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

public sealed class AskForCorrectionTests
{
    private const string Missing = "material:layout:missing";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-18-1")]
    public async Task One_notice_lists_everything_with_its_last_day_and_there_is_no_second(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await world.SignIn("yuzhong-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.Equal(
            [Missing, "material:rules:missing"],
            page.Page.QuerySelectorAll($"input[name='{AskForCorrection.DefectsField}'][checked]").Select(i => i.GetAttribute("value")));

        // Two of three: the field and one material, without the other.
        var untold = await clerk.Submit(
            page, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DefectsField, Missing), (AskForCorrection.DefectsField, "field:phone:incomplete"),
            (AskForCorrection.NoteField("layout"), "请标明各功能间尺寸"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, untold.Status);
        Assert.Contains("《食品安全规章制度文本》没有列入告知", untold.Text(".error-summary"), StringComparison.Ordinal);
        Assert.StartsWith("/why/", untold.Page.QuerySelector(".error-summary .basis a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("请标明各功能间尺寸", untold.Page.QuerySelector($"input[name='{AskForCorrection.NoteField("layout")}']")!.GetAttribute("value"));
        Assert.True(untold.Page.QuerySelector("input[value='field:phone:incomplete']")!.HasAttribute("checked"));

        var endless = await clerk.Submit(untold, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DueField, ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, endless.Status);
        Assert.Contains("请填写补正期限", endless.Text(".error-summary"), StringComparison.Ordinal);

        (await clerk.Submit(
            untold, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DefectsField, Missing), (AskForCorrection.DefectsField, "material:rules:missing"),
            (AskForCorrection.DefectsField, "field:phone:incomplete"))).IsDone(number);
        var state = await world.State(number);
        Assert.Equal(3, state.Correction!.Defects.Count);
        Assert.Equal(new DateOnly(2025, 3, 17), state.Correction.Due);
        var after = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("请标明各功能间尺寸", after.Text(".log"), StringComparison.Ordinal);
        Assert.Null(after.Page.QuerySelector($"form[action='{Workbench.PageOf(number)}/correction']"));
        Assert.NotNull(after.Closed("一次性告知补正").Basis);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-13-4")]
    public async Task A_notice_without_a_last_day_is_not_issued(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInHuyi, "application");
        var clerk = await world.SignIn("huyi-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        foreach (var day in new[] { "", "2025-03-03", "2025-12-31", "三月" })
        {
            var answer = await clerk.Submit(page, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DueField, day));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal($"#f-{AskForCorrection.DueField}", answer.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        }

        Assert.Equal(1, await world.Events(number));
        (await clerk.Submit(page, $"{Workbench.PageOf(number)}/correction")).IsDone(number);
        Assert.Equal(CaseStatus.CorrectionRequired, (await world.State(number)).Status);
        Assert.NotNull((await clerk.Get(Workbench.PageOf(number))).Closed("一次性告知补正").Basis);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nothing_beyond_the_guide_and_nothing_that_we_fetch_ourselves_can_be_asked_for(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await world.SignIn("yuzhong-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.Empty(page.Page.QuerySelectorAll("input[value^='material:business-licence']"));
        foreach (var asked in new[] { "material:business-licence:missing", "material:lease:missing", "material:layout:out-of-date", "field:favourite-colour:missing" })
        {
            var answer = await clerk.Submit(page, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DefectsField, asked));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        }

        Assert.Equal(1, await world.Events(number));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_period_is_made_longer_only_where_the_lapse_is_not_law(string database)
    {
        await using var world = await World.Start(database);
        var (yuzhong, shinan) = (await world.File(Workbench.FoodInYuzhong, "application"), await world.File(Workbench.FoodInShinan, "application"));
        var clerk = await world.SignIn("yuzhong-clerk");
        (await clerk.Act(yuzhong, "correction")).IsDone(yuzhong);
        Assert.Contains("不能延长", (await clerk.Get(Workbench.PageOf(yuzhong))).Closed("延长补正期限").Why, StringComparison.Ordinal);

        clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(shinan, "correction")).IsDone(shinan);
        (await clerk.Act(shinan, "correction-period", (AskForCorrection.ExtendedField, "2025-04-01"))).IsDone(shinan);
        Assert.Equal(new DateOnly(2025, 4, 1), (await world.State(shinan)).Correction!.Due);
    }
}
