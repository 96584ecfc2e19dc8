using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Supervision;

/// <summary>承诺和履行情况报信用平台: each such event of a case that rests on a promise puts one message in the queue, where the place's rulebook says so. Heard twice, it is one.</summary>
internal sealed class PushWhenPromised(SupervisionDb db, ICases cases, IRulebooks rulebooks, PushCredit push, TimeProvider clock) : IReaction
{
    private static readonly string[] Told = ["case.approved/1", "case.commitment-checked/1", "case.revocation-decided/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Told.Contains(message.Topic)) return;
        var happened = message.Read<CaseHappened>();
        var number = CaseNumber.Parse(happened.Number);
        var facts = await cases.Find(number, cancel) ?? throw new InvalidOperationException($"{happened.Number} is unknown.");
        if (rulebooks.Pinned(facts.RulesHash) is not { } rules || CreditRules.Of(message.Topic, rules) is not { } kind || await Known(happened, cancel)) return;
        var filed = (await cases.Log(number, cancel)).First(e => e.Type == "case.submitted/1");
        if (!filed.Data.TryGetProperty("commitment", out _)) return;
        db.Credit.Add(new CreditRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Case = happened.Number, Sequence = happened.Sequence, Kind = kind, Organisation = happened.Organisation,
            Place = happened.Place.Number, ItemName = facts.ItemName, HappenedAt = happened.At, DueAt = clock.Now(),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Heard twice at once: the first stands.
            db.ChangeTracker.Clear();
            if (!await Known(happened, cancel)) throw;
        }

        push.Wake();
    }

    private Task<bool> Known(CaseHappened happened, CancellationToken cancel) => db.Credit.AnyAsync(c => c.Case == happened.Number && c.Sequence == happened.Sequence, cancel);
}
