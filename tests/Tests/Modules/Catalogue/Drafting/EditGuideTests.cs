using System.Net;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary><see cref="EditGuide"/> through the whole house, by forms alone.</summary>
public sealed class EditGuideTests
{
    private const string Draft = Drafts.Draft;
    private const string Elements = Drafts.Elements;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_clerk_writes_element_by_element_is_told_what_is_missing_and_takes_back_a_slip(string database)
    {
        await using var world = await World.Start(database);
        await Drafts.Begin(world);
        var editor = await world.SignIn("shinan-editor");
        Assert.Contains("该写的都写了", (await editor.Get(Draft)).Text("main"), StringComparison.Ordinal);

        // A page saved as it stands is no change.
        foreach (var section in DraftSchema.Sections)
        {
            var page = await editor.Get($"{Draft}/{section.Id}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var path in page.Page.QuerySelectorAll($"form[action='{Elements}'] input[name=path]").Select(i => i.GetAttribute("value")!).ToList())
            {
                if (DraftSchema.ListAt(path) is null) Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(page, path, "save")).Status);
            }
        }

        Assert.Empty((await Drafts.Read(world)).Log.Lines);

        var papers = await editor.Get($"{Draft}/materials");
        var saved = await editor.Element(papers, "materials/layout", "save", ("materials.layout.copies", "3"), ("materials.layout.onlyIf.0", "business=餐饮服务"), ("materials.layout.basis.law", ""));
        Assert.StartsWith($"{Draft}/materials?saved=1", saved.Location, StringComparison.Ordinal);
        var draft = await Drafts.Read(world);
        Assert.Equal("3", draft.Log.Now.Get("materials/layout/copies"));
        Assert.Equal("“主要经营方式”选“餐饮服务”", SituationRows.Words(draft.Log.Now.Get("materials/layout/onlyIf")!, draft.Log.Now));

        var overview = await editor.Get(Draft);
        var fault = overview.Page.QuerySelectorAll(".draft-faults a").First(a => a.TextContent.Contains("主要设备设施布局", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.StartsWith($"{Draft}/materials?at=materials%2Flayout", fault, StringComparison.Ordinal);
        Assert.NotNull((await editor.Get(fault[..fault.IndexOf('#', StringComparison.Ordinal)])).Page.QuerySelector("details#e-materials\\.layout[open]"));

        var slip = draft.Log.Lines.Single(l => l.Path == "materials/layout/basis/law").Number;
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(overview, $"{Draft}/edits/{slip}")).Status);
        overview = await editor.Get(Draft);
        Assert.DoesNotContain(overview.Page.QuerySelectorAll(".draft-faults a").Where(a => a.Closest("details") is null), a => a.TextContent.Contains("主要设备设施布局", StringComparison.Ordinal));

        // What only the linter knows stands at its element too, and leads there.
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(await editor.Get($"{Draft}/materials"), "materials/layout", "save", ("materials.layout.standard", "符合有关部门规定的其他要求"))).Status);
        var findings = (await editor.Get($"{Draft}/materials")).Page.QuerySelectorAll("details#e-materials\\.layout .draft-faults li");
        Assert.Contains(findings, f => f.TextContent.Contains("其他", StringComparison.Ordinal) && f.QuerySelector(".basis, a[href^='/why/'], a[href^='/laws']") is not null);
        Assert.Contains(
            (await editor.Get(Draft)).Page.QuerySelectorAll(".draft-faults a"),
            a => a.TextContent.Contains("主要设备设施布局", StringComparison.Ordinal) && a.GetAttribute("href")!.EndsWith("#f-materials.layout.standard", StringComparison.Ordinal));
        Assert.NotNull((await editor.Get($"{Draft}/form")).Page.QuerySelector($"a[href='{Draft}/form-design']"));
        Assert.NotNull((await editor.Get($"{Draft}/form-design")).Page.QuerySelector($"a[href='{Draft}']"));

        var wrong = await editor.Element(await editor.Get($"{Draft}/materials"), "materials/layout", "save", ("materials.layout.copies", "很多"), ("materials.layout.standard", "我刚写的标准"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("复印件份数应为整数", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("我刚写的标准", wrong.Text("#e-materials\\.layout textarea[name='materials.layout.standard']"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Items_are_added_moved_and_removed_and_colleagues_comment_on_them(string database)
    {
        await using var world = await World.Start(database);
        await Drafts.Begin(world);
        var editor = await world.SignIn("shinan-editor");
        var steps = await editor.Get($"{Draft}/steps");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Element(steps, "steps", "add")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(steps, "steps", "add", ("new.steps.name", "公示"), ("new.steps.limit", "2"), ("new.steps.limit.unit", "working-day"))).Status);
        var now = (await Drafts.Read(world)).Log.Now;
        var added = $"steps/{now.Ids("steps")[^1]}";
        Assert.Equal(("公示", "2 working-day"), (now.TextAt(added + "/name"), now.TextAt(added + "/limit")));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(await editor.Get($"{Draft}/steps"), added, "up")).Status);
        now = (await Drafts.Read(world)).Log.Now;
        Assert.Equal("公示", now.TextAt($"steps/{now.Ids("steps")[^2]}/name"));
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(await editor.Get($"{Draft}/steps"), added, "remove")).Status);
        Assert.Equal(4, (await Drafts.Read(world)).Log.Now.Ids("steps").Count);

        // A field of the form, within its page.
        var form = await editor.Get($"{Draft}/form");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(
            form, "form/business/fields", "add", ("new.form.business.fields.label", "是否供应凉菜"), ("new.form.business.fields.kind", "yes-no"))).Status);
        now = (await Drafts.Read(world)).Log.Now;
        Assert.Equal("是否供应凉菜", now.TextAt($"form/business/fields/{now.Ids("form/business/fields")[^1]}/label"));

        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get($"{Draft}/materials?at=materials/rules");
        var box = page.Page.QuerySelectorAll($"form[action='{Draft}/comments']").Single(f => f.QuerySelector("input[name=path]")!.GetAttribute("value") == "materials/rules");
        Assert.NotNull(box.QuerySelector("textarea[name=words]"));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Post($"{Draft}/comments", [("section", "materials"), ("path", "materials/rules"), ("words", "这项能不能用模板？")])).Status);
        var overview = await editor.Get(Draft);
        Assert.Contains("这项能不能用模板？", overview.Text("main"), StringComparison.Ordinal);
        Assert.Contains("庄守正", overview.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Submit(overview, $"{Draft}/comments/1")).Status);
        Assert.DoesNotContain("这项能不能用模板？", (await editor.Get(Draft)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_department_and_the_office_of_the_place_write_it()
    {
        await using var world = await World.Start(World.Sqlite);
        await Drafts.Begin(world);
        foreach (var user in new[] { "yuzhong-editor", "huyi-editor" })
        {
            var stranger = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(Draft)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post(Elements, [("section", "basics"), ("path", ""), ("seen", "0"), ("name", "别人的名称")])).Status);
        }

        foreach (var user in new[] { "shinan-clerk", "shinan-reviewer" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn(user)).Get(Draft)).Status);
        var officer = await world.SignIn("shinan-officer");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Post(Elements, [("section", "basics"), ("path", ""), ("seen", "0"), ("name", "食品经营许可")])).Status);
        var editor = await world.SignIn("shinan-editor");
        var undo = await editor.Post($"{Draft}/edits/1", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, undo.Status);
        Assert.Contains("只能撤销自己的修改", undo.Text(".error-summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_seen_as_residents_phones_windows_kiosks_and_paper_will_show_it()
    {
        await using var world = await World.Start(World.Sqlite);
        await Drafts.Begin(world);
        var editor = await world.SignIn("shinan-editor");
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Element(await editor.Get($"{Draft}/basics"), "", "save", ("name", "食品经营许可（改过的）"))).Status);
        foreach (var frame in EditGuide.Frames)
        {
            var page = await editor.Get($"{Draft}/preview?as={frame.Value}");
            var sheet = await editor.Get(page.Page.QuerySelector("iframe.preview")!.GetAttribute("src")!);
            Assert.Equal(HttpStatusCode.OK, sheet.Status);
            Assert.Contains("食品经营许可（改过的）", sheet.Text("h1"), StringComparison.Ordinal);
            Assert.Contains("主要设备设施布局", sheet.Text("main"), StringComparison.Ordinal);
            Assert.DoesNotContain("安思齐", sheet.Body, StringComparison.Ordinal);
            Assert.Equal(frame.Value == "kiosk", sheet.Page.DocumentElement.ClassList.Contains("large"));
        }

        Assert.DoesNotContain("改过的", (await world.Browser().Get($"/items/{Drafts.Item}")).Text("h1"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_workbook_goes_out_is_changed_and_comes_back(string database)
    {
        await using var world = await World.Start(database);
        await Drafts.Begin(world);
        var editor = await world.SignIn("shinan-editor");
        var before = await Drafts.Read(world);
        var stamp = new DraftStamp(Drafts.Change, Drafts.Item, 0);
        var sheets = DraftSheets.Of(before.Log.Now, stamp).Select(s => s.Name != DraftSheets.First ? s
            : s with { Rows = [.. s.Rows.Select(r => r[0] == "complaintPhone" ? (IReadOnlyList<string>)[r[0], r[1], "0532-12388"] : r[0] == "visits" ? [r[0], r[1], "一次"] : r)] }).ToList();
        var answer = await editor.Upload($"{Draft}/workbook", [], "workbook", "改好的.xlsx", SheetWriter.Write(sheets));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("按工作簿改了 1 处", answer.Text(".notice"), StringComparison.Ordinal);
        Assert.Contains("“基本”第", answer.Text(".notice"), StringComparison.Ordinal);
        Assert.Contains("应为不小于 0 的整数", answer.Text(".notice"), StringComparison.Ordinal);
        var after = await Drafts.Read(world);
        Assert.Equal(before.Log.Now.With("complaintPhone", "\"0532-12388\"").Text, after.Log.Now.Text);
    }
}
