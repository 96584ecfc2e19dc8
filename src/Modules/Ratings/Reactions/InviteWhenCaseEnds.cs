using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Ratings;

/// <summary>
/// 邀请评价: a matter that reached its end, whatever the end, may be rated once. By status, not by event name: several events of one act
/// may arrive with the same end, and may arrive again.
/// </summary>
internal sealed class InviteWhenCaseEnds(RatingsDb db, ICatalogue catalogue, IRulebooks rulebooks) : IReaction
{
    private static readonly HashSet<string> Ends = ["Closed", "NotAccepted", "DeemedWithdrawn", "Withdrawn"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (!Ends.Contains(happened.Status) || await db.Invitations.AnyAsync(i => i.Number == happened.Number, cancel)) return;

        var guide = await catalogue.Version(happened.Item, happened.GuideVersion, cancel);
        var rules = rulebooks.For(happened.Place, guide?.Type ?? ItemType.PublicService, happened.At.Date);
        db.Invitations.Add(new InvitationRow
        {
            Number = happened.Number, Subject = happened.Subject, Organisation = happened.Organisation, Item = happened.Item,
            ItemName = guide?.Name ?? happened.Item, Place = happened.Place.Number, InvitedAt = happened.At, Basis = RatingBasis.Of(rules).ToString(),
        });
        await db.SaveChangesAsync(cancel);
    }
}
