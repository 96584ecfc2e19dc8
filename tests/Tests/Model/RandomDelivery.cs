using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>Going there, paying, bringing it.</summary>
internal static partial class RandomLife
{
    private static Turn Visiting(Facts facts, NaiveCase life, Random random, int days)
    {
        if (random.Next(9) == 0) return new Turn(days, Desk(facts, random), Pick<CaseAct>(random, Proposed(life, random), new AnswerVisit(null, null), Inspected(random), new BeginProcedure("visit", null)));
        if (!life.Procedures.ContainsKey("visit"))
        {
            return new Turn(days, Desk(facts, random), random.Next(life.Visit is { Standing: VisitStanding.Done } ? 4 : 1) switch
            {
                0 => new BeginProcedure("visit", null),
                1 => Decision(random),
                _ => Review(facts, life, random),
            });
        }

        return life.Visit switch
        {
            { Standing: VisitStanding.Proposed } visit => new Turn(days / 8, random.Next(6) == 0 ? Clerk(facts) : Applicant, random.Next(3) > 0
                ? new AnswerVisit(null, null)
                : new AnswerVisit(visit.On.AddDays(random.Next(-1, 3)), random.Next(8) == 0 ? null : visit.From) { Paper = Paper(random) }),
            { Standing: VisitStanding.Agreed } visit => new Turn(
                random.Next(5) == 0 ? 0 : Math.Max(0, visit.On.DayNumber - life.Today.DayNumber), random.Next(5) == 0 ? Desk(facts, random) : Named(facts, visit.Officers[0]), Inspected(random)),
            { Standing: VisitStanding.Done } when random.Next(3) > 0 => new Turn(days, Desk(facts, random), new EndProcedure("visit", 2) { Paper = "p" }),
            { Standing: VisitStanding.Moved } moved when random.Next(2) == 0 => new Turn(0, Desk(facts, random), new ProposeVisit(moved.On, moved.From, moved.Officers)),
            _ => new Turn(days / 8, Desk(facts, random), Proposed(life, random)),
        };
    }

    private static ProposeVisit Proposed(NaiveCase life, Random random) => new(
        life.Today.AddDays(random.Next(10) == 0 ? -1 : random.Next(0, 3)), new TimeOnly(9, 0),
        random.Next(8) switch { 0 => ["reviewer-1"], 1 => ["head-1", "nobody"], 2 or 3 => ["chief-1", "head-1"], _ => ["reviewer-1", "head-1"] });

    private static RecordVisit Inspected(Random random)
    {
        string[] failed = random.Next(3) == 0 ? ["water"] : [];
        return new RecordVisit(random.Next(8) == 0 ? ["layout"] : [.. ((string[])["layout", "water"]).Except(failed)], failed, Files(["photo"]), random.Next(8) == 0 ? 1 : 2, random.Next(4) > 0) { Paper = Paper(random) };
    }

    private static Turn Sending(Facts facts, NaiveCase life, Random random, int days) => random.Next(5) switch
    {
        0 => new Turn(days, Window(facts, random), new RecordAttempt { Paper = Paper(random) }),
        1 => new Turn(days, Window(facts, random), new ChangeDelivery(Pick(random, [.. facts.Guide.Deliveries, DeliveryMode.Post]))),
        _ => new Turn(days, random.Next(9) == 0 ? Clerk(facts) : Actor.Clockwork, new RecordParcel(
            random.Next(6) == 0 ? 0 : 1, "ems", "EA1", life.Carried ? Pick(random, ParcelStep.Failed, ParcelStep.Delivered) : Pick(random, ParcelStep.Sent, ParcelStep.Sent, ParcelStep.Failed), "returned")),
    };

    private static RecordFee Paying(Random random) => new(
        random.Next(8) == 0 ? "c2" : "c1", random.Next(8) == 0 ? "别的" : "工本费", Pick(random, FeeStep.Charged, FeeStep.Charged, FeeStep.Paid, FeeStep.Paid, FeeStep.Waived, FeeStep.Refunded), new Money(1000), null);
}
