using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>FileMany: an agent of a company files a table; by page and by program.</summary>
public sealed class FileManyTests
{
    private static readonly Dictionary<int, (string, string)[]> ThreeWrong = new()
    {
        [3] = [("way", "")],
        [5] = [("start", "2025-13-45")],
        [8] = [("way", "摆摊")],
    };

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Right_rows_are_filed_under_one_signature_wrong_ones_are_told_and_go_in_again_mended(string database)
    {
        var log = new Overheard();
        await using var world = await World.Start(database, configure: b => b.Logging.AddProvider(log));
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf(ManyRows.Filing);
        var page = await Upload(agent.Browser, guide, ManyRows.Csv(guide, 10, ThreeWrong));
        Assert.Equal(0, await Count(world));
        // A line for each fault: row, column, how it is mended; the rows bear the numbers of the file.
        var told = page.Page.QuerySelectorAll("section[aria-labelledby=wrong-title] tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(3, told.Count);
        Assert.Contains("第 4 行（D-003）", told[0], StringComparison.Ordinal);
        Assert.Contains("销售方式", told[0], StringComparison.Ordinal);
        Assert.Contains("开始销售日期不是有效的日期", told[1], StringComparison.Ordinal);
        Assert.Contains("不在可选的范围内", told[2], StringComparison.Ordinal);
        var path = PathOf(page);

        var unconfirmed = await agent.Browser.Submit(page, $"{path}/signature");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unconfirmed.Status);
        Assert.Equal(0, await Count(world));
        Assert.Equal(path, (await agent.Browser.Submit(page, $"{path}/signature", ("confirm", "on"))).Location);
        Assert.Equal(path, (await agent.Browser.Submit(page, $"{path}/signature", ("confirm", "on"))).Location);
        await world.Settle();
        Assert.Equal(7, await Count(world));

        var mending = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes((await agent.Browser.Get($"{path}/to-mend.csv")).Body)).TrimStart('\uFEFF');
        Assert.Equal(4, mending.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var lines = mending.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ToList();
        var way = lines[0].Split(',').ToList().FindIndex(h => h.StartsWith("销售方式", StringComparison.Ordinal));
        var start = lines[0].Split(',').ToList().FindIndex(h => h.StartsWith("开始销售日期", StringComparison.Ordinal));
        var mended = string.Join("\r\n", lines.Select((l, i) => i == 0 ? l : string.Join(',', l.Split(',').Select((c, at) => at == way ? "实体店" : at == start ? "2025-09-20" : c))));
        var again = await agent.Browser.Upload($"{path}/rows", [], "table", "改好的.csv", ManyRows.Utf8(mended));
        Assert.Equal(path, again.Location);
        page = await agent.Browser.Get(path);
        Assert.Null(page.Page.QuerySelector("#wrong-title"));
        Assert.Equal(path, (await agent.Browser.Submit(page, $"{path}/signature", ("confirm", "on"))).Location);
        await world.Settle();
        Assert.Equal(10, await Count(world));

        var receipts = (await agent.Browser.Get($"{path}/receipts.csv")).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, receipts.Length);
        Assert.Equal(10, receipts.Skip(1).Select(r => r.Split(',')[3]).Distinct().Count());
        Assert.Contains("10 件", (await agent.Browser.Get($"{path}/receipts")).Text("main"), StringComparison.Ordinal);
        // Each case says in its log on which signed list it stands, and its receipt is as good as any.
        var number = CaseNumber.Parse(receipts[1].Split(',')[3]);
        var filed = (CaseSubmitted)CaseEnvelope.Read((await world.Services.GetRequiredService<ICases>().Log(number))[0].Body).Event;
        Assert.Equal((path["/batches/".Length..], 2), (filed.Batch!.Batch, filed.Batch.Line));
        Assert.Equal(receipts[1].Split(',')[5], filed.Batch.List);
        Assert.Equal(HttpStatusCode.OK, (await agent.Browser.Get($"/receipts/{number}")).Status);
        Assert.DoesNotContain("没有填完的", (await agent.Browser.Get("/my/cases")).Text("main"), StringComparison.Ordinal);
        Assert.True((await Audits.Of(world)).Ok);
        foreach (var secret in new[] { "示范路 3 号", "19900000004", "摆摊", "青岛示范湾" }) Assert.DoesNotContain(secret, log.All, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_crash_in_the_middle_doubles_nothing_and_loses_nothing(string database)
    {
        var fuse = new Fuse();
        await using var world = await World.Start(database, configure: b => fuse.Into(b.Services));
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf(ManyRows.Filing);
        var page = await Upload(agent.Browser, guide, ManyRows.Csv(guide, 8));
        var path = PathOf(page);
        // The fourth row is in the log, and nothing that should follow happens; nor for any row after it.
        fuse.After = 3;
        await agent.Browser.Submit(page, $"{path}/signature", ("confirm", "on"));
        Assert.Equal((3, 8), (await Marked(world), await Count(world)));
        await world.Stop();

        await using var next = await World.Open(world.Options);
        await next.MoveTo("2025-03-03 09:05");
        Assert.Equal(8, await Count(next));
        Assert.Equal(8, await Marked(next));
        var receipts = (await next.Browser().With(agent.Browser).Get($"{path}/receipts.csv")).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, receipts.Skip(1).Select(r => r.Split(',')[3]).Distinct().Count());
        Assert.True((await Audits.Of(next)).Ok);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Files_belong_to_their_rows_by_name_from_a_zip_and_each_case_has_its_own(string database)
    {
        await using var world = await World.Start(database);
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf("370202-hr-services");
        var rows = new Dictionary<int, (string, string)[]>
        {
            [1] = [("file:commitment", "承诺 1.pdf"), ("file:rules", "制度.pdf"), ("file:premises", "后补")],
            [2] = [("file:commitment", "承诺 2.pdf"), ("file:rules", "制度.pdf"), ("file:premises", "租约.pdf；没有来.pdf")],
            [3] = [("file:commitment", "后补"), ("file:rules", "制度.pdf")],
        };
        var csv = ManyRows.Csv(guide, 3, rows);
        var zip = Zip(("承诺 1.pdf", 1), ("内层/承诺 2.pdf", 2), ("制度.pdf", 3), ("租约.pdf", 4));
        var page = await Upload(agent.Browser, guide, csv, ("材料.zip", zip));
        var told = page.Text("section[aria-labelledby=wrong-title] tbody");
        Assert.Contains("没有收到文件“没有来.pdf”", told, StringComparison.Ordinal);
        Assert.Contains("不能后补", told, StringComparison.Ordinal);
        Assert.DoesNotContain("第 2 行", told, StringComparison.Ordinal);
        var path = PathOf(page);
        await agent.Browser.Submit(page, $"{path}/signature", ("confirm", "on"));
        await world.Settle();
        var number = Assert.Single(await Numbers(world));
        var filed = (CaseSubmitted)CaseEnvelope.Read((await world.Services.GetRequiredService<ICases>().Log(CaseNumber.Parse(number)))[0].Body).Event;
        Assert.Equal(["commitment", "rules"], filed.Files.Select(f => f.Material).Order(StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(Sm3.Of(Sheets.Pdf(seed: 1))), filed.Files.Single(f => f.Material == "commitment").Hash);
        // The missing file comes by itself: its row is judged again.
        var more = await agent.Browser.Upload($"{path}/rows", [], "papers", "没有来.pdf", Sheets.Pdf(seed: 9));
        Assert.Equal(path, more.Location);
        Assert.Contains("签署并提交 1 行", (await agent.Browser.Get(path)).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_law_or_the_file_forbids_is_told_and_nobody_else_finds_the_batch(string database)
    {
        await using var world = await World.Start(database);
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf(ManyRows.Filing);
        var start = $"/items/{ManyRows.Filing}/batch";
        foreach (var (csv, words) in new[]
        {
            ("名称,价格\n甲,1\n", "没有的列：“名称”、“价格”"),
            (ManyRows.Csv(guide, 1).Replace("销售方式（必填）", "经营场所地址（必填）", StringComparison.Ordinal), "重复的列：“经营场所地址”"),
("内部编号,经营场所地址\nA-1,示范路 1 号\n", "缺少这些列"),
            (ManyRows.Csv(guide, 1).Split("\r\n")[0], "没有要申报的内容"),
            (ManyRows.Csv(guide, 501), "最多 500 行"),
        })
        {
            var refused = await agent.Browser.Upload(start, [], "table", "表.csv", ManyRows.Utf8(csv));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(words, refused.Text(".error-summary"), StringComparison.Ordinal);
        }

        // Half a line, a twin, a number of one's own that is used twice.
        var rows = ManyRows.Csv(guide, 3).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var page = await Upload(agent.Browser, guide, string.Join("\r\n", [.. rows, rows[1].Replace("D-001", "", StringComparison.Ordinal), rows[2], rows[3][..^20]]));
        var told = page.Text("section[aria-labelledby=wrong-title] tbody");
        Assert.Contains("第 6 行（D-002） 内部编号 与第 3 行的内部编号相同", told, StringComparison.Ordinal);
        Assert.Contains("第 7 行（D-003） 整行 这一行只有", told, StringComparison.Ordinal);
        var path = PathOf(page);
        foreach (var user in new[] { "shinan-person", "yuzhong-company" })
        {
            var stranger = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"{path}/to-mend.xlsx")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"{path}/receipts.csv")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"{path}/signature", [("confirm", "on")])).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/api/v1{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Get(path)).Status);
        // Whom the item is not for, and what must be filed in person, is told before anything is uploaded.
        Assert.Contains("您现在以个人身份办事", (await (await world.SignIn("shinan-person")).Get(start)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("本人到窗口", (await agent.Browser.Get("/items/370202-passport/batch")).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Programs_try_first_sign_the_hash_that_they_were_told_and_send_as_often_as_they_like(string database)
    {
        await using var world = await World.Start(database);
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf(ManyRows.Filing);
        object Row(int i, string way) => new { reference = ManyRows.Reference(i), answers = Answers(guide, i, way), delivery = "electronic", shared = new[] { "business-licence" } };
        object[] rows = [Row(1, "实体店"), Row(2, "摆摊"), Row(3, "网络")];
        var tried = await Send(agent.Browser, new { item = guide.Item, dryRun = true, rows }, null);
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        var report = Json(tried);
        Assert.Equal((3, 2, 1), (report.GetProperty("read").GetInt32(), report.GetProperty("right").GetInt32(), report.GetProperty("wrong").GetInt32()));
        var problem = report.GetProperty("rows")[1].GetProperty("problems")[0];
        Assert.Equal("销售方式", problem.GetProperty("column").GetString());
        Assert.Equal(0, await Count(world));
        var list = report.GetProperty("list").GetString()!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(agent.Browser, new { item = guide.Item, dryRun = false, rows }, "k")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Send(agent.Browser, new { item = guide.Item, dryRun = false, list = new string('0', 64), rows }, "k")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(agent.Browser, new { item = guide.Item, dryRun = false, list, rows }, null)).Status);
        Assert.Equal(0, await Count(world));

        var filed = await Send(agent.Browser, new { item = guide.Item, dryRun = false, list, rows }, "k");
        Assert.Equal(HttpStatusCode.Accepted, filed.Status);
        var again = await Send(agent.Browser, new { item = guide.Item, dryRun = false, list, rows }, "k");
        Assert.Equal(filed.Location, again.Location);
        await world.Settle();
        Assert.Equal(2, await Count(world));
        var state = Json(await agent.Browser.Get(filed.Location!));
        Assert.Equal(2, state.GetProperty("filed").GetInt32());
        Assert.Equal(["filed", "wrong", "filed"], state.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("state").GetString()));
        Assert.Equal(list, state.GetProperty("lists")[0].GetProperty("hash").GetString());
        Assert.Equal((await Numbers(world)).Order(StringComparer.Ordinal), state.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("number").GetString()).OfType<string>().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_row_that_the_law_stops_after_the_signature_is_listed_with_its_article_and_can_be_filed_again(string database)
    {
        await using var world = await World.Start(database);
        var agent = await Applicant.SignIn(world, "shinan-agent");
        var guide = await agent.GuideOf(ManyRows.Filing);
        var path = PathOf(await Upload(agent.Browser, guide, ManyRows.Csv(guide, 2)));
        // The online way is stopped in the moment in which the list is signed: every row meets that at its turn.
        var batches = world.Services.GetRequiredService<Batches>();
        var actor = (await world.Services.GetRequiredService<IApplicants>().Acting(await Owner(world), await Subject(world)))!;
        var batch = (await batches.Find(path["/batches/".Length..], actor))!;
        Assert.NotNull(actor.Authority);
        var admin = await world.SignIn("system-admin");
        await admin.Submit(await admin.Get(SwitchOnlineFiling.Path), SwitchOnlineFiling.Path, ("reason", "网络检修"));
        Assert.True((await batches.Sign(batch, actor, BatchRules.ListOf(batch.Lines).Hash)).Try(out _, out _));
        Assert.False((await batches.Sign(batch, actor, BatchRules.ListOf(batch.Lines).Hash)).Try(out _, out _));
        await world.Settle();
        Assert.Equal(0, await Count(world));
        var page = await agent.Browser.Get(path);
        Assert.Equal(2, page.Page.QuerySelectorAll("section[aria-labelledby=wrong-title] tbody tr").Length);
        Assert.Contains("网上申请暂时停用", page.Text("section[aria-labelledby=wrong-title]"), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("section[aria-labelledby=wrong-title] tbody a[href^='/why/']"));

        await admin.Submit(await admin.Get(SwitchOnlineFiling.Path), SwitchOnlineFiling.Path, ("state", "go"));
        Assert.Equal(path, (await agent.Browser.Submit(page, $"{path}/check")).Location);
        await agent.Browser.Submit(await agent.Browser.Get(path), $"{path}/signature", ("confirm", "on"));
        await world.Settle();
        Assert.Equal(2, await Count(world));
    }

    private static async Task<string> Owner(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return (await db.Batches.AsNoTracking().SingleAsync()).Owner;
    }

    private static async Task<string> Subject(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return (await db.Batches.AsNoTracking().SingleAsync()).Subject;
    }

    private static string PathOf(Answer page) =>
        page.Page.QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).First(a => a.StartsWith("/batches/", StringComparison.Ordinal)) is var action ? action[..action.LastIndexOf('/')] : "";

    private static async Task<Answer> Upload(Browser browser, Guide guide, string csv, params (string Name, byte[] Content)[] papers)
    {
        var start = $"/items/{guide.Item}/batch";
        var form = await browser.Get(start);
        Assert.Equal(HttpStatusCode.OK, form.Status);
        var key = form.Page.QuerySelector($"form[action='{start}'] input[name=act]")!.GetAttribute("value")!;
        var content = new MultipartFormDataContent { { new StringContent(key), "act" }, { new ByteArrayContent(ManyRows.Utf8(csv)), "table", "表.csv" } };
        foreach (var (name, bytes) in papers) content.Add(new ByteArrayContent(bytes), "papers", name);
        var sent = await browser.Send(new HttpRequestMessage(HttpMethod.Post, start) { Content = content });
        Assert.True(sent.Location?.StartsWith("/batches/", StringComparison.Ordinal) == true, $"{(int)sent.Status} {sent.Text(".error-summary")}");
        return await browser.Get(sent.Location!);
    }

    private static byte[] Zip(params (string Name, int Seed)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, seed) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Sheets.Pdf(seed: seed));
            }
        }

        return bytes.ToArray();
    }

    private static Dictionary<string, string> Answers(Guide guide, int row, string way)
    {
        var answers = guide.Fields.ToDictionary(f => f.Id, Applicant.Typical);
        (answers["premises"], answers["way"]) = ($"示范路 {row} 号", way);
        return answers;
    }

    private static Task<Answer> Send(Browser browser, object order, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches") { Content = JsonContent.Create(order) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return browser.Send(request);
    }

    private static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Body).RootElement;

    private static async Task<int> Count(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return await db.Cases.CountAsync();
    }

    private static async Task<int> Marked(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return await db.BatchLines.CountAsync(l => l.State == LineState.Filed);
    }

    private static async Task<IReadOnlyList<string>> Numbers(World world)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return [.. (await db.Cases.AsNoTracking().Select(c => new { c.Region, c.Id }).ToListAsync()).Select(c => CaseNumber.From(c.Region, c.Id).ToString())];
    }

    /// <summary>The ledger of a house that dies: after so many promises it gives no more.</summary>
    private sealed class Fuse
    {
        public int After { get; set; } = int.MaxValue;

        public void Into(IServiceCollection services)
        {
            var real = services.Last(s => s.ServiceType == typeof(ILedger));
            services.Remove(real);
            services.AddSingleton<ILedger>(s => new Burning(this, (ILedger)(real.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, real.ImplementationType!))));
        }

        private sealed class Burning(Fuse fuse, ILedger real) : ILedger
        {
            public ValueTask<LedgerPromise> Promise(string number, int sequence, string hash, Instant at, CancellationToken cancel = default) =>
                fuse.After-- > 0 ? real.Promise(number, sequence, hash, at, cancel) : throw new InvalidOperationException("The house dies here.");

            public ValueTask<LedgerStanding> Standing(string number, int sequence, CancellationToken cancel = default) => real.Standing(number, sequence, cancel);

            public ValueTask<(int Number, string Hash)?> LastSeal(string log, CancellationToken cancel = default) => real.LastSeal(log, cancel);
        }
    }

    /// <summary>All that was written to the log.</summary>
    private sealed class Overheard : ILoggerProvider, ILogger
    {
        private readonly StringBuilder said = new();

        public string All
        {
            get
            {
                lock (said) return said.ToString();
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (said) said.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose()
        {
        }
    }
}
