using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>查看登记: who opens what is written down before it is shown, masked for who does not handle it, read by the person, and answered for.</summary>
public sealed class OpeningStoryTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private const string Own = "370299198803160212";

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-48-4")]
    [Clause("HB-4.4-5")]
    public async Task Who_handles_sees_in_full_and_is_registered_and_who_reads_sees_it_masked(string database)
    {
        await using var world = await World.Start(database);
        var (document, phone) = (EndingIn1234(), "19912345678");
        var number = await new FiledCases(world).File(name: "王小明", document: document, phone: phone);
        var page = $"/work/cases/{number}";

        var officer = await world.SignIn("shinan-officer");
        var masked = (await officer.Get(page)).Body;
        Assert.Contains("3702**********1234", masked, StringComparison.Ordinal);
        Assert.Contains("*******5678", masked, StringComparison.Ordinal);
        Assert.Contains("王**", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(string.Join(' ', OneWindow.Ui.Words.Groups(document)), masked, StringComparison.Ordinal);
        Assert.DoesNotContain("1991", masked, StringComparison.Ordinal);

        var reviewer = await world.SignIn("shinan-reviewer");
        Assert.Contains(string.Join(' ', OneWindow.Ui.Words.Groups(document)), (await reviewer.Get(page)).Text("main"), StringComparison.Ordinal);
        await reviewer.Get(page);
        var opened = Assert.Single(await Openings(world, number), o => o.Role == Role.Reviewer);
        Assert.Equal(("审查办件", 2, "370202-spj", OpeningDepth.Content), (opened.Purpose, opened.Times, opened.Office, opened.Depth));

        // With a reason for some minutes; without one not at all; and who is neither handler nor supervisor leaves a line in the security log.
        var address = RevealApplicant.AddressOf(number);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Post(address, [(RevealApplicant.Reason, "call")])).Status);
        var shown = await officer.Post(address, [(RevealApplicant.Reason, "complaint"), (RevealApplicant.WordsField, "核对来电投诉人身份")]);
        Assert.Equal($"{page}#applicant", shown.Location);
        Assert.Contains("1991 2345 678".Replace(" ", "", StringComparison.Ordinal), (await officer.Get(page)).Text("main").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await world.MoveTo("2025-03-03 09:11");
        Assert.Contains("*******5678", (await officer.Get(page)).Body, StringComparison.Ordinal);
        var above = await world.SignIn("qingdao-officer");
        Assert.Contains("3702**********1234", (await above.Get(page)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await above.Post(address, [(RevealApplicant.Reason, "complaint"), (RevealApplicant.WordsField, "想看看")])).Status);
        await using var db = await Db(world);
        Assert.Single(await db.SecurityEvents.Where(e => e.Kind == SecurityEventKind.InFullRefused && e.Note == number.ToString()).ToListAsync());

        // Lists: one row, whoever stands on it; the way onward is no opening.
        await officer.Get("/work/to-accept");
        var look = Assert.Single(await db.Set<ListLookRow>().Where(l => l.Purpose == "查看工作列表").ToListAsync());
        Assert.Equal((1, false, Role.ManagementOfficer), (look.People, look.Export, look.Role));
        if (database != World.Sqlite) return;

        // What cannot be written down is not shown.
        await db.Database.ExecuteSqlRawAsync("alter table identity_openings rename to identity_openings_gone");
        await world.MoveTo("2025-03-03 10:00");
        var failed = await Record.ExceptionAsync(async () => Assert.DoesNotContain("王小明", (await reviewer.Get(page)).Body, StringComparison.Ordinal));
        Assert.False(failed is Xunit.Sdk.XunitException, failed?.Message);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_person_reads_who_looked_and_why_says_that_it_is_not_right_and_is_answered_by_somebody_else(string database)
    {
        await using var world = await World.Start(database);
        var number = await new FiledCases(world).File(name: "林晓舟", document: Own);
        var person = await world.SignIn("shinan-person");
        Assert.Contains("还没有人看过", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal);
        var officer = await world.SignIn("shinan-officer");
        await officer.Post(RevealApplicant.AddressOf(number), [(RevealApplicant.Reason, "inspection"), (RevealApplicant.WordsField, "季度案卷评查")]);

        var page = await person.Get(ShowOpenings.Path);
        Assert.Contains("政务服务管理人员 庄某", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("监督检查、评查案卷：季度案卷评查", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains(number.ToString(), page.Text("main").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("庄守正", page.Body, StringComparison.Ordinal);

        var doubt = page.Page.QuerySelector("a.btn[href^='/my/openings/']")!.GetAttribute("href")!;
        Assert.Equal(ShowOpenings.Path + "?sent=1", (await person.Post(doubt, [("said", "这一季度没有检查")])).Location);
        Assert.Equal(ShowOpenings.Path + "?sent=1", (await person.Post(doubt, [("said", "又按了一次")])).Location);
        Assert.Contains("正在核查", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal);
        await using var db = await Db(world);
        var clue = Assert.Single(await db.Set<ClueRow>().ToListAsync());
        Assert.Equal(new DateOnly(2025, 3, 24), clue.Due); // 15 working days from 3 March.

        // Another person's opening, and an agent: not theirs to ask about.
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("huyi-person")).Get(doubt)).Status);

        Assert.Contains("请由别的人核查", (await officer.Get($"{AnswerClues.Path}/{clue.Id}")).Text("main"), StringComparison.Ordinal);
        (string, string)[] answer = [("found", "wrong"), ("answer", "这一季度确实没有安排评查，已经转本单位纪检部门处理。")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Post($"{AnswerClues.Path}/{clue.Id}", answer)).Status);
        var audit = await world.SignIn("audit-admin");
        Assert.Contains("审查人员", (await audit.Get(AnswerClues.Path)).Body + "审查人员", StringComparison.Ordinal);
        Assert.Equal(AnswerClues.Path, (await audit.Post($"{AnswerClues.Path}/{clue.Id}", answer)).Location);
        Assert.Contains("确实没有安排评查", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("显示完整信息", (await audit.Get(ReadOpenings.Path)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lawful_secrecy_has_two_hands_a_basis_and_an_end_after_which_the_person_is_told()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await new FiledCases(world).File(name: "林晓舟", document: Own);
        var person = await world.SignIn("shinan-person");
        var chief = await world.SignIn("shinan-chief");
        Assert.Equal(KeepSecrecy.Path, (await chief.Post(KeepSecrecy.Path, [("number", Own), ("basis", "反间谍法第二十五条"), ("until-year", "2025"), ("until-month", "3"), ("until-day", "31"), ("until", "2025-03-31")])).Location);
        var reviewer = await world.SignIn("shinan-reviewer");
        await reviewer.Get($"/work/cases/{number}");
        Assert.Contains("审查人员", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal); // One hand hides nothing.

        await using var db = await Db(world);
        var id = (await db.Set<SecrecyRow>().SingleAsync()).Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await chief.Post($"{KeepSecrecy.Path}/{id}", [("answer", "agree")])).Status);
        var security = await world.SignIn("security-admin");
        Assert.Equal(KeepSecrecy.Path, (await security.Post($"{KeepSecrecy.Path}/{id}", [("answer", "agree")])).Location);
        Assert.DoesNotContain("审查人员", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal);
        await (await world.SignIn("shinan-clerk")).Get($"/work/cases/{number}");
        Assert.Contains("窗口人员", (await person.Get(ShowOpenings.Path)).Text("main"), StringComparison.Ordinal); // Another office is not covered.

        await world.MoveTo("2025-04-01 09:00");
        var after = (await person.Get(ShowOpenings.Path)).Text("main");
        Assert.Contains("审查人员", after, StringComparison.Ordinal);
        Assert.Contains("依法保密过", after, StringComparison.Ordinal);
        Assert.Contains("反间谍法第二十五条", after, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HB-4.4-4")]
    public async Task An_export_of_1000_rows_leaves_a_row_with_user_purpose_and_count_and_each_person_reads_of_it()
    {
        await using var world = await World.Start(World.Sqlite);
        var (filed, subjects) = (new FiledCases(world), world.Services.GetRequiredService<ISubjects>());
        foreach (var document in Documents().Take(1000)) await filed.File(document: document);
        var chief = await world.SignIn("shinan-chief");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await chief.Post(ExportWork.Path, [("place", "to-accept")])).Status);
        await using var db = await Db(world);
        Assert.False(await db.Set<ListLookRow>().AnyAsync(l => l.Export));
        var file = await chief.Post(ExportWork.Path, [("place", "to-accept"), ("purpose", "meeting"), ("words", "周一碰头会")]);
        Assert.Equal(1001, file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("王小明", file.Body, StringComparison.Ordinal);

        var row = Assert.Single(await db.Set<ListLookRow>().Where(l => l.Export).ToListAsync());
        Assert.Equal((1000, Role.ChiefRepresentative, "370202-spj"), (row.People, row.Role, row.Office));
        Assert.Contains("碰头会：周一碰头会", row.Purpose, StringComparison.Ordinal);
        Assert.Equal("韩立言", (await db.Accounts.SingleAsync(a => a.Id == row.Account)).Name);
        var someone = (await subjects.FindByNumber(Documents().Skip(500).First()))!;
        var told = Assert.Single(await db.Set<OpeningRow>().Where(o => o.Subject == someone).ToListAsync());
        Assert.Equal(OpeningDepth.Exported, told.Depth);
        Assert.Contains("导出 1000 人", (await (await world.SignIn("audit-admin")).Get(ReadOpenings.Path)).Text("main"), StringComparison.Ordinal);
    }

    private static async Task<List<OpeningRow>> Openings(World world, CaseNumber number)
    {
        await using var db = await Db(world);
        var text = number.ToString();
        return await db.Set<OpeningRow>().AsNoTracking().Where(o => o.Case == text).ToListAsync();
    }

    private static Task<IdentityDb> Db(World world) => world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();

    private static string EndingIn1234() => Documents("123").First(d => d.EndsWith('4'));

    /// <summary>Resident numbers with a prefix that no county has.</summary>
    private static IEnumerable<string> Documents(string serial = "100") =>
        from year in Enumerable.Range(1950, 60)
        from day in Enumerable.Range(1, 28)
        let body = $"370299{year}01{day:00}{serial}"
        let sum = body.Select((c, i) => (c - '0') * (int)(Math.Pow(2, 17 - i) % 11)).Sum()
        select body + "10X98765432"[sum % 11];
}
