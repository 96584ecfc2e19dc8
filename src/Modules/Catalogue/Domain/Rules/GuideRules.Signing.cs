using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>联署: every party is named by fields that are asked, the order has no gap, the days are sane.</summary>
internal static partial class GuideRules
{
    private const int MostSigningDays = 60;
    private const int MostSlots = 50;

    private static IEnumerable<Fault> SigningPlanIsWhole(Guide g, RuleSet? law)
    {
        if (g.Signing is not { } plan) yield break;
        if (plan.Days is < 1 or > MostSigningDays)
            yield return Wrong("signing.days", $"{plan.Days}", "signing-days", $"联署的期限为 1 至 {MostSigningDays} 天", "请改写天数", PlatformRules.Signing);
        if (plan.Parties is not { Count: > 0 })
        {
            yield return Missing("signing.parties", "要写明由谁联署", "请至少写一方，不用联署的去掉这一项", PlatformRules.Signing);
            yield break;
        }

        if (plan.Parties.SelectMany(p => p.All).GroupBy(s => s.Id).Any(s => s.Count() > 1))
            yield return Wrong("signing.parties", null, "signing-party-twice", "每一方的标识只能用一次", "请改写重复的标识", PlatformRules.Signing);
        var steps = plan.Parties.Select(p => p.Step).Distinct().Order().ToList();
        if (!steps.SequenceEqual(Enumerable.Range(1, steps.Count)))
            yield return Wrong("signing.parties", string.Join('、', steps), "signing-order", "签署顺序从 1 起，中间不空", "请改写顺序；一起签的都写 1", PlatformRules.Signing);
        for (var i = 0; i < plan.Parties.Count; i++)
        {
            foreach (var fault in PartyIsNamed(g, plan.Parties[i], $"signing.parties[{i}]")) yield return fault;
        }
    }

    private static IEnumerable<Fault> PartyIsNamed(Guide g, SigningParty party, string path)
    {
        if (Empty(party.Id) || Empty(party.Words)) yield return Missing($"{path}.words", "要写明这一方叫什么", "请补上标识和称呼", PlatformRules.Signing);
        if (party.Slots is < 1 or > MostSlots) yield return Wrong($"{path}.slots", $"{party.Slots}", "signing-slots", $"名单为 1 至 {MostSlots} 人", "请改写人数", PlatformRules.Signing);
        // A condition that can never be answered would let a party drop out unseen.
        if (party.OnlyIf?.Leaves.Any(l => g.Fields.All(f => f.Id != l.Field)) == true)
            yield return Wrong($"{path}.onlyIf", null, "signing-situation", "条件要落在表单的填写项上", "请核对填写项的标识", PlatformRules.Signing);
        foreach (var slot in party.All)
        {
            if (!Asked(g, slot.Name, FieldKind.Text)) yield return Unnamed($"{path}.name", slot.Name, "姓名", "文本");
            if (!Asked(g, slot.Number, FieldKind.ResidentId, FieldKind.CreditCode)) yield return Unnamed($"{path}.number", slot.Number, "证件号码", "身份证号或者统一社会信用代码");
            if (slot.Phone is null ? party.Strength == SigningStrength.PhoneCode : !Asked(g, slot.Phone, FieldKind.Phone)) yield return Unnamed($"{path}.phone", slot.Phone, "手机号码", "电话");
            if (party.Slots is null && party.OnlyIf is null && (Optional(g, slot.Name) || Optional(g, slot.Number)))
                yield return Wrong($"{path}.name", slot.Name, "signing-field-optional", "每次都要联署的人，姓名和证件号码必须填写", "请把填写项改为必填，或者写明条件", PlatformRules.Signing);
        }
    }

    private static Fault Unnamed(string path, string? field, string what, string kind) =>
        Wrong(path, field, "signing-unnamed", $"联署人的{what}要由表单填写，种类是{kind}", "请核对填写项的标识和种类", PlatformRules.Signing);

    private static bool Asked(Guide g, string id, params FieldKind[] kinds) => g.Fields.Any(f => f.Id == id && kinds.Contains(f.Kind));

    private static bool Optional(Guide g, string id) => g.Fields.Any(f => f.Id == id && (!f.Required || f.OnlyIf is not null));
}
