using System.Net;
using AngleSharp.Dom;
using OneWindow.Contracts;
using OneWindow.Ratings;
using OneWindow.Tests.Ui;

namespace OneWindow.Tests.Modules.Ratings;

public sealed class ListRatingsTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    [Clause("HB-2.6-5")]
    public async Task Staff_see_what_was_said_of_their_organisation_and_never_who_said_it(string database)
    {
        await using var host = await RatingsHost.Start(databases.NewFolder(), databases.NewConnection(database));
        using var li = host.As(RatingsHost.Li);
        var number = await host.CaseBecame("Closed");
        (await GiveRatingTests.Rate(li, number, "dissatisfied", ["213"], "窗口<b>不熟</b>")).Dispose();
        var other = await host.CaseBecame("Closed", 2, organisation: "health-bureau");
        (await GiveRatingTests.Rate(li, other, "very-satisfied", [], "")).Dispose();

        var (status, page) = await List(host, RatingsHost.Clerk);
        Assert.Equal(HttpStatusCode.OK, status);
        var row = Assert.Single(page!.QuerySelectorAll("tbody tr"));
        Assert.Contains("不满意", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("窗口人员业务不熟练", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("窗口<b>不熟</b>", row.TextContent, StringComparison.Ordinal);
        foreach (var secret in (string[])[number, "subject-of-li", "account-of-li", number[^8..]]) Assert.DoesNotContain(secret, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d\d:\d\d", row.OuterHtml);

        Assert.Equal(2, (await List(host, RatingsHost.Office)).Page!.QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await List(host, RatingsHost.FarOffice)).Page!.QuerySelectorAll("tbody tr"));
        Assert.Single((await List(host, RatingsHost.OtherClerk)).Page!.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.Forbidden, (await List(host, RatingsHost.Li)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await List(host, RatingsHost.Clerk with { Role = Role.SystemAdministrator })).Status);

        Assert.Single((await List(host, RatingsHost.Office, "?grade=bad")).Page!.QuerySelectorAll("tbody tr"));
        Assert.Empty((await List(host, RatingsHost.OtherClerk, "?grade=bad")).Page!.QuerySelectorAll("tbody tr"));
        host.Subjects.Erase("subject-of-li");
        var erased = (await List(host, RatingsHost.Clerk)).Page!;
        Assert.DoesNotContain("不熟</b>", erased.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("依法删除", erased.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Pages_follow_each_other_without_gap_or_repetition(string database)
    {
        await using var host = await RatingsHost.Start(databases.NewFolder(), databases.NewConnection(database));
        await using (var db = host.NewDb())
        {
            for (var i = 0; i < (2 * ListRatings.PageSize) + 7; i++)
            {
                db.Ratings.Add(new RatingRow
                {
                    Number = $"n{i}", Id = $"{(i * 7919) % 1000:D4}-{i}", Grade = Grade.Satisfied, Options = "", Subject = "s", Organisation = "market-bureau",
                    Item = "i", ItemName = $"事项{i}", Place = RatingsHost.Shinan.Number, At = new OneWindow.Kernel.Instant(1_000_000L * (i / 20)), // Many at one instant.
                });
            }

            await db.SaveChangesAsync();
        }

        List<string> seen = [];
        for (var path = ListRatings.Path; path is not null;)
        {
            var page = (await List(host, RatingsHost.Clerk, path[ListRatings.Path.Length..])).Page!;
            seen.AddRange(page.QuerySelectorAll("tbody td[data-label='事项']").Select(c => c.TextContent));
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            Assert.True(seen.Count <= (2 * ListRatings.PageSize) + 7);
        }

        Assert.Equal((2 * ListRatings.PageSize) + 7, seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    private static async Task<(HttpStatusCode Status, IDocument? Page)> List(RatingsHost host, Actor actor, string query = "")
    {
        using var browser = host.As(actor);
        using var answer = await browser.GetAsync(new Uri(ListRatings.Path + query, UriKind.Relative));
        return (answer.StatusCode, answer.IsSuccessStatusCode ? await UiHost.Read(answer) : null);
    }
}
