using System.Net;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>OpenDraftAtCounter: begun online, gone on with at a counter, and the reverse.</summary>
public sealed class OpenDraftAtCounterTests
{
    private static readonly (string, string)[] Shown = [(OpenDraftAtCounter.NumberField, "91370202XNQ00001X2"), (OpenDraftAtCounter.PresentField, "on")];

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static string NumberOn(Answer page) => page.Page.QuerySelectorAll(".copyable").Select(c => c.TextContent).Single(t => t.StartsWith("CG-", StringComparison.Ordinal));

    private static async Task<string?> Open(Browser clerk, string draft)
    {
        var found = await clerk.Submit(await clerk.Get(OpenDraftAtCounter.Path), OpenDraftAtCounter.Path, Shown);
        return (await clerk.Submit(found, $"{OpenDraftAtCounter.Path}/{draft}/opening")).Location;
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-33-1")]
    [Clause("HY-19-1")]
    public async Task A_draft_begun_online_is_opened_at_a_street_centre_by_the_applicants_number_with_its_number_and_materials(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        await applicant.Fill(draft, await applicant.GuideOf(Applicant.Restaurant));
        await applicant.Upload(draft, "layout");
        var number = NumberOn(await applicant.Browser.Get($"/drafts/{draft}"));

        var street = await world.SignIn("xianggang-clerk");
        Assert.Equal(HttpStatusCode.NotFound, (await street.Get($"/work/receive/{draft}")).Status);
        var absent = await street.Submit(await street.Get(OpenDraftAtCounter.Path), OpenDraftAtCounter.Path, Shown[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, absent.Status);
        Assert.Contains("核对申请人本人的证件", absent.Text(".error-summary"), StringComparison.Ordinal);
        var nobody = await street.Submit(absent, OpenDraftAtCounter.Path, (OpenDraftAtCounter.NumberField, "11010519491231002X"), Shown[1]);
        Assert.Contains("没有找到", nobody.Text("main"), StringComparison.Ordinal);
        var found = await street.Submit(nobody, OpenDraftAtCounter.Path, Shown);
        Assert.Contains(number, found.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await street.Post($"{OpenDraftAtCounter.Path}/{draft}/opening", [(OpenDraftAtCounter.NumberField, "370299198803160212"), Shown[1]])).Status);

        var path = (await street.Submit(found, $"{OpenDraftAtCounter.Path}/{draft}/opening")).Location!;
        Assert.Equal($"/work/receive/{draft}", path);
        var page = await street.Get(path);
        Assert.Equal(number, NumberOn(page));
        Assert.Contains("layout.pdf", page.Text("#m-layout"), StringComparison.Ordinal);
        Assert.Equal("示范内容", page.Page.QuerySelector("input[name=premises]")!.GetAttribute("value"));
        var file = page.Page.QuerySelector("#m-layout a[href^='/files/']")?.GetAttribute("href");
        if (file is not null) Assert.Equal(HttpStatusCode.OK, (await street.Get(file)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("badaguan-clerk")).Get(path)).Status);

        // The applicant reads where it was opened, and finds there what the window wrote.
        Assert.Contains("香港中路街道便民服务中心的窗口打开过", (await applicant.Browser.Get($"/drafts/{draft}")).Text("main"), StringComparison.Ordinal);
        var stale = await applicant.Browser.Get($"/drafts/{draft}/steps/{await StepOf(applicant, "premises")}");
        (await street.Submit(page, path, ("premises", "示范路 99 号"), ("then", "materials"))).IsKept(path);
        var overtaken = await applicant.Browser.Submit(stale, $"/drafts/{draft}/steps/{await StepOf(applicant, "premises")}", ("premises", "示范路 1 号"));
        Assert.Equal(HttpStatusCode.Conflict, overtaken.Status);
        Assert.Contains("示范路 99 号", overtaken.Text("main"), StringComparison.Ordinal);
        // The stale page of the window is told likewise.
        Assert.Equal(HttpStatusCode.Conflict, (await street.Submit(page, path, ("premises", "示范路 5 号"), ("then", "materials"))).Status);

        // And on it goes: at the district's hall, which may hand it in.
        var hall = await world.SignIn("shinan-clerk");
        var filed = await world.Finish(hall, (await Open(hall, draft))!, Applicant.Restaurant);
        Assert.Equal(Channel.Counter, (await world.State(filed)).Channel);
        Assert.NotNull((await applicant.Browser.Get("/my/cases")).Page.QuerySelector($"a[href='/cases/{filed}']"));
        // A sitting is no key.
        await world.MoveTo("2025-03-03 18:00");
        Assert.Equal(HttpStatusCode.NotFound, (await street.Get(path)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-33-1")]
    public async Task A_draft_begun_at_the_counter_goes_on_online_in_the_applicants_account(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        var path = await clerk.Begin(Applicant.Restaurant, Counter.Restaurant);
        var page = await clerk.Get(path);
        (await clerk.Upload(path, [("seen", page.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!), ("premises", "示范路 16 号"), ("then", "materials")], UploadForm.FieldOf("layout"), "布局.pdf", Materials.Papers.Pdf())).IsKept(path);
        var draft = path["/work/receive/".Length..];

        var applicant = await Applicant.SignIn(world);
        Assert.NotNull((await applicant.Browser.Get("/my/cases")).Page.QuerySelector($"a[href='/drafts/{draft}']"));
        Assert.Equal(NumberOn(page), NumberOn(await applicant.Browser.Get($"/drafts/{draft}")));
        var guide = await applicant.GuideOf(Applicant.Restaurant);
        var step = await applicant.Browser.Get($"/drafts/{draft}/steps/{await StepOf(applicant, "premises")}");
        Assert.Equal("示范路 16 号", step.Page.QuerySelector("input[name=premises]")!.GetAttribute("value"));
        Assert.Contains("布局.pdf", (await applicant.Browser.Get($"/drafts/{draft}/materials")).Text("main"), StringComparison.Ordinal);
        await applicant.Fill(draft, guide);
        foreach (var material in Applicant.Needed(guide).Where(m => m != "layout")) await applicant.Upload(draft, material);
        Assert.StartsWith("/receipts/", (await applicant.HandIn(draft)).Location, StringComparison.Ordinal);
    }

    private static async Task<string> StepOf(Applicant applicant, string field) =>
        ApplicationForm.PagesOf(await applicant.GuideOf(Applicant.Restaurant)).First(p => p.Fields.Any(f => f.Id == field)).Id;
}

internal static class Kept
{
    public static void IsKept(this Answer answer, string path) =>
        Assert.True(answer.Location?.StartsWith(path, StringComparison.Ordinal) == true, $"{(int)answer.Status} {answer.Text(".error-summary")}");
}
