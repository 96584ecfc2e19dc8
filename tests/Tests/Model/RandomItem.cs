using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>Items that are cancelled, suspended, resumed, handed down.</summary>
internal static partial class RandomLife
{
    private static ItemTimeline Changed(LocalLaw law, DateOnly filed, Random random)
    {
        var first = filed.AddDays(random.Next(1, 26));
        var then = first.AddDays(random.Next(3, 20));
        ItemChange One(ItemStep step, DateOnly from, DateOnly? until = null) => new(step, Midnight(from), until is { } day ? Midnight(day) : null, "上级决定")
        {
            To = step == ItemStep.Moved ? new ItemHeir("street", "某街道", law.Place) : null,
        };
        return new ItemTimeline(random.Next(8) switch
        {
            0 => [One(ItemStep.Cancelled, first)],
            1 => [One(ItemStep.Moved, first)],
            2 => [One(ItemStep.Suspended, first), One(Pick(random, ItemStep.Cancelled, ItemStep.Moved), then)],
            3 => [One(ItemStep.Suspended, first), One(ItemStep.Resumed, then)],
            4 => [One(ItemStep.Suspended, first), One(ItemStep.Suspended, then, then.AddDays(9))],
            _ => [One(ItemStep.Suspended, first, then)],
        });
    }

    private static Instant Midnight(DateOnly day) => Instant.At(day, TimeOnly.MinValue);

    private static Turn Settling(Facts facts, Random random, int days) => new(days / 4, random.Next(9) == 0 ? Anybody(facts, random) : Desk(facts, random), new SettleItemChange(
        Pick(random, ChangeOutcome.Held, ChangeOutcome.Held, ChangeOutcome.Held, ChangeOutcome.Finished, ChangeOutcome.Ended, ChangeOutcome.HandedOver), random.Next(9) == 0 ? " " : "决定第二条") { Paper = Paper(random) });

    private static Turn OnHold(Facts facts, NaiveCase life, Random random, int days) => random.Next(12) switch
    {
        0 => new Turn(days, Applicant, new Withdraw()),
        1 => new Turn(days, Clerk(facts), new Terminate(TerminationGround.Death) { Paper = Paper(random) }),
        2 or 3 => new Turn(days, Window(facts, random), Aside(life, random)),
        4 or 5 or 6 => Rare(facts, life, random, days / 2),
        9 when facts.Guide.Fees.Count > 0 => new Turn(days / 4, Actor.Clockwork, Paying(random)),
        7 or 8 => Recusing(facts, life, random) is var (by, act) ? new Turn(days / 2, by, act) : null!,
        _ => new Turn(Math.Max(1, days), Applicant, null),
    };
}
