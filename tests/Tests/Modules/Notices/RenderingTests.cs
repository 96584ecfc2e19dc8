using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Notices;
using OneWindow.Tests.Modules.Ledger;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>One record, two renderings.</summary>
public sealed class RenderingTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Fact]
    public async Task The_page_says_all_that_the_record_says()
    {
        var notice = Long(3);
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        var html = await host.Services.GetRequiredService<NoticeHtml>().Render(notice);
        var text = LedgerHost.Parse(html).TextContent;
        foreach (var words in notice.Sections.SelectMany(s => s.Paragraphs.Concat(s.Items).Concat(s.Fields.Select(f => f.Value)).Concat(s.Table?.Rows.SelectMany(r => r) ?? []))
            .Concat(notice.Basis).Concat(notice.Foot).Append(notice.Title).Append(notice.Number).Append(notice.Addressee))
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        // The content policy refuses inline styles and scripts.
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 5)]
    public void A_long_document_goes_on_on_further_sheets(int rows, int pages)
    {
        var notice = Long(rows);
        var pdf = new PdfReading(NoticePdf.Render(notice, new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.FromHours(8))));
        Assert.Equal((pages, notice.Title, 2), (pdf.Pages, pdf.Title, pdf.EmbeddedFonts));
        if (pdf.ByAnother() is not { } read) return;
        // Line ends and the foot of each sheet stand between: the signs are all there.
        foreach (var words in (string[])[notice.Title, notice.Number, notice.Addressee, notice.Seal.Organisation, $"第{rows}项材料", "第 1 页，共"])
            Assert.Contains(words, read, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_begins_with_a_closing_mark_or_tears_a_number_apart()
    {
        var lines = LineBreaking.Break("请在2026年12月1日前提交《经营场所租赁合同》，（原件）。Licence JY23702020000001", 6, text => text.Length);
        Assert.All(lines, l => Assert.DoesNotContain(l[0], "，。》）"));
        Assert.All(lines, l => Assert.DoesNotContain(l[^1], "《（"));
        Assert.Contains(lines, l => l.Contains("2026", StringComparison.Ordinal));
    }

    [Fact]
    public void Breaking_loses_nothing_and_keeps_to_the_width() =>
        Prop.ForAll(
            Gen.Elements("请", "在", "，", "。", "《", "》", "a", "1", " ", "（", "）", "\U00020BB7").ListOf().Select(string.Concat).ToArbitrary(),
            text =>
            {
                var lines = LineBreaking.Break(text, 8, Measure);
                Assert.Equal(Bare(text), Bare(string.Concat(lines)));
                // A run of marks may hang over: nothing else is wider than the line.
                Assert.All(lines, l => Assert.True(Measure(l) <= 8 || l.Any(c => "，。》）《（".Contains(c)), l));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_code_catches_every_wrong_sign_and_reads_what_people_type()
    {
        for (var i = 0; i < 50; i++)
        {
            var code = NoticeCode.New();
            Assert.True(NoticeCode.TryParse(NoticeCode.Grouped(code).ToLowerInvariant(), out var read));
            Assert.Equal(code, read);
            for (var at = 0; at < code.Length; at++)
            {
                foreach (var other in "23456789ACDEFGHJKMNPRTUWXY".Where(c => c != code[at]))
                    Assert.False(NoticeCode.TryParse(code[..at] + other + code[(at + 1)..], out _));
            }
        }
    }

    private static double Measure(string text) => text.EnumerateRunes().Count();

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static NoticeModel Long(int rows) => new(
        "correction", "补齐补正通知书", "区市场监管局补〔2026〕1号", "青岛示范餐饮管理有限公司",
        [
            new(null) { Fields = [new("办件编号", "370202 20261120 0000 0000017"), new("申请事项", "食品经营许可（行政许可）"), new("补正期限", "2026年12月1日（周二）前")] },
            new(null) { Paragraphs = ["您提出的“食品经营许可”申请，需要补正下列内容。请在2026年12月1日（周二）前一次补齐，逾期没有补齐补正的，视为撤回申请；以后可以随时重新申请。"] },
            new("需要补正的内容")
            {
                Table = new(["内容", "问题", "要求和说明"], [4, 2, 5], [.. Enumerable.Range(1, rows).Select(i => (string[])[$"第{i}项材料：经营场所租赁合同", "未签字或盖章", "由出租人和承租人双方签字或者盖章；复印件须注明“与原件一致”。"])]),
            },
            new("怎样补正") { Items = ["登录后在“我的办件”补交；", "也可以到办理窗口补交，已经提交且没有问题的材料不用再交。"] },
        ],
        ["《中华人民共和国行政许可法》第三十二条", "《重庆市政务服务管理办法》第十八条"],
        new NoticeSealModel("青岛市市南区市场监督管理局", "政务服务专用章"), new DateOnly(2026, 11, 20), NoticeCode.New(),
        "http://127.0.0.1:5080/verify/A2C3A2C3A2C3A2C3", ["咨询电话 0532-55500101　监督投诉电话 0532-55500109", "演示文书：人物、机构和印章均为演示，没有法律效力。"]);
}
