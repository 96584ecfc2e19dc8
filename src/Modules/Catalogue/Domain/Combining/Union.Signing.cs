using OneWindow.Contracts;

namespace OneWindow.Catalogue;

internal static partial class Union
{
    /// <summary>联署 of the whole: who must sign any part signs the one filing, once; where parts ask it of one person differently, the stricter way counts.</summary>
    private static SigningPlan? SigningOf(IReadOnlyList<PartGuide> parts, Func<string?, string, string> renamed)
    {
        var plans = parts.Where(p => p.Guide.Signing is not null).Select(p => (p.Part, Plan: p.Guide.Signing!)).ToList();
        if (plans.Count == 0) return null;
        var asked = plans.SelectMany(p => p.Plan.Parties.Select(party => (
            p.Part, Party: Renamed(party, own => renamed(p.Part.Id, own)),
            When: Situations.Of(p.Part.OnlyIf).And(Situations.Of(party.OnlyIf).Rename(own => renamed(p.Part.Id, own)))))).Where(a => !a.When.IsNever).ToList();
        var turns = asked.Select(a => a.Party.Step).Distinct().Order().ToList();
        var parties = new List<SigningParty>();
        foreach (var same in asked.GroupBy(a => (a.Party.Number, a.Party.Slots)).Select(g => g.ToList()))
        {
            var first = same[0].Party;
            parties.Add(first with
            {
                Id = parties.Exists(p => p.Id == first.Id) ? $"{same[0].Part.Id}-{first.Id}" : first.Id,
                Phone = same.Select(a => a.Party.Phone).FirstOrDefault(p => p is not null),
                Step = turns.IndexOf(same.Max(a => a.Party.Step)) + 1,
                Strength = same.Max(a => a.Party.Strength),
                OnlyIf = Situations.Any(same.Select(a => a.When)).ToSituation(),
                Replaceable = same.TrueForAll(a => a.Party.Replaceable),
            });
        }

        return new SigningPlan([.. parties.Select(p => p with { Step = parties.Select(o => o.Step).Distinct().Count(s => s < p.Step) + 1 })], plans.Max(p => p.Plan.Days));
    }

    /// <summary>The fields by the names that the union gave them; of a list the beginning of the name.</summary>
    private static SigningParty Renamed(SigningParty party, Func<string, string> renamed)
    {
        string Of(string own) => party.Slots is null || renamed(own + "1") is not { } first || !first.EndsWith('1') ? renamed(own) : first[..^1];
        return party with { Name = Of(party.Name), Number = Of(party.Number), Phone = party.Phone is { } phone ? Of(phone) : null };
    }
}
