using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 更正: a wrong word in a document, or a wrong day in a clock, proposed by one and approved by another. The document is not changed: a new one
/// names it; the clock is not changed: its ledger gets a further entry (platform/第二十二条).
/// </summary>
internal static class RectifyRecord
{
    public const string DocumentField = "rectified-document";
    public const string WrongField = "wrong-words";
    public const string RightField = "right-words";
    public const string ReasonsField = "rectification-reasons";
    public const string ClockField = "entry-clock";
    public const string KindField = "entry-kind";
    public const string FromField = "entry-from";
    public const string ToField = "entry-to";
    public const string EntryReasonsField = "entry-reasons";
    public const string VerdictField = "proposal-verdict";
    public const string VerdictReasonsField = "proposal-reasons";
    public const string Leave = "leave";
    public const string Anew = "anew";
    private const string Approved = "approve";

    public static IReadOnlyList<ChoiceModel> Clocks { get; } =
        [new(nameof(ClockKind.Statutory), "法定期限"), new(nameof(ClockKind.Promised), "承诺期限", "对外承诺的日期只能提前。")];

    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
        [new(Leave, "这几天不计入", "写起止两天。"), new(Anew, "从这一天起重新计算", "只写起算的一天，当天不计入。")];

    public static IReadOnlyList<ChoiceModel> Verdicts { get; } = [new(Approved, "批准更正"), new("decline", "退回", "请写明理由。")];

    public static WorkAct Document { get; } = new(nameof(ProposeRectification), "rectification", CaseReach.Handlers, ReadDocument, ParseDocument)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.reasons-missing"] = ReasonsField, ["cases.words-not-found"] = WrongField, ["cases.document-unknown"] = DocumentField,
        },
    };

    public static WorkAct Clock { get; } = new(nameof(ProposeClockEntry), "clock-entry", CaseReach.Handlers, ReadEntry, ParseEntry)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.reasons-missing"] = EntryReasonsField, ["cases.entry-out-of-range"] = FromField, ["cases.promise-stays"] = ClockField,
        },
    };

    public static WorkAct Decision { get; } = new(
        nameof(DecideProposal), "proposal-decision", CaseReach.Reviewers,
        (_, form) => new Intended(
            new DecideProposal(form.Choice(VerdictField, "决定", Verdicts) == Approved), Reasons.Of(form.LongText(VerdictReasonsField, "理由", required: false))),
        json => json.As<DecisionBody>() is var body ? new Intended(new DecideProposal(body.Approved), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = VerdictReasonsField },
    };

    /// <summary>Documents that still hold.</summary>
    public static IReadOnlyList<ChoiceModel> Documents(IEnumerable<IssuedNotice> notices) =>
        [.. notices.Where(n => n.ReplacedBy is null).Select(n => new ChoiceModel($"{n.Sequence}", $"{n.Title}（{n.Number}，{Words.ShortOf(n.IssuedAt.Date)}）"))];

    /// <summary>What waits for approval, in words.</summary>
    public static string? Proposed(OpenCase open, IReadOnlyList<IssuedNotice> notices) => open.State.Mends?.Proposed switch
    {
        null => null,
        { Clock: { } clock, From: { } from } entry => $"更正{EventWords.ClockWords(clock)}：{WorkLog.EntryWords(from, entry.To)}。",
        var document => $"更正{notices.FirstOrDefault(n => n.Sequence == document.Document) switch { { } n => $"《{n.Title}》（{n.Number}）", _ => "文书" }}。",
    };

    private static Intended ReadDocument(OpenCase open, FormReader form)
    {
        var document = form.Text(DocumentField, "哪一份文书", 10);
        var words = new RectificationWords(
            form.Text(WrongField, "写错的原文", 200), form.Text(RightField, "更正为", 200), form.LongText(ReasonsField, "理由", required: false));
        return Intend(int.TryParse(document, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0, words);
    }

    private static Intended ParseDocument(JsonElement json)
    {
        var body = json.As<DocumentBody>();
        return Intend(body.Document, new RectificationWords(body.Wrong, body.Right, body.Reasons ?? ""));
    }

    private static Intended Intend(int document, RectificationWords words) =>
        new(new ProposeRectification(document, ""), string.IsNullOrWhiteSpace(words.Reasons) ? null : words)
        {
            Prepare = (preparing, open, cancel) => Prepare(document, words, preparing, open, cancel),
        };

    /// <summary>The document is there, still holds and says what is called wrong; whose act it was stands in the log.</summary>
    private static async ValueTask<Outcome<Intended>> Prepare(int document, RectificationWords words, Preparing preparing, OpenCase open, CancellationToken cancel)
    {
        foreach (var source in preparing.Notices)
        {
            if (!(await source.Of(open.Number, cancel)).Any(n => n.Sequence == document && n.ReplacedBy is null)) continue;
            if (words.Wrong.Trim().Length == 0 || words.Wrong == words.Right || !await source.Says(open.Number, document, words.Wrong, cancel))
                return new Refusal("cases.words-not-found", "这份文书里没有这几个字。请照文书原文填写写错的部分。", PlatformRules.Mending);
            var author = (await preparing.Cases.Log(open.Number, cancel)).Single(e => e.Sequence == document).ActorId;
            return new Intended(new ProposeRectification(document, author), string.IsNullOrWhiteSpace(words.Reasons) ? null : words);
        }

        return new Refusal("cases.document-unknown", "没有这份文书，或者它已经更正过。请选择现行有效的文书。", PlatformRules.Mending);
    }

    private static Intended ReadEntry(OpenCase open, FormReader form)
    {
        var clock = form.Choice(ClockField, "哪个期限", Clocks) == nameof(ClockKind.Promised) ? ClockKind.Promised : ClockKind.Statutory;
        var leave = form.Choice(KindField, "怎样更正", Kinds) == Leave;
        var from = form.Date(FromField, "从哪一天", required: true);
        var to = form.Date(ToField, "到哪一天", required: leave);
        return new Intended(
            new ProposeClockEntry(clock, from ?? default, leave ? to : null), Reasons.Of(form.LongText(EntryReasonsField, "理由", required: false)));
    }

    private static Intended ParseEntry(JsonElement json)
    {
        var body = json.As<EntryBody>();
        return new Intended(new ProposeClockEntry(body.Clock, body.From, body.To), Reasons.Of(body.Reasons));
    }

    private sealed record DocumentBody(int Document, string Wrong, string Right, string? Reasons = null);

    private sealed record EntryBody(ClockKind Clock, DateOnly From, DateOnly? To = null, string? Reasons = null);

    private sealed record DecisionBody(bool Approved, string? Reasons = null);
}

/// <summary>The paper of a correction.</summary>
internal sealed record RectificationWords(string Wrong, string Right, string Reasons);
