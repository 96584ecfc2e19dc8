using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

/// <summary>DesignForm: rows, bounds, conditions and checks are set in a draft without writing a line of code.</summary>
public sealed class DesignFormTests
{
    private const string Living = "370202-minimum-living";
    private const string Path = $"/workbench/guides/c-1/{Living}/form-design";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_clerk_sets_columns_conditions_and_checks_and_sees_the_page(string database)
    {
        await using var world = await World.Start(database);
        await Begin(world);
        var clerk = await world.SignIn("shinan-editor-mzj");
        var page = await clerk.Get(Path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("“家庭月收入合计（元）” = 合计(“共同生活的家庭成员”.income)", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("name | 姓名 | 一行文字 | 必填", page.Page.QuerySelector("#field-family textarea[name=columns]")!.TextContent, StringComparison.Ordinal);

        // What cannot be read is told in place, and what was typed stands there.
        var refused = await Send(clerk, page, ("field", "family"), ("columns", "age | 年龄 | 岁数"), ("when", ""), ("minRows", "1"), ("maxRows", "5"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("第 1 行：不认识“岁数”", refused.Text("#field-family"), StringComparison.Ordinal);
        Assert.Contains("岁数", refused.Page.QuerySelector("#field-family textarea[name=columns]")!.TextContent, StringComparison.Ordinal);

        page = await Saved(clerk, page, ("field", "family"), ("columns", "name | 姓名 | 一行文字\nage | 年龄 | 数字 | 选填\nincome | 月收入 | 金额（元）\nborn | 出生日期 | 日期"), ("when", ""), ("minRows", "2"), ("maxRows", "5"));
        Assert.Contains("“家庭月收入合计（元）”", page.Text("main"), StringComparison.Ordinal);
        // A condition only rests on what was asked before it.
        Assert.Contains("没有标识为“disabled”的填写项", (await Send(clerk, page, ("field", "income"), ("min", ""), ("max", ""), ("when", "disabled"))).Text("main"), StringComparison.Ordinal);
        page = await clerk.Get(Path);
        page = await Saved(clerk, page, ("field", "income"), ("min", "0"), ("max", "100000"), ("when", "行数(family) > 1"));

        page = await Saved(clerk, page, ("pattern", "sum"), ("total", "income"), ("column", "family.income"), ("message", "各行之和与合计不等"));
        Assert.Contains("各行之和与合计不等", page.Text("#checks + p + ul"), StringComparison.Ordinal);
        var unfit = await Send(clerk, page, ("expression", "每行(family, .name > 18)"), ("message", "不满十八岁"));
        Assert.Contains("文字和数字不能用“>”", unfit.Text(".error-summary"), StringComparison.Ordinal);
        page = await Saved(clerk, page, ("expression", "任一行(family, .age >= 18)"), ("message", "至少一位成年人"));
        Assert.Contains("至少一位成年人", page.Text("main"), StringComparison.Ordinal);
        page = await Saved(clerk, page, ("drop", "check1"));
        Assert.DoesNotContain("各行之和与合计不等", page.Text("main"), StringComparison.Ordinal);

        await using var scope = world.Services.CreateAsyncScope();
        var drafts = scope.ServiceProvider.GetRequiredService<GuideDrafts>();
        var draft = (await drafts.Read("c-1", Living, default))!;
        var guide = drafts.Check(draft, new DateOnly(2026, 1, 1)).Guide!;
        var family = guide.Fields.Single(f => f.Id == "family");
        Assert.Equal(["name", "age", "income", "born"], family.Columns!.Select(c => c.Id));
        Assert.Equal((2, 5), (family.MinRows, family.MaxRows));
        Assert.Equal(("0", "100000", "行数(family) > 1"), (guide.Fields.Single(f => f.Id == "income").Min, guide.Fields.Single(f => f.Id == "income").Max, guide.Fields.Single(f => f.Id == "income").When));
        Assert.Contains(guide.Checks!, c => c.Expression == "任一行(family, .age >= 18)" && c.Fields.SequenceEqual(["family"]));
        // Everything was an edit of the draft, to be undone and merged like any other.
        Assert.Contains(draft.Log.Lines, l => l.Path == "checks");
        Assert.Equal(DraftDocument.Parse(draft.Row.Body).Text, DraftLog.Replay(DraftDocument.Parse(draft.Row.Begun), draft.Log.Lines).Text);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Two_who_add_a_check_at_once_both_keep_theirs(string database)
    {
        await using var world = await World.Start(database);
        await Begin(world);
        var (one, other) = (await world.SignIn("shinan-editor-mzj"), await world.SignIn("shinan-officer"));
        var (first, second) = (await one.Get(Path), await other.Get(Path));
        await Saved(one, first, ("expression", "income > 1元"), ("message", "甲的核对"));
        await Saved(other, second, ("expression", "income > 2元"), ("message", "乙的核对"));
        await using var scope = world.Services.CreateAsyncScope();
        var log = (await scope.ServiceProvider.GetRequiredService<GuideDrafts>().Read("c-1", Living, default))!.Log;
        Assert.Contains("甲的核对", log.Now.Get("checks"), StringComparison.Ordinal);
        // Shown as a choice, with what the second wrote in it.
        Assert.Contains("乙的核对", Assert.Single(log.Choices).After, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("shinan-editor-cgj")).Get(Path)).Status);
    }

    private static async Task Begin(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Living))!;
        scope.ServiceProvider.GetRequiredService<ChangeRequests>().Add(
            new ChangeRequest
            {
                Id = "c-1", Kind = RequestKind.Guide, Place = guide.Place, Department = guide.Organisation, FiledBy = "editor", Reason = ListReason.Adjust, Why = "测试用的变更",
                EffectiveFrom = world.Now.Date, Items = [new RequestedItem(Living, guide.Name, guide.Organisation, guide.Version)],
            },
            "改表单", Actor.Clockwork);
        await scope.ServiceProvider.GetRequiredService<CatalogueDb>().SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<GuideDrafts>().Begin("c-1", Living, guide, Actor.Clockwork, default);
    }

    private static Task<Answer> Send(Browser clerk, Answer page, params (string, string)[] fields) =>
        clerk.Post(Path, [("seen", page.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!), .. fields]);

    private static async Task<Answer> Saved(Browser clerk, Answer page, params (string, string)[] fields)
    {
        var saved = await Send(clerk, page, fields);
        Assert.True(saved.Location?.StartsWith(Path, StringComparison.Ordinal) == true, saved.Text(".error-summary"));
        return await clerk.Get(Path);
    }
}
