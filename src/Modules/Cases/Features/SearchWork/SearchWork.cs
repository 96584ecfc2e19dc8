using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Hint">What else could be entered; null where something was found.</param>
public sealed record WorkSearchModel(string Words, string Lead, IReadOnlyList<WorkRowModel> Rows, string? Hint);

/// <summary>
/// 查办件: by its number, which leads straight to it; by the applicant's number; by the applicant's whole name, whatever dot it
/// is typed with; or by what the item is called, among what is open. Names are sealed: only a whole one can be found.
/// </summary>
internal static class SearchWork
{
    private const int Longest = 100;
    private const int Most = 50;
    private const int MostItems = 30;
    private const int MostNamesakes = 20;
    private const string Help = "可以输入完整的办件编号（25 位）、申请人的公民身份号码或统一社会信用代码（18 位），申请人其他证件的号码，申请人的完整姓名，或者事项名称。姓名里的间隔号怎么输都可以。";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/work/search", Ask).WithName(nameof(SearchWork)).AllowRoles(CaseReach.Readers);
        routes.MapGet("/work/search", Show).WithName("ShowFoundWork").AllowRoles(CaseReach.Readers);
    }

    /// <summary>What was typed stays in the body of this request: whether it names a person, nobody knows for certain, and a mistyped name or number is somebody's too.</summary>
    private static async Task<IResult> Ask(
        FormReader form, HttpContext context, Acting acting, WorkLists lists, WorkRows rows, ISubjects subjects, IItemFinder finder, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var words = Words(form.Raw("q"));
        if (CaseNumber.TryParse(words, out var number) && await acting.Open(number.ToString(), actor, cancel) is { } open)
        {
            return Results.LocalRedirect($"/work/cases/{open.Number}");
        }

        if (await Namesakes(words, actor, lists, subjects, cancel) is { Count: > 0 } ofName) return Page(Masking.Name(words), "叫这个名字的申请人的办件，新近的在前。", await rows.Of(ofName, cancel), null);
        if (await NumberOf(words, subjects, cancel) is not { } document) return await Show(words, context, lists, rows, finder, cancel);
        var subject = await subjects.FindByNumber(document, cancel);
        var cases = subject is null ? [] : await lists.OfSubject(actor, subject, Most, cancel);
        return Page(Masking.Identifier(SubjectPapers.Plain(document)), "这位申请人的办件，新近的在前。", await rows.Of(cases, cancel), cases.Count > 0 ? null : "这位申请人在您的岗位没有办件。");
    }

    private static async Task<IResult> Show(string? q, HttpContext context, WorkLists lists, WorkRows rows, IItemFinder finder, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var words = Words(q);
        if (words.Length == 0) return Page(words, "要查哪个办件？", [], Help);
        if (CaseNumber.TryParse(words, out _)) return Page(words, "您的岗位没有这个编号的办件。", [], Help);
        var items = await finder.Find(words, actor.Place, MostItems, cancel);
        var found = await lists.OfItems(actor, [.. items.Select(i => i.Item)], Most, cancel);
        return Page(words, "这些事项的在办件，先到期的在前。", await rows.Of(found, cancel), found.Count > 0 ? null : Help);
    }

    /// <summary>The cases of all who bear this name that this actor may see.</summary>
    private static async Task<IReadOnlyList<Listing>> Namesakes(string words, Actor actor, WorkLists lists, ISubjects subjects, CancellationToken cancel)
    {
        var found = new List<Listing>();
        if (words.Length == 0) return found;
        foreach (var subject in await subjects.FindByName(words, MostNamesakes, cancel)) found.AddRange(await lists.OfSubject(actor, subject, Most, cancel));
        return [.. found.OrderByDescending(c => c.ReceivedAt).Take(Most)];
    }

    /// <summary>A number as it is kept. That of another paper counts only where somebody has it: it may as well be words.</summary>
    private static async Task<string?> NumberOf(string words, ISubjects subjects, CancellationToken cancel)
    {
        if (ResidentId.TryParse(words, out var person)) return person.ToString();
        if (UnifiedCreditCode.TryParse(words, out var company)) return company.ToString();
        if (!words.Any(char.IsAsciiDigit)) return null;
        var tidy = string.Concat(words.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();
        foreach (var paper in SubjectPapers.All.Where(p => !p.Usual))
        {
            if (await subjects.FindByNumber($"{paper.Code}:{tidy}", cancel) is not null) return $"{paper.Code}:{tidy}";
        }

        return null;
    }

    private static string Words(string? typed) => typed?.Trim() is { } words ? words[..Math.Min(Longest, words.Length)] : "";

    private static IResult Page(string words, string lead, IReadOnlyList<WorkRowModel> rows, string? hint) =>
        Pages.Show<WorkSearchPage>(new WorkSearchModel(words, lead, rows, hint));
}
