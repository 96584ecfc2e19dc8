using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>实名信息: what the platform itself knows of an applicant whose identity was verified, as a register that rules may read.</summary>
internal sealed class ApplicantRegister(ISubjects subjects) : IRegister
{
    public string Key => "applicant";

    public string Name => "实名信息";

    public IReadOnlyDictionary<string, string> Entries { get; } = new Dictionary<string, string>
    {
        ["kind"] = "申请人类型", ["birthday"] = "出生日期", ["age"] = "周岁年龄", ["region"] = "证件首发地区划",
    };

    public async ValueTask<IReadOnlyDictionary<string, string>?> Look(string subject, DateOnly on, CancellationToken cancel = default)
    {
        if (await subjects.Find(subject, cancel) is not { } known) return null;
        var values = new Dictionary<string, string>
        {
            ["kind"] = known.Kind switch { SubjectKind.Person => "自然人", SubjectKind.Company => "法人", _ => "非法人组织" },
        };
        if (known.Kind == SubjectKind.Person && ResidentId.TryParse(known.Number, out var id))
        {
            values["birthday"] = id.Birthday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            values["age"] = Age(id.Birthday, on).ToString(CultureInfo.InvariantCulture);
            values["region"] = id.Region;
        }

        return values;
    }

    /// <summary>周岁: full from the day after the birthday's eve, that is on the birthday itself (民法典 第二百零一条 counts the day of birth out).</summary>
    internal static int Age(DateOnly born, DateOnly on) => on.Year - born.Year - (on < born.AddYears(on.Year - born.Year) ? 1 : 0);
}
