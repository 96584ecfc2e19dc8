using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OneWindow.Contracts;
using OneWindow.Host;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>个人信息: a canary in every field of a form is nowhere in the clear, neither while the person is a client nor after he was erased; and the chain still verifies.</summary>
public sealed class ErasureStoryTests
{
    /// <summary>A person of the demonstration who stands in no sample of a guide.</summary>
    private const string Name = "于归田";
    private const string Number = "370299195210180513";

    /// <summary>What a clerk types to search: somebody who is no applicant.</summary>
    private const string Searched = "11010519491231002X";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_canary_in_each_field_is_in_no_file_table_log_trace_label_or_address_and_after_erasure_nothing_opens_it(string database)
    {
        var heard = new Listening();
        await using var world = await World.Start(database, configure: b =>
        {
            b.Logging.AddProvider(heard);
            b.Logging.AddFilter<Listening>(null, LogLevel.Debug);
        });
        using (heard)
        {
            var applicant = await Applicant.SignIn(world, "shinan-company");
            var guide = await applicant.GuideOf(Applicant.Restaurant);
            var fields = guide.Form.SelectMany(s => s.Fields).Where(f => f.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Phone).ToList();
            Assert.NotEmpty(fields);
            List<string> canaries = [Searched];
            var answers = fields.Select((f, i) => (f.Id, Value: f.Kind == FieldKind.Phone ? "13987650123" : $"金丝雀{i}号甲乙")).ToArray();
            canaries.AddRange(answers.Select(a => a.Value));
            var draft = await applicant.Begin();
            await applicant.Fill(draft, guide, answers);
            canaries.Add("金丝雀文件名");
            await applicant.Browser.Upload($"/drafts/{draft}/materials", [], OneWindow.Cases.UploadForm.FieldOf("rules"), "金丝雀文件名.exe", Encoding.ASCII.GetBytes("MZ"));
            var number = await applicant.File(answers: answers);
            // A slip, an unknown number, a wrong code: what comes back and what is logged say nothing.
            foreach (var wrong in new[] { "/cases/370202000000000000000000", "/files/金丝雀9号", "/notices/AAAA" }) await applicant.Browser.Get(wrong);
            var clerk = await world.SignIn("shinan-clerk");
            await clerk.Get($"/work/cases/{number}");
            await clerk.Post("/work/search", [("q", Searched)]);
            await world.Settle();

            Assert.Empty(heard.Holding(canaries));
            Assert.Empty(await Raw(world, database, canaries));

            // The person himself goes: as long as a case is open he cannot; later, with the archive's term over, he can.
            var person = await world.SignIn("xianggang-person");
            var (mine, subjects) = (await new FiledCases(world).File(name: Name, document: Number), world.Services.GetRequiredService<ISubjects>());
            var own = (await subjects.FindByNumber(Number))!;
            var copy = await person.Get(AskForData.Path + "/copy.json");
            Assert.Contains("19900000017", copy.Body, StringComparison.Ordinal);
            Assert.Contains(mine.ToString(), copy.Body, StringComparison.Ordinal);
            Assert.Contains("还在办理", (await person.Get(AskForData.Path)).Text("main"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.Post(AskForData.Path + "/erasure", [("confirm", "删除")])).Status);
            Assert.NotNull(await subjects.Find(own));

            var (materials, guideOf) = (world.Services.GetRequiredService<IMaterials>(), guide);
            await materials.OpenBasket("canary-basket", own, guideOf.Organisation, guideOf.Place);
            Assert.True((await materials.Store("canary-basket", "rules", "金丝雀身份证.pdf", new MemoryStream(OneWindow.Tests.Modules.Materials.Papers.Pdf(seed: 77)))).Try(out _, out var unstored), unstored?.Message);

            // Correction: asked, granted by the office, and it stands.
            Assert.Equal(AskForData.Path + "?asked=1", (await person.Post(AskForData.Path + "/correction", [("field", "Phone"), ("value", "19912340000"), ("why", "换号了")])).Location);
            var officer = await world.SignIn("shinan-officer");
            var asked = await officer.Get(AnswerDataRequests.Path);
            var form = asked.Page.QuerySelector($"form[action^='{AnswerDataRequests.Path}/']")!.GetAttribute("action")!;
            Assert.Equal(AnswerDataRequests.Path, (await officer.Post(form, [("granted", "granted"), ("words", "已按本人陈述更正。")])).Location);
            Assert.Equal("19912340000", (await subjects.Find(own))!.Phone);

            var (others, marks) = await Entangle(world, person, own);
            var withdrawn = await person.Get($"/cases/{mine}/withdrawal");
            await person.Submit(withdrawn, $"/cases/{mine}/withdrawal", ("reason", "不办了"));
            Assert.Contains("的档案", (await person.Get(AskForData.Path)).Text("main"), StringComparison.Ordinal);
            await world.MoveTo("2035-06-01 09:00");
            person = await world.SignIn("xianggang-person");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.Post(AskForData.Path + "/erasure", [("confirm", "好")])).Status);
            var wrapped = await Wrapped(world, own);
            Assert.Contains("已经删除", (await person.Post(AskForData.Path + "/erasure", [("confirm", "删除")])).Text("main"), StringComparison.Ordinal);

            Assert.Null(await subjects.Find(own));
            Assert.Null(await subjects.FindByNumber(Number));
            Assert.Contains("/sign-in", (await person.Get(AskForData.Path)).Location ?? "", StringComparison.Ordinal);
            Assert.Empty(await Raw(world, database, [Name, "金丝雀身份证", Number, "19900000017", "19912340000", .. marks]));
            await Unentangled(world, others, own);
            Assert.Empty(heard.Holding([Name, Number, "19900000017", "19912340000"]));
            // Not even the wrapped key is left in the database's file or its journal.
            if (database == World.Sqlite) Assert.DoesNotContain(Files(world), f => ReadAll(f).AsSpan().IndexOf(wrapped) >= 0);
            var report = new AuditReport(0, 0, 0, []);
            foreach (var audit in world.Services.GetServices<IAudit>()) report = report.And(await audit.Verify(null, CancellationToken.None));
            Assert.Empty(report.Damage);
        }
    }

    /// <summary>Everything else that a person leaves behind: authorities from both sides, a firm's assignment, doors, telephone, codes, systems, sign-ins, a call that staff wrote down.</summary>
    /// <returns>The authorities that name him, and marks that must be nowhere afterwards: blind indices too.</returns>
    private static async Task<(List<string> Others, List<string> Marks)> Entangle(World world, Browser person, string own)
    {
        var vault = world.Services.GetRequiredService<SubjectVault>();
        var (company, firm) = (await world.SignIn("shinan-company"), await world.SignIn("xianggang-company"));
        async Task<string> Give(Browser by, string kind, string name, string number, string power)
        {
            var today = OneWindow.Ui.Words.Machine(world.Now.Date);
            var until = OneWindow.Ui.Words.Machine(world.Now.Date.AddYears(1));
            var given = await by.Post("/account/authorities/new", [("kind", kind), ("name", name), ("number", number), ("powers", power), ("scope", "all"), ("from", today), ("until", until)]);
            Assert.StartsWith("/account/authorities/", given.Location, StringComparison.Ordinal);
            return given.Location!.Split('/')[^1];
        }

        // He to another; another to him, accepted; another to him, never accepted; a firm that assigned him.
        List<string> others = [await Give(person, "Person", "林晓舟", "370299198803160212", "Progress"), await Give(company, "Person", Name, Number, "Progress")];
        Assert.Equal(HttpStatusCode.Redirect, (await person.Post($"/account/acting/{others[1]}/accept", [])).Status);
        others.Add(await Give(company, "Relative", Name, Number, "Messages"));
        var client = await Give(company, "Firm", "青岛示范邻里生活服务有限公司", "91370202XNQ000052J", "Apply");
        Assert.Equal(HttpStatusCode.Redirect, (await firm.Post($"/account/acting/{client}/accept", [])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await firm.Post($"/account/clients/{client}/staff", [("name", Name), ("number", Number)])).Status);

        await using var db = await world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        var account = (await db.Hats.SingleAsync(h => h.Subject == own && h.Capacity == Capacity.Self)).Account;
        Assert.Equal(2, await db.Authorities.CountAsync(a => a.AgentIndex == vault.IndexOf(Number)));
        var (now, phone) = (world.Now, vault.IndexOf("phone:19900000017"));
        db.Add(new LinkRow { Issuer = "https://id.example.cn", Sub = "金丝雀关联", Account = account, Subject = own, Level = Assurance.Named, LinkedAt = now, LastAt = now });
        db.Add(new PhoneRow { Account = account, PhoneIndex = phone, Phone = [1], Subject = own, Level = Assurance.Told, OpenedAt = now, ChangedAt = now });
        db.Add(new CodeRow { Id = "code-1", Act = default, PhoneIndex = phone, Phone = [1], Hash = "金丝雀码一", SentAt = now });
        db.Add(new CodeRow { Id = "code-2", Act = default, PhoneIndex = "金丝雀别的手机", Phone = [1], Account = account, Hash = "h", SentAt = now });
        db.Add(new GrantRow
        {
            CodeHash = "金丝雀授权码", System = "s", Account = account, Subject = own, Level = Assurance.Named, Stamp = "s", Return = "https://s.example.cn", Challenge = "c", Scope = "openid", CodeUntil = now,
        });
        db.Add(new SignInRow { Id = "sign-in-1", Account = account, Way = SignInWay.Phone, Opened = true, From = "10.9.8.x", Device = "金丝雀浏览器", At = now, SeenAt = now, Until = now, Stamp = "s" });
        await db.SaveChangesAsync();
        await using var messages = world.Services.GetRequiredService<IDbContextFactory<OneWindow.Messages.MessagesDb>>().CreateDbContext();
        messages.Add(new OneWindow.Messages.SendingRow
        {
            Id = "sending-1", Message = "none", Subject = own, Organisation = "o", Means = OneWindow.Messages.Means.Phone, State = OneWindow.Messages.SendingState.Done, Proof = "金丝雀本人接听", SettledBy = "clerk",
        });
        await messages.SaveChangesAsync();
        List<string> marks =
        [
            vault.IndexOf(Number), vault.NameIndexOf(Name), phone, "金丝雀关联", "金丝雀码一", "金丝雀别的手机", "金丝雀授权码", "金丝雀浏览器", "金丝雀本人接听",
        ];
        return (others, marks);
    }

    /// <summary>The others' pages name him no more, and nothing that he gave or was given holds.</summary>
    private static async Task Unentangled(World world, List<string> others, string own)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        var rows = await db.Authorities.AsNoTracking().Where(a => others.Contains(a.Id)).ToListAsync();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, a => Assert.Equal((0, "", AuthorityEnding.Erased), (a.Box.Length, a.AgentIndex, a.Ending)));
        Assert.All(await db.Staffing.AsNoTracking().Where(s => s.Person == own).ToListAsync(), s => Assert.NotNull(s.RemovedAt));
        var company = await world.SignIn("shinan-company");
        foreach (var page in (string[])["/account/authorities", $"/account/authorities/{others[1]}", $"/account/authorities/{others[1]}/document"])
        {
            var shown = await company.Get(page);
            Assert.True(shown.Status is HttpStatusCode.OK, $"{page} answered {shown.Status}");
            Assert.DoesNotContain(Name, shown.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_new_secret_takes_the_old_ones_place_cut_off_or_not_and_the_old_one_is_refused(string database)
    {
        var world = await World.Start(database);
        try
        {
            var number = await new FiledCases(world).File(name: Name, document: Number);
            var code = (await world.Services.GetRequiredService<ICases>().Find(number))!;
            await world.Stop();

            var next = InstallationSecret.NextOf(world.Options.Data);
            var cut = await Assert.ThrowsAsync<OperationCanceledException>(() => Rotate(world.Options, next, _ => throw new OperationCanceledException()));
            Assert.NotNull(cut);
            // Half done: the server does not start, and another new secret is refused.
            Assert.Equal("platform.rotation-unfinished", (await Assert.ThrowsAsync<RefusedStart>(() => World.Open(world.Options))).Why.Code);
            Assert.True(InstallationSecret.From("another-secret-of-enough-length-0123456789").Try(out var other, out _));
            Assert.False((await Rotate(world.Options, other)).Try(out _, out var why));
            Assert.Equal("platform.rotation-other", why!.Code);

            Assert.True((await Rotate(world.Options, next)).Try(out _, out _));
            Assert.Equal("platform.secret-differs", (await Assert.ThrowsAsync<RefusedStart>(() => World.Open(world.Options))).Why.Code);
            InstallationSecret.TakeOver(world.Options.Data);
            await using var after = await World.Open(world.Options);
            var subjects = after.Services.GetRequiredService<ISubjects>();
            var found = (await subjects.FindByNumber(Number))!;
            Assert.Equal(Name, (await subjects.Find(found))!.Name);
            Assert.Equal(code.Subject, found);
            var clerk = await after.SignIn("shinan-clerk");
            Assert.Contains(Name, (await clerk.Get($"/work/cases/{number}")).Body, StringComparison.Ordinal);
            var report = new AuditReport(0, 0, 0, []);
            foreach (var audit in after.Services.GetServices<IAudit>()) report = report.And(await audit.Verify(null, CancellationToken.None));
            Assert.Empty(report.Damage);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<Outcome<int>> Rotate(AppOptions options, InstallationSecret next, Action<IRewrapped>? step = null)
    {
        await using var app = OneWindowApp.Build(options);
        return await RotateKeyCommand.Rotate(app.Services, next, step);
    }

    private static async Task<byte[]> Wrapped(World world, string subject)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        return (await db.SubjectKeys.AsNoTracking().SingleAsync(k => k.Subject == subject)).Wrapped;
    }

    /// <summary>Which of the values stand in a raw file of the data folder, or in a table of PostgreSQL written out as text.</summary>
    private static async Task<List<string>> Raw(World world, string database, IReadOnlyList<string> values)
    {
        List<string> found = [];
        foreach (var file in Files(world))
        {
            var bytes = ReadAll(file);
            found.AddRange(values.Where(v => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(v)) >= 0).Select(v => $"{v} in {Path.GetFileName(file)}"));
        }

        if (database != World.Postgres) return found;
        await using var connection = new NpgsqlConnection(world.Options.Db);
        await connection.OpenAsync();
        List<string> tables = [];
        await using (var list = new NpgsqlCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            using var text = await connection.BeginTextExportAsync($"copy {table} to stdout");
            var dump = await text.ReadToEndAsync();
            found.AddRange(values.Where(v => dump.Contains(v, StringComparison.Ordinal)).Select(v => $"{v} in {table}"));
        }

        return found;
    }

    private static string[] Files(World world) => Directory.GetFiles(world.Options.Data, "*", SearchOption.AllDirectories);

    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Everything that the house says to whoever runs it: log lines with their exceptions, traces with their tags, labels of measurements.</summary>
    private sealed class Listening : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> said = new();
        private readonly ActivityListener traces;
        private readonly MeterListener labels = new();

        public Listening()
        {
            traces = new ActivityListener
            {
                ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = a => said.Enqueue($"{a.DisplayName} {string.Join(' ', a.TagObjects)}"),
            };
            ActivitySource.AddActivityListener(traces);
            labels.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            labels.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(tags));
            labels.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(tags));
            labels.Start();
        }

        public IEnumerable<string> Holding(IReadOnlyList<string> values) => said.Where(line => values.Any(v => line.Contains(v, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(v), StringComparison.Ordinal)));

        public ILogger CreateLogger(string categoryName) => new Line(said);

        public void Dispose()
        {
            traces.Dispose();
            labels.Dispose();
        }

        private void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags) said.Enqueue($"{tag.Key}={tag.Value}");
        }

        private sealed class Line(ConcurrentQueue<string> to) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                to.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
