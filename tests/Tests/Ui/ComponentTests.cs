using System.Globalization;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Tests.Ui;

/// <summary>The style guide shows every component in every state, so it is also where they are tested.</summary>
public sealed class ComponentTests
{
    private static readonly string[] Travelling = ["lib/onewindow.css", "onewindow.js", "logo.svg"];

    private static Task<UiHost> Site() => UiHost.Start(routes => routes.MapStyleGuide());

    private static async Task<IDocument> Refused(UiHost site, params KeyValuePair<string, string>[] fields)
    {
        using var post = new FormUrlEncodedContent(fields);
        using var answer = await site.Client.PostAsync(new Uri("/ui/form", UriKind.Relative), post, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCodes.Status422UnprocessableEntity, (int)answer.StatusCode);
        return await UiHost.Read(answer);
    }

    [Theory]
    [InlineData("/ui")]
    [InlineData("/ui/home")]
    [InlineData("/ui/guide")]
    [InlineData("/ui/results")]
    [InlineData("/ui/form")]
    [InlineData("/ui/case")]
    [InlineData("/ui/work")]
    [InlineData("/ui/paper")]
    public async Task Each_page_stands_with_one_heading_unique_ids_and_a_label_for_every_control(string path)
    {
        await using var site = await Site();
        var page = await site.Get(path);
        Assert.Single(page.QuerySelectorAll("h1"));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(page.QuerySelectorAll("[style]"));
        foreach (var control in page.QuerySelectorAll("input:not([type=hidden]),select,textarea"))
            Assert.True(page.QuerySelector($"label[for='{control.Id}']") is not null, control.OuterHtml);
        foreach (var described in page.QuerySelectorAll("[aria-describedby]"))
            Assert.All(described.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public async Task Every_error_of_the_summary_leads_to_its_field_and_stands_beside_it()
    {
        await using var site = await Site();
        var page = await Refused(site, new("phone", "139"), new("name", "海风小馆"));
        Assert.StartsWith("有误：", page.Title, StringComparison.Ordinal);
        var links = page.QuerySelectorAll(".error-summary a");
        Assert.True(links.Length > 10);
        foreach (var link in links)
        {
            var control = page.GetElementById(link.GetAttribute("href")![1..])!;
            var described = control.Closest("fieldset")?.GetAttribute("aria-describedby") ?? control.GetAttribute("aria-describedby");
            var beside = page.GetElementById(described!.Split(' ').Last())!;
            Assert.Contains(link.TextContent, beside.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_typed_comes_back_also_where_it_was_wrong()
    {
        await using var site = await Site();
        var page = await Refused(
            site,
            new("name", "海风小馆"),
            new("open", "明年春天"),
            new("kind", "renew"),
            new("city", "370212"),
            new("business", "new"),
            new("business", "change"),
            new("why", "一\n二"),
            new("agree", "on"),
            new("password", "s3cret"));
        string? Value(string id) => page.GetElementById(id)!.GetAttribute("value");
        Assert.Equal("海风小馆", Value("f-name"));
        Assert.Equal("明年春天", Value("f-open"));
        Assert.Equal("text", page.GetElementById("f-open")!.GetAttribute("type"));
        Assert.Equal(["renew"], page.QuerySelectorAll("[name=kind][checked]").Select(c => c.GetAttribute("value")));
        Assert.Equal("370212", page.QuerySelector("[name=city] option[selected]")!.GetAttribute("value"));
        Assert.Equal(["new", "change"], page.QuerySelectorAll("[name=business][checked]").Select(c => c.GetAttribute("value")));
        Assert.Equal("一\n二", page.GetElementById("f-why")!.TextContent);
        Assert.True(page.GetElementById("f-agree")!.HasAttribute("checked"));
        Assert.Null(Value("f-password"));
    }

    [Fact]
    public async Task A_date_that_can_be_read_stays_in_the_browsers_own_field()
    {
        await using var site = await Site();
        var page = await Refused(site, new KeyValuePair<string, string>("open", "2020-01-01"));
        Assert.Equal("date", page.GetElementById("f-open")!.GetAttribute("type"));
        Assert.Equal("2020-01-01", page.GetElementById("f-open")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_act_that_is_not_open_says_why_with_its_article_and_is_reachable_by_keyboard()
    {
        await using var site = await Site();
        var page = await site.Get("/ui/work");
        var act = page.QuerySelector(".disabled-act button")!;
        Assert.Equal("true", act.GetAttribute("aria-disabled"));
        Assert.False(act.HasAttribute("disabled"));
        Assert.Equal("button", act.GetAttribute("type"));
        var why = page.GetElementById(act.GetAttribute("aria-describedby")!)!;
        Assert.Contains("不能容缺", why.TextContent, StringComparison.Ordinal);
        Assert.Equal(BasisNote.PathOf(PlatformRules.Order), why.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Every_status_and_light_carries_a_word_beside_its_colour_and_icon()
    {
        await using var site = await Site();
        var page = await site.Get("/ui");
        var marks = page.QuerySelectorAll(".tag,.light");
        Assert.True(marks.Length >= Enum.GetValues<StatusKind>().Length + Enum.GetValues<Lamp>().Length);
        Assert.All(marks, mark =>
        {
            Assert.NotNull(mark.QuerySelector("svg[aria-hidden=true]"));
            Assert.NotEqual("", mark.TextContent.Trim());
        });
    }

    [Fact]
    public void A_status_cannot_carry_markup() =>
        Assert.DoesNotContain("<b>", Statuses.Tag(StatusKind.Done, "<b>好</b>").Value, StringComparison.Ordinal);

    [Fact]
    public async Task The_two_clocks_stand_in_words_with_the_proof_of_the_day()
    {
        await using var site = await Site();
        var page = await site.Get("/ui/case");
        var clock = page.QuerySelector(".clock")!;
        Assert.Contains("2026年11月24日（周二）", clock.QuerySelector(".clock-due")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-12-15", clock.QuerySelectorAll("time")[^1].GetAttribute("datetime"));
        Assert.Equal("10%", clock.QuerySelector(".clock-used")!.GetAttribute("width"));
        Assert.Equal("25%", clock.QuerySelector(".clock-promise")!.GetAttribute("x1"));
        var counted = clock.QuerySelectorAll(".why-days tbody tr:not(.why-skipped) td:nth-child(2)");
        Assert.Equal(["第1日", "第2日", "第3日", "第4日", "第5日"], counted.Select(d => d.TextContent));
        Assert.NotNull(clock.QuerySelector("details .basis a"));
    }

    [Fact]
    public async Task A_long_number_is_grouped_for_the_eye_and_whole_in_the_text()
    {
        await using var site = await Site();
        var page = await site.Get("/ui");
        var number = page.QuerySelector(".long-number")!;
        Assert.Equal("11010519491231002X", number.TextContent);
        Assert.Equal(["110105", "1949", "1231", "002X"], number.QuerySelectorAll("span").Select(s => s.TextContent));
    }

    [Fact]
    public void Dates_times_and_sizes_read_as_people_say_them()
    {
        var at = Instant.At(new DateOnly(2026, 11, 22), new TimeOnly(14, 30));
        Assert.Equal("2026年11月22日（周日）", Words.Of(new DateOnly(2026, 11, 22)));
        Assert.Equal("2026年11月22日（周日）14:30", Words.Of(at));
        Assert.Equal("2026-11-22T14:30:00+08:00", Words.Machine(at));
        Assert.Equal("12,345", Words.Count(12345));
        Assert.Equal("10 MB", Words.Size(10 * 1024 * 1024));
        Assert.Equal("1.5 MB", Words.Size(1536 * 1024));
        Assert.Equal("320 KB", Words.Size(320 * 1024));
        Assert.Equal("AZ09-¥(", Words.Plain("ＡＺ ０９－￥（"));
    }

    /// <summary>Style sheet, script and one page, as they travel; 60 KB is the home page's whole budget.</summary>
    [Fact]
    public async Task The_home_page_with_style_and_script_travels_in_less_than_60_KB()
    {
        await using var site = await Site();
        var page = await site.Client.GetByteArrayAsync(new Uri("/ui/home", UriKind.Relative), TestContext.Current.CancellationToken);
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "OneWindow.slnx"))) root = Path.GetDirectoryName(root)!;
        var ui = Path.Combine(root, "src", "Ui", "wwwroot");
        var wire = Compressed(page) + Travelling.Sum(file => Compressed(File.ReadAllBytes(Path.Combine(ui, file))));
        Assert.True(wire < 60_000, wire.ToString(CultureInfo.InvariantCulture));

        static int Compressed(byte[] bytes)
        {
            using var target = new MemoryStream();
            using (var zip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
            return (int)target.Length;
        }
    }
}
