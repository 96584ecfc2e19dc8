using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>What the lists and their parts are called on screen.</summary>
internal static class LibraryWords
{
    /// <summary>In addresses.</summary>
    public static string Code(LibraryKind kind) => kind switch
    {
        LibraryKind.Material => "materials",
        LibraryKind.Field => "fields",
        LibraryKind.Proof => "proofs",
        _ => "intermediaries",
    };

    public static LibraryKind? Parse(string? code) => Enum.GetValues<LibraryKind>().Where(k => Code(k) == code).Select(k => (LibraryKind?)k).FirstOrDefault();

    public static string Title(LibraryKind kind) => kind switch
    {
        LibraryKind.Material => "标准材料",
        LibraryKind.Field => "表单字段",
        LibraryKind.Proof => "保留证明",
        _ => "中介服务",
    };

    public static string Of(MaterialKind kind) => GuidePageModel.Of(kind);

    public static string Of(FieldSubject subject) => subject switch
    {
        FieldSubject.Person => "人",
        FieldSubject.Company => "单位",
        FieldSubject.Place => "地点",
        FieldSubject.Property => "财产",
        _ => "事情",
    };

    public static string Of(PrivacyClass privacy) => privacy switch
    {
        PrivacyClass.Public => "可公开",
        PrivacyClass.Plain => "一般",
        PrivacyClass.Contact => "联系方式",
        PrivacyClass.Personal => "个人信息",
        _ => "敏感个人信息",
    };

    public static string Of(FieldKind kind) => kind switch
    {
        FieldKind.Text => "一行文字",
        FieldKind.LongText => "多行文字",
        FieldKind.Number => "数字",
        FieldKind.Money => "金额",
        FieldKind.Date => "日期",
        FieldKind.Choice => "选一项",
        FieldKind.YesNo => "是或否",
        FieldKind.Phone => "电话号码",
        FieldKind.ResidentId => "居民身份证号码",
        FieldKind.CreditCode => "统一社会信用代码",
        FieldKind.Person => "个人（姓名、证件号码、电话）",
        FieldKind.Company => "单位（名称、代码）",
        FieldKind.RegionAddress => "所在地区和地址",
        FieldKind.Rows => "可以添加多行",
        FieldKind.File => "文件",
        _ => "地址",
    };

    public static string OfPrefill(string? prefill) => prefill switch
    {
        "name" => "登记的姓名或名称",
        "id" => "登记的证件号码",
        "phone" => "登记的电话",
        "address" => "登记的地址",
        "legal-representative" => "登记的法定代表人",
        _ => "",
    };
}
