using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Notices;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Identity;
using OneWindow.Tests.Modules.Ledger;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>生僻字: printed as written, or the document stops and says which sign it lacks (ShowHeld). Needs fonts-hanazono: need_rare_signs of build/machine.sh.</summary>
public sealed class RareSignsTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private static readonly DateTimeOffset Made = new(2026, 11, 20, 9, 30, 0, TimeSpan.FromHours(8));

    public static TheoryData<string> Rare => [.. NamedPeople.Rare];

    [Theory]
    [MemberData(nameof(Rare))]
    public async Task A_rare_name_is_the_same_on_the_page_and_in_the_printed_file(string name)
    {
        Assert.Contains(Bare(name), PdfText.Of(NoticePdf.Render(To(name), Made)), StringComparison.Ordinal);
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan);
        Assert.Contains(name, LedgerHost.Parse(await host.Services.GetRequiredService<NoticeHtml>().Render(To(name))).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_name_is_printed_whole_or_not_at_all() =>
        Prop.ForAll(NamedPeople.Names.ToArbitrary(), name =>
        {
            var missing = FontShelf.Missing([name]);
            if (missing.Count == 0) Assert.Contains(Bare(name), PdfText.Of(NoticePdf.Render(To(name), Made)), StringComparison.Ordinal);
            else Assert.Contains(Assert.Throws<MissingGlyphException>(() => NoticePdf.Render(To(name), Made)).Points, missing.Select(s => $"U+{s.Value:X4}"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Most_names_can_be_printed()
    {
        var names = NamedPeople.Names.Sample(60).Select(n => n.EnumerateRunes().First().ToString()).ToList();
        Assert.True(names.Count(n => FontShelf.Missing([n]).Count == 0) >= 57, FontWords(names));
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_sign_that_no_font_has_stops_the_document_and_is_named(string database)
    {
        await using var host = await NoticesRig.Start(databases.NewFolder(), NoticesRig.Shinan, databases.NewConnection(database));
        var number = await host.Cases.Submit();
        await host.Cases.Happen(number, "case.refused/1", new { decidedOn = "2026-11-20" }, new { reasons = "申请人张\U000F1234的场所不符合要求。" });
        await host.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        await using var db = host.Notices();
        var held = await db.HeldNotices.SingleAsync();
        Assert.Equal((number.ToString(), "U+F1234"), (held.Case, held.Points));
        Assert.Empty(await db.Notices.Where(n => n.Sequence == held.Sequence).ToListAsync());
        var page = await host.Page(ShowHeld.Path, LedgerHost.Clerk);
        Assert.Contains("U+F1234", page.TextContent, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("U+F1234", (await host.Page(ShowHeld.Path, LedgerHost.FarClerk)).TextContent, StringComparison.Ordinal);
        // Tried again: still on the list, once, and no number was used up.
        await host.Services.GetRequiredService<NoticeOffice>().Issue(number, held.Sequence, TestContext.Current.CancellationToken);
        Assert.Equal(1, await db.HeldNotices.CountAsync());
        Assert.Equal(await db.Notices.CountAsync(), await db.Serials.SumAsync(s => s.Last));
    }

    private static string FontWords(IEnumerable<string> names) => string.Join(' ', names.SelectMany(n => FontShelf.Missing([n])).Select(s => $"U+{s.Value:X4}"));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static NoticeModel To(string name) => new(
        "acceptance", "受理通知书", "区市场监管局受〔2026〕1号", name, [new(null) { Paragraphs = [$"{name}提出的申请已经受理。"] }], ["《中华人民共和国行政许可法》第三十二条"],
        new NoticeSealModel("青岛市市南区市场监督管理局", "政务服务专用章"), new DateOnly(2026, 11, 20), NoticeCode.New(), "http://127.0.0.1:5080/verify/A2C3A2C3A2C3A2C3", []);
}
