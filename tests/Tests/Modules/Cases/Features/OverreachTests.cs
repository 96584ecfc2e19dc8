using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>What goes beyond list or guide is refused to everybody; of the staff it is kept (<see cref="ListOverreaches"/>).</summary>
public sealed class OverreachTests
{
    private const string Item = Workbench.FoodInYuzhong;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-15-2")]
    [Clause("HY-5-2")]
    public async Task An_unlisted_item_is_refused_and_only_the_staff_s_attempt_is_kept(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var officer = await world.SignIn("shinan-officer");
        var applicant = await world.SignIn("shinan-company");
        var asked = await applicant.Get("/items/X999/apply");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("不在公布的事项清单里", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("没有这样的操作", (await officer.Get(ListOverreaches.Path)).Text("main"), StringComparison.Ordinal);

        var clerk = await world.SignIn("shinan-clerk");
        var tried = await clerk.Post("/work/receive/items/X999", [("kind", "Person"), ("name", "张三")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        Assert.Contains("不在公布的事项清单里", tried.Text("main"), StringComparison.Ordinal);
        var kept = (await officer.Get(ListOverreaches.Path)).Text("main");
        Assert.Contains("X999", kept, StringComparison.Ordinal);
        Assert.Contains("纪明远", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("X999", (await (await world.SignIn("yuzhong-officer")).Get(ListOverreaches.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get(ListOverreaches.Path)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-19-2")]
    [Clause("HB-2.1-2")]
    [Clause("HY-5-4")]
    public async Task A_correction_cannot_ask_for_what_the_guide_does_not_not_even_in_words_and_the_attempt_is_kept(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 10:00");
        var number = await world.File(Item);
        var clerk = await world.SignIn("yuzhong-clerk");
        // A standard material of other items, written beside one of this guide.
        var words = await clerk.Act(number, "correction", ("defects", "material:layout:incomplete"), ("note-layout", "另请提供出生医学证明"), ("correction-due", "2025-03-20"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, words.Status);
        Assert.Contains("“出生医学证明”，它不在办事指南的材料里", words.Text(".error-summary"), StringComparison.Ordinal);
        var officer = await world.SignIn("yuzhong-officer");
        var kept = (await officer.Get(ListOverreaches.Path)).Text("main");
        Assert.Contains("出生医学证明", kept, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), kept, StringComparison.Ordinal);
        // What the guide itself speaks of may be spoken of.
        (await clerk.Act(number, "correction", ("defects", "material:layout:incomplete"), ("note-layout", "图上没有标出食品流向"), ("correction-due", "2025-03-20"))).IsDone(number);
    }
}
