using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Notices;
using OneWindow.Tests.Modules.Ledger;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>ShowNotice and VerifyNotice: who reads what, and what the code tells.</summary>
public sealed class NoticePagesTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task Owner_and_staff_read_it_whole_and_the_holder_of_the_code_with_the_applicant_hidden(string database)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan, databases.NewConnection(database));
        var notice = await Refused(host, "李小明（370202199001011237，电话13812345678）的场所不符合要求。");
        foreach (var who in (Actor[])[LedgerHost.Li, LedgerHost.Clerk])
        {
            var page = await host.Page($"/notices/{notice.Code}", who);
            Assert.Equal("不予行政许可决定书", page.QuerySelector("h1")!.TextContent);
            Assert.Contains("李小明（370202199001011237", page.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("svg.paper-seal[aria-label]"));
        }

        foreach (var who in (Actor?[])[null, LedgerHost.Wang, LedgerHost.FarClerk])
        {
            var page = await host.Page($"/notices/{notice.Code}", who);
            Assert.Contains("李**（3702**********1237，电话138****5678）的场所不符合要求", page.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("李小明", page.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_code_tells_anybody_that_it_is_genuine_what_whose_when_and_for_whom()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var notice = await Refused(host, "场所不符合要求。");
        var pdf = await Pdf(host, notice.Code, LedgerHost.Li);
        var page = await host.Page($"/verify/{notice.Code}");
        Assert.Equal("这份文书是真的", page.QuerySelector("h1")!.TextContent);
        foreach (var shown in (string[])[notice.Title, notice.Number, Places.Bureau, "2026年11月20日", "李**", Convert.ToHexStringLower(Sm3.Of(pdf))])
            Assert.Contains(shown, page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("李小明", page.OuterHtml, StringComparison.Ordinal);
        using var browser = host.As(null);
        using var typed = await browser.GetAsync(new Uri($"/verify?code={Uri.EscapeDataString(NoticeCode.Grouped(notice.Code).ToLowerInvariant())}", UriKind.Relative));
        Assert.Equal($"/verify/{notice.Code}", typed.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_unknown_code_a_mistyped_one_and_too_many_are_answered_in_plain_words()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        using var browser = host.As(null);
        foreach (var path in (string[])[$"/verify/{NoticeCode.New()}", $"/notices/{NoticeCode.New()}", $"/notices/{NoticeCode.New()}.pdf", "/verify/abc"])
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("没有这个验证码的文书", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var wrong = await browser.GetAsync(new Uri("/verify?code=2222222222222223", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 140 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await browser.GetAsync(new Uri($"/verify/{NoticeCode.New()}", UriKind.Relative));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("Hash")]
    [InlineData("Number")]
    [InlineData("Signature")]
    public async Task A_document_changed_after_it_was_signed_is_told_to_be_so(string column)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var notice = await Refused(host, "场所不符合要求。");
        await using (var db = host.Notices())
        {
            var sql = $"update notices_notices set \"{column}\" = replace(\"{column}\", substr(\"{column}\", 3, 1), 'x')";
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        Assert.Equal("这份文书与签名不符", (await host.Page($"/verify/{notice.Code}")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Erased_contents_stay_erased_and_the_signature_still_stands()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var notice = await Refused(host, "场所不符合要求。");
        ((Applicants)host.Services.GetRequiredService<ISubjects>()).Erase("s-li");
        var page = await host.Page($"/notices/{notice.Code}", LedgerHost.Li);
        Assert.Contains("已依法删除", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("场所不符合要求", page.TextContent, StringComparison.Ordinal);
        Assert.Equal("这份文书是真的", (await host.Page($"/verify/{notice.Code}")).QuerySelector("h1")!.TextContent);
        await using var db = host.Notices();
        var row = await db.Notices.SingleAsync();
        Assert.All<byte[]>([row.Text, row.Html, row.Pdf], bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf("李小明"u8)));
    }

    [Fact]
    public async Task The_pdf_opens_with_its_fonts_in_it_and_masked_for_the_holder_of_the_code()
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var notice = await Refused(host, "场所不符合要求。");
        var pdf = await Pdf(host, notice.Code, LedgerHost.Li);
        var opened = new PdfReading(pdf);
        Assert.Equal((1, notice.Title, 2), (opened.Pages, opened.Title, opened.EmbeddedFonts));
        // A subset, not ten megabytes.
        Assert.InRange(pdf.Length, 10_000, 400_000);
        var masked = await Pdf(host, notice.Code, null);
        Assert.NotEqual(pdf, masked);
        if (opened.ByAnother() is not { } text) return;
        Assert.Contains("李小明", text, StringComparison.Ordinal);
        Assert.DoesNotContain("李小明", new PdfReading(masked).ByAnother(), StringComparison.Ordinal);
    }

    private static async Task<NoticeModel> Refused(LedgerHost host, string reasons) =>
        await host.Hear(await host.Cases.Submit(LedgerHost.Lease), "case.refused/1", new { decidedOn = "2026-11-20" }, new { reasons });

    private static async Task<byte[]> Pdf(LedgerHost host, string code, Actor? who)
    {
        using var browser = host.As(who);
        return await browser.GetByteArrayAsync(new Uri($"/notices/{code}.pdf", UriKind.Relative));
    }
}
