using System.Globalization;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>安全事件: what happened to accounts and rights. No names, no numbers of persons: accounts by their meaningless identifiers.</summary>
internal enum SecurityEventKind
{
    /// <summary>开设账号.</summary>
    AccountOpened,

    /// <summary>提出岗位.</summary>
    PostAsked,

    /// <summary>同意岗位.</summary>
    PostAgreed,

    /// <summary>不同意岗位.</summary>
    PostRefused,

    /// <summary>发放初始密码.</summary>
    StartPasswordGiven,

    /// <summary>本人修改密码.</summary>
    PasswordChosen,

    /// <summary>设置动态口令.</summary>
    SecondFactorSet,

    /// <summary>撤下动态口令.</summary>
    SecondFactorTaken,

    /// <summary>登录.</summary>
    SignedIn,

    /// <summary>连续输错锁定.</summary>
    Locked,

    /// <summary>停用账号.</summary>
    AccountClosed,

    /// <summary>登录被拒绝: the second factor was wrong.</summary>
    SecondFactorWrong,

    /// <summary>申请人账号与身份认证服务关联.</summary>
    ServiceLinked,

    /// <summary>申请人自己开设账号.</summary>
    ApplicantOpened,

    /// <summary>更换账号的手机号码, by code or by a clerk who saw the paper.</summary>
    PhoneChanged,

    /// <summary>窗口核对证件.</summary>
    PaperSeen,

    /// <summary>报告账号被他人冒名开设: locked until a counter has settled it.</summary>
    AccountReported,

    /// <summary>冒名账号移交本人.</summary>
    AccountHandedOver,

    /// <summary>合并重复账号.</summary>
    AccountsMerged,

    /// <summary>登记业务系统.</summary>
    ClientRegistered,

    /// <summary>停用业务系统.</summary>
    ClientClosed,

    /// <summary>授权委托: given, by the principal's account or at a counter; the note names the authority.</summary>
    AuthorityGiven,

    /// <summary>接受委托.</summary>
    AuthorityAccepted,

    /// <summary>终止委托, from either side or by telephone.</summary>
    AuthorityEnded,

    /// <summary>新任法定代表人确认委托.</summary>
    AuthorityConfirmed,

    /// <summary>受托单位指派或撤下人员.</summary>
    AuthorityStaffed,

    /// <summary>法定代表人变更，按登记信息接管.</summary>
    TakenOver,

    /// <summary>要求查看完整信息而没有权限: the note is the case.</summary>
    InFullRefused,

    /// <summary>提出保密查看: the note is its basis.</summary>
    SecrecyAsked,

    /// <summary>同意保密查看.</summary>
    SecrecyAgreed,

    /// <summary>不同意保密查看.</summary>
    SecrecyRefused,

    /// <summary>依法删除个人信息: the note is the subject's identifier.</summary>
    SubjectErased,

    /// <summary>轮换安装密钥.</summary>
    SecretRotated,

    /// <summary>出借管理权限: the note is the lending.</summary>
    RightLent,

    /// <summary>缩小出借的权限.</summary>
    RightNarrowed,

    /// <summary>收回出借的权限.</summary>
    RightWithdrawn,

    /// <summary>申请应急授权: the note is the emergency.</summary>
    EmergencyAsked,

    /// <summary>批准应急授权.</summary>
    EmergencyGranted,

    /// <summary>不批准应急授权.</summary>
    EmergencyRefused,

    /// <summary>凭应急授权查看办件: the note is the case and the emergency.</summary>
    EmergencyUsed,

    /// <summary>提前结束应急授权.</summary>
    EmergencyEnded,

    /// <summary>复核应急授权.</summary>
    EmergencyReviewed,

    /// <summary>申请人换了证件: the note is the subject's identifier.</summary>
    PaperReplaced,

    /// <summary>结束兼任的岗位.</summary>
    PostEnded,

    /// <summary>换上另一个岗位.</summary>
    PostWorn,
}

/// <summary>One line of the security log: chained, so that none can be changed or taken away unseen.</summary>
internal sealed class SecurityEventRow
{
    /// <summary>From 1, without gaps.</summary>
    public required long Number { get; init; }

    public required Instant At { get; init; }

    public required SecurityEventKind Kind { get; init; }

    /// <summary>Whose account it is about.</summary>
    public string? Account { get; init; }

    /// <summary>Who did it; null: the platform.</summary>
    public string? By { get; init; }

    public string? Note { get; init; }

    /// <summary>SM3 over the hash before and this line.</summary>
    public required byte[] Hash { get; init; }

    public static byte[] HashOf(ReadOnlySpan<byte> before, long number, Instant at, SecurityEventKind kind, string? account, string? by, string? note)
    {
        var line = string.Join('\n', number.ToString(CultureInfo.InvariantCulture), at.Microseconds.ToString(CultureInfo.InvariantCulture), kind.ToString(), Field(account), Field(by), Field(note));
        return Sm3.Of([.. before, .. Encoding.UTF8.GetBytes(line)]);
    }

    /// <summary>With its length before it: no two lines are written alike.</summary>
    private static string Field(string? text) => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}
