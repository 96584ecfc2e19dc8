using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>办事指南来信: a letter about a guide goes into the queue as a message to its recipient. Heard twice, it is the same message.</summary>
internal sealed class TellOfGuides(MessagesDb db, SendDue sender, IGuideLetters letters, TimeProvider clock) : IReaction
{
    public string Topic => GuideLetterWritten.Topic;

    public async Task React(Message message, CancellationToken cancel)
    {
        var source = message.Read<GuideLetterWritten>().Letter;
        if (await letters.Find(source, cancel) is not { } letter || await Known(letter, cancel)) return;
        var row = new MessageRow
        {
            Id = TellWhenCaseMoves.NewId(), Case = letter.Reference, Sequence = letter.Sequence, Type = GuideMessages.Type(letter.Kind), Subject = letter.Subject,
            Organisation = letter.Organisation, Place = letter.Place.Number, Code = MessageCode.New(), HappenedAt = letter.At, Source = source,
        };
        db.Messages.Add(row);
        db.Sendings.Add(TellWhenCaseMoves.SendingOf(row, Means.Platform, Kernel.ClockReading.Now(clock)));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Heard twice at once: the first stands.
            db.ChangeTracker.Clear();
            if (!await Known(letter, cancel)) throw;
        }

        sender.Wake();
    }

    private Task<bool> Known(GuideLetter letter, CancellationToken cancel) => db.Messages.AnyAsync(m => m.Case == letter.Reference && m.Sequence == letter.Sequence, cancel);
}
