using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>Everything that a document is written from: nothing is asked while it is written.</summary>
/// <param name="Log">The case's log up to the event.</param>
/// <param name="Earlier">Documents of the same case that were issued before.</param>
/// <param name="Cite">A citation as people read it; null for the platform's own rules.</param>
internal sealed record Occasion(
    CaseFacts Facts, IReadOnlyList<CaseEntry> Log, CaseEntry Entry, Guide Guide, RuleSet Rules, Organisation Organisation, string Applicant,
    RemedyBodies Remedies, IReadOnlyList<IssuedNotice> Earlier, Func<Citation, string?> Cite)
{
    /// <summary>Today's calendar: for last days that a document names.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Unannounced;

    /// <summary>The document that this one corrects, as it was issued; null: none, or erased.</summary>
    public NoticeModel? Corrected { get; init; }

    public DateOnly Date => Entry.At.Date;

    /// <summary>The document of the decision as it now holds: the last one, or what has corrected it.</summary>
    public IssuedNotice? Decision
    {
        get
        {
            var decision = Earlier.LastOrDefault(n => n.Kind is NoticeDrafts.Approval or NoticeDrafts.DeemedRenewal or NoticeDrafts.Refusal or NoticeDrafts.NotAccepted);
            while (decision?.ReplacedBy is { } by && Earlier.FirstOrDefault(n => n.Code == by) is { Kind: NoticeDrafts.Rectification } next) decision = next;
            return decision is { ReplacedBy: null } ? decision : null;
        }
    }

    public string Rule(string key, string otherwise) => Rules.Find(key)?.Value is { Length: > 0 } value ? value : otherwise;

    public IEnumerable<Citation> BasisOf(string key) => Rules.Find(key) is { } rule ? [rule.Basis, .. rule.Beside is { } law ? [law] : Array.Empty<Citation>()] : [];

    public string Text(string name) => Entry.Data.GetProperty(name).GetString()!;

    public string? OptionalText(string name) => Entry.Data.TryGetProperty(name, out var value) ? value.GetString() : null;

    public DateOnly Day(string name) => Entry.Data.GetProperty(name).Deserialize<DateOnly>();

    /// <summary>What was written in words with the act. An act that must say why cannot be put on paper without it.</summary>
    public IReadOnlyList<string> Reasons => Entry.Paper is { } paper && paper.TryGetProperty("reasons", out var reasons) && !string.IsNullOrWhiteSpace(reasons.GetString())
        ? [.. reasons.GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
        : throw new InvalidOperationException($"{Facts.Number}/{Entry.Sequence} gives no reasons.");

    public string MaterialName(string id) => Guide.Material(id)?.Name ?? id;

    /// <summary>The names of all materials that the case has so far, fetched ones among them, in the guide's order.</summary>
    public IReadOnlyList<string> Received
    {
        get
        {
            var there = Log.Where(e => e.Data.TryGetProperty("files", out _))
                .SelectMany(e => e.Data.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("material").GetString()!)).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in Log)
            {
                if (entry.Data.TryGetProperty("present", out var present)) there.UnionWith(present.EnumerateArray().Select(id => id.GetString()!));
            }

            return [.. Guide.Materials.Where(m => there.Contains(m.Id)).Select(m => m.Name)];
        }
    }

    public string Item => $"{Guide.Name}（{Guide.Type.Names().Name}）";

    /// <summary>The lines that each document begins with.</summary>
    public NoticeSectionModel Heading(params IEnumerable<NoticeFieldModel> more) => new(null)
    {
        Fields =
        [
            new("办件编号", Facts.Number.Grouped),
            new("申请事项", Item),
            new("办事指南", $"第 {Guide.Version} 版"),
            new("收件时间", Words.Of(Facts.ReceivedAt)),
            .. more,
        ],
    };
}

/// <summary>救济: to whom one may go against a refusal.</summary>
/// <param name="Reconsideration">复议机关.</param>
/// <param name="Court">Null: the text names the competent court in general.</param>
internal sealed record RemedyBodies(string Reconsideration, string? Court);

/// <summary>A document before it has a number and a code.</summary>
/// <param name="Word">The word in its number: 受, 补, 准, ….</param>
/// <param name="Seal">Which seal; null: the body's own.</param>
internal sealed record NoticeDraft(
    string Kind, string Title, string Word, IReadOnlyList<NoticeSectionModel> Sections, IReadOnlyList<Citation> Basis, string? Seal)
{
    /// <summary>The code of the document whose place it takes.</summary>
    public string? Replaces { get; init; }
}
