using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>
/// 开具缴款单: at the moment that the guide names, each of its fees becomes a charge of the case, once however often this is heard. What is measured waits
/// for who decides. When the case ends before it was paid, it is not owed any more. Nobody charges by hand.
/// </summary>
internal sealed class ChargeWhenCaseMoves(
    FeesDb db, ICases cases, ICatalogue catalogue, IRulebooks rulebooks, FollowCharges follow, TimeProvider clock, ILogger<ChargeWhenCaseMoves> log) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (ChargeRules.Ended(happened.Status)) await CallOff(happened, cancel);
        else if (message.Topic is "case.accepted/1" or "case.approved/1" or "case.deemed-renewed/1") await Charge(message.Topic, happened, cancel);
    }

    private async Task Charge(string topic, CaseHappened happened, CancellationToken cancel)
    {
        var guide = await catalogue.Version(happened.Item, happened.GuideVersion, cancel) ?? throw new InvalidOperationException($"{happened.Item} {happened.GuideVersion} is unknown.");
        if (!ChargeRules.ArisingAt(topic, guide).Any()) return;
        var facts = await cases.Find(CaseNumber.Parse(happened.Number), cancel) ?? throw new InvalidOperationException($"{happened.Number} is unknown.");
        var rules = rulebooks.Pinned(facts.RulesHash) ?? rulebooks.For(guide.Place, guide.Type, happened.At.Date);
        var known = await db.Charges.Where(c => c.Case == happened.Number).Select(c => c.Fee).ToListAsync(cancel);
        var now = clock.Now();
        foreach (var fee in ChargeRules.ArisingAt(topic, guide).Where(f => !known.Contains(f.Name)))
        {
            if (ChargeRules.MayCharge(guide, fee.Name, rules) is { } why)
            {
                log.LogWarning("The fee of {Item} v{Version} was not charged: {Code}.", guide.Item, guide.Version, why.Code);
                continue;
            }

            var charge = Of(happened, guide, fee, now);
            db.Charges.Add(charge);
            if (!fee.Assessed) FollowCharges.Say(db, charge, $"{charge.Id}-charged", FeeStep.Charged, charge.Amount, now);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Heard twice at once: the first stands.
            db.ChangeTracker.Clear();
            if (!await db.Charges.AnyAsync(c => c.Case == happened.Number, cancel)) throw;
        }

        follow.Wake();
    }

    private static ChargeRow Of(CaseHappened happened, Guide guide, Fee fee, Instant now) => new()
    {
        Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Case = happened.Number, Organisation = happened.Organisation, Place = happened.Place.Number,
        Subject = happened.Subject, Item = guide.Item, ItemName = guide.Name, Fee = fee.Name, Standard = fee.Standard, Basis = $"《{fee.Basis.Law}》{fee.Basis.Article}",
        Price = fee.Amount, Unit = fee.Unit, Amount = fee.Assessed ? Money.Zero : fee.Amount, State = fee.Assessed ? ChargeState.Assessing : ChargeState.Open,
        ChargedAt = now, DueAt = fee.Assessed ? null : now,
    };

    private async Task CallOff(CaseHappened happened, CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var charge in await db.Charges.Where(c => c.Case == happened.Number && (c.State == ChargeState.Open || c.State == ChargeState.Assessing)).ToListAsync(cancel))
        {
            if (charge.State == ChargeState.Open) FollowCharges.Say(db, charge, $"{charge.Id}-waived", FeeStep.Waived, charge.Amount, now);
            charge.State = ChargeState.Waived;
            charge.TryNow(now);
            charge.Version++;
        }

        await db.SaveChangesAsync(cancel);
        follow.Wake();
    }
}
