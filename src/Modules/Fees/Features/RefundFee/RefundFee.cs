using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>退费: one asks with a reason, whole or part; another approves; then it goes back the way it came.</summary>
internal static class RefundFee
{
    public const string Path = "/workbench/fees/refunds";
    public const string AmountField = "refund-amount";
    public const string WhyField = "why";
    public const string NoteField = "refund-note";
    public const string DecisionField = "decision";

    public static readonly Role[] Askers = [Role.Clerk, Role.ChiefRepresentative];
    private static readonly Role[] Approvers = [Role.ChiefRepresentative, Role.ManagementOfficer];

    private static readonly Refusal NotFound = new("fees.not-found", "没有找到这笔退费，或者它不归您办理。", PlatformRules.Permission);

    private static readonly Refusal Changed = new("fees.changed-meanwhile", "这笔退费刚被别人办理了，请看最新的情况。", PlatformRules.NoSilentOverwrite);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{ListCharges.Path}/{{charge}}/refunds", Ask).WithName(nameof(RefundFee)).AllowRoles(Askers);
        routes.MapPost($"{Path}/{{refund}}/decision", Decide).WithName("DecideRefund").AllowRoles(Approvers);
        routes.MapPost($"{Path}/{{refund}}/retry", Retry).WithName("RetryRefund").AllowRoles(ListCharges.Readers);
    }

    private static async Task<IResult> Ask(string charge, FormReader form, HttpContext context, FeesDb db, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await HandleCharge.Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        // The page's own key is the refund: sent again, it is the same one.
        var id = $"{charge}-{ActKey.Of(form)}";
        if (await db.Refunds.AsNoTracking().AnyAsync(r => r.Id == id, cancel)) return Results.LocalRedirect(HandleCharge.PathOf(charge));
        var amount = form.Money(AmountField, "退费金额");
        var why = form.Choice(WhyField, "原因", FeeWords.Reasons);
        var note = form.LongText(NoteField, "说明", 500, required: why == "other");
        if (form.Ok)
        {
            var pending = await db.Refunds.Where(r => r.Charge == charge && r.State != RefundState.Declined).Select(r => r.Amount).ToListAsync(cancel);
            if (ChargeRules.MayRefund(row.State, row.Amount, new Money(pending.Sum(p => p.Fen)), amount!.Value) is { } no) form.Refuse(no, AmountField);
        }

        if (!form.Ok) return Pages.Again<ChargePage>(await HandleCharge.ModelOf(db, row, actor, form.State, subjects, cancel));
        db.Refunds.Add(new RefundRow
        {
            Id = id, Charge = charge, Place = row.Place, Organisation = row.Organisation, Amount = amount!.Value, Why = why, State = RefundState.Asked,
            AskedBy = actor.Id, AskedAt = clock.Now(),
            Note = note.Length > 0 ? await subjects.Seal(row.Subject, Context(id), Encoding.UTF8.GetBytes(note), cancel) : null,
        });
        // Two who ask at once: the charge's version lets one of them through.
        row.Version++;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            if (!await db.Refunds.AsNoTracking().AnyAsync(r => r.Id == id, cancel)) return Pages.Refuse(Changed);
        }

        return Results.LocalRedirect(HandleCharge.PathOf(charge));
    }

    private static async Task<IResult> Decide(string refund, FormReader form, HttpContext context, FeesDb db, FollowRefunds follow, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, refund, actor, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (row.State != RefundState.Asked) return Pages.Refuse(Changed);
        if (ChargeRules.MayApproveRefund(row.AskedBy, actor.Id) is { } why) return Pages.Refuse(why);
        var approved = form.Choice(DecisionField, "是否批准", (string[])["approve", "decline"]) == "approve";
        if (!form.Ok) return Results.LocalRedirect(HandleCharge.PathOf(row.Charge));
        var now = clock.Now();
        (row.State, row.DecidedBy, row.DecidedAt, row.DueAt) = (approved ? RefundState.Approved : RefundState.Declined, actor.Id, now, approved ? now : null);
        row.Version++;
        if (!await db.TrySave(cancel)) return Pages.Refuse(Changed);
        follow.Wake();
        return Results.LocalRedirect(HandleCharge.PathOf(row.Charge));
    }

    private static async Task<IResult> Retry(string refund, HttpContext context, FeesDb db, FollowRefunds follow, CancellationToken cancel)
    {
        if (await Find(db, refund, context.RequireActor(), cancel) is not { } row) return Pages.Refuse(NotFound);
        await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(HandleCharge.PathOf(row.Charge));
    }

    private static Task<RefundRow?> Find(FeesDb db, string refund, Actor actor, CancellationToken cancel) =>
        ListCharges.Within(db.Refunds, actor).SingleOrDefaultAsync(r => r.Id == refund, cancel);

    public static async Task<RefundLineModel> LineOf(RefundRow refund, ChargeRow charge, Actor actor, ISubjects subjects, CancellationToken cancel)
    {
        var note = refund.Note is { } kept && await subjects.Open(charge.Subject, Context(refund.Id), kept, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : null;
        var waits = refund.State == RefundState.Asked && Approvers.Contains(actor.Role);
        var closed = waits ? ChargeRules.MayApproveRefund(refund.AskedBy, actor.Id) : null;
        return new RefundLineModel(
            refund.Id, refund.Amount, FeeWords.ReasonOf(refund.Why), note, FeeWords.Of(refund.State),
            refund.State switch { RefundState.Done => StatusKind.Done, RefundState.Declined => StatusKind.Neutral, RefundState.Approved => StatusKind.Active, _ => StatusKind.Soon },
            refund.AskedAt, refund.Trouble || refund.Failures > 0 ? refund.Reason : null, waits && closed is null, closed);
    }

    private static string Context(string refund) => $"fee-refund/{refund}";
}
