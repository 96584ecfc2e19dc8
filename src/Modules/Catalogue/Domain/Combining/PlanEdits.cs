using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What a clerk does to a plan, a step each; a step that would leave something hanging is refused.</summary>
internal static class PlanEdits
{
    /// <summary>模板: what each kind begins with.</summary>
    public static CombinationPlan Begin(CombinationKind kind, string item, string name, RegionCode place) => new()
    {
        Item = item,
        Name = name,
        Kind = kind,
        Place = place,
        Type = kind == CombinationKind.Joint ? ItemType.Licence : ItemType.PublicService,
        Examined = kind == CombinationKind.Joint,
        Relation = kind switch
        {
            CombinationKind.Change => "一处信息变了，凭它取得的证照也要跟着变。",
            CombinationKind.Closing => "各部门的手续同时清理，都清了才注销登记。",
            _ => "",
        },
    };

    public static Outcome<CombinationPlan> AddPart(this CombinationPlan plan, Guide guide)
    {
        if (guide.Combination is not null) return new Refusal("catalogue.part-combined", $"“{guide.Name}”本身就是组合，请直接选它里面的事项。", Laws.Bundles);
        if (plan.Parts.Any(p => p.Item == guide.Item)) return new Refusal("catalogue.part-twice", $"“{guide.Name}”已经在组合里了。", PlatformRules.Input);
        var id = Free(guide.Item[(guide.Item.IndexOf('-', StringComparison.Ordinal) + 1)..], plan.Parts.Select(p => p.Id));
        return plan with { Parts = [.. plan.Parts, new PlannedPart { Id = id, Item = guide.Item, Name = guide.Name }] };
    }

    /// <summary>With everything that speaks of it.</summary>
    public static CombinationPlan RemovePart(this CombinationPlan plan, string id) => plan with
    {
        Parts = [.. plan.Parts.Where(p => p.Id != id).Select(p => p with { Needs = [.. p.Needs.Where(n => n != id)], Produced = [.. p.Produced.Where(m => m.By != id)] })],
        Fields = Without(plan.Fields, id),
        Materials = Without(plan.Materials, id),
        Settlements = [.. plan.Settlements.Where(s => s.How != id && !s.Where.StartsWith($"result:{id}.", StringComparison.Ordinal))],
    };

    public static CombinationPlan ChangePart(this CombinationPlan plan, PlannedPart part) => plan with { Parts = [.. plan.Parts.Select(p => p.Id == part.Id ? part : p)] };

    public static Outcome<CombinationPlan> AddQuestion(this CombinationPlan plan, string label, FieldKind kind, IReadOnlyList<string> choices)
    {
        if (plan.Questions.Any(q => q.Label == label)) return new Refusal("catalogue.question-twice", "已经有同样的问题了，请换个问法。", PlatformRules.Input);
        if (kind == FieldKind.Choice && choices.Distinct().Count() < 2) return new Refusal("catalogue.choices-missing", "选择题至少要有两个选项，一行写一个。", PlatformRules.Input);
        return plan with
        {
            Questions = [.. plan.Questions, new FormField { Id = Free("ask", plan.Questions.Select(q => q.Id)), Label = label, Kind = kind, Required = true, Choices = kind == FieldKind.Choice ? [.. choices.Distinct()] : [] }],
        };
    }

    public static Outcome<CombinationPlan> RemoveQuestion(this CombinationPlan plan, string id) =>
        plan.Parts.FirstOrDefault(p => p.OnlyIf?.Asks(id) == true) is { } part
            ? new Refusal("catalogue.question-used", $"“{part.Name}”要看这个问题的答案，请先改它的办理条件。", PlatformRules.Input)
            : plan with { Questions = [.. plan.Questions.Where(q => q.Id != id)] };

    /// <summary>Only what is open now, and only in a way that was offered.</summary>
    public static Outcome<CombinationPlan> Settle(this CombinationPlan plan, IReadOnlyList<Conflict> open, string where, string how)
    {
        if (open.FirstOrDefault(c => c.Where == where)?.Options.Any(o => o.How == how) != true)
            return new Refusal("catalogue.conflict-gone", "这个矛盾已经不在了，或者没有这种处理办法，请看下面现在的情况。", PlatformRules.Order);
        // A result of another part is not a settlement but what the part waits for.
        if (where.StartsWith("result:", StringComparison.Ordinal) && plan.Part(how) is not null)
        {
            var (part, own) = where["result:".Length..].Split('.', 2) is [var p, var o] ? (plan.Part(p)!, o) : default;
            return plan.ChangePart(part with { Produced = [.. part.Produced, new ProducedMaterial(own, how)] });
        }

        return plan with { Settlements = [.. plan.Settlements.Where(s => s.Where != where), new Settlement(where, how)] };
    }

    public static CombinationPlan Unsettle(this CombinationPlan plan, string where) => plan with { Settlements = [.. plan.Settlements.Where(s => s.Where != where)] };

    /// <param name="of">"part.own", at least two, none of which is mapped already.</param>
    public static Outcome<CombinationPlan> Map(this CombinationPlan plan, bool fields, string label, IReadOnlyList<string> of)
    {
        var all = fields ? plan.Fields : plan.Materials;
        if (of.Count < 2) return new Refusal("catalogue.mapping-alone", "至少选两项，才谈得上合成一项。", PlatformRules.Input);
        if (of.Select(o => o.Split('.')[0]).Distinct().Count() < of.Count) return new Refusal("catalogue.mapping-own", "同一个事项里的两项不能合成一项。", PlatformRules.Input);
        if (all.Any(m => m.Of.Any(of.Contains))) return new Refusal("catalogue.mapping-twice", "其中有一项已经合到别处了，请先撤销那一处。", PlatformRules.Input);
        Mapping made = new(Free(of[0].Split('.')[1], all.Select(m => m.Id)), label, of);
        return fields ? plan with { Fields = [.. all, made] } : plan with { Materials = [.. all, made] };
    }

    public static CombinationPlan Unmap(this CombinationPlan plan, bool fields, string id) =>
        fields ? plan with { Fields = [.. plan.Fields.Where(m => m.Id != id)] } : plan with { Materials = [.. plan.Materials.Where(m => m.Id != id)] };

    private static IReadOnlyList<Mapping> Without(IReadOnlyList<Mapping> all, string part) =>
        [.. all.Select(m => m with { Of = [.. m.Of.Where(o => !o.StartsWith(part + ".", StringComparison.Ordinal))] }).Where(m => m.Of.Count > 1)];

    private static string Free(string wanted, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet();
        var free = wanted;
        for (var n = 2; known.Contains(free); n++) free = $"{wanted}{n}";
        return free;
    }
}
