using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>告知承诺 through the house: told and signed by the applicant, granted, looked at afterwards.</summary>
public sealed class CheckCommitmentTests
{
    private const string Item = "370202-public-place-hygiene-commitment";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_promise_is_told_signed_cited_in_the_decision_and_looked_at(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var guide = await applicant.GuideOf(Item);
        var draft = await applicant.Begin(Item);
        await applicant.Fill(draft, guide);
        var page = await applicant.Browser.Get($"/drafts/{draft}/materials");
        foreach (var told in new[] { guide.Commitment!.Content, guide.Commitment.Requirements, guide.Commitment.Liability })
            Assert.Contains(told, page.Text("main"), StringComparison.Ordinal);
        await applicant.Browser.Submit(page, $"/drafts/{draft}/materials", [.. guide.Commitment.Replaces.Select(id => ("promised", id))]);
        Assert.Contains("以书面承诺代替", (await applicant.Browser.Get($"/drafts/{draft}/check")).Text("main"), StringComparison.Ordinal);
        var receipt = await applicant.HandIn(draft);
        Assert.StartsWith("/receipts/", receipt.Location, StringComparison.Ordinal);
        var number = CaseNumber.Parse(receipt.Location!["/receipts/".Length..]);
        Assert.Equal(guide.Commitment.Replaces.Order(StringComparer.Ordinal), (await world.State(number)).Commitment!.Materials);
        var (clerk, reviewer) = (await world.SignIn("shinan-clerk"), await world.SignIn(await ReviewerOf(world)));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "approval")).IsDone(number);
        (await clerk.Act(number, "delivery")).IsDone(number);
        (await clerk.Act(number, "delivery-proof", Workbench.Collected)).IsDone(number);
        await world.Settle();
        Assert.Contains(await world.Services.GetServices<INotices>().Single().Of(number), n => n.Kind == "approval");

        Assert.Single((await reviewer.Get("/work/to-check")).Page.QuerySelectorAll(".work-list tbody tr"));
        var empty = await reviewer.Act(number, "commitment-check");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        (await reviewer.Submit(empty, $"{Workbench.PageOf(number)}/commitment-check",
            (CheckCommitment.OutcomeField, "broken"), (CheckCommitment.FindingsField, "没有消毒间。"))).IsDone(number);
        (await reviewer.Act(number, "revocation", (CheckCommitment.RevokeField, CheckCommitment.Correct),
            (CheckCommitment.CorrectByField, $"{world.Now.Date.AddDays(10):yyyy-MM-dd}"), (CheckCommitment.ReasonsField, "请补建消毒间。"))).IsDone(number);
        Assert.Equal(world.Now.Date.AddDays(10), (await world.State(number)).Check!.Due.Day);
        (await reviewer.Act(number, "commitment-check", (CheckCommitment.OutcomeField, "kept"), (CheckCommitment.FindingsField, "已建好。"))).IsDone(number);
        Assert.Empty((await reviewer.Get("/work/to-check")).Page.QuerySelectorAll(".work-list tbody tr"));
    }

    private static async Task<string> ReviewerOf(World world) =>
        (await world.Services.GetRequiredService<ICatalogue>().Current(Item))!.Organisation is "370202-spj" ? "shinan-reviewer" : "shinan-reviewer-wsj";
}
