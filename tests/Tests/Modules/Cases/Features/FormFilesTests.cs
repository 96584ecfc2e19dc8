using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using GuideField = OneWindow.Contracts.FormField;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Forms that ask for files, and checks against what was fetched: at a browser without script and at the counter, on both databases.</summary>
public sealed class FormFilesTests
{
    private const string Step = "attached";
    private const string Licence = "business-licence";
    private const string OwnCode = "91370202XNQ00001X2";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static readonly FormStep Attached = new(Step, "附图和人员",
    [
        new GuideField { Id = "plan", Label = "平面图", Kind = FieldKind.File, Required = true },
        new GuideField
        {
            Id = "staff", Label = "从业人员", Kind = FieldKind.Rows, Required = true,
            Columns = [new GuideField { Id = "name", Label = "姓名", Kind = FieldKind.Text, Required = true }, new GuideField { Id = "cert", Label = "健康证明", Kind = FieldKind.File, Required = true }],
        },
    ]);

    private static readonly FormCheck SameCode = new(
        "licence-code", ExpressionText.Print(new Expression.Operation(Operator.Equal, new Expression.Answer("creditCode"), new Expression.Said(Licence, DocumentFact.Number))),
        "填写的统一社会信用代码和营业执照上的不一样，请按营业执照改正", ["creditCode"]);

    private static async Task<(World World, Guide Guide)> With(string database, Func<Guide, Guide> change)
    {
        var world = await World.Start(database);
        await using var scope = world.Services.CreateAsyncScope();
        var guide = change((await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Applicant.Restaurant))!);
        Assert.DoesNotContain(GuideRules.Check(guide, null), f => f.Path.StartsWith("form", StringComparison.Ordinal) || f.Path.StartsWith("checks", StringComparison.Ordinal));
        await Publication.Publish(scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [guide], "test", world.Now, default);
        world.Services.GetRequiredService<PublishedGuides>().Forget();
        return (world, guide);
    }

    private static (string, string)[] Seen(Answer page, string action) =>
    [
        .. page.Page.QuerySelectorAll("form").First(f => f.GetAttribute("action") == action).QuerySelectorAll("input[type=hidden], input.form-control:not([type=file])")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")),
    ];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_file_of_the_form_is_looked_at_kept_goes_with_its_row_and_stands_in_the_log(string database)
    {
        var (world, guide) = await With(database, g => g with { Form = [.. g.Form, Attached] });
        await using var _ = world;
        var applicant = await Applicant.SignIn(world);
        var browser = applicant.Browser;
        var draft = await applicant.Begin();
        var path = $"/drafts/{draft}/steps/{Step}";
        var page = await browser.Get(path);
        Assert.Equal("multipart/form-data", page.Page.QuerySelector("form[data-autosave]")!.GetAttribute("enctype"));
        var nothing = await browser.Submit(page, path, ("staff.0.name", "苏景澄"));
        Assert.Contains("请上传平面图", nothing.Text(".error-summary"), StringComparison.Ordinal);

        // What it really is decides, not its name; what was typed beside it stays.
        var fake = await browser.Upload(path, [.. Seen(nothing, path)], "plan", "平面图.pdf", Encoding.UTF8.GetBytes("不是 PDF，只是文字"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, fake.Status);
        Assert.NotNull(fake.Page.GetElementById("f-plan-error"));
        Assert.DoesNotContain("请上传平面图", fake.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("苏景澄", fake.Page.QuerySelector("input[name='staff.0.name']")!.GetAttribute("value"));

        async Task<Answer> Send(Answer at, string field, string name, int seed, params (string, string)[] more)
        {
            var sent = await browser.Upload(path, [.. Seen(at, path), .. more, (WholeAnswers.Button, $"{FieldFiles.Upload}:{field}")], field, name, Sheets.Pdf(seed: seed));
            Assert.True(sent.Location?.StartsWith(path, StringComparison.Ordinal) == true, sent.Text(".error-summary"));
            return await browser.Get(path);
        }

        page = await Send(fake, "plan", "平面图.pdf", 1);
        page = await browser.Get((await browser.Submit(page, path, (WholeAnswers.Button, "add:staff"))).Location!.Split('#')[0]);
        page = await Send(page, "staff.1.cert", "健康证明.pdf", 2, ("staff.1.name", "林晓舟"));
        var wrong = await browser.Submit(page, path);
        Assert.Contains("请上传第 1 行的健康证明", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("平面图.pdf", wrong.Text("main"), StringComparison.Ordinal);
        page = await browser.Get((await browser.Submit(wrong, path, (WholeAnswers.Button, "remove:staff:0"))).Location!.Split('#')[0]);
        var row = page.Page.QuerySelector("fieldset.rows-row")!;
        Assert.Equal("林晓舟", row.QuerySelector("input[name='staff.0.name']")!.GetAttribute("value"));
        Assert.Contains("健康证明.pdf", row.TextContent, StringComparison.Ordinal);

        // A file of another basket is nothing here, whoever names it.
        var materials = world.Services.GetRequiredService<IMaterials>();
        var own = (await materials.InBasket(draft)).Single(f => f.Material == "form.plan");
        await materials.OpenBasket("elsewhere", await world.Services.GetRequiredService<ISubjects>().NameUnidentified(SubjectKind.Person, "某人"), guide.Organisation, guide.Place);
        Assert.True((await materials.Store("elsewhere", "form.plan", "别人的.pdf", new MemoryStream(Sheets.Pdf(seed: 8)))).Try(out var foreign, out var _));
        var stolen = await browser.Submit(page, path, ("plan.upload", foreign.Id));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stolen.Status);
        Assert.DoesNotContain("别人的", stolen.Text("main"), StringComparison.Ordinal);
        page = await Send(await browser.Get(path), "plan", "平面图第二版.pdf", 3);
        Assert.Equal(HttpStatusCode.Found, (await browser.Submit(page, path)).Status);

        await applicant.Fill(draft, guide with { Form = [.. guide.Form.Where(s => s.Id != Step)] });
        foreach (var material in Applicant.Needed(guide)) await applicant.Upload(draft, material);
        Assert.Contains("平面图第二版.pdf", (await browser.Get($"/drafts/{draft}/check")).Text("main"), StringComparison.Ordinal);
        var receipt = await applicant.HandIn(draft);
        Assert.True(receipt.Location?.StartsWith("/receipts/", StringComparison.Ordinal) == true, receipt.Text(".error-summary"));
        var number = CaseNumber.Parse(receipt.Location!["/receipts/".Length..]);
        var filed = Assert.IsType<CaseSubmitted>(CaseEnvelope.Read((await world.Services.GetRequiredService<ICases>().Log(number))[0].Body).Event);
        var pinned = Assert.Single(filed.Files, f => f.Material == "form.plan");
        Assert.Equal((await materials.Find(pinned.File))!.Hash, pinned.Hash);
        Assert.NotEqual(own.Id, pinned.File);
        Assert.Single(filed.Files, f => f.Material == "form.staff.cert");
        Assert.DoesNotContain(filed.Present, p => p.StartsWith("form.", StringComparison.Ordinal));

        var clerk = await world.SignIn("shinan-clerk");
        var work = await clerk.Get(Workbench.PageOf(number));
        Assert.NotNull(work.Page.QuerySelector($"a[href='/files/{pinned.File}']"));
        Assert.Contains("从业人员：健康证明", work.Text("main"), StringComparison.Ordinal);
        Assert.Contains("第 1 行", work.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/files/{pinned.File}")).Status);

        // 补正: the answer that was faulted takes another file, into the correction's own basket.
        (await clerk.Submit(work, $"{Workbench.PageOf(number)}/correction", (AskForCorrection.DefectsField, "field:plan:incomplete"), (AskForCorrection.NoteField("plan"), "请标明尺寸"))).IsDone(number);
        var mend = $"/cases/{number}/correction";
        page = await browser.Get(mend);
        Assert.Contains("平面图第二版.pdf", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Submit(page, mend)).Status);
        var mended = await browser.Upload(mend, Seen(page, mend), "plan", "标了尺寸.pdf", Sheets.Pdf(seed: 9));
        Assert.True(mended.Location == $"/cases/{number}", mended.Text(".error-summary"));
        var log = await world.Services.GetRequiredService<ICases>().Log(number);
        Assert.Equal("form.plan", Assert.Single(Assert.IsType<CorrectionFiled>(CaseEnvelope.Read(log[^1].Body).Event).Files).Material);
        Assert.Contains("标了尺寸.pdf", (await clerk.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_counter_takes_files_of_the_form_and_trying_a_form_keeps_none(string database)
    {
        var (world, guide) = await With(database, g => g with { Form = [.. g.Form, Attached] });
        await using var _ = world;
        var tried = await world.Browser().Get($"/items/{Applicant.Restaurant}/try");
        Assert.Contains("正式申请时再传文件", tried.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("请上传", (await world.Browser().Submit(tried, $"/items/{Applicant.Restaurant}/try")).Text(".error-summary"), StringComparison.Ordinal);

        var clerk = await world.SignIn("shinan-clerk");
        var path = await clerk.Begin(Applicant.Restaurant, Counter.Restaurant);
        var page = await clerk.Get(path);
        (string, string)[] typed = [.. ApplicationForm.PagesOf(guide).Where(p => p.Id != Step).SelectMany(p => p.Fields).SelectMany(Applicant.TypicalOf), ("staff.0.name", "苏景澄"), ("staff.rows", "1")];
        async Task<Answer> Send(Answer at, string field, string name, int seed)
        {
            var sent = await clerk.Upload(
                path, [("seen", at.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!), .. typed, .. Seen(at, path).Where(f => f.Item1.EndsWith(".upload", StringComparison.Ordinal)), ("then", "materials")],
                field, name, Sheets.Pdf(seed: seed));
            Assert.True(sent.Status == HttpStatusCode.Found, sent.Text(".error-summary"));
            return await clerk.Get(path);
        }

        page = await Send(page, "plan", "平面图.pdf", 11);
        page = await Send(page, "staff.0.cert", "健康证明.pdf", 12);
        foreach (var (material, i) in Applicant.Needed(guide).Select((m, i) => (m, i))) page = await Send(page, UploadForm.FieldOf(material), $"{material}.pdf", 20 + i);
        Assert.Contains("平面图.pdf", page.Text("main"), StringComparison.Ordinal);
        var filed = await clerk.Submit(page, path, ("window", "3"), ("confirm", "on"), (ApplicationForm.DeliveryField, "窗口领取"));
        Assert.True(filed.Location?.StartsWith("/receipts/", StringComparison.Ordinal) == true, $"{filed.Text(".error-summary")}");
        var log = await world.Services.GetRequiredService<ICases>().Log(CaseNumber.Parse(filed.Location["/receipts/".Length..]));
        Assert.Equal(["form.plan", "form.staff.cert"], ((CaseSubmitted)CaseEnvelope.Read(log[0].Body).Event).Files.Select(f => f.Material).Where(FieldFiles.IsOne).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_the_fetched_licence_says_is_held_against_the_form_and_what_was_not_fetched_stays_open(string database)
    {
        var (world, guide) = await With(database, g => g with { Checks = [.. g.Checks ?? [], SameCode] });
        await using var _ = world;
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        await applicant.Fill(draft, guide, ("creditCode", "91370200MA3C12345E"), (ApplicationForm.DeliveryField, "窗口领取"));
        foreach (var material in Applicant.Needed(guide)) await applicant.Upload(draft, material);

        // Nothing was fetched: it cannot be told, and hinders nothing.
        Assert.Contains("无法自动核对", (await applicant.Browser.Get($"/drafts/{draft}")).Text("main"), StringComparison.Ordinal);
        var check = await applicant.Browser.Get($"/drafts/{draft}/check");
        Assert.Contains("无法自动核对", check.Text("main"), StringComparison.Ordinal);
        Assert.Equal("", check.Text(".error-summary"));

        var materials = $"/drafts/{draft}/materials";
        await applicant.Browser.Submit(await applicant.Browser.Get(materials), materials, ("shared", Licence));
        check = await applicant.Browser.Get($"/drafts/{draft}/check");
        Assert.Contains($"请按营业执照改正（调取的《营业执照》上号码是 {OwnCode}）", check.Text(".error-summary"), StringComparison.Ordinal);
        Assert.DoesNotContain("无法自动核对", check.Text("main"), StringComparison.Ordinal);
        var refused = await applicant.HandIn(draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        var path = $"/drafts/{draft}/steps/applicant";
        await applicant.Browser.Submit(await applicant.Browser.Get(path), path, ("creditCode", OwnCode));
        Assert.StartsWith("/receipts/", (await applicant.HandIn(draft)).Location, StringComparison.Ordinal);
    }
}
