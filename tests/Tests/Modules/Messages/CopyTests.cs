using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Identity;
using OneWindow.Tests.Modules.Identity;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>抄送: a relative whom an elder lets see his messages gets a copy of each (TellWhenCaseMoves, ListMyMessages, ReadMessage), until the authority ends.</summary>
public sealed class CopyTests
{
    private const string Elder = "370299195604230616";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_relative_gets_a_copy_marked_as_such_and_none_from_the_moment_of_the_call(string database)
    {
        await using var gateway = await StandInGateway.Start();
        await using var world = await World.Start(database, configure: Telling.With(gateway));
        var telling = new Telling(world);
        var (clerk, relative, elder) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-person"), await world.SignIn("shinan-elder"));
        var number = await GivenAuthorityTests.CaseOf(world, Elder);
        var found = await clerk.Post(EntrustRelatives.Path, [("name", "柏长青"), ("number", Elder)]);
        (string, string)[] form = [("relative", "林晓舟"), ("relativeNumber", "370299198803160212"), ("powers", "Messages"), ("until", "2026-03-03"), ("present", "on")];
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Post(found.Location!, form)).Status);

        // Not accepted yet: the elder alone is told.
        await telling.Accept(number);
        await world.MoveTo("2025-03-03 10:00");
        Assert.Single(await telling.Messages(number));
        await relative.Post((await relative.Get("/account/acting")).Page.QuerySelector("form[action$='/accept']")!.GetAttribute("action")!, []);
        await telling.Do(number, new BeginReview());
        await world.MoveTo("2025-03-03 10:02");
        Assert.Equal(3, (await telling.Messages(number)).Count);
        var inbox = await relative.Get("/my/messages");
        Assert.Contains("抄送：柏长青的办件", Assert.Single(inbox.Page.QuerySelectorAll(".results li")).TextContent, StringComparison.Ordinal);
        Assert.Equal("消息1条未读", inbox.Text(".bar-link"));
        var link = inbox.Page.QuerySelector(".results h2 a")!.GetAttribute("href")!;
        var copy = (await relative.Get(link)).Text("main");
        Assert.Contains("这是抄送给您的：柏长青的办件", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("打开这个办件", copy, StringComparison.Ordinal);
        Assert.Equal("消息", (await relative.Get("/my/messages")).Text(".bar-link"));
        // The relative's own telephone, and the words say that it is a copy.
        Assert.StartsWith("【一窗】抄送：", Assert.Single(gateway.Delivered, d => d.To == "19900000001").Text, StringComparison.Ordinal);
        // What he read is not read for the elder, who sees to whom it went.
        var own = await elder.Get("/my/messages");
        Assert.Equal("消息2条未读", own.Text(".bar-link"));
        Assert.Contains("林晓舟", (await elder.Get(own.Page.QuerySelector(".results h2 a")!.GetAttribute("href")!)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elder.Get(link)).Status);
        // To see messages is to see messages: the case stays closed, also under the elder's hat.
        Assert.Equal(HttpStatusCode.NotFound, (await relative.Get($"/cases/{number}")).Status);

        // One copy is on its way when the elder calls: it does not arrive, and what had arrived is no more his to read.
        var second = await GivenAuthorityTests.CaseOf(world, Elder);
        await telling.Accept(second);
        await world.MoveTo("2025-03-03 10:10");
        await telling.Do(second, new BeginReview());
        await world.Settle();
        Assert.Equal(2, gateway.Delivered.Count(d => d.To == "19900000001"));
        await clerk.Post((await clerk.Get(found.Location!)).Page.QuerySelector("form[action$='/end']")!.GetAttribute("action")!, [("how", "call")]);
        Assert.Equal("还没有消息", (await relative.Get("/my/messages")).Text(".empty-title"));
        Assert.Equal(HttpStatusCode.NotFound, (await relative.Get(link)).Status);
        await world.MoveTo("2025-03-03 10:12");
        var last = (await telling.Messages(second)).Where(m => m.Principal is not null).OrderBy(m => m.Sequence).Last();
        Assert.Equal("case.review-begun/1", last.Type);
        Assert.Null(last.InboxAt);
        Assert.Equal("委托已经结束，没有抄送", Assert.Single(await telling.Ways(last)).Proof);
        await telling.Do(second, new RecordReview([.. ReviewRules.CheckItems((await world.Services.GetRequiredService<CaseDesk>().Open(second))!.Context)]));
        await telling.Do(second, new Approve());
        await world.MoveTo("2025-03-03 11:00");
        Assert.DoesNotContain(await telling.Messages(second), m => m.Principal is not null && m.Sequence > last.Sequence);
        Assert.Equal(2, gateway.Delivered.Count(d => d.To == "19900000001"));
        Assert.Equal("已批准", (await elder.Get("/my/messages")).Page.QuerySelector(".results h2 a")!.TextContent);
    }
}
