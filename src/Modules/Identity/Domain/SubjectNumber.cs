using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>证件号码: by the kind of applicant a resident's number or a unified credit code, checked and in its one written form.</summary>
internal static class SubjectNumber
{
    public static Outcome<string> Read(SubjectKind kind, string number) => kind switch
    {
        SubjectKind.Person => ResidentId.TryParse(number, out var id)
            ? id.ToString()
            : new Refusal("identity.number-wrong", "居民身份证号有误：应为 18 位，末位可以是 X，请对照证件核对。", PlatformRules.Input),
        SubjectKind.Company or SubjectKind.Unincorporated => UnifiedCreditCode.TryParse(number, out var code)
            ? code.ToString()
            : new Refusal("identity.number-wrong", "统一社会信用代码有误：应为 18 位数字和大写字母，请对照营业执照或登记证书核对。", PlatformRules.Input),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of applicant."),
    };
}
