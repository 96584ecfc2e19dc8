using System.Net;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>TakeLeave, and who handles what is held by somebody who is away.</summary>
public sealed class TakeLeaveTests
{
    private static readonly DateOnly Monday = new(2025, 3, 3);
    private static readonly string[] Staff = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task What_an_absent_reviewer_holds_goes_to_his_stand_in_and_what_a_leaver_holds_back_to_his_office(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, second, system) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-reviewer-3"), await world.SignIn("system-admin"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "claim")).IsDone(number);
        await world.Settle();
        var holder = (await world.State(number)).Work!.Held!.By;

        // Nobody who decides goes without a stand-in.
        var alone = await Leave(reviewer, null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.Status);
        Assert.Contains("须有同一机构、同一岗位的同事代班", alone.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Leave(reviewer, "程知远")).Status);
        Assert.Contains("已经登记过请假", (await Leave(reviewer, "穆清风")).Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("正替同事代班", (await Leave(second, "穆清风")).Text(".error-summary"), StringComparison.Ordinal);
        await world.Settle();
        var stood = (await world.State(number)).Work!.Held!;
        Assert.NotEqual(holder, stood.By);
        var log = (await second.Get(Workbench.PageOf(number))).Text(".log");
        Assert.Contains("宋知行请假，由代班的程知远接办", log, StringComparison.Ordinal);
        (await second.Act(number, "review")).IsDone(number);

        // Who leaves: shut out, and nothing stays with nobody.
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post($"/workbench/people/{stood.By}/closing", [("reason", "调离本单位")])).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await second.Get("/work")).Status);
        await world.Settle();
        Assert.Null((await world.State(number)).Work?.Held);
    }

    [Fact]
    public async Task Where_nobody_can_stand_in_the_page_says_so_and_what_to_do_and_offers_no_form_that_would_be_refused()
    {
        await using var world = await World.Start(World.Sqlite);
        var alone = await (await world.SignIn("shinan-chief")).Get("/account/absences");
        Assert.Contains("没有能替您代班的同事", alone.Text("main"), StringComparison.Ordinal);
        Assert.Contains("请系统管理员给一位同事加上这个岗位", alone.Text("main"), StringComparison.Ordinal);
        Assert.Null(alone.Page.QuerySelector("main input[name=from]"));
    }

    [Fact]
    public async Task A_stand_in_who_has_an_interest_gets_nothing_and_the_office_takes_it_up()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        var reviewer = await world.SignIn("shinan-reviewer");
        (await (await world.SignIn("shinan-clerk")).Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "claim")).IsDone(number);
        await world.Settle();
        // 穆清风 is related to the applicant's representative.
        Assert.Equal(HttpStatusCode.Redirect, (await Leave(reviewer, "穆清风")).Status);
        await world.Settle();
        Assert.Null((await world.State(number)).Work?.Held);
        var third = await world.SignIn("shinan-reviewer-3");
        Assert.Contains("宋知行请假，放回本单位", (await third.Get(Workbench.PageOf(number))).Text(".log"), StringComparison.Ordinal);
        (await third.Act(number, "claim")).IsDone(number);
    }

    [Fact]
    public void Whatever_absences_leavings_and_posts_every_case_has_one_present_handler_or_its_office()
    {
        var op = Gen.Choose(0, 5).SelectMany(kind => Gen.Choose(0, 4).SelectMany(who => Gen.Choose(0, 5).SelectMany(other => Gen.Choose(0, 9).SelectMany(day => Gen.Choose(0, 4).Select(days => (kind, who, other, day, days))))));
        Prop.ForAll(op.ListOf(60).ToArbitrary(), steps =>
        {
            var office = new Office();
            foreach (var (kind, who, other, day, days) in steps)
            {
                office.Step(kind, Staff[who], other < Staff.Length ? Staff[other] : null, day, days);
                office.HandOn();
                if (office.Cases.Values.Any(h => h is not null && !office.Present(h))) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<Answer> Leave(Browser browser, string? standIn)
    {
        var page = await browser.Get("/account/absences");
        var chosen = standIn is null ? "" : page.Page.QuerySelectorAll("select[name=stand-in] option").First(o => o.TextContent.Contains(standIn, StringComparison.Ordinal)).GetAttribute("value")!;
        return await browser.Submit(page, "/account/absences", ("from", "2025-03-03"), ("until", "2025-03-07"), ("stand-in", chosen));
    }

    /// <summary>Five reviewers, two of whom may have moved or left, ten cases, and days that pass.</summary>
    private sealed class Office
    {
        private readonly HashSet<string> open = [.. Staff];
        private readonly HashSet<string> holds = [.. Staff];
        private readonly List<Absence> known = [];
        private DateOnly today = Monday;

        public Dictionary<int, string?> Cases { get; } = Enumerable.Range(0, 10).ToDictionary(i => i, _ => (string?)null);

        public bool Present(string who) => open.Contains(who) && holds.Contains(who) && !known.Exists(a => a.Account == who && a.On(today));

        public void Step(int kind, string who, string? other, int day, int days)
        {
            switch (kind)
            {
                case 0 when open.Contains(who):
                    var asked = new Absence(who, today.AddDays(day), today.AddDays(day + days), other == who ? null : other);
                    if (AbsenceRules.Check(asked, Role.Reviewer, known, [.. Staff.Where(s => s != who && open.Contains(s) && holds.Contains(s))], today) is null) known.Add(asked);
                    break;
                case 1 when day == 0:
                    open.Remove(who);
                    break;
                case 2 when day == 1 && !holds.Remove(who):
                    holds.Add(who);
                    break;
                case 3:
                    today = today.AddDays(days);
                    break;
                default:
                    if (Cases[day] is null && Present(who)) Cases[day] = who;
                    break;
            }
        }

        public void HandOn()
        {
            foreach (var (number, holder) in Cases.ToList())
            {
                if (holder is not null && AbsenceRules.Of(holder, open.Contains(holder), holds.Contains(holder), known, Present, today) is { } away) Cases[number] = away.StandIn;
            }
        }
    }
}
