using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>证件号码: by the kind of applicant and the paper he shows, checked and in its one written form.</summary>
internal static partial class SubjectNumber
{
    /// <param name="number">Bare: the usual paper of the kind. Else the paper's code, a colon, the number.</param>
    public static Outcome<string> Read(SubjectKind kind, string number)
    {
        if (!Enum.IsDefined(kind)) return new Refusal("identity.kind-unknown", "申请人类型只有自然人、法人、非法人组织三种，请选择其中一种。", PlatformRules.Input);
        if (number.IndexOf(':', StringComparison.Ordinal) is var at and > 0) return ReadOther(kind, number[..at], number[(at + 1)..]);
        return kind == SubjectKind.Person
            ? ResidentId.TryParse(number, out var id)
                ? id.ToString()
                : new Refusal("identity.number-wrong", "居民身份证号有误：应为 18 位，末位可以是 X，请对照证件核对。", PlatformRules.Input)
            : UnifiedCreditCode.TryParse(number, out var code)
                ? code.ToString()
                : new Refusal("identity.number-wrong", "统一社会信用代码有误：应为 18 位数字和大写字母，请对照营业执照或登记证书核对。", PlatformRules.Input);
    }

    private static Outcome<string> ReadOther(SubjectKind kind, string code, string number)
    {
        if (SubjectPapers.Find(code) is not { } paper || !paper.Kinds.Contains(kind))
        {
            return new Refusal("identity.paper-unknown", "这种证件不能证明所选的申请人类型，请重新选择证件类型。", PlatformRules.Input);
        }

        if (paper.Usual) return Read(kind, number);
        var tidy = Tidy(number);
        if (code == "officer-card" && OfficerCard().Match(tidy) is { Success: true } card) tidy = $"{card.Groups[1]}字第{card.Groups[2]}号";
        return FormOf(code).IsMatch(tidy) && HasItsCheckSign(code, tidy)
            ? $"{code}:{tidy}"
            : new Refusal("identity.number-wrong", $"{paper.Words}的号码有误，请对照证件核对。", PlatformRules.Input);
    }

    private static bool HasItsCheckSign(string code, string tidy) => code switch
    {
        "residence-permit" => ResidentId.TryParse(tidy, out _),
        "permanent-residence" => PermanentResidenceNumber.IsValid(tidy),
        _ => true,
    };

    private static string Tidy(string number) =>
        string.Concat(number.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c).Where(c => c != '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();

    private static Regex FormOf(string code) => code switch
    {
        "passport" => Passport(),
        "residence-permit" => ResidencePermit(),
        "hk-mo-permit" => HongKongPermit(),
        "tw-permit" => TaiwanPermit(),
        "permanent-residence" => PermanentResidence(),
        "birth-certificate" => BirthCertificate(),
        "officer-card" => OfficerCard(),
        _ => Registration(),
    };

    /// <summary>The issuing state's three letters, then the number: two states may give the same number.</summary>
    [GeneratedRegex("^[A-Z]{3}[A-Z0-9]{5,14}$")]
    private static partial Regex Passport();

    [GeneratedRegex("^8[123]0000[0-9]{11}[0-9X]$")]
    private static partial Regex ResidencePermit();

    [GeneratedRegex("^[HM][0-9]{8}([0-9]{2})?$")]
    private static partial Regex HongKongPermit();

    [GeneratedRegex("^[0-9]{8}([0-9]{2})?$")]
    private static partial Regex TaiwanPermit();

    [GeneratedRegex("^([A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X])$")]
    private static partial Regex PermanentResidence();

    /// <summary>出生医学证明: the edition's letter and nine digits.</summary>
    [GeneratedRegex("^[A-Z][0-9]{9}$")]
    private static partial Regex BirthCertificate();

    /// <summary>军官证: 南字第12345678号, also typed without 字, 第 and 号.</summary>
    [GeneratedRegex("^([\u4E00-\u9FFF-[第字号]])字?第?([0-9]{6,8})号?$")]
    private static partial Regex OfficerCard();

    [GeneratedRegex("^[A-Z0-9]{5,30}$")]
    private static partial Regex Registration();
}
