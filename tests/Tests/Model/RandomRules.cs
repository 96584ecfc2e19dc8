using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>What rules decide, and in which order.</summary>
internal static partial class RandomLife
{
    private static readonly LegalBasis Basis = new("示范法", "第二条");

    private static readonly ApprovalRules Rules = new(3,
    [
        new ApprovalRule { Id = "age", Words = "年满六十周岁", Basis = Basis, All = [new ApprovalTest("applicant.age", TestKind.AtLeast, "60")] },
        new ApprovalRule { Id = "local", Words = "户籍在本市", Basis = Basis, Any = [new ApprovalTest("field.local", TestKind.OneOf, "是")] },
    ]);

    private static Turn ByRules(Facts facts, NaiveCase life, Random random, int days) => random.Next(life.Status == CaseStatus.Accepted ? 5 : 7) switch
    {
        < 3 when life.Status == CaseStatus.Accepted => new Turn(0, random.Next(12) == 0 ? Clerk(facts) : Actor.Clockwork, Tried(random)),
        0 => new Turn(days, Actor.Clockwork, Tried(random)),
        < 4 => new Turn(days, Desk(facts, random), new LookAgain(random.Next(2) == 0) { Paper = Paper(random) }),
        _ => new Turn(days, random.Next(4) == 0 ? Clerk(facts) : Applicant, new AskForPerson()),
    };

    private static DecideByRules Tried(Random random)
    {
        var values = new Dictionary<string, string> { ["applicant.age"] = Pick(random, "60", "75", "75", "59", "") };
        if (random.Next(6) > 0) values["field.local"] = random.Next(5) == 0 ? "否" : "是";
        return new DecideByRules(values);
    }

    private static CaseAct OutOfTurn(Random random) => random.Next(3) == 0
        ? new Refuse { ForQuota = true, Paper = Paper(random) }
        : new ApproveOutOfOrder(new LegalBasis("示范法", random.Next(8) == 0 ? "" : "第五条") { Type = Pick(random, BasisType.Law, BasisType.Law, BasisType.AdministrativeRegulation, BasisType.Rule) });

    private static QuotaQueue? Line(Facts facts, Random random) => facts.Guide.Quota is null || random.Next(8) == 0
        ? null
        : new QuotaQueue(2, random.Next(3), [.. Enumerable.Range(2, random.Next(3)).Select(i => CaseNumber.From(facts.Law.Place, facts.FiledOn, 0, i))]);

    /// <summary>Decided there one of these days, told to nobody.</summary>
    private static Turn TypedIn(Facts facts, NaiveCase life, Random random, int days)
    {
        var on = life.Today.AddDays(days - (random.Next(3) == 0 ? random.Next(30) : random.Next(3)));
        var mark = new OutsideMark(random.Next(12) == 0 ? "other" : "line", random.Next(12) == 0 ? "" : "7", Instant.At(random.Next(12) == 0 ? on.AddDays(3) : on, new TimeOnly(8, 0)))
        {
            Scan = random.Next(12) == 0 ? null : "scan", ScanHash = "00",
        };
        return new Turn(days, random.Next(9) == 0 ? Anybody(facts, random) : Desk(facts, random), new EnterOutsideResult(random.Next(3) > 0) { Paper = Paper(random), Outside = random.Next(15) == 0 ? null : mark });
    }
}
