using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>A change request with drafts in it, and what the tests of the editor do again and again.</summary>
internal static class Drafts
{
    public const string Item = "370202-food-business";
    public const string Change = "edit-food";
    public const string Draft = $"/workbench/guides/{Change}/{Item}";
    public const string Elements = $"{Draft}/elements";

    public static async Task Begin(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Item, TestContext.Current.CancellationToken))!;
        var request = new ChangeRequest
        {
            Id = Change, Kind = RequestKind.Guide, Place = guide.Place, Department = guide.Organisation, FiledBy = "editor", Reason = ListReason.Adjust, Why = "测试用的变更",
            EffectiveFrom = world.Now.Date, Items = [new RequestedItem(Item, guide.Name, guide.Organisation, guide.Version)],
        };
        scope.ServiceProvider.GetRequiredService<ChangeRequests>().Add(request, "改指南", Actor.Clockwork);
        await scope.ServiceProvider.GetRequiredService<CatalogueDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<GuideDrafts>().Begin(Change, Item, guide, Actor.Clockwork, TestContext.Current.CancellationToken);
    }

    public static async Task<GuideDraft> Read(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<GuideDrafts>().Read(Change, Item, TestContext.Current.CancellationToken))!;
    }

    /// <summary>Sends the form of an element ("": the page's own fields) as the page filled it, with these fields changed.</summary>
    public static Task<Answer> Element(this Browser browser, Answer page, string path, string act, params (string Name, string Value)[] changes)
    {
        var form = page.Page.QuerySelectorAll($"form[action='{Elements}']").Single(f =>
            f.QuerySelector("input[name=path]")!.GetAttribute("value") == path && f.QuerySelector($"button[value={act}]") is not null);
        var fields = new List<(string, string)>();
        foreach (var input in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = input.GetAttribute("name")!;
            if (changes.Any(c => c.Name == name)) continue;
            if (input.GetAttribute("type") is "radio" or "checkbox" && !input.HasAttribute("checked")) continue;
            var value = input switch
            {
                AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
                AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
                _ => input.GetAttribute("value") ?? "",
            };
            fields.Add((name, value ?? ""));
        }

        return browser.Post(Elements, [.. fields, ("act", act), .. changes]);
    }
}
