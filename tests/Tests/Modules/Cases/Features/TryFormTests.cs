using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

public sealed class TryFormTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Anybody_may_try_the_whole_form_and_nothing_is_kept(string database)
    {
        await using var world = await World.Start(database);
        var path = $"/items/{Applicant.Restaurant}/try";
        var visitor = world.Browser();
        var page = await visitor.Get(path);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Applicant.Restaurant))!;
        Assert.All(guide.Fields, f => Assert.NotEmpty(page.Page.QuerySelectorAll($"[name='{f.Id}']")));
        Assert.Contains("不会保存", page.Text("main"), StringComparison.Ordinal);
        Assert.All(guide.Materials, m => Assert.Contains(m.Name, page.Text("main"), StringComparison.Ordinal));

        var wrong = await visitor.Submit(page, path, ("area", "很大"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("经营面积（平方米）应为数字", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("很大", wrong.Page.GetElementById("f-area")!.GetAttribute("value"));

        var right = await visitor.Submit(page, path, [.. guide.Fields.Select(f => (f.Id, Applicant.Typical(f)))]);
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Contains("都填对了", right.Text("main"), StringComparison.Ordinal);
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        Assert.Equal((0, 0, 0), (await db.Drafts.CountAsync(), await db.Cases.CountAsync(), await db.Papers.CountAsync()));
    }
}
