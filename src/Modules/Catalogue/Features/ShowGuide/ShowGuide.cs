using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using QRCoder;

namespace OneWindow.Catalogue;

/// <summary>办事指南: the current version at an address that never changes, older versions beside it, and the QR code that leads here.</summary>
internal static class ShowGuide
{
    /// <summary>Situations stand in the query as "s.field=value".</summary>
    internal const string SituationPrefix = "s.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{item}", Current).WithName(nameof(ShowGuide)).AllowEveryone();
        routes.MapGet("/items/{item}/v/{version:int}", Version).WithName("ShowGuideVersion").AllowEveryone();
        routes.MapGet("/items/{item}/versions/{version:int}", (string item, int version) => Results.LocalRedirect($"/items/{Uri.EscapeDataString(item)}/v/{version}")).WithName("FindGuideVersion").AllowEveryone();
        routes.MapGet("/items/{item}/qr.svg", Qr).ExcludeFromDescription().AllowEveryone();
    }

    private static async Task Current(string item, HttpContext context, PublishedGuides guides, GuideBytes bytes, GuideExperience experience, IDirectory directory, TimeProvider clock)
    {
        if (await guides.Current(item, context.RequestAborted) is not { } guide)
        {
            // Published and not in force yet: what is coming may be read.
            if (await guides.StandingOf(item, context.RequestAborted) is { Versions: [var (coming, _), ..] }) await Version(item, coming, context, guides, bytes, experience, directory, clock);
            else await Pages.Refuse(NotPublished).ExecuteAsync(context);
            return;
        }

        await Show(context, guides, bytes, experience, directory, guide, null, await guides.Timeline(item, context.RequestAborted), clock.Now());
    }

    private static async Task Version(string item, int version, HttpContext context, PublishedGuides guides, GuideBytes bytes, GuideExperience experience, IDirectory directory, TimeProvider clock)
    {
        if (await guides.Version(item, version, context.RequestAborted) is not { } guide)
        {
            await Pages.Refuse(NotPublished).ExecuteAsync(context);
            return;
        }

        var standing = await guides.StandingOf(item, context.RequestAborted);
        await Show(context, guides, bytes, experience, directory, guide, standing?.InForce(clock.Now()) ?? 0, standing?.Timeline ?? ItemTimeline.Untouched, clock.Now());
    }

    private static async Task Show(HttpContext context, PublishedGuides guides, GuideBytes bytes, GuideExperience experience, IDirectory directory, Guide guide, int? current, ItemTimeline timeline, Instant now)
    {
        var outlet = OutletOf(context.Request.Query);
        var answers = Answers(context.Request.Query, guide);
        var aside = await experience.Of(guide.Item, context.RequestAborted);
        var (key, page) = await Make(outlet, guide, answers, current, timeline, now, aside, guides, directory, context.RequestAborted);
        if (!GuideBytes.MayAnswer(context))
        {
            await page().ExecuteAsync(context);
            return;
        }

        await bytes.Answer(context, key, guide.Hash, page);
    }

    /// <summary>The page at one outlet, and the name under which its bytes are kept.</summary>
    internal static async Task<(string Key, Func<IResult> Page)> Make(
        Outlet outlet, Guide guide, IReadOnlyDictionary<string, string> answers, int? current, ItemTimeline timeline, Instant now, GuideAsideModel aside,
        PublishedGuides guides, IDirectory directory, CancellationToken cancel)
    {
        var closed = timeline.ClosedAt(now);
        var told = closed ?? timeline.AnnouncedAfter(now);
        var isOld = current is not null && current != guide.Version;
        var change = told is null ? null : new ItemChangeModel(ItemChangeWords.Title(told, announced: closed is null), ItemChangeWords.Detail(told));
        var bearer = directory.Organisation(guide.Organisation)?.BearerName ?? guide.Organisation;
        var key = new StringBuilder(guide.Item).Append('/').Append(guide.Version).Append('/').Append(isOld ? current : null);
        if (isOld && guide.EffectiveFrom > now.Date) key.Append("?coming");
        if (told is not null) key.Append(closed is null ? "?announced=" : "?closed=").Append(timeline.Changes.ToList().IndexOf(told)).Append('.').Append(timeline.Changes.Count);
        if (outlet is Outlet.Counter or Outlet.Kiosk or Outlet.Print)
        {
            key.Append('@').Append(outlet);
            return (key.ToString(), () => Pages.Show<GuideSheetPage>(GuideSheetModel.Of(guide, bearer, directory.PlaceName(guide.Place), outlet, isOld ? current : null, change)));
        }

        // The parts are pinned by their versions: the page of a version stays the same.
        var parts = new List<Guide>();
        foreach (var part in guide.Combination?.Parts ?? [])
        {
            if (await guides.Version(part.Item, part.Version, cancel) is { } own) parts.Add(own);
        }

        if (aside.Stamp.Length > 0) key.Append('#').Append(aside.Stamp);
        if (answers.Count > 0)
        {
            foreach (var (field, value) in answers.OrderBy(a => a.Key, StringComparer.Ordinal)) key.Append('&').Append(field).Append('=').Append(value);
        }

        return (key.ToString(), () => Pages.Show<GuidePage>(new GuidePageModel(guide, bearer, directory.PlaceName(guide.Place), answers, isOld ? current : null)
        {
            Combination = CombinationModel.Of(guide, parts, id => directory.Organisation(id)?.Name ?? id),
            Closed = closed is not null,
            Coming = isOld && guide.EffectiveFrom > now.Date,
            Change = change,
            Aside = aside,
        }));
    }

    /// <summary>"?channel=kiosk": one guide, told at several places; phones and screens share one page.</summary>
    private static Outlet OutletOf(IQueryCollection query) =>
        Enum.TryParse<Outlet>(query["channel"], ignoreCase: true, out var asked) && asked is Outlet.Counter or Outlet.Kiosk or Outlet.Print ? asked : Outlet.Desktop;

    /// <summary>Only answers that the form knows: anything else in the query is nobody's business.</summary>
    internal static IReadOnlyDictionary<string, string> Answers(IQueryCollection query, Guide guide)
    {
        if (query.Count == 0) return EmptyAnswers;
        return query
            .Where(q => q.Key.StartsWith(SituationPrefix, StringComparison.Ordinal))
            .Select(q => (Field: guide.Fields.FirstOrDefault(f => f.Id == q.Key[SituationPrefix.Length..]), Value: q.Value.ToString()))
            .Where(a => a.Field is not null && GuidePageModel.ChoicesOf(a.Field).Contains(a.Value) && guide.Materials.Any(m => m.OnlyIf?.Asks(a.Field.Id) == true))
            .DistinctBy(a => a.Field!.Id)
            .ToDictionary(a => a.Field!.Id, a => a.Value);
    }

    private static readonly IReadOnlyDictionary<string, string> EmptyAnswers = new Dictionary<string, string>();

    private static Refusal NotPublished { get; } =
        new("catalogue.not-found", "这个事项没有公布办事指南，或者地址输错了。可以用上方的搜索查找要办的事。", Laws.Lists);

    /// <summary>Leads to the address without a version: whoever scans an old print sees what is in force.</summary>
    private static async Task<IResult> Qr(string item, HttpContext context, PublishedGuides guides)
    {
        if (await guides.StandingOf(item, context.RequestAborted) is null) return Results.NotFound();
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(AddressOf(context.Request, item), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        // Private: the address in it is the one that this visitor used.
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Text(code.GetGraphic(4), "image/svg+xml", Encoding.UTF8);
    }

    internal static string AddressOf(HttpRequest request, string item) => $"{request.Scheme}://{request.Host}/items/{item}";
}
