using System.Text.RegularExpressions;

namespace OneWindow.Contracts;

/// <summary>The forms that a line of text may have to have: by name, ours alone. Each pattern is linear and read the same by JSON Schema.</summary>
public static class FieldFormats
{
    public static IReadOnlyDictionary<string, FieldFormat> All { get; } = new[]
    {
        new FieldFormat("digits", "数字", "^[0-9]+$", "123456"),
        new FieldFormat("letters-digits", "字母和数字", "^[A-Za-z0-9]+$", "AB12"),
        new FieldFormat("postcode", "邮政编码", "^[0-9]{6}$", "266071"),
        new FieldFormat("email", "电子邮箱", "^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$", "zhang@example.com"),
        new FieldFormat("web", "网址", "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^ ]*)?$", "https://example.com"),
        new FieldFormat("bank-account", "银行账号", "^[0-9]{8,32}$", "6200000000000000"),
        new FieldFormat("plate", "车牌号", "^[\\u4e00-\\u9fa5][A-Z][A-Z0-9]{5,6}$", "鲁B12345"),
    }.ToDictionary(f => f.Name);
}

/// <param name="Words">What it is, for people.</param>
public sealed record FieldFormat(string Name, string Words, string Pattern, string Example)
{
    private readonly Regex regex = new(Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));

    public bool Fits(string text) => regex.IsMatch(text);
}
