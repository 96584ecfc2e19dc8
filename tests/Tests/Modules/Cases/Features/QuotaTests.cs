using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Cases;
using OneWindow.Ui;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>有数量限制的许可 (行政许可法 第五十七条).</summary>
public sealed class QuotaTests
{
    private static readonly LegalBasis Limiting = new("示范条例", "第八条", BasisType.AdministrativeRegulation);

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static async Task<World> Limited(string database, int count)
    {
        var world = await World.Start(database, "2024-03-04 09:00");
        await using var scope = world.Services.CreateAsyncScope();
        var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;
        await Publication.Publish(
            scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [guide with { Quota = new Quota(count, QuotaPeriod.Year, Limiting) }], "test", world.Now, default);
        world.Services.GetRequiredService<PublishedGuides>().Forget();
        return world;
    }

    private static async Task Review(Browser reviewer, CaseNumber number)
    {
        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", Workbench.EveryCheck(page))).IsDone(number);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-1-12")]
    public async Task A_deemed_acceptance_goes_before_by_its_day_of_receipt_and_the_last_place_is_given_once(string database)
    {
        await using var world = await Limited(database, 1);
        Assert.Contains("每年 1 个", (await world.Browser().Get($"/items/{Workbench.FoodInShinan}")).Text("#conditions"), StringComparison.Ordinal);
        var b = await world.File(Workbench.FoodInShinan, "application", "layout");
        await world.MoveTo("2024-03-06 09:00");
        var a = await world.File();
        (await (await world.SignIn("shinan-clerk")).Act(a, "acceptance")).IsDone(a);
        await world.MoveTo("2024-03-12 10:00");
        Assert.Equal((new DateOnly(2024, 3, 4), AcceptanceMode.Deemed), ((await world.State(b)).AcceptedOn, (await world.State(b)).Mode));
        await world.MoveTo("2024-03-13 09:00");
        var reviewer = await world.SignIn("shinan-reviewer");
        await Review(reviewer, a);
        await Review(reviewer, b);

        var (why, basis) = (await reviewer.Get(Workbench.PageOf(a))).Closed("批准");
        Assert.Contains($"{b.Grouped}在先", why, StringComparison.Ordinal);
        Assert.Contains("第五十七条", Uri.UnescapeDataString(basis!), StringComparison.Ordinal);
        var tried = await reviewer.Post($"{Workbench.PageOf(a)}/approval", [("version", $"{(await world.State(a)).Version}"), ("act", ActKey.New())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        Assert.Contains("应按受理先后", tried.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("排第 2 位", (await reviewer.Get(Workbench.PageOf(a))).Text("section[aria-labelledby=facts]"), StringComparison.Ordinal);
        // Only a law or an administrative regulation lets it pass, and a blank one is none.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.Act(a, "approval-out-of-order", (DecideCase.OrderLawField, ""))).Status);

        (await reviewer.Act(b, "approval")).IsDone(b);
        var used = await reviewer.Get(Workbench.PageOf(a));
        Assert.Contains("名额已按受理先后全部发出", used.Closed("批准").Why, StringComparison.Ordinal);
        Assert.Contains("名额已按受理先后全部发出", used.Closed("依法律不按次序批准").Why, StringComparison.Ordinal);
        (await reviewer.Submit(used, $"{Workbench.PageOf(a)}/refusal")).IsDone(a);
        await world.Settle();
        var refusal = (await world.Services.GetServices<INotices>().Single().Of(a)).Single(n => n.Kind == "refusal");
        var log = await world.Services.GetRequiredService<ICases>().Log(a);
        Assert.Equal("licensing-law-2019/第五十七条", log.Single(e => e.Type == "case.refused/1").Basis[0].ToString());
        Assert.Contains("2024年限定 1 个名额", log.Single(e => e.Type == "case.refused/1").Paper!.Value.GetProperty("reasons").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Code);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_ends_leaves_his_place_in_the_queue_and_two_never_take_the_same_place(string database)
    {
        await using var world = await Limited(database, 1);
        var (first, second) = (await world.File(), await world.File());
        var clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(first, "acceptance")).IsDone(first);
        (await clerk.Act(second, "acceptance")).IsDone(second);
        var reviewer = await world.SignIn("shinan-reviewer");
        await Review(reviewer, first);
        await Review(reviewer, second);
        var quotas = world.Services.GetRequiredService<Quotas>();
        var quota = new Quota(1, QuotaPeriod.Year, Limiting);
        var taken = await Task.WhenAll((await world.State(first), await world.State(second)) is var (one, two) ? [quotas.Take(one, quota), quotas.Take(two, quota)] : Array.Empty<Task<bool>>());
        Assert.Single(taken, won => won);
        await quotas.Free(first);
        await quotas.Free(second);

        Assert.NotNull((await reviewer.Get(Workbench.PageOf(second))).Closed("批准").Basis);
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var open = (await desk.Open(first))!;
        var applicant = new Actor("test-applicant", "苏景澄", Role.Applicant, RegionCode.Nation, null, open.State.Subject);
        Assert.True((await desk.Do(open, applicant, new Withdraw(), "withdraw")).Try(out _, out _));
        await world.Settle();
        (await reviewer.Act(second, "approval")).IsDone(second);
        // What stands granted keeps its place, whoever asks for it back.
        await quotas.Free(second);
        Assert.Equal(1, (await quotas.Queue((await world.State(first)) with { Status = CaseStatus.UnderReview }, await Guide(world), default))!.Taken);
    }

    private static async Task<Guide> Guide(World world) => (await world.Services.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;

    [Fact]
    [Clause("QD-1-12")]
    public void Nobody_is_passed_over_but_by_law()
    {
        var ahead = CaseNumber.From(TheLaw.Shinan, new DateOnly(2024, 3, 1), 0, 7);
        Story Reviewed(QuotaQueue queue) => Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { Quota = new Quota(2, QuotaPeriod.Year, Limiting) }).Accepted().Reviewed().Queued(queue);
        // A place is left for the one ahead and for this one.
        var fits = Reviewed(new QuotaQueue(2, 0, [ahead]));
        Assert.Equal("cases.in-order", fits.Refused(fits.Reviewer, new ApproveOutOfOrder(Limiting)).Code);
        Assert.Equal("cases.quota-not-exhausted", fits.Refused(fits.Reviewer, new Refuse { ForQuota = true, Paper = "p" }).Code);
        fits.Then(fits.Reviewer, new Approve());

        var waits = Reviewed(new QuotaQueue(2, 1, [ahead]));
        Assert.Equal(("cases.quota-order", "第五十七条"), waits.Refused(waits.Reviewer, new Approve()) is var why ? (why.Code, why.Basis.Article) : default);
        foreach (var law in (LegalBasis[])[new("某办法", "第一条", BasisType.Rule), new("某文件", "第一条", BasisType.Document), new("某法", "第一条"), new("", "第一条", BasisType.Law)])
        {
            Assert.Equal("cases.order-basis", waits.Refused(waits.Reviewer, new ApproveOutOfOrder(law)).Code);
        }

        waits.Then(waits.Reviewer, new ApproveOutOfOrder(Limiting));
        Assert.Equal(Limiting, ((CaseApproved)waits.Events[^1]).OutOfOrder);

        var exhausted = Reviewed(new QuotaQueue(2, 2, []));
        Assert.Equal("cases.quota-exhausted", exhausted.Refused(exhausted.Reviewer, new Approve()).Code);
        Assert.Equal("cases.quota-exhausted", exhausted.Refused(exhausted.Reviewer, new ApproveOutOfOrder(Limiting)).Code);
        exhausted.Then(exhausted.Reviewer, new Refuse { ForQuota = true, Paper = "p" });
        Assert.Equal("licensing-law-2019/第五十七条", exhausted.BasisOf<CaseRefused>().ToString());
    }

    [Fact]
    public void A_period_is_the_one_of_the_day_of_acceptance()
    {
        var day = new DateOnly(2024, 2, 29);
        Assert.Equal((new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29)), new Quota(1, QuotaPeriod.Month, Limiting).PeriodOf(day));
        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31)), new Quota(1, QuotaPeriod.Quarter, Limiting).PeriodOf(day));
        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), new Quota(1, QuotaPeriod.Year, Limiting).PeriodOf(day));
        Assert.Contains(GuideRules.Check(Story.GuideFor(TheLaw.Shinan, ItemType.Licence) with { Quota = new Quota(0, QuotaPeriod.Ever, new LegalBasis("", "")) }, null), f => f.Code == "catalogue.quota-count");
    }
}
