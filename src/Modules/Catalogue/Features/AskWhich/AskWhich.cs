using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>情形引导 (不知道办哪个): a few questions lead to the very item, or to a plan; works by links alone.</summary>
internal static class AskWhich
{
    public const string Path = "/which";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithName(nameof(AskWhich)).AllowEveryone();

    private static async Task<IResult> Handle(HttpContext context, AheadDesk desk, ServedPlaces places, CancellationToken cancel, string? at = null)
    {
        var question = Guidance.Ways.FirstOrDefault(q => q.Id == at) ?? Guidance.Ways[0];
        var here = await places.Of(context);
        var links = new List<WhichLinkModel>();
        foreach (var answer in question.Answers)
        {
            if (answer.Item is not { } item) links.Add(new WhichLinkModel(answer.Words, answer.To is { } to ? $"{Path}?at={to}" : answer.Plan is { } plan ? $"{PlanAhead.Path}?trade={plan}&place={here}" : Searched(answer.Search ?? answer.Words), null));
            else if (await desk.Find(item, here, cancel) is { } guide) links.Add(new WhichLinkModel(answer.Words, $"/items/{guide.Item}", guide.Name));
            else links.Add(new WhichLinkModel(answer.Words, Searched(answer.Words), "本地没有公布这个事项，看看相近的"));
        }

        return Pages.Show<AskWhichPage>(new AskWhichModel(question.Ask, places.NameOf(here), question == Guidance.Ways[0], links));
    }

    private static string Searched(string words) => $"/search?q={Uri.EscapeDataString(words)}";
}

/// <param name="Note">The item's name, or why there is none.</param>
public sealed record WhichLinkModel(string Words, string Path, string? Note);

public sealed record AskWhichModel(string Ask, string PlaceName, bool First, IReadOnlyList<WhichLinkModel> Links);
