using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>
/// 告知: each event that is told puts one message in the queue; it is written and sent from there, so that what fails is seen and tried again and
/// holds nothing else up. Heard twice, it is the same message: one for an event of a case.
/// </summary>
internal sealed class TellWhenCaseMoves(MessagesDb db, SendDue sender, ICases cases, ICopyReaders readers, TimeProvider clock) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var tells = MessageDrafts.Tells(message.Topic);
        if (!tells && !MessageDrafts.MayTell(message.Topic)) return;
        var happened = message.Read<CaseHappened>();
        // 一口受理: the acceptance of the whole told it for each of its parts.
        if (message.Topic == "case.accepted/1" && happened.Whole is not null) return;
        if (!tells)
        {
            var log = await cases.Log(CaseNumber.Parse(happened.Number), cancel);
            if (!MessageDrafts.Tells(log.Single(e => e.Sequence == happened.Sequence), log)) return;
        }

        if (await Known(happened, cancel)) return;
        var now = clock.Now();
        // What can still be taken back is told when it no longer can.
        var due = HeldBack.For(happened.Type) is var held && held > TimeSpan.Zero ? happened.At.Plus(held) : now;
        Add(happened, null, due);
        foreach (var reader in await readers.Of(happened.Subject, happened.Item, cancel)) Add(happened, reader, due);
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

        sender.Wake();
    }

    /// <param name="reader">抄送: who gets a copy; null: the applicant himself is told.</param>
    private void Add(CaseHappened happened, CopyReader? reader, Instant due)
    {
        var row = new MessageRow
        {
            Id = NewId(), Case = happened.Number, Sequence = happened.Sequence, Type = happened.Type, Subject = reader?.Subject ?? happened.Subject,
            Principal = reader is null ? null : happened.Subject, Authority = reader?.Authority,
            Organisation = happened.Organisation, Place = happened.Place.Number, Code = MessageCode.New(), HappenedAt = happened.At,
        };
        db.Messages.Add(row);
        db.Sendings.Add(SendingOf(row, Means.Platform, due));
    }

    public static SendingRow SendingOf(MessageRow message, Means means, Instant now) => new()
    {
        Id = NewId(), Message = message.Id, Subject = message.Subject, Organisation = message.Organisation, Place = message.Place, Means = means,
        State = means.IsTask() ? SendingState.Task : SendingState.Waiting, DueAt = means.IsTask() ? null : now, CreatedAt = now,
    };

    private Task<bool> Known(CaseHappened happened, CancellationToken cancel) =>
        db.Messages.AnyAsync(m => m.Case == happened.Number && m.Sequence == happened.Sequence, cancel);

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
