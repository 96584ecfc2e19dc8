using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ActOnMany: on-the-spot cases of one item, chosen on the work list.</summary>
public sealed class ActOnManyTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_selection_is_accepted_then_approved_each_with_its_own_entry(string database)
    {
        await using var world = await World.Start(database);
        var numbers = await File(world, 3);
        var clerk = await world.SignIn("shinan-clerk");
        var list = await clerk.Get("/work/to-accept");
        Assert.Equal(3, list.Page.QuerySelectorAll("form[action='/work/selection'] input[name=case]").Length);
        var page = await clerk.Get(PathOf(numbers));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        // Every case with its materials, and the version on which what is confirmed rests.
        Assert.Equal(3, page.Page.QuerySelectorAll("section.material table").Length);
        Assert.All(numbers, n => Assert.Equal("1", page.Page.QuerySelector($"input[name='seen-{n}']")!.GetAttribute("value")));
        var done = await Press(clerk, page, numbers, "acceptance");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("办成 3 件", done.Text(".page-lead"), StringComparison.Ordinal);
        // The same press again is the same act.
        Assert.Contains("办成 3 件", (await Press(clerk, page, numbers, "acceptance")).Text(".page-lead"), StringComparison.Ordinal);
        var events = await Task.WhenAll(numbers.Select(world.Events));
        Assert.All(events, count => Assert.Equal(2, count));

        page = await clerk.Get(done.Page.QuerySelector("a[href^='/work/selection?']")!.GetAttribute("href")!);
        Assert.Contains("办成 3 件", (await Press(clerk, page, numbers, "approval", (DecideCase.OpinionField, "信息齐全，准予备案。"))).Text(".page-lead"), StringComparison.Ordinal);
        foreach (var number in numbers)
        {
            Assert.Equal(CaseStatus.Approved, (await world.State(number)).Status);
            var entry = (await world.Services.GetRequiredService<ICases>().Log(number))[^1];
            Assert.Equal("case.approved/1", entry.Type);
            Assert.Contains("准予备案", entry.Paper!.Value.GetRawText(), StringComparison.Ordinal);
        }

        Assert.True((await Audits.Of(world)).Ok);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_not_shown_or_changed_meanwhile_is_skipped_and_what_the_law_forbids_is_listed_with_its_article(string database)
    {
        await using var world = await World.Start(database);
        var numbers = await File(world, 4);
        var clerk = await world.SignIn("shinan-clerk");
        var page = await clerk.Get(PathOf(numbers));
        // One is accepted by a colleague while the page stands open; one is not shown at all.
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var colleague = new Actor("colleague", "同事", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
        Assert.True((await desk.Do((await desk.Open(numbers[0]))!, colleague, new Accept(), "meanwhile")).Try(out _, out _));
        page.Page.QuerySelector($"input[name='seen-{numbers[1]}']")!.Remove();
        var done = await Press(clerk, page, numbers, "acceptance");
        Assert.Contains("办成 2 件，2 件有了新的办理没有动。", done.Text(".page-lead"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Submitted, (await world.State(numbers[1])).Status);
        Assert.Equal(2, await world.Events(numbers[0]));

        // Approving needs acceptance first: the one that lacks it is listed with the reason, the others go through.
        page = await clerk.Get(PathOf(numbers));
        done = await Press(clerk, page, numbers, "approval");
        Assert.Contains("办成 3 件，1 件没有办成。", done.Text(".page-lead"), StringComparison.Ordinal);
        Assert.NotNull(done.Page.QuerySelector("table a[href^='/why/']"));
        Assert.Contains(numbers[1].ToString(), done.Page.QuerySelector("table th a")!.GetAttribute("href")!, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Submitted, (await world.State(numbers[1])).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Fifty_one_a_mix_of_items_and_what_must_be_reviewed_are_refused_in_words(string database)
    {
        await using var world = await World.Start(database);
        var spot = (await File(world, 1))[0];
        var other = await world.File("370202-company-registration");
        var food = await world.File(Workbench.FoodInShinan);
        var clerk = await world.SignIn("shinan-clerk");
        var many = Enumerable.Range(0, 51).Select(i => CaseNumber.From(RegionCode.Parse("370202"), world.Now.Date, 9, i)).ToArray();
        foreach (var (numbers, words) in new (CaseNumber[], string)[]
        {
            (many, "一次最多一起办 50 件，您勾选了 51 件"), ([spot, other], "不同的事项"), ([food], "只有即办件"), ([], "还没有勾选"),
        })
        {
            var refused = await clerk.Get(PathOf(numbers));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(words, refused.Text("main"), StringComparison.Ordinal);
            var posted = await clerk.Post("/work/selection/acceptance", numbers.Select(n => ("case", n.ToString())));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.Status);
            Assert.Contains(words, posted.Text("main"), StringComparison.Ordinal);
        }

        Assert.All(new[] { spot, other, food }, n => Assert.Equal(CaseStatus.Submitted, world.State(n).Result.Status));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_role_does_its_own_and_strangers_find_nothing(string database)
    {
        await using var world = await World.Start(database);
        var numbers = await File(world, 2);
        foreach (var user in new[] { "yuzhong-clerk", "xianggang-clerk" })
        {
            var stranger = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get(PathOf(numbers))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await Raw(stranger, numbers, "acceptance")).Status);
        }

        foreach (var user in new[] { "shinan-officer", "shinan-editor", "shinan-company" })
        {
            var reader = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get(PathOf(numbers))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await Raw(reader, numbers, "approval")).Status);
        }

        Assert.Null((await (await world.SignIn("shinan-officer")).Get("/work/to-accept")).Page.QuerySelector("input[name=case]"));
        // A reviewer does not accept; and there is no way to refuse many.
        Assert.Equal(HttpStatusCode.Forbidden, (await Raw(await world.SignIn("shinan-reviewer"), numbers, "acceptance")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Raw(await world.SignIn("shinan-clerk"), numbers, "refusal")).Status);
        Assert.All(numbers, n => Assert.Equal(1, world.Events(n).Result));
    }

    private static async Task<CaseNumber[]> File(World world, int count)
    {
        var numbers = new CaseNumber[count];
        for (var i = 0; i < count; i++) numbers[i] = await world.File(ManyRows.Filing);
        return numbers;
    }

    private static string PathOf(CaseNumber[] numbers) => $"/work/selection?{string.Join('&', numbers.Select(n => $"case={n}"))}";

    private static Task<Answer> Raw(Browser browser, CaseNumber[] numbers, string act) =>
        browser.Post($"/work/selection/{act}", [.. numbers.Select(n => ("case", n.ToString())), .. numbers.Select(n => ($"seen-{n}", "1"))]);

    /// <summary>Presses the act's button as the page has it: with all that its form holds.</summary>
    private static Task<Answer> Press(Browser browser, Answer page, CaseNumber[] numbers, string act, params (string, string)[] typed)
    {
        Assert.NotNull(page.Page.QuerySelector($"button[formaction='/work/selection/{act}']"));
        var hidden = page.Page.QuerySelectorAll("main form input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        return browser.Post($"/work/selection/{act}", [.. hidden, .. numbers.Select(n => ("case", n.ToString())), .. typed]);
    }
}
