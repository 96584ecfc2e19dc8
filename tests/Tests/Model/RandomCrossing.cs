using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Model;

/// <summary>What a window elsewhere does, and what the places do to each other.</summary>
internal static partial class RandomLife
{
    private static readonly DisputeLead City = new("370200-mzj", TheLaw.Qingdao);

    private static Actor FarClerk(Facts facts) => Clerk(facts) with { Id = "clerk-9", Place = RegionElsewhere(facts) };

    private static Turn Across(Facts facts, NaiveCase life, Random random)
    {
        var far = FarClerk(facts);
        if (life.Status is null) return new Turn(0, far, ((Submit)Filing(facts, random).Act) with { Channel = random.Next(12) == 0 ? Channel.Online : Channel.Counter });
        var days = random.Next(3) == 0 ? random.Next(1, 6) : 0;
        if (random.Next(6) == 0) return Folly(facts, life, random, days) with { By = far };
        if (random.Next(4) == 0) return new Turn(days, far, Brought(life, random));
        var here = Desk(facts, random);
        return random.Next(6) switch
        {
            0 or 1 => new Turn(days, random.Next(2) == 0 ? far : here, Packed(life, random)),
            2 or 3 => Unpacked(life, random, far, here) with { Days = days },
            4 => new Turn(days, Pick(random, far, here, Anybody(facts, random)), new RaiseDispute { Superior = random.Next(3) == 0 ? null : City, Paper = Paper(random) }),
            _ => new Turn(days, Pick(
                random, Officer(facts), Chief(facts), Anybody(facts, random), Officer(facts) with { Id = "officer-2", Place = TheLaw.Qingdao },
                Chief(facts) with { Id = "chief-2", Organisation = City.Organisation, Place = TheLaw.Qingdao }), new SettleDispute { Paper = Paper(random) }),
        };
    }

    /// <summary>What an applicant brings to the counter where he filed.</summary>
    private static CaseAct Brought(NaiveCase life, Random random) => life.Status switch
    {
        CaseStatus.CorrectionRequired => Mend(life, random),
        CaseStatus.Accepted or CaseStatus.UnderReview when life.Owed.Count > 0 => Supplement(life, random),
        CaseStatus.Delivering => Proof(random),
        CaseStatus.UnderReview or CaseStatus.RefusalDue => Pick<CaseAct>(random, new RequestHearing(), new Withdraw { Paper = Paper(random) }),
        _ => Pick<CaseAct>(random, new Withdraw { Paper = Paper(random) }, new AskForPerson()),
    };

    private static SendPapers Packed(NaiveCase life, Random random)
    {
        var decided = life.Status is { } now && !now.BeforeDecision();
        var to = random.Next(6) == 0 != decided ? HandOverTo.Receiving : HandOverTo.Handling;
        string[] what = [.. new[] { decided ? "result" : "m1", random.Next(4) == 0 ? "m2" : "", random.Next(12) == 0 ? "m9" : "", random.Next(15) == 0 ? "result" : "" }.Where(w => w.Length > 0 && random.Next(10) > 0).Distinct()];
        return new SendPapers(to, [.. what.Select(w => new HandedPaper(w, random.Next(12) == 0 ? 0 : 1, random.Next(3)))], random.Next(2) == 0 ? null : "EA123456789CN");
    }

    private static Turn Unpacked(NaiveCase life, Random random, Actor far, Actor here)
    {
        var open = life.Lists.FindIndex(l => l.Lacking is null);
        var list = open >= 0 ? life.Lists[open] : null;
        PaperChecked[] lines = [.. (list?.What ?? ["m1"]).Where(_ => random.Next(12) > 0).Select(w => new PaperChecked(w, Pick(random, PaperFinding.Whole, PaperFinding.Whole, PaperFinding.Whole, PaperFinding.Missing, PaperFinding.Damaged)))];
        var right = list?.ToUs == true ? here : far;
        return new Turn(0, random.Next(6) == 0 ? Pick(random, far, here) : right, new ConfirmPapers(random.Next(15) == 0 ? 7 : open + 1, lines) { Paper = Paper(random) });
    }
}
