using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

public sealed class LaneTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task The_same_act_twice_is_one_act_and_answers_alike(string database)
    {
        await using var world = await World.Start(database);
        var cases = new FiledCases(world);
        var (guide, number) = (await cases.Guide(), await cases.File());
        var first = await cases.Do(number, FiledCases.Clerk(guide), new Accept(), "the-same");
        var second = await cases.Do(number, FiledCases.Clerk(guide), new Accept(), "the-same");
        Assert.Equal(first.State.Version, second.State.Version);
        Assert.Equal(first.Events[0].Body, second.Events[0].Body);
        Assert.Equal(2, (await world.Services.GetRequiredService<ICases>().Log(number)).Count);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_act_that_rests_on_no_version_is_done_once_also_when_it_comes_often_and_at_once(string database)
    {
        await using var world = await World.Start(database);
        await using var other = await World.Open(world.Options);
        var (here, there) = (new FiledCases(world), new FiledCases(other));
        var (guide, number) = (await here.Guide(), await here.File());
        var clerk = FiledCases.Clerk(guide);
        var (a, b) = ((await here.Desk.Open(number))!, (await there.Desk.Open(number))!);
        var call = new RecordContact(ContactKind.Phone) { Paper = new string('a', 64) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? here.Desk.Do(a, clerk, call, "one-call") : there.Desk.Do(b, clerk, call, "one-call")));
        Assert.All(outcomes, o => Assert.True(o.Try(out var acted, out _) && acted.Events[0].Envelope.ActId == "one-call"));
        Assert.False((await here.Desk.Do(a, clerk with { Id = "other" }, call, "one-call")).Try(out _, out var why));
        Assert.Equal("cases.changed-meanwhile", why.Code);
        Assert.Equal(2, (await world.Services.GetRequiredService<ICases>().Log(number)).Count);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Of_many_who_act_on_one_case_at_once_one_wins_and_the_others_are_told(string database)
    {
        await using var world = await World.Start(database);
        var cases = new FiledCases(world);
        var (guide, number) = (await cases.Guide(), await cases.File());
        var open = (await cases.Desk.Open(number))!;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => cases.Desk.Do(open, FiledCases.Clerk(guide), new Accept(), $"a-{i}", seen: 1)));
        Assert.Single(outcomes, o => o.Try(out _, out _));
        Assert.All(outcomes.Where(o => !o.Try(out _, out _)), o => Assert.Equal("cases.changed-meanwhile", o.Match(_ => "", why => why.Code)));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Two_processes_on_one_database_never_both_win(string database)
    {
        await using var world = await World.Start(database);
        await using var other = await World.Open(world.Options);
        var (here, there) = (new FiledCases(world), new FiledCases(other));
        var guide = await here.Guide();
        for (var i = 0; i < 10; i++)
        {
            var number = await here.File();
            var (a, b) = ((await here.Desk.Open(number))!, (await there.Desk.Open(number))!);
            var outcomes = await Task.WhenAll(
                here.Desk.Do(a, FiledCases.Clerk(guide), new Accept(), "a"),
                there.Desk.Do(b, FiledCases.Clerk(guide) with { Id = "other" }, new Accept(), "b"));
            Assert.Single(outcomes, o => o.Try(out _, out _));
        }

        Assert.True((await Audits.Of(world)).Ok);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_lane_sees_what_another_process_did_to_a_case_that_it_left(string database)
    {
        await using var world = await World.Start(database);
        await using var other = await World.Open(world.Options);
        var (here, there) = (new FiledCases(world), new FiledCases(other));
        var (guide, number) = (await here.Guide(), await here.File());
        await there.Do(number, FiledCases.Clerk(guide), new Accept());
        var seen = await here.Do(number, FiledCases.Clerk(guide), new RecordContact(ContactKind.Phone) { Paper = new string('a', 64) }, "first-call");
        Assert.Equal((CaseStatus.Accepted, 3), (seen.State.Status, seen.State.Version));
        var again = await there.Do(number, FiledCases.Clerk(guide), new RecordContact(ContactKind.Phone) { Paper = new string('b', 64) }, "second-call");
        Assert.Equal(4, again.State.Version);
        Assert.True((await Audits.Of(world)).Ok);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_its_events_are_delivered(string database)
    {
        await using var world = await World.Start(database);
        var cases = new FiledCases(world);
        var guide = await cases.Guide();
        var numbers = new List<CaseNumber>();
        for (var i = 0; i < 5; i++) numbers.Add(await cases.File());
        await cases.Do(numbers[0], FiledCases.Clerk(guide), new Accept());
        await using var again = await World.Open(world.Options);
        var answers = again.Services.GetRequiredService<ICases>();
        foreach (var number in numbers) Assert.NotNull(await answers.Find(number));
        Assert.Equal("Accepted", (await answers.Find(numbers[0]))!.Status);
        await again.Settle();
        await using var scope = again.Services.CreateAsyncScope();
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<OneWindow.Storage.PlatformDb>().Outbox.CountAsync(o => o.Topic.StartsWith("case.")));
    }

    [Fact]
    public async Task A_case_that_many_read_costs_one_timer_and_the_sweep_fires_it_once()
    {
        await using var world = await World.Start(World.Sqlite);
        var cases = new FiledCases(world);
        var number = await cases.File(lacking: 1);
        await world.MoveTo("2025-03-11 00:01");
        var log = await world.Services.GetRequiredService<ICases>().Log(number);
        Assert.Equal(["case.submitted/1", "case.alerted/1", "case.accepted/1"], log.Select(e => e.Type));
        await world.Settle();
        Assert.Equal(3, (await world.Services.GetRequiredService<ICases>().Log(number)).Count);
    }

    [Fact]
    public async Task What_is_written_in_words_stands_sealed_beside_the_log_and_opens_for_its_reader()
    {
        await using var world = await World.Start(World.Sqlite);
        var cases = new FiledCases(world);
        var number = await cases.File(name: "欧阳测试");
        var entry = (await world.Services.GetRequiredService<ICases>().Log(number))[0];
        Assert.DoesNotContain("欧阳测试", entry.Body, StringComparison.Ordinal);
        Assert.Equal("欧阳测试", entry.Paper!.Value.GetProperty("form").GetProperty("name").GetString());
        var raw = await File.ReadAllBytesAsync(Path.Combine(world.Options.Data, "onewindow.db"));
        Assert.Equal(-1, raw.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("欧阳测试")));
    }
}
