using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>联署来信: a letter of a joint signing goes into the queue as a message to its recipient. Heard twice, it is the same message.</summary>
internal sealed class TellWhenSigningMoves(MessagesDb db, SendDue sender, ISigningLetters letters, TimeProvider clock) : IReaction
{
    public string Topic => SigningLetterWritten.Topic;

    public async Task React(Message message, CancellationToken cancel)
    {
        // Null: the recipient's data were erased meanwhile.
        if (await letters.Find(message.Read<SigningLetterWritten>().Letter, cancel) is not { } letter || await Known(letter, cancel)) return;
        var row = new MessageRow
        {
            Id = TellWhenCaseMoves.NewId(), Case = letter.Reference, Sequence = letter.Sequence, Type = SigningMessages.Type(letter.Kind), Subject = letter.Subject,
            Organisation = letter.Organisation, Place = letter.Place.Number, Code = MessageCode.New(), HappenedAt = letter.At,
            Source = message.Read<SigningLetterWritten>().Letter,
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

    private Task<bool> Known(SigningLetter letter, CancellationToken cancel) => db.Messages.AnyAsync(m => m.Case == letter.Reference && m.Sequence == letter.Sequence, cancel);
}
