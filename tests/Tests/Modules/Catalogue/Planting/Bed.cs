using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>What planting needs over and over: one thing of a guide picked and changed.</summary>
internal static class Bed
{
    public static T Of<T>(this Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>Rough length in calendar days, to tell longer from shorter across units.</summary>
    public static double Days(TimeLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDay => limit.Amount * 1.4,
        LimitUnit.Month => limit.Amount * 30,
        LimitUnit.Hour => limit.Amount / 24.0,
        _ => limit.Amount,
    };

    /// <summary>The working days that the steps take together.</summary>
    public static int StepDays(Guide guide) => guide.Steps.Sum(s => s.Limit is { Unit: LimitUnit.WorkingDay } limit ? limit.Amount : 0);

    public static Planted Whole(Guide guide, string at) => new(guide, at);

    /// <summary>One material that qualifies, changed.</summary>
    public static Planted? Material(Guide guide, Random random, Func<GuideMaterial, bool> where, string field, Func<GuideMaterial, GuideMaterial> change)
    {
        var fit = guide.Materials.Where(where).ToList();
        if (fit.Count == 0) return null;
        var old = random.Of(fit);
        return new Planted(guide with { Materials = [.. guide.Materials.Select(m => m == old ? change(m) : m)] }, $"materials/{old.Id}/{field}");
    }

    public static Planted Added(Guide guide, GuideMaterial material, string field = "name")
    {
        var id = material.Id;
        while (guide.Material(id) is not null) id += "-more";
        return new Planted(guide with { Materials = [.. guide.Materials, material with { Id = id, OnlyIf = null }] }, $"materials/{id}/{field}");
    }

    /// <summary>A material that is all right but for what its name says.</summary>
    public static GuideMaterial Fresh(Guide guide, string name, MaterialKind kind = MaterialKind.Other) => new()
    {
        Id = "planted",
        Name = name,
        Kind = kind,
        Required = true,
        Main = false,
        Tolerable = false,
        Source = MaterialSource.Applicant,
        Originals = 1,
        Copies = 0,
        Format = "A4",
        Electronic = true,
        Issuer = kind is MaterialKind.Certificate or MaterialKind.Proof ? "街道办事处" : null,
        Basis = guide.Materials.Select(m => m.Basis).FirstOrDefault(b => b is not null) ?? (guide.Bases.Count > 0 ? guide.Bases[0] : null),
        Standard = "内容清楚、完整，与申请表一致。",
        Defects = ["missing", "unreadable", "contradicts", "wrong-kind"],
    };

    /// <summary>A material of another good guide that this one does not ask for.</summary>
    public static GuideMaterial? Borrowed(Guide guide, Corpus corpus, Random random, Func<GuideMaterial, bool> where)
    {
        var names = guide.Materials.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var ids = guide.Materials.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var offer = corpus.Seeds
            .Where(g => g.Audience.SequenceEqual(guide.Audience) && g.Result.Name != guide.Result.Name)
            .SelectMany(g => g.Materials)
            .Where(m => where(m) && m.Basis is not null && !ids.Contains(m.Id) && !names.Contains(m.Name) && !guide.Result.Name.Contains(m.Name, StringComparison.Ordinal))
            .ToList();
        return offer.Count == 0 ? null : random.Of(offer);
    }

    public static Planted? Lend(Guide guide, Corpus corpus, Random random, Func<GuideMaterial, bool> where, string field = "name") =>
        Borrowed(guide, corpus, random, where) is { } material ? Added(guide, material, field) : null;

    /// <summary>One step, changed.</summary>
    public static Planted? Step(Guide guide, Random random, string field, Func<GuideStep, GuideStep> change)
    {
        if (guide.Steps.Count == 0) return null;
        var n = random.Next(guide.Steps.Count);
        return new Planted(guide with { Steps = [.. guide.Steps.Select((s, i) => i == n ? change(s) : s)] }, $"steps/{n}/{field}");
    }

    public static Planted? Place(Guide guide, Random random, string field, Func<HandlingPlace, HandlingPlace> change)
    {
        if (guide.Places.Count == 0) return null;
        var n = random.Next(guide.Places.Count);
        return new Planted(guide with { Places = [.. guide.Places.Select((p, i) => i == n ? change(p) : p)] }, $"places/{n}/{field}");
    }

    public static Planted? Basis(Guide guide, Random random, string field, Func<LegalBasis, LegalBasis> change)
    {
        if (guide.Bases.Count == 0) return null;
        var n = random.Next(guide.Bases.Count);
        return new Planted(guide with { Bases = [.. guide.Bases.Select((b, i) => i == n ? change(b) : b)] }, $"bases/{n}/{field}");
    }

    public static Planted WithCondition(Guide guide, string line) =>
        new(guide with { Conditions = [.. guide.Conditions, line] }, $"conditions/{guide.Conditions.Count}");

    public static Planted WithFee(Guide guide, string field, string standard, LegalBasis basis) =>
        new(guide with { Fees = [.. guide.Fees, new Fee("证照工本费", new Money(1000), standard, basis)] }, $"fees/{guide.Fees.Count}/{field}");

    /// <summary>Nothing where the place has special procedures inside the promise (重庆办法 第二十五条) and this one is longer.</summary>
    public static Planted? InsideThePromise(Planted planted) =>
        Corpus.Chongqing.Contains(planted.Guide.Place)
        && planted.Guide.SpecialProcedures.Any(p => p.Limit is { Unit: LimitUnit.WorkingDay } limit && planted.Guide.PromisedLimit is { Unit: LimitUnit.WorkingDay } promise && limit.Amount > promise.Amount)
            ? null
            : planted;

    public static Planted WithProcedure(Guide guide, string field, SpecialProcedure procedure) =>
        new(guide with { SpecialProcedures = [.. guide.SpecialProcedures, procedure] }, $"specialProcedures/{procedure.Id}/{field}");
}
