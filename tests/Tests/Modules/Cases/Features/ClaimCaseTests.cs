using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ClaimCase at the workbench.</summary>
public sealed class ClaimCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Everybody_sees_who_holds_a_case_and_a_colleague_cannot_work_it_unknowingly(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, chief, officer) =
            (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"), await world.SignIn("shinan-officer"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "claim")).IsDone(number);
        var page = await chief.Get(Workbench.PageOf(number));
        Assert.Contains("宋知行（审查人员），自2025年3月3日（周一）09:00", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("由宋知行（审查人员）自2025年3月3日 09:00 领办", page.Closed("开始审查").Why, StringComparison.Ordinal);
        Assert.Contains("宋知行领办", (await clerk.Get("/work/to-review")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("领办", (await (await Applicant.SignIn(world)).Browser.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);

        var refused = await officer.Act(number, "release");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("写明理由", refused.Text(".error-summary"), StringComparison.Ordinal);
        (await officer.Act(number, "release", (ClaimCase.ReasonsField, "本人休假。"))).IsDone(number);
        (await chief.Act(number, "review")).IsDone(number);
        Assert.Contains("本人休假。", (await reviewer.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
    }
}
