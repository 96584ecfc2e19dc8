using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>联署 of one draft, as it stands: who must sign what, and how far that is. Sealed as a whole under the applicant's key.</summary>
internal sealed record SigningRound
{
    /// <summary>Grows each time all are asked anew.</summary>
    public required int Number { get; init; }

    public required SigningStage Stage { get; init; }

    /// <summary>SM3 of <see cref="Content"/>, hex: what is signed. Empty until the files are locked.</summary>
    public required string Hash { get; init; }

    public required SignedContent Content { get; init; }

    public required IReadOnlyList<Signatory> Parties { get; init; }

    public required SigningInitiator By { get; init; }

    public required Instant BeganAt { get; init; }

    /// <summary>The last day, whole.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>请人工办理, ticked as the signing began.</summary>
    public bool Person { get; init; }

    /// <summary>When the last one signed: the filing is of this instant.</summary>
    public Instant? CompletedAt { get; init; }

    /// <summary>Why it could not be handed in yet although all have signed.</summary>
    public string? Hindrance { get; init; }

    public Instant? TryAgainAt { get; init; }

    public string? CaseNumber { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>The basket is open again.</summary>
    public bool Thawed { get; init; }

    public bool HalfTold { get; init; }

    public bool LastTold { get; init; }

    /// <summary>Letters written so far: each has its number.</summary>
    public int Letters { get; init; }

    /// <summary>Earlier rounds in which somebody signed: what he signed, to show what changed.</summary>
    public IReadOnlyList<FormerRound> Former { get; init; } = [];

    /// <summary>Nobody changes the draft meanwhile.</summary>
    public bool Locks => Stage is SigningStage.Preparing or SigningStage.Open or SigningStage.Complete;

    public Instant EndsAt => Instant.At(LastDay.AddDays(1), TimeOnly.MinValue);

    public Signatory? Party(string id) => Parties.FirstOrDefault(p => p.Id == id);

    /// <summary>What somebody signed last, in an earlier round; null: nothing.</summary>
    public FormerRound? SignedBefore(Signatory party) => Former.LastOrDefault(f => f.Signed.Contains(party.Number));

    public SigningRound With(Signatory changed) => this with { Parties = [.. Parties.Select(p => p.Id == changed.Id ? changed : p)] };
}

internal enum SigningStage
{
    /// <summary>The draft is locked, its files not yet.</summary>
    Preparing,

    Open,

    /// <summary>All have signed; it is being handed in.</summary>
    Complete,

    Filed,

    /// <summary>发起人收回.</summary>
    TakenBack,

    /// <summary>到期没有签齐.</summary>
    Lapsed,
}

/// <summary>签署人: one party of one round.</summary>
/// <param name="Subject">Whose data his messages are: his own record, or one without a number where the house does not know him.</param>
/// <param name="Token">Opens his page; only its hash is kept outside the seal.</param>
/// <param name="Check">The short number on his paper sheet.</param>
internal sealed record Signatory(
    string Id, string Words, string Name, string Number, SubjectKind Kind, string? Phone, int Step, SigningStrength Strength, string Subject, string Token, string Check)
{
    /// <summary>The applicant himself: he signs by his own session.</summary>
    public bool IsInitiator { get; init; }

    public bool Replaceable { get; init; }

    public SignatoryStanding Standing { get; init; }

    /// <summary>Since when he stands there.</summary>
    public Instant Since { get; init; }

    public SigningStrength? How { get; init; }

    /// <summary>The account that signed, or the clerk who saw the hand; null: by code, without an account.</summary>
    public string? SignedBy { get; init; }

    /// <summary>What he signed.</summary>
    public string? Hash { get; init; }

    /// <summary>Why he refused, or why a scan was sent back.</summary>
    public string? Reason { get; init; }

    /// <summary>The scan of the sheet signed by hand: file and its SM3.</summary>
    public string? Scan { get; init; }

    public string? ScanHash { get; init; }

    public OneTimeCode? Code { get; init; }

    /// <summary>SM3 of the key that his browser got for the right code, and until when it opens.</summary>
    public string? Door { get; init; }

    public Instant? DoorUntil { get; init; }
}

internal enum SignatoryStanding
{
    /// <summary>Others sign before him.</summary>
    Waiting,

    Asked,

    /// <summary>要求纸质签署.</summary>
    OnPaper,

    /// <summary>A scan waits for a clerk who confirms the hand.</summary>
    ScanWaiting,

    Refused,

    Signed,
}

/// <param name="Hash">Of salt and code.</param>
/// <param name="Tries">Wrong ones.</param>
/// <param name="Sent">How many codes he got in this round.</param>
internal sealed record OneTimeCode(string Salt, string Hash, Instant SentAt, int Tries, int Sent);

/// <summary>Who asked for the signatures and confirmed that the house hands in: for whom, by what authority.</summary>
internal sealed record SigningInitiator(string Account, string Name, string Subject, Authority? Authority)
{
    public Actor Actor => new(Account, Name, Role.Applicant, RegionCode.Nation, null, Subject) { Authority = Authority };

    public static SigningInitiator Of(Actor actor) => new(actor.Id, actor.Name, actor.Subject!, actor.Authority);
}

/// <param name="Signed">Paper numbers of those who had signed.</param>
internal sealed record FormerRound(int Number, SignedContent Content, IReadOnlyList<string> Signed);
