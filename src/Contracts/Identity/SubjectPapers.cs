namespace OneWindow.Contracts;

/// <summary>证件种类: a paper that identifies applicants of some kinds.</summary>
/// <param name="Usual">Its numbers stand bare; those of any other paper carry its code in front ("passport:USA123456789").</param>
public sealed record SubjectPaper(string Code, string Words, IReadOnlyList<SubjectKind> Kinds, bool Usual = false);

/// <summary>
/// By what applicants are known (青岛办法 第三条: 自然人、法人、非法人组织). The list is open: another paper is a line here and its form in the
/// module that checks numbers.
/// </summary>
public static class SubjectPapers
{
    private static readonly SubjectKind[] Persons = [SubjectKind.Person];
    private static readonly SubjectKind[] Organisations = [SubjectKind.Company, SubjectKind.Unincorporated];

    public static IReadOnlyList<SubjectPaper> All { get; } =
    [
        new("resident-id", "居民身份证", Persons, Usual: true),
        new("passport", "护照", Persons),
        new("residence-permit", "港澳台居民居住证", Persons),
        new("hk-mo-permit", "港澳居民来往内地通行证", Persons),
        new("tw-permit", "台湾居民来往大陆通行证", Persons),
        new("permanent-residence", "外国人永久居留身份证", Persons),
        new("birth-certificate", "出生医学证明", Persons),
        new("officer-card", "军官证", Persons),
        new("credit-code", "统一社会信用代码", Organisations, Usual: true),
        new("registration", "其他登记证书", Organisations),
    ];

    public static SubjectPaper? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    /// <summary>The paper of a number as it is kept.</summary>
    public static SubjectPaper Of(SubjectKind kind, string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return (number.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? Find(number[..at]) : null) ?? All.First(p => p.Usual && p.Kinds.Contains(kind));
    }

    /// <summary>The number as it stands on the paper.</summary>
    public static string Plain(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number[(number.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
