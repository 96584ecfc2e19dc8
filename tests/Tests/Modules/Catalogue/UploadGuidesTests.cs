using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Catalogue.Requests;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>An office's upload (<see cref="ImportPages"/>): guides become drafts of one change request (<see cref="DraftImported"/>) and are published like any other change.</summary>
public sealed class UploadGuidesTests
{
    private const string Item = "370202-food-business";
    private const string New = "370202-street-stall";
    private const string Half = "370202-half-written";
    private const string Phone = "0532-12388";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Uploaded_guides_wait_in_one_request_until_they_are_reviewed(string database)
    {
        await using var world = await World.Start(database);
        var guides = world.Services.GetRequiredService<ICatalogue>();
        var changed = await Record(guides, Item, g => g["complaintPhone"] = Phone);
        var file = Encoding.UTF8.GetBytes(new JsonArray(
            changed,
            await Record(guides, "370202-company-registration"),
            await Record(guides, Item, g => g["item"] = New),
            await Record(guides, Item, g => { (g["item"], g["name"]) = (Half, "写了一半的事项"); g.Remove("consultationPhone"); }),
            await Record(guides, "500103-food-business")).ToJsonString(Json.Options));

        var officer = await world.SignIn("shinan-officer");
        var id = await Import(world, officer, file, ("why", "全市投诉电话统一"), ("from", "2025-03-10"));
        var page = (await officer.Get($"{ImportPages.Path}/{id}")).Page.QuerySelector("main")!;
        Assert.Contains("写成草稿3 条", Words(page.TextContent), StringComparison.Ordinal);
        Assert.Contains("没有变化1 条", Words(page.TextContent), StringComparison.Ordinal);
        Assert.Contains("由那里的政务服务管理机构导入", page.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='{ListRequests.Path}/{id}']"));

        // Nothing of it is published; the same file again asks for nothing more.
        Assert.NotEqual(Phone, (await guides.Current(Item, Cancel))!.ComplaintPhone);
        Assert.Null(await guides.Current(New, Cancel));
        await Import(world, officer, file);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
            var request = ChangeRequests.Read(await db.Requests.SingleAsync(Cancel));
            Assert.Equal((id, RequestKind.Guide, "全市投诉电话统一", new DateOnly(2025, 3, 10)), (request.Id, request.Kind, request.Why, request.EffectiveFrom));
            Assert.Equal([(Item, 1), (Half, 0), (New, 0)], request.Items.Select(i => (i.Item, i.Before)));
            var again = await db.Imports.AsNoTracking().SingleAsync(i => i.Id != id, Cancel);
            Assert.Equal((0, 4, 0), (again.Accepted, again.Unchanged, again.Drafted));
            // What differs is an edit, which its writer may undo.
            var edit = Assert.Single(await db.GuideEdits.AsNoTracking().Where(e => e.Change == id).ToListAsync(Cancel));
            Assert.Equal(("complaintPhone", $"\"{Phone}\""), (edit.Path, edit.After));
        }

        // A difference for each; the half-written one keeps all of it from being sent until it is mended, or taken out.
        var shown = (await officer.Get($"{ListRequests.Path}/{id}")).Text("main");
        Assert.Contains(Phone, shown, StringComparison.Ordinal);
        Assert.Contains("写了一半的事项：咨询方式", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Step(id, "submission")).Status);
        await officer.Step(id, "removal", ("item", Half)).Done();
        Assert.DoesNotContain("写了一半的事项：", (await officer.Get($"{ListRequests.Path}/{id}")).Text("main"), StringComparison.Ordinal);

        await officer.Step(id, "submission").Done();
        Assert.Contains("还在联合审核", (await officer.Step(id, "publication")).Text(".error-summary"), StringComparison.Ordinal);
        foreach (var party in new[] { "shinan-editor", "shinan-lawyer" }) await (await world.SignIn(party)).Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await officer.Step(id, "publication").Done();
        await world.MoveTo("2025-03-10 09:00");
        Assert.Equal(Phone, (await guides.Current(Item, Cancel))!.ComplaintPhone);
        Assert.Equal(new DateOnly(2025, 3, 10), (await guides.Current(New, Cancel))!.EffectiveFrom);
        Assert.Null(await guides.Current(Half, Cancel));
    }

    [Fact]
    public async Task Exchange_records_are_uploaded_as_drafts_and_a_cancellation_as_a_request_of_its_own()
    {
        const string Records = """
            {"data_source":"370000","cd_batch":"B1","up_task_general_basic":[
              {"task_name":"开办书店备案","local_task_code":"SD-0001","task_type":"11","server_type":"2","promise_day":"5","promise_type":"1","cd_operation":"I","cd_time":"2025-03-01 10:00:00"},
              {"task_name":"开办书店备案","local_task_code":"SD-0001","promise_day":"3","promise_type":"1","cd_operation":"U","cd_time":"2025-03-01 11:00:00"}]}
            """;
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("shinan-officer");
        var id = await Import(world, officer, Encoding.UTF8.GetBytes(Records));
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        // Both records are one draft, the later over the earlier.
        var draft = DraftDocument.Parse(Assert.Single(await db.GuideDrafts.AsNoTracking().ToListAsync(Cancel)).Body);
        Assert.Equal(("开办书店备案", "3 working-day", "filing"), (draft.TextAt("name"), draft.TextAt("promisedLimit"), draft.TextAt("type")));
        Assert.False(await db.Items.AnyAsync(i => i.Key == draft.TextAt("item"), Cancel));

        // Applied once; once its request is withdrawn it may come again.
        var again = await Import(world, officer, Encoding.UTF8.GetBytes(Records));
        Assert.Equal((1, 2), (await db.Requests.CountAsync(Cancel), (await db.Imports.AsNoTracking().SingleAsync(i => i.Id == again, Cancel)).Unchanged));
        await officer.Step(id, "withdrawal").Done();
        await Import(world, officer, Encoding.UTF8.GetBytes(Records));
        Assert.Equal(2, await db.Requests.CountAsync(Cancel));

        // D asks to cancel, in a request of its own that is there.
        const string Gone = """{"up_task_general_basic":[{"task_name":"食品经营许可","task_code":"CODE","cd_operation":"D","cd_time":"2025-03-02 10:00:00"}]}""";
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Item, Cancel))!;
        await Import(world, officer, Encoding.UTF8.GetBytes(Gone.Replace("\"task_code\":\"CODE\"", $"\"local_task_code\":\"SD-9\",\"catalog_code\":\"{guide.BasicCode}\"", StringComparison.Ordinal)));
        Assert.Equal(Item, Assert.Single(ChangeRequests.Read(await db.Requests.SingleAsync(r => r.Kind == RequestKind.Cancel, Cancel)).Items).Item);
    }

    private static async Task<string> Import(World world, Browser officer, byte[] file, params (string, string)[] fields)
    {
        var key = (await officer.Get(ImportPages.Path)).Page.QuerySelector("input[name=act]")!.GetAttribute("value")!;
        var answer = await officer.Upload(ImportPages.Path, [("act", key), .. fields], "file", "guides.json", file);
        Assert.True(answer.Location == $"{ImportPages.Path}/{key}", answer.Text("main"));
        await world.Settle();
        return key;
    }

    private static async Task<JsonObject> Record(ICatalogue guides, string item, Action<JsonObject>? change = null)
    {
        var record = JsonSerializer.SerializeToNode(await guides.Current(item, Cancel), Json.Options)!.AsObject();
        record.Remove("version");
        record.Remove("hash");
        change?.Invoke(record);
        return record;
    }

    private static string Words(string text) => string.Concat(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
