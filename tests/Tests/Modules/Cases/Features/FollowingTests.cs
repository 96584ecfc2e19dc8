using System.Net;
using System.Text;
using System.Text.Json;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>CorrectFiling, SupplyMaterials, WithdrawCase, ConfirmDelivery, TrackCase, ShowLog: what an applicant does and sees after the filing.</summary>
public sealed class FollowingTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static readonly Defect NoRules = new(DefectKind.Material, "rules", "missing");
    private static readonly Defect WrongArea = new(DefectKind.Field, "area", "contradicts");

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_the_reviewer_wrote_for_the_house_is_not_shown_to_the_applicant(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, applicant) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-company"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var checks = Workbench.EveryCheck(await reviewer.Get(Workbench.PageOf(number)));
        (await reviewer.Act(number, "review-record", [.. checks, (ReviewCase.OpinionField, "内部讨论：选址偏紧。")])).IsDone(number);
        Assert.Contains("选址偏紧", (await reviewer.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/cases/{number}", $"/cases/{number}/log" })
            Assert.DoesNotContain("选址偏紧", (await applicant.Get(path)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_correction_shows_everything_at_once_and_is_filed_beside_what_was_typed_before(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File(materials: ["layout"]);
        await office.AskForCorrection(number, "2025-03-14", NoRules, WrongArea);

        var page = await applicant.Browser.Get($"/cases/{number}");
        Assert.Contains("《食品安全规章制度文本》：未提交", page.Text(".notice-soon"), StringComparison.Ordinal);
        Assert.Contains("“经营面积（平方米）”：与其他材料不一致", page.Text(".notice-soon"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Page.QuerySelectorAll(".notice-soon .basis a[href^='/why/']"));

        var path = $"/cases/{number}/correction";
        var form = await applicant.Browser.Get(path);
        Assert.Equal("86.5", form.Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.Browser.Submit(form, path)).Status);
        // A file goes up from the same page; what was typed meanwhile stays.
        var uploaded = await applicant.Browser.Upload(
            path, [.. Hidden(form, path), ("area", "88"), ("then", "m-rules")], UploadForm.FieldOf("rules"), "rules.pdf", Sheets.Pdf());
        Assert.Equal("88", uploaded.Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Contains("rules.pdf", uploaded.Text("#m-rules"), StringComparison.Ordinal);

        var filed = await applicant.Browser.Submit(uploaded, path);
        Assert.Equal($"/cases/{number}", filed.Location);
        Assert.Equal(filed.Location, (await applicant.Browser.Submit(uploaded, path)).Location);
        var state = await office.StateOf(number);
        Assert.Equal((CaseStatus.Submitted, 0), (state.Status, state.Correction!.Open.Count));
        Assert.Contains("rules", state.Present);
        // Told once: there is no second notice, and no second correction.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.Browser.Get(path)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_part_of_a_correction_is_filed_when_the_applicant_says_so_and_the_rest_stays_open(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File(materials: ["layout"]);
        await office.AskForCorrection(number, "2025-03-14", NoRules, WrongArea);
        var path = $"/cases/{number}/correction";
        var asked = await applicant.Browser.Submit(await applicant.Browser.Get(path), path, ("area", "88"));
        Assert.Contains("还有 1 项没有补", asked.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("88", asked.Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Equal($"/cases/{number}", (await applicant.Browser.Submit(asked, path, ("partial", "on"))).Location);
        Assert.Equal([NoRules], (await office.StateOf(number)).Correction!.Open);

        var rest = await applicant.Browser.Get(path);
        Assert.Null(rest.Page.GetElementById("f-area"));
        await applicant.Browser.Upload(path, [.. Hidden(rest, path)], UploadForm.FieldOf("rules"), "rules.pdf", Sheets.Pdf());
        Assert.Equal(CaseStatus.Submitted, (await office.StateOf(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_correction_made_on_an_old_page_is_shown_again_with_what_was_typed(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File(materials: ["layout"]);
        await office.AskForCorrection(number, "2025-03-14", NoRules, WrongArea);
        var path = $"/cases/{number}/correction";
        var page = await applicant.Browser.Get(path);
        await office.Do(number, new ExtendCorrectionPeriod(new DateOnly(2025, 3, 20)));
        var again = await applicant.Browser.Submit(page, path, ("area", "88"), ("partial", "on"));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("88", again.Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Contains("2025年3月20日", again.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_may_follow_is_supplied_later_and_the_promise_is_shown(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File(materials: ["layout"]);
        await office.Do(number, new AcceptTolerantly(["rules"], new DateOnly(2025, 3, 14), Committed: true));
        var page = await applicant.Browser.Get($"/cases/{number}");
        Assert.Contains("《食品安全规章制度文本》", page.Text(".notice-soon"), StringComparison.Ordinal);
        var path = $"/cases/{number}/supplement";
        var form = await applicant.Browser.Get(path);
        var filed = await applicant.Browser.Upload(path, [.. Hidden(form, path)], UploadForm.FieldOf("rules"), "rules.pdf", Sheets.Pdf());
        Assert.Equal($"/cases/{number}", filed.Location);
        Assert.True((await office.StateOf(number)).Supplement!.Cleared);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Acts_that_are_not_open_stand_there_with_their_reason_and_article(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = await applicant.File();
        var page = await applicant.Browser.Get($"/cases/{number}");
        var closed = page.Page.QuerySelectorAll(".disabled-act").ToDictionary(a => a.QuerySelector("button")!.TextContent, a => a.QuerySelector(".disabled-why")!);
        Assert.Contains("待受理", closed["提交补正"].TextContent, StringComparison.Ordinal);
        Assert.All(closed.Values, why => Assert.NotNull(why.QuerySelector("a[href^='/why/']")));
        Assert.NotNull(page.Page.QuerySelector($"a[href='/cases/{number}/withdrawal']"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Withdrawing_asks_first_and_ends_the_case_once(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File();
        var path = $"/cases/{number}/withdrawal";
        var asked = await applicant.Browser.Get(path);
        Assert.Equal(CaseStatus.Submitted, (await office.StateOf(number)).Status);
        Assert.Equal($"/cases/{number}", (await applicant.Browser.Submit(asked, path, ("reason", "换地方开店"))).Location);
        Assert.Equal($"/cases/{number}", (await applicant.Browser.Submit(asked, path, ("reason", "换地方开店"))).Location);
        var state = await office.StateOf(number);
        Assert.Equal((CaseStatus.Withdrawn, 2), (state.Status, state.Version));
        Assert.Contains("已撤回", (await applicant.Browser.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_electronic_result_is_opened_and_signed_for_by_the_applicant(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File();
        await office.Do(number, new Accept());
        await office.Decide(number, DeliveryMode.Electronic);
        var path = $"/cases/{number}/delivery";
        var page = await applicant.Browser.Get(path);
        Assert.Equal($"/cases/{number}", (await applicant.Browser.Submit(page, path)).Location);
        Assert.Equal(CaseStatus.Closed, (await office.StateOf(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_silent_window_is_explained_as_deemed_acceptance_from_the_receipt_date(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = await applicant.File();
        await world.MoveTo("2025-03-11 09:00");
        applicant = await Applicant.SignIn(world);
        var page = await applicant.Browser.Get($"/cases/{number}");
        Assert.Contains("视为受理", page.Text("ol.timeline"), StringComparison.Ordinal);
        Assert.Contains("从收到申请的2025年3月3日起就算受理了", page.Text("ol.timeline"), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("ol.timeline a[href^='/why/licensing-law-2019/']"));
        // Ten working days from the receipt: the proof counts each of them.
        Assert.Contains("承诺办结：2025年3月17日", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(2, page.Page.QuerySelectorAll("details.why").Length);
        Assert.Contains("第10日", page.Page.QuerySelectorAll("details.why")[0].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_log_can_be_recomputed_by_anybody_from_the_file(string database)
    {
        await using var world = await World.Start(database);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File();
        await office.Do(number, new Accept());
        var page = await applicant.Browser.Get($"/cases/{number}/log");
        var file = JsonDocument.Parse((await applicant.Browser.Get($"/cases/{number}/log.json")).Body).RootElement;
        var head = new byte[32];
        foreach (var entry in file.GetProperty("entries").EnumerateArray())
        {
            var body = entry.GetProperty("body").GetString()!;
            head = Sm3.Of([0, .. head, .. Encoding.UTF8.GetBytes(body)]);
            Assert.Equal(Convert.ToHexStringLower(head), entry.GetProperty("hash").GetString());
            Assert.Contains(Convert.ToHexStringLower(head), page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("示范内容", body, StringComparison.Ordinal);
        }

        Assert.Equal(2, file.GetProperty("entries").GetArrayLength());
        Assert.Equal(Convert.ToHexStringLower((await office.Open(number)).Head), Convert.ToHexStringLower(head));
    }

    private static IEnumerable<(string, string)> Hidden(Answer page, string action) =>
        page.Page.QuerySelector($"form[action='{action}']")!.QuerySelectorAll("input[type=hidden]")
            .Where(i => !i.GetAttribute("name")!.StartsWith("file-", StringComparison.Ordinal))
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
}
