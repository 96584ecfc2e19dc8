using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>期限预警 (WarnInTime, ReadWarnings): every rung reaches its owner once, whatever becomes of process and clock.</summary>
public sealed class WarningTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static async Task<IReadOnlyList<string>> Sent(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<CasesDb>().Warnings.AsNoTracking().ToListAsync();
        return [.. rows.Select(w => $"{w.Rung} {w.Owner}").Order(StringComparer.Ordinal)];
    }

    private static async Task<int> Rows(World world, string user) => (await (await world.SignIn(user)).Get(ReadWarnings.Path)).Page.QuerySelectorAll(".work-list tbody tr").Length;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_rung_reaches_its_owner_once_also_after_a_restart_and_a_jump_of_the_clock(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        (await (await world.SignIn("shinan-clerk")).Act(number, "acceptance")).IsDone(number);
        await world.MoveTo("2025-03-10 23:59");
        Assert.Empty(await Sent(world));
        await world.MoveTo("2025-03-11 00:00");
        Assert.Equal(["half Handler"], await Sent(world));
        await world.Stop();

        await using (var again = await World.Open(world.Options))
        {
            await again.Settle();
            Assert.Equal(["half Handler"], await Sent(again));
            Assert.Equal((1, 0, 0), (await Rows(again, "shinan-reviewer"), await Rows(again, "shinan-chief"), await Rows(again, "shinan-officer")));
            // Two sweeps at once, over three rungs that fell due while nobody was there.
            await again.MoveTo("2025-03-13 12:00");
            await again.MoveTo("2025-03-20 09:00");
            var sweep = again.Services.GetRequiredService<WarnInTime>();
            await Task.WhenAll(sweep.RunDue(default), sweep.RunDue(default));
            string[] all = ["1 working-day-before Handler", "due Chief", "half Handler", "overdue Supervisor"];
            Assert.Equal(all, await Sent(again));
            // A mark that was lost does not send twice either: the message's own key stands.
            await using (var scope = again.Services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
                var watch = await db.Watches.SingleAsync();
                (watch.Sent, watch.NextAt) = ("", new Instant(1));
                await db.SaveChangesAsync();
            }

            await sweep.RunDue(default);
            Assert.Equal(all, await Sent(again));
            Assert.Equal((2, 1, 1), (await Rows(again, "shinan-reviewer"), await Rows(again, "shinan-chief"), await Rows(again, "shinan-officer")));
            Assert.Equal((0, 0), (await Rows(again, "huyi-reviewer"), await Rows(again, "huyi-officer")));

            var officer = await again.SignIn("shinan-officer");
            var page = await officer.Get(ReadWarnings.Path);
            Assert.Contains("已超过期限", page.Text(".work-list tbody"), StringComparison.Ordinal);
            var action = page.Page.QuerySelector(".work-list form")!.GetAttribute("action")!;
            Assert.Equal(ReadWarnings.Path, (await officer.Submit(page, action)).Location);
            // Seen, and still there for good.
            Assert.Contains("已看过", (await officer.Get(ReadWarnings.Path)).Text(".work-list tbody"), StringComparison.Ordinal);
            Assert.Contains(Alert.PromiseMissed, (await again.State(number)).Alerts);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_decided_in_time_warns_nobody(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var office = new Office(world);
        await office.Do($"{number}", new Accept());
        await world.Settle();
        await office.Decide($"{number}", DeliveryMode.Counter);
        await world.MoveTo("2025-04-20 09:00");
        Assert.Empty(await Sent(world));
    }

    [Fact]
    public void Rungs_follow_the_clock_and_stand_still_with_it()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with
        {
            PromisedLimit = TimeLimit.WorkingDays(10), SpecialProcedures = [new SpecialProcedure("testing", "检验", null, new LegalBasis("示范法", "第一条"))],
        }).Accepted().Then(Story.ClerkOf(TheLaw.Shinan) with { Id = "r", Role = Role.Reviewer, Organisation = "org" }, new BeginReview());
        Instant At(string key) => WarningRungs.Set(story.State, story.Context, story.Now).Single(r => r.Rung.Key == key).At;
        Assert.Equal(World.At("2024-03-12 00:00"), At(WarningRungs.Half));
        Assert.Equal(World.At("2024-03-15 00:00"), At("1 working-day-before"));
        Assert.Equal(World.At("2024-03-18 00:00"), At(WarningRungs.Due));
        Assert.Equal(World.At("2024-03-19 00:00"), At(WarningRungs.Overdue));
        var decided = story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new Approve());
        Assert.Empty(WarningRungs.Set(decided.State, decided.Context, decided.Now));
        // What is decided on the spot has its day alone.
        var spot = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { OnTheSpot = true, PromisedLimit = TimeLimit.OnTheSpot, StatutoryLimit = TimeLimit.WorkingDays(20) }).Accepted();
        Assert.DoesNotContain(WarningRungs.Set(spot.State, spot.Context, spot.Now), r => r.Rung.Key == WarningRungs.Half);
    }

}
