using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using Sheets = OneWindow.Tests.Modules.Materials.Papers;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>A window that takes in a whole filing on its own pages, for whoever came.</summary>
internal static class Counter
{
    public static readonly (string, string)[] LinXiaozhou = [("kind", "Person"), ("name", "林晓舟"), ("number", "370299198803160212"), ("phone", "")];

    public static readonly (string, string)[] Restaurant = [("kind", "Company"), ("name", "青岛示范湾餐饮有限公司"), ("number", "91370202XNQ00001X2"), ("phone", "")];

    /// <summary>The page of the filing that was begun.</summary>
    public static async Task<string> Begin(this Browser clerk, string item, (string, string)[] applicant)
    {
        var begun = await clerk.Submit(await clerk.Get($"/work/receive/items/{item}"), $"/work/receive/items/{item}", applicant);
        Assert.True(begun.Location?.StartsWith("/work/receive/", StringComparison.Ordinal) == true, $"{(int)begun.Status} {begun.Text(".error-summary")} {begun.Text("h1")}");
        return begun.Location;
    }

    public static async Task<CaseNumber> Receive(this World world, Browser clerk, string item, (string, string)[] applicant, params (string, string)[] further)
    {
        var path = await clerk.Begin(item, applicant);
        return await world.Finish(clerk, path, item, further);
    }

    /// <summary>Fills in what is empty, uploads what the guide demands, files.</summary>
    public static async Task<CaseNumber> Finish(this World world, Browser clerk, string path, string item, params (string, string)[] further)
    {
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(item))!;
        foreach (var (material, seed) in Applicant.Needed(guide).Select((m, i) => (m, i + 1)))
        {
            var kept = await clerk.Upload(path, [.. Typed(guide, await clerk.Get(path)), ("then", "materials")], UploadForm.FieldOf(material), $"{material}.pdf", Sheets.Pdf(seed: seed));
            Assert.True(kept.Status == HttpStatusCode.Found, $"{material}: {kept.Text(".error-summary")}");
        }

        var filed = await clerk.Post(path, [.. Typed(guide, await clerk.Get(path)), ("window", "3"), ("confirm", "on"), .. further]);
        Assert.True(filed.Location?.StartsWith("/receipts/", StringComparison.Ordinal) == true, $"{(int)filed.Status} {filed.Text(".error-summary")}");
        return CaseNumber.Parse(filed.Location["/receipts/".Length..]);
    }

    private static List<(string, string)> Typed(Guide guide, Answer page)
    {
        var typed = new List<(string, string)> { ("seen", page.Page.QuerySelector("input[name=seen]")!.GetAttribute("value")!) };
        foreach (var field in ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields))
        {
            if (field.Kind.IsWhole())
            {
                if (field.Kind == FieldKind.Rows) typed.Add((WholeAnswers.CountOf(field), "1"));
                typed.AddRange(Applicant.TypicalOf(field));
                continue;
            }

            var there = page.Page.QuerySelector($"input[name='{field.Id}'][checked]") ?? page.Page.QuerySelector($"input[name='{field.Id}']:not([type=radio])");
            var value = there?.GetAttribute("value") is { Length: > 0 } known ? known : field.Id == ApplicationForm.DeliveryField ? "窗口领取" : Applicant.Typical(field);
            typed.Add((field.Id, value));
        }

        return typed;
    }
}
