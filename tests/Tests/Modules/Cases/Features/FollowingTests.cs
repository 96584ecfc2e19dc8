using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
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
        var number = await applicant.File(materials: ["layout"]);
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

    [Fact]
    public async Task Page_program_and_explain_give_the_same_days()
    {
        await using var world = await World.Start(World.Sqlite);
        var (office, applicant) = (new Office(world), await Applicant.SignIn(world));
        var number = await applicant.File();
        await office.Do(number, new Accept());
        var explained = (await world.Services.GetRequiredService<IExplainCases>().Explain(CaseNumber.Parse(number)))!;
        var told = JsonDocument.Parse((await applicant.Browser.Get($"/api/v1/cases/{number}")).Body).RootElement;
        var page = await applicant.Browser.Get($"/cases/{number}");
        var shown = page.Page.QuerySelectorAll("details.why").Select(w => w.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim()))).ToList()).ToList();
        foreach (var (clock, name, at) in new[] { (explained.Promised!, "promised", 0), (explained.Statutory!, "statutory", 1) })
        {
            var wanted = clock.Days.Counted.Select(d => (d.Date, Line: $"{Words.Of(d.Date)} 第{d.N}日 {d.Why}"))
                .Concat(clock.Days.Skipped.Select(d => (d.Date, Line: $"{Words.Of(d.Date)} 不计 {d.Why}"))).OrderBy(d => d.Date).Select(d => d.Line).ToList();
            Assert.Equal(wanted, shown[at]);
            var json = told.GetProperty(name);
            Assert.Equal(clock.Days.Counted.Select(d => $"{d.Date:yyyy-MM-dd} {d.N} {d.Why}"),
                json.GetProperty("counted").EnumerateArray().Select(d => $"{d.GetProperty("date").GetString()} {d.GetProperty("n").GetInt32()} {d.GetProperty("why").GetString()}"));
            Assert.Equal(clock.Days.Skipped.Select(d => $"{d.Date:yyyy-MM-dd} {d.Why}"),
                json.GetProperty("skipped").EnumerateArray().Select(d => $"{d.GetProperty("date").GetString()} {d.GetProperty("why").GetString()}"));
            Assert.Equal((clock.Due, clock.Due), (clock.Days.Counted[^1].Date, DateOnly.Parse(json.GetProperty("due").GetString()!)));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_place_marked_by_the_window_is_shown_on_the_applicant_s_own_scan(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = await applicant.File();
        var clerk = await world.SignIn("shinan-clerk");
        var work = Workbench.PageOf(CaseNumber.Parse(number));
        var page = await clerk.Get(work);
        var choice = page.Page.QuerySelectorAll("select[name^='mark-file-']")[0];
        var material = choice.GetAttribute("name")!["mark-file-".Length..];
        var file = choice.QuerySelector("option")!.GetAttribute("value")!;
        (string, string)[] typed = [(AskForCorrection.DefectsField, $"material:{material}:{(await DefectOf(applicant, material))}"), ($"mark-file-{material}", file)];
        var beyond = await clerk.Submit(page, $"{work}/correction", [.. typed, ($"mark-{material}", "1,90,20,30,5")]);
        Assert.Contains("方框不超出页面", beyond.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Submit(page, $"{work}/correction", [.. typed, ($"mark-{material}", "2,10,20,30,5")])).IsDone(CaseNumber.Parse(number));
        var shown = await applicant.Browser.Get($"/cases/{number}/correction");
        var rect = Assert.Single(shown.Page.QuerySelectorAll(".marked-scan rect"));
        Assert.Equal(("10", "20", "30", "5"), (rect.GetAttribute("x"), rect.GetAttribute("y"), rect.GetAttribute("width"), rect.GetAttribute("height")));
        Assert.Contains("第2页", shown.Text(".marked-scan"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await applicant.Browser.Get($"/files/{file}")).Status);
    }

    private static async Task<string> DefectOf(Applicant applicant, string material) =>
        (await applicant.GuideOf(Applicant.Restaurant)).Material(material)!.Defects.First(d => d != "missing");
}
