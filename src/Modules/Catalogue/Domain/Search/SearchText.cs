using System.Buffers;
using System.Text;

namespace OneWindow.Catalogue;

/// <summary>What people type, made comparable: half width, small letters, characters as written today, only letters, digits and Chinese characters.</summary>
internal static class SearchText
{
    /// <summary>Words around the matter itself, longest first: "我想开饭店怎么办" asks for 开饭店.</summary>
    private static readonly string[] Around =
    [
        "需要准备什么材料", "需要准备哪些材料", "要准备什么材料", "需要提供什么材料", "需要带什么材料", "需要什么材料", "需要哪些材料", "需要什么手续", "需要哪些手续", "要什么材料", "要哪些材料", "要带什么",
        "要什么手续", "在哪里办理", "去哪里办理", "到哪里办理", "在什么地方", "去什么地方", "怎么办理", "如何办理", "怎样办理", "在哪里办", "去哪里办", "到哪里办", "在哪儿办", "去哪儿办", "在哪办理",
        "去哪办理", "办理流程", "办理手续", "需要多久", "要多长时间", "怎么申请", "如何申请", "怎样申请", "需要什么", "怎么弄啊", "找哪个部门", "找什么部门", "归谁管", "归哪管", "找谁办", "该找谁", "找谁", "去哪里", "在哪里", "到哪里", "去哪儿", "在哪儿",
        "在哪办", "去哪办", "怎么办", "如何办", "怎样办", "怎么弄", "怎么搞", "咋办", "咋弄", "能不能", "可不可以", "可以吗", "行不行", "要不要", "是不是", "有没有", "多少钱", "多久", "什么时候", "应该", "我想要", "我想", "我要", "想要", "想给",
        "怎么", "如何", "怎样", "咋", "手续", "流程", "请问", "你好", "您好", "哪里", "哪儿", "什么", "可以", "需要", "办理", "申请", "一下", "一个", "我们", "现在", "以后",
    ];

    private static readonly SearchValues<char> Fillers = SearchValues.Create("的了吗呢啊吧呀嘛我");

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (char.IsLetterOrDigit(half)) plain.Append(Characters.Today(char.ToLowerInvariant(half)));
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
