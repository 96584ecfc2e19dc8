using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Notices;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>TellOnce, and the documents of the three other situations of one-time notice.</summary>
public sealed class TellOnceTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QG-2.4.2-2")]
    [Clause("QD-23-3")]
    public async Task Who_asks_takes_away_one_numbered_list_of_every_condition_and_material_of_his_situation(string database)
    {
        await using var world = await World.Start(database);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;
        var clerk = await world.SignIn("shinan-clerk");
        Assert.Contains((await clerk.Get("/work/once?q=食品经营")).Page.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/work/once/{guide.Item}");
        var path = $"/work/once/{guide.Item}";
        var form = await clerk.Get(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Submit(form, path)).Status);
        var given = await clerk.Submit(form, path, (TellOnce.MeansField, "phone"), ("s.agent", "否"));
        Assert.StartsWith("/once/", given.Location, StringComparison.Ordinal);

        var sheet = (await world.Browser().Get(given.Location!)).Text("article");
        foreach (var condition in guide.Conditions) Assert.Contains(string.Join(' ', condition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), sheet, StringComparison.Ordinal);
        foreach (var material in guide.Materials.Where(m => m.OnlyIf is not { Field: "agent", Value: "是" })) Assert.Contains(material.Name, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("授权委托书", sheet, StringComparison.Ordinal);
        Assert.Equal(given.Location, (await world.Browser().Get($"/verify/{given.Location!["/once/".Length..]}")).Location);
        Assert.Contains("告〔2025〕1号", sheet, StringComparison.Ordinal);
        Assert.Contains($"第 {guide.Version} 版", sheet, StringComparison.Ordinal);

        // Once: the same consultation sent again leads to the list that was given, and nothing can be added to it.
        Assert.Equal(given.Location, (await clerk.Submit(form, path, (TellOnce.MeansField, "phone"), ("s.agent", "是"))).Location);
        Assert.DoesNotContain("授权委托书", (await world.Browser().Get(given.Location!)).Text("article"), StringComparison.Ordinal);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var row = await scope.ServiceProvider.GetRequiredService<NoticesDb>().OnceNotices.SingleAsync();
            Assert.Equal(("370202-hall", guide.Version, "phone"), (row.Organisation, row.Version, row.Means));
        }

        Assert.Contains("电话", (await clerk.Get("/work/once")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Browser().Get("/once/AAAABBBBCCCCDDDD")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-company")).Get("/work/once")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QG-2.4.2-2")]
    public async Task Application_correction_and_refusal_each_have_their_one_document(string database)
    {
        await using var world = await World.Start(database);
        var office = new Office(world);
        var lacking = await world.File(Workbench.FoodInShinan, "application");
        await office.AskForCorrection($"{lacking}", "2025-03-14", Story.Missing("layout"), Story.Missing("rules"));
        var again = await office.Desk.Do((await office.Desk.Open(lacking))!, new Actor("test-clerk", "窗口", Role.Clerk, OneWindow.Kernel.RegionCode.Parse("370202"), "370202-hall", null), new RequestCorrection([Story.Missing("layout")], new DateOnly(2025, 3, 20)), "again");
        Assert.False(again.Try(out _, out _));
        var whole = await world.File();
        await office.Do($"{whole}", new Accept());
        await office.Do($"{whole}", new BeginReview());
        await office.Do($"{whole}", new RecordReview([.. ReviewRules.CheckItems((await office.Open($"{whole}")).Context)]));
        var open = await office.Open($"{whole}");
        var reviewer = new Actor("test-reviewer", "审查", Role.Reviewer, OneWindow.Kernel.RegionCode.Parse("370202"), "370202-spj", null);
        Assert.True((await office.Desk.Do(open, reviewer, new Refuse(), new { reasons = "现场布局不符合条件。" }, "refuse")).Try(out _, out var why), why?.Message);
        await world.Settle();
        var notices = world.Services.GetServices<INotices>().Single();
        Assert.Equal(["correction"], (await notices.Of(lacking)).Select(n => n.Kind));
        Assert.Equal(["acceptance", "refusal"], (await notices.Of(whole)).Select(n => n.Kind));
    }
}
