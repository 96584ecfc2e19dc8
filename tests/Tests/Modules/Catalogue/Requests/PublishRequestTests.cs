using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>A change through the whole house (<see cref="FileRequest"/>, <see cref="ReviewRequest"/>): asked for, reviewed jointly, published for Monday, switched by itself.</summary>
public sealed class PublishRequestTests
{
    private const string Item = "370202-food-business";
    private static readonly Actor Editor = new("shinan-editor-account", "安思齐", Role.DepartmentEditor, RegionCode.Parse("370202"), "370202-spj", null);

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-18-1")]
    [Clause("QD-18-3")]
    [Clause("QD-19-1")]
    [Clause("HB-1.3-3")]
    public async Task A_guide_published_for_monday_switches_by_itself_and_running_cases_stay(string database)
    {
        await using var world = await World.Start(database, "2025-03-06 10:00");
        var before = await world.File(Item);
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Guide, ListReason.Adjust, "2025-03-10", "依据区政府会议纪要压缩期限");
        var empty = await editor.Step(id, "submission");
        Assert.Contains("没有不同", empty.Text(".error-summary"), StringComparison.Ordinal);
        await world.Draft(id, Item, Editor, ("promisedLimit", "\"9 working-day\""));
        await editor.Step(id, "submission").Done();
        var page = (await editor.Get($"{ListRequests.Path}/{id}")).Text("main");
        Assert.Contains("承诺办结时限 10 个工作日 9 个工作日", page, StringComparison.Ordinal);
        Assert.Contains("承诺时限 -1 天", page, StringComparison.Ordinal);

        // Two of three: under review; a department's press is denied; the third makes it publishable.
        var lawyer = await world.SignIn("shinan-lawyer");
        await lawyer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var officer = await world.SignIn("shinan-officer");
        Assert.Contains("还在联合审核", (await officer.Step(id, "publication")).Text(".error-summary"), StringComparison.Ordinal);
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Step(id, "publication")).Status);
        var rehearsed = (await officer.Get($"{ListRequests.Path}/{id}")).Text("main");
        Assert.Contains("第 1 版 1 件", rehearsed, StringComparison.Ordinal);
        await officer.Step(id, "publication").Done();

        // Until Monday nothing moves.
        var visitor = world.Browser();
        Assert.Contains("10 个工作日", (await visitor.Get($"/items/{Item}")).Text("main"), StringComparison.Ordinal);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
            Assert.Equal("10 working-day", (await db.Items.SingleAsync(i => i.Key == Item, Cancel)).Limit);
        }

        await world.MoveTo("2025-03-10 00:01");
        Assert.Contains("9 个工作日", (await visitor.Get($"/items/{Item}")).Text("main"), StringComparison.Ordinal);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
            Assert.Equal("9 working-day", (await db.Items.SingleAsync(i => i.Key == Item, Cancel)).Limit);
            var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Item, Cancel))!;
            Assert.Equal((2, TimeLimit.WorkingDays(9)), (guide.Version, guide.PromisedLimit));
            var stamp = await db.Versions.SingleAsync(v => v.Item == Item && v.Version == 2, Cancel);
            Assert.Equal(World.At("2025-03-10 00:00"), stamp.EffectiveAt);
            Assert.NotEqual("seed", stamp.PublishedBy);
        }

        // What was filed before stays on its version, what is filed now is on the new one.
        var after = await world.File(Item);
        Assert.Equal((1, 2), ((await world.State(before)).GuideVersion, (await world.State(after)).GuideVersion));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-15-4")]
    [Clause("CQ-13-2")]
    [Clause("HB-1.2-2")]
    public async Task An_approved_change_makes_a_new_version_of_the_list_and_the_old_one_stays_readable(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 10:00");
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        var place = RegionCode.Parse("500103").Number;
        var first = (await ListVersions.InForce(db, place, ListKind.Implementation, world.Now, Cancel))!;
        var editor = await world.SignIn("yuzhong-editor");
        const string Food = "500103-food-business";
        var silent = await editor.Submit(await editor.Get($"{FileRequest.Path}?item={Food}"), FileRequest.Path, ("kind", "Cancel"), ("reason", "Cancel"), ("from", "2024-03-04"), ("why", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("理由", silent.Text(".error-summary"), StringComparison.Ordinal);
        await world.End("yuzhong-editor", "yuzhong-officer", Food, RequestKind.Cancel, "2024-03-04", "依据新条例取消");

        var next = await db.ListVersions.AsNoTracking().SingleAsync(v => v.Place == place && v.List == ListKind.Implementation && v.Number == first.Number + 1, Cancel);
        Assert.Equal((ListReason.Cancel, "依据新条例取消", World.At("2024-03-04 00:00")), (next.Reason, next.Why, next.EffectiveAt));
        Assert.Equal(first.Number, (await ListVersions.InForce(db, place, ListKind.Implementation, World.At("2024-03-03 23:59"), Cancel))!.Number);
        Assert.Equal(next.Number, (await ListVersions.InForce(db, place, ListKind.Implementation, World.At("2024-03-04 00:00"), Cancel))!.Number);
        var (old, now) = (await ListVersions.At(db, place, ListKind.Implementation, first.Number, Cancel), await ListVersions.At(db, place, ListKind.Implementation, next.Number, Cancel));
        Assert.Contains(old, l => l.Key == Food);
        Assert.DoesNotContain(now, l => l.Key == Food);
        Assert.Equal(old.Count - 1, now.Count);
    }

    [Fact]
    [Clause("QD-15-3")]
    public async Task A_department_cannot_cancel_an_item_itself_but_an_approved_request_does()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        const string Path = $"/workbench/items/{Item}";
        var editor = await world.SignIn("shinan-editor");
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post(Path, [("step", "Cancelled"), ("from", "2025-03-04"), ("reason", "不想办了")])).Status);
        // Nor does the office without a request.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await world.SignIn("shinan-officer")).Post(Path, [("step", "Cancelled"), ("from", "2025-03-04"), ("reason", "不想办了"), ("seen", "0")])).Status);
        var id = await editor.Ask(Item, RequestKind.Cancel, ListReason.Cancel, "2025-03-04", "依据新条例取消");
        await editor.Step(id, "submission").Done();
        await (await world.SignIn("shinan-lawyer")).Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var officer = await world.SignIn("shinan-officer");
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await officer.Step(id, "publication").Done();
        await world.MoveTo("2025-03-04 00:01");
        Assert.Contains("已从2025年3月4日（周二）起取消", (await world.Browser().Get($"/items/{Item}")).Text(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-18-2")]
    public async Task A_request_is_in_the_queue_of_the_office_of_the_same_level_and_in_no_other()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Cancel, ListReason.Cancel, "2025-03-10", "依据新条例取消");
        await editor.Step(id, "submission").Done();
        Assert.Contains(id, (await (await world.SignIn("shinan-officer")).Get(ListRequests.Path)).Body, StringComparison.Ordinal);
        foreach (var other in new[] { "qingdao-officer", "yuzhong-officer", "shinan-editor-cgj" })
            Assert.DoesNotContain(id, (await (await world.SignIn(other)).Get(ListRequests.Path)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("yuzhong-officer")).Get($"{ListRequests.Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("shinan-editor-cgj")).Get($"{ListRequests.Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Get($"{ListRequests.Path}/{id}")).Status);
    }

    [Fact]
    [Clause("HY-5-1")]
    public async Task In_huyi_the_department_s_draft_and_the_bureau_s_word_publish_and_one_alone_does_not()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        const string Food = "610118-food-business";
        var editor = await world.SignIn("huyi-editor");
        var id = await editor.Ask(Food, RequestKind.Cancel, ListReason.Cancel, "2025-03-10", "依据新条例取消");
        await editor.Step(id, "submission").Done();
        var officer = await world.SignIn("huyi-officer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Step(id, "publication")).Status);
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await officer.Step(id, "publication").Done();
    }

    [Fact]
    public async Task A_rule_that_is_broken_stops_it_and_an_urgent_release_says_so_until_it_is_mended()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Guide, ListReason.Correct, "2025-03-03", "防汛期间先改电话");
        await world.Draft(id, Item, Editor, ("consultationPhone", "\"12345678\""));
        await editor.Step(id, "submission").Done();
        await (await world.SignIn("shinan-lawyer")).Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var officer = await world.SignIn("shinan-officer");
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var stopped = await officer.Step(id, "publication");
        Assert.Contains("电话要带区号", stopped.Text(".error-summary"), StringComparison.Ordinal);
        await officer.Step(id, "publication", ("how", "urgent"), ("urgent-reason", "防汛期间先改电话"), ("mend-by", "2025-03-10")).Done();
        Assert.Contains("12345678", (await world.Browser().Get($"/items/{Item}")).Body, StringComparison.Ordinal);
        Assert.Contains("前补正", (await officer.Get(ListRequests.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("还有 1 处问题", (await officer.Step(id, "mended")).Text(".error-summary"), StringComparison.Ordinal);
        await world.MoveTo("2025-03-11 09:00");
        Assert.Contains("补正已经超期", (await officer.Get(ListRequests.Path)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-15-1")]
    public async Task An_item_without_a_claimed_entry_of_the_basic_list_is_not_published()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Guide, ListReason.Adjust, "2025-03-10", "调整目录编码");
        await world.Draft(id, Item, Editor, ("basicCode", "\"000131999999\""), ("visits", "1"));
        await editor.Step(id, "submission").Done();
        await (await world.SignIn("shinan-lawyer")).Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var officer = await world.SignIn("shinan-officer");
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        var orphan = await officer.Step(id, "publication");
        Assert.Contains("没有认领过编码 000131999999", orphan.Text(".error-summary"), StringComparison.Ordinal);
        // Nor in an emergency: only the linter's findings may be published over.
        var urgent = await officer.Step(id, "publication", ("how", "urgent"), ("urgent-reason", "防汛期间先改编码"), ("mend-by", "2025-03-20"));
        Assert.Contains("紧急发布也不能越过", urgent.Text(".error-summary"), StringComparison.Ordinal);

        await using var scope = world.Services.CreateAsyncScope();
        var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Item, Cancel))!;
        var lists = scope.ServiceProvider.GetRequiredService<BasicLists>();
        Assert.Null(await lists.Orphan(guide, Cancel));
        Assert.Equal("catalogue.orphan", (await lists.Orphan(guide with { BasicCode = null }, Cancel))!.Code);
        Assert.Equal(1, guide.Version);
    }

    [Fact]
    [Clause("CQ-14-6")]
    public async Task In_chongqing_an_updated_guide_is_in_the_inbox_of_the_managing_body_until_it_is_read()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        const string Food = "500103-food-business";
        var actor = new Actor("e", "邓可为", Role.DepartmentEditor, RegionCode.Parse("500103"), "500103-scjg", null);
        var editor = await world.SignIn("yuzhong-editor");
        var id = await editor.Ask(Food, RequestKind.Guide, ListReason.Adjust, "2025-03-03", "调整承诺期限");
        await world.Draft(id, Food, actor, ("promisedLimit", "\"9 working-day\""));
        await editor.Step(id, "submission").Done();
        var officer = await world.SignIn("yuzhong-officer");
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        Assert.Null((await officer.Get(ListRequests.Path)).Page.QuerySelector("#reports"));
        await officer.Step(id, "publication").Done();
        Assert.Contains("调整办事指南", (await officer.Get(ListRequests.Path)).Text("#reports"), StringComparison.Ordinal);
        Assert.Equal(ListRequests.Path, (await officer.Post($"{ListRequests.Path}/{id}/read", [])).Location);
        Assert.Null((await officer.Get(ListRequests.Path)).Page.QuerySelector("#reports"));
    }

    [Fact]
    public async Task Two_officers_at_once_the_second_is_told()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 10:00");
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Cancel, ListReason.Cancel, "2025-03-10", "依据新条例取消");
        var seen = (await editor.Get($"{ListRequests.Path}/{id}")).Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        await editor.Step(id, "submission").Done();
        var late = await editor.Post($"{ListRequests.Path}/{id}/withdrawal", [("seen", seen)]);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
    }

    [Fact]
    public async Task No_department_calls_a_power_an_operators_own_service()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-06 10:00");
        var editor = await world.SignIn("shinan-editor");
        var id = await editor.Ask(Item, RequestKind.Guide, ListReason.Adjust, "2025-03-10", "压缩期限");
        await world.Draft(id, Item, Editor, ("byOperator", "true"), ("type", "\"public-service\""));
        Assert.Contains("与办理机构的类型不符", (await editor.Get($"{ListRequests.Path}/{id}")).Text("main"), StringComparison.Ordinal);
    }
}
