using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>草稿 opened for its applicant: not yet a case.</summary>
/// <param name="Version">Grows with every write.</param>
/// <param name="Number">Reserved at the first try to submit.</param>
internal sealed record Draft(
    string Id, string Key, string Subject, Guide Guide, int Version, Instant ChangedAt, DraftContent Content, CaseNumber? Number, bool Submitted)
{
    /// <summary>联署: it waits for signatures, nobody changes it.</summary>
    public bool Locked { get; init; }

    /// <summary>The same, handed in with or without the wish for a person.</summary>
    public Draft AskingFor(bool person) => this with { Content = Content with { Person = person } };

    /// <summary>帮办代办: the applicant agreed, before the clerk's eyes.</summary>
    public Draft Agreeing(bool agreed) => this with { Content = Content with { Agreed = agreed } };
}

/// <summary>What a draft holds: everything exactly as it was typed. Sealed as a whole under the subject's key.</summary>
internal sealed record DraftContent
{
    public static DraftContent Empty { get; } = new();

    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>By page of the application: when it was written last, and by whom.</summary>
    public IReadOnlyDictionary<string, PageMark> Pages { get; init; } = new Dictionary<string, PageMark>();

    /// <summary>容缺: materials that the applicant will hand in later.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    /// <summary>免提交: shared materials that we may fetch.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>告知承诺: materials that the applicant promises instead, and what he was told (<see cref="CommitmentOffer.Told"/>).</summary>
    public CaseCommitment? Promised { get; init; }

    /// <summary>请人工办理: nothing of it is decided by rules.</summary>
    public bool Person { get; init; }

    public bool Agreed { get; init; }

    /// <summary>申请人的电子签名 on what it held then; null: none.</summary>
    public DraftSignature? Signature { get; init; }

    /// <summary>Null: filed by itself.</summary>
    public BatchMark? Batch { get; init; }

    /// <summary>照上次的填: the earlier case that it was begun from; null: begun empty.</summary>
    public string? CopiedFrom { get; init; }

    public bool Promises(string material) => Promised?.Materials.Contains(material) == true;

    public PageMark? Mark(string page) => Pages.GetValueOrDefault(page);
}

/// <summary>电子签名 that the applicant brought: over which text, and as his tool made it.</summary>
/// <param name="Text">SM3 of the text, hex.</param>
/// <param name="Cms">The signature itself, base64.</param>
internal sealed record DraftSignature(string Text, string Cms, string Signer, string Issuer);

/// <summary>The last write of one page of an application.</summary>
/// <param name="Version">The draft's version that it made.</param>
/// <param name="Tab">The browser page it came from: that page's own later writes are no conflict.</param>
/// <param name="Passed">Sent with 保存并继续, not only kept while typing: from then on what is missing is shown as missing.</param>
internal sealed record PageMark(int Version, string Tab, bool Passed, Instant At)
{
    /// <summary>With <see cref="Turn"/> the place of this write among all of its browser page (<see cref="PageWrite"/>).</summary>
    public int Seen { get; init; }

    public int Turn { get; init; }
}

/// <summary>What one browser page sends: the values of its fields, and what it had seen when it was opened.</summary>
/// <param name="Typed">By field; a field that was shown and is absent was left empty.</param>
/// <param name="Shown">The fields that the page had.</param>
/// <param name="Seen">The draft's version that the page was made from.</param>
/// <param name="Turn">The how-manieth thing that this page sends, counted by its script; 0: it has none.</param>
internal sealed record PageWrite(
    string Page, IReadOnlyDictionary<string, string> Typed, IReadOnlyCollection<string> Shown, int Seen, string Tab, bool Passed, int Turn = 0)
{
    /// <summary>
    /// Null: somebody else wrote the same page since, with other values. Nothing is overwritten silently (platform rule 第一条). What the same browser page
    /// sent earlier and what arrives later, a save while typing that the finished page overtook, changes nothing.
    /// </summary>
    public DraftContent? Onto(Draft draft, Instant now)
    {
        var content = draft.Content;
        if (Turn > 0 && content.Mark(Page) is { } last && last.Tab == Tab && (Seen, Turn).CompareTo((last.Seen, last.Turn)) < 0) return content;
        if (content.Mark(Page) is { } mark && mark.Version > Seen && mark.Tab != Tab && Differs(content)) return null;
        return content with
        {
            Answers = content.Answers.Where(a => !Shown.Contains(a.Key)).Concat(Typed).ToDictionary(a => a.Key, a => a.Value),
            Pages = Marked(content, draft.Version + 1, now),
        };
    }

    public Dictionary<string, PageMark> Marked(DraftContent content, int version, Instant now) => new(content.Pages)
    {
        [Page] = new PageMark(version, Tab, Passed || content.Mark(Page) is { Passed: true }, now) { Seen = Seen, Turn = Turn },
    };

    private bool Differs(DraftContent content) =>
        Shown.Any(field => Typed.GetValueOrDefault(field, "") != content.Answers.GetValueOrDefault(field, ""));
}
