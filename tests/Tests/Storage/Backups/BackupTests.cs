using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Storage;

/// <summary>A backup made while the house works, restored into an empty place of either database.</summary>
public sealed class BackupTests
{
    private static readonly string[] Both = [World.Sqlite, World.Postgres];

    public static TheoryData<string, string> FromAndTo
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var from in Both)
            {
                foreach (var to in Both) pairs.Add(from, to);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(FromAndTo))]
    [Clause("HB-4.4-6")]
    public async Task What_was_backed_up_is_restored_and_verifies_on_either_database(string from, string to)
    {
        using var place = new EmptyPlace();
        await using var world = await World.Start(from);
        var number = await world.File("370202-food-business");
        await world.Settle();
        var before = await Verified(world.Services);
        var backup = await Write(world, place.File);

        await using var restored = await place.Open(world.Options, to, place.File);
        Assert.Equal(backup.Rows, restored.End.Rows);
        var after = await Verified(restored.World.Services);
        Assert.True(after.Ok, string.Join('\n', after.Damage));
        Assert.Equal((before.Cases, before.Events, before.Roots), (after.Cases, after.Events, after.Roots));
        var (old, now) = (await world.State(number), await restored.World.State(number));
        Assert.Equal(old.Status, now.Status);
        Assert.Equal(await Log(world, number), await Log(restored.World, number));
        Assert.Equal(await Name(world, number), await Name(restored.World, number));

        // And it goes on from there.
        var next = await restored.World.File("370202-food-business");
        await restored.World.Settle();
        Assert.NotEqual(number, next);
        Assert.True((await Verified(restored.World.Services)).Ok);
    }

    [Fact]
    [Clause("HB-4.4-6")]
    public async Task Who_was_erased_since_stays_erased_when_an_old_backup_is_restored_with_the_newest_keys()
    {
        using var place = new EmptyPlace();
        await using var world = await World.Start(World.Sqlite);
        var subjects = world.Services.GetRequiredService<ISubjects>();
        var subject = await Subject(world, await world.File("370202-food-business"));
        Assert.NotNull(await subjects.Find(subject));
        await Write(world, place.File);
        await world.Services.GetRequiredService<OneWindow.Identity.SubjectVault>().Erase(subject, default);
        await Write(world, place.File + "2");

        await using var restored = await place.Open(world.Options, World.Sqlite, place.File, Backup.KeysOf(place.File + "2"));
        Assert.Null(await restored.World.Services.GetRequiredService<ISubjects>().Find(subject));
        await using var db = await restored.World.Services.GetRequiredService<IDbContextFactory<OneWindow.Identity.IdentityDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Null((await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == subject, TestContext.Current.CancellationToken)).NumberIndex);
    }

    [Fact]
    public async Task A_broken_changed_or_foreign_backup_restores_nothing_and_says_why()
    {
        using var place = new EmptyPlace();
        await using var world = await World.Start(World.Sqlite);
        await world.File("370202-food-business");
        await Write(world, place.File);
        var whole = await File.ReadAllBytesAsync(place.File, TestContext.Current.CancellationToken);

        Assert.Equal("restore.missing", (await place.Refused(world.Options, place.File + "-none")).Code);
        await Changed(whole[..(whole.Length / 2)], "restore.broken");
        await Changed([.. whole[..^100]], "restore.broken");
        // A byte of the contents, under a gzip that is right: only the code of the installation tells.
        var plain = Unzipped(whole);
        var at = plain.AsSpan().IndexOf(Encoding.UTF8.GetBytes("370202-food-business"));
        plain[at + 3] ^= 1;
        await Changed(Zipped(plain), "restore.broken");
        Assert.Equal("restore.secret-differs", (await place.Refused(world.Options, place.File, otherSecret: true, contents: whole)).Code);
        // The world itself is not empty.
        await using var scope = world.Services.CreateAsyncScope();
        var over = await scope.ServiceProvider.GetRequiredService<Restore>().Read(place.File, Backup.KeysOf(place.File), default);
        Assert.False(over.Try(out _, out var why));
        Assert.Equal("restore.not-empty", why!.Code);

        async Task Changed(byte[] bytes, string code) => Assert.Equal(code, (await place.Refused(world.Options, place.File, contents: bytes)).Code);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-6")]
    public async Task A_backup_and_a_test_of_restoring_are_late_when_their_time_has_passed(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var settings = new BackupSettings();
        Assert.Equal((true, true), Late(await BackupStanding.Of(db, settings, World.At("2025-03-03 09:00"), default)));
        Record(BackupRunKind.Backup, "2025-03-03 02:00", true);
        Record(BackupRunKind.RestoreTest, "2024-03-03 02:00", true);
        Record(BackupRunKind.RestoreTest, "2025-02-03 02:00", false);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal((false, false), Late(await BackupStanding.Of(db, settings, World.At("2025-03-03 09:00"), default)));
        Assert.Equal((true, true), Late(await BackupStanding.Of(db, settings, World.At("2025-04-03 09:00"), default)));
        Assert.Equal((false, false), Late(await BackupStanding.Of(db, new BackupSettings { EveryDays = 60, TestEveryMonths = 14 }, World.At("2025-04-03 09:00"), default)));

        void Record(BackupRunKind kind, string at, bool ok) =>
            db.Add(new BackupRunRow { Id = Guid.NewGuid().ToString("N"), Kind = kind, At = World.At(at), File = "一份", Ok = ok });

        static (bool, bool) Late(BackupStanding standing) => (standing.BackupLate, standing.TestLate);
    }

    [Fact]
    [Clause("HB-4.4-6")]
    public async Task The_commands_back_up_try_restoring_and_restore_and_the_platform_keeps_what_came_of_it()
    {
        using var place = new EmptyPlace();
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File("370202-food-business");
        await world.Stop();
        var data = world.Options.Data;
        Assert.Equal(CommandLine.Done, await CommandLine.Run(["backup", place.File, "--data", data]));
        Assert.Equal(CommandLine.Done, await CommandLine.Run(["restore", place.File, "--test", "--data", data]));
        Assert.Equal(CommandLine.Refused, await CommandLine.Run(["restore", place.File, "--data", data]));
        var there = place.NewFolder(data);
        Assert.Equal(CommandLine.Done, await CommandLine.Run(["restore", place.File, "--data", there, "--json"]));
        await File.WriteAllBytesAsync(place.File, [1, 2, 3], TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Refused, await CommandLine.Run(["restore", place.File, "--test", "--data", data]));

        await using var again = await World.Open(world.Options);
        await using var scope = again.Services.CreateAsyncScope();
        var runs = await scope.ServiceProvider.GetRequiredService<PlatformDb>().BackupRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(BackupRunKind.Backup, true), (BackupRunKind.RestoreTest, true), (BackupRunKind.RestoreTest, false)], runs.Select(r => (r.Kind, r.Ok)));
        Assert.Contains("办件 1 件", runs[1].Note, StringComparison.Ordinal);
        await using var restored = await World.Open(world.Options with { Data = there });
        Assert.Equal(CaseStatus.Submitted, (await restored.State(number)).Status);
    }

    private static async Task<BackupEnd> Write(World world, string path)
    {
        await using var scope = world.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Backup>().Write(path, TestContext.Current.CancellationToken);
    }

    private static Task<AuditReport> Verified(IServiceProvider services) => VerifyCommand.All(services, null, TestContext.Current.CancellationToken);

    private static async Task<string> Subject(World world, CaseNumber number) => (await world.Services.GetRequiredService<ICases>().Find(number))!.Subject;

    private static async Task<string> Name(World world, CaseNumber number) =>
        (await world.Services.GetRequiredService<ISubjects>().Find(await Subject(world, number)))!.Name;

    private static async Task<string> Log(World world, CaseNumber number) =>
        string.Join('\n', (await world.Services.GetRequiredService<ICases>().Log(number)).Select(e => e.ToString()));

    private static byte[] Unzipped(byte[] zipped)
    {
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(zipped), System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Zipped(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        return zipped.ToArray();
    }
}
