using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>办理告知: staff open one sending, try it again, or record that they told the applicant (with the proof) or could not.</summary>
internal static class SettleSending
{
    private static readonly Refusal NotFound = new("messages.not-found", "没有找到这条消息，或者它不归您办理。", PlatformRules.Permission);

    private static readonly Refusal Settled = new("messages.changed-meanwhile", "这条消息刚被别人办理了，请回到列表看最新的情况。", PlatformRules.NoSilentOverwrite);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = $"{ListSendings.Path}/{{sending}}";
        routes.MapGet(one, Show).WithName(nameof(SettleSending)).AllowRoles(ListSendings.Readers);
        routes.MapPost($"{one}/retry", Retry).WithName("RetrySending").AllowRoles(ListSendings.Readers);
        routes.MapPost($"{one}/told", Told).WithName("RecordTold").AllowRoles(ListSendings.Readers);
        routes.MapPost($"{one}/not-reached", NotReached).WithName("RecordNotReached").AllowRoles(ListSendings.Readers);
    }

    private static async Task<IResult> Show(
        string sending, HttpContext context, MessagesDb db, MessageWriter writer, Choices choices, ISubjects subjects, MessageSettings settings, Brand brand,
        CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await Find(db, sending, context.RequireActor(), cancel) is var (row, message)
            ? Pages.Show<SendingPage>(await ModelOf(db, row, message, FormState.Empty, writer, choices, subjects, settings, brand, cancel))
            : Pages.Refuse(NotFound);
    }

    /// <summary>Once more from the beginning. What had failed for good goes out under a new key; what may have gone out keeps its own.</summary>
    private static async Task<IResult> Retry(string sending, HttpContext context, MessagesDb db, SendDue sender, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(db, sending, context.RequireActor(), cancel) is not var (row, _)) return Pages.Refuse(NotFound);
        if (!row.Trouble || row.State is SendingState.Done or SendingState.Task) return Pages.Refuse(Settled);
        if (row.State == SendingState.Failed && !row.Unclear) row.Round++;
        (row.State, row.DueAt, row.Failures, row.Asked, row.LeasedUntil) = (SendingState.Waiting, clock.Now(), 0, 0, new Instant(0));
        if (await Save(db, row, cancel) is { } why) return why;
        sender.Wake();
        return Results.LocalRedirect(ListSendings.Path);
    }

    private static async Task<IResult> Told(
        string sending, FormReader form, HttpContext context, MessagesDb db, MessageWriter writer, Choices choices, ISubjects subjects, MessageSettings settings,
        Brand brand, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, sending, actor, cancel) is not var (row, message)) return Pages.Refuse(NotFound);
        if (row.State is not (SendingState.Task or SendingState.Failed)) return Pages.Refuse(Settled);
        var proof = form.Text("proof", "告知凭证", 200);
        if (!form.Ok) return Pages.Again<SendingPage>(await ModelOf(db, row, message, form.State, writer, choices, subjects, settings, brand, cancel));
        var now = clock.Now();
        (row.State, row.Trouble, row.DueAt, row.SentAt, row.DoneAt, row.Proof, row.SettledBy) = (SendingState.Done, false, null, now, now, proof, actor.Id);
        return await Save(db, row, cancel) ?? Results.LocalRedirect($"{ListSendings.Path}?show=tasks");
    }

    private static async Task<IResult> NotReached(
        string sending, FormReader form, HttpContext context, MessagesDb db, MessageWriter writer, Choices choices, ISubjects subjects, MessageSettings settings,
        Brand brand, SendingSteps steps, SendDue sender, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, sending, actor, cancel) is not var (row, message)) return Pages.Refuse(NotFound);
        if (row.State != SendingState.Task) return Pages.Refuse(Settled);
        var reason = form.Text("reason", "没有告知到的原因", 200);
        if (!form.Ok) return Pages.Again<SendingPage>(await ModelOf(db, row, message, form.State, writer, choices, subjects, settings, brand, cancel));
        row.SettledBy = actor.Id;
        await steps.Fail(db, row, message, reason, cancel);
        if (await Save(db, row, cancel) is { } why) return why;
        sender.Wake();
        return Results.LocalRedirect(ListSendings.Path);
    }

    private static async Task<(SendingRow Row, MessageRow Message)?> Find(MessagesDb db, string id, Actor actor, CancellationToken cancel)
    {
        var row = await ListSendings.Within(db.Sendings, actor).SingleOrDefaultAsync(s => s.Id == id, cancel);
        return row is null ? null : (row, await db.Messages.SingleAsync(m => m.Id == row.Message, cancel));
    }

    private static async Task<IResult?> Save(MessagesDb db, SendingRow row, CancellationToken cancel)
    {
        row.Version++;
        return await db.TrySave(cancel) ? null : Pages.Refuse(Settled);
    }

    private static async Task<SendingModel> ModelOf(
        MessagesDb db, SendingRow row, MessageRow message, FormState form, MessageWriter writer, Choices choices, ISubjects subjects, MessageSettings settings,
        Brand brand, CancellationToken cancel)
    {
        var names = await subjects.MaskedNames([row.Subject], cancel);
        var text = await writer.Open(message, cancel);
        // The number is shown to who is to call, and only while the call is to be made.
        var to = row.State == SendingState.Task ? (await choices.Of(db, row.Subject, cancel)).AddressFor(row.Means) : null;
        var ways = await db.Sendings.AsNoTracking().Where(s => s.Message == message.Id).OrderBy(s => s.CreatedAt).ToListAsync(cancel);
        return new SendingModel(
            row.Id, message.Title, message.Item, message.Case, names.GetValueOrDefault(row.Subject) ?? "（已依法删除）", row.Means.Words(), row.Means.IsTask(), to,
            text?.Long(brand.Name, message.Code, settings.AddressOf(CheckMessage.Path), settings.AddressOf(text.Path)),
            row.State == SendingState.Task, row.Trouble, row.State == SendingState.Failed, [.. ways.Select(WayOf)], settings.Quiet.ToString(), form);
    }

    private static WayModel WayOf(SendingRow s) => s.State switch
    {
        SendingState.Done => new(StatusKind.Done, $"{s.Means.Words()}：已告知", s.DoneAt, s.Proof),
        SendingState.Failed => new(StatusKind.Bad, $"{s.Means.Words()}：没有送到", s.CreatedAt, s.Reason),
        SendingState.Task => new(StatusKind.Soon, $"{s.Means.Words()}：等人办理", s.CreatedAt, null),
        SendingState.Sent => new(StatusKind.Active, $"{s.Means.Words()}：已发出，等回执", s.SentAt, s.Proof),
        _ => new(StatusKind.Active, $"{s.Means.Words()}：等待发送", s.DueAt, s.Reason),
    };
}

/// <param name="To">The number or address, while a call or letter is to be made; null otherwise.</param>
/// <param name="Text">What to say or write; null: not written yet, or erased.</param>
/// <param name="Open">It is a task that waits.</param>
/// <param name="Trouble">It is on the list of what failed; it may be tried again.</param>
/// <param name="Failed">It failed for good.</param>
public sealed record SendingModel(
    string Id, string Title, string Item, string Case, string Applicant, string Means, bool ByHand, string? To, string? Text, bool Open, bool Trouble, bool Failed,
    IReadOnlyList<WayModel> Ways, string Quiet, FormState Form);

public sealed record WayModel(StatusKind Kind, string Words, Instant? At, string? Note);
