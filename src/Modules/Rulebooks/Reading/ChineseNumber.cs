namespace OneWindow.Rulebooks;

/// <summary>中文数字: reads the number of 第一百二十三条, up to 9,999.</summary>
internal static class ChineseNumber
{
    /// <summary>Null if the text is not of the form 第…条.</summary>
    public static int? OfArticle(string article) =>
        article.StartsWith('第') && article.EndsWith('条') ? Read(article.AsSpan(1, article.Length - 2)) : null;

    private static int? Read(ReadOnlySpan<char> text)
    {
        var (sum, digit) = (0, 0);
        foreach (var c in text)
        {
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (unit > 0)
            {
                sum += (digit == 0 ? 1 : digit) * unit;
                digit = 0;
            }
            else
            {
                digit = "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
                if (digit < 0) return null;
            }
        }

        return sum + digit is > 0 and var number ? number : null;
    }
}
