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
/// 查办件: by its number, which leads straight to it; by the applicant's number; or by what the item is called, among what is open. Names of
/// applicants are sealed and cannot be searched.
/// </summary>
internal static class SearchWork
{
    private const int Longest = 100;
    private const int Most = 50;
    private const int MostItems = 30;
    private const string Help = "可以输入完整的办件编号（25 位）、申请人的公民身份号码或统一社会信用代码（18 位），或者事项名称。申请人的姓名加密保存，不能按姓名查。";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/work/search", Ask).WithName(nameof(SearchWork)).AllowRoles(CaseReach.Readers);
        routes.MapGet("/work/search", Show).WithName("ShowFoundWork").AllowRoles(CaseReach.Readers);
    }

    /// <summary>A person's number stays in the body of this request; everything else may stand in an address.</summary>
    private static async Task<IResult> Ask(
        FormReader form, HttpContext context, Acting acting, WorkLists lists, WorkRows rows, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var words = Words(form.Raw("q"));
        if (CaseNumber.TryParse(words, out var number) && await acting.Open(number.ToString(), actor, cancel) is { } open)
        {
            return Results.LocalRedirect($"/work/cases/{open.Number}");
        }

        if (NumberOf(words) is not { } document) return Results.LocalRedirect($"/work/search?q={Uri.EscapeDataString(words)}");
        var subject = await subjects.FindByNumber(document, cancel);
        var cases = subject is null ? [] : await lists.OfSubject(actor, subject, Most, cancel);
        return Page(Masking.Identifier(document), "这位申请人的办件，新近的在前。", await rows.Of(cases, cancel), cases.Count > 0 ? null : "这位申请人在您的岗位没有办件。");
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

    private static string? NumberOf(string words) =>
        ResidentId.TryParse(words, out var person) ? person.ToString() : UnifiedCreditCode.TryParse(words, out var company) ? company.ToString() : null;

    private static string Words(string? typed) => typed?.Trim() is { } words ? words[..Math.Min(Longest, words.Length)] : "";

    private static IResult Page(string words, string lead, IReadOnlyList<WorkRowModel> rows, string? hint) =>
        Pages.Show<WorkSearchPage>(new WorkSearchModel(words, lead, rows, hint));
}
