using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

/// <summary>DesignForm: the form of a draft, its columns and checks.</summary>
public sealed class DesignFormTests
{
    private const string Living = "370202-minimum-living";
    private const string Path = $"/workbench/guides/c-1/{Living}/form-design";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task What_cannot_be_read_is_told_in_place_and_stays_as_it_was_typed(string database)
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
