using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>退费: what two people agreed to goes back the way it came; asked under the same key until the service says that it is done.</summary>
internal sealed class FollowRefunds(IDbContextFactory<FeesDb> contexts, CollectionOffice office, OutboxBell bell, TimeProvider clock, ILogger<FollowRefunds> log)
    : DueWorker<FeesDb, RefundRow>(contexts, bell, clock, log)
{
    public override string Title => "退费";

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    protected override async Task Step(FeesDb db, RefundRow refund, CancellationToken cancel)
    {
        var now = Clock.Now();
        if (refund.State != RefundState.Approved)
        {
            refund.Went(null);
            return;
        }

        switch (await office.Refund(refund, cancel))
        {
            case OutsideAnswer.Later later:
                refund.Postpone(later.Reason, now);
                break;
            case OutsideAnswer.No no:
                refund.Fail(no.Reason);
                break;
            case OutsideAnswer.Said said when said.As<RefundSaid>() is not { } answer || answer.Amount != refund.Amount.Fen:
                refund.Postpone("收缴系统的回答无法识别，或者金额不一致", now);
                break;
            case OutsideAnswer.Said said when said.As<RefundSaid>() is { State: "refunded" } done:
                var charge = await db.Charges.SingleAsync(c => c.Id == refund.Charge, cancel);
                (refund.State, refund.DoneOn) = (RefundState.Done, done.RefundedAt is { } at ? Instant.From(at).Date : now.Date);
                refund.Went(null);
                charge.Refunded += refund.Amount;
                charge.Version++;
                FollowCharges.Say(db, charge, refund.Id, FeeStep.Refunded, refund.Amount, now);
                break;
            case OutsideAnswer.Said said when said.As<RefundSaid>() is { State: "failed" }:
                refund.Fail("收缴系统没有退成，请与对方联系");
                break;
            default:
                refund.Went(now.Plus(Wait));
                break;
        }
    }
}
