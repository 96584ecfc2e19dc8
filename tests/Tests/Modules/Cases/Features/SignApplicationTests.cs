using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Messages;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>联署 through the whole house: AskForSignatures, SignApplication, ConfirmSignature.</summary>
public sealed partial class SignApplicationTests
{
    private const string Newborn = "370202-hukou-birth";
    private const string Mother = "19900000055";

    /// <summary>The father is who is signed in; the mother has no account.</summary>
    private static readonly (string, string)[] Parents =
    [
        ("fatherName", "林晓舟"), ("fatherNumber", "370299198803160212"), ("fatherPhone", "19900000001"), ("name", "林晓舟"), ("residentId", "370299198803160212"), ("phone", "19900000001"),
        ("motherName", "方若兰"), ("motherNumber", MotherNumber), ("motherPhone", Mother), ("born", "2025-02-20"), ("childName", "林小满"),
    ];

    private const string MotherNumber = "370299199002030420";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Both_parents_sign_and_the_house_files_at_the_instant_of_the_last_signature(string database)
    {
        await using var gateway = await StandInGateway.Start();
        var logs = new Logs();
        await using var world = await World.Start(database, configure: builder =>
        {
            Telling.With(gateway)(builder);
            builder.Logging.AddProvider(logs);
            builder.Logging.SetMinimumLevel(LogLevel.Information);
        });
        var father = await Applicant.SignIn(world, "shinan-person");
        var draft = await Ready(father);
        Assert.True(await Put(world, father, draft, 1));
        var asked = await father.HandIn(draft);
        Assert.Equal($"/drafts/{draft}/signing", asked.Location);
        await world.Settle();

        // Locked: no page, file or answer changes.
        Assert.Equal($"/drafts/{draft}/signing", (await father.Browser.Get($"/drafts/{draft}")).Location);
        Assert.Equal($"/drafts/{draft}/signing", (await father.Browser.Get($"/drafts/{draft}/steps/child")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await father.Browser.Post($"/drafts/{draft}/steps/child", [("childName", "林大满"), ("seen", "99"), ("tab", "x")])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await father.Browser.Post($"/drafts/{draft}/materials", [("then", "list")])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await father.Browser.Post($"/drafts/{draft}/removal", [])).Status);
        Assert.False(await Put(world, father, draft, 9));

        // The mother: by short message to her own telephone, an address nobody can guess, and the code beside it.
        var sent = gateway.Delivered.Single(d => d.To == Mother).Text;
        Assert.DoesNotContain("林", sent, StringComparison.Ordinal);
        var page = LinkIn(sent);
        var mother = world.Browser();
        var door = await mother.Get(page);
        Assert.Equal(HttpStatusCode.OK, door.Status);
        Assert.DoesNotContain("林小满", door.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(MotherNumber, door.Body, StringComparison.Ordinal);
        var hash = (await Round(world, draft)).Hash;
        var early = await mother.Post($"{page}/signature", [("hash", hash), ("confirm", "on")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        await world.MoveTo("2025-03-03 10:00");
        await Enter(world, gateway, mother, page);
        var whole = await mother.Get(page);
        Assert.Contains("林小满", whole.Body, StringComparison.Ordinal);
        var file = whole.Page.QuerySelector("ul.files a")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await mother.Get(file)).Status);

        // Strangers: neither the address alone, nor another account, nor a guessed one.
        Assert.NotEqual(HttpStatusCode.OK, (await world.Browser().Get(file)).Status);
        var stranger = await world.SignIn("shinan-elder");
        Assert.DoesNotContain("林小满", (await stranger.Get(page)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/drafts/{draft}/signing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Browser().Get($"/sign/{new string('a', 40)}")).Status);

        await world.MoveTo("2025-03-04 15:30");
        await Enter(world, gateway, mother, page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await mother.Post($"{page}/signature", [("hash", new string('0', 64)), ("confirm", "on")])).Status);
        Assert.Equal(page, (await Sign(mother, page)).Location);
        Assert.Equal(page, (await mother.Post($"{page}/signature", [("hash", hash), ("confirm", "on")])).Location);
        Assert.Single((await Round(world, draft)).Parties, p => p.Standing == SignatoryStanding.Signed);

        // The father signs by his own session, from the page that shows who has signed.
        await world.MoveTo("2025-03-05 11:00");
        var status = await father.Browser.Get($"/drafts/{draft}/signing");
        Assert.Contains("已签 1 人，共 2 人", status.Body, StringComparison.Ordinal);
        var own = status.Page.QuerySelector("#party-parent-1 a.btn-primary")!.GetAttribute("href")!;
        Assert.Equal(own, (await Sign(father.Browser, own)).Location);
        var done = await Round(world, draft);
        Assert.Equal(SigningStage.Filed, done.Stage);
        var number = CaseNumber.Parse(done.CaseNumber!);
        var facts = (await world.Services.GetRequiredService<ICases>().Find(number))!;
        Assert.Equal(done.CompletedAt, facts.ReceivedAt);
        Assert.InRange(facts.ReceivedAt.Microseconds - World.At("2025-03-05 11:00").Microseconds, 0, 60_000_000);
        Assert.Contains("联署 2 人", (await father.Browser.Get($"/cases/{number}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await father.Browser.Get($"/receipts/{number}")).Status);

        // In the log: party, strength, instant and a commitment; who he is stands sealed.
        var filed = (await world.Services.GetRequiredService<ICases>().Log(number))[0];
        Assert.DoesNotContain("方若兰", filed.Body, StringComparison.Ordinal);
        var signatures = filed.Data.GetProperty("signatures").EnumerateArray().ToList();
        Assert.Equal(["account", "phone-code"], signatures.Select(s => s.GetProperty("strength").GetString()!).Order());
        var paper = await world.Services.GetRequiredService<Papers>().Open(number, signatures.Single(s => s.GetProperty("party").GetString() == "parent-2").GetProperty("paper").GetString()!);
        Assert.Equal((MotherNumber, hash), (paper!.Value.GetProperty("number").GetString(), paper.Value.GetProperty("content").GetString()));
        await world.Settle();
        Assert.Contains(gateway.Delivered, d => d.To == Mother && d.Text.Contains("申请已提交", StringComparison.Ordinal));
        foreach (var audit in world.Services.GetRequiredService<IEnumerable<IAudit>>()) Assert.Empty((await audit.Verify(null, default)).Damage);
        Assert.DoesNotContain(new[] { "方若兰", MotherNumber, Mother, "林小满" }, secret => logs.All.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_change_asks_all_anew_shows_the_difference_and_an_old_invitation_signs_nothing(string database)
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(database, configure: Telling.With(gateway));
        var father = await Applicant.SignIn(world, "shinan-person");
        var draft = await Ready(father);
        await Put(world, father, draft, 1);
        await father.HandIn(draft);
        await world.Settle();
        var page = LinkIn(gateway.Delivered.Single(d => d.To == Mother).Text);
        var mother = world.Browser();
        await Enter(world, gateway, mother, page);
        await Sign(mother, page);
        var status = await father.Browser.Get($"/drafts/{draft}/signing");
        Assert.Equal($"/drafts/{draft}", (await father.Browser.Submit(status, $"/drafts/{draft}/signing/taking-back")).Location);
        await world.Settle();
        Assert.Contains(gateway.Delivered, d => d.To == Mother && d.Text.Contains("作废", StringComparison.Ordinal));

        // Open again: an answer and a file change.
        await father.Fill(draft, await father.GuideOf(Newborn), [.. Parents.Where(p => p.Item1 != "childName"), ("childName", "林大满")]);
        Assert.True(await Put(world, father, draft, 7));
        Assert.Equal($"/drafts/{draft}/signing", (await father.HandIn(draft)).Location);
        await world.MoveTo("2025-03-03 12:00");
        var anew = LinkIn(gateway.Delivered.Last(d => d.To == Mother).Text);
        Assert.NotEqual(page, anew);
        Assert.Contains("重新签署", gateway.Delivered.Last(d => d.To == Mother).Text, StringComparison.Ordinal);

        var old = await mother.Post($"{page}/signature", [("hash", (await Round(world, draft)).Hash), ("confirm", "on")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.Status);
        Assert.Contains("内容已有改动，请看改动后再签", old.Body, StringComparison.Ordinal);
        Assert.All((await Round(world, draft)).Parties, p => Assert.NotEqual(SignatoryStanding.Signed, p.Standing));
        await Enter(world, gateway, mother, anew);
        var changes = (await mother.Get(anew)).Page.QuerySelector("table")!.TextContent;
        Assert.Contains("林小满", changes, StringComparison.Ordinal);
        Assert.Contains("林大满", changes, StringComparison.Ordinal);
        Assert.Contains("birth.pdf", changes, StringComparison.Ordinal);

        // She says no, with a reason that the initiator reads; later she signs after all.
        var refused = await mother.Get(anew);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await mother.Submit(refused, $"{anew}/refusal", ("reason", ""))).Status);
        await mother.Submit(refused, $"{anew}/refusal", ("reason", "名字还没商量好"));
        Assert.Contains("名字还没商量好", (await father.Browser.Get($"/drafts/{draft}/signing")).Body, StringComparison.Ordinal);
        await Sign(mother, anew);

        // Nobody signs in time: it lapses, the draft is there and open, nothing is filed.
        await world.MoveTo("2025-03-08 12:00");
        await world.MoveTo("2025-03-12 13:00");
        Assert.Contains("还等您以", (await father.Browser.Get((await father.Browser.Get("/my/messages")).Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/my/messages/", StringComparison.Ordinal) && h.Length > 30))).Body, StringComparison.Ordinal);
        await world.MoveTo("2025-03-14 09:00");
        Assert.Equal(SigningStage.Lapsed, (await Round(world, draft)).Stage);
        Assert.Equal(HttpStatusCode.OK, (await father.Browser.Get($"/drafts/{draft}")).Status);
        Assert.Contains("林大满", (await father.Browser.Get($"/drafts/{draft}/check")).Body, StringComparison.Ordinal);
        Assert.True(await Put(world, father, draft, 8));
        Assert.Contains(gateway.Delivered, d => d.To == Mother && d.Text.Contains("到期", StringComparison.Ordinal));
        await using var db = world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContext();
        Assert.Empty(await db.Events.ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_has_no_telephone_signs_on_paper_and_only_a_clerks_confirmation_counts(string database)
    {
        await using var world = await World.Start(database);
        var father = await Applicant.SignIn(world, "shinan-person");
        var draft = await Ready(father, ("motherPhone", ""));
        await father.HandIn(draft);
        var hash = (await Round(world, draft)).Hash;
        var status = await father.Browser.Get($"/drafts/{draft}/signing");
        await Sign(father.Browser, status.Page.QuerySelector("#party-parent-1 a.btn-primary")!.GetAttribute("href")!);
        var sheet = await father.Browser.Get($"/drafts/{draft}/signing/sheets/parent-2");
        Assert.Contains(hash, sheet.Body, StringComparison.Ordinal);
        var check = sheet.Page.QuerySelector("strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        var uploaded = await father.Browser.Upload($"/drafts/{draft}/signing/sheets/parent-2", [], "scan-parent-2", "签署页.pdf", Sheets.Pdf(seed: 5));
        Assert.Equal($"/drafts/{draft}/signing", uploaded.Location);
        Assert.Equal(SigningStage.Open, (await Round(world, draft)).Stage);

        // A window of another place does not even find it; the own one sends a bad scan back, then confirms.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await world.SignIn("yuzhong-clerk")).Get($"/work/signing/{check}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await father.Browser.Get($"/work/signing/{check}")).Status);
        var clerk = await world.SignIn("shinan-clerk");
        Assert.Contains(check, (await clerk.Get("/work/signing")).Body, StringComparison.Ordinal);
        var shown = await clerk.Get($"/work/signing/{check}");
        Assert.Contains("林小满", shown.Body, StringComparison.Ordinal);
        await clerk.Submit(shown, $"/work/signing/{check}/return", ("reason", "签名看不清"));
        Assert.Contains("签名看不清", (await father.Browser.Get($"/drafts/{draft}/signing")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Post($"/work/signing/{check}", [("identity", "on"), ("hand", "on")])).Status);
        await clerk.Upload($"/work/signing/{check}", [("identity", "on")], "scan", "s.pdf", Sheets.Pdf(seed: 6));
        Assert.Equal(SigningStage.Open, (await Round(world, draft)).Stage);
        Assert.Equal("/work/signing", (await clerk.Upload($"/work/signing/{check}", [("identity", "on"), ("hand", "on")], "scan", "s.pdf", Sheets.Pdf(seed: 6))).Location);
        var done = await Round(world, draft);
        Assert.Equal((SigningStage.Filed, SigningStrength.Handwritten), (done.Stage, done.Party("parent-2")!.How!.Value));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_crash_between_the_last_signature_and_the_filing_is_made_good_and_files_once(string database)
    {
        await using var world = await World.Start(database);
        var father = await Applicant.SignIn(world, "shinan-person");
        var draft = await Ready(father);
        await father.HandIn(draft);
        var signings = world.Services.GetRequiredService<Signings>();
        var hash = (await Round(world, draft)).Hash;
        foreach (var party in new[] { "parent-1", "parent-2" })
            Assert.True((await signings.Change(draft, r => SigningRules.Sign(r, party, hash, SigningStrength.Account, "a", world.Now), default)).Try(out _, out _));
        var signedAt = (await Round(world, draft)).CompletedAt!.Value;
        Assert.Equal(SigningStage.Complete, (await Round(world, draft)).Stage);
        await world.Stop();

        await using var after = await World.Open(world.Options);
        await after.MoveTo("2025-03-03 18:00");
        var done = await Round(after, draft);
        Assert.Equal(SigningStage.Filed, done.Stage);
        Assert.Equal(signedAt, (await after.Services.GetRequiredService<ICases>().Find(CaseNumber.Parse(done.CaseNumber!)))!.ReceivedAt);
        // Once more, as if the crash had come after the filing and before it was noted.
        await after.Services.GetRequiredService<TendSignings>().RunDue(default);
        await using var db = after.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContext();
        Assert.Single(await db.Events.Where(e => e.Seq == 1).ToListAsync());
    }

    [Fact]
    public async Task Without_the_signatures_nothing_is_filed_by_program_nor_at_the_counter()
    {
        await using var world = await World.Start(World.Sqlite);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Newborn))!;
        Assert.Equal("cases.signatures-missing", SigningParties.Lacking(guide, new Dictionary<string, string>(), null)?.Code);
        CaseSignature Signed(string party, SigningStrength how) => new(party, how, world.Now, "paper");
        Assert.NotNull(SigningParties.Lacking(guide, new Dictionary<string, string>(), [Signed("parent-1", SigningStrength.Account)]));
        Assert.Null(SigningParties.Lacking(guide, new Dictionary<string, string>(), [Signed("parent-1", SigningStrength.Account), Signed("parent-2", SigningStrength.Handwritten)]));

        // One person in both places, and the initiator's own telephone for the other.
        var father = await Applicant.SignIn(world, "shinan-person");
        var twice = await father.HandIn(await Ready(father, ("motherName", "林晓舟"), ("motherNumber", "370299198803160212")));
        Assert.Contains("同一个人", twice.Body, StringComparison.Ordinal);
        // Neither whether a number is known nor whose it is can be learnt by naming it, and naming it claims nothing.
        var draft = await Ready(father, ("motherName", "错一字"), ("motherNumber", "370299197908220328"));
        Assert.Equal($"/drafts/{draft}/signing", (await father.HandIn(draft)).Location);
        var page = $"/sign/{(await Round(world, draft)).Party("parent-2")!.Token}";
        Assert.DoesNotContain("林小满", (await (await world.SignIn("shinan-company")).Get(page)).Body, StringComparison.Ordinal);
        var status = await father.Browser.Get($"/drafts/{draft}/signing");
        await father.Browser.Submit(status, $"/drafts/{draft}/signing/taking-back");
        await father.Fill(draft, guide, [.. Parents.Where(p => p.Item1 != "motherName"), ("motherName", "错一字")]);
        Assert.Equal($"/drafts/{draft}/signing", (await father.HandIn(draft)).Location);
        Assert.True((await world.Services.GetRequiredService<ISubjects>().Register(SubjectKind.Person, "方若兰", MotherNumber, null)).Try(out _, out _));
    }

    [Fact]
    public async Task What_hinders_the_filing_keeps_the_signatures_and_is_tried_again_or_taken_back()
    {
        await using var world = await World.Start(World.Sqlite);
        var father = await Applicant.SignIn(world, "shinan-person");
        var draft = await Ready(father);
        await father.HandIn(draft);
        var (signings, online, tend) = (world.Services.GetRequiredService<Signings>(), world.Services.GetRequiredService<OnlineFiling>(), world.Services.GetRequiredService<TendSignings>());
        Assert.True(await online.Write("机房检修", "0", "test", default));
        await online.Read(default);
        var hash = (await Round(world, draft)).Hash;
        foreach (var party in new[] { "parent-1", "parent-2" })
            Assert.True((await signings.Change(draft, r => SigningRules.Sign(r, party, hash, SigningStrength.Account, "a", world.Now), default)).Try(out _, out _));
        await tend.Tend(draft, default);
        var hindered = await Round(world, draft);
        Assert.Equal(SigningStage.Complete, hindered.Stage);
        Assert.Contains("机房检修", (await father.Browser.Get($"/drafts/{draft}/signing")).Body, StringComparison.Ordinal);
        Assert.True(await online.Write("", $"{(await online.Read(default)).Version}", "test", default));
        await online.Read(default);
        await world.MoveTo("2025-03-03 09:20");
        var done = await Round(world, draft);
        Assert.Equal(SigningStage.Filed, done.Stage);
        // It could not be handed in before: its instant is that of the filing.
        Assert.True((await world.Services.GetRequiredService<ICases>().Find(CaseNumber.Parse(done.CaseNumber!)))!.ReceivedAt > done.CompletedAt);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_come_to_the_window_together_sign_there_before_the_clerk(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("shinan-clerk");
        const string item = $"/work/receive/items/{Newborn}";
        var begun = await clerk.Submit(await clerk.Get(item), item, ("kind", "Person"), ("name", "方若兰"), ("number", MotherNumber));
        var path = begun.Location!;
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Newborn))!;
        (string, string)[] form =
        [
            .. ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields).Select(f => (f.Id, Parents.FirstOrDefault(a => a.Item1 == f.Id).Item2 ?? Applicant.Typical(f))),
            ("window", "12"), ("confirm", "on"),
        ];
        var refused = await clerk.Submit(await clerk.Get(path), path, [.. form, ("signed", "parent-2")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("父亲还没有当面签名", refused.Text(".error-summary"), StringComparison.Ordinal);
        var filed = await clerk.Submit(await clerk.Get(path), path, [.. form, ("signed", "parent-1"), ("signed", "parent-2")]);
        Assert.StartsWith("/receipts/", filed.Location, StringComparison.Ordinal);
        var log = await world.Services.GetRequiredService<ICases>().Log(CaseNumber.Parse(filed.Location!["/receipts/".Length..]));
        Assert.All(log[0].Data.GetProperty("signatures").EnumerateArray(), s => Assert.Equal("handwritten", s.GetProperty("strength").GetString()));
    }

    private static async Task<string> Ready(Applicant father, params (string Field, string Value)[] changes)
    {
        var draft = await father.Begin(Newborn);
        var guide = await father.GuideOf(Newborn);
        await father.Fill(draft, guide, [.. Parents.Where(p => changes.All(c => c.Field != p.Item1)), .. changes]);
        return draft;
    }

    /// <summary>A file beside what the house fetches itself. False: the basket takes none.</summary>
    private static async Task<bool> Put(World world, Applicant father, string draft, int seed)
    {
        await father.Browser.Get($"/drafts/{draft}/materials");
        var stored = await world.Services.GetRequiredService<IMaterials>().Store(draft, "birth", "birth.pdf", new MemoryStream(Sheets.Pdf(seed: seed)));
        return stored.Try(out _, out _);
    }

    private static async Task Enter(World world, StandInGateway gateway, Browser mother, string page)
    {
        await mother.Post($"{page}/code", []);
        await world.Settle();
        var code = SixDigits().Match(gateway.Delivered.Last(d => d.To == Mother && d.Text.Contains("验证码", StringComparison.Ordinal)).Text).Value;
        var wrong = await mother.Post($"{page}/entry", [("code", code == "000000" ? "111111" : "000000")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(page, (await mother.Post($"{page}/entry", [("code", code)])).Location);
    }

    private static async Task<Answer> Sign(Browser who, string page) => await who.Submit(await who.Get(page), $"{page}/signature", ("confirm", "on"));

    private static string LinkIn(string text) => Link().Match(text).Groups[1].Value;

    private static async Task<SigningRound> Round(World world, string draft) => (await world.Services.GetRequiredService<Signings>().Find(draft))!.Round;

    [GeneratedRegex("https://one.example.cn(/sign/[0-9a-f]+)")]
    private static partial Regex Link();

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();

    private sealed class Logs : ILoggerProvider, ILogger
    {
        private readonly System.Text.StringBuilder text = new();

        public string All
        {
            get
            {
                lock (text) return text.ToString();
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text) text.AppendLine(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
