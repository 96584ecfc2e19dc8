namespace OneWindow.Contracts;

/// <summary>Answers of several parts: person, company, address with its region. Stored as one JSON object by the parts' names.</summary>
public static class FieldParts
{
    public const string Region = "region";
    public const string Place = "place";
    public const string Street = "text";

    /// <summary>The parts as fields of their own, by which they are asked and checked; none for a simple field.</summary>
    public static IReadOnlyList<FormField> Of(FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Kind switch
        {
            FieldKind.Person =>
            [
                Part("name", "姓名", FieldKind.Text, field, 40), Part("id", "居民身份证号码", FieldKind.ResidentId, field), Part("phone", "手机号码", FieldKind.Phone, field),
            ],
            FieldKind.Company => [Part("name", "单位名称", FieldKind.Text, field, 120), Part("code", "统一社会信用代码", FieldKind.CreditCode, field)],
            FieldKind.RegionAddress => [Part(Region, "所在地区", FieldKind.Text, field, 12), Part(Street, "详细地址", FieldKind.Address, field, field.MaxLength)],
            _ => [],
        };
    }

    /// <summary>An answer that is no single value: of parts, or of rows.</summary>
    public static bool IsWhole(this FieldKind kind) => kind is FieldKind.Person or FieldKind.Company or FieldKind.RegionAddress or FieldKind.Rows;

    private static FormField Part(string id, string label, FieldKind kind, FormField of, int max = 200) =>
        new() { Id = id, Label = label, Kind = kind, Required = of.Required, MaxLength = max };
}
