using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>
/// 跟踪缴款单: orders the pay code, asks whether it was paid (a call-back makes it ask at once; its content is never believed), fetches and checks the
/// receipt, cancels what is not owed any more. Every step may be repeated.
/// </summary>
internal sealed class FollowCharges(
    IDbContextFactory<FeesDb> contexts, CollectionOffice office, ReceiptBox receipts, ISubjects subjects, OutboxBell bell, TimeProvider clock, ILogger<FollowCharges> log)
    : DueWorker<FeesDb, ChargeRow>(contexts, bell, clock, log)
{
    public override string Title => "收费";

    private static readonly TimeSpan[] Looks =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    protected override Task Step(FeesDb db, ChargeRow charge, CancellationToken cancel) => charge switch
    {
        { State: ChargeState.Waived, Ordered: true } => CallOff(db, charge, cancel),
        { State: ChargeState.Open, Ordered: false } => Order(db, charge, cancel),
        { State: ChargeState.Open } => Ask(db, charge, cancel),
        { State: ChargeState.Paid, Receipt: null } => Fetch(charge, cancel),
        _ => Rest(charge),
    };

    private static Task Rest(ChargeRow charge)
    {
        charge.Went(null);
        return Task.CompletedTask;
    }

    private async Task Order(FeesDb db, ChargeRow charge, CancellationToken cancel)
    {
        if (await subjects.Find(charge.Subject, cancel) is not { } payer) charge.Fail("申请人的资料已依法删除");
        else Heard(db, charge, await office.Order(charge, payer.Name, cancel));
    }

    private async Task Ask(FeesDb db, ChargeRow charge, CancellationToken cancel)
    {
        var answer = await office.Ask(charge.Id, cancel);
        if (answer is not OutsideAnswer.No { Status: HttpStatusCode.NotFound })
        {
            Heard(db, charge, answer);
            return;
        }

        // They have lost it: ordered once more under the same key.
        (charge.Ordered, charge.PayCode, charge.PayAddress) = (false, null, null);
        await Order(db, charge, cancel);
    }

    private async Task CallOff(FeesDb db, ChargeRow charge, CancellationToken cancel)
    {
        switch (await office.Cancel(charge.Id, cancel))
        {
            case OutsideAnswer.Said or OutsideAnswer.No { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone }:
                charge.Ordered = false;
                charge.Went(null);
                break;
            case OutsideAnswer.No { Status: HttpStatusCode.Conflict }:
                // Paid at the last moment: it is his money, and goes back.
                charge.State = ChargeState.Open;
                Heard(db, charge, await office.Ask(charge.Id, cancel));
                if (charge.State != ChargeState.Paid) charge.State = ChargeState.Waived;
                else (charge.Trouble, charge.Reason) = (true, "不用缴的费用已经收到，请退费");
                break;
            case OutsideAnswer.No no:
                charge.Fail(no.Reason);
                break;
            case OutsideAnswer.Later later:
                charge.Postpone(later.Reason, Clock.Now());
                break;
        }
    }

    private void Heard(FeesDb db, ChargeRow charge, OutsideAnswer answer)
    {
        var now = Clock.Now();
        if (answer is OutsideAnswer.Later later) charge.Postpone(later.Reason, now);
        else if (answer is OutsideAnswer.No no) charge.Fail(no.Reason);
        else if ((answer as OutsideAnswer.Said)?.As<OrderSaid>() is not { } order) charge.Postpone("收缴系统的回答无法识别", now);
        else if (order.Amount != charge.Amount.Fen) charge.Fail($"收缴系统的应缴金额是 {Yuan(order.Amount)}，与本平台不一致");
        else Apply(db, charge, order, now);
    }

    private static void Apply(FeesDb db, ChargeRow charge, OrderSaid order, Instant now)
    {
        (charge.Ordered, charge.PayCode, charge.PayAddress) = (true, order.PayCode ?? charge.PayCode, Safe(order.PayAddress) ?? charge.PayAddress);
        switch (order.State)
        {
            case "open":
                charge.Went(now.Plus(Looks[Math.Min(charge.Asked++, Looks.Length - 1)]));
                break;
            case "paid" when order.Paid != charge.Amount.Fen:
                charge.Fail($"实缴 {Yuan(order.Paid)}，与应缴金额不一致");
                break;
            case "paid":
                var at = order.PaidAt is { } when ? Instant.From(when) : now;
                (charge.State, charge.PaidAt, charge.PaidOn, charge.Way, charge.Serial) = (ChargeState.Paid, at, at.Date, order.Way, order.Serial);
                (charge.ReceiptNumber, charge.ReceiptCheck) = (order.Receipt?.Number, order.Receipt?.Check);
                charge.Went(now);
                Say(db, charge, $"{charge.Id}-paid", FeeStep.Paid, charge.Amount, now);
                break;
            case "cancelled":
                charge.Fail("收缴系统说这笔缴款单已经作废");
                break;
            default:
                charge.Postpone("收缴系统的回答无法识别", now);
                break;
        }
    }

    /// <summary>每笔缴费一张有效票据 (重庆办法 第二十七条): until it is here and its signature holds, the payment is flagged.</summary>
    private async Task Fetch(ChargeRow charge, CancellationToken cancel)
    {
        var now = Clock.Now();
        if (charge.ReceiptNumber is null)
        {
            var asked = await office.Ask(charge.Id, cancel);
            if ((asked as OutsideAnswer.Said)?.As<OrderSaid>()?.Receipt is { Number: { Length: > 0 } number, Check: { Length: > 0 } check }) (charge.ReceiptNumber, charge.ReceiptCheck) = (number, check);
        }

        var missing = charge.ReceiptNumber is null ? new OutsideAnswer.Later("已缴费，还没有电子票据") : await office.Receipt(charge.ReceiptNumber, cancel);
        switch (missing)
        {
            case OutsideAnswer.Said said when await receipts.Keep(charge, said, now, cancel) is { } wrong:
                charge.Postpone(wrong, now);
                charge.Trouble = true;
                break;
            case OutsideAnswer.Said:
                charge.Went(null);
                break;
            case OutsideAnswer.No no:
                charge.Postpone($"电子票据：{no.Reason}", now);
                charge.Trouble = true;
                break;
            case OutsideAnswer.Later later:
                charge.Postpone(later.Reason, now);
                charge.Trouble |= charge.ReceiptNumber is null;
                break;
        }
    }

    public static void Say(FeesDb db, ChargeRow charge, string key, FeeStep step, Money amount, Instant now) => db.Outbox.Add(OutboxRow.Of(
        CaseNumber.Parse(charge.Case).Region, $"fee.{step.ToString().ToLowerInvariant()}/1", now,
        new FeeMoved(key, charge.Case, charge.Id, charge.Fee, step, amount, charge.ReceiptNumber)));

    private static string? Safe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;

    private static string Yuan(long? fen) => fen is { } known ? new Money(known).ToString() : "（没有说）";
}
