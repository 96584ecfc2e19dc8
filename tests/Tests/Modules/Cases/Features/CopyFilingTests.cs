using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>CopyFiling: 照上次的填.</summary>
public sealed class CopyFilingTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_new_draft_takes_over_answers_and_good_files_and_shows_what_was_changed_since(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var earlier = await applicant.File();
        Assert.Contains($"/cases/{earlier}/copy", (await applicant.Browser.Get($"/cases/{earlier}")).Body, StringComparison.Ordinal);
        Assert.NotNull((await applicant.Browser.Get($"/items/{Applicant.Restaurant}/earlier")).Page.QuerySelector($"a[href='/cases/{earlier}/copy?item={Applicant.Restaurant}']"));
        var ask = await applicant.Browser.Get($"/cases/{earlier}/copy");
        Assert.Contains("layout.pdf", ask.Text("main"), StringComparison.Ordinal);
        var begun = await applicant.Browser.Submit(ask, $"/cases/{earlier}/copy");
        Assert.StartsWith("/drafts/", begun.Location, StringComparison.Ordinal);
        // The same press is the same draft.
        Assert.Equal(begun.Location, (await applicant.Browser.Submit(ask, $"/cases/{earlier}/copy")).Location);
        var draft = begun.Location!["/drafts/".Length..begun.Location!.LastIndexOf('/')];
        Assert.Contains("您还没有改过内容", (await applicant.Browser.Get(begun.Location!)).Text("main"), StringComparison.Ordinal);
        var path = $"/drafts/{draft}/steps/premises";
        var premises = await applicant.Browser.Get(path);
        Assert.Equal("86.5", premises.Page.GetElementById("f-area")!.GetAttribute("value"));
        await applicant.Browser.Submit(premises, path, ("area", "120"));
        var changed = (await applicant.Browser.Get($"/drafts/{draft}/copied")).Text("table tbody");
        Assert.Contains("经营面积", changed, StringComparison.Ordinal);
        Assert.Contains("86.5120", changed, StringComparison.Ordinal);
        Assert.Contains("看与上次有什么不同", (await applicant.Browser.Get($"/drafts/{draft}")).Text("main"), StringComparison.Ordinal);
        var delivery = $"/drafts/{draft}/steps/delivery";
        await applicant.Browser.Submit(await applicant.Browser.Get(delivery), delivery, (ApplicationForm.DeliveryField, "电子送达"));
        var receipt = await applicant.HandIn(draft);
        Assert.StartsWith("/receipts/", receipt.Location, StringComparison.Ordinal);
        // The files are the case's own, pinned in its log by the same content.
        var cases = world.Services.GetRequiredService<ICases>();
        async Task<IEnumerable<string>> Files(string number) => ((CaseSubmitted)CaseEnvelope.Read((await cases.Log(CaseNumber.Parse(number)))[0].Body).Event).Files.Select(f => f.Hash).Order(StringComparer.Ordinal);
        Assert.Equal(await Files(earlier), await Files(receipt.Location!["/receipts/".Length..]));
        Assert.True((await Audits.Of(world)).Ok);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Somebody_elses_filing_and_another_form_are_not_copied(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await Applicant.SignIn(world);
        var earlier = await applicant.File();
        foreach (var user in new[] { "shinan-person", "yuzhong-company" })
        {
            var stranger = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/cases/{earlier}/copy")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"/cases/{earlier}/copy", [("item", Applicant.Restaurant)])).Status);
        }

        // The company's agent acts for it.
        Assert.Equal(HttpStatusCode.OK, (await (await world.SignIn("shinan-agent")).Get($"/cases/{earlier}/copy")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await applicant.Browser.Get($"/cases/{earlier}/copy?item={ManyRows.Filing}")).Status);
        Assert.Contains("没有可以照着填的申请", (await applicant.Browser.Get($"/items/{ManyRows.Filing}/earlier")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Get($"/cases/{earlier}/copy")).Status);
    }

    [Fact]
    public void What_the_guide_in_force_dropped_added_or_changed_is_told_and_stale_files_stay_behind()
    {
        var at = World.At("2025-09-15 09:00");
        var then = Story.GuideFor(RegionCode.Parse("370202"), ItemType.Licence);
        var material = then.Materials[0];
        Contracts.FormField Field(string id, FieldKind kind, params string[] choices) => new() { Id = id, Label = $"问{id}", Kind = kind, Required = true, Choices = choices };
        then = then with { Form = [new FormStep("s", "内容", [Field("kept", FieldKind.Text), Field("gone", FieldKind.Text), Field("kind", FieldKind.Text), Field("pick", FieldKind.Choice, "甲", "乙")])] };
        var now = then with
        {
            Version = 2,
            Form = [new FormStep("s", "内容", [Field("kept", FieldKind.Text), Field("kind", FieldKind.Number), Field("pick", FieldKind.Choice, "乙", "丙"), Field("new", FieldKind.Text)])],
            Materials = [material with { ValidMonths = 6 }, .. then.Materials.Skip(1).Take(1)],
        };
        StoredFile File(string material, string name, string stored) => new(name, "b", material, name, "application/pdf", 1, name, World.At(stored));
        var plan = CopyRules.Of(
            then, now, new Dictionary<string, string> { ["kept"] = "1", ["gone"] = "2", ["kind"] = "3", ["pick"] = "甲" },
            [
                File(material.Id, "old", "2025-03-14 09:00"), File(material.Id, "fresh", "2025-03-15 09:00"), File(then.Materials[1].Id, "faulty", "2025-09-01 09:00"),
                File(then.Materials[2].Id, "unasked", "2025-09-01 09:00"),
            ],
            new Dictionary<string, string> { [then.Materials[1].Id] = "无法辨认" }, at);
        Assert.Equal(["kept"], plan.Answers.Keys);
        Assert.Equal(["问gone", "问kind", "问pick"], plan.Dropped.Select(d => d.Label));
        Assert.Equal(["问new"], plan.Added);
        Assert.Equal(["fresh"], plan.Files.Select(f => f.Name));
        Assert.Equal(["old", "faulty", "unasked"], plan.Left.Select(l => l.Name));
        Assert.Contains("有效期", plan.Left[0].Why, StringComparison.Ordinal);
        Assert.Contains("无法辨认", plan.Left[1].Why, StringComparison.Ordinal);
        Assert.False(CopyRules.SameFields(then with { Item = "other" }, now));
        Assert.True(CopyRules.SameFields(then, now));
        Assert.True(CopyRules.SameFields(then with { Item = "other" }, then));
    }

    [Fact]
    public void What_was_asked_under_another_name_but_is_one_entry_of_the_library_goes_over()
    {
        var model = Catalogue.SeedItemsTests.All.Single(g => g.Item == "370202-food-business");
        var paper = model.Materials.First(m => m.Source == MaterialSource.Applicant);
        Guide With(string field, string material) => model with
        {
            Form = [new FormStep("s", "内容", [new Contracts.FormField { Id = field, Label = "手机", Kind = FieldKind.Phone, Required = true, Entry = "person-phone" }])],
            Materials = [paper with { Id = material, Entry = "title" }],
        };
        var (then, now) = (With("mobile", "deed"), With("phone", "title"));
        var file = new StoredFile("f", "b", "deed", "房产证.pdf", "application/pdf", 1, "f", World.At("2025-09-01 09:00"));
        var plan = CopyRules.Of(then, now, new Dictionary<string, string> { ["mobile"] = "19900000001" }, [file], new Dictionary<string, string>(), World.At("2025-09-15 09:00"));
        Assert.Equal(("phone", "19900000001"), plan.Answers.Select(a => (a.Key, a.Value)).Single());
        Assert.Equal(("title", "房产证.pdf"), plan.Files.Select(f => (f.Material, f.Name)).Single());
        Assert.Empty(plan.Dropped);
        Assert.Empty(plan.Added);
        Assert.True(CopyRules.SameFields(then with { Item = "other" }, now));
        var faulty = CopyRules.Of(then, now, new Dictionary<string, string>(), [file], new Dictionary<string, string> { ["deed"] = "无法辨认" }, World.At("2025-09-15 09:00"));
        Assert.Contains("无法辨认", Assert.Single(faulty.Left).Why, StringComparison.Ordinal);
    }
}
