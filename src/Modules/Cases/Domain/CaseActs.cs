using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What somebody wants to do. The name is the one the lifecycle table, the buttons, the API and the audit share.</summary>
internal abstract record CaseAct
{
    /// <summary>Commitment to the words that go with it, sealed and saved before.</summary>
    public string? Paper { get; init; }

    /// <summary>Done in another system, or typed in from there; null: done here.</summary>
    public OutsideMark? Outside { get; init; }
}

internal sealed record Submit(
    string Subject, Channel Channel, IReadOnlyList<FiledFile> Files, IReadOnlyList<string> Present,
    IReadOnlyDictionary<string, string> Facts, DeliveryMode Delivery, DateOnly? Expires) : CaseAct
{
    /// <summary>What is promised in writing instead of proved.</summary>
    public CaseCommitment? Commitment { get; init; }

    /// <summary>请人工办理: nothing of it is decided by rules.</summary>
    public bool Person { get; init; }

    /// <summary>组合件: the parts that the answers choose, with the numbers reserved for them; null: one item, one case.</summary>
    public FiledCombination? Combination { get; init; }

    /// <summary>联署; null: none.</summary>
    public IReadOnlyList<CaseSignature>? Signatures { get; init; }

    /// <summary>When the last one signed; null: it is handed in as it comes.</summary>
    public Instant? SignedAt { get; init; }

    /// <summary>One of many that were signed together.</summary>
    public BatchMark? Batch { get; init; }

    /// <summary>帮办代办: the applicant agrees that the venue files for him.</summary>
    public bool Agreed { get; init; }
}

internal sealed record RequestCorrection(IReadOnlyList<Defect> Defects, DateOnly Due) : CaseAct
{
    public VoucherForm Voucher { get; init; }

    /// <summary>A supervisor decides that something is told after all that should have been told at first; his reason stands in the paper.</summary>
    public bool Override { get; init; }

    /// <summary>Materials asked for through another channel than the case's own.</summary>
    public IReadOnlyList<Resubmission> Again { get; init; } = [];

    /// <summary>Why, where the place lets a reason override (青岛办法 第四十六条): read for the decision, sealed with the notes.</summary>
    public string? AgainReason { get; init; }

    /// <summary>What is written beside the defects, by their ids: read for the decision, kept in the sealed paper alone.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();
}

internal sealed record ExtendCorrectionPeriod(DateOnly Due) : CaseAct;

/// <param name="Mended">Fields of the notice that were filled in anew.</param>
internal sealed record FileCorrection(
    IReadOnlyList<FiledFile> Files, IReadOnlyList<string> Mended, IReadOnlyDictionary<string, string> Facts) : CaseAct;

internal sealed record Accept : CaseAct
{
    /// <summary>当场办结: the decision is handed over in the same session, so no acceptance notice is made out (重庆办法 第十七条).</summary>
    public bool OmitNotice { get; init; }
}

/// <param name="Committed">The applicant has promised in writing (重庆办法 第十九条).</param>
internal sealed record AcceptTolerantly(IReadOnlyList<string> Materials, DateOnly Due, bool Committed) : CaseAct;

internal sealed record RefuseAcceptance(string Ground, string? CompetentBody) : CaseAct
{
    public FalseFinding? Finding { get; init; }
}

/// <summary>认定隐瞒情况或者提供虚假材料.</summary>
/// <param name="Items">Guide materials and form fields, by their ids.</param>
/// <param name="Evidence">Read for the decision, kept in the sealed paper alone.</param>
internal sealed record FalseFinding(IReadOnlyList<string> Items, string Evidence);

internal sealed record FileSupplement(IReadOnlyList<FiledFile> Files) : CaseAct;

internal sealed record Withdraw : CaseAct;

/// <summary>The applicant died or was dissolved; the evidence stands in the paper.</summary>
internal sealed record Terminate(TerminationGround Ground) : CaseAct;

/// <summary>A visit, a call or a message is written down; what was said, or why he had to come, stands in the paper.</summary>
internal sealed record RecordContact(ContactKind Kind) : CaseAct;

/// <summary>Why the filing was accepted late, in the paper (鄠邑细则 第十三条: 原则上一个工作日).</summary>
internal sealed record ExplainLateness : CaseAct;

internal sealed record BeginReview : CaseAct;

/// <param name="Checks">The ids of guide materials and the numbers of conditions that were checked and hold.</param>
internal sealed record RecordReview(IReadOnlyList<string> Checks) : CaseAct;

/// <param name="Procedure">Its id in the guide.</param>
/// <param name="Until">The last day of the time that the applicant is told it needs; null: not told, and no clock stands still.</param>
internal sealed record BeginProcedure(string Procedure, DateOnly? Until) : CaseAct;

/// <param name="Officers">How many took part; who they were stands in the report.</param>
internal sealed record EndProcedure(string Procedure, int Officers) : CaseAct;

internal sealed record TellHearingRight : CaseAct;

internal sealed record RequestHearing : CaseAct;

/// <summary>通知听证: day, hour and place, for the hearing of an application or of a revocation; how those concerned were told stands in the paper.</summary>
/// <param name="Public">公告: also announced to everybody.</param>
internal sealed record AnnounceHearing(DateOnly On, TimeOnly From, string Place, bool Public) : CaseAct;

/// <summary>By the chair; the record is its paper.</summary>
internal sealed record HoldHearing : CaseAct;

internal sealed record ExtendLimit(ClockKind Clock, TimeLimit By) : CaseAct;

internal sealed record Approve : CaseAct;

/// <summary>By the platform, by the guide's published rules.</summary>
/// <param name="Values">What was filed and fetched, by source: read for the decision, kept in the sealed paper alone.</param>
internal sealed record DecideByRules(IReadOnlyDictionary<string, string> Values) : CaseAct;

/// <summary>请人工办理: before the decision nothing is decided by rules, after it somebody looks again.</summary>
internal sealed record AskForPerson : CaseAct;

/// <summary>人工复核 of what rules approved.</summary>
/// <param name="Stands">Approved rightly; false: it must be mended or revoked by its own act.</param>
internal sealed record LookAgain(bool Stands) : CaseAct;

/// <summary>Approved before others that were accepted earlier, because a law or an administrative regulation says so.</summary>
internal sealed record ApproveOutOfOrder(LegalBasis Law) : CaseAct;

internal sealed record Refuse : CaseAct
{
    /// <summary>Because the limited number is used up.</summary>
    public bool ForQuota { get; init; }

    public FalseFinding? Finding { get; init; }
}

/// <summary>承诺核查: what was found after the decision.</summary>
internal sealed record RecordCheck(CheckOutcome Outcome) : CaseAct;

/// <param name="CorrectBy">The day by which it must be mended and is looked at again; null: revoked.</param>
internal sealed record DecideRevocation(DateOnly? CorrectBy) : CaseAct;

internal sealed record BeginDelivery(DeliveryMode Mode) : CaseAct;

internal sealed record RecordDelivery : CaseAct
{
    /// <summary>寄递单号: the proof of what went by post.</summary>
    public string? Waybill { get; init; }

    /// <summary>What the house itself has seen or checked; it is never read from a form.</summary>
    public DeliveryProofKind? Proof { get; init; }
}

/// <summary>What becomes of a running case whose item was cancelled, suspended or handed to another body; why stands in the paper.</summary>
/// <param name="Rule">The text that says so: a transitional rule, the order of suspension, the decision to hand over.</param>
internal sealed record SettleItemChange(ChangeOutcome Outcome, string Rule) : CaseAct;

/// <summary>移交业务系统: the other side has taken the signed package.</summary>
/// <param name="Receipt">Its own number for it; null: it gave none.</param>
internal sealed record RecordHandOver(string System, string Package, string Hash, string? Receipt) : CaseAct;

/// <summary>补录: what the other system decided and did not tell, with its mark, the scan, and why it is typed in.</summary>
internal sealed record EnterOutsideResult(bool Granted) : CaseAct;

/// <summary>转办: another unit of the same line goes on with it; why stands in the paper.</summary>
/// <param name="To">Its id.</param>
internal sealed record PassOn(string To) : CaseAct
{
    /// <summary>What the directory knows of it, looked up before deciding; null: there is none.</summary>
    public HandlingUnit? Unit { get; init; }
}

/// <summary>寄递企业报告, as the module Couriers tells it.</summary>
/// <param name="Begun">Which delivery of this case it is: the sequence of its beginning.</param>
internal sealed record RecordParcel(int Begun, string Courier, string Waybill, ParcelStep Step, string? Why) : CaseAct;

/// <summary>没有送到, recorded by staff; how stands in the paper.</summary>
internal sealed record RecordAttempt : CaseAct;

/// <summary>改用别的方式送达, or the same once more.</summary>
internal sealed record ChangeDelivery(DeliveryMode Mode) : CaseAct;

/// <summary>缴费、退费, as the module Fees tells it.</summary>
/// <param name="Receipt">电子票据号码.</param>
internal sealed record RecordFee(string Charge, string Fee, FeeStep Step, Money Amount, string? Receipt) : CaseAct;

/// <summary>撤回误操作: the last act, by whoever took it, within a minute and before anybody was told.</summary>
internal sealed record UndoLast : CaseAct;

/// <summary>更正文书; the wrong words, the right ones and the reason stand in the paper.</summary>
/// <param name="Document">The sequence of the event that called for the document.</param>
/// <param name="Author">Whose act that was: read from the log.</param>
internal sealed record ProposeRectification(int Document, string Author) : CaseAct;

/// <summary>更正期限: a ledger entry.</summary>
/// <param name="To">The last day that shall not count; null: the clock begins anew with the day <paramref name="From"/>.</param>
internal sealed record ProposeClockEntry(ClockKind Clock, DateOnly From, DateOnly? To) : CaseAct;

/// <summary>By another hand than the proposer's and the author's.</summary>
internal sealed record DecideProposal(bool Approved) : CaseAct;

/// <summary>拟撤销、拟撤回: told with facts and reasons before it is decided.</summary>
internal sealed record ProposeRevocation(string Ground) : CaseAct;

/// <summary>陈述申辩, in the paper; or the wish to be heard.</summary>
internal sealed record AnswerRevocation(bool Hearing) : CaseAct;

/// <summary>By the chair; the record is its paper.</summary>
internal sealed record HoldRevocationHearing : CaseAct;

internal sealed record DecideOnRevocation(bool Revoke) : CaseAct;

/// <summary>重新办理 by order of a review body or a court, or because the body corrects itself.</summary>
/// <param name="Body">Who ordered it.</param>
/// <param name="Within">The limit that the order sets; null: none.</param>
internal sealed record Reopen(
    OrderSource Source, string OrderNumber, string Body, DateOnly OrderedOn, TimeLimit? Within, IReadOnlyList<FiledFile> Scan) : CaseAct;

/// <summary>Why it takes longer than promised, in the paper, and when it will be.</summary>
internal sealed record ExplainDelay(DateOnly Expected) : CaseAct;

/// <summary>Time is an act too: the sweep submits it like anybody else.</summary>
internal sealed record LetTimePass : CaseAct;

/// <summary>A newly announced year moves what was provisional.</summary>
internal sealed record Reproject : CaseAct;

/// <summary>All that a decision needs: nothing is read while deciding.</summary>
internal sealed record CaseContext(Guide Guide, RuleSet Rules, WorkCalendar Calendar)
{
    /// <summary>When the item was or will be cancelled, suspended, resumed: today's, not the pinned one.</summary>
    public ItemTimeline Item { get; init; } = ItemTimeline.Untouched;

    /// <summary>下沉: where else the item may be received; asked only of what is filed or was received there.</summary>
    public IReadOnlyList<SunkRight> Sunk { get; init; } = [];

    /// <summary>How a limited number stands; null: not limited, or not asked.</summary>
    public QuotaQueue? Queue { get; init; }

    /// <summary>What bars this applicant from this item; null: nothing.</summary>
    public Bar? Bar { get; init; }

    /// <summary>网上停用: why nothing can be filed online now; null: it can. The counter goes on on the same cases.</summary>
    public string? OnlineOutage { get; init; }

    /// <summary>Everybody of the organisation that handles it: whom one may ask, send, put in another's place.</summary>
    public IReadOnlyList<StaffMember> Staff { get; init; } = [];

    /// <summary>利害关系: officers who may not act on it, by account.</summary>
    public IReadOnlyDictionary<string, Interest> Interests { get; init; } = new Dictionary<string, Interest>();

    /// <summary>Who holds the case, by name for refusals on the screen; null: nobody, or not known.</summary>
    public string? HolderName { get; init; }
}

/// <param name="ActId">From the idempotency key: the same act twice is one act.</param>
/// <param name="SeenVersion">The version the page showed; null where the act does not rest on what was seen.</param>
internal sealed record ActRequest(
    CaseNumber Number, string ActId, Actor By, CaseAct Act, CaseContext Context, Instant At, int? SeenVersion);
