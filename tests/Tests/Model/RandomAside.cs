using OneWindow.Cases;

namespace OneWindow.Tests.Model;

/// <summary>Words given, papers written, what goes on beside the main road.</summary>
internal static partial class RandomLife
{
    private static CaseCommitment? Word(Facts facts, Random random) => (facts.Guide.Commitment, random.Next(20)) switch
    {
        (null, > 0) or (not null, < 8) => null,
        (null, _) => new CaseCommitment(["m2"], "t"),
        ({ } offer, 8) => new CaseCommitment([], offer.Told),
        ({ } offer, 9) => new CaseCommitment(["m2", "m1"], offer.Told),
        (not null, 10) => new CaseCommitment(["m2"], "t"),
        ({ } offer, _) => new CaseCommitment(["m2"], offer.Told),
    };

    private static CaseAct Aside(NaiveCase life, Random random) => random.Next(life.Status == CaseStatus.RefusalDue ? 3 : 12) switch
    {
        0 => new Terminate(TerminationGround.Death) { Paper = Paper(random) },
        1 or 4 or 5 or 6 => new RecordContact(Pick(random, ContactKind.Visit, ContactKind.Visit, ContactKind.Phone, ContactKind.Message)) { Paper = random.Next(2) == 0 ? null : "p" },
        _ => new ExplainLateness { Paper = Paper(random) },
    };

    private static RecordCheck Look(Random random) => new(Pick(random, CheckOutcome.Kept, CheckOutcome.Corrected, CheckOutcome.Broken, CheckOutcome.Broken)) { Paper = Paper(random) };

    private static DecideRevocation Settle(NaiveCase life, Random random) =>
        new(random.Next(3) == 0 ? null : life.Today.AddDays(random.Next(8) == 0 ? 0 : random.Next(1, 9))) { Paper = Paper(random) };

    private static RecordDelivery Proof(Random random) => new()
    {
        Paper = Paper(random), Waybill = random.Next(5) == 0 ? null : "EA123456789CN",
        Proof = Pick<DeliveryProofKind?>(random, null, DeliveryProofKind.Identity, DeliveryProofKind.Identity, DeliveryProofKind.Entrusted, DeliveryProofKind.Code, DeliveryProofKind.Opened),
    };

    private static CaseAct Decision(Random random) => random.Next(3) == 0 ? new Refuse { Paper = Paper(random) } : new Approve();
}
