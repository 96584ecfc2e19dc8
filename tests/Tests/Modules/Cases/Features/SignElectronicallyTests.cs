using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OneWindow.Cases;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Materials;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>SignElectronically, VerifySignature, ShowSignature: signed with an own certificate, from the draft to whoever checks it years later.</summary>
public sealed class SignElectronicallyTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Promising = "370202-public-place-hygiene-commitment";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-29-1")]
    [Clause("HB-3.2-2")]
    public async Task An_application_with_its_commitment_is_signed_and_whoever_has_both_files_can_check_them(string database)
    {
        using var tool = new SigningStandIn(new MovedClock(World.At("2025-03-03 09:00")));
        await using var world = await Trusting(tool, database);
        var applicant = await Applicant.SignIn(world);
        var (draft, text) = await Filled(applicant);
        Assert.Contains((await applicant.GuideOf(Promising)).Commitment!.Content, Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        var taken = await Bring(applicant, draft, tool.Sign(await NameOf(world, applicant), text));
        Assert.Equal($"/drafts/{draft}/check", taken.Location);
        Assert.Contains("电子签名", (await applicant.Browser.Get($"/drafts/{draft}/check")).Text("main"), StringComparison.Ordinal);
        var receipt = await applicant.HandIn(draft);
        var number = CaseNumber.Parse(receipt.Location!["/receipts/".Length..]);
        Assert.Equal(["application"], (await world.State(number)).Signed);

        var clerk = await world.SignIn("shinan-clerk");
        Assert.Contains("用电子签名签署了全部内容", (await clerk.Get($"/work/cases/{number}")).Text("main"), StringComparison.Ordinal);
        foreach (var (browser, root) in new[] { (applicant.Browser, "/cases"), (clerk, "/work/cases") })
        {
            var (signed, signature) = (await browser.Download($"{root}/{number}/e-signature/text"), await browser.Download($"{root}/{number}/e-signature/signature"));
            Assert.Equal(text, signed);
            Assert.Equal(("Valid", true), await Verify(world, signed, signature));
            signed[^9] ^= 1;
            Assert.Equal(("Altered", false), await Verify(world, signed, signature));
        }

        // Strangers, at a window or at home, get neither.
        foreach (var user in new[] { "shinan-person", "huyi-clerk", "xinji-clerk" })
        {
            var other = await world.SignIn(user);
            foreach (var root in new[] { "/cases", "/work/cases" })
            {
                var answer = await other.Get($"{root}/{number}/e-signature/text");
                Assert.True((int)answer.Status is 403 or 404, $"{user} {root}: {answer.Status} {answer.Text("main")}");
            }
        }
    }

    [Fact]
    public async Task A_signature_of_another_or_over_something_else_is_not_taken_and_the_way_without_one_stays_open()
    {
        using var tool = new SigningStandIn(new MovedClock(World.At("2025-03-03 09:00")));
        using var stranger = new SigningStandIn(new MovedClock(World.At("2025-03-03 09:00")));
        await using var world = await Trusting(tool, World.Sqlite);
        var applicant = await Applicant.SignIn(world);
        var (draft, text) = await Filled(applicant);
        var name = await NameOf(world, applicant);
        foreach (var (cms, words) in new[]
        {
            (tool.Sign("别人", text), "不是申请人"), (tool.Sign(name, [.. text, 1]), "对不上"), (stranger.Sign(name, text), "不在本地信任的名单里"),
            (tool.Sign(name, text, new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero)), "不在有效期"), ("no signature"u8.ToArray(), "没有可以识别的电子签名"),
        })
        {
            var answer = await Bring(applicant, draft, cms);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(words, answer.Text(".error-summary"), StringComparison.Ordinal);
        }

        await Bring(applicant, draft, tool.Sign(name, text));
        // Something changes afterwards: the signature no longer counts, and nothing is handed in as if it did.
        await applicant.Upload(draft, Applicant.Needed(await applicant.GuideOf(Promising)).First(), seed: 77);
        var refused = await applicant.HandIn(draft);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("原来的电子签名对不上了", refused.Text(".error-summary"), StringComparison.Ordinal);
        var page = await applicant.Browser.Get($"/drafts/{draft}/e-signature");
        await applicant.Browser.Submit(page, $"/drafts/{draft}/e-signature/removal");
        Assert.StartsWith("/receipts/", (await applicant.HandIn(draft)).Location, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("CQ-29-1")]
    public async Task A_signed_pdf_is_known_as_it_arrives_shown_to_the_clerk_and_may_not_be_called_unsealed()
    {
        using var tool = new SigningStandIn(new MovedClock(World.At("2025-03-03 09:00")));
        await using var world = await Trusting(tool, World.Sqlite);
        var applicant = await Applicant.SignIn(world);
        var guide = await applicant.GuideOf(Promising);
        var draft = await applicant.Begin(Promising);
        await applicant.Fill(draft, guide);
        const string material = "commitment";
        foreach (var needed in Applicant.Needed(guide).Where(m => m != material)) await applicant.Upload(draft, needed);
        await applicant.Browser.Upload($"/drafts/{draft}/materials", [("then", $"m-{material}")], UploadForm.FieldOf(material), "承诺书.pdf", SignedPapers.Pdf(tool, "示范设计院"));
        var number = CaseNumber.Parse((await applicant.HandIn(draft)).Location!["/receipts/".Length..]);
        Assert.Equal([material], (await world.State(number)).Signed);

        var clerk = await world.SignIn("shinan-clerk");
        var page = await clerk.Get($"/work/cases/{number}");
        var link = page.Page.QuerySelector("a[href^='/files/'][href$='/signature']");
        Assert.NotNull(link);
        Assert.Contains("示范设计院", (await clerk.Get(link.GetAttribute("href")!)).Text("main"), StringComparison.Ordinal);
        var asked = await clerk.Act(number, "correction", (AskForCorrection.DefectsField, $"material:{material}:not-sealed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("和手写签名、盖章效力相同", asked.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HB-3.2-2")]
    public async Task Anybody_may_check_a_file_and_nothing_of_it_is_kept()
    {
        using var tool = new SigningStandIn(new MovedClock(World.At("2025-03-03 09:00")));
        await using var world = await Trusting(tool, World.Sqlite);
        var pdf = SignedPapers.Pdf(tool, "苏景澄");
        var browser = world.Browser();
        var valid = await browser.Upload("/verify/signature", [], "file", "合同.pdf", pdf);
        Assert.Contains("电子签名有效：苏景澄", valid.Text("main"), StringComparison.Ordinal);
        pdf[15] ^= 1;
        Assert.Contains("这个电子签名不能采信", (await browser.Upload("/verify/signature", [], "file", "合同.pdf", pdf)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("没有找到电子签名", (await browser.Upload("/verify/signature", [], "file", "合同.pdf", Sheets.Pdf())).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Upload("/verify/signature", [], "file", "program.exe", pdf)).Status);
        using var broken = await browser.Client.PostAsJsonAsync("/api/v1/signatures/verify", new { content = "???" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
        Assert.Equal(("None", false), await Verify(world, Sheets.Pdf(), null));
    }

    [Fact]
    public async Task Where_no_issuer_is_trusted_nothing_is_offered_and_nothing_relied_on()
    {
        await using var world = await World.Start(World.Sqlite);
        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        Assert.Equal(HttpStatusCode.NotFound, (await applicant.Browser.Get($"/drafts/{draft}/e-signature")).Status);
        using var tool = new SigningStandIn(new MovedClock(world.Now));
        Assert.Equal(("Untrusted", false), await Verify(world, SignedPapers.Pdf(tool, "苏景澄"), null));
    }

    private async Task<World> Trusting(SigningStandIn tool, string database)
    {
        var folder = databases.NewFolder();
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "root.cer"), tool.Root());
        return await World.Start(database, configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Signatures:Issuers"] = folder }));
    }

    /// <summary>A draft that promises, filled in and ready; and the text to sign.</summary>
    private static async Task<(string Draft, byte[] Text)> Filled(Applicant applicant)
    {
        var guide = await applicant.GuideOf(Promising);
        var draft = await applicant.Begin(Promising);
        await applicant.Fill(draft, guide);
        foreach (var material in Applicant.Needed(guide).Except(guide.Commitment!.Replaces)) await applicant.Upload(draft, material);
        var page = await applicant.Browser.Get($"/drafts/{draft}/materials");
        await applicant.Browser.Submit(page, $"/drafts/{draft}/materials", [.. guide.Commitment.Replaces.Select(id => ("promised", id))]);
        Assert.Contains("用电子签名签署", (await applicant.Browser.Get($"/drafts/{draft}/check")).Text("main"), StringComparison.Ordinal);
        return (draft, await applicant.Browser.Download($"/drafts/{draft}/e-signature/text"));
    }

    private static Task<Answer> Bring(Applicant applicant, string draft, byte[] cms) =>
        applicant.Browser.Upload($"/drafts/{draft}/e-signature", [], SignElectronically.SignatureField, "申请书.txt.p7s", cms);

    private static async Task<string> NameOf(World world, Applicant applicant)
    {
        var text = Encoding.UTF8.GetString(await applicant.Browser.Download($"/drafts/{await applicant.Begin(Promising)}/e-signature/text"));
        var line = text.Split('\n').First(l => l.StartsWith("申请人：", StringComparison.Ordinal));
        return line["申请人：".Length..line.LastIndexOf('（')];
    }

    private static async Task<(string Standing, bool Valid)> Verify(World world, byte[] content, byte[]? signature)
    {
        using var answer = await world.Browser().Client.PostAsJsonAsync(
            "/api/v1/signatures/verify", new { content = Convert.ToBase64String(content), signature = signature is null ? null : Convert.ToBase64String(signature) });
        answer.EnsureSuccessStatusCode();
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (said.GetProperty("standing").GetString()!, said.GetProperty("valid").GetBoolean());
    }
}
