using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using AngleSharp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Tests.Ui;

public sealed class LayoutTests
{
    private static void Routes(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/personal/x", () => Pages.Show<InPublic>(new ProbeModel("办理餐饮许可")));
        routes.MapGet("/work", () => Pages.Show<InWorkbench>(new ProbeModel("待受理")));
        routes.MapGet("/workbench/requests/{id?}", () => Pages.Show<InWorkbench>(new ProbeModel("变更")));
        routes.MapGet("/paper", () => Pages.Show<OnPaper>(new ProbeModel("受理通知书")));
        routes.MapGet("/fault", () => { throw new InvalidOperationException("secret detail"); });
        routes.MapGet("/api/v1/fault", () => { throw new InvalidOperationException("secret detail"); });
        routes.MapGet("/busy", () => Results.StatusCode(503));
        routes.MapGet("/stale", () => Pages.Refuse(new Refusal("cases.changed-meanwhile", "这件办件刚刚被受理了。", PlatformRules.NoSilentOverwrite)));
        routes.MapGet("/api/v1/stale", () => Pages.Problem(new Refusal("cases.changed-meanwhile", "刚刚被受理了。", PlatformRules.NoSilentOverwrite)));
        routes.MapPost("/again", (FormReader form) =>
        {
            form.Text("name", "店名", max: 2);
            return Pages.Again<InPublic>(new ProbeModel(form.State["name"]!));
        });
    }

    [Theory]
    [InlineData("/personal/x", "办理餐饮许可")]
    [InlineData("/work", "待受理")]
    [InlineData("/paper", "受理通知书")]
    public async Task Every_page_has_language_title_main_landmark_and_one_heading(string path, string heading)
    {
        await using var site = await UiHost.Start(Routes);
        var page = await site.Get(path);
        Assert.Equal("zh-CN", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal($"{heading} - {Brand.OneWindow.Name}", page.Title);
        Assert.Equal(heading, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Single(page.QuerySelectorAll("main#main"));
        Assert.Contains("width=device-width", page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Contains("<!DOCTYPE html>", page.ToHtml(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/personal/x")]
    [InlineData("/work")]
    public async Task The_first_link_skips_to_the_content(string path)
    {
        await using var site = await UiHost.Start(Routes);
        var page = await site.Get(path);
        Assert.Equal("#main", page.QuerySelector("body a")!.GetAttribute("href"));
        Assert.NotEmpty(page.QuerySelectorAll("nav[aria-label]"));
        Assert.NotNull(page.QuerySelector("header"));
        Assert.NotNull(page.QuerySelector("form[role=search]"));
    }

    [Theory]
    [InlineData("/personal/x")]
    [InlineData("/work")]
    [InlineData("/paper")]
    public async Task No_page_carries_inline_script_or_style_and_all_come_under_the_content_policy(string path)
    {
        await using var site = await UiHost.Start(Routes, signedIn: "李");
        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await UiHost.Read(answer);
        Assert.All(page.QuerySelectorAll("script"), s => Assert.NotNull(s.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("style,[style],[onclick]"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("blazor-enhanced-nav"));
    }

    [Fact]
    public async Task Chinese_is_written_as_it_is()
    {
        await using var site = await UiHost.Start(Routes);
        var html = await site.Client.GetStringAsync(new Uri("/personal/x", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("办理餐饮许可", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_one_is_in_is_marked()
    {
        await using var site = await UiHost.Start(Routes);
        var page = await site.Get("/personal/x");
        Assert.Equal("个人办事", Assert.Single(page.QuerySelectorAll(".doors [aria-current=page]")).TextContent);
    }

    [Fact]
    public async Task A_changed_brand_shows_on_every_layout()
    {
        var brand = new Brand("海城一窗", "海城", "/logo/haicheng.svg", "#0B6E4F", "0532-12345");
        await using var site = await UiHost.Start(Routes, services => services.AddSingleton(brand));
        foreach (var path in new[] { "/personal/x", "/work", "/paper" })
        {
            var page = await site.Get(path);
            Assert.Contains(page.QuerySelectorAll("img"), img => img.GetAttribute("src") == brand.Logo);
            Assert.EndsWith(brand.Name, page.Title, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("link[href^='/brand.css']"));
        }

        var css = await site.Client.GetStringAsync(new Uri("/brand.css", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("--ow-blue:#0B6E4F", css, StringComparison.Ordinal);
        Assert.True(brand.Contrast > 4.5);
        Assert.True(Brand.OneWindow.Contrast > 6.5);
    }

    [Fact]
    public async Task Large_text_is_chosen_by_a_plain_form_and_remembered()
    {
        await using var site = await UiHost.Start(Routes);
        var before = await site.Get("/personal/x?a=1");
        Assert.DoesNotContain("large", before.DocumentElement.ClassList);
        var form = before.QuerySelector("form.text-size")!;
        Assert.Equal("/personal/x?a=1", form.QuerySelector("[name=back]")!.GetAttribute("value"));

        using var post = new FormUrlEncodedContent([new("size", "large"), new("back", "/personal/x?a=1")]);
        using var chosen = await site.Client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), post, TestContext.Current.CancellationToken);
        Assert.Equal("/personal/x?a=1", chosen.Headers.Location!.OriginalString);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/personal/x");
        request.Headers.Add("Cookie", chosen.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var after = await UiHost.Read(answer);
        Assert.Contains("large", after.DocumentElement.ClassList);
        Assert.Equal("ordinary", after.QuerySelector("form.text-size button")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData(null)]
    public void The_way_back_never_leaves_the_site(string? back) => Assert.Equal("/", TextSize.LocalPath(back));

    [Fact]
    public async Task The_workbench_shows_places_with_counts_and_marks_the_urgent_in_words()
    {
        await using var site = await UiHost.Start(Routes, services => services.AddSingleton<IWorkPlaces, TwoPlaces>(), signedIn: "王窗口");
        var page = await site.Get("/work");
        var places = page.QuerySelectorAll(".places a");
        Assert.Equal(["/work", "/work/alerts"], places.Select(p => p.GetAttribute("href")));
        Assert.Equal("page", places[0].GetAttribute("aria-current"));
        Assert.Contains("1,204", places[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("已超期", places[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("王窗口", page.QuerySelector("details.menu summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("details.menu form[method=post] input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task The_workbench_folds_the_groups_away_that_are_not_the_daily_work()
    {
        await using var site = await UiHost.Start(Routes, services => services.AddSingleton<IWorkPlaces, ManyPlaces>(), signedIn: "王主任");
        var page = await site.Get("/work");
        Assert.Equal("/work", page.QuerySelector(".places > ul a")!.GetAttribute("href"));
        var folded = page.QuerySelectorAll(".places details");
        Assert.Equal(["事项和指南", "公开和反馈"], folded.Select(f => f.QuerySelector("summary")!.FirstChild!.TextContent.Trim()));
        Assert.All(folded, f => Assert.False(f.HasAttribute("open")));
        Assert.Null(folded[0].QuerySelector("summary .urgent"));
        Assert.NotNull(folded[1].QuerySelector("summary .urgent"));
        // Within a group its own list lies open, also on the pages below a place.
        foreach (var path in new[] { "/workbench/requests", "/workbench/requests/7" })
        {
            Assert.Equal([true, false], (await site.Get(path)).QuerySelectorAll(".places details").Select(f => f.HasAttribute("open")));
        }
    }

    [Theory]
    [InlineData("/nowhere", 404, "没有找到这一页")]
    [InlineData("/fault", 500, "系统出了问题")]
    [InlineData("/busy", 503, "现在办理的人较多")]
    [InlineData("/stale", 409, "内容刚刚有了变化")]
    public async Task Errors_are_kind_pages_that_cite_their_basis(string path, int status, string heading)
    {
        await using var site = await UiHost.Start(Routes);
        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        var page = await UiHost.Read(answer);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector(".basis a[href^='/why/platform/']"));
        Assert.DoesNotContain("secret detail", page.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
    }

    [Theory]
    [InlineData("/api/v1/fault", 500, "platform.fault")]
    [InlineData("/api/v1/nowhere", 404, "platform.not-found")]
    [InlineData("/api/v1/stale", 409, "cases.changed-meanwhile")]
    public async Task Programs_get_problem_details_with_code_and_basis(string path, int status, string code)
    {
        await using var site = await UiHost.Start(Routes);
        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("platform", problem.GetProperty("basis").GetProperty("rulebook").GetString());
    }

    [Fact]
    public async Task A_bad_form_comes_back_with_422()
    {
        await using var site = await UiHost.Start(Routes);
        using var post = new FormUrlEncodedContent([new("name", "海风餐饮")]);
        using var answer = await site.Client.PostAsync(new Uri("/again", UriKind.Relative), post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await UiHost.Read(answer);
        Assert.Equal("海风餐饮", page.QuerySelector("h1")!.TextContent);
    }

    public sealed record ProbeModel(string Title);

    public abstract class Probe : ComponentBase
    {
        [Parameter, EditorRequired]
        public ProbeModel Model { get; set; } = null!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.OpenComponent<PageHeading>(0);
            builder.AddComponentParameter(1, nameof(PageHeading.Title), Model.Title);
            builder.CloseComponent();
        }
    }

    [Layout(typeof(PublicLayout))]
    public sealed class InPublic : Probe;

    [Layout(typeof(WorkbenchLayout))]
    public sealed class InWorkbench : Probe;

    [Layout(typeof(PlainLayout))]
    public sealed class OnPaper : Probe;

    private sealed class TwoPlaces : IWorkPlaces
    {
        public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) =>
            new([new PlaceModel("待受理", "/work", OneWindow.Contracts.Metrics.CasesWaiting.Of(1204)), new PlaceModel("提醒", "/work/alerts", OneWindow.Contracts.Metrics.CasesAlerted.Of(2), Urgent: true)]);
    }

    private sealed class ManyPlaces : IWorkPlaces
    {
        public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => new(
        [
            new PlaceModel("搜不到的词", "/workbench/search-misses", OneWindow.Contracts.Metrics.CasesAlerted.Of(2), Urgent: true) { Group = PlaceGroup.Public },
            new PlaceModel("事项和指南变更", "/workbench/requests") { Group = PlaceGroup.Catalogue },
            new PlaceModel("待受理", "/work"),
        ]);
    }
}
