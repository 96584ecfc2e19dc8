using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <param name="Given">What this organisation gave last.</param>
public sealed record AskOnceModel(string Words, IReadOnlyList<ItemFound> Items, IReadOnlyList<OnceRowModel> Given);

public sealed record OnceRowModel(string Path, string Number, string Item, string Means, Instant At);

/// <param name="Questions">The situations that narrow the materials.</param>
public sealed record FillOnceModel(string Item, string Name, int Version, string Key, IReadOnlyList<OnceQuestionModel> Questions, IReadOnlyList<ChoiceModel> Means, FormState Form);

public sealed record OnceQuestionModel(string Field, string Label, IReadOnlyList<ChoiceModel> Choices);

public sealed record OncePageModel(string Code, string Html);

/// <summary>
/// 咨询一次性告知: who asks how to apply takes away one numbered list of every condition and every material of his situation, from the guide's version
/// of the day; the office asks for nothing beyond it (青岛办法 第二十三条; 青岛基层 二、（四）2). What is filed later is told by its own documents.
/// </summary>
internal static class TellOnce
{
    public const string MeansField = "means";
    private const string Key = "act";
    private const int MostItems = 20;
    private const int MostGiven = 20;

    public static readonly Role[] Tellers = [Role.Clerk, Role.ChiefRepresentative];

    public static IReadOnlyList<ChoiceModel> Means { get; } = [new("counter", "当面"), new("phone", "电话"), new("online", "网上"), new("letter", "信函")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/once", Choose).WithName(nameof(TellOnce)).AllowRoles(Tellers);
        routes.MapGet("/work/once/{item}", Ask).WithName("AskSituation").AllowRoles(Tellers);
        routes.MapPost("/work/once/{item}", Give).WithName("GiveOnceNotice").AllowRoles(Tellers);
        routes.MapGet("/once/{code}", Show).WithName("ShowOnceNotice").AllowEveryone();
    }

    private static async Task<IResult> Choose(string? q, HttpContext context, IItemFinder finder, NoticesDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var words = (q ?? "").Trim();
        var items = await finder.Find(words[..Math.Min(100, words.Length)], actor.Place, MostItems, cancel);
        var given = await db.OnceNotices.AsNoTracking().Where(n => n.Organisation == actor.Organisation).OrderByDescending(n => n.GivenAt).Take(MostGiven).ToListAsync(cancel);
        return Pages.Show<AskOncePage>(new AskOnceModel(words, items, [.. given.Select(n => new OnceRowModel($"/once/{n.Code}", n.Number, n.Name, MeansWords(n.Means), n.GivenAt))]));
    }

    private static async Task<IResult> Ask(string item, ICatalogue catalogue, CancellationToken cancel) =>
        await catalogue.Current(item, cancel) is { } guide ? Pages.Show<FillOncePage>(Model(guide, FormState.Empty, NoticeCode.New())) : Pages.Refuse(ShowNotice.NotFound);

    private static async Task<IResult> Give(
        string item, FormReader form, HttpContext context, ICatalogue catalogue, NoticesDb db, NoticeOffice office, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await catalogue.Current(item, cancel) is not { } guide) return Pages.Refuse(ShowNotice.NotFound);
        var means = form.Choice(MeansField, "咨询方式", Means);
        var key = NoticeCode.TryParse(form.Raw(Key), out var carried) ? carried : NoticeCode.New();
        if (!form.Ok) return Pages.Again<FillOncePage>(Model(guide, form.State, key));
        // The same consultation once: the same page sent again, or gone back to, leads to the list that was given.
        if (await db.OnceNotices.AnyAsync(n => n.Code == key, cancel)) return Results.LocalRedirect($"/once/{key}");
        var answers = Questions(guide).Select(q => (q.Id, Value: form.Raw($"s.{q.Id}")))
            .Where(a => OnceSheet.ChoicesOf(guide.Fields.First(f => f.Id == a.Id)).Contains(a.Value)).ToDictionary(a => a.Id, a => a.Value!);
        var organisation = directory.Organisation(actor.Organisation ?? "") ?? throw new InvalidOperationException($"{actor.Organisation} is unknown.");
        var now = clock.Now();
        db.OnceNotices.Add(new OnceNoticeRow
        {
            Code = key,
            Number = await office.NextNumber(organisation, "告", now.Date.Year, cancel),
            Item = guide.Item,
            Version = guide.Version,
            Name = guide.Name,
            Situation = JsonSerializer.Serialize(answers, Json.Options),
            Means = means ?? "",
            By = actor.Id,
            Organisation = organisation.Id,
            GivenAt = now,
        });
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"/once/{key}");
    }

    /// <summary>Nothing in it is anybody's: whoever has the code reads what was told.</summary>
    private static async Task<IResult> Show(string code, NoticesDb db, ICatalogue catalogue, IDirectory directory, NoticeHtml html, PublicAddress address, RunMode mode, CancellationToken cancel)
    {
        if (!NoticeCode.TryParse(code, out var known) || await db.OnceNotices.AsNoTracking().FirstOrDefaultAsync(n => n.Code == known, cancel) is not { } row) return Pages.Refuse(ShowNotice.NotFound);
        var guide = await catalogue.Version(row.Item, row.Version, cancel) ?? throw new InvalidOperationException($"{row.Item} v{row.Version} is unknown.");
        var answers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Situation, Json.Options)!;
        var sheet = OnceSheet.Of(row, guide, answers, directory.Organisation(row.Organisation)?.Name ?? "", address.Of($"/once/{row.Code}"));
        if (mode.Demonstration) sheet = sheet with { Foot = [.. sheet.Foot, "演示文书：机构和印章均为演示，没有法律效力。"] };
        return Pages.Show<OncePage>(new OncePageModel(row.Code, await html.Render(sheet)));
    }

    private static IEnumerable<Contracts.FormField> Questions(Guide guide) => guide.Fields.Where(f => guide.Materials.Any(m => m.OnlyIf?.Asks(f.Id) == true));

    private static FillOnceModel Model(Guide guide, FormState form, string key) => new(
        guide.Item, guide.Name, guide.Version, key,
        [.. Questions(guide).Select(f => new OnceQuestionModel($"s.{f.Id}", f.Label, [.. OnceSheet.ChoicesOf(f).Select(c => new ChoiceModel(c, c))]))],
        Means, form);

    public static string MeansWords(string means) => Means.FirstOrDefault(m => m.Value == means)?.Words ?? means;
}

/// <summary>The workbench's way to it, for who answers questions at a window.</summary>
internal sealed class OncePlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && TellOnce.Tellers.Contains(actor.Role) ? [new PlaceModel("一次性告知", "/work/once")] : []);
}
