using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What is printed of a finding: the shape that interfaces.md fixes.</summary>
internal sealed record LintReport(IReadOnlyList<LintReport.Line> Findings)
{
    internal sealed record Basis(string Rulebook, string Article);

    internal sealed record Line(string Guide, string Element, string Rule, Severity Severity, string Message, string Mend, Basis Basis);

    public static LintReport Of(IEnumerable<LintFinding> findings) =>
        new([.. findings.Select(f => new Line(f.Guide, f.Element, f.Rule, f.Severity, f.Message, f.Mend, new Basis(f.Basis.Rulebook, f.Basis.Article)))]);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);
}

/// <summary>lint FILE: the records of a file, in the layouts that the import reads, looked at without publishing anything.</summary>
internal static class LintFile
{
    public static async Task<(LintReport Report, Refusal? Why)> Run(IServiceProvider services, string file, RegionCode place, CancellationToken cancel) =>
        RecordFile.Read(file).Try(out var records, out var why) ? (LintReport.Of(await Run(services, records, place, cancel)), null) : (new LintReport([]), why);

    public static async Task<IReadOnlyList<LintFinding>> Run(IServiceProvider services, RecordFile file, RegionCode place, CancellationToken cancel)
    {
        var rulebooks = services.GetRequiredService<IRulebooks>();
        var contexts = services.GetRequiredService<LintContexts>();
        var index = await services.GetRequiredService<Library>().Index(cancel);
        var findings = new List<LintFinding>();
        // A basic catalogue has no guides to look at.
        if (file.Layout == RecordLayout.DistrictItem) return findings;
        foreach (var record in file.Records)
        {
            var body = file.Layout == RecordLayout.PublicGuide ? PublicGuide.Read(record.Body, place) : new(Own(record.Body), []);
            var (guide, faults) = ImportGuides.Check(body.Record, rulebooks);
            var name = (string?)body.Record["item"] ?? record.Name;
            foreach (var fault in body.Faults.Concat(guide is null ? faults : faults.Where(f => f is { Missing: true, Path: "promisedLimit" })))
                findings.Add(new LintFinding(name, fault.Path, fault.Element, fault.Code["catalogue.".Length..], Severity.Error, $"{fault.Element}：{fault.Rule}", fault.Mend, fault.Basis));
            if (guide is not null) findings.AddRange(Linter.Look(index.Bind(guide), await contexts.For(guide, cancel)));
        }

        return findings;
    }

    private static JsonObject Own(JsonObject record)
    {
        var fitted = (JsonObject)GuideShape.Fit(record)!;
        fitted["version"] ??= 1;
        fitted["hash"] ??= "";
        return fitted;
    }
}
