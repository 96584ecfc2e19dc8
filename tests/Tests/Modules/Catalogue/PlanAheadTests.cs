using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="PlanAhead"/>, <see cref="AskWhich"/> and <see cref="AheadPlan"/>.</summary>
public sealed class PlanAheadTests
{
    private const string Restaurant = "/plan?trade=restaurant&place=370202000000&start=2025-03-10";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static Guide? Shinan(string item) => SeedItemsTests.All.FirstOrDefault(g => g.Item == $"370202-{item}" || g.Item == $"370200-{item}");

    [Fact]
    public void Every_permit_and_every_way_leads_to_an_item_of_the_demonstration()
    {
        foreach (var trade in Guidance.Trades)
        {
            Assert.All(trade.Permits, p => Assert.NotNull(Shinan(p.Item)));
            Assert.All(trade.Permits.SelectMany(p => p.Needs), n => Assert.Contains(trade.Permits, p => p.Item == n));
            Assert.All(trade.Permits.Select(p => p.OnlyIf).OfType<Situation>(), s => Assert.Contains(trade.Questions, q => q.Id == s.Field && q.Choices.Contains(s.Value)));
            foreach (var permit in trade.Permits)
                Assert.All(permit.Answers.Keys.Concat(permit.Fields.Values), f => Assert.Contains(Shinan(permit.Item)!.Fields, field => field.Id == f));
            if (trade.Bundle is { } bundle) Assert.All(bundle.Answers.Keys.Concat(bundle.Fields.Values), f => Assert.Contains(Shinan(bundle.Item)!.Fields, field => field.Id == f));
        }

        foreach (var answer in Guidance.Ways.SelectMany(q => q.Answers))
        {
            Assert.True(answer.To is null || Guidance.Ways.Any(q => q.Id == answer.To), answer.Words);
            Assert.True(answer.Plan is null || Guidance.Trades.Any(t => t.Id == answer.Plan), answer.Words);
            Assert.True(answer.Item is null || SeedItemsTests.All.Any(g => g.Item.EndsWith($"-{answer.Item}", StringComparison.Ordinal)), answer.Item);
        }
    }

    [Fact]
    public void Days_are_counted_by_the_calendar_and_the_longest_way_is_marked()
    {
        var trade = Guidance.Trades.First(t => t.Id == "restaurant");
        var calendar = TheLaw.Calendar;
        // A Saturday: nothing is filed before Monday.
        var plan = AheadPlan.Of(trade, trade.Answers(_ => null), Shinan, new DateOnly(2025, 3, 8), calendar);
        Assert.Equal(new DateOnly(2025, 3, 10), plan.Start);
        var food = plan.Steps.Single(s => s.Permit.Item == "food-business");
        var fire = plan.Steps.Single(s => s.Permit.Item == "fire-filing");
        var company = plan.Steps.Single(s => s.Permit.Item == "company-registration");
        Assert.True(company.By <= fire.From && fire.By <= food.From, "what waits is filed after what it waits for");
        // Ten promised working days and five of the site visit.
        Assert.Equal(15, calendar.WorkingDaysBetween(food.From, food.By));
        Assert.Equal(plan.End, plan.Steps.Where(s => s.Critical).Max(s => s.By));
        Assert.Contains(food, plan.Steps.Where(s => s.Critical));
        Assert.DoesNotContain(plan.Steps, s => s.Permit.Item == "tobacco-retail");
        Assert.All(plan.Steps, s => Assert.True(calendar.IsWorkingDay(s.From), s.Guide.Name));

        // Who has a licence already does not register, and is done sooner.
        var owner = AheadPlan.Of(trade, trade.Answers(q => q == "body" ? "已经有营业执照" : null), Shinan, new DateOnly(2025, 3, 8), calendar);
        Assert.DoesNotContain(owner.Steps, s => s.Permit.Item == "company-registration");
        Assert.True(owner.End <= plan.End);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_founder_sees_it_all_without_signing_in_keeps_it_and_is_told_of_a_new_version(string database)
    {
        await using var world = await World.Start(database);
        var visitor = world.Browser();
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/plan")).Status);
        var page = await visitor.Get($"{Restaurant}&a.body=先注册公司&a.scale=小型餐馆&a.tobacco=是");
        var text = page.Text("#plan");
        Assert.Contains("食品经营许可", text, StringComparison.Ordinal);
        Assert.Contains("烟草专卖零售许可", text, StringComparison.Ordinal);
        Assert.Contains("生熟分开", text, StringComparison.Ordinal);
        Assert.Contains("《中华人民共和国食品安全法》第三十三条", text, StringComparison.Ordinal);
        Assert.Contains("决定总时间", text, StringComparison.Ordinal);
        Assert.Contains("最多跑", text, StringComparison.Ordinal);
        Assert.DoesNotContain("食品检验能力说明", text, StringComparison.Ordinal);
        Assert.Contains("健康证明", text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("a[href^='/items/370202-food-business/apply?s.']"));
        Assert.NotNull(page.Page.QuerySelector("a[href^='/items/370202-start-business/apply?']"));
        // What is not of the list is the first choice, never an error.
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/plan?trade=restaurant&place=xx&start=1999-99-99&a.body=<script>")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/plan?trade=nothing")).Status);

        // Elsewhere: what the place has not published is said, not guessed.
        Assert.Contains("还没有公布", (await visitor.Get("/plan?trade=clinic&place=500103000000")).Text("main"), StringComparison.Ordinal);

        var keep = page.Page.QuerySelector("a[href^='/plan/keep']")!.GetAttribute("href")!;
        var founder = await world.SignIn("shinan-company");
        await founder.Submit(await founder.Get(keep), keep);
        await founder.Submit(await founder.Get(keep), keep);
        var kept = await founder.Get("/my/plans");
        Assert.Single(kept.Page.QuerySelectorAll("main .results li"));
        Assert.DoesNotContain("有更新", kept.Text("main .results"), StringComparison.Ordinal);
        Assert.Empty((await (await world.SignIn("shinan-person")).Get("/my/plans")).Page.QuerySelectorAll("main .results li"));

        await using (var scope = world.Services.CreateAsyncScope())
        {
            var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current("370202-food-business", Cancel))!;
            await Publication.Publish(scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [guide with { Visits = guide.Visits + 1 }], "somebody", world.Now, Cancel);
        }

        await world.Settle();
        Assert.Contains("食品经营许可", (await founder.Get("/my/plans")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("有更新", (await founder.Get("/my/plans")).Text("main .results"), StringComparison.Ordinal);
        Assert.Contains("办事指南有更新", (await founder.Get("/")).Text("main"), StringComparison.Ordinal);
        // By a message too, one for a version; to nobody else.
        async Task<int> Told(Browser who) => (await who.Get("/my/messages")).Page.QuerySelectorAll("main a").Count(a => a.TextContent.Contains("您留存的计划里有指南更新了", StringComparison.Ordinal));
        Assert.Equal((1, 0), (await Told(founder), await Told(await world.SignIn("shinan-person"))));
        await world.Settle();
        Assert.Equal(1, await Told(founder));
        var message = (await founder.Get("/my/messages")).Page.QuerySelectorAll("main a").First(a => a.TextContent.Contains("您留存的计划里有指南更新了", StringComparison.Ordinal)).GetAttribute("href")!;
        var read = await founder.Get(message);
        Assert.Contains("“食品经营许可", read.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(read.Page.QuerySelector("main a[href^='/plan?']"));

        var removal = kept.Page.QuerySelector("form[action^='/my/plans/']")!.GetAttribute("action")!;
        await (await world.SignIn("shinan-person")).Post(removal, []);
        Assert.Single((await founder.Get("/my/plans")).Page.QuerySelectorAll("main .results li"));
        await founder.Submit(kept, removal);
        Assert.Empty((await founder.Get("/my/plans")).Page.QuerySelectorAll("main .results li"));
    }

    [Fact]
    public async Task What_the_plan_knows_is_carried_into_the_draft()
    {
        await using var world = await World.Start(World.Sqlite);
        var founder = await world.SignIn("shinan-company");
        var draft = (await founder.Get("/items/370202-food-business/apply?s.business=餐饮服务&s.scale=大型餐馆&s.manager=别人&s.online=也许")).Location!;
        var pages = new List<string>();
        foreach (var step in new[] { "", "/steps/business", "/steps/premises" }) pages.Add((await founder.Get(draft + step)).Body);
        Assert.Contains(pages, p => p.Contains("大型餐馆", StringComparison.Ordinal));
        Assert.DoesNotContain(pages, p => p.Contains("value=\"别人\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_few_questions_lead_to_the_very_item()
    {
        await using var world = await World.Start(World.Sqlite);
        var visitor = world.Browser();
        var first = await visitor.Get("/which");
        var next = first.Page.QuerySelectorAll("main .results a").First(a => a.TextContent.Contains("失业", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.NotNull((await visitor.Get(next)).Page.QuerySelector("a[href='/items/370202-unemployment-benefit']"));
        Assert.NotNull((await visitor.Get("/which?at=business")).Page.QuerySelector("a[href^='/plan?trade=restaurant']"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/which?at=nowhere")).Status);
    }
}
