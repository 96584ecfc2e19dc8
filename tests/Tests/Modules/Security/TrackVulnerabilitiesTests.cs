using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Security;

namespace OneWindow.Tests.Modules.Security;

public sealed class TrackVulnerabilitiesTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-1")]
    public async Task Assets_and_vulnerabilities_are_registered_overdue_ones_are_told_and_every_change_is_in_the_log(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var administrator = await world.SignIn("security-admin");
        var wrong = await administrator.Post(
            RegisterAssets.NewPath,
            [(RegisterAssets.NameField, "办件数据"), (RegisterAssets.KindField, "DataSet"), (RegisterAssets.GradeField, "Third"), (RegisterAssets.OrganisationField, SecurityOffice.Owner)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("数据集按一般、重要、核心数据分类", wrong.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("办件数据", wrong.Page.QuerySelector($"[name={RegisterAssets.NameField}]")!.GetAttribute("value"));
        await administrator.Register("办件数据", AssetKind.DataSet, AssetGrade.Important);
        var server = await administrator.Register("应用服务器一", AssetKind.Server, AssetGrade.Third);

        // A place that is not his: another city's administrator would not find it either, for the place is in the query.
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get($"{RegisterAssets.Path}/nothing")).Status);
        var staff = world.Services.GetRequiredService<IStaff>().Of(SecurityOffice.Owner);
        var owner = staff.Single(s => s.Name == "卫分明").Id;
        Assert.Equal(HttpStatusCode.Redirect, (await Find(server, "组件远程执行", Severity.Critical, "2025-03-03")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Find(server, "信息泄露", Severity.Medium, "2025-03-03")).Status);
        var page = await administrator.Get(TrackVulnerabilities.Path);
        Assert.Contains("2025年3月6日", page.Row("组件远程执行"), StringComparison.Ordinal);
        Assert.Contains("2025年4月2日", page.Row("信息泄露"), StringComparison.Ordinal);

        await world.MoveTo("2025-03-06 18:00");
        Assert.Contains("待修复", (await administrator.Get(TrackVulnerabilities.Path)).Row("组件远程执行"), StringComparison.Ordinal);
        await world.MoveTo("2025-03-07 09:00");
        page = await administrator.Get(TrackVulnerabilities.Path);
        Assert.Contains("已逾期", page.Row("组件远程执行"), StringComparison.Ordinal);
        Assert.Contains("超危漏洞“组件远程执行”没有按期修复", (await administrator.Get(WatchSecurity.Path)).Body, StringComparison.Ordinal);
        var action = page.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("组件远程执行", StringComparison.Ordinal)).QuerySelector("form")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Post(action, [(TrackVulnerabilities.FixedField, "2025-03-08"), (TrackVulnerabilities.HowField, "升级")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post(action, [(TrackVulnerabilities.FixedField, "2025-03-07"), (TrackVulnerabilities.HowField, "升级到 2.1")])).Status);
        await world.Settle();
        Assert.Contains("逾期修复", (await administrator.Get(TrackVulnerabilities.Path)).Row("组件远程执行"), StringComparison.Ordinal);

        await administrator.Submit(
            await administrator.Get($"{RegisterAssets.Path}/{server}"), $"{RegisterAssets.Path}/{server}", (RegisterAssets.NameField, "应用服务器甲"), (RegisterAssets.OrganisationField, SecurityOffice.Owner),
            (RegisterAssets.GradeField, "Third"));
        Assert.Contains("应用服务器甲", (await administrator.Get(RegisterAssets.Path)).Body, StringComparison.Ordinal);
        await administrator.Post($"{RegisterAssets.Path}/{server}/retirement", []);
        Assert.Contains("停用", (await administrator.Get(RegisterAssets.Path)).Row("应用服务器甲"), StringComparison.Ordinal);
        await using var db = world.SecurityDb();
        var log = string.Join('\n', await db.Log.OrderBy(l => l.Number).Select(l => l.What).ToListAsync());
        foreach (var told in new[] { "登记数据集“办件数据”", "登记“应用服务器一”的超危漏洞", "没有按期修复", "修复超危漏洞“组件远程执行”：升级到 2.1", "改为服务器“应用服务器甲”", "停用服务器“应用服务器甲”" })
        {
            Assert.Contains(told, log, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("卫分明", log, StringComparison.Ordinal);
        Assert.Null(await db.FirstBroken(TestContext.Current.CancellationToken));
        Assert.Contains("停用服务器", (await administrator.Get(WatchSecurity.LogPath)).Body, StringComparison.Ordinal);

        Task<Answer> Find(string asset, string title, Severity severity, string on) => administrator.Post(
            TrackVulnerabilities.NewPath,
            [
                (TrackVulnerabilities.AssetField, asset), (TrackVulnerabilities.TitleField, title), (TrackVulnerabilities.SeverityField, severity.ToString()), (TrackVulnerabilities.FoundField, on),
                (TrackVulnerabilities.OwnerField, owner),
            ]);
    }
}
