using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What the guide says beside form and materials: whom it serves, where, how long, and by what steps.</summary>
internal static partial class Union
{
    /// <summary>行政许可法 第四十二条: licences decided together or jointly, forty-five days in all.</summary>
    public static TimeLimit JointLimit { get; } = TimeLimit.WorkingDays(45);

    private static Guide Whole(
        CombinationPlan plan, IReadOnlyList<PartGuide> parts, PartGraph graph, IReadOnlyList<FormStep> form, IReadOnlyList<GuideMaterial> materials,
        IReadOnlyList<CombinedPart> combined, Func<string, string> nameOf, RuleSet? law, DateOnly from, List<Conflict> conflicts)
    {
        var guides = parts.Select(p => p.Guide).ToList();
        // Halls, telephones and level are the lead's.
        var lead = guides.Find(g => g.Organisation == plan.Lead) ?? guides[0];
        var audience = Common(plan, parts, "audience", plan.Audience, g => g.Audience, "服务对象", GuidePageModel.Of, a => a, conflicts);
        var channels = Common(plan, parts, "channels", plan.Channels, g => g.Channels, "办理形式", GuidePageModel.Of, c => c.Where(x => x is Channel.Counter or Channel.Online), conflicts);
        Levels(plan, parts, conflicts);
        return GuideText.Seal(new Guide
        {
            Item = plan.Item,
            Version = 1,
            Hash = "",
            EffectiveFrom = guides.Select(g => g.EffectiveFrom).Append(from).Max(),
            Name = plan.Name,
            Type = plan.Type,
            BasicCode = plan.BasicCode,
            Organisation = plan.Lead,
            Place = plan.Place,
            ExerciseLevel = lead.ExerciseLevel,
            Process = ProcessTemplate.General.Id,
            Audience = audience,
            Bases = [.. plan.Bases.Concat(guides.SelectMany(g => g.Bases)).Distinct()],
            Conditions = [.. plan.Conditions, .. parts.SelectMany(p => p.Guide.Conditions.Select(c => $"{p.Part.Name}：{c}"))],
            StatutoryLimit = plan is { Kind: CombinationKind.Joint, Type: ItemType.Licence } ? JointLimit : null,
            PromisedLimit = LimitOf(plan, graph, law, conflicts),
            OnTheSpot = false,
            FormReviewOnly = false,
            InPerson = guides.Exists(g => g.InPerson),
            Level = guides.Max(g => g.Level),
            ConcernsOthers = guides.Exists(g => g.ConcernsOthers),
            SafetyAreas = guides.SelectMany(g => g.SafetyAreas ?? []).Distinct().ToList() is { Count: > 0 } areas ? areas : null,
            Materials = materials,
            Form = form,
            Steps = StepsOf(plan, parts, graph, nameOf),
            SpecialProcedures = [.. parts.SelectMany(p => p.Guide.SpecialProcedures.Select(s => s with { Id = $"{p.Part.Id}-{s.Id}", Name = $"{p.Part.Name}：{s.Name}" }))],
            Fees = [.. parts.SelectMany(p => p.Guide.Fees.Select(f => f with { Name = $"{p.Part.Name}：{f.Name}" }))],
            Channels = channels,
            ChannelReason = guides.Select(g => g.ChannelReason).FirstOrDefault(r => r is not null),
            Places = lead.Places,
            Result = new GuideResult(string.Join('、', guides.Select(g => g.Result.Name).Distinct()), ResultKind.Other, null),
            Deliveries = [.. guides[0].Deliveries.Where(d => guides.TrueForAll(g => g.Deliveries.Contains(d)))],
            ConsultationPhone = lead.ConsultationPhone,
            ComplaintPhone = lead.ComplaintPhone,
            // One filing, one coming: what the part that asks for most needs.
            Visits = guides.Max(g => g.Visits),
            Questions = plan.Answers,
            Themes = [.. plan.Themes.Concat(guides.SelectMany(g => g.Themes)).Distinct().Where(t => audience.Any(a => t.StartsWith(a == SubjectKind.Person ? 'p' : 'c')))],
            Synonyms = plan.Synonyms,
            Combination = new Combination
            {
                Kind = plan.Kind,
                Lead = plan.Lead,
                Settled = plan.Settled ?? new LeadSettlement(LeadHow.Alone, from),
                Relation = plan.Relation,
                Examined = plan.Examined,
                Parts = combined,
            },
        });
    }

    /// <summary>What all parts have in common, stated by the plan or accepted by the clerk where they differ.</summary>
    private static IReadOnlyList<T> Common<T>(
        CombinationPlan plan, IReadOnlyList<PartGuide> parts, string where, IReadOnlyList<T> stated, Func<Guide, IReadOnlyList<T>> of, string what, Func<T, string> words,
        Func<IEnumerable<T>, IEnumerable<T>> weighty, List<Conflict> conflicts)
    {
        var common = of(parts[0].Guide).Where(x => parts.All(p => of(p.Guide).Contains(x))).ToList();
        var chosen = stated.Count > 0 ? stated : common;
        var settled = stated.Count > 0 || plan.HowOf(where) == Settlement.Accept;
        var differ = parts.Select(p => string.Join('|', weighty(of(p.Guide)).Order())).Distinct().Skip(1).Any();
        if (chosen.Count > 0 && chosen.All(common.Contains) && (settled || !differ)) return chosen;
        var lists = string.Join("；", parts.Select(p => $"{p.Part.Name}：{string.Join('、', of(p.Guide).Select(words))}"));
        conflicts.Add(new Conflict(
            where, $"各部分的{what}不同", [.. parts.Select(p => p.Part.Name)], $"{lists}。" + (common.Count == 0 ? "没有共同的，要换掉其中的事项。" : ""),
            common.Count == 0 ? [] : [new(Settlement.Accept, $"整体只留{string.Join('、', common.Select(words))}")]));
        return chosen;
    }

    /// <summary>A bundle may span levels, but the clerk must have seen it; a joint item may not (重庆办法 第二十四条): the guide's rules say so.</summary>
    private static void Levels(CombinationPlan plan, IReadOnlyList<PartGuide> parts, List<Conflict> conflicts)
    {
        if (plan.Kind == CombinationKind.Joint || plan.HowOf("level") == Settlement.Accept || !parts.Select(p => p.Guide.Place.Level).Distinct().Skip(1).Any()) return;
        conflicts.Add(new Conflict(
            "level", "各部分由不同层级的机关办理", [.. parts.Select(p => p.Part.Name)],
            $"{string.Join("；", parts.Select(p => $"{p.Part.Name}：{GuidePageModel.Level(p.Guide.ExerciseLevel)}"))}。各层级的期限和规定各算各的。", [new(Settlement.Accept, "可以，各按各的办")]));
    }

    private static TimeLimit LimitOf(CombinationPlan plan, PartGraph graph, RuleSet? law, List<Conflict> conflicts)
    {
        if (law is not null && BundleLimit(plan.Parts.Select(p => p.Name), law) is { } set) return plan.Limit is { } own && GuideRules.Compare(own, set.Limit) < 0 ? own : set.Limit;
        var longest = graph.Longest.ToLimit();
        if (plan.Limit is not { } limit) return longest;
        if (GuideRules.Compare(limit, longest) < 0 && plan.HowOf("limit") != Settlement.Accept)
        {
            conflicts.Add(new Conflict(
                "limit", $"整体承诺 {limit}，各部分按自己的承诺要 {longest}", [.. graph.Critical.Select(id => plan.Part(id)!.Name)], "每一部分都按时办完，整体仍然会超时。",
                [new(Settlement.Accept, "各部门都同意提前办完")]));
        }

        return limit;
    }

    /// <summary>河北方案 三（一）: the limit of the whole where all parts that the place names are in it; else null.</summary>
    internal static Rule? BundleLimit(IEnumerable<string> names, RuleSet law) =>
        law.Find("bundle.limit") is { } limit && law.Find("bundle.parts") is { } named && named.Entries.All(names.ToHashSet().Contains) ? limit : null;

    private static List<GuideStep> StepsOf(CombinationPlan plan, IReadOnlyList<PartGuide> parts, PartGraph graph, Func<string, string> nameOf)
    {
        var steps = new List<GuideStep> { new("一次申请", null, "申请人"), new("一口受理", null, plan.Lead.Length == 0 ? "综合窗口" : $"{nameOf(plan.Lead)}牵头，综合窗口") };
        foreach (var stage in graph.Stages)
        {
            var here = parts.Where(p => stage.Contains(p.Part.Id)).ToList();
            steps.Add(new GuideStep((here.Count > 1 ? "同时办理：" : "办理：") + string.Join('、', here.Select(p => p.Part.Name)), null, string.Join('、', here.Select(p => nameOf(p.Guide.Organisation)).Distinct())));
        }

        steps.Add(new GuideStep("一并送达", null, "综合窗口"));
        return steps;
    }
}
