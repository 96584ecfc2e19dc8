using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Cases as applicants file them, put straight into the house, and what staff do with them on its pages.</summary>
internal static class Workbench
{
    public const string FoodInShinan = "370202-food-business";
    public const string FoodInYuzhong = "500103-food-business";
    public const string FoodInHuyi = "610118-food-business";
    public const string FoodOnXianggangRoad = "370202001-food-business";

    /// <summary>What the food business guide must have of every applicant; "rules" may follow later, the others are main or not tolerable.</summary>
    public static readonly string[] Complete = ["application", "layout", "rules"];

    private static readonly string[] Shared = ["business-licence"];

    private static readonly (string Key, string Value)[] Answers =
        [("name", "青岛示范湾餐饮有限公司"), ("creditCode", "91370202XNQ00001X2"), ("phone", "19900000004"), ("business", "餐饮服务"), ("scale", "小型餐馆"), ("agent", "否")];

    /// <summary>Somebody with a written authority collects at the counter.</summary>
    public static (string, string)[] Collected { get; } =
    [
        (DeliverResult.CollectorField, "entrusted"), (DeliverResult.NumberField, "11010519491231002X"), (DeliverResult.NameField, "辛一舟"),
        (DeliverResult.WarrantField, "3月3日的授权委托书，加盖公章"),
    ];

    /// <param name="materials">None: everything that the guide demands.</param>
    public static async Task<CaseNumber> File(this World world, string item = FoodInShinan, params string[] materials)
    {
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(item))!;
        var facts = Filing.Facts(guide, Answers.ToDictionary(a => a.Key, a => a.Value));
        return await world.File(item, materials.Length == 0 ? [.. Filing.Demanded(guide, facts).Select(m => m.Id)] : materials, Channel.Online);
    }

    public static async Task<CaseNumber> File(this World world, string item, string[] materials, Channel channel, Actor? by = null, DeliveryMode delivery = DeliveryMode.Counter)
    {
        var services = world.Services;
        var subject = (await services.GetRequiredService<SubjectVault>().FindByNumber("91370202XNQ00001X2", default))!;
        var guide = (await services.GetRequiredService<ICatalogue>().Current(item))!;
        var desk = services.GetRequiredService<CaseDesk>();
        var store = services.GetRequiredService<IMaterials>();
        var number = await services.GetRequiredService<Serials>().Next(guide.Place, world.Now.Date, 0);
        var basket = $"test-{number}";
        await store.OpenBasket(basket, subject, guide.Organisation, guide.Place);
        foreach (var material in materials)
        {
            using var content = new MemoryStream(Materials.Papers.Pdf());
            Assert.True((await store.Store(basket, material, $"{material}.pdf", content)).Try(out _, out var why), why?.Message);
        }

        var files = await store.Freeze(basket);
        var answers = Answers.ToDictionary(a => a.Key, a => a.Value);
        var paper = await services.GetRequiredService<OneWindow.Cases.Papers>().Save(number, subject, new { answers, later = Array.Empty<string>(), shared = Shared });
        var act = new Submit(
            subject, channel, [.. files.Select(f => new FiledFile(f.Material, f.Id, f.Size, f.Hash))], [.. materials.Order(StringComparer.Ordinal)],
            Filing.Facts(guide, answers), delivery, null) { Paper = paper };
        var applicant = new Actor("test-applicant", "苏景澄", Role.Applicant, RegionCode.Nation, null, subject);
        var filed = await desk.File(number, by ?? applicant, act, await desk.ContextFor(guide, subject), $"file-{number}");
        Assert.True(filed.Try(out _, out var refusal), refusal?.Message);
        return number;
    }

    public static async Task<CaseState> State(this World world, CaseNumber number) =>
        (await world.Services.GetRequiredService<CaseDesk>().Open(number))!.State;

    public static async Task<int> Events(this World world, CaseNumber number)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        return await db.Events.CountAsync(e => e.Region == number.Region.Number && e.CaseId == number.Id);
    }

    public static string PageOf(CaseNumber number) => $"/work/cases/{number}";

    /// <summary>Opens the case's page and sends one of its forms.</summary>
    public static async Task<Answer> Act(this Browser browser, CaseNumber number, string path, params (string Name, string Value)[] changes)
    {
        var page = await browser.Get(PageOf(number));
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        return await browser.Submit(page, $"{PageOf(number)}/{path}", changes);
    }

    /// <summary>The act was done: the browser is led back to the case.</summary>
    public static void IsDone(this Answer answer, CaseNumber number) =>
        Assert.True(answer.Location?.StartsWith(PageOf(number), StringComparison.Ordinal) == true, $"{(int)answer.Status} {answer.Text(".error-summary")} {answer.Text("h1")}");

    /// <summary>Every box of the review's list, as its page offers it.</summary>
    public static (string, string)[] EveryCheck(Answer page) =>
        [.. page.Page.QuerySelectorAll($"input[name='{ReviewCase.ChecksField}']").Select(box => (ReviewCase.ChecksField, box.GetAttribute("value")!))];

    /// <summary>An act shown grey: its words, with the reason and the article beside it.</summary>
    public static (string Why, string? Basis) Closed(this Answer page, string words)
    {
        var act = page.Page.QuerySelectorAll(".disabled-act").Single(a => a.QuerySelector("button")!.TextContent == words);
        Assert.Equal("true", act.QuerySelector("button")!.GetAttribute("aria-disabled"));
        var why = act.QuerySelector("[role=note]")!;
        Assert.Equal(why.Id, act.QuerySelector("button")!.GetAttribute("aria-describedby"));
        return (why.TextContent, why.QuerySelector("a")?.GetAttribute("href"));
    }
}
