using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>StartApplication, FillApplication, AttachMaterials, SubmitApplication, ListMyCases, TrackCase, ShowLog: from the first visit on.</summary>
public sealed class ApplyingTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_whole_filing_ends_in_a_receipt_and_stands_among_my_cases(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = await applicant.File();
        var mine = await applicant.Browser.Get("/my/cases");
        Assert.Contains("食品经营许可（新办）", mine.Text("ul.results"), StringComparison.Ordinal);
        Assert.NotNull(mine.Page.QuerySelector($"a[href='/cases/{number}']"));
        var page = await applicant.Browser.Get($"/cases/{number}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("待受理", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("最迟2025年3月10日", page.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-25-2")]
    public async Task An_item_that_demands_the_applicant_in_person_is_begun_by_nobody_online(string database)
    {
        await using var world = await World.Start(database);
        foreach (var user in new[] { "shinan-person", "shinan-agent" })
        {
            var answer = await (await world.SignIn(user)).Get("/items/370202-passport/apply");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("应由申请人本人到窗口提出申请", answer.Text("main"), StringComparison.Ordinal);
            Assert.NotNull(answer.Page.QuerySelector("main a[href^='/why/']"));
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_the_item_is_not_for_is_told_before_filling_in_anything(string database)
    {
        await using var world = await World.Start(database);
        var answer = await (await world.SignIn("shinan-person")).Get($"/items/{Applicant.Restaurant}/apply");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("您现在以个人身份办事", answer.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_typed_is_kept_also_when_it_is_wrong(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var path = $"/drafts/{draft}/steps/premises";
        var again = await applicant.Browser.Submit(
            await applicant.Browser.Get(path), path, ("premises", "示范路 16 号"), ("area", "很大"), ("workers", "６"), ("manager", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("经营面积（平方米）应为数字", again.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("请填写食品安全管理员姓名", again.Text(".error-summary"), StringComparison.Ordinal);
        // A lost session, a closed tab: what was typed is there, and what is wrong with it too.
        var later = await (await Applicant.SignIn(world)).Browser.Get(path);
        Assert.Equal("很大", later.Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Equal("示范路 16 号", later.Page.GetElementById("f-premises")!.GetAttribute("value"));
        Assert.Contains("经营面积（平方米）应为数字", later.Text(".error-summary"), StringComparison.Ordinal);
        var list = await applicant.Browser.Get($"/drafts/{draft}");
        Assert.Contains("需要修改", list.Text("ol.task-list"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Typing_is_saved_by_the_way_and_answered_with_the_time(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var path = $"/drafts/{draft}/steps/premises";
        var page = await applicant.Browser.Get(path);
        var form = page.Page.QuerySelector("form[data-autosave]")!;
        Assert.Equal($"{path}/autosave", form.GetAttribute("data-autosave"));
        var kept = await applicant.Browser.Post($"{path}/autosave", [.. Hidden(page), ("area", "8")]);
        Assert.Equal("09:00", JsonDocument.Parse(kept.Body).RootElement.GetProperty("saved").GetString());
        Assert.Equal("8", (await applicant.Browser.Get(path)).Page.GetElementById("f-area")!.GetAttribute("value"));
        // The page that typed it may go on without having been loaded again.
        var passed = await applicant.Browser.Post(path, [.. Hidden(page), ("area", "86"), ("premises", "示范路"), ("workers", "6"), ("manager", "苏景澄")]);
        Assert.Equal(HttpStatusCode.Found, passed.Status);
    }

    /// <summary>On a slow line what was kept while typing may arrive after the finished page that was sent later.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_save_while_typing_that_comes_late_takes_nothing_back(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var path = $"/drafts/{draft}/steps/premises";
        var page = await applicant.Browser.Get(path);
        (string, string)[] whole = [("area", "86"), ("premises", "示范路"), ("workers", "6"), ("manager", "苏景澄")];
        Assert.Equal(HttpStatusCode.Found, (await applicant.Browser.Post(path, [.. Hidden(page), .. whole, ("turn", "3")])).Status);
        Assert.Equal(HttpStatusCode.OK, (await applicant.Browser.Post($"{path}/autosave", [.. Hidden(page), .. whole[..3], ("turn", "2")])).Status);
        Assert.Equal("苏景澄", (await applicant.Browser.Get(path)).Page.GetElementById("f-manager")!.GetAttribute("value"));
        // Back on the same browser page he takes it away himself.
        Assert.Equal(HttpStatusCode.OK, (await applicant.Browser.Post($"{path}/autosave", [.. Hidden(page), .. whole[..3], ("turn", "4")])).Status);
        Assert.Equal("", (await applicant.Browser.Get(path)).Page.GetElementById("f-manager")!.GetAttribute("value") ?? "");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_tabs_on_one_page_never_overwrite_each_other_in_silence(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var path = $"/drafts/{draft}/steps/premises";
        var (one, two) = (await applicant.Browser.Get(path), await applicant.Browser.Get(path));
        (string, string)[] rest = [("premises", "示范路"), ("workers", "6"), ("manager", "苏景澄")];
        Assert.Equal(HttpStatusCode.Found, (await applicant.Browser.Submit(two, path, [.. rest, ("area", "100")])).Status);
        var conflict = await applicant.Browser.Submit(one, path, [.. rest, ("area", "86")]);
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("86", conflict.Text("table"), StringComparison.Ordinal);
        Assert.Contains("100", conflict.Text("table"), StringComparison.Ordinal);
        Assert.Equal("100", (await applicant.Browser.Get(path)).Page.GetElementById("f-area")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Found, (await applicant.Browser.Submit(conflict, path)).Status);
        Assert.Equal("86", (await applicant.Browser.Get(path)).Page.GetElementById("f-area")!.GetAttribute("value"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Handing_in_twice_at_once_is_one_case(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var guide = await applicant.GuideOf(Applicant.Restaurant);
        await applicant.Fill(draft, guide);
        foreach (var material in Applicant.Needed(guide)) await applicant.Upload(draft, material);
        var check = await applicant.Browser.Get($"/drafts/{draft}/check");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => applicant.Browser.Submit(check, $"/drafts/{draft}/submission", ("confirm", "on"))));
        Assert.Single(answers.Select(a => a.Location).Distinct());
        Assert.Equal(1, await Count(world));
        // And again later, as after a crash before the answer.
        Assert.Equal(answers[0].Location, (await applicant.Browser.Submit(check, $"/drafts/{draft}/submission", ("confirm", "on"))).Location);
        Assert.Equal(1, await Count(world));
        // The next visit begins anew.
        Assert.NotEqual(draft, await applicant.Begin());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_crash_after_the_number_was_reserved_leads_to_the_same_case(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var guide = await applicant.GuideOf(Applicant.Restaurant);
        await applicant.Fill(draft, guide);
        await applicant.Upload(draft, "layout");
        var receipt = await applicant.HandIn(draft);
        // As if the process had died before the draft was marked.
        await using (var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync())
        {
            await db.InTransaction(() => db.Drafts.Where(d => d.Id == draft).ExecuteUpdateAsync(s => s.SetProperty(d => d.Submitted, false)));
        }

        Assert.Equal(receipt.Location!.Replace("/receipts/", "/cases/", StringComparison.Ordinal), (await applicant.Browser.Get($"/drafts/{draft}")).Location);
        Assert.Equal(1, await Count(world));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Missing_answers_keep_it_from_being_handed_in_and_missing_materials_do_not(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var refused = await applicant.HandIn(draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector($".error-summary a[href='/drafts/{draft}/steps/premises?back=check#f-area']"));
        await applicant.Fill(draft, await applicant.GuideOf(Applicant.Restaurant));
        await applicant.Upload(draft, "layout");
        var check = await applicant.Browser.Get($"/drafts/{draft}/check");
        Assert.Contains("您还缺：", check.Text("main"), StringComparison.Ordinal);
        Assert.Contains("《食品安全规章制度文本》", check.Text("main"), StringComparison.Ordinal);
        // The form that was just filled in is not asked for a second time.
        Assert.DoesNotContain("您还缺：《食品经营许可证申请书》", check.Text("main"), StringComparison.Ordinal);
        Assert.StartsWith("/receipts/", (await applicant.HandIn(draft)).Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_checked_is_what_is_filed(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        await applicant.Fill(draft, await applicant.GuideOf(Applicant.Restaurant));
        await applicant.Upload(draft, "layout");
        var check = await applicant.Browser.Get($"/drafts/{draft}/check");
        await applicant.Upload(draft, "rules");
        var changed = await applicant.Browser.Submit(check, $"/drafts/{draft}/submission", ("confirm", "on"));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("rules.pdf", changed.Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, await Count(world));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_file_that_is_not_what_it_says_is_refused_beside_its_material_and_the_rest_stays(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        await applicant.Upload(draft, "layout");
        var refused = await applicant.Browser.Upload($"/drafts/{draft}/materials", [], UploadForm.FieldOf("rules"), "rules.pdf", Sheets.JustAZip);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Text("#f-file-rules-error"));
        Assert.Contains("layout.pdf", refused.Text("#m-layout"), StringComparison.Ordinal);
        var file = refused.Page.QuerySelector("#m-layout button[name=remove]")!.GetAttribute("value")!;
        await applicant.Browser.Post($"/drafts/{draft}/materials", [("remove", file)]);
        Assert.DoesNotContain("layout.pdf", (await applicant.Browser.Get($"/drafts/{draft}/materials")).Text("#m-layout"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task To_another_applicant_a_draft_and_a_case_do_not_exist(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var number = await applicant.File();
        var draft = await applicant.Begin();
        var stranger = await world.SignIn("shinan-person");
        foreach (var path in new[]
                 {
                     $"/drafts/{draft}", $"/drafts/{draft}/steps/premises", $"/drafts/{draft}/materials", $"/drafts/{draft}/check", $"/cases/{number}",
                     $"/cases/{number}/log", $"/cases/{number}/log.json",
                 })
        {
            var answer = await stranger.Get(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.Status));
            var never = await stranger.Get(path.Replace(draft, new string('0', 32), StringComparison.Ordinal).Replace(number, "3702022025030300000000016", StringComparison.Ordinal));
            Assert.Equal(answer.Text("main"), never.Text("main"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"/drafts/{draft}/steps/premises", [("area", "1")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"/drafts/{draft}/submission", [])).Status);
    }

    private static IEnumerable<(string, string)> Hidden(Answer page) =>
        page.Page.QuerySelectorAll("form[data-autosave] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!));

    private static async Task<int> Count(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return await db.Cases.CountAsync();
    }
}
