using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>看没送到的消息: what failed with its reason, what is to be called or written, and what came after its day; of one's place or organisation.</summary>
internal static class ListSendings
{
    public const string Path = "/workbench/messages";
    public const int PageSize = 50;

    public static readonly Role[] Readers = [Role.Clerk, Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListSendings)).AllowRoles(Readers);

    /// <summary>A window and the management office: their place; a chief representative: the own organisation. The condition of every query here.</summary>
    public static IQueryable<SendingRow> Within(IQueryable<SendingRow> sendings, Actor actor)
    {
        if (actor.Role == Role.ChiefRepresentative) return sendings.Where(s => s.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return sendings.Within(s => s.Place, from, end);
    }

    public static IQueryable<SendingRow> Tasks(IQueryable<SendingRow> sendings) => sendings.Where(s => s.State == SendingState.Task);

    public static IQueryable<SendingRow> Failed(IQueryable<SendingRow> sendings) => sendings.Where(s => s.Trouble);

    private static async Task<IResult> Show(
        string? show, string? after, HttpContext context, MessagesDb db, MessageSettings settings, IDirectory directory, ISubjects subjects, CancellationToken cancel)
    {
        var mine = Within(db.Sendings.AsNoTracking(), context.RequireActor());
        // The inbox's own row stands for the message where a day was missed.
        var late = mine.Where(s => s.Means == Means.Platform && db.Messages.Any(m => m.Id == s.Message && m.BreachedAt != null));
        var counts = (Failed: await MessageFigures.Failed(mine, cancel), Tasks: await MessageFigures.Tasks(mine, cancel), Late: await MessageFigures.Late(late, cancel));
        var listed = show switch { "tasks" => Tasks(mine), "late" => late, _ => Failed(mine) };
        if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros))
        {
            var before = new Instant(micros);
            listed = listed.Where(s => s.CreatedAt < before);
        }

        var rows = await listed.OrderByDescending(s => s.CreatedAt).ThenBy(s => s.Id).Take(PageSize + 1)
            .Join(db.Messages.AsNoTracking(), s => s.Message, m => m.Id, (s, m) => new { Sending = s, Message = m }).ToListAsync(cancel);
        var page = rows.OrderByDescending(r => r.Sending.CreatedAt).ThenBy(r => r.Sending.Id).Take(PageSize).ToList();
        var names = await subjects.MaskedNames([.. page.Select(r => r.Sending.Subject)], cancel);
        var tab = show is "tasks" or "late" ? show : "failed";
        return Pages.Show<SendingsPage>(new SendingsModel(
            tab, counts.Failed, counts.Tasks, counts.Late,
            [.. page.Select(r => LineOf(r.Sending, r.Message, names.GetValueOrDefault(r.Sending.Subject) ?? "（已依法删除）"))],
            NotSetUp(settings),
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?show={tab}&after={page[^1].Sending.CreatedAt.Microseconds}") : null,
            after is null ? null : $"{Path}?show={tab}"));
    }

    private static SendingLineModel LineOf(SendingRow s, MessageRow m, string name) => new(
        s.Id, m.Item.Length > 0 ? m.Item : "（还没有写成）", m.Title.Length > 0 ? m.Title : "—", MessageText.TailOf(m.Case), name, s.Means.Words(), s.Reason ?? "",
        s.Failures, s.CreatedAt, m.InboxAt is not null, s.State != SendingState.Failed && s.DueAt is { } next ? next : null, m.MustBeBy, m.BreachedAt, m.InboxAt);

    private static string? NotSetUp(MessageSettings settings) => (settings.Gateway, settings.MailHost) switch
    {
        (null, null) => "本平台没有接通短信和电子邮件，消息只放进“我的消息”。当地规定了要用短信、电话或者电子邮件告知的，请系统管理员接通，或者由窗口打电话。",
        (null, _) => "本平台没有接通短信。",
        _ => null,
    };
}

/// <summary>The link in the workbench's menu, with the number of what waits.</summary>
internal sealed class SendingPlaces(IDbContextFactory<MessagesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListSendings.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = await MessageFigures.Waiting(ListSendings.Within(db.Sendings.AsNoTracking(), actor), cancel);
        return [new PlaceModel("消息告知", ListSendings.Path, waiting) { Group = PlaceGroup.Dealings }];
    }
}

/// <param name="Show">"failed", "tasks" or "late".</param>
/// <param name="NotSetUp">What this installation cannot do; null: nothing is missing.</param>
public sealed record SendingsModel(
    string Show, Figure Failed, Figure Tasks, Figure Late, IReadOnlyList<SendingLineModel> Lines, string? NotSetUp, string? Next, string? First);

/// <param name="InInbox">The message stands in the applicant's inbox.</param>
/// <param name="NextTry">Null: no further try by itself.</param>
public sealed record SendingLineModel(
    string Id, string Item, string Title, string Tail, string Applicant, string Means, string Reason, int Failures, Instant At, bool InInbox, Instant? NextTry,
    DateOnly? MustBeBy, Instant? BreachedAt, Instant? InboxAt);
