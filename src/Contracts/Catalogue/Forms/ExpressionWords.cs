using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

internal enum WordKind
{
    Name,
    Word,
    Number,
    Money,
    Date,
    Text,
    Mark,
    End,
}

/// <param name="At">The first character, counted from 1.</param>
internal readonly record struct ExpressionWord(WordKind Kind, string Text, int At, Datum? Value = null);

/// <summary>Cuts the text of an expression into words; full-width marks are the same as plain ones.</summary>
internal sealed class ExpressionWords(string text)
{
    private static readonly string[] Marks = ["<=", ">=", "<>", "!=", "==", "=", "<", ">", "≤", "≥", "≠", "+", "-", "*", "×", "(", ")", "[", "]", ",", "."];

    private int at;

    private static char Plain(char c) => c switch
    {
        '（' => '(', '）' => ')', '，' or '、' => ',', '【' => '[', '】' => ']', '＝' => '=', '＜' => '<', '＞' => '>', '＋' => '+', '－' => '-', '．' => '.',
        _ => c,
    };

    /// <summary>The next word, or null with what is wrong at which place.</summary>
    public ExpressionWord? Next(out string? wrong)
    {
        wrong = null;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        var start = at;
        if (at == text.Length) return new(WordKind.End, "", start + 1);
        var c = text[at];
        if (c is '"' or '“' or '”') return Quoted(out wrong);
        if (char.IsAsciiDigit(c)) return Figure(out wrong);
        if (char.IsAsciiLetter(c))
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' || (text[at] == '-' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])))) at++;
            return new(WordKind.Name, text[start..at], start + 1);
        }

        // Marks of two characters stand first in the list.
        if (Marks.FirstOrDefault(IsHere) is { } mark)
        {
            at += mark.Length;
            return new(WordKind.Mark, mark, start + 1);
        }

        if (char.IsLetter(c))
        {
            while (at < text.Length && char.IsLetter(text[at]) && !char.IsAscii(text[at])) at++;
            return new(WordKind.Word, text[start..at], start + 1);
        }

        wrong = $"第 {start + 1} 个字符“{c}”不能用在这里";
        return null;
    }

    private bool IsHere(string mark)
    {
        if (at + mark.Length > text.Length) return false;
        for (var i = 0; i < mark.Length; i++)
        {
            if (Plain(text[at + i]) != mark[i]) return false;
        }

        return true;
    }

    private ExpressionWord? Quoted(out string? wrong)
    {
        wrong = null;
        var start = at++;
        var curly = text[start] != '"';
        var value = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (curly ? c is '”' or '“' : c == '"') return new(WordKind.Text, value.ToString(), start + 1, new Datum.Text(value.ToString()));
            if (c == '\\' && !curly && at < text.Length && text[at] is '"' or '\\') c = text[at++];
            if (char.IsControl(c)) break;
            value.Append(c);
        }

        wrong = $"第 {start + 1} 个字符起的文字没有用引号收尾";
        return null;
    }

    private ExpressionWord? Figure(out string? wrong)
    {
        wrong = null;
        var start = at;
        if (text.Length - at >= 10 && text[at + 4] == '-' && text[at + 7] == '-' && (text.Length == at + 10 || !char.IsAsciiLetterOrDigit(text[at + 10])))
        {
            at += 10;
            if (DateOnly.TryParseExact(text[start..at], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new(WordKind.Date, text[start..at], start + 1, new Datum.Day(day));
            wrong = $"第 {start + 1} 个字符起的“{text[start..at]}”不是有效的日期";
            return null;
        }

        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }

        var figures = text[start..at];
        if (at < text.Length && text[at] == '元')
        {
            at++;
            if (figures.Length <= Reckoning.MostDigits && Money.TryParse(figures, out var money)) return new(WordKind.Money, figures, start + 1, new Datum.Amount(money));
            wrong = $"第 {start + 1} 个字符起的“{figures}元”不是有效的金额，最多两位小数";
            return null;
        }

        if (figures.Length <= Reckoning.MostDigits && decimal.TryParse(figures, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return new(WordKind.Number, figures, start + 1, new Datum.Number(number));
        wrong = $"第 {start + 1} 个字符起的数字太长，最多 {Reckoning.MostDigits} 位";
        return null;
    }
}
