using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The answers that may be chosen in a guide, in the words of its page.</summary>
internal static class DraftOptions
{
    public static IReadOnlyList<ChoiceModel> Types { get; } = Of<ItemType>(t => t.Names().Name);

    public static IReadOnlyList<ChoiceModel> Audience { get; } = Of<SubjectKind>(GuidePageModel.Of);

    public static IReadOnlyList<ChoiceModel> Levels { get; } = [.. "123456".Select(l => new ChoiceModel($"{l}", GuidePageModel.Level($"{l}")))];

    public static IReadOnlyList<ChoiceModel> BasisTypes { get; } = Of<BasisType>(t => t.Words());

    public static IReadOnlyList<ChoiceModel> MaterialKinds { get; } = Of<MaterialKind>(GuidePageModel.Of);

    public static IReadOnlyList<ChoiceModel> Sources { get; } = Of<MaterialSource>(s => s switch
    {
        MaterialSource.Shared => "我们自己调取，申请人不用交",
        MaterialSource.Intermediary => "中介机构或法定机构出具",
        _ => "申请人自己准备",
    });

    public static IReadOnlyList<ChoiceModel> DefectKinds { get; } = [.. Defects.Words.Select(d => new ChoiceModel(d.Key, d.Value))];

    public static IReadOnlyList<ChoiceModel> FieldKinds { get; } = Of<FieldKind>(k => k switch
    {
        FieldKind.Text => "一行文字",
        FieldKind.LongText => "几行文字",
        FieldKind.Number => "数字",
        FieldKind.Money => "金额（元）",
        FieldKind.Date => "日期",
        FieldKind.Choice => "几个选项选一个",
        FieldKind.YesNo => "是或否",
        FieldKind.Phone => "电话",
        FieldKind.ResidentId => "公民身份号码",
        FieldKind.CreditCode => "统一社会信用代码",
        FieldKind.Address => "地址",
        FieldKind.Person => "一个人（姓名、证件号码、电话）",
        FieldKind.Company => "一个单位（名称、统一社会信用代码）",
        FieldKind.RegionAddress => "地区和地址",
        FieldKind.Rows => "可以添加的多行",
        _ => "文件",
    });

    public static IReadOnlyList<ChoiceModel> Prefills { get; } =
    [
        new("name", "申请人的姓名或名称"), new("id", "申请人的证件号码"), new("phone", "申请人的电话"), new("address", "申请人的住所"),
        new("legal-representative", "法定代表人"),
    ];

    public static IReadOnlyList<ChoiceModel> Moments { get; } = Of<FeeMoment>(m => m == FeeMoment.AtAcceptance ? "受理时" : "领结果前");

    /// <summary>The lowest is what everybody has: nothing to ask for.</summary>
    public static IReadOnlyList<ChoiceModel> Assurances { get; } = [.. Of<Assurance>(AssuranceWords.Of).Skip(1)];

    public static IReadOnlyList<ChoiceModel> Channels { get; } = Of<Channel>(GuidePageModel.Of);

    public static IReadOnlyList<ChoiceModel> Modes { get; } = Of<CrossRegionMode>(m => m.Words());

    public static IReadOnlyList<ChoiceModel> Results { get; } = Of<ResultKind>(r => r switch
    {
        ResultKind.Licence => "证照",
        ResultKind.Approval => "批复等文书",
        ResultKind.Other => "别的结果",
        _ => "没有文书",
    });

    public static IReadOnlyList<ChoiceModel> Deliveries { get; } = Of<DeliveryMode>(GuidePageModel.Of);

    public static IReadOnlyList<ChoiceModel> Periods { get; } = Of<QuotaPeriod>(p => p switch
    {
        QuotaPeriod.Month => "每月",
        QuotaPeriod.Quarter => "每季度",
        QuotaPeriod.Year => "每年",
        _ => "总共",
    });

    public static IReadOnlyList<ChoiceModel> ThemeCodes { get; } =
        [.. Themes.All.Select(t => new ChoiceModel(t.Key, (t.Key[0] == 'p' ? "个人：" : "法人：") + t.Value))];

    /// <summary>"working-day" and the others, and on the spot.</summary>
    public static IReadOnlyList<ChoiceModel> Units { get; } =
        [new("working-day", "个工作日"), new("calendar-day", "日（自然日）"), new("month", "个月"), new("hour", "小时"), new("on-the-spot", "当场办结")];

    private static IReadOnlyList<ChoiceModel> Of<T>(Func<T, string> words)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new ChoiceModel(JsonNamingPolicy.KebabCaseLower.ConvertName($"{v}"), words(v)))];
}
