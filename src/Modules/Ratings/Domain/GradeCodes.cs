using OneWindow.Contracts;

namespace OneWindow.Ratings;

/// <summary>The border: the same five grades are counted from the best in one standard and from the worst in the data that goes to the nation.</summary>
internal static class GradeCodes
{
    /// <summary>GB/T 39046-2020 A.8: 1 is 非常满意.</summary>
    public static int ToStandard(this Grade grade) => 1 + (int)grade;

    /// <summary>全国“好差评”数据: 5 is 非常满意, also the first digit of its option codes.</summary>
    public static int ToNational(this Grade grade) => 5 - (int)grade;

    public static Grade FromStandard(int code) => Checked(code - 1, code);

    public static Grade FromNational(int code) => Checked(5 - code, code);

    private static Grade Checked(int index, int code) =>
        index is >= 0 and <= 4 ? (Grade)index : throw new ArgumentOutOfRangeException(nameof(code), code, "A grade is 1 to 5.");
}
