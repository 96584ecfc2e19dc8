using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Security;

namespace OneWindow.Tests.Modules.Security;

public sealed class HandleEventsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-1")]
    public async Task Five_failed_sign_ins_are_an_event_to_be_handled_and_the_account_is_locked_for_the_configured_time(string database)
    {
        await using var world = await World.Start(database, configure: b => b.Configuration["SignIn:LockedFor"] = "00:00:04");
        for (var i = 0; i < 4; i++) await world.Browser().Post("/sign-in", [("user", "shinan-clerk"), ("password", "wrong")]);
        var administrator = await world.SignIn("security-admin");
        Assert.Contains("没有安全事件", (await administrator.Get(HandleEvents.Path)).Body, StringComparison.Ordinal);
        await world.Browser().Post("/sign-in", [("user", "shinan-clerk"), ("password", "wrong")]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.SignIn("shinan-clerk"));

        var page = await administrator.Get(HandleEvents.Path);
        Assert.Contains("纪明远", page.Row("连续输错，账号锁定"), StringComparison.Ordinal);
        Assert.Contains("待处置", page.Row("连续输错，账号锁定"), StringComparison.Ordinal);
        var action = page.Page.QuerySelector("tbody form")!.GetAttribute("action")!;
        var empty = await administrator.Post(action, [(HandleEvents.NoteField, "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("请填写处置说明", empty.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post(action, [(HandleEvents.NoteField, "本人换了键盘，电话核实过")])).Status);
        var handled = (await administrator.Get(HandleEvents.Path)).Row("连续输错，账号锁定");
        Assert.Contains("已处置", handled, StringComparison.Ordinal);
        Assert.Contains("本人换了键盘，电话核实过 盾守安", handled, StringComparison.Ordinal);

        // Once: what was written down stands. And an auditor reads, but does not handle.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Post(action, [(HandleEvents.NoteField, "改口说没有这回事")])).Status);
        var auditor = await world.SignIn("audit-admin");
        Assert.Contains("已处置", (await auditor.Get(HandleEvents.Path)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Post(action, [(HandleEvents.NoteField, "审计员来处置")])).Status);
        await using var db = world.SecurityDb();
        Assert.Contains("本人换了键盘", (await db.Log.SingleAsync(l => l.Kind == LogKind.Handling)).What, StringComparison.Ordinal);

        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await world.SignIn("shinan-clerk");
    }
}
