using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>公用窗口电脑 (ShareDesk): the window is known, the screen is locked by hand or by itself, nothing of it opens without the password, and the next one acts under his own name.</summary>
public sealed class ShareDeskTests
{
    private const string Elder = "/workbench/relatives";

    private readonly MovedClock clock = new(World.At("2026-11-23 09:00"));

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_computer_of_a_window_is_locked_by_hand_and_opened_by_the_password_alone(string database)
    {
        await using var world = await Start(database);
        var (desk, password) = await Clerk(world);
        Assert.DoesNotContain("号窗口", (await desk.Get(Elder)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.Post("/workbench/desk", [("window", "0")])).Status);
        await desk.Post("/workbench/desk", [("window", "12")]);
        Assert.Contains("12 号窗口，现在是 纪明远", (await desk.Get(Elder)).Text(".desk-bar p"), StringComparison.Ordinal);
        Assert.Contains("12 号窗口的公用电脑", (await desk.Get("/account/sessions")).Body, StringComparison.Ordinal);

        await desk.Post("/desk/lock", [("return", Elder)]);
        var stopped = await desk.Get(Elder);
        Assert.Equal(HttpStatusCode.Redirect, stopped.Status);
        Assert.Equal($"/desk/locked?return={Uri.EscapeDataString(Elder)}", stopped.Location);
        // A public page is shown as to anybody, a program is told so.
        Assert.DoesNotContain("纪明远", (await desk.Get("/")).Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)423, (await desk.Send(Asking(HttpMethod.Post, "/desk/here"))).Status);

        var locked = await desk.Get(stopped.Location!);
        Assert.Contains("12 号窗口，纪明远", locked.Body, StringComparison.Ordinal);
        var wrong = await desk.Submit(locked, "/desk/unlock", ("desk-password", "no such password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("密码不正确", wrong.Body, StringComparison.Ordinal);
        var opened = await desk.Submit(wrong, "/desk/unlock", ("desk-password", password));
        Assert.Equal(Elder, opened.Location);
        Assert.Equal(HttpStatusCode.OK, (await desk.Get(Elder)).Status);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task When_nobody_was_there_it_is_locked_and_what_was_sent_then_is_done_after_the_password(string database)
    {
        await using var world = await Start(database);
        var (desk, password) = await Clerk(world);
        var own = await world.SignIn("shinan-clerk");
        await desk.Post("/workbench/desk", [("window", "12")]);
        var form = await desk.Get(Elder);
        clock.Move(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.NoContent, (await desk.Send(Asking(HttpMethod.Post, "/desk/here"))).Status);
        clock.Move(TimeSpan.FromMinutes(8));
        Assert.Equal(HttpStatusCode.OK, (await desk.Get(Elder)).Status);
        clock.Move(TimeSpan.FromMinutes(11));
        var stopped = await desk.Submit(form, Elder, ("name", "老人家"), ("number", "123"));
        Assert.Equal((HttpStatusCode)423, stopped.Status);
        Assert.Contains("老人家", stopped.Body, StringComparison.Ordinal);
        var wrong = await desk.Submit(stopped, Elder, ("desk-password", "no such password"));
        Assert.Equal((HttpStatusCode)423, wrong.Status);
        Assert.Contains("老人家", wrong.Body, StringComparison.Ordinal);
        var done = await desk.Submit(wrong, Elder, ("desk-password", password));
        // It was asked what the form asks: its own number is refused, in its own words.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, done.Status);
        Assert.Contains("老人家", done.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.Get(Elder)).Status);
        // A computer of one's own is not locked.
        Assert.Equal(HttpStatusCode.OK, (await own.Get(Elder)).Status);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task The_next_one_signs_in_at_the_same_window_and_does_not_send_the_forms_of_the_one_before(string database)
    {
        await using var world = await Start(database);
        var (desk, _) = await Clerk(world);
        await desk.Post("/workbench/desk", [("window", "12")]);
        var form = await desk.Get(Elder);
        var handed = await desk.Post("/desk/next", []);
        Assert.Equal("/sign-in", handed.Location);
        Assert.Contains("storage", handed.Headers["Clear-Site-Data"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.Get(Elder)).Status);
        Assert.Contains("12 号窗口", (await desk.Get("/sign-in")).Body, StringComparison.Ordinal);

        await desk.Post("/sign-in", [("user", "xianggang-clerk"), ("password", await PasswordOf(world, "xianggang-clerk"))]);
        Assert.Contains("12 号窗口", (await desk.Get(Elder)).Text(".desk-bar p"), StringComparison.Ordinal);
        var refused = await desk.Submit(form, Elder, ("name", "老人家"), ("number", "123"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("换了人，这一步没有办", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("纪明远", refused.Body, StringComparison.Ordinal);

        await desk.Post("/workbench/desk", [("stop", "yes")]);
        Assert.Empty((await desk.Get(Elder)).Page.QuerySelectorAll(".desk-bar"));
        // Applicants at such a computer are no staff: nothing is locked for them.
        await desk.Post("/workbench/desk", [("window", "12")]);
        await desk.Post("/desk/next", []);
        await desk.Post("/sign-in", [("user", "shinan-person"), ("password", await PasswordOf(world, "shinan-person"))]);
        clock.Move(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, (await desk.Get("/my/cases")).Status);
    }

    private Task<World> Start(string database) => World.Start(database, configure: b => b.Services.AddSingleton(new SessionClock { Time = clock }));

    private static async Task<(Browser Desk, string Password)> Clerk(World world)
    {
        var password = await PasswordOf(world, "shinan-clerk");
        var browser = world.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post("/sign-in", [("user", "shinan-clerk"), ("password", password)])).Status);
        return (browser, password);
    }

    private static async Task<string> PasswordOf(World world, string user) =>
        System.Text.Json.JsonDocument.Parse((await world.Browser().Get("/demo/accounts")).Body).RootElement.EnumerateArray()
            .Single(a => a.GetProperty("user").GetString() == user).GetProperty("password").GetString()!;

    private static HttpRequestMessage Asking(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }
}
