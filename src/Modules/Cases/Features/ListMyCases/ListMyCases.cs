using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>我的办件: the applicant's drafts and cases, the newest first, each with what is asked and by when.</summary>
internal static class ListMyCases
{
    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/my/cases", Show).WithName(nameof(ListMyCases)).AllowRoles(Role.Applicant);

    private static async Task<IResult> Show(string? after, HttpContext context, CasesDb db, ICatalogue catalogue, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!OwnCasePage.TryReadPlace(after, out var place)) return Pages.Refuse(OwnCasePage.BadPlace);
        var page = await OwnCasePage.Read(db, actor, place, PageSize, cancel);
        var rows = new List<MyCaseModel>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            var name = (await catalogue.Version(row.Item, row.GuideVersion, cancel))?.Name ?? row.Item;
            rows.Add(new MyCaseModel(
                row.Number.ToString(), name, row.Status.Words(), CaseTrack.KindOf(row.Status), Words.Of(row.ReceivedAt.Date),
                row.Status.BeforeDecision() && row.PromisedDue is { } due ? $"承诺{Words.Of(due)}前办结" : null, row.Status == CaseStatus.CorrectionRequired));
        }

        var drafts = new List<MyDraftModel>();
        if (after is null && actor.May(Power.Apply))
        {
            var mine = db.Drafts.AsNoTracking().Where(d => d.Subject == actor.Subject && !d.Submitted && !d.Key.StartsWith(Drafts.OfBatch));
            var begun = await (actor.Authority?.Shown is { } items ? mine.Where(d => items.Contains(d.Item)) : mine).OrderByDescending(d => d.ChangedAt).Take(PageSize)
                .Select(d => new { d.Id, d.Item, d.GuideVersion, d.ChangedAt, d.Locked }).ToListAsync(cancel);
            foreach (var draft in begun.Where(d => actor.May(Power.Apply, d.Item)))
            {
                var name = (await catalogue.Version(draft.Item, draft.GuideVersion, cancel))?.Name ?? draft.Item;
                drafts.Add(new MyDraftModel($"/drafts/{draft.Id}", name, Words.Of(draft.ChangedAt)) { Signing = draft.Locked });
            }
        }

        return Pages.Show<MyCasesPage>(new MyCasesModel(drafts, rows, page.Next is null ? null : $"/my/cases?after={page.Next}", after is null ? null : "/my/cases"));
    }
}

/// <summary>A page of an applicant's cases, cut in the database by its index (subject, time).</summary>
internal sealed record OwnCasePage(IReadOnlyList<OwnCaseRow> Rows, string? Next)
{
    public static Refusal BadPlace { get; } = new("cases.page-unknown", "这一页的地址不完整，请从第一页重新打开。", PlatformRules.Input);

    /// <summary>Null text is the first page.</summary>
    public static bool TryReadPlace(string? text, out (long At, long Region, long Id)? place)
    {
        place = null;
        if (text is null) return true;
        var parts = text.Split('-');
        if (parts.Length != 3 || !Read(parts[0], out var at) || !Read(parts[1], out var region) || !Read(parts[2], out var id)) return false;
        place = (at, region, id);
        return true;

        static bool Read(string part, out long number) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>An agent gets the cases of the items that his authority shows him.</summary>
    public static async Task<OwnCasePage> Read(CasesDb db, Actor actor, (long At, long Region, long Id)? after, int size, CancellationToken cancel)
    {
        var subject = actor.Subject!;
        var mine = db.Listings.AsNoTracking().Where(c => c.Subject == subject);
        if (actor.Authority?.Shown is { } items) mine = mine.Where(c => items.Contains(c.Item));
        if (after is var (micros, region, id))
        {
            var at = new Instant(micros);
            mine = mine.Where(c => c.ReceivedAt < at || (c.ReceivedAt == at && (c.Region < region || (c.Region == region && c.Id < id))));
        }

        var rows = await mine.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Region).ThenByDescending(c => c.Id).Take(size + 1)
            .Select(c => new OwnCaseRow(c.Region, c.Id, c.Status, c.Item, c.GuideVersion, c.ReceivedAt, c.PromisedDue, c.StatutoryDue)).ToListAsync(cancel);
        var shown = rows.Take(size).ToList();
        var next = rows.Count > size && shown[^1] is var last
            ? string.Create(CultureInfo.InvariantCulture, $"{last.ReceivedAt.Microseconds}-{last.Region}-{last.Id}")
            : null;
        return new OwnCasePage(shown, next);
    }
}

internal sealed record OwnCaseRow(
    long Region, long Id, CaseStatus Status, string Item, int GuideVersion, Instant ReceivedAt, DateOnly? PromisedDue, DateOnly? StatutoryDue)
{
    public CaseNumber Number => CaseNumber.From(Region, Id);
}

public sealed record MyCasesModel(IReadOnlyList<MyDraftModel> Drafts, IReadOnlyList<MyCaseModel> Cases, string? Next, string? First);

public sealed record MyDraftModel(string Path, string Item, string Saved)
{
    /// <summary>联署: it waits for the others.</summary>
    public bool Signing { get; init; }
}

/// <param name="Asked">Something is asked of the applicant.</param>
public sealed record MyCaseModel(string Number, string Item, string Status, StatusKind Kind, string Received, string? Due, bool Asked);
