using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 办事指南, one published version: everything a resident reads and everything a case is decided by. Immutable; a case pins
/// item, version and hash. The fifteen elements of 鄠邑细则 第六条 are all here; the form check of a case knows nothing else.
/// </summary>
public sealed record Guide
{
    /// <summary>The item's stable key in addresses: county code, a hyphen, a short English name ("370202-food-business").</summary>
    public required string Item { get; init; }

    public required int Version { get; init; }

    /// <summary>SM3 of the canonical text, hex: the same on portal, counter, kiosk and print.</summary>
    public required string Hash { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public required string Name { get; init; }

    public required ItemType Type { get; init; }

    /// <summary>公共服务领域: of a public service, one of the place's domains (青岛办法 第四条); null: none was given, or no public service.</summary>
    public string? Domain { get; init; }

    /// <summary>基本编码 (12), 实施编码 (31) and 办理项编码 (33), where they are known.</summary>
    public string? BasicCode { get; init; }

    public string? ImplementationCode { get; init; }

    public string? HandlingCode { get; init; }

    /// <summary>实施主体: the organisation that bears the act.</summary>
    public required string Organisation { get; init; }

    public required RegionCode Place { get; init; }

    /// <summary>行使层级, code of GB/T 39046 A.2: 3 市, 4 县, 5 镇, 6 村.</summary>
    public required string ExerciseLevel { get; init; }

    /// <summary>The shared process template (青岛办法 第二十二条), e.g. "general-v1".</summary>
    public required string Process { get; init; }

    /// <summary>服务对象.</summary>
    public required IReadOnlyList<SubjectKind> Audience { get; init; }

    public required IReadOnlyList<LegalBasis> Bases { get; init; }

    /// <summary>受理条件, a line each.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>法定办结时限; null where no law sets one.</summary>
    public TimeLimit? StatutoryLimit { get; init; }

    public required TimeLimit PromisedLimit { get; init; }

    /// <summary>即办件: decided on the spot by whoever holds the right.</summary>
    public required bool OnTheSpot { get; init; }

    /// <summary>Only the form of the materials is examined (重庆办法 第二十五条), not their substance.</summary>
    public required bool FormReviewOnly { get; init; }

    /// <summary>The law demands that the applicant comes in person (青岛办法 第二十五条): no agent, no online filing.</summary>
    public bool InPerson { get; init; }

    /// <summary>实名等级: how surely a sign-in must say who is there before this is filed online, where that is more than the place's rules ask of everything; null: as they ask. A counter asks for none.</summary>
    public Assurance? Level { get; init; }

    /// <summary>延续: a renewal of a licence in force; the applicant states the expiry.</summary>
    public bool Renewal { get; init; }

    /// <summary>由业务系统办理: reviewed and decided there, received, accepted, clocked and delivered here. Null: handled here.</summary>
    public LineSystem? HandledIn { get; init; }

    /// <summary>直接关系他人重大利益: others are told, and there may be a hearing (行政许可法 第三十六条、第四十七条).</summary>
    public bool ConcernsOthers { get; init; }

    /// <summary>直接关系公共安全、人身健康、生命财产安全: which of these, in the law's words; null: none. Who deceives here is barred for a time (行政许可法 第七十八条、第七十九条).</summary>
    public IReadOnlyList<string>? SafetyAreas { get; init; }

    public required IReadOnlyList<GuideMaterial> Materials { get; init; }

    public required IReadOnlyList<FormStep> Form { get; init; }

    /// <summary>核对: what the answers must be to each other; null: nothing beyond each field.</summary>
    public IReadOnlyList<FormCheck>? Checks { get; init; }

    public required IReadOnlyList<GuideStep> Steps { get; init; }

    public IReadOnlyList<SpecialProcedure> SpecialProcedures { get; init; } = [];

    /// <summary>Null: the handling unit reviews and decides by itself, from the papers.</summary>
    public ReviewPlan? Review { get; init; }

    /// <summary>并联审批、一件事: what this is made of, where it is filed once and handled as several cases; null: one item, one case.</summary>
    public Combination? Combination { get; init; }

    /// <summary>联署: who must sign before it is handed in; null: the applicant alone.</summary>
    public SigningPlan? Signing { get; init; }

    /// <summary>Null: nothing may be promised instead of proved.</summary>
    public CommitmentOffer? Commitment { get; init; }

    /// <summary>智能审批: null: a person always decides.</summary>
    public ApprovalRules? Automatic { get; init; }

    /// <summary>数量限制; null: not limited in number.</summary>
    public Quota? Quota { get; init; }

    /// <summary>跨域通办; null: received in its own place only.</summary>
    public CrossRegionOffer? CrossRegion { get; init; }

    public required IReadOnlyList<Fee> Fees { get; init; }

    /// <summary>办理形式: where it can be filed.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>Only where counter and online are not both offered.</summary>
    public ChannelReason? ChannelReason { get; init; }

    /// <summary>办理地点 with hours.</summary>
    public required IReadOnlyList<HandlingPlace> Places { get; init; }

    public required GuideResult Result { get; init; }

    public required IReadOnlyList<DeliveryMode> Deliveries { get; init; }

    /// <summary>咨询方式 and 监督投诉方式: telephone numbers with area code.</summary>
    public required string ConsultationPhone { get; init; }

    public required string ComplaintPhone { get; init; }

    /// <summary>最多跑几次.</summary>
    public required int Visits { get; init; }

    /// <summary>常见问题.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Themes for browsing, the code sets of C0109 (个人 005…, 法人 005…), prefixed "p" or "c".</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Other words that people search by.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>网上办事操作说明 (河北方案 三（二）), a line a step; null: none is given.</summary>
    public string? Operation { get; init; }

    /// <summary>与统一要素不一致的理由 (青岛基层 二、（二）2: 原则上统一); null: it agrees.</summary>
    public IReadOnlyList<Deviation>? Deviations { get; init; }

    /// <summary>True: a service of its operator (<see cref="OrganisationKind.Operator"/>), no administrative act: nothing but its promise runs, what is refused is no decision of law; else absent.</summary>
    public bool? ByOperator { get; init; }

    public GuideMaterial? Material(string id) => Materials.FirstOrDefault(m => m.Id == id);

    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<FormField> Fields => Form.SelectMany(step => step.Fields);
}

/// <summary>One uniform element, by the name that the rulebook gives it, and why it differs here.</summary>
public sealed record Deviation(string Element, string Reason);

/// <summary>业务系统: its identifier in the settings, and what people call it.</summary>
public sealed record LineSystem(string Id, string Name);

/// <summary>设定依据: a law and an article outside our rulebooks, as the guide prints it.</summary>
/// <param name="Type">What kind of text it is. Needed where only some may bear what rests on it: a fee, a second copy, paper, attendance.</param>
public sealed record LegalBasis(string Law, string Article, BasisType? Type = null);

/// <summary>依据种类 (立法法): 法律、行政法规、地方性法规、规章、部门文件.</summary>
public enum BasisType
{
    Law,
    AdministrativeRegulation,
    LocalRegulation,
    Rule,
    Document,
}

/// <summary>限定渠道的理由: why an item is not offered both at the counter and online (重庆办法 第二十八条, 鄠邑细则 第十三条、第二十四条).</summary>
/// <param name="Ground">Where the place's rulebook lists grounds ("涉密"), one of them.</param>
/// <param name="Words">In words for the public; needed where the ground alone says nothing ("其他").</param>
/// <param name="Basis">The law that demands it, where the ground is a law and where the applicant must come in person.</param>
public sealed record ChannelReason(string Ground, string? Words = null, LegalBasis? Basis = null);

/// <summary>一项材料. Main materials can never be tolerated; shared ones are fetched by us and only confirmed (鄠邑细则 第七条).</summary>
public sealed record GuideMaterial
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required MaterialKind Kind { get; init; }

    public required bool Required { get; init; }

    /// <summary>主要材料.</summary>
    public required bool Main { get; init; }

    /// <summary>可容缺.</summary>
    public required bool Tolerable { get; init; }

    public required MaterialSource Source { get; init; }

    public required int Originals { get; init; }

    public required int Copies { get; init; }

    /// <summary>The law that demands more than one, where the place allows one set only (重庆办法 第二十八条).</summary>
    public LegalBasis? CopiesBasis { get; init; }

    /// <summary>The law that demands it on paper although it could come electronically (青岛办法 第四十七条, 重庆办法 第二十八条); null: it does not.</summary>
    public LegalBasis? PaperBasis { get; init; }

    /// <summary>规格, e.g. A4.</summary>
    public string? Format { get; init; }

    public required bool Electronic { get; init; }

    /// <summary>出具机构, or the qualification an intermediary must have.</summary>
    public string? Issuer { get; init; }

    public LegalBasis? Basis { get; init; }

    /// <summary>What good looks like, in words: 受理标准.</summary>
    public string? Standard { get; init; }

    /// <summary>填写样本 and 空表 as plain text pages; both for form-type materials.</summary>
    public string? Sample { get; init; }

    public string? Blank { get; init; }

    /// <summary>The defects that may be found in it: what a correction notice may name (codes of <see cref="Defects"/>).</summary>
    public required IReadOnlyList<string> Defects { get; init; }

    /// <summary>Needed only where this form field has this value; null: always.</summary>
    public Situation? OnlyIf { get; init; }

    /// <summary>有效期: so many months after it was handed in it is taken no more from an earlier filing; null: it does not grow old.</summary>
    public int? ValidMonths { get; init; }

    /// <summary>标准材料: the entry of the library that it is one of; null: none is named. An entry merged into another stays readable by its old id.</summary>
    public string? Entry { get; init; }
}


/// <summary>The defects that a material or a field can have; codes are stored, words are shown.</summary>
public static class Defects
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["missing"] = "未提交",
        ["unreadable"] = "无法辨认",
        ["out-of-date"] = "已过有效期",
        ["not-sealed"] = "未签字或盖章",
        ["incomplete"] = "内容不完整",
        ["contradicts"] = "与其他材料不一致",
        ["wrong-kind"] = "不是要求的材料",
        ["wrong-form"] = "格式不符合要求",
    };
}

public sealed record GuideStep(string Name, TimeLimit? Limit, string Actor);

/// <summary>特别程序, only those that the item lists may be started.</summary>
public sealed record SpecialProcedure(string Id, string Name, TimeLimit? Limit, LegalBasis? Basis);

/// <summary>收费项目: nothing may be asked without a basis (行政许可法 第五十八条). No entry: free.</summary>
/// <param name="Amount">In all, or for one <see cref="Unit"/>; zero: fixed for each case by the standard.</param>
public sealed record Fee(string Name, Money Amount, string Standard, LegalBasis Basis)
{
    /// <summary>When it is asked for; null: before the result is handed over.</summary>
    public FeeMoment? Moment { get; init; }

    /// <summary>计量单位 ("平方米·天") by which the amount is multiplied; null: the amount is the whole.</summary>
    public string? Unit { get; init; }

    /// <summary>核定: what is owed is known only when who decides has measured it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Assessed => Unit is not null || Amount.Fen == 0;
}

/// <summary>缴费时点.</summary>
public enum FeeMoment
{
    BeforeResult,
    AtAcceptance,
}

public sealed record HandlingPlace(string Name, string Address, string Hours, string Phone);

/// <summary>办理结果. <see cref="Validity"/> in words ("5年").</summary>
public sealed record GuideResult(string Name, ResultKind Kind, string? Validity);

public sealed record Question(string Asked, string Answer);

public enum SubjectKind
{
    Person,
    Company,
    Unincorporated,
}

public enum MaterialKind
{
    Certificate,
    Form,
    Proof,
    Other,
}

public enum MaterialSource
{
    Applicant,
    Shared,
    Intermediary,
}

/// <summary>申请渠道.</summary>
public enum Channel
{
    Counter,
    Online,
    Mobile,
    Kiosk,
}

/// <summary>送达方式.</summary>
public enum DeliveryMode
{
    Counter,
    Electronic,
    Kiosk,
    Post,
}

public enum ResultKind
{
    Licence,
    Approval,
    Other,
    None,
}
