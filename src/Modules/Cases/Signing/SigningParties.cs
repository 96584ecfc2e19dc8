using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>谁要签: the plan's parties as the answers name them, and what hinders asking them.</summary>
internal static class SigningParties
{
    /// <param name="answers">Checked, in their stored form.</param>
    public static IReadOnlyList<NamedParty> Of(Guide guide, IReadOnlyDictionary<string, string> answers)
    {
        if (guide.Signing is not { } plan) return [];
        var named = new List<NamedParty>();
        foreach (var party in plan.Parties.Where(p => Filing.Applies(p.OnlyIf, answers)))
        {
            foreach (var slot in party.All)
            {
                // An empty slot of a list is nobody; an empty field of a single party is somebody not named.
                if (party.Slots is not null && !answers.ContainsKey(slot.Name) && !answers.ContainsKey(slot.Number)) continue;
                named.Add(new NamedParty(
                    slot.Id, slot.Words, answers.GetValueOrDefault(slot.Name, ""), answers.GetValueOrDefault(slot.Number, ""), KindOf(guide, slot),
                    slot.Phone is null ? null : answers.GetValueOrDefault(slot.Phone), party));
            }
        }

        return named;
    }

    /// <summary>Somebody is not named, or one and the same fills two places (by his paper, or by his telephone).</summary>
    /// <param name="own">The initiator's paper number and telephone.</param>
    public static Refusal? WhyNot(Guide guide, IReadOnlyList<NamedParty> parties, (string Number, string? Phone) own)
    {
        if (guide.Signing is { } plan && plan.Parties.FirstOrDefault(p => p.Slots is not null && parties.All(n => n.Plan != p) && p.OnlyIf is null) is { } empty)
            return No("signing-nobody", $"“{empty.Words}”还没有填写，请至少填一位的姓名和证件号码。");
        if (parties.FirstOrDefault(p => p.Name.Length == 0 || p.Number.Length == 0) is { } unnamed)
            return No("signing-unnamed", $"还没有写明{unnamed.Words}的姓名和证件号码，请先补上。");
        if (Twice(parties, p => p.Number) is { } same)
            return No("signing-twice", $"{same.First.Words}和{same.Second.Words}填的是同一个人。一个人不能替两方签署，请核对证件号码。");
        if (Twice(parties.Where(p => p.Phone is not null), p => p.Phone!) is { } phone)
            return No("signing-same-phone", $"{phone.First.Words}和{phone.Second.Words}填的是同一个手机号码。请填各人自己的号码；没有手机的留空，用纸质签署。");
        if (parties.FirstOrDefault(p => p.Number != own.Number && p.Phone is not null && p.Phone == own.Phone) is { } yours)
            return No("signing-same-phone", $"{yours.Words}填的是您自己的手机号码。请填他本人的号码；没有手机的留空，用纸质签署。");
        return null;
    }

    /// <summary>换人: who has signed or refused is followed by somebody else only where the plan allows it; a slip before that is put right freely.</summary>
    public static Refusal? MayFollow(SigningRound? before, IReadOnlyList<NamedParty> parties) =>
        before?.Parties.FirstOrDefault(old => !old.Replaceable && (old.Standing is SignatoryStanding.Signed or SignatoryStanding.Refused || before.Former.Any(f => f.Signed.Contains(old.Number)))
            && parties.Any(p => p.Id == old.Id && p.Number != old.Number)) is { } gone
            ? No("signing-not-replaceable", $"{gone.Words}已经签署或者拒绝过，本事项不能换成别人。要由别人申请的，请另填一份。")
            : null;

    /// <summary>一个都不少: every party that this filing's facts demand has signed. The decider asks it again, whoever files.</summary>
    public static Refusal? Lacking(Guide guide, IReadOnlyDictionary<string, string> facts, IReadOnlyList<CaseSignature>? signatures)
    {
        if (guide.Signing is not { } plan) return null;
        var lacking = plan.Parties.Where(p => Filing.Applies(p.OnlyIf, facts) && !p.All.Any(s => signatures?.Any(g => g.Party == s.Id && g.Strength >= p.Strength) == true)).ToList();
        return lacking.Count == 0
            ? null
            : No("signatures-missing", $"本事项要由{string.Join('、', lacking.Select(p => p.Words))}联署后才能提交。请在“核对信息”页邀请他们签署，或者一起到窗口当面签。");
    }

    private static SubjectKind KindOf(Guide guide, SigningSlot slot) =>
        guide.Fields.First(f => f.Id == slot.Number) is { Kind: FieldKind.CreditCode } ? SubjectKind.Company : SubjectKind.Person;

    private static (NamedParty First, NamedParty Second)? Twice(IEnumerable<NamedParty> parties, Func<NamedParty, string> by) =>
        parties.GroupBy(by, StringComparer.Ordinal).Select(g => g.ToList()).FirstOrDefault(g => g.Count > 1) is [var first, var second, ..] ? (first, second) : null;

    private static Refusal No(string code, string words) => new($"cases.{code}", words, PlatformRules.Signing);
}
