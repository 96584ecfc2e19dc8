using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>One filing, several cases, in the house and on its pages (features ExamineTogether, SettleConflicts).</summary>
public sealed class CombinedFilingTests
{
    private const string Newborn = "370202-newborn";
    private const string Supermarket = "370202-open-supermarket";

    private static async Task<CaseNumber> Filed(World world, string user, string item, params (string, string)[] answers) =>
        CaseNumber.Parse(await (await Applicant.SignIn(world, user)).File(item, answers: answers));

    /// <summary>As the house files it when both parents have signed.</summary>
    private static async Task<CaseNumber> Signed(World world, string item, Dictionary<string, string> answers)
    {
        var (desk, serials) = (world.Services.GetRequiredService<CaseDesk>(), world.Services.GetRequiredService<Serials>());
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(item))!;
        foreach (var field in guide.Fields.Where(f => !answers.ContainsKey(f.Id))) answers[field.Id] = Applicant.Typical(field);
        var subject = (await world.Services.GetRequiredService<OneWindow.Identity.SubjectVault>().FindByNumber("370299198803160212", default))!;
        var facts = Filing.Facts(guide, answers);
        var numbers = new Dictionary<string, CaseNumber>();
        foreach (var part in guide.Combination!.Parts) numbers[part.Id] = await serials.Next(part.Place, world.Now.Date, 0);
        var number = await serials.Next(guide.Place, world.Now.Date, 0);
        var act = new Submit(subject, Channel.Online, [], [.. Filing.Demanded(guide, facts).Select(m => m.Id)], facts, guide.Deliveries[0], null)
        {
            Paper = await world.Services.GetRequiredService<OneWindow.Cases.Papers>().Save(number, subject, new FiledForm(answers, [], [], null)),
            Combination = CombinationRules.Of(guide.Combination, facts, part => numbers[part.Id]),
            Signatures = [.. guide.Signing!.Parties.Select(p => new CaseSignature(p.Id, SigningStrength.Handwritten, world.Now, new string('a', 64)))],
        };
        var applicant = new Actor("t-father", "父亲", Role.Applicant, RegionCode.Nation, null, subject);
        Assert.True((await desk.File(number, applicant, act, await desk.ContextFor(guide, subject), $"file-{number}")).Try(out _, out var why), why?.Message);
        return number;
    }

    private static async Task<Dictionary<string, CaseState>> PartsOf(World world, CaseNumber whole)
    {
        var parts = new Dictionary<string, CaseState>();
        foreach (var part in (await world.State(whole)).Master!.Parts) parts[part.Id] = await world.State(CaseNumber.Parse(part.Number));
        return parts;
    }

    private static async Task Do(World world, CaseNumber number, Actor by, CaseAct act)
    {
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var outcome = await desk.Do((await desk.Open(number))!, by, act, new { reasons = "测试" }, $"t-{Guid.NewGuid():N}");
        Assert.True(outcome.Try(out _, out var why), why?.Message);
        await world.Settle();
    }

    private static async Task Decide(World world, CaseState part, CaseAct decision)
    {
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var reviewer = new Actor($"t-{part.Organisation}", "审查", Role.Reviewer, part.Place, part.Organisation, null);
        await Do(world, part.Number, reviewer, new BeginReview());
        await Do(world, part.Number, reviewer, new RecordReview([.. ReviewRules.CheckItems((await desk.Open(part.Number))!.Context)]));
        await Do(world, part.Number, reviewer, decision);
    }

    private static async Task Deliver(World world, CaseState part)
    {
        var clerk = new Actor("t-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
        await Do(world, part.Number, clerk, new BeginDelivery(DeliveryMode.Counter));
        await Do(world, part.Number, clerk, new RecordDelivery { Proof = DeliveryProofKind.Identity });
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-6-1")]
    [Clause("HB-3.1-6")]
    public async Task A_newborns_family_fills_in_one_form_and_police_health_and_social_security_each_have_their_case(string database)
    {
        await using var world = await World.Start(database);
        var whole = await Signed(world, Newborn, new() { ["insurance"] = "是", ["card"] = "是", ["reimbursement"] = "否", ["guidance"] = "否" });
        Assert.Null(await world.Services.GetRequiredService<CaseDesk>().Open(CaseNumber.Parse((await world.State(whole)).Master!.Parts[0].Number)));
        var clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(whole, "acceptance")).IsDone(whole);
        await world.Settle();

        var parts = await PartsOf(world, whole);
        Assert.Equal(["card", "certificate", "hukou", "insurance", "premium", "registration", "vaccination"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string> { "370202-gaj", "370202-wsj", "370202-rsj" }, parts.Values.Select(p => p.Organisation).ToHashSet());
        Assert.All(parts.Values, p => Assert.Equal((CaseStatus.Accepted, whole.ToString()), (p.Status, p.Whole!.Master)));
        Assert.Single(parts.Values.Select(p => p.AcceptedOn).Distinct());
        Assert.Equal(["certificate"], parts["hukou"].Whole!.Waits);

        // Heard again and again it stays one case a part.
        var before = await world.Events(parts["hukou"].Number);
        await world.Services.GetRequiredService<Parts>().Begin(whole, default);
        Assert.Equal(before, await world.Events(parts["hukou"].Number));

        await Decide(world, parts["certificate"], new Approve());
        parts = await PartsOf(world, whole);
        Assert.Empty(parts["hukou"].Whole!.Waits);
        Assert.NotNull(parts["hukou"].Promised);
        Assert.NotEmpty(parts["card"].Whole!.Waits);

        var family = await world.SignIn("shinan-person");
        var page = await family.Get($"/cases/{whole}");
        Assert.Contains("各个事项的进展", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("已批准", page.Text(".case-panel"), StringComparison.Ordinal);
        var own = await family.Get($"/cases/{parts["card"].Number}");
        Assert.Contains("新生儿出生一件事", own.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("huyi-person")).Get($"/cases/{parts["card"].Number}")).Status);
        var verified = await world.Services.GetServices<IAudit>().First(a => a is OneWindow.Cases.CaseAudit).Verify(null, default);
        Assert.Empty(verified.Damage);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-3.1-2")]
    public async Task A_supermarket_is_examined_by_its_departments_told_once_and_each_part_ends_by_itself(string database)
    {
        await using var world = await World.Start(database);
        var whole = await Filed(world, "shinan-company", Supermarket);
        await world.Settle();
        var clerk = await world.SignIn("shinan-clerk");
        var waiting = await clerk.Get(Workbench.PageOf(whole));
        Assert.Contains("还没有收到", waiting.Closed("受理").Why, StringComparison.Ordinal);

        // Each department finds it on its own list, examines its own part, and sees nothing of other houses.
        var parts = (await world.State(whole)).Master!.Parts;
        var fire = await world.SignIn("shinan-reviewer-zjj");
        Assert.Contains("会审：核对材料", (await fire.Get(ListReviewTasks.Path)).Text("main"), StringComparison.Ordinal);
        var form = await fire.Get(Workbench.PageOf(whole));
        var defect = form.Page.QuerySelector($"input[name='{ExamineTogether.DefectsField}'][value$=':missing'], input[name='{ExamineTogether.DefectsField}']")!.GetAttribute("value")!;
        (await fire.Act(whole, "examination", (ExamineTogether.DefectsField, defect))).IsDone(whole);
        await world.Settle();
        Assert.DoesNotContain("会审：核对材料", (await fire.Get(ListReviewTasks.Path)).Text("main"), StringComparison.Ordinal);
        foreach (var user in (string[])["huyi-reviewer", "shinan-reviewer-wsj"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn(user)).Get(Workbench.PageOf(whole))).Status);
        }

        // The others are silent; after their time the window tells everything in one notice, with the finding already ticked.
        await world.MoveTo("2025-03-07 18:00");
        await world.Settle();
        Assert.True((await world.State(whole)).Master!.ExaminationOver);
        var silent = await world.SignIn("shinan-reviewer-cgj");
        Assert.Contains("不再有权要求补正", (await silent.Get(Workbench.PageOf(whole))).Closed("提出会审意见").Why, StringComparison.Ordinal);
        var desk = await clerk.Get(Workbench.PageOf(whole));
        Assert.NotNull(desk.Page.QuerySelector($"input[name='{AskForCorrection.DefectsField}'][value='{defect}'][checked]"));
        Assert.Contains("请先一次性告知", desk.Closed("受理").Why, StringComparison.Ordinal);
        (await clerk.Act(whole, "correction")).IsDone(whole);
        var notice = (await world.State(whole)).Correction!;
        Assert.Equal(defect.Split(':')[1], Assert.Single(notice.Defects).Id);

        var company = new Actor("t-company", "公司", Role.Applicant, RegionCode.Nation, null, (await world.State(whole)).Subject);
        var mended = notice.Defects[0].Kind == DefectKind.Material
            ? new FileCorrection([new FiledFile(notice.Defects[0].Id, "f-1", 1, "00")], [], (await world.State(whole)).Facts)
            : new FileCorrection([], [notice.Defects[0].Id], (await world.State(whole)).Facts);
        await Do(world, whole, company, mended);
        (await clerk.Act(whole, "acceptance")).IsDone(whole);
        await world.Settle();
        var opened = await PartsOf(world, whole);
        Assert.Equal(parts.Count, opened.Count);

        // Asked once: what several parts need is one material of the whole, and every file of a part is one of the whole's.
        var (cases, catalogue) = (world.Services.GetRequiredService<ICases>(), world.Services.GetRequiredService<ICatalogue>());
        var guide = (await catalogue.Current(Supermarket))!;
        Assert.True(guide.Combination!.Parts.Count(p => p.Materials.Any(m => m.Shared == "application")) >= 3);
        Assert.Single(guide.Materials, m => m.Id == "application");
        var filed = (await cases.Files(whole)).Select(f => f.File).ToHashSet();
        var ofParts = new List<PinnedFile>();
        foreach (var part in opened.Values) ofParts.AddRange(await cases.Files(part.Number));
        Assert.NotEmpty(ofParts);
        Assert.All(ofParts, f => Assert.Contains(f.File, filed));

        // One refuses, the others grant: part of it is granted, and each has its own documents.
        foreach (var (id, part) in opened)
        {
            await Decide(world, part, id == "sign" ? new Refuse() : new Approve());
            await Deliver(world, part);
        }

        var end = await world.State(whole);
        Assert.Equal((CaseStatus.Closed, CombinationOutcome.Some), (end.Status, end.Master!.Outcome));
        var track = await (await world.SignIn("shinan-company")).Get($"/cases/{whole}");
        Assert.Contains("部分获得批准", track.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_is_raised_by_a_department_and_settled_by_the_leads_head_on_their_pages()
    {
        await using var world = await World.Start(World.Sqlite);
        var whole = await Filed(world, "shinan-company", Supermarket);
        await world.MoveTo("2025-03-07 18:00");
        await world.Settle();
        var clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(whole, "acceptance")).IsDone(whole);
        await world.Settle();
        var fire = await world.SignIn("shinan-reviewer-zjj");
        var bad = await fire.Act(whole, "conflict", (SettleConflicts.PartsField, "fire"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        var page = await fire.Get(Workbench.PageOf(whole));
        (await fire.Submit(page, $"{Workbench.PageOf(whole)}/conflict", (SettleConflicts.PartsField, "fire"), (SettleConflicts.PartsField, "sign"), (SettleConflicts.WhatField, "招牌挡住了消防通道。"))).IsDone(whole);
        await world.Settle();
        Assert.NotNull((await PartsOf(world, whole))["fire"].Whole!.Disputed);
        var head = await world.SignIn("shinan-chief");
        Assert.Contains("裁定意见不一致", (await head.Get(ListReviewTasks.Path)).Text("main"), StringComparison.Ordinal);
        var id = (await world.State(whole)).Master!.Conflicts.Single().Id;
        (await head.Act(whole, "ruling", (SettleConflicts.WhichField, $"{id}"), (SettleConflicts.RulingField, "招牌移到门楣以上。"))).IsDone(whole);
        await world.Settle();
        Assert.Null((await PartsOf(world, whole))["fire"].Whole!.Disputed);
        Assert.Contains("招牌移到门楣以上。", (await fire.Get(Workbench.PageOf(whole))).Text(".log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-3.1-3")]
    public async Task A_changed_company_name_changes_the_permits_it_holds_prefilled_and_names_what_is_not_linked(string database)
    {
        const string Item = "370202-company-change";
        await using var world = await World.Start(database);
        // Held: two licences that the change carries through, and one that it does not.
        foreach (var item in (string[])["370202-food-business", "370202-public-place-hygiene", "370202-labour-dispatch"])
        {
            var number = CaseNumber.Parse(await (await Applicant.SignIn(world)).File(item));
            var filed = await world.State(number);
            await Do(world, number, new Actor("t-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null), new Accept());
            await Decide(world, filed, new Approve());
            await Deliver(world, filed);
        }

        await world.MoveTo("2025-04-01 09:00");
        var company = await Applicant.SignIn(world);
        var draft = await company.Begin(Item);
        var guide = await company.GuideOf(Item);
        var question = guide.Form[0];
        var asked = await company.Browser.Get($"/drafts/{draft}/steps/{question.Id}");
        Assert.NotNull(asked.Page.QuerySelector("input[name='hasFood'][value='是'][checked]"));
        Assert.NotNull(asked.Page.QuerySelector("input[name='hasHygiene'][value='是'][checked]"));
        Assert.Null(asked.Page.QuerySelector("input[name='hasTobacco'][checked]"));

        var whole = CaseNumber.Parse(await company.File(Item, answers: [("hasFood", "是"), ("hasTobacco", "否"), ("hasHygiene", "是")]));
        (await (await world.SignIn("shinan-clerk")).Act(whole, "acceptance")).IsDone(whole);
        await world.Settle();
        var parts = await PartsOf(world, whole);
        Assert.Equal(["food", "hygiene", "licence"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.All(parts.Where(p => p.Key != "licence"), p => Assert.Equal(["licence"], p.Value.Whole!.Waits));
        // Prefilled: the new name stands in every part's form, as it was given once.
        var cases = world.Services.GetRequiredService<ICases>();
        var given = (await FiledAnswers.Of(whole, cases)).Values.ToHashSet();
        foreach (var part in parts.Values)
        {
            var answers = await FiledAnswers.Of(part.Number, cases);
            Assert.NotEmpty(answers);
            Assert.All(answers.Values, v => Assert.Contains(v, given));
        }

        var page = await company.Browser.Get($"/cases/{whole}");
        Assert.Contains("没有联动", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("劳务派遣", page.Text(".case-panel"), StringComparison.Ordinal);
    }
}
