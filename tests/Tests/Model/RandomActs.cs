using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>The acts that the dice choose from.</summary>
internal static partial class RandomLife
{
    private static readonly string[] Demanded = ["m1", "m2", "m3", "m4"];

    /// <summary>What the right person would do here; null: nothing is left to do.</summary>
    private static Turn? Sense(Facts facts, NaiveCase life, Random random, int days)
    {
        var (by, act) = life.Status switch
        {
            null => Filing(facts, random),
            CaseStatus.Submitted => AtTheWindow(facts, life, random),
            CaseStatus.CorrectionRequired => random.Next(8) switch
            {
                0 => (Window(facts, random), TurnAway(random)),
                1 => (Window(facts, random), new ExtendCorrectionPeriod(Soon(life, random))),
                2 => (random.Next(3) == 0 ? Clerk(facts) : Applicant, new Withdraw { Paper = random.Next(2) == 0 ? null : "p" }),
                _ => (random.Next(4) == 0 ? Clerk(facts) : Applicant, Mend(life, random)),
            },
            CaseStatus.Accepted => random.Next(10) switch
            {
                0 => (Window(facts, random), Decision(random)),
                1 or 2 => (Applicant, Supplement(life, random)),
                3 when random.Next(3) == 0 => (Applicant, new Withdraw()),
                _ => (Desk(facts, random), (CaseAct)new BeginReview()),
            },
            CaseStatus.UnderReview => UnderReview(facts, life, random),
            CaseStatus.RefusalDue => random.Next(6) switch
            {
                < 3 when life.MayBeHeard && random.Next(2) == 0 => Heard(facts, life, random),
                0 => (Desk(facts, random), life.MayBeHeard && random.Next(2) == 0 ? Pick<CaseAct>(random, new TellHearingRight(), new HoldHearing { Paper = "p" }) : EndOne(life, random)),
                1 or 4 when life.MayBeHeard => (Applicant, new RequestHearing()),
                1 when random.Next(3) == 0 => (Applicant, new Withdraw()),
                _ => (Desk(facts, random), random.Next(5) == 0 ? new Approve() : new Refuse { Paper = Paper(random) }),
            },
            CaseStatus.Approved or CaseStatus.Delivering when life.BrokenWord && random.Next(2) == 0 => (Desk(facts, random), Settle(life, random)),
            CaseStatus.Approved or CaseStatus.Delivering when life.LookBy is not null && random.Next(3) > 0 => (Desk(facts, random), Look(random)),
            CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering when random.Next(4) == 0 => (Window(facts, random), Aside(life, random)),
            CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed => (Window(facts, random), new BeginDelivery(Pick(random, [.. facts.Guide.Deliveries, DeliveryMode.Post]))),
            CaseStatus.Delivering => (random.Next(3) == 0 ? Applicant : Window(facts, random), Proof(random)),
            CaseStatus.Closed when life.BrokenWord => (Desk(facts, random), Settle(life, random)),
            CaseStatus.Closed when life.LookBy is not null && random.Next(2) == 0 => (Desk(facts, random), Look(random)),
            _ => (Applicant, null),
        };
        return act is null ? null : new Turn(days, by, act);
    }

    /// <summary>Anybody, anything.</summary>
    private static Turn Folly(Facts facts, NaiveCase life, Random random, int days)
    {
        if (life.Status is null) return new Turn(0, Pick(random, Applicant, Stranger, Clerk(facts), Reviewer(facts)), Filing(facts, random).Act);
        CaseAct act = random.Next(28) switch
        {
            0 => new Accept(),
            1 => Notice(facts, life, random),
            2 => Tolerate(life, random),
            3 => TurnAway(random),
            4 => new ExtendCorrectionPeriod(Soon(life, random)),
            5 => Mend(life, random),
            6 => Supplement(life, random),
            7 => new Withdraw { Paper = Paper(random) },
            8 => new BeginReview(),
            9 => Review(facts, life, random),
            10 => BeginOne(life, random),
            11 => EndOne(life, random),
            12 => Longer(random),
            13 or 14 => Decision(random),
            15 => new BeginDelivery(Pick(random, DeliveryMode.Counter, DeliveryMode.Kiosk)),
            16 => Proof(random),
            17 => Filing(facts, random).Act,
            18 => new TellHearingRight(),
            19 => new RequestHearing(),
            20 => new HoldHearing { Paper = Paper(random) },
            21 => Look(random),
            22 => Settle(life, random),
            23 or 24 => Aside(life, random),
            25 => new AskForPerson(),
            26 => Proposed(life, random),
            _ => new Approve(),
        };
        return new Turn(days, random.Next(2) == 0 ? Desk(facts, random) : Anybody(facts, random), act);
    }

    private static (Actor By, CaseAct Act) Filing(Facts facts, Random random)
    {
        var present = random.Next(10) switch
        {
            < 8 when facts.LeavesGaps => ["m1", "m2", Pick(random, "m3", "m6")],
            < 5 => new List<string>(Demanded),
            < 8 => [.. Demanded.Where(id => id is "m1" or "m2" || random.Next(2) == 0), "m6"],
            _ => [.. Demanded.Where(_ => random.Next(2) == 0)],
        };
        var expires = facts.CalendarComesLater && random.Next(5) > 0
            ? AfterADayThatChanges(facts.FiledOn.AddDays(30))
            : facts.FiledOn.AddDays(Pick(random, 28, 29, 30, 31, 5, 12, 32, 34, 37, 45, 60));
        var counter = random.Next(2) == 0;
        return (counter ? Window(facts, random) : Applicant, new Submit(
            Modules.Cases.Story.Subject, counter ? Channel.Counter : random.Next(12) == 0 ? Channel.Kiosk : Channel.Online, [], present, new Dictionary<string, string>(),
            random.Next(20) == 0 ? DeliveryMode.Electronic : DeliveryMode.Counter, facts.Guide.Renewal && random.Next(15) > 0 ? expires : null)
        {
            Commitment = Word(facts, random),
        });
    }

    /// <summary>The eve of the licence's end turns from a working day into a day off, or back, when the year's days are announced.</summary>
    private static DateOnly AfterADayThatChanges(DateOnly from)
    {
        var day = from;
        while (WorkCalendar.Unannounced.IsWorkingDay(day.AddDays(-1)) == Facts.Announced.IsWorkingDay(day.AddDays(-1)) && day < from.AddDays(150)) day = day.AddDays(1);
        return day;
    }

    private static (Actor By, CaseAct Act) AtTheWindow(Facts facts, NaiveCase life, Random random) => (Window(facts, random), random.Next(12) switch
    {
        0 => TurnAway(random),
        1 => Notice(facts, life, random),
        2 when life.Told => new RequestCorrection([new Defect(DefectKind.Material, Pick(random, "m1", "m2", "m3"), "unreadable")], Soon(life, random)),
        2 => new Accept(),
        _ when life.Missing.Count == 0 => new Accept(),
        _ when life.TolerancesFit && random.Next(4) > 0 => Tolerate(life, random),
        _ => Notice(facts, life, random),
    });

    private static (Actor By, CaseAct Act) UnderReview(Facts facts, NaiveCase life, Random random) => random.Next(20) switch
    {
        < 12 when life.MayBeHeard && random.Next(2) == 0 => random.Next(4) switch
        {
            0 or 1 => Heard(facts, life, random),
            2 => (Desk(facts, random), new HoldHearing { Paper = Paper(random) }),
            _ => (Desk(facts, random), (CaseAct)new TellHearingRight()),
        },
        < 3 when life.Owed.Count > 0 => (Applicant, Supplement(life, random)),
        0 when random.Next(4) == 0 => (Applicant, new Withdraw()),
        < 8 => (Desk(facts, random), BeginOne(life, random)),
        < 12 when life.Procedures.Count > 0 => (Desk(facts, random), EndOne(life, random)),
        < 14 => (Head(facts), Longer(random)),
        < 17 => (Desk(facts, random), Review(facts, life, random)),
        _ => (Desk(facts, random), Decision(random)),
    };

    private static (Actor By, CaseAct Act) Heard(Facts facts, NaiveCase life, Random random) =>
        life.NextOfHearing(random) is var act && act is RequestHearing ? (Applicant, act) : (Desk(facts, random), act);

    private static RequestCorrection Notice(Facts facts, NaiveCase life, Random random)
    {
        var defects = life.Missing.Where(_ => random.Next(12) > 0).Select(Modules.Cases.Story.Missing).ToList();
        if (random.Next(4) == 0) defects.Add(new Defect(DefectKind.Material, Pick(random, "m1", "m2"), "unreadable"));
        if (random.Next(4) == 0) defects.Add(new Defect(DefectKind.Field, "name", "incomplete"));
        if (random.Next(25) == 0) defects.Add(new Defect(DefectKind.Material, "m9", "missing"));
        if (defects.Count == 0 && random.Next(2) == 0) defects.Add(Modules.Cases.Story.Missing("m1"));
        return new RequestCorrection([.. defects.DistinctBy(d => d.Id)], Soon(life, random));
    }

    private static AcceptTolerantly Tolerate(NaiveCase life, Random random) =>
        new([.. life.Missing.Where(_ => random.Next(12) > 0).Concat(random.Next(10) == 0 ? ["m3"] : []).Distinct()], Soon(life, random), random.Next(5) > 0);

    /// <summary>A finding on what was false stands where the window names a body; it is forgotten where it names none.</summary>
    private static RefuseAcceptance TurnAway(Random random)
    {
        var act = new RefuseAcceptance(
        Pick(random, "out-of-powers", "not-tolerable", "not-tolerable", "false-materials", "contrary-to-law", "not-required", "no-longer-required"),
        random.Next(5) == 0 ? " " : "市商务局") { Paper = Paper(random) };
        return act is { Ground: "false-materials", CompetentBody: not " " } ? act with { Finding = new FalseFinding(["m1"], "核对记录") } : act;
    }

    private static FileCorrection Mend(NaiveCase life, Random random) => new(
        Files(life.Unmended.Where(d => d.Kind == DefectKind.Material && random.Next(5) > 0).Select(d => d.Id)),
        [.. life.Unmended.Where(d => d.Kind == DefectKind.Field && random.Next(5) > 0).Select(d => d.Id)], new Dictionary<string, string>());

    private static FileSupplement Supplement(NaiveCase life, Random random) => new(Files(life.Owed.Where(_ => random.Next(4) > 0)));

    private static RecordReview Review(Facts facts, NaiveCase life, Random random) =>
        new([.. facts.Checks.Skip(random.Next(8) == 0 ? 1 : 0), .. life.Failed.Where(_ => random.Next(8) > 0).Select(id => $"site-{id}")]);

    private static BeginProcedure BeginOne(NaiveCase life, Random random) => new(
        Pick(random, "testing", "testing", "experts", "visit", "assessment", "hearing"),
        random.Next(5) == 0 ? null : life.Today.AddDays(random.Next(15) == 0 ? -1 : random.Next(0, 14)));

    private static EndProcedure EndOne(NaiveCase life, Random random) =>
        new(life.Procedures.Count == 0 || random.Next(12) == 0 ? "testing" : Pick(random, [.. life.Procedures.Keys]), random.Next(10) == 0 ? 1 : 2) { Paper = Paper(random) };

    private static ExtendLimit Longer(Random random) =>
        new(random.Next(6) == 0 ? ClockKind.Promised : ClockKind.Statutory, TimeLimit.WorkingDays(Pick(random, 10, 10, 5, 3, 11))) { Paper = Paper(random) };
}
