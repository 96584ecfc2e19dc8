using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>EntrustRelatives, TakeOver, guardians, and the hat that a page was shown under.</summary>
public sealed class EntrustRelativesTests
{
    private const string Elder = "370299195604230616";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_elder_lets_a_relative_follow_his_case_at_the_counter_and_ends_it_by_a_call(string database)
    {
        await using var world = await World.Start(database);
        var (clerk, relative) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-person"));
        var number = await GivenAuthorityTests.CaseOf(world, Elder);
        var found = await clerk.Post(EntrustRelatives.Path, [("name", "柏长青"), ("number", Elder)]);
        (string, string)[] form = [("relative", "林晓舟"), ("relativeNumber", "370299198803160212"), ("powers", "Progress"), ("until", "2026-03-03"), ("present", "on")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Post(found.Location!, form[..^1])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Post(found.Location!, form)).Status);

        var accept = (await relative.Get("/account/acting")).Page.QuerySelector("form[action$='/accept']")!.GetAttribute("action")!;
        await relative.Post(accept, []);
        await GivenAuthorityTests.PutOn(relative, "柏长青");
        Assert.Contains("柏长青（亲友 林晓舟）", (await relative.Get("/my/cases")).Text(".hat-bar"), StringComparison.Ordinal);
        Assert.Contains("窗口", (await relative.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        // Each power by itself: progress is neither messages nor acts.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await relative.Get("/my/messages")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await relative.Get($"/cases/{number}/withdrawal")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await relative.Get("/items/370202-food-business/apply")).Status);

        var page = await clerk.Get(found.Location!);
        await clerk.Post(page.Page.QuerySelector("form[action$='/end']")!.GetAttribute("action")!, [("how", "call")]);
        Assert.Equal(HttpStatusCode.Redirect, (await relative.Get($"/cases/{number}")).Status);
        Assert.Contains("来电终止", (await (await world.SignIn("shinan-elder")).Get("/account/authorities")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_legal_representative_takes_over_by_register_data_and_the_former_one_is_out_at_once()
    {
        await using var world = await World.Start(World.Sqlite);
        var (former, next) = (await world.SignIn("shinan-company"), await world.SignIn("shinan-person"));
        (string, string)[] form = [("number", "91370202XNQ00001X2"), ("agree", "on")];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await next.Post(TakeOver.Path, form)).Status);
        await world.Browser().Post(TakeOver.RegisterPath, [("number", "91370202XNQ00001X2"), ("head", "林晓舟"), ("headNumber", "370299198803160212")]);
        Assert.Equal(HttpStatusCode.Redirect, (await next.Post(TakeOver.Path, form)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await former.Get("/account")).Status);
        Assert.Contains("苏景澄", (await (await world.SignIn("shinan-company")).Get("/account")).Text("main"), StringComparison.Ordinal);

        var list = await next.Get("/account/authorities");
        Assert.Contains("青岛示范湾餐饮有限公司（法定代表人）", list.Text(".hat-bar"), StringComparison.Ordinal);
        Assert.Contains("等您确认", list.Text("main"), StringComparison.Ordinal);
        Assert.Contains("林晓舟", (await next.Get("/account")).Text("main"), StringComparison.Ordinal);
        await next.Post(list.Page.QuerySelector("form[action$='/confirm']")!.GetAttribute("action")!, []);
        var after = (await next.Get("/account/authorities")).Text("main");
        Assert.DoesNotContain("等您确认", after, StringComparison.Ordinal);
        Assert.Contains("程小满", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await world.SignIn("shinan-agent")).Get("/my/cases")).Status);
    }

    [Fact]
    public async Task A_form_does_nothing_under_another_hat_than_it_was_shown_under_and_keeps_what_was_entered()
    {
        await using var world = await World.Start(World.Sqlite);
        var browser = await world.SignIn("shinan-company");
        var form = (await browser.Get("/account/authorities/new")).Page.QuerySelector("form[action='/account/authorities/new']")!;
        var shown = form.QuerySelector("input[name=hat]")!.GetAttribute("value")!;
        // In another tab he becomes himself.
        await GivenAuthorityTests.PutOn(browser, "苏景澄");
        (string Name, string Value)[] filled =
        [
            ("hat", shown), ("kind", "Person"), ("name", "林晓舟"), ("number", "370299198803160212"), ("powers", "Apply"), ("scope", "all"), ("from", "2025-03-03"), ("until", "2025-04-03"),
        ];
        var refused = await browser.Post("/account/authorities/new", filled);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("身份已经换了，这一步没有办", refused.Text("main"), StringComparison.Ordinal);
        Assert.Contains("林晓舟", refused.Text("main"), StringComparison.Ordinal);
        Assert.Contains("现在没有人能替您办", (await browser.Get("/account/authorities")).Text("main"), StringComparison.Ordinal);

        var kept = refused.Page.QuerySelector("main form")!.QuerySelectorAll("input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Where(i => i.Item1[0] != '_').ToList();
        var given = await browser.Post(refused.Page.QuerySelector("main form")!.GetAttribute("action")!, kept);
        Assert.StartsWith("/account/authorities/", given.Location, StringComparison.Ordinal);
        var page = await browser.Get(given.Location!);
        Assert.Contains("青岛示范湾餐饮有限公司（法定代表人）", page.Text(".hat-bar"), StringComparison.Ordinal);
        Assert.Contains("林晓舟", page.Text("h1"), StringComparison.Ordinal);
        // A hat that was never his cannot be put on by such a form.
        var stranger = await (await world.SignIn("shinan-person")).Post("/account/authorities/new", [("hat", shown), ("wear", shown), ("name", "林晓舟")]);
        Assert.Equal(HttpStatusCode.Conflict, stranger.Status);
    }

    [Fact]
    public async Task A_guardian_acts_for_a_child_until_the_eve_of_the_eighteenth_birthday()
    {
        var clock = new MovedClock(World.At("2033-05-31 23:00"));
        await using var site = await IdentitySite.Start(clock: clock);
        await using var db = site.Db();
        var account = db.Accounts.Single(a => a.User == "shinan-company").Id;
        var hats = site.Services.GetRequiredService<Hats>();
        var child = Assert.Single(await hats.Of(account, TestContext.Current.CancellationToken), h => h.Capacity == Capacity.Guardian);
        Assert.Equal("苏一诺", child.Name);
        Assert.NotNull(child.Authority!.For(OneWindow.Contracts.Power.Apply, "any", clock.Now().Date));
        clock.Move(TimeSpan.FromHours(2));
        Assert.DoesNotContain(await hats.Of(account, TestContext.Current.CancellationToken), h => h.Capacity == Capacity.Guardian);
    }
}
