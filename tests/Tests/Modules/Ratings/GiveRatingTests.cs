using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ratings;
using OneWindow.Storage;
using OneWindow.Tests.Ui;

namespace OneWindow.Tests.Modules.Ratings;

public sealed class GiveRatingTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    [Clause("QD-52-1")]
    public async Task A_closed_case_is_rated_once_with_grade_options_and_words(string database)
    {
        await using var host = await Start(database);
        var number = await host.CaseBecame("Closed");
        using var li = host.As(RatingsHost.Li);
        var choose = await UiHost.Read(await li.GetAsync(At(number)));
        var grades = choose.QuerySelectorAll("a[href*='grade=']");
        Assert.Equal(["非常满意", "满意", "基本满意", "不满意", "非常不满意"], grades.Select(a => a.TextContent.Trim()));
        var form = await UiHost.Read(await li.GetAsync(new Uri(grades[4].GetAttribute("href")!, UriKind.Relative)));
        Assert.Equal(
            RatingOptions.Of(Grade.VeryDissatisfied).Select(o => o.Code), form.QuerySelectorAll("input[name=options]").Select(o => o.GetAttribute("value")));

        using var answer = await Rate(li, number, "very-dissatisfied", ["109", "113"], "跑了三次。");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = host.NewDb();
        var row = await db.Ratings.SingleAsync();
        Assert.Equal((Grade.VeryDissatisfied, "109,113", "market-bureau"), (row.Grade, row.Options, row.Organisation));
        var said = (await db.Outbox.SingleAsync(o => o.Topic == "rating.given/1")).Body;
        var given = System.Text.Json.JsonSerializer.Deserialize<RatingGiven>(said, Json.Options)!;
        Assert.Equal((row.Id, number, Grade.VeryDissatisfied), (given.Rating, given.Number, given.Grade));
        Assert.DoesNotContain("subject-of-li", said, StringComparison.Ordinal);
        Assert.DoesNotContain("跑了", said, StringComparison.Ordinal);

        using var second = await Rate(li, number, "very-satisfied", [], "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        var page = await UiHost.Read(second);
        Assert.Contains("已经评价过", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='{OneWindow.Ui.BasisNote.PathOf(new Citation("qingdao-2023", "第五十二条"))}']"));
        Assert.Contains("跑了三次。", (await UiHost.Read(await li.GetAsync(At(number)))).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Grade.VeryDissatisfied, (await db.Ratings.AsNoTracking().SingleAsync()).Grade);
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Of_many_clicks_at_once_one_counts(string database)
    {
        await using var host = await Start(database);
        var number = await host.CaseBecame("Closed");
        using var li = host.As(RatingsHost.Li);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Rate(li, number, "satisfied", ["406"], "好")));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        await using var db = host.NewDb();
        Assert.Equal(1, await db.Outbox.CountAsync(o => o.Topic == "rating.given/1"));
    }

    [Theory]
    [InlineData("Closed", true)]
    [InlineData("NotAccepted", true)]
    [InlineData("Withdrawn", true)]
    [InlineData("DeemedWithdrawn", true)]
    [InlineData("Accepted", false)]
    [InlineData("Delivering", false)]
    public async Task Every_end_invites_and_nothing_before_the_end_does(string status, bool invites)
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame(status);
        await host.CaseBecame(status); // Delivered again.
        using var li = host.As(RatingsHost.Li);
        using var page = await li.GetAsync(At(number));
        using var post = await Rate(li, number, "fair", [], "");
        Assert.Equal(invites ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(invites ? HttpStatusCode.Redirect : HttpStatusCode.NotFound, post.StatusCode);
    }

    [Fact]
    [Clause("HB-2.6-5")]
    public async Task Rating_is_the_applicants_alone_and_may_be_left()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed");
        foreach (var staff in (Actor[])[RatingsHost.Clerk, RatingsHost.OtherClerk, RatingsHost.Office])
        {
            using var browser = host.As(staff);
            using var post = await Rate(browser, number, "very-satisfied", ["510"], "很好");
            using var withCode = await Rate(browser, number, "very-satisfied", ["510"], "很好", RatingsHost.QueryCode);
            using var open = await browser.GetAsync(new Uri($"/ratings/{number}?code={RatingsHost.QueryCode}", UriKind.Relative));
            Assert.Equal(
                [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
                new[] { post.StatusCode, withCode.StatusCode, open.StatusCode });
        }

        using var li = host.As(RatingsHost.Li);
        var page = await UiHost.Read(await li.GetAsync(At(number)));
        Assert.Contains(page.QuerySelectorAll("a"), a => a.TextContent == "暂不评价");
        // Whoever leaves it has rated nothing, and nothing is rated for him.
        await host.CaseBecame("Closed");
        await using var db = host.NewDb();
        Assert.Equal((1, 0), (await db.Invitations.CountAsync(), await db.Ratings.CountAsync()));
        Assert.False(await db.Outbox.AnyAsync(o => o.Topic == "rating.given/1"));
    }

    [Fact]
    public async Task Somebody_elses_unknown_and_wrongly_coded_cases_look_alike()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed");
        using var wang = host.As(RatingsHost.Wang);
        using var nobody = host.As(null);
        foreach (var (browser, path) in ((HttpClient, string)[])
            [(wang, $"/ratings/{number}"), (wang, "/ratings/1"), (nobody, $"/ratings/{number}?code=WRONG1"), (nobody, "/ratings/1?code=WRONG1")])
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("没有找到可以评价的办件", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var post = await Rate(wang, number, "very-dissatisfied", [], "");
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        using var signIn = await nobody.GetAsync(At(number));
        Assert.StartsWith("/sign-in?return=", signIn.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_account_the_query_code_opens_it()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed");
        using var nobody = host.As(null);
        using var answer = await Rate(nobody, number, "satisfied", ["413"], "", RatingsHost.QueryCode);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var thanks = await UiHost.Read(await nobody.GetAsync(answer.Headers.Location));
        Assert.Contains("感谢您的评价", thanks.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("服务态度较好", thanks.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_tries_many_codes_is_slowed_down()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed");
        using var nobody = host.As(null);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var answer = await nobody.GetAsync(new Uri($"/ratings/{number}?code=TRY{i:D3}", UriKind.Relative));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], statuses.Distinct());
        using var li = host.As(RatingsHost.Li);
        using var own = await li.GetAsync(At(number));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task What_is_not_offered_is_refused_and_what_was_typed_stays()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed");
        using var li = host.As(RatingsHost.Li);
        using var otherStar = await Rate(li, number, "very-satisfied", ["109"], "有话要说");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherStar.StatusCode);
        Assert.Contains("有话要说", (await UiHost.Read(otherStar)).QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        using var tooLong = await Rate(li, number, "satisfied", [], new string('好', GiveRating.MostWords + 1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        using var noGrade = await Rate(li, number, "6", [], "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noGrade.StatusCode);
        await using var db = host.NewDb();
        Assert.Equal(0, await db.Ratings.CountAsync());
    }

    [Fact]
    public async Task In_huyi_the_refusal_of_a_second_rating_cites_its_own_article()
    {
        await using var host = await Start(BothDatabases.Sqlite);
        var number = await host.CaseBecame("Closed", place: RatingsHost.Huyi);
        using var li = host.As(RatingsHost.Li);
        (await Rate(li, number, "fair", [], "")).Dispose();
        using var second = await Rate(li, number, "fair", [], "");
        var basis = (await UiHost.Read(second)).QuerySelector(".basis")!.TextContent;
        Assert.Contains("第三十二条", basis, StringComparison.Ordinal);
    }

    private async Task<RatingsHost> Start(string database) => await RatingsHost.Start(databases.NewFolder(), databases.NewConnection(database));

    private static Uri At(string number) => new($"/ratings/{number}", UriKind.Relative);

    internal static Task<HttpResponseMessage> Rate(HttpClient browser, string number, string grade, string[] options, string words, string? code = null)
    {
        List<KeyValuePair<string, string>> fields = [new("grade", grade), new("words", words), .. options.Select(o => KeyValuePair.Create("options", o))];
        if (code is not null) fields.Add(new("code", code));
        return browser.PostAsync(At(number), new FormUrlEncodedContent(fields));
    }
}
