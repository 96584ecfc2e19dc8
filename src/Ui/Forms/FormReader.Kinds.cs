using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>Reads one of our identifiers from text: the shape of their <c>TryParse</c>, for values and for classes.</summary>
public delegate bool TryParse<T>(string? text, out T value) where T : struct;

/// <inheritdoc cref="TryParse{T}"/>
public delegate bool TryRead<T>(string? text, out T? value) where T : class;

/// <summary>The kinds of field that have a form of their own: dates, telephone numbers, identifiers, files.</summary>
public sealed partial class FormReader
{
    /// <summary>Beside a file field: the file that has already been sent in pieces (its Upload-File, else the upload's address).</summary>
    public const string UploadSuffix = ".upload";

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>A day: as the browser's date field sends it, or as people write it.</summary>
    public DateOnly? Date(string field, string label, DateOnly? from = null, DateOnly? to = null, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return null;
        if (!DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Refuse(field, $"{label}不是有效的日期，请按“2026-11-22”的样式填写");
            return null;
        }

        if (date < from) Refuse(field, $"{label}不能早于{Words.ShortOf(from.Value)}，请改为这一天或之后");
        else if (date > to) Refuse(field, $"{label}不能晚于{Words.ShortOf(to.Value)}，请改为这一天或之前");
        else return date;
        return null;
    }

    /// <summary>A mainland mobile number (11 digits) or a landline with its area code; gives digits, a landline as 0532-12345678.</summary>
    public string Phone(string field, string label, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return "";
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        if (MobileNumber().IsMatch(digits)) return digits;
        if (Landline().Match(digits) is { Success: true } line) return $"{line.Groups[1]}-{line.Groups[2]}";
        Refuse(field, digits.Length > 0 && digits[0] == '1' && digits.All(char.IsAsciiDigit)
            ? $"{label}应为 11 位手机号，现在是 {digits.Length} 位，请核对"
            : $"{label}不是有效的电话号码，请填写 11 位手机号，或带区号的固定电话，例如 0532-12345678");
        return "";
    }

    private static readonly SearchValues<char> NotInCreditCodes = SearchValues.Create("IOSVZiosvz");

    /// <summary>公民身份号码, in any width, with spaces or a small x.</summary>
    public ResidentId? ResidentId(string field, string label, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return null;
        if (Kernel.ResidentId.TryParse(text, out var id)) return id;
        Refuse(field, WrongCode(label, text, "有数字输错（校验不符）", "身份证"));
        return null;
    }

    /// <summary>统一社会信用代码, in any width, with spaces or small letters.</summary>
    public UnifiedCreditCode? CreditCode(string field, string label, bool required = true)
    {
        if (Typed(field, label, required) is not { } text) return null;
        if (UnifiedCreditCode.TryParse(text, out var code)) return code;
        Refuse(field, WrongCode(
            label,
            text,
            text.AsSpan().ContainsAny(NotInCreditCodes) ? "含有字母 I、O、S、V 或 Z，代码中没有这些字母，可能是数字 1、0、5、2" : "有字符输错（校验不符）",
            "营业执照"));
        return null;
    }

    /// <summary>Any identifier that can read itself: a case number, a region code. <paramref name="mend"/> says what it should look like.</summary>
    public T? Identifier<T>(string field, string label, TryParse<T> parse, string mend, bool required = true)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (Typed(field, label, required) is not { } text) return null;
        if (parse(text.ToUpperInvariant(), out var value)) return value;
        Refuse(field, $"{label}有误：{mend}");
        return null;
    }

    /// <inheritdoc cref="Identifier{T}(string, string, TryParse{T}, string, bool)"/>
    public T? Identifier<T>(string field, string label, TryRead<T> parse, string mend, bool required = true)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (Typed(field, label, required) is not { } text) return null;
        if (parse(text.ToUpperInvariant(), out var value)) return value;
        Refuse(field, $"{label}有误：{mend}");
        return null;
    }

    private static string WrongCode(string label, string text, string otherwise, string paper) => text.Length == 18
        ? $"{label}{otherwise}，请对照{paper}逐位核对"
        : $"{label}应为 18 位，现在是 {text.Length} 位，请对照{paper}核对";

    /// <summary>What stands in for a file that was sent in pieces before; null if the file came with the form, or none did.</summary>
    public string? Uploaded(string field) => Raw(field + UploadSuffix) is { Length: > 0 } address ? address : null;

    /// <summary>
    /// A file; null if none was chosen, or if it was sent in pieces before (<see cref="Uploaded"/>). Only size and the name's ending are judged here: what the bytes really are is for the
    /// one who stores them. A browser cannot keep a chosen file, so the page asks for it again.
    /// </summary>
    /// <param name="kinds">Endings that are taken, lower case with the dot: ".pdf", ".jpg".</param>
    public IFormFile? File(string field, string label, long maxBytes, IReadOnlyList<string> kinds, bool required = true)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var file = form.Files.GetFile(field);
        string? wrong = null;
        if (file is null || (file.Length == 0 && file.FileName.Length == 0)) wrong = required && Uploaded(field) is null ? $"请上传{label}" : "";
        else if (file.Length == 0) wrong = $"{label}是空文件，请重新选择";
        else if (file.Length > maxBytes) wrong = $"{label}有 {Words.Size(file.Length)}，超过上限 {Words.Size(maxBytes)}，请压缩后再上传";
        else if (!kinds.Contains(Path.GetExtension(file.FileName).ToLowerInvariant()))
            wrong = $"{label}的格式不在可接收的范围内，请上传 {string.Join('、', kinds.Select(k => k.TrimStart('.').ToUpperInvariant()))} 格式的文件";
        if (wrong is null) return file;
        if (wrong.Length > 0) Refuse(field, wrong, PlatformRules.Files);
        return null;
    }

    [GeneratedRegex(@"^1[3-9]\d{9}$", RegexOptions.ECMAScript)]
    private static partial Regex MobileNumber();

    [GeneratedRegex(@"^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$", RegexOptions.ECMAScript)]
    private static partial Regex Landline();
}
