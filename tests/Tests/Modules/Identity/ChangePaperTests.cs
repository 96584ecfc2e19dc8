using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>ChangePaper: one dossier when the paper changes.</summary>
public sealed class ChangePaperTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Old = "passport:USA10000001";
    private const string New = "passport:USA20000002";
    private static readonly Actor Clerk = new("u-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task The_new_number_joins_the_same_subject_and_the_old_one_still_finds_him(string database)
    {
        await using var rig = await IdentityRig.Start(connection: databases.NewConnection(database));
        var (subjects, papers) = (rig.Get<ISubjects>(), rig.Get<ChangedPapers>());
        var id = await Register(subjects, "Ann·Example", Old);
        var box = await subjects.Seal(id, "x", new byte[] { 1, 2, 3 });
        Assert.Equal(id, Done(await papers.Change("Ann•Example", Old, New, Clerk, default)));
        // The same page sent again.
        Assert.Equal(id, Done(await papers.Change("Ann·Example", Old, New, Clerk, default)));
        Assert.Equal((id, id), (await subjects.FindByNumber(Old), await subjects.FindByNumber(New)));
        Assert.Equal(New, (await subjects.Find(id))!.Number);
        Assert.Equal([1, 2, 3], await subjects.Open(id, "x", box));
        Assert.Equal(id, await Register(subjects, "Ann·Example", Old));
        Assert.Equal(New, (await subjects.Find(id))!.Number);
        Assert.Equal(Old, Assert.Single(await papers.Of(id, default)).Number);
        Assert.Equal("identity.paper-replaced", Code(await papers.Change("Ann·Example", Old, "passport:USA30000003", Clerk, default)));
        // Back again: the history keeps what he had in between.
        Done(await papers.Change("Ann·Example", New, Old, Clerk, default));
        Assert.Equal((Old, New), ((await subjects.Find(id))!.Number, Assert.Single(await papers.Of(id, default)).Number));
        await rig.Get<SubjectVault>().Erase(id, default);
        Assert.Equal((null, null), (await subjects.FindByNumber(Old), await subjects.FindByNumber(New)));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Two_hands_at_once_change_it_once(string database)
    {
        await using var rig = await IdentityRig.Start(connection: databases.NewConnection(database));
        var (subjects, papers) = (rig.Get<ISubjects>(), rig.Get<ChangedPapers>());
        var id = await Register(subjects, "Ann Example", Old);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => papers.Change("Ann Example", Old, $"passport:USA4000000{i}", Clerk, default)));
        Assert.Single(outcomes, o => o.Try(out _, out _));
        Assert.Single(await papers.Of(id, default));
        await using var db = rig.Db();
        Assert.Equal(1, await db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.PaperReplaced));
    }

    [Fact]
    public async Task What_belongs_to_another_is_refused_and_a_way_is_told()
    {
        await using var rig = await IdentityRig.Start();
        var (subjects, papers) = (rig.Get<ISubjects>(), rig.Get<ChangedPapers>());
        await Register(subjects, "Ann Example", Old);
        await Register(subjects, "Bob Other", New);
        Assert.False((await papers.Change("Ann Example", Old, New, Clerk, default)).Try(out _, out var why));
        Assert.Equal("identity.paper-taken", why.Code);
        Assert.DoesNotContain("Bob", why.Message, StringComparison.Ordinal);
        Assert.Equal("identity.name-differs", Code(await papers.Change("Bob Other", Old, "passport:USA30000003", Clerk, default)));
        Assert.Equal("identity.paper-unknown-old", Code(await papers.Change("Ann Example", "passport:USA99999999", "passport:USA30000003", Clerk, default)));
        Assert.Equal("identity.paper-same", Code(await papers.Change("Ann Example", Old, Old, Clerk, default)));
        await Register(subjects, "Ann Example", "passport:USA50000005");
        Assert.Equal("identity.paper-own-file", Code(await papers.Change("Ann Example", Old, "passport:USA50000005", Clerk, default)));
    }

    [Fact]
    public async Task The_clerk_joins_it_on_a_page()
    {
        await using var site = await IdentitySite.Start();
        var id = await Register(site.Services.GetRequiredService<ISubjects>(), "张\U0002C386", "hk-mo-permit:H10000001");
        var clerk = site.Browse();
        await clerk.Post("/demo/sign-in", ("user", "shinan-clerk"));
        (string, string)[] form = [("name", "张\U0002C386"), ("oldPaper", "hk-mo-permit"), ("oldNumber", "H10000001"), ("paper", "hk-mo-permit"), ("number", "H2000000")];
        var wrong = await clerk.Post("/work/papers", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var shown = await IdentitySite.Browser.Read(wrong);
        Assert.Equal("H2000000", shown.QuerySelector("input[name=number]")!.GetAttribute("value"));
        Assert.Contains("当面核对", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var done = await clerk.Post("/work/papers", [.. form[..4], ("number", "H20000002"), ("seen", "on")]);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("港澳居民来往内地通行证 H1*****01", (await IdentitySite.Browser.Read(done)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(id, await site.Services.GetRequiredService<ISubjects>().FindByNumber("hk-mo-permit:H20000002"));
    }

    private static async Task<string> Register(ISubjects subjects, string name, string number) => Done(await subjects.Register(SubjectKind.Person, name, number, null));

    private static string Done(Outcome<string> outcome) => outcome.Match(id => id, why => throw new InvalidOperationException(why.Message));

    private static string Code(Outcome<string> outcome) => outcome.Match(id => id, why => why.Code);
}
