using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What the documents say that were fetched for a filing, by material; empty: nothing was fetched, and checks that ask cannot be told.</summary>
internal sealed record SaidDocuments(IReadOnlyDictionary<string, (string Name, DocumentRead Read)> Read)
{
    public static SaidDocuments None { get; } = new(new Dictionary<string, (string, DocumentRead)>());

    private static readonly Dictionary<DocumentFact, string> Facts = new() { [DocumentFact.Number] = "号码", [DocumentFact.Holder] = "持有人", [DocumentFact.ValidUntil] = "到期日" };

    public Datum? Of(string material, DocumentFact fact) => !Read.TryGetValue(material, out var document) ? null : fact switch
    {
        DocumentFact.Number when document.Read.Number is { } number => new Datum.Text(number),
        DocumentFact.Holder when document.Read.Holder is { } holder => new Datum.Text(holder),
        DocumentFact.ValidUntil when document.Read.ValidUntil is { } day => new Datum.Day(day),
        _ => null,
    };

    /// <summary>（调取的《营业执照》上号码是…）: beside a check that does not hold, so that its reader sees both sides; empty: it asks no document.</summary>
    public string Beside(FormCheck check)
    {
        if (!ExpressionText.Parse(check.Expression).Try(out var expression, out _)) return "";
        var told = ExpressionTypes.SaidIn(expression).Where(s => Of(s.Material, s.Fact) is not null).Select(s => $"《{Read[s.Material].Name}》上{Facts[s.Fact]}是 {Shown(Of(s.Material, s.Fact)!)}").ToList();
        return told.Count == 0 ? "" : $"（调取的{string.Join('，', told)}）";
    }

    private static string Shown(Datum said) => said switch { Datum.Day day => Words.ShortOf(day.Value), Datum.Text text => text.Value, _ => "" };
}

/// <summary>
/// 调取: what the guide's checks ask of documents, from the sources that have them. Only what the applicant agreed to have fetched is looked at; a source that does
/// not answer leaves its checks open, and the case to people.
/// </summary>
internal sealed class FetchedDocuments(IEnumerable<IDocumentSource> sources, TimeProvider clock, ILogger<FetchedDocuments> log)
{
    public ValueTask<SaidDocuments> Of(Draft draft, CancellationToken cancel) => Of(draft.Guide, draft.Subject, draft.Content.Shared, cancel);

    /// <param name="agreed">免提交: the materials that may be fetched.</param>
    public async ValueTask<SaidDocuments> Of(Guide guide, string subject, IReadOnlyCollection<string> agreed, CancellationToken cancel)
    {
        if (guide.Checks is not { Count: > 0 } checks || agreed.Count == 0) return SaidDocuments.None;
        var asked = checks.SelectMany(c => ExpressionText.Parse(c.Expression).Try(out var expression, out _) ? ExpressionTypes.SaidIn(expression) : []).Select(s => s.Material).ToHashSet(StringComparer.Ordinal);
        var read = new Dictionary<string, (string, DocumentRead)>();
        foreach (var material in guide.Materials.Where(m => m.Source == MaterialSource.Shared && asked.Contains(m.Id) && agreed.Contains(m.Id)))
        {
            foreach (var source in sources)
            {
                if (await Fetch(source, subject, material.Name, cancel) is not { } found) continue;
                read[material.Id] = (material.Name, found);
                break;
            }
        }

        return new SaidDocuments(read);
    }

    private async ValueTask<DocumentRead?> Fetch(IDocumentSource source, string subject, string document, CancellationToken cancel)
    {
        try
        {
            return await source.Fetch(subject, document, clock.Now().Date, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            log.LogWarning(e, "A source of documents gave no answer.");
            return null;
        }
    }
}

/// <summary>实名信息 as a source: the paper that identified the applicant says who holds it and its number, and nothing else.</summary>
internal sealed class IdentifyingPapers(ISubjects subjects) : IDocumentSource
{
    private const string Licence = "营业执照";

    /// <summary>His own, not a representative's or a relative's.</summary>
    private static readonly string[] Cards = ["居民身份证", "身份证", "申请人身份证", "申请人居民身份证", "本人身份证"];

    public async ValueTask<DocumentRead?> Fetch(string subject, string document, DateOnly on, CancellationToken cancel = default)
    {
        if (await subjects.Find(subject, cancel) is not { } known) return null;
        var identifies = SubjectPapers.Of(known.Kind, known.Number) switch
        {
            { Code: "credit-code" } => document.StartsWith(Licence, StringComparison.Ordinal),
            { Code: "resident-id" } => Cards.Contains(document),
            _ => false,
        };
        return identifies ? new DocumentRead("实名信息", SubjectPapers.Plain(known.Number), known.Name, null) : null;
    }
}
