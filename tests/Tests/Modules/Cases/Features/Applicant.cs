using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using GuideField = OneWindow.Contracts.FormField;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>An applicant at a browser without script: begins, fills in, uploads, hands in.</summary>
internal sealed class Applicant(World world, Browser browser)
{
    public const string Restaurant = "370202-food-business";

    public Browser Browser => browser;

    public static async Task<Applicant> SignIn(World world, string user = "shinan-company") => new(world, await world.SignIn(user));

    /// <summary>The draft's id.</summary>
    public async Task<string> Begin(string item = Restaurant)
    {
        var answer = await browser.Get($"/items/{item}/apply");
        Assert.StartsWith("/drafts/", answer.Location, StringComparison.Ordinal);
        return answer.Location!["/drafts/".Length..];
    }

    /// <summary>Fills in every page of the form with what the guide's kinds allow.</summary>
    public async Task Fill(string draft, Guide guide, params (string Field, string Value)[] answers)
    {
        foreach (var step in ApplicationForm.PagesOf(guide))
        {
            var path = $"/drafts/{draft}/steps/{step.Id}";
            var page = await browser.Get(path);
            if (page.Page.QuerySelector("form[data-autosave]") is null) continue;
            var typed = step.Fields.SelectMany(f => answers.FirstOrDefault(a => a.Field == f.Id).Value is { } given ? [(f.Id, given)] : TypicalOf(f)).ToArray();
            var saved = await browser.Submit(page, path, typed);
            Assert.True(saved.Status == HttpStatusCode.Found, $"{step.Id}: {saved.Text(".error-summary")}");
        }
    }

    public Task<Answer> Upload(string draft, string material, int seed = 1) =>
        browser.Upload($"/drafts/{draft}/materials", [("then", $"m-{material}")], UploadForm.FieldOf(material), $"{material}.pdf", Sheets.Pdf(seed: seed));

    public async Task<Answer> HandIn(string draft)
    {
        var check = await browser.Get($"/drafts/{draft}/check");
        return await browser.Submit(check, $"/drafts/{draft}/submission", ("confirm", "on"));
    }

    /// <summary>A whole filing; the case's number.</summary>
    public async Task<string> File(string item = Restaurant, string[]? materials = null, params (string Field, string Value)[] answers)
    {
        var draft = await Begin(item);
        var guide = await GuideOf(item);
        await Fill(draft, guide, answers);
        foreach (var material in materials ?? [.. Needed(guide)]) await Upload(draft, material);
        var receipt = await HandIn(draft);
        Assert.StartsWith("/receipts/", receipt.Location, StringComparison.Ordinal);
        return receipt.Location!["/receipts/".Length..];
    }

    public async Task<Guide> GuideOf(string item) => (await world.Services.GetRequiredService<ICatalogue>().Current(item))!;

    public static IEnumerable<string> Needed(Guide guide) =>
        guide.Materials.Where(m => m is { Required: true, OnlyIf: null } && m.Source != MaterialSource.Shared && !ApplicationForm.IsTheFormItself(m)).Select(m => m.Id);

    /// <summary>What a browser sends of a field: of parts and rows, each part.</summary>
    public static IEnumerable<(string Field, string Value)> TypicalOf(GuideField field) => field.Kind switch
    {
        FieldKind.Rows => field.Columns!.Select(c => ($"{field.Id}.0.{c.Id}", Typical(c))),
        FieldKind.Person or FieldKind.Company => FieldParts.Of(field).Select(p => ($"{field.Id}.{p.Id}", Typical(p))),
        FieldKind.RegionAddress => [($"{field.Id}.{FieldParts.Street}", "示范路 16 号")],
        _ => [(field.Id, Typical(field))],
    };

    public static string Typical(GuideField field) => field.Kind switch
    {
        FieldKind.Number => "86.5",
        FieldKind.Money => "1,234.50",
        FieldKind.Date => "2026-12-31",
        FieldKind.Choice => field.Choices[0],
        FieldKind.YesNo => "否",
        FieldKind.Phone => "13800000000",
        FieldKind.ResidentId => "370299198803160212",
        FieldKind.CreditCode => "91370202XNQ00001X2",
        _ => "示范内容",
    };
}
