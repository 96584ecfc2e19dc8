using System.Buffers;
using System.Text;

namespace OneWindow.Catalogue;

/// <summary>What people type, made comparable: half width, small letters, only letters, digits and Chinese characters.</summary>
internal static class SearchText
{
    /// <summary>Words around the matter itself, longest first: "我想开饭店怎么办" asks for 开饭店.</summary>
    private static readonly string[] Around =
    [
        "需要什么材料", "需要哪些材料", "在哪里办理", "怎么办理", "如何办理", "怎样办理", "在哪里办", "去哪里办", "怎么申请", "需要什么", "怎么办", "如何办", "怎样办",
        "我想要", "办理流程", "多少钱", "我想", "我要", "想要", "怎么", "如何", "手续", "流程", "请问", "哪里", "办理", "申请",
    ];

    private static readonly SearchValues<char> Fillers = SearchValues.Create("的了吗呢啊吧");

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (char.IsLetterOrDigit(half)) plain.Append(char.ToLowerInvariant(half));
        }

        return plain.ToString();
    }

    /// <summary>The matter that a question is about; the whole question if nothing else is left.</summary>
    public static string Matter(string question)
    {
        var plain = Plain(question);
        var matter = plain;
        foreach (var word in Around)
        {
            if (matter.Length > word.Length + 1) matter = matter.Replace(word, "", StringComparison.Ordinal);
        }

        if (matter.AsSpan().ContainsAny(Fillers)) matter = string.Concat(matter.Where(c => !Fillers.Contains(c)));
        return matter.Length >= 2 ? matter : plain;
    }
}
