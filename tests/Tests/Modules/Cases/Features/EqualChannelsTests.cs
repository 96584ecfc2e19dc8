using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Portal, counter and programs on one store of cases: <see cref="SwitchOnlineFiling"/>, the public API, the correction's page.</summary>
public sealed class EqualChannelsTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-46-1")]
    public async Task While_online_filing_is_stopped_the_counter_goes_on_with_the_same_cases(string database)
    {
        await using var world = await World.Start(database);
        var fromPortal = await (await Applicant.SignIn(world)).File();
        var admin = await world.SignIn("system-admin");
        var stopped = await admin.Submit(await admin.Get(SwitchOnlineFiling.Path), SwitchOnlineFiling.Path, ("reason", "网络检修"));
        Assert.Equal(SwitchOnlineFiling.Path, stopped.Location);

        var applicant = await world.SignIn("shinan-company");
        var told = await applicant.Get($"/items/{Applicant.Restaurant}/apply");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Contains("网络检修", told.Text("main"), StringComparison.Ordinal);
        Assert.Contains("可以到窗口办理", told.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(told.Page.QuerySelector("main a[href^='/why/qingdao-2023']"));

        var clerk = await world.SignIn("shinan-clerk");
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/work/receive/items/{Applicant.Restaurant}")).Status);
        var window = new Actor("test-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
        var fromCounter = await world.File(Workbench.FoodInShinan, Workbench.Complete, Channel.Counter, window);
        (await clerk.Act(fromCounter, "acceptance")).IsDone(fromCounter);
        Assert.Contains(fromPortal, (await clerk.Get("/work/to-accept")).Body, StringComparison.Ordinal);
        var number = CaseNumber.Parse(fromPortal);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Equal(HttpStatusCode.OK, (await applicant.Get($"/cases/{fromPortal}")).Status);

        await admin.Submit(await admin.Get(SwitchOnlineFiling.Path), SwitchOnlineFiling.Path);
        Assert.StartsWith("/drafts/", (await applicant.Get($"/items/{Applicant.Restaurant}/apply")).Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-5-3")]
    public async Task The_public_side_reaches_no_endpoint_of_the_back_office_and_both_see_one_case(string database)
    {
        await using var world = await World.Start(database);
        var applicant = await world.SignIn("shinan-company");
        var number = await world.File();
        var tried = 0;
        foreach (var endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetOrderedMetadata<AllowedRoles>() is not [.., { Roles: { } roles }] || roles.Contains(Role.Applicant)) continue;
            if (!path.StartsWith("/work", StringComparison.Ordinal) && !path.StartsWith("/api/v1", StringComparison.Ordinal)) continue;
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { } methods && !methods.Contains("GET")) continue;
            tried++;
            Assert.Equal(HttpStatusCode.Forbidden, (await applicant.Get(path.Replace("{number}", number.ToString(), StringComparison.Ordinal))).Status);
        }

        Assert.True(tried > 8, $"{tried}");
        var program = await Program(world, "shinan-company");
        foreach (var act in new[] { "accept", "approve", "request-correction" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{number}/acts/{act}") { Content = JsonContent.Create(new { }) };
            request.Headers.Add("Idempotency-Key", act);
            Assert.Equal(HttpStatusCode.Forbidden, (await program.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync(new Uri("/api/v1/work?place=to-accept", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Browser().Client.GetAsync(new Uri("/api/v1/work?place=to-accept", UriKind.Relative))).StatusCode);
        Assert.Equal(1, await world.Events(number));

        var own = await program.GetFromJsonAsync<JsonElement>("/api/v1/cases");
        Assert.Contains(number.ToString(), own.GetRawText(), StringComparison.Ordinal);
        var office = await (await Program(world, "shinan-clerk")).GetFromJsonAsync<JsonElement>("/api/v1/work?place=to-accept");
        Assert.Contains(number.ToString(), office.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-28-3")]
    public async Task What_somebody_identified_uploads_counts_as_paper_and_a_stranger_uploads_nothing(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var rows = (await (await world.SignIn("yuzhong-clerk")).Get(Workbench.PageOf(number))).Page.QuerySelectorAll("main tr, main li").Select(r => r.TextContent).ToList();
        Assert.Contains(rows, r => r.Contains("食品经营许可证申请书", StringComparison.Ordinal) && r.Contains(CaseFiles.ValidForm, StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Contains("主要设备设施布局", StringComparison.Ordinal) && !r.Contains("申请书", StringComparison.Ordinal) && r.Contains(CaseFiles.ValidForm, StringComparison.Ordinal));

        var applicant = await Applicant.SignIn(world);
        var draft = await applicant.Begin();
        var stranger = new Applicant(world, world.Browser());
        await stranger.Upload(draft, "layout");
        Assert.Empty(await world.Services.GetRequiredService<IMaterials>().InBasket(draft));
        await applicant.Upload(draft, "layout");
        Assert.Single(await world.Services.GetRequiredService<IMaterials>().InBasket(draft));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-46-2")]
    [Clause("HB-2.5-3")]
    public async Task The_page_offers_paper_with_a_reason_in_Qingdao_and_not_at_all_elsewhere(string database)
    {
        await using var world = await World.Start(database);
        var there = await world.File("130181-food-business");
        var page = await (await world.SignIn("xinji-clerk")).Get(Workbench.PageOf(there));
        Assert.NotNull(page.Page.QuerySelector($"input[name='{AskForCorrection.DefectsField}']"));
        Assert.Null(page.Page.QuerySelector($"input[name='{AskForCorrection.PaperField}']"));
        Assert.Null(page.Page.QuerySelector($"input[name='{AskForCorrection.PaperReasonField}']"));

        var number = await world.File(Workbench.FoodInShinan, "application", "rules");
        var clerk = await world.SignIn("shinan-clerk");
        (string, string)[] asked = [(AskForCorrection.DefectsField, "material:application:not-sealed"), (AskForCorrection.DefectsField, "material:layout:missing"), (AskForCorrection.PaperField, "application")];
        var silent = await clerk.Act(number, "correction", asked);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("确有必要的，请写明理由", silent.Text(".error-summary"), StringComparison.Ordinal);
        (await clerk.Act(number, "correction", [.. asked, (AskForCorrection.PaperReasonField, "印章要与备案印模核对")])).IsDone(number);
        var log = (await clerk.Get(Workbench.PageOf(number))).Text(".log");
        Assert.Contains("请交纸质件。理由：印章要与备案印模核对", log, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> Program(World world, string user)
    {
        var client = world.Browser().Client;
        var accounts = await client.GetFromJsonAsync<JsonElement>("/demo/accounts");
        var password = accounts.EnumerateArray().Single(a => a.GetProperty("user").GetString() == user).GetProperty("password").GetString()!;
        var session = await (await client.PostAsJsonAsync("/api/v1/session", new { user, password })).Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }
}
