using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Our own mistakes through the house: UndoMistake, RectifyRecord, RevokeResult, and the holder's DefendResult.</summary>
public sealed class RectifyRecordTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_corrected_document_names_the_one_it_replaces_and_the_old_one_says_so_wherever_it_is_checked(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer, chief) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        await world.Settle();
        var old = (await Notices(world, number)).Single();

        var wrong = await clerk.Act(number, "rectification", (RectifyRecord.DocumentField, $"{old.Sequence}"), (RectifyRecord.WrongField, "没有这几个字的"),
            (RectifyRecord.RightField, "甲"), (RectifyRecord.ReasonsField, "写错了"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("照文书原文填写", wrong.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Submit(wrong, $"{Workbench.PageOf(number)}/rectification", (RectifyRecord.WrongField, "材料齐全、符合法定形式"), (RectifyRecord.RightField, "材料齐全、符合法定的形式"))).IsDone(number);
        Assert.Contains("提出更正", (await clerk.Get(Workbench.PageOf(number))).Text("main"), StringComparison.Ordinal);
        (await reviewer.Act(number, "proposal-decision", (RectifyRecord.VerdictField, "approve"))).IsDone(number);
        await world.Settle();

        var issued = await Notices(world, number);
        var now = issued.Single(n => n.Kind == "rectification");
        Assert.Equal((now.Code, "已更正"), (issued.Single(n => n.Code == old.Code).ReplacedBy, issued.Single(n => n.Code == old.Code).Standing));
        var anybody = world.Browser();
        var check = await anybody.Get($"/verify/{old.Code}");
        Assert.Equal("这份文书是真的，但已更正", check.Text("h1"));
        Assert.NotNull(check.Page.QuerySelector($"main a[href='/verify/{now.Code}']"));
        Assert.Equal("这份文书是真的", (await anybody.Get($"/verify/{now.Code}")).Text("h1"));
        var company = await world.SignIn("shinan-company");
        var sheet = (await company.Get($"/notices/{now.Code}")).Text(".paper-notice");
        Assert.Contains(old.Number, sheet, StringComparison.Ordinal);
        Assert.Contains("符合法定的形式", sheet, StringComparison.Ordinal);
        Assert.Contains("已更正", (await company.Get($"/notices/{old.Code}")).Body, StringComparison.Ordinal);
        Assert.Contains("文书更正了", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("已更正", (await company.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);

        (await reviewer.Act(number, "clock-entry", (RectifyRecord.ClockField, nameof(ClockKind.Statutory)), (RectifyRecord.KindField, RectifyRecord.Leave),
            (RectifyRecord.FromField, "2025-03-05"), (RectifyRecord.ToField, "2025-03-05"), (RectifyRecord.EntryReasonsField, "停电"))).IsDone(number);
        var due = (await world.State(number)).Statutory!.Due.Day;
        (await chief.Act(number, "proposal-decision", (RectifyRecord.VerdictField, "approve"))).IsDone(number);
        Assert.Equal(due.AddDays(1), (await world.State(number)).Statutory!.Due.Day);
        Assert.True((await world.Services.GetServices<IAudit>().Select(a => a.Verify(null, default)).First()).Ok);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_slip_is_taken_back_before_anybody_hears_of_it(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (clerk, reviewer) = (await world.SignIn("shinan-clerk"), await world.SignIn("shinan-reviewer"));
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        await world.Settle();
        Assert.Contains("撤回“开始审查”", (await reviewer.Get(Workbench.PageOf(number))).Text(".acts"), StringComparison.Ordinal);
        Assert.DoesNotContain("撤回误操作", (await clerk.Get(Workbench.PageOf(number))).Text(".acts"), StringComparison.Ordinal);
        (await reviewer.Act(number, "undo")).IsDone(number);
        Assert.Equal(CaseStatus.Accepted, (await world.State(number)).Status);
        await world.MoveTo("2025-03-03 09:05");
        var company = await world.SignIn("shinan-company");
        Assert.DoesNotContain("开始审查", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("撤回了一次误操作", (await company.Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(world.Services.GetServices<IAudit>().Select(a => a.Verify(null, default))), r => Assert.True(r.Ok));

        // Not taken back, it is told within the minute.
        (await reviewer.Act(number, "review")).IsDone(number);
        await world.MoveTo("2025-03-03 09:06");
        Assert.Contains("开始审查", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("撤回“开始审查”", (await reviewer.Get(Workbench.PageOf(number))).Text(".acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_taken_away_in_writing_after_its_holder_has_had_his_say()
    {
        await using var world = await World.Start(World.Sqlite);
        var office = new Office(world);
        var number = await world.File();
        await office.Do($"{number}", new Accept());
        await office.Decide($"{number}", DeliveryMode.Counter);
        await office.Do($"{number}", new RecordDelivery { Proof = DeliveryProofKind.Identity });
        await world.Settle();
        var approval = (await Notices(world, number)).Single(n => n.Kind == "approval");
        var (reviewer, chief, company) = (await world.SignIn("shinan-reviewer"), await world.SignIn("shinan-chief"), await world.SignIn("shinan-company"));
        (await reviewer.Act(number, "revocation-notice", (RevokeResult.GroundField, "unqualified"), (RevokeResult.FactsField, "厨房面积不足。"))).IsDone(number);
        await world.Settle();
        Assert.Contains("厨房面积不足。", (await company.Get($"/notices/{(await Notices(world, number))[^1].Code}")).Text(".paper-notice"), StringComparison.Ordinal);
        Assert.Single((await chief.Get("/work/to-check")).Page.QuerySelectorAll(".work-list tbody tr"));
        var page = await company.Get($"/cases/{number}/defence");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await company.Submit(page, $"/cases/{number}/defence", (RevokeResult.HearingField, "statement"))).Status);
        Assert.Equal($"/cases/{number}", (await company.Submit(page, $"/cases/{number}/defence", (RevokeResult.HearingField, "statement"), (RevokeResult.StatementField, "已经扩建。"))).Location);
        Assert.Contains("提出撤销的人不能自己决定", (await reviewer.Get(Workbench.PageOf(number))).Closed("决定是否撤销").Why, StringComparison.Ordinal);
        (await chief.Act(number, "revocation-decision", (RevokeResult.VerdictField, RevokeResult.Revoke), (RevokeResult.ReasonsField, "扩建没有验收。"))).IsDone(number);
        await world.Settle();
        var revoked = (await Notices(world, number)).Single(n => n.Kind == "revocation");
        var check = await world.Browser().Get($"/verify/{approval.Code}");
        Assert.Equal("这份文书是真的，但已撤销", check.Text("h1"));
        var sheet = (await company.Get($"/notices/{revoked.Code}")).Text(".paper-notice");
        Assert.Contains("申请行政复议", sheet, StringComparison.Ordinal);
        Assert.Contains("陈述申辩的意见，本机关已经复核", sheet, StringComparison.Ordinal);
        Assert.Contains("办理结果被撤销", (await company.Get("/my/messages")).Text("main"), StringComparison.Ordinal);
    }

    private static ValueTask<IReadOnlyList<IssuedNotice>> Notices(World world, CaseNumber number) => world.Services.GetServices<INotices>().Single().Of(number);
}
